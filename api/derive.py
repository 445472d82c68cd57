"""From the model to Strawberry types: nothing here names a kind, and nothing adds a fact."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import strawberry
from strawberry import UNSET

from api.declare import Argument, Field, enum_type, input_type, object_type
from api.naming import way_name
from api.roles import FilterRole, LinkRole, ListRole, NodeRole, Role, RowRole, ThingRole
from api.scalars import Date, python_type
from graph.catalogue import Model
from graph.description import Kind, NodeKind, Property, Way
from graph.kinds import Cardinality, Mark, Privacy
from graph.values import Vocabulary

DEFAULT_PAGE = 20

AS_OF = Argument(
    "asOf", Date | None, "时点: the day as of which to answer; today if omitted.", UNSET
)
EVER = Argument("ever", bool, "不限时点: every period, whatever the day.", default=False)
FIRST = Argument("first", int, "条数: how many at most, 1 to 1000.", DEFAULT_PAGE)
AFTER = Argument("after", str | None, "游标: go on behind this cursor.", UNSET)


@strawberry.type(description="来源: where a fact was read.")
class Origin:
    """One place that says so."""

    file: str = strawberry.field(description="文件: the name of the file.")
    sheet: str = strawberry.field(description="工作表: the sheet; empty for text files.")
    row: int = strawberry.field(description="行: the row as a person counts it.")
    loaded_at: str = strawberry.field(description="加载时间: when the file was first read, UTC.")


@strawberry.type(description="分页信息: what lies before and behind a page.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether there are rows behind the page.")
    has_previous_page: bool = strawberry.field(description="Whether there are rows before it.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row.")


@dataclass(slots=True)
class Derived:
    """The types of one model, and what each stands for."""

    model: Model
    types: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    _enums: dict[type[Vocabulary], Any] = field(default_factory=dict)
    _operators: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, role: Role, base: type | None = None) -> None:
        """Make an empty class for a type, to be filled once all of them are there."""
        self.types[name] = type(name, (base,) if base else (), {"__module__": __name__})
        self.roles[name] = role

    def python(self, prop: Property) -> Any:  # noqa: ANN401 - what Strawberry takes as an annotation
        """Give the annotation of one property, null and list left aside."""
        if prop.type.vocabulary is None:
            return python_type(prop.type.graphql)
        return self.enum(prop.type.vocabulary)

    def enum(self, vocabulary: type[Vocabulary]) -> Any:  # noqa: ANN401 - a class made once
        """Give the GraphQL enum of a closed list."""
        if vocabulary not in self._enums:
            self._enums[vocabulary] = enum_type(vocabulary)
        return self._enums[vocabulary]

    def operators(self, prop: Property) -> Any:  # noqa: ANN401 - a class made once
        """Give the input that says how to compare one type of value."""
        name = f"{prop.type.graphql}Filter"
        if name not in self._operators:
            made = type(name, (), {"__module__": __name__})
            one = self.python(prop)
            several = list[one]  # type: ignore[valid-type]  # a class made here
            words = {"eq": (one, "等于: equal."), "in": (several, "属于: one of these.")}
            input_type(made, name, f"How to compare a {prop.type.graphql}.", words)
            self._operators[name] = made
        return self._operators[name]


def derive(model: Model) -> Derived:
    """Make every type of a model."""
    derived = Derived(model)
    derived.add("Thing", ThingRole())
    for kind in model.nodes.values():
        derived.add(kind.name, NodeRole(kind), derived.types["Thing"])
        derived.add(f"{kind.name}Connection", ListRole(kind))
        derived.add(f"{kind.name}Edge", RowRole(kind))
        derived.add(f"{kind.name}Filter", FilterRole(kind))
    for way in ways(model):
        derived.add(f"{way_name(way)}Edge", LinkRole(way))
        if way.cardinality is Cardinality.MANY:
            derived.add(f"{way_name(way)}Connection", ListRole(way))
    _fill(derived)
    return derived


def ways(model: Model) -> Iterable[Way]:
    """List each way of each link once."""
    return {
        (way.link.name, way.direction): way
        for name in model.nodes
        for way in model.ways(name).values()
    }.values()


def _fill(derived: Derived) -> None:
    thing = derived.types["Thing"]
    object_type(thing, "Thing", "事物: anything in the graph.", _system(), interface=True)
    for kind in derived.model.nodes.values():
        fields = [
            *_system(),
            *(_property(derived, one, kind) for one in kind.properties if _offered(one)),
            *(
                made
                for way in derived.model.ways(kind.name).values()
                for made in _way(derived, way)
            ),
        ]
        object_type(derived.types[kind.name], kind.name, _about(kind), fields)
        _fill_list(derived, kind)
        _fill_filter(derived, kind)
    for way in ways(derived.model):
        _fill_link(derived, way)


def _system() -> list[Field]:
    return [
        Field("id", strawberry.ID, "标识: opaque; give it to `node`."),
        Field("key", str, "键: what tells it from every other thing of its kind."),
        Field(
            "caption", str, "名称: what names it to a person; masked where the viewer may not see."
        ),
        Field("origins", list[Origin], "来源: every file, sheet and row that says so."),
    ]


def _offered(prop: Property) -> bool:
    return prop.privacy is not Privacy.SEALED


def _property(derived: Derived, prop: Property, kind: Kind) -> Field:
    one = derived.python(prop)
    open_to_all = prop.privacy is Privacy.PUBLIC and kind.privacy is Privacy.PUBLIC
    made = list[one] if prop.many else one  # type: ignore[valid-type]  # a class made here
    period = prop.name in {"valid_from", "valid_to"}
    surely = (prop.required or prop.many) and open_to_all and not period
    return Field(prop.field, made if surely else made | None, f"{prop.term}: {prop.about}")


def _way(derived: Derived, way: Way) -> list[Field]:
    said = f"{way.link.term}: {way.link.about}"
    periods = way.link.temporal or any(kind.temporal for kind in way.far)
    held = (AS_OF, EVER) if periods else (AS_OF,)
    if way.cardinality is Cardinality.ONE:
        edge = derived.types[f"{way_name(way)}Edge"]
        return [
            Field(way.field, _far(derived, way) | None, said, (AS_OF,)),
            Field(
                f"{way.field}Link", edge | None, f"{said} With its period and origins.", (AS_OF,)
            ),
        ]
    connection = derived.types[f"{way_name(way)}Connection"]
    return [Field(way.field, connection, said, (*_where(derived, way), FIRST, AFTER, *held))]


def _far(derived: Derived, way: Way) -> Any:  # noqa: ANN401 - a class made here
    return derived.types[way.far[0].name] if len(way.far) == 1 else derived.types["Thing"]


def _where(derived: Derived, way: Way | NodeKind) -> tuple[Argument, ...]:
    kinds = way.far if isinstance(way, Way) else (way,)
    if len(kinds) != 1:
        return ()
    wanted = derived.types[f"{kinds[0].name}Filter"]
    return (Argument("where", wanted | None, "条件: which ones.", UNSET),)


def _fill_list(derived: Derived, kind: NodeKind) -> None:
    node, edge = derived.types[kind.name], derived.types[f"{kind.name}Edge"]
    object_type(edge, f"{kind.name}Edge", f"{kind.term}: a row of a list.", _row(node))
    connection = derived.types[f"{kind.name}Connection"]
    fields = _list(node, edge)
    object_type(connection, f"{kind.name}Connection", f"{kind.term}: a page of a list.", fields)


def _fill_link(derived: Derived, way: Way) -> None:
    name, node = way_name(way), _far(derived, way)
    edge = derived.types[f"{name}Edge"]
    fields = [
        *_row(node),
        Field("origins", list[Origin], "来源: every file, sheet and row that says so."),
        *(_property(derived, one, way.link) for one in way.link.properties if _offered(one)),
    ]
    object_type(edge, f"{name}Edge", _about(way.link), fields)
    if way.cardinality is Cardinality.MANY:
        connection, said = f"{name}Connection", f"{way.link.term}: a page of a list."
        object_type(derived.types[connection], connection, said, _list(node, edge))


def _fill_filter(derived: Derived, kind: NodeKind) -> None:
    words = {
        one.field: (derived.operators(one), f"{one.term}: {one.about}")
        for one in kind.properties
        if _offered(one) and not one.many and one.name not in {"valid_from", "valid_to"}
    }
    name = f"{kind.name}Filter"
    input_type(derived.types[name], name, f"{kind.term}: which ones.", words)


def _row(node: Any) -> list[Field]:  # noqa: ANN401 - a class made here
    return [
        Field("cursor", str, "游标: where this row stands; give it to `after`."),
        Field("node", node, "对象: the thing itself."),
    ]


def _list(node: Any, edge: Any) -> list[Field]:  # noqa: ANN401 - classes made here
    return [
        Field("nodes", list[node], "对象: the things of this page."),
        Field("edges", list[edge], "行: the rows of this page, with what belongs to the link."),
        Field("pageInfo", PageInfo, "分页信息: what lies before and behind."),
        Field("totalCount", int, "总数: how many there are on all pages."),
    ]


def _about(kind: Kind) -> str:
    return kind.about


def roots(derived: Derived) -> list[Field]:
    """Give the derived root fields: every kind by key and as a list, and any thing by id."""
    thing = derived.types["Thing"] | None
    fields = [Field("node", thing, "任意对象: one thing by its id.", (id_argument("id"), AS_OF))]
    for kind in derived.model.nodes.values():
        parts = tuple(_part(kind.property_of(name)) for name in kind.cls.key_parts)
        one = derived.types[kind.name] | None
        fields.append(Field(kind.one, one, f"{kind.about} By its key.", (*parts, AS_OF)))
        page = (*_where(derived, kind), FIRST, AFTER, AS_OF)
        ever = (EVER,) if kind.temporal else ()
        connection = derived.types[f"{kind.name}Connection"]
        fields.append(Field(kind.many, connection, f"{kind.about} A list.", (*page, *ever)))
    return fields


def _part(prop: Property | None) -> Argument:
    if prop is None or Mark.KEY not in prop.marks:
        raise TypeError("a part of a key is a property marked so")
    default = inspect.Parameter.empty if prop.default is None else prop.default
    return Argument(prop.field, str, f"{prop.term}: {prop.about}", default)


def id_argument(name: str) -> Argument:
    """Make the argument that takes the id of a thing."""
    return Argument(name, strawberry.ID, "标识: an id as answers give it.")
