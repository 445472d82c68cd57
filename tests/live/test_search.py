"""Full text on a running engine: complete and exact from one character on."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from graph.cypher.schema import schema
from graph.cypher.search import search
from graph.cypher.statement import Statement
from graph.engines import Engine
from graph.store import Store, Writer
from tests.live.conftest import Run, wipe
from tests.tiny import TINY

TOWN = TINY.node("Town")
LIMIT = 2000
_SIGNS = "东郭西村张汪镇王李滕州木石一二三界河羊庄大坞龙泉"
_ENDS = (
    "",
    "村",
    "镇",
    "（一）",
    "(2)",
    " 12号",
    "A区",
    " North Gate",
    "-3",
    "·南",
    '"旧"',
    "\\",
    "?*",
)

WORDS = ("North", "North Gate", "12号", "12", "A区", "村（一）", "(2)", "-3", "AND", "东 OR 西")
PUNCTUATION = ("（", '"', '"旧"', "\\", "?*", "*", "·南", "·", "~", "东?", "①", "", " ")


def _names() -> list[str]:
    rng = Random(7)  # noqa: S311 - seeded, so that every run is the same
    return [
        "".join(rng.choices(_SIGNS, k=rng.randint(1, 5))) + rng.choice(_ENDS) for _ in range(400)
    ]


NAMES = _names()


@pytest.fixture(scope="module")
def named(engine: Engine, run: Run) -> Iterator[Store]:
    """Give a store on a graph of named towns."""
    wipe(engine.access)
    engine.apply(schema(TINY))
    add = Statement("UNWIND $rows AS row MERGE (n:Town {key: row[0]}) SET n.search = row[1]")
    rows = [[f"{place:04}", name] for place, name in enumerate(NAMES)]
    with Writer(engine.access) as writer:
        writer.write(lambda transaction: transaction.run(add.bind(rows=rows)))
    store = Store(engine.access)
    run(store.open())
    yield store
    run(store.close())


def _found(store: Store, run: Run, text: str) -> list[str]:
    return [key for (key,) in run(store.rows(search(TOWN, text, LIMIT)))]


def _scanned(text: str) -> list[str]:
    return [f"{place:04}" for place, name in enumerate(NAMES) if text in name]


def test_chinese_is_found_from_one_character_on(named: Store, run: Run) -> None:
    """Every piece of one to four characters finds what a scan finds, in order of keys."""
    rng = Random(8)  # noqa: S311 - seeded, so that every run is the same
    pieces = set(_SIGNS)
    for _ in range(150):
        name = rng.choice(NAMES).partition(" ")[0]
        chinese = "".join(one for one in name if one in _SIGNS)
        start = rng.randrange(len(chinese))
        pieces.add(chinese[start : start + rng.randint(1, 4)])
        pieces.add("".join(rng.choices(_SIGNS, k=rng.randint(2, 3))))
    for piece in sorted(pieces):
        assert _found(named, run, piece) == _scanned(piece), piece


@pytest.mark.parametrize(
    "text",
    [*WORDS, *PUNCTUATION],
)
def test_words_digits_and_signs_are_found_whole(named: Store, run: Run, text: str) -> None:
    """Whole words and numbers are found, and nothing that is typed is a command to Lucene."""
    assert _found(named, run, text) == _scanned(text)


def test_no_more_than_the_limit(named: Store, run: Run) -> None:
    """The first by key, where there are more."""
    assert [key for (key,) in run(named.rows(search(TOWN, "村", 3)))] == _scanned("村")[:3]
