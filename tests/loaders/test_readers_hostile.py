"""Workbooks that are damaged, hostile or odd: nothing is built of them, and nothing is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import FileRefused
from loaders.readers.extent import measure
from loaders.record import BadCell
from tests.loaders.books import (
    exhaust,
    first_table,
    grouped_sheet,
    plain_sheet,
    refusal,
    repacked,
    written,
)


def test_a_damaged_old_workbook_kills_only_its_reader(tmp_path: Path) -> None:
    """An .xls with wrong sizes makes its library abort; the file is refused and life goes on."""
    good = (Path(__file__).parent / "fixtures" / "register.xls").read_bytes()
    path = tmp_path / "a.xls"
    path.write_bytes(good[:2000])
    assert "damaged" in refusal(path)
    # The record of a text cell: its row and column, moved to where the rectangle is 128 GB.
    cell = good.find(b"\xfd\x00\x0a\x00\x03\x00")
    assert cell > 0
    path.write_bytes(good[: cell + 4] + b"\xff" * 4 + good[cell + 8 :])
    assert "damaged" in refusal(path)


def test_damaged_parts_are_refused_not_crashed_on(tmp_path: Path) -> None:
    """XML that the libraries stumble over is a damaged workbook, and no value is quoted."""
    path = written(tmp_path / "a.xlsx", plain_sheet)
    with zipfile.ZipFile(path) as package:
        part = package.read("xl/worksheets/sheet1.xml")
    for wrong in (part[:-30], part.replace(b'r="A2"', b"r='A2'").replace(b"<v>2</v>", b"<v>Z</v>")):
        path = repacked(path, **{"xl__worksheets__sheet1.xml": wrong})
        with pytest.raises(FileRefused, match="damaged") as caught:
            exhaust(path)
        assert caught.value.__cause__ is None or "Z" not in str(caught.value.__cause__)


@pytest.mark.parametrize("column", [0, 16_383])
def test_a_stray_cell_costs_no_memory(tmp_path: Path, column: int) -> None:
    """A cell in the last row is read as the row that it is, without a rectangle up to it."""

    def fill(book: Any, sheet: Any) -> None:
        plain_sheet(book, sheet)
        sheet.write(1_048_575, column, "x")

    path = written(tmp_path / "a.xlsx", fill)
    with zipfile.ZipFile(path) as package:
        assert not measure([package.read("xl/worksheets/sheet1.xml")]).fits
    table = first_table(path)
    rows = [record.origin.row for record in table.records]
    assert rows == [2, 1_048_576]
    assert table.tally.blank == 1_048_573


def test_sparse_and_dense_reading_agree(tmp_path: Path) -> None:
    """A stray cell changes the way a sheet is read, not what is read."""

    def stray(book: Any, sheet: Any) -> None:
        grouped_sheet(book, sheet)
        sheet.write(900_000, 3, 7)

    dense = first_table(written(tmp_path / "a.xlsx", grouped_sheet))
    sparse = first_table(written(tmp_path / "b.xlsx", stray))
    assert (dense.header, dense.titles) == (sparse.header, sparse.titles)
    for left, right in zip(dense.records, sparse.records, strict=False):
        assert left.origin.row == right.origin.row
        assert all(left.take(name) == right.take(name) for name in ("户编号", "姓名", "乡(镇)"))
        assert left.take("收入/工资性收入") == right.take("收入/工资性收入")


def test_errors_and_formulas_are_not_blank(tmp_path: Path) -> None:
    """Errors and formulas that nobody computed are bad cells; text formulas are text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["户编号", "姓名", "备注"], ['="0012"', "甲", "=1+1"], ["2", "#N/A", ""]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    first, second = first_table(tmp_path / "a.xlsx").records
    assert first.take("户编号") == "0012"
    for record, column in ((first, "备注"), (second, "姓名")):
        with pytest.raises(BadCell, match="no value"):
            record.take(column)


def test_computed_formulas_are_their_values(tmp_path: Path) -> None:
    """A formula with a stored value is that value, beside one without as well."""

    def fill(book: Any, sheet: Any) -> None:
        plain_sheet(book, sheet)
        sheet.write_formula(1, 0, "=6*7", None, 42)
        sheet.write(0, 2, "备注")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")

    (record,) = first_table(written(tmp_path / "a.xlsx", fill)).records
    assert record.take("户编号") == "42"
    with pytest.raises(BadCell, match="no value"):
        record.take("备注")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl__vbaProject.bin", "macros"),
        ("xl__externalLinks__externalLink1.xml", "other workbooks"),
        ("xl__embeddings__oleObject1.bin", "embedded objects"),
        ("..__outside.xml", "outside"),
    ],
)
def test_what_a_table_has_no_need_of(tmp_path: Path, part: str, words: str) -> None:
    """Macros, links and embedded objects are refused by name."""
    path = repacked(written(tmp_path / "a.xlsx", plain_sheet), **{part: b"<x/>"})
    assert words in refusal(path)


def test_document_types_are_refused(tmp_path: Path) -> None:
    """No part may declare entities."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    path = repacked(
        written(tmp_path / "a.xlsx", plain_sheet), **{"xl__worksheets__sheet1.xml": bomb}
    )
    assert "document type" in refusal(path)


def test_zip_bombs(tmp_path: Path) -> None:
    """Size, ratio and number of entries are checked before anything is unpacked."""
    path = repacked(written(tmp_path / "a.xlsx", plain_sheet), xl__big=b"0" * (9 << 20))
    assert "zip bomb" in refusal(path)
    many = {f"xl__{number}": b"" for number in range(1_001)}
    path = repacked(written(tmp_path / "b.xlsx", plain_sheet), **many)
    assert "entries" in refusal(path)
    path = written(tmp_path / "c.xlsx", plain_sheet)
    content = bytearray(path.read_bytes())
    central = content.find(b"PK\x01\x02")
    content[central + 24 : central + 28] = (600 << 20).to_bytes(4, "little")
    path.write_bytes(content)
    assert "600 MB" in refusal(path)


def test_a_lying_size_is_found(tmp_path: Path) -> None:
    """A part that unpacks to more than it declares is damaged."""
    path = written(tmp_path / "a.xlsx", plain_sheet)
    with zipfile.ZipFile(path) as package:
        name = b"xl/worksheets/sheet1.xml"
        size = package.getinfo(name.decode()).file_size
    content = bytearray(path.read_bytes())
    central = content.rfind(name) - 46
    assert int.from_bytes(content[central + 24 : central + 28], "little") == size
    content[central + 24 : central + 28] = (size - 40).to_bytes(4, "little")
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_protected_and_foreign_files(tmp_path: Path) -> None:
    """A password, an old document of another kind and a broken zip each say what they are."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path = tmp_path / "a.xlsx"
    path.write_bytes(ole + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert "password" in refusal(path)
    path.write_bytes(ole + bytes(2000))
    assert "damaged" in refusal(path)
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    assert "damaged" in refusal(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr("word/document.xml", "<x/>")
    assert "another kind" in refusal(path)


def test_an_overlong_cell(tmp_path: Path) -> None:
    """A cell longer than a spreadsheet can hold is named by row and column."""
    path = written(tmp_path / "a.xlsx", plain_sheet)
    with zipfile.ZipFile(path) as package:
        strings = package.read("xl/sharedStrings.xml")
    path = repacked(
        path, **{"xl__sharedStrings.xml": strings.replace("甲".encode(), b"x" * 40_000)}
    )
    assert "row 2, column B: a cell holds 40,000 characters" in refusal(path)
