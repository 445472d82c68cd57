"""Read one declaration: what a kind and its properties say, as values that others derive from."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from graph.errors import ModelError
from graph.kinds import (
    RESERVED,
    Cardinality,
    Mark,
    Node,
    Privacy,
    Relationship,
    Temporal,
    camel,
    require,
    snake,
)
from graph.values import ValueType, value_type

_TERM = re.compile(r"[(（]([^()（）]*[\u4e00-\u9fff][^()（）]*)[)）]")
_PERIOD = tuple(Temporal.model_fields)


class Direction(Enum):
    """Which way a link is followed."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind, as every derived part needs to know it."""

    name: str
    field: str
    type: ValueType
    required: bool
    many: bool
    privacy: Privacy
    marks: frozenset[Mark]
    term: str
    about: str
    default: str | None = None

    @property
    def spoken(self) -> str:
        """The Cypher expression, over `{}`, whose value goes into the answer."""
        if self.many or self.type.spoken == "{}":
            return "{}"
        return self.type.spoken


@dataclass(frozen=True, slots=True)
class Kind:
    """What a node kind and a relationship kind have in common."""

    name: str
    term: str
    about: str
    privacy: Privacy
    temporal: bool
    properties: tuple[Property, ...]
    encoders: tuple[tuple[str, bool, Any], ...] = field(repr=False)

    def property_of(self, name: str) -> Property | None:
        """Find a property by its Python name."""
        return next((one for one in self.properties if one.name == name), None)

    def stored(self, value: Node | Relationship[Any, Any]) -> dict[str, object]:
        """Write the declared properties of a value as the database holds them, nulls left out."""
        given = value.__dict__
        row = {name: given[name] for name, _many, _encode in self.encoders}
        for name, many, encode in self.encoders:
            if row[name] is None:
                del row[name]
            elif many:
                row[name] = [encode(one) for one in row[name]] if encode else list(row[name])
            elif encode:
                row[name] = encode(row[name])
        return row


@dataclass(frozen=True, slots=True)
class NodeKind(Kind):
    """One kind of thing."""

    cls: type[Node] = field(kw_only=True)
    one: str = field(kw_only=True)
    many: str = field(kw_only=True)
    caption: Property = field(kw_only=True)
    searched: tuple[Property, ...] = field(kw_only=True)

    @property
    def label(self) -> str:
        """The label in the database, which is the name of the class."""
        return self.name


