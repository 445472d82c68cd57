"""What a load found, wrote and refused, kept while it runs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from graph.model.vocabularies import ChangeKind
from graph.values import Vocabulary as ClosedList
from loaders.readers import FileFacts, Skipped, Table, Vocabulary
from loaders.record import Rejection
from loaders.report.spool import Spool
from loaders.report.table import Allowance, TableReport

LISTED: Final = 100


class Status(ClosedList):
    """How a load ended (装载结果)."""

    RUNNING = ("进行中",)
    DONE = ("完成",)
    NOTHING_TO_DO = ("无需重载",)
    REFUSED = ("已拒绝",)
    TOO_MANY_REJECTED = ("坏行过多",)


@dataclass(slots=True)
class KindCount:
    """How many nodes or links of one kind were new, had another value, or were there already."""

    added: int = 0
    changed: int = 0
    same: int = 0


class MissingEnd(NamedTuple):
    """A link that could not be written, by its keys, and which of its ends is not there."""

    link: str
    start: str
    end: str
    start_key: str
    end_key: str
    key: str
    no_start: bool
    no_end: bool


class Note(NamedTuple):
    """Something done to values that nobody need correct, such as 'cells normalised'."""

    what: str
    where: str


class LoadReport:
    """What one load did, file by file and kind by kind (装载报告).

    `load` is the load's digest, instants are ISO text. Every rejection goes to the JSON lines at
    `spool` as well, a file of mode 0600 that is made at the first one and closed by `finish`.
    Nothing in a report is a whole personal value.
    """

    def __init__(self, load: str, started_at: str, spool: Path) -> None:
        self.load = load
        self.started_at = started_at
        self.finished_at = ""
        self.status = Status.RUNNING
        self.reason = ""
        self.tables: list[TableReport] = []
        self.kinds: dict[str, KindCount] = {}
        self.changes: Counter[ChangeKind] = Counter()
        self.missing_ends: list[MissingEnd] = []
        self.missing_by_link: Counter[tuple[str, str, str]] = Counter()
        self.notes: Counter[Note] = Counter()
        self._skipped: dict[Skipped, None] = {}
        self._allowances: dict[str, Allowance] = {}
        self._spool = Spool(spool)

    def __repr__(self) -> str:
        return f"LoadReport({self.load}, {self.status.name}, {len(self.tables)} tables)"

    def file(self, table: Table, source: str, form: str, expected: Vocabulary) -> TableReport:
        """Begin the report of one table, opened with the vocabulary `expected`."""
        allowance = self._allowances.setdefault(table.file.digest, Allowance())
        begun = TableReport(table, (source, form, expected), self._spool, allowance)
        self.tables.append(begun)
        return begun

    def count(self, kind: str, *, added: int = 0, changed: int = 0, same: int = 0) -> None:
        """Add to the figures of a node or link kind."""
        figures = self.kinds.setdefault(kind, KindCount())
        figures.added += added
        figures.changed += changed
        figures.same += same

    def change(self, kind: ChangeKind, times: int = 1) -> None:
        """Count entries written to the journal."""
        self.changes[kind] += times

    def missing(
        self, link: str, start: str, end: str, rows: Iterable[tuple[str, str, str, bool, bool]]
    ) -> None:
        """Count links that lack an end; the first are listed.

        `start` and `end` are labels; a row is start key, end key, link key, and whether the start
        and the end are missing.
        """
        for row in rows:
            self.missing_by_link[link, start, end] += 1
            if len(self.missing_ends) < LISTED:
                self.missing_ends.append(MissingEnd(link, start, end, *row))

    def skip(self, skipped: Iterable[Skipped]) -> None:
        """Add sheets and files that were left aside; one named twice is listed once."""
        self._skipped.update(dict.fromkeys(skipped))

    def note(self, what: str, times: int = 1, *, where: str = "") -> None:
        """Count something worth knowing that needs no correction; never with a value in it."""
        self.notes[Note(what, where)] += times

    def finish(self, status: Status, at: str, *, reason: str = "") -> None:
        """Say how and when the load ended, and close the file of rejections."""
        self.status, self.finished_at, self.reason = status, at, reason
        self._spool.close()

    @property
    def skipped_sheets(self) -> tuple[Skipped, ...]:
        """Give what was left aside, without the sheets that another form has read."""
        read = {(table.facts.name, table.sheet) for table in self.tables}
        return tuple(each for each in self._skipped if (each.file, each.sheet) not in read)

    @property
    def files(self) -> dict[FileFacts, list[TableReport]]:
        """Give the tables by their files, in the order of reading."""
        found: dict[FileFacts, list[TableReport]] = {}
        for table in self.tables:
            found.setdefault(table.facts, []).append(table)
        return found

    @property
    def rows(self) -> int:
        """Count the rows read from all files."""
        return sum(table.rows for table in self.tables)

    @property
    def rejected(self) -> int:
        """Count the rows rejected in all files."""
        return sum(table.rejected for table in self.tables)

    @property
    def rejections(self) -> int:
        """Count the rejections in all files."""
        return sum(table.rejections for table in self.tables)

    @property
    def spool(self) -> Path | None:
        """Give the JSON lines of all rejections, or nothing where none was rejected."""
        return self._spool.path if self.rejections else None

    def first(self, most: int) -> Sequence[tuple[TableReport, Rejection]]:
        """Give the first rejections, with the tables they stand in."""
        return tuple(itertools.islice(self._first(), most))

    def _first(self) -> Iterator[tuple[TableReport, Rejection]]:
        for table in self.tables:
            for rejection in table.first:
                yield table, rejection
