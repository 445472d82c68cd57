"""What an answer looks like: which place of a row goes under which key, and what it may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that does not depend on the row, such as `__typename` or a hidden value."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value of a scalar or enum; `entries` lists what an enum may be, `absent` reads as null."""

    at: int
    type: str
    required: bool
    many: bool = False
    entries: frozenset[str] | None = None
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class Ident:
    """The id of a thing: its kind and the key that stands at a place."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a row stands in its order: the keys at these places."""

    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class One:
    """At most one object, as a list of no or one row; more is an anomaly."""

    at: int
    row: Node
    required: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """An object of one of several kinds: null, or label and columns."""

    at: int
    arms: tuple[tuple[str, Object], ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Picks:
    """A list of objects of several kinds."""

    at: int
    arms: tuple[tuple[str, Object], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of objects, each from a row of its own."""

    at: int
    row: Object


@dataclass(frozen=True, slots=True)
class Same:
    """Another object read from the same row, such as the node of an edge."""

    row: Object


@dataclass(frozen=True, slots=True)
class Page:
    """A connection: rows at a place, one more than its limit where there are others behind.

    `at` and `total` are None where nothing that needs them is asked for.
    """

    at: int | None
    total: int | None
    limit: str
    cursor: tuple[int, ...]
    behind: bool
    parts: tuple[tuple[str, PagePart], ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes or edges of a page."""

    node: Node


@dataclass(frozen=True, slots=True)
class Info:
    """The page info of a page, with the fields asked for."""

    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are on all pages."""


@dataclass(frozen=True, slots=True)
class Object:
    """An object: response keys and what stands under each."""

    typename: str
    parts: tuple[tuple[str, Node], ...]


PagePart: TypeAlias = Nodes | Info | Total | Constant
Node: TypeAlias = Constant | Scalar | Ident | Cursor | One | Pick | Picks | Rows | Same | Page
