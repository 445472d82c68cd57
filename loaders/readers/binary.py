"""Old binary workbooks (.xls), taken apart in a child process.

A damaged .xls makes its library ask for memory without end, which kills the process that asks;
nothing in the file can be checked beforehand, so the process that asks is a child with limits.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from loaders.readers.grid import Grid, Merge, Row
from loaders.readers.refusals import refused
from loaders.readers.texts import text_of

_MOST_MEMORY: Final = 2 << 30
_MOST_SECONDS: Final = 120
_Sheet = tuple[str, list[Row], list[Merge]]


class _Pipe(Protocol):
    """One end of a pipe, whatever the platform calls its class."""

    def poll(self, timeout: float | None = ..., /) -> bool: ...
    def recv(self) -> Any: ...  # noqa: ANN401  # as the library has it
    def send(self, obj: Any, /) -> None: ...  # noqa: ANN401  # as the library has it


def binary_sheets(path: Path, name: str) -> Iterator[Grid]:
    """Give every sheet of an .xls, each read whole: the format ends at 65,536 rows."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_send_sheets, args=(str(path), theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        while sheet := _received(ours, name):
            title, rows, merges = sheet
            yield Grid(title, iter(rows), merges, knows_merges=True)
    finally:
        ours.close()
        child.kill()
        child.join()
        child.close()


def _received(connection: _Pipe, name: str) -> _Sheet | None:
    try:
        if not connection.poll(_MOST_SECONDS):
            wrong = f"it is not read within {_MOST_SECONDS} seconds"
            raise refused(name, wrong, "Save it as .xlsx")
        message: _Sheet | str = connection.recv()
    except (EOFError, OSError) as error:
        raise refused(name, "the workbook is damaged", "Open it and save it as .xlsx") from error
    if message == "password":
        raise refused(name, "it is protected by a password", "Save a copy without the password")
    return None if isinstance(message, str) else message


def _send_sheets(path: str, connection: _Pipe) -> None:
    """Read in the child; whatever goes wrong ends it, and the end is what the parent sees."""
    _limit()
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        connection.send("password")
        return
    for each in book.sheets_metadata:
        if each.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(each.name)
            connection.send((each.name, list(dense_rows(sheet)), merges_of(sheet)))
    connection.send("end")


def dense_rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Give the rows of a sheet that is laid out in memory, numbered from its true first row."""
    margin = [""] * (sheet.start[1] if sheet.start else 0)
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        yield row, margin + [cell if type(cell) is str else text_of(cell) for cell in cells]


def merges_of(sheet: CalamineSheet) -> list[Merge]:
    """Give the merged ranges of a sheet, rows counted from 1."""
    ranges = sheet.merged_cell_ranges or ()
    return [Merge(top + 1, left, end + 1, right) for (top, left), (end, right) in ranges]


def _limit() -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    try:
        import resource  # noqa: PLC0415  # absent on Windows, where the parent's patience is the limit
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
