"""Whatever the order of rows and the size of the windows, the same is written."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kinds import Node, Relationship
from graph.model import MODEL
from graph.model.helpers import Cadre, WorksFor
from graph.model.organisations import Organisation
from graph.model.vocabularies import Politics, Sex
from loaders import batch as room
from loaders.batch import Batches, Links, Nodes
from loaders.entry import Entry, Standing, restore

_STANDINGS = {
    "aa": Standing(50, date(2019, 12, 31), "aa"),
    "bb": Standing(50, date(2020, 12, 31), "bb"),
    "cc": Standing(60, date(2018, 12, 31), "cc"),
}
_Fact = Node | Relationship[Any, Any]
_Written = dict[tuple[Any, Any], dict[str, Any]]


@st.composite
def _facts(draw: st.DrawFn) -> list[tuple[_Fact, str]]:
    """Draw rows of cadres and of where they work, each with an origin of its own."""
    places = draw(
        st.lists(
            st.tuples(st.sampled_from(sorted(_STANDINGS)), st.integers(1, 99)),
            unique=True,
            max_size=40,
        )
    )
    found: list[tuple[_Fact, str]] = []
    for file, row in places:
        unit = Organisation(region="990000000000", name="示例局")
        cadre = Cadre(
            organisation=unit.key,
            name=draw(st.sampled_from("甲乙丙丁戊己")),
            sex=draw(st.sampled_from([None, *Sex])),
            politics=draw(st.sampled_from([None, *Politics])),
        )
        works = WorksFor(start=cadre.refer(), end=unit.refer())
        found += [(fact, f"{file}||{row:07d}") for fact in (cadre, unit, works)]
    return found


def _written(facts: Sequence[tuple[_Fact, str]], sizes: tuple[int, int]) -> _Written:
    """Write as a database would: what meets a row that is there is settled with it."""
    there: _Written = {}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "BATCH", sizes[0])
        patch.setattr(room, "WINDOW", sizes[1])
        batches = Batches(MODEL, Path(folder), _STANDINGS)
        for fact, origin in facts:
            batches.add(fact, origin)
        for group in batches.groups():
            kind = MODEL.nodes.get(group.kind) or MODEL.links[group.kind]
            names = frozenset(one.name for one in kind.properties)
            for batch in batches.take(group):
                assert len(batch) <= sizes[0]
                for key, entry in batch:
                    merged = _settled(there.get((group, key)), entry, names)
                    there[group, key] = merged.row(temporal=kind.temporal)
        batches.close()
    return there


def _settled(stored: dict[str, Any] | None, entry: Entry, names: frozenset[str]) -> Entry:
    if stored is None:
        return entry
    before = restore(stored, names)
    before.meet(entry, _STANDINGS)
    return before


@settings(max_examples=60)
@given(_facts(), st.integers(1, 7), st.integers(1, 9), st.randoms(use_true_random=False))
def test_windows_and_order_decide_nothing(
    facts: list[tuple[_Fact, str]], size: int, window: int, chance: Random
) -> None:
    """The rows are the same as with one window that holds everything."""
    wanted = _written(facts, (1000, 1000))
    chance.shuffle(facts)
    assert _written(facts, (size, window)) == wanted


def test_nodes_go_before_links(tmp_path: Path) -> None:
    """Groups come in the order of the model; each entry is counted once."""
    batches = Batches(MODEL, tmp_path, _STANDINGS)
    unit = Organisation(region="990000000000", name="示例局")
    cadre = Cadre(organisation=unit.key, name="甲")
    batches.add(WorksFor(start=cadre.refer(), end=unit.refer()), "aa||0000001")
    for row in (1, 2):
        batches.add(cadre, f"aa||{row:07d}")
        batches.add(unit, f"aa||{row:07d}")
    assert batches.groups() == [
        Nodes("Organisation"),
        Nodes("Cadre"),
        Links("WorksFor", "Cadre", "Organisation"),
    ]
    assert [batches.count(group) for group in batches.groups()] == [1, 1, 1]
    batches.close()
    assert list(tmp_path.iterdir()) == []
