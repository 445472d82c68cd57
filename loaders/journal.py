"""What a load changed: one record for each value changed, overruled, ended or reopened.

A change is named by what it says, so that a load that is run again records nothing twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graph.catalogue import Model
from graph.cypher.statement import Statement
from graph.description import Kind, LinkKind
from graph.kinds import Privacy
from graph.model.evidence import Change
from graph.model.vocabularies import ChangeKind
from graph.store import Transaction
from loaders.batch import Key
from loaders.entry import Entry

RECORD = Statement(
    "UNWIND $rows AS row\n"
    "MERGE (c:Change {key: row.key})\n"
    "ON CREATE SET c = row, c.load = $load, c.recorded_at = $at\n"
    "WITH c WHERE c.load = $load\n"
    "MATCH (l:Load {key: $load})\n"
    "MERGE (c)-[r:MADE_IN {key: ''}]->(l)\n"
    "RETURN c.kind, count(*)"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which load writes, and when it began."""

    load: str
    at: str


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the origin that says it; nobody may have said it yet."""

    value: Any
    origin: str


def thing(kind: Kind, key: Key) -> str:
    """Name a node as its id does, and a link by its type, ends and key."""
    if isinstance(kind, LinkKind):
        return f"{kind.type}:{key[0]}>{key[1]}#{key[2]}"
    return f"{kind.name}:{key}"


def settled(kind: Kind, key: Key, before: Entry, after: Entry, seen: Iterable[str]) -> list[Change]:
    """Record what became of a thing that was there: values changed, and values not taken."""
    known = frozenset(seen)
    changes = [
        change(
            kind,
            (thing(kind, key), name, ChangeKind.CHANGED),
            Said(old, before.winners[name]),
            Said(after.values.get(name), after.said_by(name)),
        )
        for name, old in before.values.items()
        if after.values.get(name) != old
    ]
    return changes + overruled(kind, key, after, known)


def overruled(kind: Kind, key: Key, entry: Entry, known: frozenset[str]) -> list[Change]:
    """Record the values that lost against stronger ones, unless their row was known already."""
    return [
        change(
            kind,
            (thing(kind, key), name, ChangeKind.OVERRULED),
            Said(entry.values.get(name), entry.said_by(name)),
            Said(value, origin),
        )
        for name, value, origin in entry.lost
        if origin not in known and value != entry.values.get(name)
    ]


def record(
    tx: Transaction, model: Model, changes: Iterable[Change], stamp: Stamp
) -> dict[str, int]:
    """Write changes with the load that made them; count the new ones by kind."""
    kind = model.kind_of(Change)
    rows = [
        {**kind.stored(one), "made_at": stamp.at, "key": one.key, "fingerprint": "", "origins": []}
        for one in {one.key: one for one in changes}.values()
    ]
    found = tx.run(RECORD.bind(rows=rows, load=stamp.load, at=stamp.at))
    return {str(name): int(count) for name, count in found}


def change(kind: Kind, what: tuple[str, str, ChangeKind], old: Said, new: Said) -> Change:
    """Make the record of one change, named by what it says."""
    about, name, happened = what
    prop = kind.property_of(name)
    sealed = prop is not None and prop.privacy is Privacy.SEALED
    told = [about, name, happened.name, _text(old.value), _text(new.value), old.origin, new.origin]
    return Change(
        digest=hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:32],
        title=f"{name} {happened.label}",
        kind=happened,
        thing=about,
        property=name,
        old="(sealed)" if sealed else _text(old.value),
        new="(sealed)" if sealed else _text(new.value),
        old_origin=old.origin,
        new_origin=new.origin,
        made_at="",
    )


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return ", ".join(str(_text(one)) for one in value)
    return value.name if isinstance(value, Enum) else str(value)
