"""Sheets of a file once more, cell by cell as they stand, for what must be shown again."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders.layout import Heading
from loaders.readers import FileFacts, Tally, Vocabulary, delimited, header, workbook
from loaders.readers.archive import unpacked
from loaders.readers.binary import binary_sheets
from loaders.readers.facts import facts
from loaders.readers.grid import Grid, Row, fill_down
from loaders.readers.package import opened
from loaders.readers.refusals import Place, refused
from loaders.report.table import TableReport


@dataclass(frozen=True, slots=True)
class Reopened:
    """One sheet: titles, header and, row by row, every cell below it; `rows` is read once."""

    name: str
    titles: tuple[str, ...]
    headings: tuple[Heading, ...]
    rows: Iterator[Row]


def reopened(path: Path, tables: Sequence[TableReport]) -> Generator[tuple[TableReport, Reopened]]:
    """Give the sheets of these tables of one file again; refuse a file that is another by now."""
    by_sheet = {table.sheet: table for table in reversed(tables)}
    wanted = tables[0].facts
    with (
        _found(path, wanted) as file,
        closing(_grids(file, wanted, tables[0].expected)) as grids,
    ):
        for grid in grids:
            if grid.name in by_sheet:
                table = by_sheet[grid.name]
                yield table, _sheet(grid, table)


@contextmanager
def _found(path: Path, wanted: FileFacts) -> Iterator[Path]:
    """Give the path of the very file, unpacked where it came out of an archive."""
    if not wanted.archive:
        yield _unchanged([path], wanted)
        return
    with opened(path, wanted.archive) as package, closing(_inside(package, wanted)) as files:
        yield _unchanged(files, wanted)


def _inside(package: zipfile.ZipFile, wanted: FileFacts) -> Generator[Path]:
    yield from unpacked(package, wanted.archive, [])


def _unchanged(paths: Iterator[Path] | Sequence[Path], wanted: FileFacts) -> Path:
    for path in paths:
        if facts(path, archive=wanted.archive).digest == wanted.digest:
            return path
    raise _changed(wanted.label)


def _changed(place: Place | str) -> Exception:
    return refused(place, "it has changed since it was read", "Load it again")


def _grids(path: Path, file: FileFacts, expected: Vocabulary) -> Generator[Grid]:
    match file.format:
        case "csv":
            yield delimited.grid(path, file.label, file.encoding, [expected])
        case "xls":
            yield from binary_sheets(path, file.label)
        case _:
            with opened(path, file.label) as package:
                extents = workbook.check_workbook(package, file.label)
            yield from workbook.sheets(path, file.label, extents)


def _sheet(grid: Grid, table: TableReport) -> Reopened:
    above: list[Row] = []
    for row in grid.rows:
        above.append(row)
        if row[0] >= table.header_row:
            break
    # Among the rows down to the header it is the best again, because it was among more.
    found = header.best(above, grid.merges, table.expected, knows_merges=grid.knows_merges)
    if found is None or found.row != table.header_row:
        raise _changed(Place(table.facts.label, table.sheet))
    below = itertools.chain(above[found.index + 1 :], grid.rows)
    rows = fill_down(below, grid.merges, Tally())
    return Reopened(grid.name, found.titles, found.headings, rows)
