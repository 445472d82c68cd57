"""The vocabulary of declarations: what a kind of node or relationship is made of."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum, IntEnum
from types import UnionType
from typing import Annotated, Any, ClassVar, Generic, Self, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from graph.errors import ModelError
from graph.values import FIRST_DAY, LAST_DAY, Precision

T = TypeVar("T")


class Privacy(IntEnum):
    """Who may see a value, from everybody to nobody."""

    PUBLIC = 0
    PARTNER = 1
    CASE = 2
    SEALED = 3


class Cardinality(Enum):
    """How many links of one kind a node may hold at one time, in one direction."""

    ONE = "one"
    MANY = "many"


class Mark(Enum):
    """What a declaration says of a property beyond its type."""

    KEY = "key"
    NUMBER = "number"
    CAPTION = "caption"
    INDEXED = "indexed"
    SEARCHED = "searched"
    PERSONAL = "personal"
    SEALED = "sealed"
    RECORDED = "recorded"


Key = Annotated[T, Mark.KEY]
"""Part of what tells two things of one kind apart; parts are joined in the order declared."""
Number = Annotated[T, Mark.NUMBER]
"""The source's own number for a link: where given, it alone tells two links apart."""
Caption = Annotated[T, Mark.CAPTION]
"""The one property that names a thing to a person."""
Indexed = Annotated[T, Mark.INDEXED]
"""A property that questions start from."""
Searched = Annotated[T, Mark.SEARCHED]
"""A property found by full text."""
Personal = Annotated[T, Mark.PERSONAL]
"""A fact about a living person: open to case workers, masked for everybody else."""
Secret = Annotated[T, Mark.SEALED]
"""Stored for matching, never read back out."""
Recorded = Annotated[T, Mark.RECORDED]
"""When, or by which run, something was written: no part of what the graph says."""

RESERVED = frozenset(
    {"key", "origins", "claims", "ended_by", "load", "recorded_at", "fingerprint", "search", "id"}
)
"""System properties: the writer fills them, a declaration may not."""


def join_key(*parts: str) -> str:
    """Join the parts of a key; `~0` and `~1` stand for a tilde and a slash inside a part."""
    return "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)


class Declared(BaseModel):
    """What nodes and relationships have in common: frozen, strict, silent about personal values."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        revalidate_instances="never",
    )
    privacy: ClassVar[Privacy] = Privacy.PUBLIC
    recorded: ClassVar[bool] = False

    def __repr__(self) -> str:
        """Name the kind only: values may be personal."""
        return f"<{type(self).__name__}>"

    __str__ = __repr__


class Temporal(BaseModel):
    """A fact that holds for a period, from `valid_from` up to, but not on, `valid_to`."""

    valid_from: date = FIRST_DAY
    """有效期起: the first day on which it holds; unknown is 0001-01-01, shown as null."""
    valid_to: date = LAST_DAY
    """有效期止: the first day on which it no longer holds; open is 9999-12-31, shown as null."""
    valid_from_precision: Precision | None = None
    """起始精度: how exactly the source gave the start, where not to the day."""
    valid_to_precision: Precision | None = None
    """终止精度: how exactly the source gave the end, where not to the day."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from >= self.valid_to:
            raise ValueError("a period ends after it starts")
        return self


class Node(Declared):
    """A kind of thing; a subclass declares its properties."""

    plural: ClassVar[str] = ""
    key_parts: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        privacy: Privacy = Privacy.PUBLIC,
        plural: str = "",
        recorded: bool = False,
        **kwargs: Any,  # noqa: ANN401 - passed on as it came
    ) -> None:
        """Take the class keywords of a declaration."""
        super().__init_subclass__(**kwargs)
        cls.privacy, cls.plural, cls.recorded = privacy, plural, recorded

    @classmethod
    def __pydantic_init_subclass__(cls, **_kwargs: object) -> None:
        """Note which properties make the key, in order."""
        cls.key_parts = marked(cls, Mark.KEY)

    @property
    def key(self) -> str:
        """The one string that tells this thing from every other of its kind."""
        return join_key(*[getattr(self, part) for part in self.key_parts])

    @classmethod
    def ref(cls, *parts: str) -> Ref[Self]:
        """Point at a thing of this kind by the parts of its key."""
        return Ref(cls, join_key(*parts))

    def refer(self) -> Ref[Self]:
        """Point at this thing."""
        return Ref(type(self), self.key)


N_co = TypeVar("N_co", bound=Node, covariant=True)
A = TypeVar("A", bound=Node)
B = TypeVar("B", bound=Node)


