"""The rejected rows of a file as a workbook, bad cells marked, to be corrected and loaded alone."""

from __future__ import annotations

import heapq
import itertools
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

import xlsxwriter

from loaders.layout import Heading
from loaders.readers import FileFacts
from loaders.readers.facts import shown
from loaders.readers.grid import Row
from loaders.record import Rejection
from loaders.report.private import replacing
from loaders.report.reopened import Reopened, reopened
from loaders.report.report import LoadReport
from loaders.report.table import TableReport

_LONGEST_CELL: Final = 32_767
_MOST_ROWS: Final = 1_000_000
# Each one is kept in memory and drawn as a shape: spreadsheet programs give up on far fewer.
_MOST_COMMENTS: Final = 20_000
_MOST_TITLE_ROWS: Final = 5
_LIKE_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_NAME: Final = 31
_LONGEST_STEM: Final = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """A workbook that was written: how many rows and marked cells it has, how many commented."""

    path: Path
    rows: int
    cells: int
    commented: int


def mark_all(report: LoadReport, paths: Mapping[str, Path], folder: Path) -> list[Marked]:
    """Write a marked workbook into the folder for each file with rejections.

    `paths` says by digest of each file where it is, or the archive that it came in. A workbook
    is named after its file, because that name may say for which day the rows speak.
    """
    made: dict[Path, Marked] = {}
    for facts, tables in report.files.items():
        if not any(table.rejections for table in tables):
            continue
        names = (folder / _named(facts, number) for number in itertools.count(1))
        out = next(path for path in names if path not in made)
        if marked := write_marked(paths[facts.digest], tables, out):
            made[out] = marked
    return list(made.values())


def write_marked(path: Path, tables: Sequence[TableReport], out: Path) -> Marked | None:
    """Write the rejected rows of one file, if there are any, to `out`.

    `path` is the file (or the archive that it came in), `tables` all its reports. The workbook
    holds the rows with all their cells as the file has them, names and numbers included: it
    belongs to whoever owns the file, so only its owner may read it (mode 0600). Header and
    titles are those of the file, so the corrected workbook is recognised and loaded by itself.
    """
    bad = [table for table in tables if table.rejections]
    if not bad:
        return None
    with replacing(out) as file, _Book(file) as book:
        with closing(reopened(path, bad)) as sheets:
            for table, sheet in sheets:
                same = [each for each in bad if each.sheet == table.sheet]
                book.copy(sheet, _in_order(same))
        return Marked(out, book.rows, book.cells, book.commented)


def _named(facts: FileFacts, number: int) -> str:
    again = f" ({number})" if number > 1 else ""
    return f"{facts.name[-_LONGEST_STEM:]}（待更正）{again}.xlsx"


def _in_order(tables: Sequence[TableReport]) -> Iterator[Rejection]:
    readings = [table.all_rejections() for table in tables]
    return heapq.merge(*readings, key=_row_of)


def _row_of(rejection: Rejection) -> int:
    return rejection.origin.row


