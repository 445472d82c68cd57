"""Workbooks (.xlsx): checked first, then every cell as text."""

from __future__ import annotations

import re
import zipfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException, ElementTree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from graph.errors import BangfuError
from loaders.layout import column_letters
from loaders.readers.binary import dense_rows, merges_of
from loaders.readers.extent import Extent, measure
from loaders.readers.grid import Grid, Row
from loaders.readers.package import pieces
from loaders.readers.refusals import Place, refused
from loaders.readers.sparse import sparse_rows

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
    extents: dict[str, Extent] = {}
    for entry in package.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        with closing(pieces(package, entry, name)) as unpacked:
            checked = _without_dtd(unpacked, name)
            if entry.filename in parts.values():
                extents[entry.filename] = measure(checked)
            # To the end, because only there sizes and checksums are known to be right.
            deque(checked, maxlen=0)
    return {sheet: extents[part] for sheet, part in parts.items() if part in extents}


def sheets(path: Path, name: str, extents: Mapping[str, Extent]) -> Iterator[Grid]:
    """Give every sheet of a checked workbook, read in the way that its extent allows."""
    with _workbook(path, name) as book:
        for sheet, extent in extents.items():
            place = Place(name, sheet)
            if extent.fits:
                yield _dense(book, sheet, place)
            else:
                rows = _bounded(sparse_rows(path, sheet, place), place)
                yield Grid(sheet, rows, extent.merges, knows_merges=True)


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
        merges = merges_of(found)
    except CalamineError as error:
        raise refused(place, *_DAMAGED) from error
    return Grid(sheet, _bounded(dense_rows(found), place), merges, knows_merges=True)


def _bounded(rows: Iterator[Row], place: Place) -> Iterator[Row]:
    while True:
        try:
            row, cells = next(rows)
        except StopIteration:
            return
        except BangfuError:
            raise
        except Exception:  # noqa: BLE001  # the libraries raise anything on damaged XML
            # Without its cause, which quotes the cell.
            raise refused(place, *_DAMAGED) from None
        if len("".join(cells)) > _LONGEST_CELL:
            _refuse_overlong(row, cells, place)
        yield row, cells


def _refuse_overlong(row: int, cells: Sequence[str], place: Place) -> None:
    for at, cell in enumerate(cells):
        if len(cell) > _LONGEST_CELL:
            where = Place(place.file, place.sheet, row, column_letters(at))
            wrong = f"a cell holds {len(cell):,} characters"
            raise refused(where, wrong, f"At most {_LONGEST_CELL:,} are read")


def _without_dtd(parts: Iterator[bytes], name: str) -> Iterator[bytes]:
    first = True
    for piece in parts:
        if first and _DTD.search(piece):
            raise refused(name, "its XML declares a document type", "Export it again as .xlsx")
        first = False
        yield piece


def _parts(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Give the part that holds each worksheet, in the order of the workbook."""
    book = _xml(package, WORKBOOK, name)
    links = _xml(package, "xl/_rels/workbook.xml.rels", name)
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


def _xml(package: zipfile.ZipFile, part: str, name: str) -> Element:
    try:
        text = b"".join(pieces(package, package.getinfo(part), name))
        root: Element = ElementTree.fromstring(text)
    except (LookupError, ValueError, ElementTree.ParseError, DefusedXmlException) as error:
        raise refused(name, *_DAMAGED) from error
    return root


def _resolved(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
