"""What every reader gives: facts about a file, and tables whose records stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from loaders.layout import Layout
from loaders.record import Record


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file without understanding it; `name` has no folder.

    `format` is csv, xlsx or xls; `encoding` is empty for workbooks; `archive` is the name of
    the zip that the file came out of, or empty.
    """

    name: str
    digest: str
    size: int
    format: str
    encoding: str = ""
    modified: datetime | None = None
    archive: str = ""

    @property
    def label(self) -> str:
        """Give the name as messages say it: with the archive, where there is one."""
        return f"{self.archive}/{self.name}" if self.archive else self.name

    @property
    def key(self) -> str:
        """Give the short digest that origins carry."""
        return self.digest[:16]


@dataclass(slots=True)
class Tally:
    """How many rows were read, dropped and mended; complete when the records are used up.

    `short` counts rows of a text file with fewer cells than the header, `merged_cells` the cells
    that got their value from a cell merged over several rows.
    """

    rows: int = 0
    blank: int = 0
    footers: int = 0
    repeated_headers: int = 0
    short: int = 0
    merged_cells: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet, or a file of an archive, that was left aside, and why."""

    file: str
    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: `header_row` counts from 1, `titles` are the texts above the header.

    `skipped` is shared by all tables of one opening and complete when the last was given.
    """

    file: FileFacts
    sheet: str
    layout: Layout
    header_row: int
    titles: tuple[str, ...]
    records: Iterator[Record]
    tally: Tally = field(default_factory=Tally)
    skipped: Sequence[Skipped] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """Give the headers, repeated ones told apart."""
        return self.layout.headers
