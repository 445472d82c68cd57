"""The one text of a cell that a workbook keeps as a number, a date or a truth value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

# A double holds 15 digits for certain; a longer figure is shown as damaged rather than guessed.
_EXACT: Final = 10**15

Cell = str | float | bool | date | time | timedelta | None


def text_of(value: Cell) -> str:
    """Give the text that a person would type for the value."""
    match value:
        case None | str():
            text = value or ""
        case bool():
            text = "TRUE" if value else "FALSE"
        case int() | float():
            text = _figure(value)
        case datetime():
            bare = value.time() == time.min
            text = value.date().isoformat() if bare else value.isoformat(" ", "seconds")
        case time():
            text = value.isoformat("seconds")
        case _:
            text = str(value)
    return text


def _figure(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    if value == int(value):
        return str(int(value))
    return f"{value:.15g}"
