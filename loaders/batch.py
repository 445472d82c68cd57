"""Sort facts into batches: one entry for each thing and link, spooled until they are written.

Nothing is written before everything is checked, and memory stays flat: a kind keeps a window of
entries in which rows of the same thing meet, and what leaves the window goes to a file.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from graph.catalogue import Model
from graph.description import LinkKind, NodeKind
from graph.kinds import Node, Relationship
from loaders.entry import Entry, Standings

BATCH = 5_000
WINDOW = 20_000


class Nodes(NamedTuple):
    """What one group of entries holds: the nodes of a kind."""

    kind: str


class Links(NamedTuple):
    """What one group of entries holds: the links of a kind between two kinds."""

    kind: str
    start: str
    end: str


Group = Nodes | Links
Key = str | tuple[str, str, str]
Batch = list[tuple[Key, Entry]]


@dataclass(slots=True)
class _Window:
    """The entries of one group that may still meet others, and where the rest went."""

    file: BinaryIO
    entries: dict[Key, Entry] = field(default_factory=dict)
    written: int = 0


class Batches:
    """Takes facts in, gives batches out: nodes before links, in the order of the model."""

    def __init__(self, model: Model, folder: Path, standings: Standings) -> None:
        self._model, self._folder, self._standings = model, folder, standings
        self._windows: dict[Group, _Window] = {}

    def add(self, fact: Node | Relationship[Any, Any], origin: str) -> None:
        """Take one fact of one row."""
        name = type(fact).__name__
        if isinstance(fact, Node):
            kind: NodeKind | LinkKind = self._model.nodes[name]
            group: Group = Nodes(name)
            key: Key = fact.key
        else:
            kind = self._model.links[name]
            start, end = fact.start, fact.end
            group = Links(name, start.kind.__name__, end.kind.__name__)
            key = (start.key, end.key, fact.key)
        window = self._windows.get(group)
        if window is None:
            window = self._windows[group] = self._open()
        entry = Entry.read(kind.stored(fact), origin)
        held = window.entries.get(key)
        if held is not None:
            held.meet(entry, self._standings)
            return
        window.entries[key] = entry
        if len(window.entries) >= WINDOW:
            _spill(window, BATCH)

    def groups(self) -> list[Group]:
        """List what there is to write: nodes first, then links, each in the model's order."""
        order = {name: place for place, name in enumerate((*self._model.nodes, *self._model.links))}
        return sorted(
            self._windows, key=lambda group: (isinstance(group, Links), order[group.kind], group)
        )

    def count(self, group: Group) -> int:
        """Count the entries of a group."""
        window = self._windows[group]
        return window.written + len(window.entries)

    def take(self, group: Group) -> Iterator[Batch]:
        """Give the batches of a group, each once."""
        window = self._windows.pop(group)
        while window.entries:
            _spill(window, BATCH)
        window.file.seek(0)
        while True:
            try:
                packed = pickle.load(window.file)  # noqa: S301 - our own file, unlinked at birth
            except EOFError:
                window.file.close()
                return
            yield [(key, _unpacked(*told)) for key, told in packed]

    def close(self) -> None:
        """Drop what was not taken."""
        for window in self._windows.values():
            window.file.close()
        self._windows.clear()

    def _open(self) -> _Window:
        """Open a file that has no name: whatever happens, it is gone with the process."""
        path = self._folder / f"spool-{len(self._windows)}-{id(self):x}"
        file = path.open("w+b")
        path.unlink()
        return _Window(file)


def _spill(window: _Window, size: int) -> None:
    keys = list(window.entries)[:size]
    packed = [(key, _packed(window.entries.pop(key))) for key in keys]
    pickle.dump(packed, window.file, protocol=5)
    window.written += len(keys)


def _packed(entry: Entry) -> tuple[Any, ...]:
    """Take an entry apart; most are of one row, which won every value and needs no telling."""
    if len(entry.origins) == 1 and not entry.lost:
        return (entry.values, entry.origins)
    return (entry.values, entry.origins, entry.winners, entry.lost)


def _unpacked(
    values: dict[str, Any],
    origins: list[str],
    winners: dict[str, str] | None = None,
    lost: list[tuple[str, Any, str]] | None = None,
) -> Entry:
    return Entry(values, origins, winners or dict.fromkeys(values, origins[0]), lost or [])
