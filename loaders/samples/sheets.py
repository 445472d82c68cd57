"""Puts rows into workbooks and text files, with all that stands around them in real exports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from loaders.samples.mess import Cell, Mess

_MADE: Final = datetime(2021, 1, 15, 9, 0, tzinfo=UTC).replace(tzinfo=None)
_BLANK_EVERY: Final = 97
_HEADER_EVERY: Final = 211
_BAD_FIRST: Final = 3
_BAD_EVERY: Final = 5


@dataclass(frozen=True, slots=True)
class BadRow:
    """An extra row of which one cell, counted from 0, breaks a rule."""

    cells: Sequence[Cell]
    column: int
    rule: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A cell that must be found: file, sheet (empty for text), row as people count, header."""

    file: str
    sheet: str
    row: int
    column: str
    rule: str


Filed = tuple[Path, list[Planted]]
"""A file that was written, and the bad cells in it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written; `groups` are merged headings above runs of columns."""

    name: str
    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    bad: Sequence[BadRow] = ()
    groups: Sequence[tuple[str, int]] = ()


def spoilt(row: Sequence[Cell], column: int, value: Cell, rule: str) -> BadRow:
    """Copy a good row and put a value into one cell that breaks a rule."""
    cells = list(row)
    cells[column] = value
    return BadRow(cells, column, rule)


def write_workbook(path: Path, sheets: Sequence[Sheet], mess: Mess) -> Filed:
    """Write the sheets row by row into a workbook that is the same on every day."""
    planted: list[Planted] = []
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"created": _MADE, "author": "示例"})
        centred = book.add_format({"align": "center", "bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            above = _titles(page, sheet, centred) if mess.titles else 0
            for row, (cells, bad) in enumerate(_rows(sheet, mess), start=above):
                _put(page, row, cells)
                if bad:
                    planted.append(_planted(path, sheet, row, bad, sheet.name))
    return path, planted


def _titles(page: Worksheet, sheet: Sheet, centred: Format) -> int:
    last = len(sheet.header) - 1
    page.merge_range(0, 0, 0, last, sheet.title, centred)
    if not sheet.groups:
        page.merge_range(1, 0, 1, last, "填报单位：山亭区　　数据日期：2020年12月31日", centred)
        return 2
    first = 0
    for text, width in sheet.groups:
        if width > 1:
            page.merge_range(1, first, 1, first + width - 1, text, centred)
        else:
            page.write_string(1, first, text, centred)
        first += width
    return 2


def _put(page: Worksheet, row: int, cells: Sequence[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if cell:
                page.write_string(row, column, cell)
        elif cell is not None:
            page.write_number(row, column, cell)


def write_text(path: Path, sheet: Sheet, mess: Mess, encoding: str = "utf-8") -> Filed:
    """Write a sheet as comma-separated text; a title of its own stands above where it has one."""
    planted: list[Planted] = []
    sheet = replace(sheet, header=[name.replace("\n", "") for name in sheet.header])
    with path.open("w", encoding=encoding if mess.encodings else "utf-8", newline="") as text:
        lines = csv.writer(text, lineterminator="\r\n" if mess.encodings else "\n")
        above = 0
        if mess.titles and sheet.title:
            above = 2
            lines.writerows(([sheet.title], ["数据日期：2020年12月31日"]))
        for row, (cells, bad) in enumerate(_rows(sheet, mess), start=above):
            lines.writerow(["" if cell is None else cell for cell in cells])
            if bad:
                planted.append(_planted(path, sheet, row, bad, ""))
    return path, planted


def _planted(path: Path, sheet: Sheet, row: int, bad: BadRow, name: str) -> Planted:
    return Planted(path.name, name, row + 1, sheet.header[bad.column], bad.rule)


def _rows(sheet: Sheet, mess: Mess) -> Iterator[tuple[Sequence[Cell], BadRow | None]]:
    """Give every row from the header on; the bad ones stand among the good ones."""
    yield sheet.header, None
    waiting = iter(sheet.bad if mess.bad_rows else ())
    for place, cells in enumerate(sheet.rows, start=1):
        yield cells, None
        if place % _BAD_EVERY == _BAD_FIRST and (bad := next(waiting, None)):
            yield bad.cells, bad
        if mess.footers and place % _BLANK_EVERY == 0:
            yield [None] * len(sheet.header), None
        if mess.footers and place % _HEADER_EVERY == 0:
            yield sheet.header, None
    yield from ((bad.cells, bad) for bad in waiting)
    if mess.footers:
        rest = [None] * (len(sheet.header) - 1)
        yield ["合计", *rest], None
        yield ["填表人：示例甲　审核人：示例乙", *rest], None


def first_of(rows: Iterable[Sequence[Cell]]) -> tuple[Sequence[Cell], Iterator[Sequence[Cell]]]:
    """Give the first row as a pattern for bad ones, and all rows, it included."""
    stream = iter(rows)
    first = next(stream)
    return first, chain((first,), stream)
