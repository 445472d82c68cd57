"""What is known of one thing or link: its values, who says each of them, and how two meet.

Merging is a law, not an event: whatever the order in which two entries meet, the same values win
(rank of the source, then data date of the file, then its digest, then the row higher up).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from graph.values import FIRST_DAY, LAST_DAY

MOST_ORIGINS = 16
"""How many rows of one sheet are kept as origins of one thing: the first ones."""

_WEAK = {"valid_from": FIRST_DAY, "valid_to": LAST_DAY}
_DATED = {f"{name}_precision": name for name in _WEAK}


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """How far a file is believed: the greater of two is."""

    rank: int
    data_date: date
    digest: str


Standings = Mapping[str, Standing]
"""The standing of every file that an origin may name, by its key."""


@dataclass(slots=True)
class Entry:
    """The values of a thing or link and, for each, the origin that won it.

    `origins` are `file|sheet|row`, sorted. An unknown start and an open end are no values: they
    give way to any date, and stand in the row only where nobody says otherwise.
    """

    values: dict[str, Any]
    origins: list[str]
    winners: dict[str, str]
    lost: list[tuple[str, Any, str]] = field(default_factory=list)

    @classmethod
    def read(cls, values: dict[str, Any], origin: str) -> Entry:
        """Make the entry of one row."""
        for name, weak in _WEAK.items():
            if values.get(name) == weak:
                del values[name]
        return cls(values, [origin], dict.fromkeys(values, origin))

    def meet(self, other: Entry, standings: Standings) -> None:
        """Take in what another entry of the same thing says."""
        for name, value in other.values.items():
            theirs, ours = other.winners[name], self.winners.get(name)
            if ours is None:
                self.values[name], self.winners[name] = value, theirs
                continue
            held = self.values[name]
            wins = stronger(theirs, ours, standings)
            if value != held:
                self.lost.append((name, held, ours) if wins else (name, value, theirs))
            if wins:
                self.values[name], self.winners[name] = value, theirs
        self.lost += other.lost
        for name in _DATED.keys() & self.values.keys():
            if self.winners[name] != self.winners.get(_DATED[name]):
                # Said of another date, which lost.
                del self.values[name], self.winners[name]
        if other.origins != self.origins:
            self.origins = _kept({*self.origins, *other.origins})

    def said_by(self, name: str) -> str:
        """Give the origin that won a value; for a precision that is gone, the one of its date."""
        return self.winners[name if name in self.winners else _DATED[name]]

    def claims(self) -> list[str]:
        """Say who won what, where it is not the first origin that won all."""
        first = self.origins[0]
        if len(self.origins) == 1 or all(origin == first for origin in self.winners.values()):
            return []
        told: dict[str, list[str]] = {}
        for name, origin in self.winners.items():
            told.setdefault(origin, []).append(name)
        return sorted(f"{origin}|{','.join(sorted(names))}" for origin, names in told.items())

    def row(self, *, temporal: bool) -> dict[str, Any]:
        """Write the properties as the database holds them, fingerprint included."""
        row = {**_WEAK, **self.values} if temporal else dict(self.values)
        row["origins"] = self.origins
        if claims := self.claims():
            row["claims"] = claims
        row["fingerprint"] = fingerprint(row)
        return row


def restore(stored: Mapping[str, Any], names: frozenset[str]) -> Entry:
    """Read an entry back from the properties of a node or link."""
    values = {name: _native(stored[name]) for name in names if name in stored}
    if stored.get("ended_by"):
        # An end that a full list implies is nobody's word: it is found anew after every load.
        values.pop("valid_to", None)
    origins = list(stored["origins"])
    entry = Entry.read(values, origins[0])
    entry.origins = origins
    for claim in stored.get("claims") or ():
        origin, _, won = claim.rpartition("|")
        entry.winners |= dict.fromkeys(won.split(","), origin)
    return entry


def stronger(one: str, other: str, standings: Standings) -> bool:
    """Tell whether the first of two origins is believed before the second."""
    file, _, place = one.partition("|")
    other_file, _, other_place = other.partition("|")
    if file == other_file:
        return place < other_place
    return standings[file] > standings[other_file]


def fingerprint(row: Mapping[str, Any]) -> str:
    """Name the content of a row: equal content, equal name."""
    told = orjson.dumps(row, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(told, digest_size=8).hexdigest()


def _kept(origins: set[str]) -> list[str]:
    """Sort origins and keep the first of each sheet."""
    kept: list[str] = []
    counts: dict[str, int] = {}
    for origin in sorted(origins):
        sheet = origin.rpartition("|")[0]
        counts[sheet] = counts.get(sheet, 0) + 1
        if counts[sheet] <= MOST_ORIGINS:
            kept.append(origin)
    return kept


def _native(value: Any) -> Any:  # noqa: ANN401 - whatever the database holds
    """Turn the driver's date into Python's."""
    return value.to_native() if hasattr(value, "to_native") else value
