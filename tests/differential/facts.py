"""The same graph twice: as plain Python data, and as rows for the writer's own statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.catalogue import Model
from graph.cypher.schema import schema
from graph.cypher.statement import Statement
from graph.cypher.write import merge_links, merge_nodes
from graph.ddl import Constraint
from graph.engines import Engine
from graph.kinds import Node, Relationship
from graph.store import Writer

Spot = tuple[str, str]
"""A kind and a key."""

_FILES = Statement(
    "UNWIND $rows AS row MERGE (f:SourceFile {key: row.key}) "
    "SET f.name = row.name, f.loaded_at = row.loaded_at"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: its kind, key, stored values and origins."""

    kind: str
    key: str
    values: dict[str, Any]
    origins: tuple[str, ...] = ()

    @property
    def spot(self) -> Spot:
        """What it is found by."""
        return self.kind, self.key


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two things."""

    kind: str
    start: Spot
    end: Spot
    key: str
    values: dict[str, Any]
    origins: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """A whole graph: things, links, and the files that they come from (name, time of loading)."""

    model: Model
    things: dict[Spot, Thing] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, value: Node, origins: tuple[str, ...] = ()) -> Spot:
        """Keep a node as it will be stored."""
        kind = self.model.kind_of(type(value))
        thing = Thing(kind.name, value.key, kind.stored(value), origins)
        self.things[thing.spot] = thing
        return thing.spot

    def join(self, value: Relationship[Any, Any], origins: tuple[str, ...] = ()) -> None:
        """Keep a link as it will be stored; a second one of the same ends and key is left out."""
        kind = self.model.links[type(value).__name__]
        start = (value.start.kind.__name__, value.start.key)
        end = (value.end.kind.__name__, value.end.key)
        if any((one.start, one.end, one.key) == (start, end, value.key) for one in self.of(kind)):
            return
        self.links.append(
            Link(kind.name, start, end, value.key, kind.stored(value), origins),
        )

    def of(self, kind: Any) -> Iterator[Link]:
        """Give the links of one kind."""
        return (one for one in self.links if one.kind == kind.name)

    def around(self) -> tuple[Mapping[Spot, list[Link]], Mapping[Spot, list[Link]]]:
        """Give the links by where they start and by where they end."""
        starts: dict[Spot, list[Link]] = defaultdict(list)
        ends: dict[Spot, list[Link]] = defaultdict(list)
        for one in self.links:
            starts[one.start].append(one)
            ends[one.end].append(one)
        return starts, ends


def _row(one: Thing | Link) -> dict[str, Any]:
    return {**one.values, "key": one.key, "origins": list(one.origins), "fingerprint": one.key}


def _node_writes(facts: Facts) -> Iterator[Statement]:
    for kind in facts.model.nodes.values():
        rows = [_row(one) for one in facts.things.values() if one.kind == kind.name]
        yield merge_nodes(kind).bind(rows=rows, load="l1", at="2026-01-01T00:00:00Z")


def _link_writes(facts: Facts) -> Iterator[Statement]:
    sorted_out: dict[tuple[str, str, str], list[Link]] = defaultdict(list)
    for one in facts.links:
        sorted_out[one.kind, one.start[0], one.end[0]].append(one)
    for (kind, start, end), links in sorted_out.items():
        node = facts.model.node
        rows = [{"start": o.start[1], "end": o.end[1], "link": _row(o)} for o in links]
        write = merge_links(facts.model.links[kind], node(start), node(end))
        yield write.bind(rows=rows, load="l1", at="2026-01-01T00:00:00Z")


def settle(engine: Engine, facts: Facts) -> None:
    """Write a graph to an engine that is empty: schema, files, nodes, links."""
    files = () if "SourceFile" in facts.model.nodes else (_FILE_KEY,)
    engine.apply((*schema(facts.model), *files))
    rows = [{"key": k, "name": n, "loaded_at": at} for k, (n, at) in facts.files.items()]
    with Writer(engine.access) as writer:
        for each in (_FILES.bind(rows=rows), *_node_writes(facts), *_link_writes(facts)):
            writer.write(lambda transaction, each=each: transaction.run(each))  # type: ignore[misc]  # the default binds the loop's value


_FILE_KEY = Constraint("source_file_key", "SourceFile", "key")
