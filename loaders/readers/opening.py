"""Open a file as tables: tell what it really is, check it, find the headers, stream the records."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.errors import FileRefused
from loaders.layout import Layout, Vocabulary, column_letters
from loaders.readers import delimited, header, workbook
from loaders.readers.archive import unpacked
from loaders.readers.binary import binary_sheets
from loaders.readers.facts import facts, shape
from loaders.readers.grid import Grid, Row, fill_down
from loaders.readers.header import Beginning, Found, nearest
from loaders.readers.package import opened
from loaders.readers.refusals import NoTable, Place, no_table, refused
from loaders.readers.stream import records
from loaders.readers.table import FileFacts, Skipped, Table, Tally
from loaders.record import mask

_MOST_LISTED: Final = 10
_LONGEST_HEADER: Final = 60
_MANY_DIGITS: Final = 8
_MOST_LOOKED_AT: Final = 200
_NO_FILES: Final = "It must hold .csv, .xlsx or .xls files"
_OTHER_DOCUMENTS: Final = frozenset({"[Content_Types].xml", "content.xml", "xl/workbook.bin"})


def open_table(path: Path, expected: Vocabulary, *, sheet: str | None = None) -> Iterator[Table]:
    """Give every table of a file that matches the vocabulary; see open_tables."""
    for _, table in _Opening({"": expected}, sheet).tables(path):
        yield table


def open_tables(path: Path, candidates: Mapping[str, Vocabulary]) -> Iterator[tuple[str, Table]]:
    """Give every table of a file with the name of the vocabulary it fits best.

    Raises FileRefused where nothing fits, naming what the nearest vocabulary misses.

    Use up the records of one table before asking for the next. Sheets, and files of an archive,
    that hold something else are listed in `skipped`, unless nothing matches. Nothing happens
    before the first table is asked for.
    """
    yield from _Opening(candidates, None).tables(path)


def recognise(path: Path, candidates: Mapping[str, Vocabulary]) -> str | None:
    """Tell which vocabulary a text file fits; None for workbooks, told only by reading them."""
    file = facts(path)
    if shape(path, file.label) != "text":
        return None
    name, _ = next(_Opening(candidates, None).tables(path))
    return name


def check_columns(table: Table, vocabulary: Vocabulary) -> None:
    """Refuse a table with a required column missing or a column that nobody reads."""
    layout = table.layout
    place = Place(table.file.label, table.sheet, table.header_row)
    missing = [column.name for column in layout.missing(vocabulary)]
    if missing:
        wrong = f"no column {_listed(missing)}"
        raise refused(place, wrong, "Add it, or spell its header as the source does")
    unknown = layout.unknown(vocabulary)
    if unknown:
        names = [f"{_short(layout.headers[at])} ({column_letters(at)})" for at in unknown]
        wrong = f"nobody reads column {_listed(names)}"
        right = "Correct the header, remove the column, or let the source ignore it by name"
        raise refused(place, wrong, right)


class _Opening:
    """One call of open_table: what is looked for, and what was left aside so far."""

    def __init__(self, candidates: Mapping[str, Vocabulary], sheet: str | None) -> None:
        self.candidates = candidates
        self.sheet = sheet
        self.skipped: list[Skipped] = []

    def tables(self, path: Path, archive: str = "") -> Iterator[tuple[str, Table]]:
        """Give the tables of a file by what it is, not by what it is called."""
        file = facts(path, archive=archive)
        label = file.label
        match shape(path, label):
            case "text":
                encoding = delimited.encoding_of(path, label)
                grid = delimited.grid(path, label, encoding, tuple(self.candidates.values()))
                file = replace(file, format="csv", encoding=encoding)
                yield from self._matching(file, iter([grid]))
            case "ole":
                sheets = binary_sheets(path, label)
                yield from self._matching(replace(file, format="xls"), sheets)
            case "zip":
                yield from self._zipped(path, file)

    def _zipped(self, path: Path, file: FileFacts) -> Iterator[tuple[str, Table]]:
        label = file.label
        with opened(path, label) as package:
            names = set(package.namelist())
            if workbook.WORKBOOK in names:
                sheets = workbook.sheets(path, label, workbook.check_workbook(package, label))
                yield from self._matching(replace(file, format="xlsx"), sheets)
            elif names & _OTHER_DOCUMENTS:
                wrong = "it is an office document of another kind"
                raise refused(label, wrong, "Save the table as .xlsx or .csv")
            elif file.archive:
                raise refused(label, "an archive inside an archive", "Give the files themselves")
            else:
                yield from self._unpacked(package, file)

    def _unpacked(self, package: zipfile.ZipFile, file: FileFacts) -> Iterator[tuple[str, Table]]:
        given, reason = 0, ""
        for path in unpacked(package, file.name, self.skipped):
            try:
                for table in self.tables(path, file.name):
                    given += 1
                    yield table
            except NoTable as error:
                reason = reason or str(error)
        if not given:
            raise no_table(file.name, "no file inside holds the table", reason or _NO_FILES)

    def _matching(self, file: FileFacts, grids: Iterator[Grid]) -> Iterator[tuple[str, Table]]:
        given = 0
        refusals: list[NoTable] = []
        names: list[str] = []
        for grid in grids:
            names.append(grid.name)
            if self.sheet is not None and grid.name and grid.name != self.sheet:
                continue
            try:
                table = self._table(file, grid)
            except NoTable as error:
                refusals.append(error)
                self.skipped.append(Skipped(file.name, grid.name, str(error)))
                continue
            given += 1
            yield table
        if not given and refusals:
            raise refusals[0]
        if not given:
            wrong = f"no sheet {self.sheet}" if names else "it has no sheet with cells"
            raise no_table(file.label, wrong, f"It has {_listed(names) or 'none'}")

    def _table(self, file: FileFacts, grid: Grid) -> tuple[str, Table]:
        first = _beginning(grid.rows)
        place = Place(file.label, grid.name)
        if not first:
            raise no_table(place, "it has no rows", "Export it again")
        name, found = self._nearest(first, grid)
        expected = self.candidates[name]
        if found is None or found.missing or not found.matched:
            raise _no_header(place, found, expected)
        layout = Layout(file.key, grid.name, found.headings)
        tally = Tally()
        rows = itertools.chain(first[found.index + 1 :], grid.rows)
        required = [layout.place(each.spellings) for each in expected.columns if each.required]
        stream = records(
            layout,
            [at for at in required if at is not None],
            fill_down(rows, grid.merges, tally),
            tally,
        )
        table = Table(file, grid.name, layout, found.row, found.titles, stream, tally, self.skipped)
        check_columns(table, expected)
        return name, table

    def _nearest(self, first: list[Row], grid: Grid) -> tuple[str, Found | None]:
        """Find the vocabulary that the first rows fit best."""
        beginning = Beginning(first, grid.merges, knows_merges=grid.knows_merges)
        names = iter(self.candidates)
        best = next(names)
        found = beginning.best(self.candidates[best])
        for name in names:
            other = beginning.best(self.candidates[name])
            if other is not None and (found is None or other.rank > found.rank):
                best, found = name, other
        return best, found


def _no_header(place: Place, found: Found | None, expected: Vocabulary) -> FileRefused:
    wanted = [column.name for column in expected.columns if column.required]
    if found is None or not found.matched:
        wrong = f"no header row in the first {header.LOOKED_AT} rows with content"
        every = [column.name for column in expected.columns]
        return no_table(place, wrong, f"The header must have {_listed(wanted or every)}")
    near = {name: nearest(name, found.headings) for name in found.missing}
    named = [f"{name} (nearest: {_short(near[name])})" if near[name] else name for name in near]
    at = Place(place.file, place.sheet, found.row)
    make = refused if found.nearly(expected) else no_table
    right = "Add it, or spell its header as the source does"
    return make(at, f"the header has no column {_listed(named)}", right)


def _beginning(rows: Iterator[Row]) -> list[Row]:
    """Take the rows among which the header must be, blank ones between them included."""
    taken: list[Row] = []
    filled = 0
    for row in rows:
        filled += any(cell and not cell.isspace() for cell in row[1])
        if filled:
            taken.append(row)
        if filled == header.LOOKED_AT or len(taken) == _MOST_LOOKED_AT:
            break
    return taken


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def _short(header: str) -> str:
    """Show a header; one that is mostly digits may be somebody's number, so it is masked."""
    if sum(letter.isdigit() for letter in header) >= _MANY_DIGITS:
        return mask(header)
    text = " ".join(header.split())
    return text if len(text) <= _LONGEST_HEADER else f"{text[:_LONGEST_HEADER]}…"
