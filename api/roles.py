"""What each GraphQL type stands for, so that the planner can read a selection on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graph.description import NodeKind, Way


@dataclass(frozen=True, slots=True)
class ThingRole:
    """The interface that every kind implements."""


@dataclass(frozen=True, slots=True)
class NodeRole:
    """A kind of thing."""

    kind: NodeKind


@dataclass(frozen=True, slots=True)
class LinkRole:
    """A link seen from one end, with the node at the other end."""

    way: Way


@dataclass(frozen=True, slots=True)
class ListRole:
    """A connection: over a way, or over all nodes of a kind."""

    over: Way | NodeKind


@dataclass(frozen=True, slots=True)
class RowRole:
    """An edge of a root connection: a cursor and a node."""

    kind: NodeKind


@dataclass(frozen=True, slots=True)
class FilterRole:
    """The input by which nodes of a kind are picked."""

    kind: NodeKind


Role: TypeAlias = ThingRole | NodeRole | LinkRole | ListRole | RowRole | FilterRole
