"""From the model to what the database must have before the first row."""

from __future__ import annotations

from graph.catalogue import Model
from graph.cypher.statement import word
from graph.cypher.system import LABELS
from graph.ddl import Constraint, FullText, RangeIndex
from graph.description import Kind, LinkKind, NodeKind
from graph.kinds import Mark, snake

SEARCH = "search"
"""The property of its own that full text is read from, on every kind that has Searched ones."""


def schema(model: Model) -> tuple[Constraint | RangeIndex | FullText, ...]:
    """List constraints, then range indexes, then full-text indexes, in the order of the model."""
    nodes, links = model.nodes.values(), model.links.values()
    return (
        *(_key(kind.label) for kind in nodes),
        *(_key(label) for label in LABELS),
        *(index for kind in nodes for index in _ranges(kind)),
        *(index for link in links for index in _ranges(link)),
        *(full_text(kind) for kind in nodes if kind.searched),
    )


def full_text(kind: NodeKind) -> FullText:
    """Name the full-text index of a kind."""
    return FullText(f"{snake(kind.label)}_search", word(kind.label), SEARCH)


def _key(label: str) -> Constraint:
    return Constraint(f"{snake(label)}_key", word(label), "key")


def _ranges(kind: Kind) -> list[RangeIndex]:
    link = isinstance(kind, LinkKind)
    owner = kind.type if isinstance(kind, LinkKind) else kind.name
    names = [one.name for one in kind.properties if Mark.INDEXED in one.marks]
    return [
        RangeIndex(f"{snake(kind.name)}_{name}", word(owner), word(name), on_relationship=link)
        for name in names
    ]
