"""Privacy, walked over the whole model: what is closed reaches neither schema nor statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from api.viewer import PUBLIC
from graph.description import Kind, NodeKind, Property
from graph.kinds import Mark, Privacy
from graph.model import MODEL
from tests.api.asked import Asked

NODES = list(MODEL.nodes.values())
KINDS: list[Kind] = [*NODES, *MODEL.links.values()]


@pytest.fixture(scope="module")
def public() -> Asked:
    """Give the application as everybody sees it."""
    return Asked(MODEL, PUBLIC)


def _closed(kind: Kind, prop: Property) -> bool:
    return max(kind.privacy, prop.privacy) > PUBLIC.clearance


def _fields(sdl: str, name: str) -> set[str]:
    found = re.search(rf"^(?:type|input) {name}\b[^{{]*{{\n(.*?)^}}", sdl, re.MULTILINE | re.DOTALL)
    assert found, name
    return set(re.findall(r"^  (\w+)[(:]", found[1], re.MULTILINE))


def test_the_model_has_something_to_hide() -> None:
    """The walks below meet closed and sealed properties."""
    assert [1 for kind in KINDS for prop in kind.properties if prop.privacy is Privacy.SEALED]
    assert len([1 for kind in KINDS for prop in kind.properties if _closed(kind, prop)]) > 20


def test_no_sealed_property_is_in_the_schema(public: Asked) -> None:
    """Neither as a field nor in a filter."""
    for kind in KINDS:
        names = [kind.name, f"{kind.name}Filter"]
        names = names if isinstance(kind, NodeKind) else [f"{kind.name}Edge"]
        for name in names:
            offered = _fields(public.sdl, name)
            sealed = {one.field for one in kind.properties if one.privacy is Privacy.SEALED}
            assert not offered & sealed, name


def _questions() -> Iterator[tuple[NodeKind, str]]:
    for kind in NODES:
        leaves = [one.field for one in kind.properties if one.privacy is not Privacy.SEALED]
        yield kind, f"{{ {kind.many} {{ nodes {{ id key caption {' '.join(leaves)} }} }} }}"


@pytest.mark.parametrize(
    ("kind", "query"), list(_questions()), ids=lambda one: getattr(one, "name", "")
)
def test_no_closed_value_is_read_for_everybody(public: Asked, kind: NodeKind, query: str) -> None:
    """A closed property is not named in the statement; a closed caption only for its first sign."""
    assert "errors" not in public.ask(query)
    # The first line holds the day's test of the period, which is nobody's filter.
    text = public.kept.asked[-1].text.partition("\n")[2]
    for prop in kind.properties:
        read = re.findall(rf"(?<!\w)\.{prop.name}\b|\w\.{prop.name}\b", text)
        if not _closed(kind, prop):
            continue
        if Mark.CAPTION in prop.marks:
            assert re.search(rf"left\(\w+\.{prop.name}, 1\)", text)
        else:
            assert not read, prop.name


def _edges() -> Iterator[tuple[str, str]]:
    for kind in NODES:
        for name, way in MODEL.ways(kind.name).items():
            leaves = [o.field for o in way.link.properties if o.privacy is not Privacy.SEALED]
            if leaves and way.cardinality.value == "many":
                asked = f"{name} {{ edges {{ {' '.join(leaves)} }} }}"
                yield way.link.name, f"{{ {kind.many} {{ nodes {{ {asked} }} }} }}"


@pytest.mark.parametrize(("name", "query"), list(_edges()))
def test_no_closed_value_of_a_link_is_read(public: Asked, name: str, query: str) -> None:
    """The link itself may be followed; what is closed on it is not read."""
    link = MODEL.links[name]
    assert "errors" not in public.ask(query)
    told = public.kept.asked[-1].text.rpartition("RETURN [")[2]
    for prop in link.properties:
        if _closed(link, prop):
            assert f".{prop.name}" not in told


def _filters() -> Iterator[tuple[NodeKind, Property]]:
    for kind in NODES:
        for prop in kind.properties:
            offered = not prop.many and prop.privacy is not Privacy.SEALED
            if offered and prop.name not in {"valid_from", "valid_to"}:
                yield kind, prop


@pytest.mark.parametrize(("kind", "prop"), list(_filters()), ids=lambda one: one.name)
def test_what_is_masked_cannot_be_filtered_by(
    public: Asked, kind: NodeKind, prop: Property
) -> None:
    """Not by literal, not by variable, and not by asking whether it is null."""
    before = len(public.kept.asked)
    literal = f"{{ {kind.many}(where: {{{prop.field}: {{eq: null}}}}) {{ totalCount }} }}"
    variable = f"query($w: {kind.name}Filter) {{ {kind.many}(where: $w) {{ totalCount }} }}"
    given = {"w": {prop.field: {"in": None}}}
    if _closed(kind, prop):
        assert public.code(literal) == "FORBIDDEN"
        assert public.code(variable, given) == "FORBIDDEN"
        assert len(public.kept.asked) == before
    else:
        public.kept.rows_ = [[[], 0]]
        assert public.ask(literal) == {"data": {kind.many: {"totalCount": 0}}}
        assert public.ask(variable, given) == {"data": {kind.many: {"totalCount": 0}}}
        public.kept.rows_ = [[[]]]
