"""Marked workbooks: rejected rows come back as they stood, are corrected, and load alone."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from graph.errors import FileRefused
from loaders.cells import phone
from loaders.readers import Table, Vocabulary, open_table
from loaders.record import BadCell, Record, Rejection
from loaders.report import LoadReport, Marked, Status, mark_all, write_marked
from tests.loaders.books import WANTED, grouped_sheet, written

Read = Callable[[Record], object]
ROWS = [
    ["001", "甲一", "999999199001010010", "13800000001"],
    ["002", "乙二", "999999199001010029", "1380000"],
    ["", "丙三", "999999199001010037", "13800000003"],
    ["004", "丁四", "=cmd|'/c calc'!A1", "13800000004"],
    ["005", "@戊五", "+1", "-5"],
]


def phones(record: Record) -> object:
    """Read the two cells that these tests spoil."""
    return record.require("户编号"), record.parse(phone, "联系电话")


def loaded(path: Path, folder: Path, read: Read, wanted: Vocabulary = WANTED) -> LoadReport:
    """Read a file to the end as a load does, rejecting what the reading refuses."""
    report = LoadReport("a1", "2026-01-01T00:00:00Z", folder / "rejected.jsonl")
    for table in open_table(path, wanted):
        kept = report.file(table, "户信息", "households", wanted)
        for record in table.records:
            try:
                read(record)
            except BadCell as error:
                kept.reject(error.rejection(record.origin))
    report.finish(Status.DONE, "2026-01-01T00:00:01Z")
    return report


def marked(path: Path, folder: Path, read: Read) -> tuple[LoadReport, Marked]:
    """Read a file and write what was rejected."""
    report = loaded(path, folder, read)
    made = write_marked(path, report.tables, folder / "marked.xlsx")
    assert made is not None
    return report, made


def csv_file(path: Path, rows: list[list[str]], *, encoding: str = "gb18030") -> Path:
    """Write rows below the usual header."""
    lines = [["户编号", "姓名", "证件号码", "联系电话"], *rows]
    path.write_text("".join(f"{','.join(line)}\r\n" for line in lines), encoding=encoding)
    return path


def _taken(table: Table, *names: str) -> list[list[str | None]]:
    return [[record.take(name) for name in names] for record in table.records]


def test_rejected_rows_are_corrected_and_load_alone(tmp_path: Path) -> None:
    """Bad rows go out, a clerk mends the red cells, and the very workbook is read without fault."""
    path = csv_file(tmp_path / "户信息.csv", ROWS)
    report, made = marked(path, tmp_path, phones)
    assert (report.rows, report.rejected) == (5, 3)
    assert (made.rows, made.cells, made.commented) == (3, 3, 3)
    assert loaded(made.path, tmp_path / "again", phones).rejected == 3

    book = openpyxl.load_workbook(made.path)
    sheet = book["数据"]
    bad = [cell for row in sheet for cell in row if cell.fill.fgColor.rgb == "FFFF9999"]
    assert [cell.coordinate for cell in bad] == ["D2", "A3", "D4"]
    assert bad[0].comment.text.splitlines()[:2] == [
        "原第 3 行 row 3",
        "联系电话: not a telephone number",
    ]
    for cell, value in zip(bad, ["13800000002", "003", ""], strict=True):
        cell.value = value
    book.save(made.path)

    mended = loaded(made.path, tmp_path / "mended", phones)
    assert (mended.rows, mended.rejected, mended.spool) == (3, 0, None)
    (table,) = open_table(made.path, WANTED)
    assert _taken(table, "户编号", "姓名", "证件号码") == [
        ["002", "乙二", "999999199001010029"],
        ["003", "丙三", "999999199001010037"],
        ["005", "@戊五", "+1"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.invalid")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]
)
def test_no_cell_becomes_a_formula(tmp_path: Path, text: str) -> None:
    """Text that a spreadsheet would obey is written as text, and comes back as it was."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["户编号", "姓名", "联系电话"])
    for place, value in enumerate(["1", text, "x"]):
        sheet.write_string(1, place, value)
    book.close()
    _, made = marked(path, tmp_path, phones)
    with zipfile.ZipFile(made.path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    cell = openpyxl.load_workbook(made.path).worksheets[0]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    found = CalamineWorkbook.from_path(made.path).get_sheet_by_index(0).to_python()
    assert found[1][1] == text


def test_the_header_keeps_titles_groups_and_repetitions(tmp_path: Path) -> None:
    """Whatever a column could be asked for by in the file, it answers to in the marked workbook."""
    path = written(tmp_path / "a.xlsx", grouped_sheet)

    def read(record: Record) -> None:
        raise record.bad("test", "anything", "支出/工资性收入")

    report, made = marked(path, tmp_path, read)
    (table,) = open_table(path, WANTED)
    (again,) = open_table(made.path, WANTED)
    assert (again.titles, again.header) == (table.titles, table.header)
    assert again.sheet == table.sheet
    names = ("户编号", "姓名", "收入/工资性收入", "备注", "支出/工资性收入", "乡(镇)")
    assert _taken(again, *names) == _taken(table, *names)
    assert made.rows == report.rejected == 4
    sheet = openpyxl.load_workbook(made.path)["表1"]
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == [
        f"F{row}" for row in range(6, 10)
    ]


def test_a_text_with_grouped_headers_becomes_a_workbook_with_them(tmp_path: Path) -> None:
    """Groups that a text leaves blank over their columns are written out over each of them."""
    path = tmp_path / "a.csv"
    path.write_text(
        "名单,,,\n,,收入,\n户编号,姓名,工资性收入,支出/工资性收入\n1,甲,5,6\n", encoding="utf-8"
    )

    def read(record: Record) -> None:
        raise record.bad("test", "anything", "收入/工资性收入")

    _, made = marked(path, tmp_path, read)
    (again,) = open_table(made.path, WANTED)
    assert again.titles == ("名单",)
    assert _taken(again, "户编号", "收入/工资性收入", "支出/工资性收入") == [["1", "5", "6"]]


def test_several_sheets_and_merged_cells(tmp_path: Path) -> None:
    """Only sheets with rejected rows come, and a value merged over rows stands in each of them."""

    def merged(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["户编号", "姓名", "联系电话"])
        sheet.merge_range("A2:A4", "7", book.add_format())
        sheet.write_column(1, 1, ["甲", "乙", "丙"])
        sheet.write_column(1, 2, ["13800000001", "x", "13800000003"])

    def good(book: Any, sheet: Any) -> None:
        del book
        sheet.write_row(0, 0, ["户编号", "姓名", "联系电话"])
        sheet.write_row(1, 0, ["8", "丁", "13800000004"])

    _, made = marked(written(tmp_path / "a.xlsx", good, merged, good), tmp_path, phones)
    book = openpyxl.load_workbook(made.path)
    assert book.sheetnames == ["表2"]
    assert [list(row) for row in book["表2"].iter_rows(values_only=True)] == [
        ["户编号", "姓名", "联系电话"],
        ["7", "乙", "x"],
    ]


def test_only_the_owner_reads_it_and_nothing_stays_behind(tmp_path: Path) -> None:
    """The workbook and the list of rejections hold what belongs to the clerk: mode 0600."""
    path = csv_file(tmp_path / "a.csv", ROWS)
    old = tmp_path / "marked.xlsx"
    old.write_text("an older one, open to all")
    old.chmod(0o644)
    report, made = marked(path, tmp_path, phones)
    assert report.spool is not None
    for each in (made.path, report.spool):
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "a.csv",
        "marked.xlsx",
        "rejected.jsonl",
    ]