class _Book:
    """The workbook while it is written, one row after the other."""

    def __init__(self, file: BinaryIO) -> None:
        self.rows = self.cells = self.commented = 0
        # Pieces of the rows lie here meanwhile: a folder that nobody else enters, gone at the end.
        self._folder = tempfile.TemporaryDirectory(prefix="bangfu-")
        options = {"constant_memory": True, "tmpdir": self._folder.name}
        self._book = xlsxwriter.Workbook(file, options)
        self._header = self._book.add_format({"bold": True, "num_format": "@", "text_wrap": True})
        self._formats = {
            (bad, quoted): self._format(bad=bad, quoted=quoted)
            for bad in (False, True)
            for quoted in (False, True)
        }
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._close()
        finally:
            self._folder.cleanup()

    def copy(self, sheet: Reopened, rejections: Iterator[Rejection]) -> None:
        """Copy the rejected rows of a sheet, onto a further sheet where one is full."""
        pairs = _matched(sheet.rows, rejections)
        for first in pairs:
            made = self._book.add_worksheet(self._name(sheet.name))
            at = self._head(made, sheet)
            full = itertools.islice(pairs, _MOST_ROWS - at - 1)
            for place, ((row, cells), reasons) in enumerate(itertools.chain([first], full), at):
                self._copy_row(made, place, row, cells, reasons)

    def _close(self) -> None:
        for sheet in self._book.worksheets():
            sheet.set_comments_author("bangfu")
        self._book.close()

    def _head(self, made: Any, sheet: Reopened) -> int:  # noqa: ANN401  # untyped library
        width = max(len(sheet.headings), 1)
        made.set_column(0, width - 1, 18, self._formats[False, False])
        lines = _above(sheet.titles) + _header_rows(sheet.headings)
        for row, line in enumerate(lines):
            for place, text in enumerate(line):
                if text:
                    made.write_string(row, place, text[:_LONGEST_CELL], self._header)
        made.freeze_panes(len(lines), 0)
        return len(lines)

    def _copy_row(
        self,
        made: Any,  # noqa: ANN401  # untyped library
        place: int,
        row: int,
        cells: list[str],
        reasons: list[Rejection],
    ) -> None:
        marks: dict[int, list[str]] = {}
        for reason in reasons:
            said = f"{reason.column}: {reason.rule}\n{reason.suggestion}"
            marks.setdefault(max(reason.place - 1, 0), []).append(said)
        cells.extend("" for _ in range(max(marks) + 1 - len(cells)))
        for at, text in enumerate(cells):
            if len(text) > _LONGEST_CELL:
                said = f"{len(text):,} characters, cut to {_LONGEST_CELL:,}\nshorten the text"
                marks.setdefault(at, []).append(said)
            self._cell(made, (place, at), text, bad=at in marks)
        for at, said_here in marks.items():
            self._comment(made, (place, at), [f"原第 {row} 行 row {row}", *said_here])
        self.rows += 1
        self.cells += len(marks)

    def _cell(self, made: Any, at: tuple[int, int], text: str, *, bad: bool) -> None:  # noqa: ANN401  # untyped library
        if text:
            look = self._formats[bad, text.startswith(_LIKE_FORMULAS)]
            # Never write(), which takes a text for a formula, a number or a link.
            made.write_string(*at, text[:_LONGEST_CELL], look)
        elif bad:
            made.write_blank(*at, None, self._formats[True, False])

    def _comment(self, made: Any, at: tuple[int, int], lines: list[str]) -> None:  # noqa: ANN401  # untyped library
        if self.commented < _MOST_COMMENTS:
            text = "\n".join(shown(line) for each in lines for line in each.split("\n"))
            made.write_comment(*at, text[:_LONGEST_CELL], {"x_scale": 2, "y_scale": 1.5})
            self.commented += 1

    def _format(self, *, bad: bool, quoted: bool) -> Any:  # noqa: ANN401  # untyped library
        look: dict[str, Any] = {"num_format": "@", "quote_prefix": quoted}
        return self._book.add_format(look | ({"bg_color": "#FF9999"} if bad else {}))

    def _name(self, name: str) -> str:
        plain = _NOT_IN_NAMES.sub("_", shown(name)) or "数据"
        tails = (f" ({number})" if number > 1 else "" for number in itertools.count(1))
        names = (plain[: _LONGEST_NAME - len(tail)] + tail for tail in tails)
        given = next(name for name in names if name.casefold() not in self._names)
        self._names.add(given.casefold())
        return given


def _above(titles: Sequence[str]) -> list[Sequence[str]]:
    """Lay the titles out above the header, so that none is taken for a heading of its columns."""
    if not titles:
        return []
    rows: list[Sequence[str]] = [(title,) for title in titles[:_MOST_TITLE_ROWS]]
    rest = titles[_MOST_TITLE_ROWS:]
    return [*rows, rest, ()] if rest else [*rows, ()]


def _header_rows(headings: Sequence[Heading]) -> list[Sequence[str]]:
    """Lay the header out with its group headings repeated over their columns, outermost on top."""
    depth = max((len(each.groups) for each in headings), default=0)
    return [[_group(each, depth - level) for each in headings] for level in range(depth + 1)]


def _group(heading: Heading, above: int) -> str:
    """Give the text of a header that many rows above its own."""
    texts = (*heading.groups, heading.text)
    return texts[-1 - above] if above < len(texts) else ""


def _matched(
    rows: Iterator[Row], rejections: Iterator[Rejection]
) -> Iterator[tuple[Row, list[Rejection]]]:
    """Give each rejected row with the reasons; both come in the order of the rows."""
    row = next(rows, None)
    for number, reasons in itertools.groupby(rejections, key=_row_of):
        while row is not None and row[0] < number:
            row = next(rows, None)
        if row is not None and row[0] == number:
            yield row, list(reasons)
