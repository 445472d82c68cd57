"""Marked workbooks of whole counties, of archives, of wide and long tables."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from loaders.cells import tidy
from loaders.readers import Vocabulary, open_table, open_tables
from loaders.record import BadCell, Column, Record, Rejection
from loaders.report import LoadReport, Status, mark_all, write_marked
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import TINY
from loaders.samples.writer import write_county
from loaders.sources import SOURCES
from tests.loaders.books import WANTED
from tests.loaders.test_report_marked import ROWS, csv_file, loaded, marked, phones


def test_the_header_may_have_177_columns_and_cells_beyond(tmp_path: Path) -> None:
    """Every column is kept, ignored and repeated ones too, and content without a header."""
    names = ["户编号", "风险", "风险0", *(f"列{place}" for place in range(174))]
    wanted = Vocabulary(
        (Column("户编号", required=True), Column("风险#2")), ("风险", "列*", *names)
    )
    cells = [f"值{place}" for place in range(177)]
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("宽")
    sheet.write_row(2, 0, names)
    sheet.write_row(3, 0, [*cells, "多出"])
    book.close()
    report = loaded(path, tmp_path, lambda record: record.finish(), wanted)
    made = write_marked(path, report.tables, tmp_path / "out.xlsx")
    assert made is not None
    found = [
        list(row) for row in openpyxl.load_workbook(made.path)["宽"].iter_rows(values_only=True)
    ]
    assert found == [[*names, None], [*cells, "多出"]]
    assert next(open_table(made.path, wanted)).header == next(open_table(path, wanted)).header


def test_old_workbooks_are_marked_too(tmp_path: Path) -> None:
    """An .xls gives an .xlsx."""
    path = Path(__file__).parent / "fixtures" / "register.xls"

    def read(record: Record) -> None:
        raise record.bad("test", "anything", "户编号")

    report, made = marked(path, tmp_path, read)
    assert made.rows == report.rows > 0
    (again,) = open_table(made.path, WANTED)
    assert sum(1 for _ in again.records) == report.rows


def test_files_of_an_archive_and_files_of_one_name(tmp_path: Path) -> None:
    """Each file has a workbook of its own, also inside a zip, and no two take one name."""
    one = csv_file(tmp_path / "户信息_20190630.csv", ROWS[:2])
    zipped = tmp_path / "a.zip"
    with zipfile.ZipFile(zipped, "w") as package:
        package.writestr("x/户信息_20190630.csv", one.read_bytes() + b"9,z,,1\r\n")
        package.write(csv_file(tmp_path / "good.csv", ROWS[:1]), "good.csv")
    report = LoadReport("a1", "", tmp_path / "rejected.jsonl")
    paths = {}
    for path in (one, zipped):
        for table in open_table(path, WANTED):
            paths[table.file.digest] = path
            kept = report.file(table, "户信息", "households", WANTED)
            for record in table.records:
                try:
                    phones(record)
                except BadCell as error:
                    kept.reject(error.rejection(record.origin))
    report.finish(Status.DONE, "")
    made = mark_all(report, paths, tmp_path / "out")
    assert [(each.path.name, each.rows) for each in made] == [
        ("户信息_20190630.csv（待更正）.xlsx", 1),
        ("户信息_20190630.csv（待更正） (2).xlsx", 2),
    ]


_MANY = """
import resource, sys
from pathlib import Path
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import TINY
from loaders.samples.writer import write_county
from loaders.sources import SOURCES
from tests.loaders.books import WANTED
from tests.loaders.test_report_marked import loaded, phones
from loaders.report import write_marked

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

path = Path(sys.argv[1])
report = loaded(path, path.parent, phones)
before = peak()
made = write_marked(path, report.tables, path.parent / "marked.xlsx")
print(made.rows, made.cells, made.commented, peak() - before)
"""


def test_a_workbook_of_many_rows_is_written_in_bounded_memory(tmp_path: Path) -> None:
    """Rows are copied one by one, comments end where spreadsheet programs would give up."""
    pytest.importorskip("resource", reason="the peak of memory is measured where it is told")
    path = csv_file(tmp_path / "a.csv", [[str(number), "甲", "", "1"] for number in range(40_000)])
    done = subprocess.run(  # noqa: S603  # our own interpreter, our own text
        [sys.executable, "-c", _MANY, str(path)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    rows, cells, commented, growth = map(int, done.stdout.split())
    assert (rows, cells, commented) == (40_000, 40_000, 20_000)
    assert growth < 60, "megabytes"
    assert (
        sum(len(list(table.records)) for table in open_table(tmp_path / "marked.xlsx", WANTED))
        == rows
    )


def test_every_kind_of_export_is_recognised_again(tmp_path: Path) -> None:
    """Of a messy county, every ninth row of every file comes back: same form, headers, cells."""
    known = {
        f"{source.name}/{form.name}": Vocabulary(form.columns, tuple(form.ignored))
        for source in SOURCES
        for form in source.forms
    }
    county = write_county(make_ledger(TINY, 3), tmp_path / "county", Mess())
    report = LoadReport("a1", "", tmp_path / "rejected.jsonl")
    paths, told = {}, []
    for path in county.files:
        for form, table in open_tables(path, known):
            paths[table.file.digest] = path
            kept = report.file(table, form, form, known[form])
            for record in list(table.records)[::9]:
                kept.reject(Rejection(record.origin, "列", "test", "", "mend it", 2))
                told.append(
                    (form, table.sheet or "数据", table.header, table.titles, _cells(record))
                )
    report.finish(Status.DONE, "")
    found = [
        (form, table.sheet, table.header, table.titles, _cells(record))
        for made in mark_all(report, paths, tmp_path / "out")
        for form, table in open_tables(made.path, known)
        for record in table.records
    ]
    assert len(told) > 100
    assert found == told


def _cells(record: Record) -> list[str]:
    """Give every cell as it was read."""
    return ["" if cell is None else tidy(cell) for cell in record._cells]
