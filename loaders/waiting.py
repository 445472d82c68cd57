"""Links whose ends are not there yet: kept in the graph until a later load brings the ends.

So the order of loading decides nothing: pairings loaded before the register meet their households
when the register comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import orjson

from graph.cypher.system import (
    DROP_WAITING,
    KEEP_WAITING,
    READ_WAITING,
    WAITING_GROUPS,
    ready,
)
from graph.kinds import join_key
from graph.store import Transaction, Writer
from loaders.batch import BATCH, Batch, Links
from loaders.entry import Entry, Standings


def keep(tx: Transaction, group: Links, batch: Batch, standings: Standings) -> None:
    """Keep links that lack an end; what other loads say of the same link is met."""
    entries = {_name(group, key): (key, entry) for key, entry in batch}
    for name, text in tx.run(READ_WAITING.bind(keys=list(entries))):
        entries[name][1].meet(_decoded(text), standings)
    rows = [
        {
            "key": name,
            "kind": group.kind,
            "start_kind": group.start,
            "end_kind": group.end,
            "start": key[0],
            "end": key[1],
            "own": key[2],
            "entry": _encoded(entry),
        }
        for name, (key, entry) in entries.items()
    ]
    tx.run(KEEP_WAITING.bind(rows=rows))


def arrived(writer: Writer) -> Iterator[tuple[Links, Batch, Callable[[Transaction], None]]]:
    """Give the links whose ends have come, with what removes them from the waiting ones."""
    for kind, start, end in sorted(writer.read(WAITING_GROUPS)):
        group = Links(kind, start, end)
        find = ready(start, end).bind(kind=kind, start_kind=start, end_kind=end, limit=BATCH)
        while rows := writer.read(find):
            batch: Batch = [((row[1], row[2], row[3]), _decoded(row[4])) for row in rows]
            yield group, batch, _removal([row[0] for row in rows])


def _removal(keys: list[str]) -> Callable[[Transaction], None]:
    def remove(tx: Transaction) -> None:
        tx.run(DROP_WAITING.bind(keys=keys))

    return remove


def _name(group: Links, key: Any) -> str:  # noqa: ANN401 - the key of a link
    return join_key(*group, *key)


def _encoded(entry: Entry) -> str:
    told = {
        "values": {name: _told(value) for name, value in entry.values.items()},
        "origins": entry.origins,
        "winners": entry.winners,
        "lost": [[name, _told(value), origin] for name, value, origin in entry.lost],
    }
    return orjson.dumps(told).decode()


def _decoded(text: str) -> Entry:
    told = orjson.loads(text)
    values = {name: _read(value) for name, value in told["values"].items()}
    lost = [(name, _read(value), origin) for name, value, origin in told["lost"]]
    return Entry(values, told["origins"], told["winners"], lost)


def _told(value: object) -> object:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:  # noqa: ANN401 - any stored value
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
