"""The field itself: every kind, property, link and closed list keeps the laws of the house."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.description import Direction, Kind, LinkKind, NodeKind
from graph.kinds import RESERVED, Mark, Privacy, Temporal, snake
from graph.model import MODEL, vocabularies
from graph.model.helpers import Cadre, PaidTo, PairedWith, Visit
from graph.model.people import Household
from graph.model.regions import Region
from graph.model.vocabularies import PairingDuty
from graph.values import Precision, Vocabulary

NODES = list(MODEL.nodes.values())
LINKS = list(MODEL.links.values())
KINDS: list[NodeKind | LinkKind] = [*NODES, *LINKS]
LISTS = [
    one
    for one in vars(vocabularies).values()
    if isinstance(one, type) and issubclass(one, Vocabulary) and one is not Vocabulary
]
ENDS = Path(__file__).parents[1] / "types_only" / "ends.py"


def _named(kind: Kind) -> str:
    return kind.name


@pytest.mark.parametrize("kind", KINDS, ids=_named)
def test_every_kind_says_in_one_sentence_what_it_is(kind: NodeKind | LinkKind) -> None:
    """With the Chinese term by which the field knows it."""
    assert kind.about.endswith(".")
    assert kind.about[0].isupper()
    assert _chinese(kind.term)


@pytest.mark.parametrize("kind", KINDS, ids=_named)
def test_every_property_has_a_term_and_a_sentence(kind: NodeKind | LinkKind) -> None:
    """And a name that is its own, in Python and in GraphQL."""
    for one in kind.properties:
        assert _chinese(one.term), f"{kind.name}.{one.name}"
        assert one.about.endswith("."), f"{kind.name}.{one.name}"
        assert one.name not in RESERVED
    fields = Counter(one.field for one in kind.properties)
    assert set(fields.values()) <= {1}


@pytest.mark.parametrize("kind", KINDS, ids=_named)
def test_a_property_is_at_least_as_closed_as_its_kind(kind: NodeKind | LinkKind) -> None:
    """Personal means the case, secret means nobody."""
    for one in kind.properties:
        assert one.privacy >= kind.privacy
        if Mark.PERSONAL in one.marks:
            assert one.privacy >= Privacy.CASE
        if Mark.SEALED in one.marks:
            assert one.privacy is Privacy.SEALED


@pytest.mark.parametrize("kind", KINDS, ids=_named)
def test_only_temporal_kinds_have_a_period(kind: NodeKind | LinkKind) -> None:
    """All four of its properties, or none."""
    period = {one.name for one in kind.properties} & set(Temporal.model_fields)
    assert period == (set(Temporal.model_fields) if kind.temporal else set())


@pytest.mark.parametrize("kind", NODES, ids=_named)
def test_a_key_is_a_required_public_text(kind: NodeKind) -> None:
    """Keys end up in addresses and logs."""
    keys = [one for one in kind.properties if Mark.KEY in one.marks]
    assert [one.name for one in keys] == list(kind.cls.key_parts)
    assert keys
    for key in keys:
        assert key.type.stored is str
        assert key.required
        assert not key.marks & {Mark.PERSONAL, Mark.SEALED}
    assert Mark.SEALED not in kind.caption.marks


@pytest.mark.parametrize("link", LINKS, ids=_named)
def test_a_link_is_followed_from_both_ends(link: LinkKind) -> None:
    """By a field of each kind at either end, with the cardinality of that direction."""
    for name in link.starts:
        out = MODEL.ways(name)[_field(snake(link.name))]
        assert (out.link, out.direction, out.cardinality) == (link, Direction.OUT, link.cls.forward)
        assert tuple(far.name for far in out.far) == link.ends
    for name in link.ends:
        back = MODEL.ways(name)[_field(link.cls.inverse)]
        assert (back.link, back.direction, back.cardinality) == (
            link,
            Direction.IN,
            link.cls.backward,
        )
        assert tuple(far.name for far in back.far) == link.starts


@pytest.mark.parametrize("kind", NODES, ids=_named)
def test_no_field_of_a_kind_has_two_meanings(kind: NodeKind) -> None:
    """Properties, links and the fields that every thing has."""
    fields = Counter([one.field for one in kind.properties])
    fields.update(list(MODEL.ways(kind.name)))
    fields.update(["id", "origins"])
    assert [name for name, count in fields.items() if count > 1] == []


def test_types_in_the_database_are_told_apart() -> None:
    """No two links share a type, and no type looks like a label."""
    assert len({link.type for link in LINKS}) == len(LINKS)
    assert not {link.type for link in LINKS} & set(MODEL.nodes)


@pytest.mark.parametrize("entries", [*LISTS, Precision], ids=lambda one: one.__name__)
def test_no_spelling_means_two_entries(entries: type[Vocabulary]) -> None:
    """A label, an alias and a name each lead to one entry; none is written twice."""
    written = [text for one in entries for text in (one.label, *one.aliases, one.name)]
    assert [text for text, count in Counter(written).items() if count > 1] == []
    assert len(entries.__members__) == len(list(entries))
    assert set(entries.spellings()) == set(written)


def test_every_closed_list_is_used() -> None:
    """A list that no property uses would be published nowhere."""
    used = {one.type.vocabulary for kind in KINDS for one in kind.properties}
    assert set(LISTS) <= used


def test_a_wrong_end_is_refused_at_run_time() -> None:
    """The message says which kinds would be right."""
    cadre, household = Cadre.ref("u", "n", ""), Household.ref("r", "1")
    with pytest.raises(ValidationError, match="must be a reference to Household"):
        PairedWith.model_validate({"start": cadre, "end": cadre, "duty": PairingDuty.FIRST})
    with pytest.raises(
        ValidationError, match="must be a reference to Household or Village or Project"
    ):
        PaidTo.model_validate({"start": Visit.ref("1"), "end": Region.ref("370402000000")})
    assert PairedWith(start=cadre, end=household, duty=PairingDuty.FIRST).end is household


@pytest.mark.parametrize(
    ("checker", "wrong"),
    [
        (("mypy", "--no-error-summary"), "[arg-type]"),
        (("basedpyright", "--pythonpath", sys.executable), "(reportArgumentType)"),
    ],
    ids=["mypy", "basedpyright"],
)
def test_wrong_ends_are_refused_by_the_type_checkers(
    checker: tuple[str, ...], wrong: str, tmp_path: Path
) -> None:
    """Exactly on the marked lines once the ignores are taken away, and nowhere else."""
    text = ENDS.read_text(encoding="utf-8")
    marked = [n for n, line in enumerate(text.splitlines(), 1) if "# type: ignore" in line]
    bare = tmp_path / "bare_ends.py"
    bare.write_text(
        "".join(f"{line.partition('  # type: ignore')[0]}\n" for line in text.splitlines()),
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - our own checkers over our own file
        [sys.executable, "-m", *checker, str(bare)],
        cwd=root,
        env={**os.environ, "MYPYPATH": str(root), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    refused = [line for line in done.stdout.splitlines() if "error" in line and bare.name in line]
    assert [int(line.partition(f"{bare.name}:")[2].split(":")[0]) for line in refused] == marked
    assert done.stdout.count(wrong) == len(marked) == 4


def _field(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(map(str.capitalize, rest))


def _chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)
