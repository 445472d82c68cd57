"""Sheets whose outermost cells lie far from the rest, or that keep errors and bare formulas."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, BinaryIO, Final

import openpyxl

from loaders.readers.grid import Row
from loaders.readers.refusals import Place, refused
from loaders.readers.texts import text_of

_LAST_ROW: Final = 1_048_576


def sparse_rows(path: Path, sheet: str, place: Place) -> Iterator[Row]:
    """Stream a sheet row by row; a formula whose value is not stored is given as it is written."""
    # Opened here, because openpyxl leaves a file open when it stumbles over what is in it.
    with path.open("rb") as one, path.open("rb") as other, ExitStack() as stack:
        values = stack.enter_context(closing(_opened(one, values=True)))
        formulas = stack.enter_context(closing(_opened(other)))
        pairs = itertools.zip_longest(_rows(values, sheet), _rows(formulas, sheet), fillvalue=())
        for row, (stored, written) in enumerate(pairs, start=1):
            if row > _LAST_ROW:
                raise refused(place, f"it has more than {_LAST_ROW:,} rows", "Save it again")
            cells = itertools.zip_longest(stored, written)
            yield row, [text_of(value if value is not None else text) for value, text in cells]


def _opened(file: BinaryIO, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)


def _rows(book: openpyxl.Workbook, sheet: str) -> Iterator[tuple[Any, ...]]:
    found = book[sheet]
    found.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = found.iter_rows(values_only=True)
    return rows
