"""From a GraphQL selection and a viewer to columns of a plan and the template of the answer.

The only judge of what a viewer may see: a hidden value never enters the plan, and what is hidden
can be neither filtered nor ordered by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import SelectionNode

from api.holes import cursor_key, page_limit
from api.listing import KindListing
from api.naming import way_name
from api.planning import Planning, Row, Scope
from api.selections import Asked
from api.template import (
    Constant,
    Ident,
    Node,
    Object,
    One,
    Page,
    Rows,
    Same,
    Scalar,
)
from api.where import where
from graph.description import Kind, NodeKind, Property, Way
from graph.kinds import Cardinality, Mark, Privacy
from graph.plan import All, Count, Hop, KeyOf, Masked, OriginsOf, Over, Read, Test, Variant
from graph.plan import Page as Cut
from graph.values import FIRST_DAY, LAST_DAY

BOUNDS = {"valid_from": FIRST_DAY.isoformat(), "valid_to": LAST_DAY.isoformat()}
"""The texts that stand for an unknown start and an open end; answers show null."""

_ORIGIN = {
    "file": (0, "String"),
    "sheet": (1, "String"),
    "row": (2, "Int"),
    "loadedAt": (3, "String"),
}


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds for one list: the level it stands on, the day (None: any), its arguments."""

    scope: Scope
    day: str | None
    arguments: dict[str, Any]


class Planner(Planning):
    """Plans what is asked of nodes and links, level by level."""

    def node(
        self, kind: NodeKind, selections: Sequence[SelectionNode], row: Row, scope: Scope
    ) -> Object:
        """Plan what is asked of a node whose columns go into a row."""
        parts = [
            (asked.key, self._field(kind, asked, row, scope))
            for asked in self.selections.of(kind.name, selections)
        ]
        return Object(kind.name, tuple(parts))

    def variants(
        self, kinds: Iterable[NodeKind], selections: Sequence[SelectionNode], scope: Scope
    ) -> tuple[tuple[Variant, ...], tuple[tuple[str, Object], ...]]:
        """Plan what is asked of a node that may be of several kinds."""
        variants, arms = [], []
        for kind in kinds:
            row = Row()
            arms.append((kind.name, self.node(kind, selections, row, scope)))
            variants.append(Variant(kind, row.done()))
        return tuple(variants), tuple(arms)

    def origins(self, selections: Sequence[SelectionNode], row: Row, over: Over) -> Rows:
        """Plan where a node or link comes from."""
        parts: list[tuple[str, Node]] = []
        for asked in self.selections.of("Origin", selections):
            if asked.name == "__typename":
                parts.append((asked.key, Constant("Origin")))
            else:
                at, kind = _ORIGIN[asked.name]
                parts.append((asked.key, Scalar(at, kind, required=True)))
        return Rows(row.at(OriginsOf(over)), Object("Origin", tuple(parts)))

    def cut(self, asked: Asked, arguments: dict[str, Any], ties: int) -> Cut:
        """Read `first` and `after`."""
        limit = self.hole(asked, "first", arguments["first"], page_limit)
        if arguments.get("after") is None:
            return Cut(limit)
        return Cut(
            limit,
            tuple(
                self.hole(asked, "after", arguments["after"], cursor_key(place, ties))
                for place in range(ties)
            ),
        )

    def where(self, asked: Asked, arguments: dict[str, Any], kinds: tuple[NodeKind, ...]) -> Test:
        """Read `where`."""
        value = arguments.get("where")
        if not value:
            return All(())
        return where(self, kinds[0], self.source(asked, "where", value), value)

    def property(self, kind: Kind, prop: Property, row: Row, over: Over) -> Node:
        """Plan one property: read, masked, or hidden."""
        if not self.viewer.may_see(max(prop.privacy, kind.privacy)):
            if Mark.CAPTION in prop.marks:
                return Scalar(row.at(Masked(prop, over)), "String", required=False)
            return Constant(None)
        vocabulary = prop.type.vocabulary
        open_to_all = prop.required and max(prop.privacy, kind.privacy) is Privacy.PUBLIC
        return Scalar(
            row.at(Read(prop, over)),
            prop.type.graphql,
            required=open_to_all and prop.name not in BOUNDS,
            many=prop.many,
            entries=frozenset(one.name for one in vocabulary) if vocabulary else None,
            absent=BOUNDS.get(prop.name),
        )

    def _field(self, kind: NodeKind, asked: Asked, row: Row, scope: Scope) -> Node:
        match asked.name:
            case "__typename":
                return Constant(kind.name)
            case "id":
                return Ident(row.at(KeyOf()), kind.name)
            case "key":
                return Scalar(row.at(KeyOf()), "String", required=True)
            case "caption":
                return self._caption(kind, row)
            case "origins":
                return self.origins(asked.below(), row, Over.NODE)
            case name:
                prop = next((one for one in kind.properties if one.field == name), None)
                if prop is not None:
                    return self.property(kind, prop, row, Over.NODE)
                return self._way(kind, asked, row, scope)

    def _caption(self, kind: NodeKind, row: Row) -> Node:
        shown = self.property(kind, kind.caption, row, Over.NODE)
        if not isinstance(shown, Scalar):
            raise TypeError(f"{kind.name}: a caption is shown or masked, never hidden")
        return Scalar(shown.at, shown.type, required=True)

    def _way(self, kind: NodeKind, asked: Asked, row: Row, scope: Scope) -> Node:
        ways = self.model.ways(kind.name)
        way = ways.get(asked.name) or ways[asked.name.removesuffix("Link")]
        arguments = self.arguments(kind.name, asked)
        scope = self.scope(asked, arguments, scope)
        day = None if arguments.get("ever") else scope.day
        if way.cardinality is Cardinality.MANY:
            return self._page(way, asked, row, _Held(scope, day, arguments))
        listing = KindListing(self, way.far, scope, way.link)
        inner: Node
        if way.field == asked.name:
            inner = listing.node(asked.below())
        else:
            inner = Same(listing.edge(f"{way_name(way)}Edge", asked.below()))
        return One(row.at(Hop(way, listing.row.done(), listing.variants(), day)), inner)

    def _page(self, way: Way, asked: Asked, row: Row, held: _Held) -> Page:
        cut = self.cut(asked, held.arguments, 2 + (len(way.far) > 1))
        below = Scope(held.scope.day, (*held.scope.limits, cut.limit))
        self.pages.append(below.limits)
        listing = KindListing(self, way.far, below, way.link)
        test = self.where(asked, held.arguments, way.far)
        parts = listing.parts(f"{way_name(way)}Connection", asked)
        at = total = None
        cursor = listing.cursor() if listing.wants_cursor else ()
        if listing.wants_rows:
            hop = Hop(way, listing.row.done(), listing.variants(), held.day, test, page=cut)
            at = row.at(hop)
        if listing.wants_total:
            total = row.at(Count(way, held.day, test))
        return Page(at, total, cut.limit, cursor, bool(cut.after), parts)
