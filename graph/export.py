"""The canonical export: every node and link of the model, one sorted line each.

It says what the graph says, not when or by which run it was written: two graphs that say the same
give the same bytes, whatever the engine and the order of loading.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson

from graph.catalogue import Model
from graph.cypher.statement import Statement, word
from graph.description import Kind, LinkKind, NodeKind
from graph.kinds import Mark

_LEFT_OUT = frozenset({"load", "recorded_at", "fingerprint", "search"})
_CHUNK = 100_000

Streams = Callable[[Statement], Iterator[list[Any]]]


def export(model: Model, stream: Streams, out: IO[bytes], *, recorded: bool = False) -> int:
    """Write every line in order and tell how many; `recorded` adds the journal and loads."""
    with tempfile.TemporaryDirectory(prefix="bangfu-export-") as folder, ExitStack() as files:
        count = 0
        for line in _sorted(lines(model, stream, recorded=recorded), Path(folder), files):
            out.write(line)
            count += 1
        return count


def lines(model: Model, stream: Streams, *, recorded: bool = False) -> Iterator[bytes]:
    """Give the lines as the database gives its rows."""
    for kind in model.nodes.values():
        if recorded or not kind.cls.recorded:
            found = stream(Statement(f"MATCH (n:{word(kind.label)}) RETURN properties(n)"))
            yield from (_node(kind, stored) for (stored,) in found)
    for link in model.links.values():
        if recorded or not link.cls.recorded:
            yield from _links(link, stream)


def _links(link: LinkKind, stream: Streams) -> Iterator[bytes]:
    for start in link.starts:
        text = (
            f"MATCH (a:{word(start)})-[r:{word(link.type)}]->(b) "
            f"RETURN a.key, labels(b)[0], b.key, properties(r)"
        )
        for first, label, last, stored in stream(Statement(text)):
            told = {"link": link.type, "start": f"{start}:{first}", "end": f"{label}:{last}"}
            yield _line(link, told, stored)


def _node(kind: NodeKind, stored: dict[str, Any]) -> bytes:
    return _line(kind, {"node": kind.label}, stored)


def _line(kind: Kind, told: dict[str, str], stored: dict[str, Any]) -> bytes:
    hidden = {one.name for one in kind.properties if Mark.RECORDED in one.marks} | _LEFT_OUT
    values = {name: value for name, value in stored.items() if name not in hidden}
    # The head of a line in its order, the values sorted: lines sort by kind and key.
    head = orjson.dumps({**told, "key": values.pop("key")})[:-1]
    body = orjson.dumps(values, default=_plain, option=orjson.OPT_SORT_KEYS)[1:]
    return head + (b"," if len(body) > 1 else b"") + body + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    iso = getattr(value, "iso_format", None)
    if iso is None:
        raise TypeError(f"a {type(value).__name__} has no canonical text")
    return str(iso())


def _sorted(lines: Iterable[bytes], folder: Path, files: ExitStack) -> Iterator[bytes]:
    """Sort more lines than memory holds."""
    chunks: list[Iterable[bytes]] = []
    rest = iter(lines)
    while chunk := sorted(islice(rest, _CHUNK)):
        path = folder / str(len(chunks))
        path.write_bytes(b"".join(chunk))
        chunks.append(files.enter_context(path.open("rb")))
    return iter(heapq.merge(*chunks))
