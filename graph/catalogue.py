"""Every kind of one model, gathered and checked, with its neighbours."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType, ModuleType

from graph.description import Direction, LinkKind, NodeKind, Way, link_kind, node_kind
from graph.errors import ModelError
from graph.kinds import Node, Relationship, camel, require, snake


class Model:
    """All kinds of one field, their neighbours, and the laws that hold between them."""

    def __init__(self, nodes: Iterable[NodeKind], links: Iterable[LinkKind]) -> None:
        nodes, links = tuple(nodes), tuple(links)
        _check_names(nodes, links)
        self.nodes = MappingProxyType({kind.name: kind for kind in nodes})
        self.links = MappingProxyType({kind.name: kind for kind in links})
        self._ways = _ways(self.nodes, self.links)
        _check(self)

    @classmethod
    def gather(cls, *subjects: ModuleType) -> Model:
        """Gather every kind that the given modules declare, in the order of declaration."""
        nodes: list[NodeKind] = []
        links: list[LinkKind] = []
        for subject in subjects:
            for value in vars(subject).values():
                if not isinstance(value, type) or value.__module__ != subject.__name__:
                    continue
                if issubclass(value, Node):
                    nodes.append(node_kind(value))
                elif (
                    issubclass(value, Relationship)
                    and not value.__pydantic_generic_metadata__["origin"]
                ):
                    links.append(link_kind(value))
        return cls(nodes, links)

    def node(self, name: str) -> NodeKind:
        """Find a node kind by its label."""
        try:
            return self.nodes[name]
        except KeyError:
            known = ", ".join(self.nodes)
            raise ModelError(f"there is no kind {name!r}; there are {known}") from None

    def kind_of(self, cls: type[Node]) -> NodeKind:
        """Find the node kind that a class declares."""
        return self.node(cls.__name__)

    def ways(self, name: str) -> Mapping[str, Way]:
        """List the links that one node kind can follow, by field name."""
        return self._ways[name]

    @cached_property
    def digest(self) -> str:
        """Name this very schema: changes when the database must look different."""
        lines = [
            f"{kind.name} {one.name} {one.type.graphql} {one.many} {sorted(map(str, one.marks))}"
            for kind in (*self.nodes.values(), *self.links.values())
            for one in kind.properties
        ]
        lines += [f"{link.type} {link.starts} {link.ends}" for link in self.links.values()]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def _ways(
    nodes: Mapping[str, NodeKind], links: Mapping[str, LinkKind]
) -> dict[str, Mapping[str, Way]]:
    ways: dict[str, dict[str, Way]] = defaultdict(dict)
    for link in links.values():
        for name in (*link.starts, *link.ends):
            require(name in nodes, f"{link.name}: {name} is not among the gathered kinds")
        for way in _both_ways(link, nodes):
            for name in way.near:
                require(
                    way.field not in ways[name],
                    f"{name} has two fields named {way.field}; the second comes from {link.name}",
                )
                ways[name][way.field] = way
    return {name: MappingProxyType(ways[name]) for name in nodes}


def _both_ways(link: LinkKind, nodes: Mapping[str, NodeKind]) -> tuple[Way, Way]:
    out, back, cls = camel(snake(link.name)), camel(link.cls.inverse), link.cls
    return (
        Way(out, link, Direction.OUT, cls.forward, link.starts, tuple(nodes[n] for n in link.ends)),
        Way(
            back, link, Direction.IN, cls.backward, link.ends, tuple(nodes[n] for n in link.starts)
        ),
    )


def _check_names(nodes: Iterable[NodeKind], links: Iterable[LinkKind]) -> None:
    """Refuse a second kind of one name, which would otherwise silently replace the first."""
    names = [kind.name for kind in (*nodes, *links)]
    for name in names:
        require(names.count(name) == 1, f"two kinds are called {name}")


def _check(model: Model) -> None:
    """Hold the laws that need more than one declaration."""
    for kind in model.nodes.values():
        taken = {one.field for one in kind.properties} | {"id", "key", "caption", "origins"}
        for clash in taken & set(model.ways(kind.name)):
            raise ModelError(f"{kind.name}.{clash} is both a property and a link")
    fields = [name for kind in model.nodes.values() for name in (kind.one, kind.many)]
    for name in fields:
        require(fields.count(name) == 1, f"two root fields are called {name}; give one a plural")
