"""Full lists end what they no longer mention: inside their scope, by data date, never by arrival.

A link that nobody gave an end is ended on the day of the first full list that should have named it
and did not. What ends it is told apart from an end that a source states, so that a later mention
opens it again, and loading in another order gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from graph.catalogue import Model
from graph.cypher.statement import Statement, word
from graph.cypher.write import end_links
from graph.description import LinkKind
from graph.errors import LoadError
from graph.model.evidence import Change
from graph.model.vocabularies import ChangeKind
from graph.store import Transaction, Writer
from graph.values import LAST_DAY
from loaders.journal import Said, Stamp, change, record, thing
from loaders.sources.source import Cover, Placed

ABSENT = "*"
"""Stands for the sheet in the origin of an end that a full list implies."""

_FILES = Statement(
    "MATCH (f:SourceFile) WHERE f.source = $source RETURN f.key, f.data_date, f.scope"
)
_BATCH = 2_000
_BELOW = (
    "MATCH (k:Region {key: $scope})<-[:PART_OF*0..3]-(t:Region)<-[:LIES_IN]-(v:Village) "
    "WITH DISTINCT v"
)
_PATHS = {
    Placed.HOUSEHOLD: f"{_BELOW} MATCH (v)<-[:LIVES_IN]-(x:Household) WITH DISTINCT x",
    Placed.VILLAGE: f"{_BELOW} WITH v AS x",
    Placed.TEAM: f"{_BELOW} MATCH (v)<-[:STATIONED_IN]-(x:ResidentTeam) WITH DISTINCT x",
    Placed.COUNTY: "MATCH (x:Region {key: $scope})",
}


@dataclass(frozen=True, slots=True)
class Full:
    """A full list: its key, its day, and the region of which it is one."""

    key: str
    day: date
    scope: str


@dataclass(frozen=True, slots=True)
class Held:
    """A link in the scope of a full list, as it is now."""

    key: tuple[str, str, str]
    labels: tuple[str, str]
    origins: list[str]
    valid_from: date
    valid_to: date
    ended_by: str | None


class Closing:
    """Ends and opens again what the full lists of one source imply."""

    def __init__(self, model: Model, writer: Writer, stamp: Stamp, brake: float) -> None:
        self._model, self._writer = model, writer
        self._stamp, self._brake = stamp, brake

    def close(self, source: str, covers: Iterable[Cover]) -> dict[str, int]:
        """Bring every link that the source covers in line; count changes by kind.

        Raises LoadError, before anything is ended, when a list would end too large a share.
        """
        files = [(key, day.to_native(), scope) for key, day, scope in self._files(source)]
        days = {key: day for key, day, _ in files}
        full = sorted((Full(*one) for one in files if one[2]), key=lambda one: (one.day, one.key))
        counts: dict[str, int] = {}
        for cover in covers:
            for scope in sorted({one.scope for one in full}):
                lists = [one for one in full if one.scope == scope]
                for name, count in self._scope(cover, scope, lists, days).items():
                    counts[name] = counts.get(name, 0) + count
        return counts

    def _files(self, source: str) -> list[list[Any]]:
        return self._writer.read(_FILES.bind(source=source))

    def _scope(
        self, cover: Cover, scope: str, lists: list[Full], days: dict[str, date]
    ) -> dict[str, int]:
        link = self._model.links[cover.link.__name__]
        held = [_held(row) for row in self._writer.stream(_find(link, cover).bind(scope=scope))]
        open_now = [one for one in held if one.valid_to == LAST_DAY or one.ended_by]
        wanted = [(one, ending(one, lists, days)) for one in open_now]
        self._hold(link, lists, wanted)
        moved = [(one, by) for one, by in wanted if (by and _origin(by)) != one.ended_by]
        counts: dict[str, int] = {}
        for at in range(0, len(moved), _BATCH):
            work = partial(self._write, link=link, moved=moved[at : at + _BATCH])
            for name, count in self._writer.write(work).items():
                counts[name] = counts.get(name, 0) + count
        return counts

    def _hold(
        self, link: LinkKind, lists: list[Full], wanted: list[tuple[Held, Full | None]]
    ) -> None:
        """Stop where one list would end more than the allowed share of what was open."""
        for one in lists:
            known = [held for held, by in wanted if by is None or by.day >= one.day]
            ended = sum(by == one for _, by in wanted)
            if ended > self._brake * max(len(known), 1):
                raise LoadError(
                    f"the full list of {one.scope} as of {one.day} would end {ended} of "
                    f"{len(known)} links {link.name} ({link.term}), more than {self._brake:.0%}. "
                    "Nothing was ended. If that is right, load again with a higher --brake"
                )

    def _write(
        self, tx: Transaction, link: LinkKind, moved: list[tuple[Held, Full | None]]
    ) -> dict[str, int]:
        groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for one, by in moved:
            start, end, key = one.key
            to, origin = (by.day, _origin(by)) if by else (LAST_DAY, None)
            row = {"start": start, "end": end, "key": key, "to": to, "by": origin}
            groups.setdefault(one.labels, []).append(row)
        nodes = self._model.nodes
        for (start, end), rows in groups.items():
            tx.run(end_links(link, nodes[start], nodes[end]).bind(rows=rows))
        changes = [self._change(link, one, by) for one, by in moved]
        return record(tx, self._model, changes, self._stamp)

    def _change(self, link: LinkKind, one: Held, by: Full | None) -> Change:
        happened = ChangeKind.ENDED if by else ChangeKind.REOPENED
        old = None if one.valid_to == LAST_DAY else one.valid_to
        return change(
            link,
            (thing(link, one.key), "valid_to", happened),
            Said(old, one.ended_by or one.origins[0]),
            Said(by.day if by else None, _origin(by) if by else one.origins[-1]),
        )


def ending(one: Held, lists: list[Full], days: dict[str, date]) -> Full | None:
    """Find the first full list that should have named a link and did not."""
    mentioned = [days[file] for origin in one.origins if (file := origin.partition("|")[0]) in days]
    if not mentioned:
        return None
    last = max(mentioned)
    return next((full for full in lists if full.day > last and full.day > one.valid_from), None)


def _origin(full: Full) -> str:
    return f"{full.key}|{ABSENT}|{0:07d}"


def _held(row: list[Any]) -> Held:
    start, end, key, labels, origins, valid_from, valid_to, ended_by = row
    return Held(
        (start, end, key),
        (labels[0], labels[1]),
        list(origins),
        valid_from.to_native(),
        valid_to.to_native(),
        ended_by,
    )


def _find(link: LinkKind, cover: Cover) -> Statement:
    arrow = f"[r:{word(link.type)}]"
    pattern = f"(x)<-{arrow}-(y)" if cover.at_end else f"(x)-{arrow}->(y)"
    start, end = ("y", "x") if cover.at_end else ("x", "y")
    return Statement(
        f"{_PATHS[cover.placed]} MATCH {pattern} "
        f"RETURN {start}.key, {end}.key, r.key, [labels({start})[0], labels({end})[0]], "
        f"r.origins, r.valid_from, r.valid_to, r.ended_by"
    )
