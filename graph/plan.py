"""A question before any Cypher: what to fetch, along which links, how far, and as of which day.

Values never stand in a plan. Where one is needed there is the name of a hole, and whoever runs the
statement fills it. So one plan serves every request of the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.description import NodeKind, Property, Way


class Over(Enum):
    """What a column reads: the node, or the link that led to it."""

    NODE = "node"
    LINK = "link"


class Operator(Enum):
    """How a property is compared with a value."""

    EQ = "eq"
    IN = "in"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    STARTS_WITH = "startsWith"
    CONTAINS = "contains"
    IS_NULL = "isNull"


@dataclass(frozen=True, slots=True)
class Compare:
    """A property compared with the value in a hole."""

    property: str
    operator: Operator
    hole: str
    over: Over = Over.NODE


@dataclass(frozen=True, slots=True)
class All:
    """Every test holds; no test at all holds always."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one test holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The test does not hold; what cannot be told does not hold either."""

    test: Test


Test: TypeAlias = Compare | All | Either | Not


@dataclass(frozen=True, slots=True)
class Order:
    """Sort by a property before the key; nulls come last, whichever the direction."""

    property: str
    descending: bool = False
    over: Over = Over.NODE


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a property, as the answer shows it."""

    property: Property
    over: Over = Over.NODE


@dataclass(frozen=True, slots=True)
class Masked:
    """The first character of a text that the viewer may not read."""

    property: Property
    over: Over = Over.NODE


@dataclass(frozen=True, slots=True)
class KeyOf:
    """The key of the node or the link."""

    over: Over = Over.NODE


@dataclass(frozen=True, slots=True)
class LabelOf:
    """The kind of the node, where several kinds may stand."""


@dataclass(frozen=True, slots=True)
class TypeOf:
    """The type of the link."""


@dataclass(frozen=True, slots=True)
class OriginsOf:
    """File name, sheet, row and time of loading, for each place that says so."""

    over: Over = Over.NODE


@dataclass(frozen=True, slots=True)
class Page:
    """How much of a list: so many rows (one more tells whether there are others), after a row."""

    limit: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One kind that may stand at the end of a hop, and what is read of it."""

    kind: NodeKind
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step along a link: whom it reaches, and what to bring back.

    Without variants a row is its columns. With them a row is the label and the columns of that
    kind, in a list of their own, then its columns.
    """

    way: Way
    columns: tuple[Column, ...]
    variants: tuple[Variant, ...] = ()
    day: str | None = None
    test: Test = All(())
    order: tuple[Order, ...] = ()
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many links a hop would follow, whatever its page."""

    way: Way
    day: str | None = None
    test: Test = All(())


@dataclass(frozen=True, slots=True)
class Given:
    """A scalar that a hand-written head gives under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class GivenNode:
    """A node, or null, that a head gives: null, or its label and the columns of that kind."""

    name: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class GivenNodes:
    """A list of nodes that a head gives."""

    name: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class GivenLinks:
    """A list of links that a head gives: the two ends, each as GivenNode, then the columns."""

    name: str
    columns: tuple[Column, ...] = ()
    starts: tuple[Variant, ...] = ()
    ends: tuple[Variant, ...] = ()


Column: TypeAlias = (
    Read
    | Masked
    | KeyOf
    | LabelOf
    | TypeOf
    | OriginsOf
    | Hop
    | Count
    | Given
    | GivenNode
    | GivenNodes
    | GivenLinks
)


@dataclass(frozen=True, slots=True)
class ByKey:
    """Start from the one node whose key is in a hole."""

    kind: NodeKind
    hole: str
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Start from all nodes of a kind that pass a test, in order, a page of them."""

    kind: NodeKind
    page: Page
    test: Test = All(())
    order: tuple[Order, ...] = ()
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Count the nodes of a kind that pass a test."""

    kind: NodeKind
    test: Test = All(())
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Start from a hand-written text that ends by naming its columns with WITH.

    `order` names the columns by which its rows are sorted, ties excluded; `page.after` holds one
    hole for each of them.
    """

    text: str
    order: tuple[str, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Fetch:
    """A whole question for one root field: where to start, and what to read of each row."""

    start: ByKey | Every | Head
    columns: tuple[Column, ...] = ()
    tally: Tally | None = None
