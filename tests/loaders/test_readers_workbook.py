"""Workbooks: what a person sees in a cell is the text that is read."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.cells import day, phone
from loaders.certificates import citizen_number
from loaders.readers import Column, Vocabulary, open_table
from loaders.record import BadCell
from tests.loaders.books import (
    WANTED,
    first_table,
    grouped_sheet,
    other_sheet,
    plain_sheet,
    refusal,
    written,
)


def test_every_cell_is_the_text_that_a_person_sees(tmp_path: Path) -> None:
    """Numbers have no tail, dates are dates, long numbers show that they are damaged."""

    def fill(book: Any, sheet: Any) -> None:
        dated = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(
            0, 0, ["户编号", "姓名", "证件号码", "联系电话", "识别日期", "是否监测", "备注"]
        )
        sheet.write_row(1, 0, [12.0, " 甲 ", 999999199001011238, 13800000000])
        sheet.write_datetime(1, 4, datetime(2020, 3, 26), dated)  # noqa: DTZ001  # as in a workbook
        sheet.write_boolean(1, 5, True)  # noqa: FBT003  # the writer's own signature
        sheet.write_row(2, 0, ["0012", "乙", "999999199001011238", "13800000000.0", 43916, "否"])
        sheet.write_number(2, 6, 0.1 + 0.2)

    first, second = first_table(written(tmp_path / "a.xlsx", fill)).records
    assert (first.take("户编号"), first.take("姓名")) == ("12", "甲")
    with pytest.raises(BadCell, match="damaged number"):
        first.parse(citizen_number, "证件号码")
    assert first.parse(phone, "联系电话") == second.parse(phone, "联系电话") == "13800000000"
    assert first.parse(day, "识别日期") == second.parse(day, "识别日期")
    assert first.take("是否监测") == "TRUE"
    assert (second.take("户编号"), second.take("备注")) == ("0012", "0.3")


def test_merged_titles_groups_and_cells(tmp_path: Path) -> None:
    """Merged titles and groups are understood; a cell merged downwards counts for each row."""
    table = first_table(written(tmp_path / "a.xlsx", grouped_sheet))
    records = list(table.records)
    assert (table.header_row, table.titles) == (4, ("滕州市监测对象名单", "单位：元"))
    assert table.header[3] == "工资性\n收入（元）"
    assert [record.origin.row for record in records] == [5, 6, 7, 8]
    assert [record.take("乡(镇)") for record in records] == ["冯卯镇"] * 3 + ["榴园镇"]
    assert records[0].take("收入/工资性收入") == "104"
    assert records[0].take("支出/工资性收入") == "50"
    assert (table.tally.rows, table.tally.footers, table.tally.merged_cells) == (4, 2, 2)


def test_the_old_binary_workbook() -> None:
    """An .xls is read like an .xlsx: text, numbers, dates, merged cells and other sheets."""
    (table,) = open_table(Path(__file__).parent / "fixtures" / "register.xls", WANTED)
    first, second = table.records
    assert (table.file.format, table.sheet, table.header_row) == ("xls", "名单", 2)
    assert [each.sheet for each in table.skipped] == ["说明"]
    assert [first.take("户编号"), first.take("姓名")] == ["1001", "甲𬭎"]
    assert [second.take("户编号"), second.take("证件号码")] == ["0002", "999999199001011238"]
    with pytest.raises(BadCell, match="damaged number"):
        first.parse(citizen_number, "证件号码")
    assert first.parse(day, "识别日期") == second.parse(day, "识别日期")
    assert first.parse(phone, "联系电话") == "13800000000"
    assert [record.take("乡(镇)") for record in (first, second)] == ["冯卯镇", "冯卯镇"]
    assert (first.origin.row, second.origin.row, table.tally.footers) == (3, 4, 1)


def test_177_columns_and_hidden_ones(tmp_path: Path) -> None:
    """Width, hidden columns and empty formatted ones at the end make no difference."""
    names = [f"列{number}" for number in range(177)]
    wanted = Vocabulary(tuple(Column(name, required=True) for name in names))

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(2, 0, names)
        sheet.write_row(3, 0, [f"v{number}" for number in range(177)])
        sheet.set_column("C:F", None, None, {"hidden": True})
        for column in range(177, 200):
            sheet.write_blank(3, column, None, book.add_format({"bold": True}))

    table = first_table(written(tmp_path / "a.xlsx", fill), wanted)
    (record,) = table.records
    record.finish()
    assert (len(table.header), table.header_row) == (177, 3)
    assert [record.take(name) for name in names] == [f"v{number}" for number in range(177)]


def test_other_sheets_are_skipped_and_named(tmp_path: Path) -> None:
    """A sheet with something else is left aside with the reason; one that matches is enough."""
    tables = list(
        open_table(written(tmp_path / "a.xlsx", other_sheet, plain_sheet, other_sheet), WANTED)
    )
    assert [table.sheet for table in tables] == ["表2"]
    assert [each.sheet for each in tables[0].skipped] == ["表1", "表3"]
    assert "no header row" in tables[0].skipped[0].reason


def test_a_sheet_that_nearly_matches_is_not_skipped(tmp_path: Path) -> None:
    """A header gone wrong on one sheet of several refuses the file, or its rows would be lost."""
    wanted = Vocabulary((*(Column(name, required=True) for name in ("户编号", "姓名", "村")),))

    def good(book: Any, sheet: Any) -> None:
        plain_sheet(book, sheet)
        sheet.write(0, 2, "村")

    def wrong(book: Any, sheet: Any) -> None:
        plain_sheet(book, sheet)
        sheet.write(0, 2, "村庄")

    message = refusal(written(tmp_path / "a.xlsx", good, wrong), wanted)
    assert "sheet 表2, row 1: the header has no column 村 (nearest: 村庄)" in message


def test_a_sheet_by_name(tmp_path: Path) -> None:
    """One sheet may be asked for; an unknown name lists the sheets there are."""
    path = written(tmp_path / "a.xlsx", plain_sheet, plain_sheet)
    (table,) = open_table(path, WANTED, sheet="表2")
    assert table.sheet == "表2"
    assert "no sheet 表9. It has 表1, 表2." in refusal(path, sheet="表9")


def test_unknown_column_by_letter(tmp_path: Path) -> None:
    """A column that nobody reads is named with sheet, row and letter."""

    def fill(book: Any, sheet: Any) -> None:
        plain_sheet(book, sheet)
        sheet.write(0, 28, "新列")

    message = refusal(written(tmp_path / "a.xlsx", fill))
    assert "sheet 表1, row 1: nobody reads column 新列 (AC)." in message


VALUES = st.one_of(
    st.integers(-(10**14), 10**14),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.text("甲乙（）ab,\n\"'；", min_size=1, max_size=6).map(lambda text: f"名{text}"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=6),
    st.integers(0, 9),
    st.integers(0, 5),
)
def test_what_is_written_is_read(
    tmp_path: Path, rows: list[tuple[Any, Any]], above: int, left: int
) -> None:
    """Any values come back as text, wherever in the sheet the table stands."""

    def fill(book: Any, sheet: Any) -> None:
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(above, left, ["户编号", "姓名"])
        for number, row in enumerate(rows, start=above + 1):
            for column, value in enumerate(row, start=left):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, datetime.combine(value, time.min), dated)
                else:
                    sheet.write(number, column, value)

    found = list(first_table(written(tmp_path / "a.xlsx", fill)).records)
    assert [record.origin.row for record in found] == list(range(above + 2, above + 2 + len(rows)))
    for record, (number, name) in zip(found, rows, strict=True):
        assert record.take("户编号") == str(number).strip()
        assert record.take("姓名") == str(name).strip()