def test_a_link_that_lies_in_wait_is_not_written_through(tmp_path: Path) -> None:
    """Where a link stands in place of a file to be written, its target is left alone."""
    target = tmp_path / "target"
    target.write_text("mine")
    for name in ("rejected.jsonl", "marked.xlsx", ".marked.xlsx.part"):
        (tmp_path / name).symlink_to(target)
    marked(csv_file(tmp_path / "a.csv", ROWS), tmp_path, phones)
    assert target.read_text() == "mine"


def test_a_file_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    """Rows of another file are never passed off as the rejected ones."""
    path = csv_file(tmp_path / "a.csv", ROWS)
    report = loaded(path, tmp_path, phones)
    csv_file(path, ROWS[1:])
    with pytest.raises(FileRefused, match=r"^a\.csv: it has changed since it was read\. Load"):
        write_marked(path, report.tables, tmp_path / "marked.xlsx")
    assert not (tmp_path / "marked.xlsx").exists()


def test_nothing_is_written_where_nothing_was_rejected(tmp_path: Path) -> None:
    """A clean file has no marked workbook."""
    path = csv_file(tmp_path / "a.csv", ROWS[:1])
    report = loaded(path, tmp_path, phones)
    assert write_marked(path, report.tables, tmp_path / "marked.xlsx") is None
    assert mark_all(report, {}, tmp_path) == []
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_several_reasons_late_reasons_and_long_cells(tmp_path: Path) -> None:
    """Reasons that come late or twice go to their row; a cell too long for a workbook is cut."""
    rows = [[str(number), "长" * 40_000 if number == 3 else "甲", "", ""] for number in range(1, 6)]
    path = csv_file(tmp_path / "a.csv", rows)
    report = LoadReport("a1", "", tmp_path / "rejected.jsonl")
    (table,) = open_table(path, WANTED)
    kept = report.file(table, "户信息", "households", WANTED)
    origins = [record.origin for record in table.records]
    for number, place in ((4, 1), (2, 3), (4, 1), (4, 0), (1, 2)):
        kept.reject(Rejection(origins[number], "列", f"rule {place}", "", "mend it", place))
    assert (kept.rejections, kept.rejected, kept.accepted) == (5, 3, 2)
    made = write_marked(path, report.tables, tmp_path / "marked.xlsx")
    report.finish(Status.DONE, "")
    assert made is not None
    assert (made.rows, made.cells) == (3, 4)
    sheet = openpyxl.load_workbook(made.path).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["2", "3", "5"]
    assert len(sheet["B3"].value) == 32_767
    assert "40,000 characters, cut to 32,767" in sheet["B3"].comment.text
    assert sheet["A4"].comment.text.count("rule") == 3


def test_numbers_stay_texts(tmp_path: Path) -> None:
    """Eighteen digits stay eighteen digits, also in cells that are typed anew."""
    path = csv_file(tmp_path / "a.csv", ROWS[1:2])
    _, made = marked(path, tmp_path, phones)
    sheet = openpyxl.load_workbook(made.path).worksheets[0]
    assert sheet["C2"].value == "999999199001010029"
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    assert sheet.column_dimensions["A"].number_format == "@"
