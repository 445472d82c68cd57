"""Plan one list of a question: its rows, whether asked for as nodes or as edges, and its page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphql import SelectionNode

from api.planning import Row, Scope
from api.template import Constant, Cursor, Info, Node, Nodes, Object, PagePart, Pick, Same, Total
from graph.description import LinkKind, NodeKind
from graph.plan import Column, KeyOf, LabelOf, Over, Variant

if TYPE_CHECKING:
    from api.planner import Planner
    from api.selections import Asked


class Listing(ABC):
    """Rows of anything: what is asked of them fills their columns."""

    def __init__(self, planner: Planner, row: Row) -> None:
        self.planner, self.row = planner, row
        self.wants_rows = self.wants_total = self.wants_cursor = False

    @abstractmethod
    def node(self, selections: Sequence[SelectionNode]) -> Node:
        """Plan the node of a row."""

    @abstractmethod
    def ties(self) -> tuple[Column, ...]:
        """List the columns that tell where a row stands: no two rows share them all."""

    @abstractmethod
    def belonging(self, asked: Asked) -> Node:
        """Plan what belongs to the edge itself."""

    def cursor(self) -> tuple[int, ...]:
        """Give the places of the keys of a cursor."""
        return tuple(self.row.at(column) for column in self.ties())

    def edge(self, typename: str, selections: Sequence[SelectionNode]) -> Object:
        """Plan an edge: its cursor, its node, and what belongs to the link."""
        parts = [
            (asked.key, self._edge_part(typename, asked))
            for asked in self.planner.selections.of(typename, selections)
        ]
        return Object(typename, tuple(parts))

    def parts(self, typename: str, asked: Asked) -> tuple[tuple[str, PagePart], ...]:
        """Plan what is asked of a connection."""
        return tuple(
            (part.key, self._part(typename, part))
            for part in self.planner.selections.of(typename, asked.below())
        )

    def _part(self, typename: str, part: Asked) -> PagePart:
        match part.name:
            case "__typename":
                return Constant(typename)
            case "totalCount":
                self.wants_total = True
                return Total()
            case "pageInfo":
                self.wants_rows = self.wants_cursor = True
                asked = self.planner.selections.of("PageInfo", part.below())
                return Info(tuple((one.key, one.name) for one in asked))
            case "nodes":
                self.wants_rows = True
                return Nodes(self.node(part.below()))
            case _:
                self.wants_rows = True
                edge = typename.removesuffix("Connection") + "Edge"
                return Nodes(Same(self.edge(edge, part.below())))

    def _edge_part(self, typename: str, asked: Asked) -> Node:
        match asked.name:
            case "__typename":
                return Constant(typename)
            case "cursor":
                return Cursor(self.cursor())
            case "node":
                return self.node(asked.below())
            case _:
                return self.belonging(asked)


class KindListing(Listing):
    """Rows of nodes, with the link that led to each where there is one.

    Nodes of one kind share their row with the link; nodes of several kinds stand first in it, as
    label and columns, with columns of their own for each kind.
    """

    def __init__(
        self,
        planner: Planner,
        kinds: tuple[NodeKind, ...],
        scope: Scope,
        link: LinkKind | None = None,
    ) -> None:
        several = len(kinds) > 1
        super().__init__(planner, Row(offset=1 if several else 0))
        self._kinds, self._scope, self._link = kinds, scope, link
        self._arms = {kind.name: Row() for kind in kinds} if several else {}

    def node(self, selections: Sequence[SelectionNode]) -> Node:
        """Plan the node of a row."""
        plan, scope = self.planner.node, self._scope
        if not self._arms:
            return Same(plan(self._kinds[0], selections, self.row, scope))
        planned = (
            (kind.name, plan(kind, selections, self._arms[kind.name], scope))
            for kind in self._kinds
        )
        return Pick(0, tuple(planned), required=True)

    def variants(self) -> tuple[Variant, ...]:
        """Give what is read of each kind, where there are several."""
        return tuple(
            Variant(kind, self._arms[kind.name].done()) for kind in self._kinds if self._arms
        )

    def ties(self) -> tuple[Column, ...]:
        """Sort by the key of the node, then of the link, then by kind."""
        keys: list[Column] = [KeyOf(), KeyOf(Over.LINK)] if self._link else [KeyOf()]
        return (*keys, LabelOf()) if self._arms else tuple(keys)

    def belonging(self, asked: Asked) -> Node:
        """Plan origins and properties of the link."""
        if self._link is None:
            raise TypeError(f"{asked.name} belongs to no link")
        if asked.name == "origins":
            return self.planner.origins(asked.below(), self.row, Over.LINK)
        prop = next(one for one in self._link.properties if one.field == asked.name)
        return self.planner.property(self._link, prop, self.row, Over.LINK)
