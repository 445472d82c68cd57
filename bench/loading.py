"""Write a county into an empty graph as a load would, and say how long it took."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TypeVar

from bench.county import FILE, AnyLink, County, Size
from graph.cypher.schema import SEARCH, schema
from graph.cypher.statement import Statement
from graph.cypher.write import merge_links, merge_nodes
from graph.description import Kind, NodeKind
from graph.engines import Engine
from graph.kinds import Node
from graph.model import MODEL
from graph.store import Transaction, Writer

T = TypeVar("T")
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load wrote, and how long each half took in seconds."""

    nodes: int
    links: int
    node_seconds: float
    link_seconds: float


def load(engine: Engine, size: Size) -> Loaded:
    """Write the county into an empty graph, schema first, 5,000 rows to a transaction."""
    engine.apply(schema(MODEL))
    county = County(size)
    with Writer(engine.access) as writer:
        begun = time.monotonic()
        nodes = sum(_write_nodes(writer, county.nodes()))
        between = time.monotonic()
        links = sum(_write_links(writer, county.links()))
        ended = time.monotonic()
    return Loaded(nodes, links, between - begun, ended - between)


def _write_nodes(writer: Writer, nodes: Iterable[Node]) -> Iterator[int]:
    for cls, of_one in groupby(nodes, type):
        kind = MODEL.kind_of(cls)
        for rows in _batches(_node_row(kind, node) for node in of_one):
            yield _write(writer, merge_nodes(kind), rows)


def _write_links(writer: Writer, links: Iterable[AnyLink]) -> Iterator[int]:
    def ends(link: AnyLink) -> tuple[type[AnyLink], type[Node], type[Node]]:
        return type(link), link.start.kind, link.end.kind

    for (cls, start, end), of_one in groupby(links, ends):
        kind = MODEL.links[cls.__name__]
        statement = merge_links(kind, MODEL.kind_of(start), MODEL.kind_of(end))
        for rows in _batches(_link_row(kind, link) for link in of_one):
            yield _write(writer, statement, rows)


def _write(writer: Writer, statement: Statement, rows: list[dict[str, object]]) -> int:
    bound = statement.bind(rows=rows, load="bench", at=FILE.loaded_at)

    def work(transaction: Transaction) -> int:
        written: int = transaction.run(bound)[0][0]
        return written

    written = writer.write(work)
    assert written == len(rows), f"{written} of {len(rows)} rows were written"
    return written


def _node_row(kind: NodeKind, node: Node) -> dict[str, object]:
    row = _row(kind, node, node.key)
    if kind.searched:
        row[SEARCH] = " ".join(str(getattr(node, prop.name)) for prop in kind.searched)
    return row


def _link_row(kind: Kind, link: AnyLink) -> dict[str, object]:
    return {"start": link.start.key, "end": link.end.key, "link": _row(kind, link, link.key)}


def _row(kind: Kind, value: Node | AnyLink, key: str) -> dict[str, object]:
    row = kind.stored(value)
    print_of = hashlib.blake2b(repr(row).encode(), digest_size=8).hexdigest()
    row_number = int(print_of[:4], 16) + 2
    origins = [f"{FILE.key}|{kind.term}|{row_number}"]
    return {**row, "key": key, "origins": origins, "fingerprint": print_of}


def _batches(rows: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
