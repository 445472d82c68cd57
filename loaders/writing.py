"""Write batches: merge them, settle what was there with other values, record what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.catalogue import Model
from graph.cypher.statement import Statement
from graph.cypher.write import (
    merge_links,
    merge_nodes,
    missing_ends,
    replace_links,
    replace_nodes,
)
from graph.description import Kind, NodeKind
from graph.model.evidence import Change
from graph.store import Transaction, Writer
from loaders.batch import Batch, Group, Key, Links, Nodes
from loaders.entry import Entry, Standings, restore
from loaders.journal import Stamp, overruled, record, settled


@dataclass(slots=True)
class Written:
    """What became of one batch."""

    added: int = 0
    changed: int = 0
    same: int = 0
    changes: dict[str, int] = field(default_factory=dict)
    waiting: Batch = field(default_factory=list)
    missing: list[tuple[str, str, str, bool, bool]] = field(default_factory=list)


class Ready(NamedTuple):
    """One batch with its rows as the database takes them."""

    group: Group
    batch: Batch
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The statements of one group."""

    merge: Statement
    replace: Statement
    missing: Statement | None


class Writing:
    """Writes the batches of one load."""

    def __init__(self, model: Model, writer: Writer, standings: Standings, stamp: Stamp) -> None:
        self._model, self._writer = model, writer
        self.standings, self._stamp = standings, stamp
        self._texts: dict[Group, _Texts] = {}

    def ready(self, group: Group, batch: Batch) -> Ready:
        """Make the rows of one batch."""
        kind = self._kind(group)
        return Ready(group, batch, [self._row(group, kind, key, entry) for key, entry in batch])

    def write(self, ready: Ready, besides: Callable[[Transaction], None] | None = None) -> Written:
        """Write one batch, and what else belongs into its transaction."""

        def work(tx: Transaction) -> Written:
            if besides is not None:
                besides(tx)
            return self._write(tx, *ready)

        return self._writer.write(work)

    def _write(
        self, tx: Transaction, group: Group, batch: Batch, rows: list[dict[str, Any]]
    ) -> Written:
        kind, texts = self._kind(group), self._of(group)
        stamp = {"load": self._stamp.load, "at": self._stamp.at}
        [[count, mine, pending]] = tx.run(texts.merge.bind(rows=rows, **stamp))
        done = Written()
        if count < len(rows) and texts.missing is not None:
            done.missing = [tuple(row) for row in tx.run(texts.missing.bind(rows=rows))]
            gone = {(start, end, key) for start, end, key, _, _ in done.missing}
            done.waiting = [(key, entry) for key, entry in batch if key in gone]
            batch = [(key, entry) for key, entry in batch if key not in gone]
        changes, replaced = self._settle(group, kind, dict(batch), pending)
        if replaced:
            tx.run(texts.replace.bind(rows=replaced, **stamp))
        if changes:
            done.changes = record(tx, self._model, changes, self._stamp)
        again = sum(1 for row in pending if row[-1].get("load") == self._stamp.load)
        done.changed = len(replaced)
        done.added = mine - again
        done.same = count - done.added - done.changed
        return done

    def _settle(
        self, group: Group, kind: Kind, batch: Mapping[Key, Entry], pending: list[list[Any]]
    ) -> tuple[list[Change], list[dict[str, Any]]]:
        names = frozenset(one.name for one in kind.properties)
        changes: list[Change] = []
        replaced: list[dict[str, Any]] = []
        differing: set[Key] = set()
        for *place, stored in pending:
            key: Key = place[0] if len(place) == 1 else (place[0], place[1], place[2])
            differing.add(key)
            before, merged = restore(stored, names), restore(stored, names)
            merged.meet(batch[key], self.standings)
            changes += settled(kind, key, before, merged, before.origins)
            row = self._row(group, kind, key, merged)
            if _print(row) != stored["fingerprint"]:
                replaced.append(row)
        for key, entry in batch.items():
            if entry.lost and key not in differing:
                changes += overruled(kind, key, entry, frozenset())
        return changes, replaced

    def _row(self, group: Group, kind: Kind, key: Key, entry: Entry) -> dict[str, Any]:
        row = entry.row(temporal=kind.temporal)
        if isinstance(group, Links):
            row["key"] = key[2]
            return {"start": key[0], "end": key[1], "link": row}
        row["key"] = key
        if isinstance(kind, NodeKind) and kind.searched:
            row["search"] = search_text(kind, row)
        return row

    def _kind(self, group: Group) -> Kind:
        if isinstance(group, Nodes):
            return self._model.node(group.kind)
        return self._model.links[group.kind]

    def _of(self, group: Group) -> _Texts:
        if group not in self._texts:
            self._texts[group] = self._made(group)
        return self._texts[group]

    def _made(self, group: Group) -> _Texts:
        if isinstance(group, Nodes):
            kind = self._model.node(group.kind)
            return _Texts(merge_nodes(kind), replace_nodes(kind), None)
        link = self._model.links[group.kind]
        start, end = self._model.node(group.start), self._model.node(group.end)
        return _Texts(
            merge_links(link, start, end),
            replace_links(link, start, end),
            missing_ends(start, end),
        )


def search_text(kind: NodeKind, row: Mapping[str, Any]) -> str:
    """Join what is searched of a node, one value to a line."""
    told: list[str] = []
    for prop in kind.searched:
        value = row.get(prop.name)
        if value is not None:
            told += value if prop.many else [value]
    return "\n".join(told)


def _print(row: Mapping[str, Any]) -> str:
    inner: Mapping[str, Any] = row.get("link", row)
    return str(inner["fingerprint"])