class Ref(Generic[N_co]):
    """One end of a relationship: a kind and a key, without the thing itself."""

    __slots__ = ("key", "kind")

    def __init__(self, kind: type[N_co], key: str) -> None:
        self.kind, self.key = kind, key

    def __repr__(self) -> str:
        """Name the kind only."""
        return f"<Ref {self.kind.__name__}>"

    def __eq__(self, other: object) -> bool:
        """Compare kind and key."""
        return isinstance(other, Ref) and (self.kind, self.key) == (other.kind, other.key)

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.kind, self.key))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Accept references to the declared kinds only."""
        kinds = end_kinds(get_args(source)[0]) if get_args(source) else ()

        def check(value: object) -> object:
            if not isinstance(value, Ref) or (kinds and value.kind not in kinds):
                wanted = " or ".join(kind.__name__ for kind in kinds)
                raise ValueError(f"this end must be a reference to {wanted}")
            return value

        return core_schema.no_info_plain_validator_function(check)


def end_kinds(annotation: object) -> tuple[type[Node], ...]:
    """List the kinds that an end may be: one, or each of a union."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(kind for arm in get_args(annotation) for kind in end_kinds(arm))
    if isinstance(annotation, type) and issubclass(annotation, Node) and annotation is not Node:
        return (annotation,)
    return ()


class Relationship(Declared, Generic[A, B]):
    """A kind of link from an A to a B; the class name reads as a verb between them."""

    inverse: ClassVar[str] = ""
    forward: ClassVar[Cardinality] = Cardinality.MANY
    backward: ClassVar[Cardinality] = Cardinality.MANY
    once: ClassVar[bool] = False
    starts: ClassVar[tuple[type[Node], ...]] = ()
    ends: ClassVar[tuple[type[Node], ...]] = ()
    key_parts: ClassVar[tuple[str, ...]] = ()
    number_parts: ClassVar[tuple[str, ...]] = ()

    start: Ref[A]
    """起点: where the link comes from."""
    end: Ref[B]
    """终点: where the link goes to."""

    def __init_subclass__(  # noqa: PLR0913 - the words of a declaration
        cls,
        *,
        inverse: str = "",
        forward: Cardinality = Cardinality.MANY,
        backward: Cardinality = Cardinality.MANY,
        once: bool = False,
        privacy: Privacy = Privacy.PUBLIC,
        recorded: bool = False,
        **kwargs: Any,  # noqa: ANN401 - passed on as it came
    ) -> None:
        """Take the class keywords of a declaration.

        `once` says that two things are linked at most once, so that the period is no part of
        what tells links apart: a corrected date corrects the link and does not double it.
        """
        super().__init_subclass__(**kwargs)
        cls.once = once
        cls.inverse, cls.privacy, cls.recorded = inverse, privacy, recorded
        cls.forward, cls.backward = forward, backward

    @classmethod
    def __pydantic_init_subclass__(cls, **_kwargs: object) -> None:
        """Read the kinds of the two ends from the type parameters, and what makes the key."""
        cls.key_parts, cls.number_parts = marked(cls, Mark.KEY), marked(cls, Mark.NUMBER)
        for base in cls.__mro__:
            made = vars(base).get("__pydantic_generic_metadata__") or {}
            if made.get("origin") is Relationship and made.get("args"):
                start, end = made["args"]
                cls.starts, cls.ends = end_kinds(start), end_kinds(end)
                return

    @property
    def key(self) -> str:
        """What tells this link from others of its kind between the same two ends.

        The source's own number where there is one; else the declared keys and the first day.
        """
        number = [text_of(getattr(self, name)) for name in self.number_parts]
        if any(number):
            return join_key(*number)
        parts = [text_of(getattr(self, name)) for name in self.key_parts]
        if isinstance(self, Temporal) and not self.once:
            parts.append(self.valid_from.isoformat())
        return join_key(*parts)


def marked(kind: type[BaseModel], mark: Mark) -> tuple[str, ...]:
    """Name the properties of a declaration that carry one mark, in order."""
    return tuple(name for name, field in kind.model_fields.items() if mark in field.metadata)


def text_of(value: object) -> str:
    """Write one value as part of a key."""
    if isinstance(value, Enum):
        return value.name
    return "" if value is None else str(value)


def snake(name: str) -> str:
    """PairedWith -> paired_with."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def camel(name: str) -> str:
    """paired_with -> pairedWith."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def require(condition: object, message: str) -> None:
    """Hold a law of the model."""
    if not condition:
        raise ModelError(message)
