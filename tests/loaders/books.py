"""Workbooks as tests write them, and what opening them gives."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from graph.errors import FileRefused
from loaders.readers import Column, Table, Vocabulary, open_table

WANTED = Vocabulary(
    (
        Column("户编号", required=True),
        Column("姓名", required=True),
        Column("证件号码"),
        Column("联系电话"),
        Column("识别日期"),
        Column("是否监测"),
        Column("收入/工资性收入"),
        Column("支出/工资性收入"),
        Column("乡(镇)"),
    ),
    ignored=("序号", "备注"),
)
Fill = Callable[[Any, Any], None]


def written(path: Path, *fills: Fill) -> Path:
    """Write a workbook with one sheet for each function that fills one."""
    made = xlsxwriter.Workbook(str(path))
    for number, fill in enumerate(fills, start=1):
        fill(made, made.add_worksheet(f"表{number}"))
    made.close()
    return path


def plain_sheet(book: Any, sheet: Any) -> None:
    """Fill a sheet with a header and one row."""
    del book
    sheet.write_row(0, 0, ["户编号", "姓名"])
    sheet.write_row(1, 0, ["1", "甲"])


def other_sheet(book: Any, sheet: Any) -> None:
    """Fill a sheet with something that is no table."""
    del book
    sheet.write_column(0, 0, ["是", "否"])


def first_table(path: Path, wanted: Vocabulary = WANTED) -> Table:
    """Open a file and give its first table."""
    return next(open_table(path, wanted))


def exhaust(path: Path) -> None:
    """Read every record of a file."""
    for table in open_table(path, WANTED):
        list(table.records)


def refusal(path: Path, wanted: Vocabulary = WANTED, sheet: str | None = None) -> str:
    """Give the message with which a file is refused; it begins with the name of the file."""
    with pytest.raises(FileRefused) as caught:
        list(open_table(path, wanted, sheet=sheet))
    assert str(caught.value).startswith(path.name)
    return str(caught.value)


def repacked(path: Path, **changes: bytes) -> Path:
    """Write the workbook again with parts replaced or added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts.update({name.replace("__", "/"): content for name, content in changes.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def grouped_sheet(book: Any, sheet: Any) -> None:
    """Fill a sheet as offices do: merged title, groups of headers, merged cells, a signer."""
    merged = book.add_format({"align": "center"})
    sheet.merge_range("A1:G1", "滕州市监测对象名单", merged)
    sheet.write("A2", "单位：元")
    for column, text in enumerate(["序号", "户编号", "姓名"]):
        sheet.merge_range(2, column, 3, column, text)
    sheet.merge_range("D3:E3", "收入")
    sheet.write_row("D4", ["工资性\n收入（元）", "备注"])
    sheet.write("F3", "支出")
    sheet.write("F4", "工资性收入")
    sheet.merge_range("G3:G4", "乡（镇）")
    for row in range(4, 8):
        sheet.write_row(row, 0, [row - 3, f"00{row}", "甲", 100 + row, "", 50])
    sheet.merge_range("G5:G7", "冯卯镇")
    sheet.write("G8", "榴园镇")
    sheet.merge_range("A9:C9", "合计")
    sheet.write("D9", 422)
    sheet.write("A11", "填表人：某某")