@dataclass(frozen=True, slots=True)
class LinkKind(Kind):
    """One kind of link."""

    cls: type[Relationship[Any, Any]] = field(kw_only=True)
    type: str = field(kw_only=True)
    starts: tuple[str, ...] = field(kw_only=True)
    ends: tuple[str, ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Way:
    """A link seen from one of its ends: the field on that kind, and where it leads."""

    field: str
    link: LinkKind
    direction: Direction
    cardinality: Cardinality
    near: tuple[str, ...]
    far: tuple[NodeKind, ...]


def node_kind(cls: type[Node]) -> NodeKind:
    """Read the declaration of a node kind."""
    properties = _properties(cls)
    captions = [one for one in properties if Mark.CAPTION in one.marks]
    require(len(captions) == 1, f"{cls.__name__} has {len(captions)} captions; it needs one")
    keys = [one for one in properties if Mark.KEY in one.marks]
    require(keys, f"{cls.__name__} has no Key")
    for key in keys:
        where = f"{cls.__name__}.{key.name}"
        require(key.type.stored is str and not key.many, f"{where} is a key; it must be a text")
        require(key.required, f"{where} is a key; it must not be optional")
        require(
            not key.marks & {Mark.PERSONAL, Mark.SEALED},
            f"{where} is a key and personal; keys end up in addresses and logs",
        )
    one = cls.__name__[0].lower() + cls.__name__[1:]
    return NodeKind(
        *_common(cls, properties),
        cls=cls,
        one=one,
        many=cls.plural or _plural(one),
        caption=captions[0],
        searched=tuple(prop for prop in properties if Mark.SEARCHED in prop.marks),
    )


def link_kind(cls: type[Relationship[Any, Any]]) -> LinkKind:
    """Read the declaration of a relationship kind."""
    name = cls.__name__
    require(cls.starts and cls.ends, f"{name}: both ends must be kinds of nodes")
    require(cls.inverse, f'{name} has no inverse; write inverse="..." in the class line')
    return LinkKind(
        *_common(cls, _properties(cls)),
        cls=cls,
        type=snake(name).upper(),
        starts=tuple(kind.__name__ for kind in cls.starts),
        ends=tuple(kind.__name__ for kind in cls.ends),
    )


def _common(
    cls: type[Node | Relationship[Any, Any]], properties: tuple[Property, ...]
) -> tuple[Any, ...]:
    about = (cls.__doc__ or "").strip()
    require(
        about and about != (cls.__mro__[1].__doc__ or "").strip() and about.count("\n") == 0,
        f"{cls.__name__} needs a docstring of one sentence on one line",
    )
    term = _TERM.search(about)
    require(term, f"{cls.__name__}: its docstring names the Chinese term in brackets")
    temporal = issubclass(cls, Temporal)
    encoders = tuple((one.name, one.many, one.type.encode) for one in properties)
    return cls.__name__, term[1] if term else "", about, cls.privacy, temporal, properties, encoders


def _properties(cls: type[Node | Relationship[Any, Any]]) -> tuple[Property, ...]:
    found = [
        _property(cls, name, info)
        for name, info in cls.model_fields.items()
        if name not in {"start", "end"}
    ]
    # The period stands first in the class that inherits it; people read it last.
    found.sort(key=lambda one: one.name in _PERIOD)
    return tuple(found)


def _property(cls: type[Node | Relationship[Any, Any]], name: str, info: FieldInfo) -> Property:
    where = f"{cls.__name__}.{name}"
    require(name not in RESERVED, f"{where}: {name} belongs to the system; take another name")
    if name in {"valid_from", "valid_to"}:
        require(issubclass(cls, Temporal), f"{where}: only a Temporal kind has a period")
    marks = frozenset(mark for mark in info.metadata if isinstance(mark, Mark))
    bare, optional, many, tags = _unfold(info.annotation)
    value = value_type(bare, (*info.metadata, *tags))
    if value is None:
        raise ModelError(f"{where}: {bare!r} has no three faces; see graph/values.py")
    about = _sentences(cls).get(name, "")
    term, _, sentence = about.partition(":")
    require(about, f"{where} needs a docstring: the Chinese term, a colon, what it says")
    return Property(
        name=name,
        field=camel(name),
        type=value,
        required=not optional and not many,
        many=many,
        privacy=max(cls.privacy, _privacy(marks)),
        marks=marks,
        term=term.strip(),
        about=sentence.strip() or term.strip(),
        default=info.default if isinstance(info.default, str) else None,
    )


def _sentences(cls: type) -> dict[str, str]:
    """Collect what is written under each property of a class and of those it inherits from."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        found |= _module_sentences(base.__module__).get(base.__qualname__, {})
    return found


@cache
def _module_sentences(module: str) -> dict[str, dict[str, str]]:
    if module not in sys.modules or module.partition(".")[0] in {"builtins", "pydantic", "typing"}:
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        top.name: {
            line.target.id: inspect.cleandoc(said.value.value)
            for line, said in pairwise(top.body)
            if isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and isinstance(said, ast.Expr)
            and isinstance(said.value, ast.Constant)
            and isinstance(said.value.value, str)
        }
        for top in tree.body
        if isinstance(top, ast.ClassDef)
    }


def _privacy(marks: frozenset[Mark]) -> Privacy:
    if Mark.SEALED in marks:
        return Privacy.SEALED
    return Privacy.CASE if Mark.PERSONAL in marks else Privacy.PUBLIC


def _unfold(annotation: object) -> tuple[object, bool, bool, tuple[object, ...]]:
    """Take an annotation apart: the bare type, whether null and list, and what tags it carries."""
    tags: list[object] = []
    optional = many = False
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation, *rest = arguments
            tags += rest
        elif origin in (Union, UnionType) and type(None) in arguments:
            optional = True
            annotation = next(arm for arm in arguments if arm is not type(None))
        elif origin is tuple and len(arguments) == 2 and arguments[1] is ...:  # noqa: PLR2004 - tuple[T, ...]
            many, annotation = True, arguments[0]
        else:
            return annotation, optional, many, tuple(_flat(tags))


def _flat(tags: Iterable[object]) -> Iterable[object]:
    for tag in tags:
        yield from tag.metadata if isinstance(tag, FieldInfo) else (tag,)


def _plural(one: str) -> str:
    if one.endswith("y"):
        return one[:-1] + "ies"
    return one + ("es" if one.endswith("s") else "s")
