"""Workbooks, .xlsx and .xls: checked first, then every cell as text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from defusedxml import DefusedXmlException, ElementTree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from loaders.layout import column_letters
from loaders.readers.extent import Extent, measure
from loaders.readers.grid import Grid, Merge, Row
from loaders.readers.package import pieces
from loaders.readers.refusals import Place, refused
from loaders.readers.sparse import sparse_rows
from loaders.readers.texts import text_of

WORKBOOK: Final = "xl/workbook.xml"
_FORBIDDEN: Final = (
    (re.compile(r"vbaProject|macrosheets/", re.IGNORECASE), "it holds macros"),
    (re.compile(r"externalLinks/", re.IGNORECASE), "it refers to other workbooks"),
    (re.compile(r"embeddings/|activeX/", re.IGNORECASE), "it holds embedded objects"),
)
_DTD: Final = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_LONGEST_CELL: Final = 32_767
_DAMAGED: Final = ("the workbook is damaged", "Open it in a spreadsheet program and save it again")


def check_workbook(package: zipfile.ZipFile, name: str) -> dict[str, Extent]:
    """Refuse what a table has no need of, and measure every sheet; names to extents."""
    for inside in package.namelist():
        for pattern, wrong in _FORBIDDEN:
            if pattern.search(inside):
                raise refused(name, wrong, "Save a copy with values only, as .xlsx")
    parts = _parts(package, name)
    extents = {}
    for entry in package.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        checked = _without_dtd(pieces(package, entry, name), name)
        extents[entry.filename] = measure(checked) if entry.filename in parts.values() else None
        for _ in checked:
            pass
    return {sheet: extent for sheet, part in parts.items() if (extent := extents.get(part))}


def sheets(path: Path, name: str, extents: Mapping[str, Extent] | None) -> Iterator[Grid]:
    """Give every sheet of a workbook; without extents (.xls) the format bounds their size."""
    with _workbook(path, name) as book:
        for sheet in extents or _worksheets(book):
            extent = extents[sheet] if extents else None
            place = Place(name, sheet)
            if extent is None or extent.fits:
                yield _dense(book, sheet, place)
            else:
                rows = _bounded(sparse_rows(path, sheet, place), place)
                yield Grid(sheet, rows, extent.merges, knows_merges=True)


def _worksheets(book: CalamineWorkbook) -> Sequence[str]:
    return [each.name for each in book.sheets_metadata if each.typ.name == "WorkSheet"]


def _workbook(path: Path, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        wrong = "it is protected by a password"
        raise refused(name, wrong, "Save a copy without the password") from error
    except (CalamineError, OSError) as error:
        raise refused(name, *_DAMAGED) from error


def _dense(book: CalamineWorkbook, sheet: str, place: Place) -> Grid:
    try:
        found = book.get_sheet_by_name(sheet)
        merges = found.merged_cell_ranges or ()
    except CalamineError as error:
        raise refused(place, *_DAMAGED) from error
    ranges = [Merge(top + 1, left, end + 1, right) for (top, left), (end, right) in merges]
    return Grid(sheet, _bounded(_dense_rows(found), place), ranges, knows_merges=True)


def _dense_rows(sheet: CalamineSheet) -> Iterator[Row]:
    margin = [""] * (sheet.start[1] if sheet.start else 0)
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        yield row, margin + [cell if type(cell) is str else text_of(cell) for cell in cells]


def _bounded(rows: Iterator[Row], place: Place) -> Iterator[Row]:
    for row, cells in rows:
        if len("".join(cells)) > _LONGEST_CELL:
            for at, cell in enumerate(cells):
                if len(cell) > _LONGEST_CELL:
                    where = Place(place.file, place.sheet, row, column_letters(at))
                    wrong = f"a cell holds {len(cell):,} characters"
                    raise refused(where, wrong, f"At most {_LONGEST_CELL:,} are read")
        yield row, cells


def _without_dtd(parts: Iterator[bytes], name: str) -> Iterator[bytes]:
    first = True
    for piece in parts:
        if first and _DTD.search(piece):
            raise refused(name, "its XML declares a document type", "Export it again as .xlsx")
        first = False
        yield piece


def _parts(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Give the part that holds each worksheet, in the order of the workbook."""
    try:
        book = ElementTree.fromstring(package.read(WORKBOOK))
        links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError, DefusedXmlException, zipfile.BadZipFile) as error:
        raise refused(name, *_DAMAGED) from error
    targets = {
        link.get("Id"): _resolved(link.get("Target", ""))
        for link in links
        if link.get("Type", "").endswith("/worksheet")
    }
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            if link in targets:
                found[sheet.get("name", "")] = targets[link]
    return found


def _resolved(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
