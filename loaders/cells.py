"""From the text of one cell to a value, or the rule that it breaks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

from graph.values import Precision

_WIDE: Final = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_UNSEEN: Final = (
    *(code for code in range(0x20) if code not in {9, 10, 13}),
    *(0x7F, 0xAD, 0xFEFF),
    *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)),
)
_FOLD: Final = {
    **{code: code - 0xFEE0 for code in _WIDE},
    0x3000: " ",
    0xA0: " ",
    **dict.fromkeys(_UNSEEN),
}
# Looking first is five times faster than translating text that has none of these.
_FOLDED: Final = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_FORMULA: Final = re.compile(r'="((?:[^"]|"")*)"$')
_DOUBLE_TAIL: Final = re.compile(r"\.0+$")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_PLAIN: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,20})?$")
_POWER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?[Ee][+-]?\d+$")
_MONEY: Final = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
_AMOUNT: Final = re.compile(r"¥?(.*?)((?:千|万|亿)?元?)$")
_LARGEST: Final = 2**53 - 1
_PLACEHOLDERS: Final = frozenset({"-", "--", "---", "—", "——", "/", "／", "\\"})


class BadValue(ValueError):
    """A text is not such a value; carries the rule and what would be right, never the text."""

    def __init__(self, rule: str, suggestion: str) -> None:
        super().__init__(f"{rule}: {suggestion}")
        self.rule = rule
        self.suggestion = suggestion


def tidy(text: str) -> str:
    """Give the text of a cell without wrapping, invisible characters and outer spaces.

    Full-width letters and digits become half-width; punctuation stays as written. A dash or a
    slash alone is how forms are left blank, and gives an empty text.
    """
    if _FOLDED.search(text):
        text = text.translate(_FOLD)
    text = text.strip()
    if text[:1] in "='":
        text = _unwrapped(text)
    return "" if text in _PLACEHOLDERS else text


def _unwrapped(text: str) -> str:
    wrapped = _FORMULA.match(text)
    if wrapped:
        return wrapped[1].replace('""', '"').strip()
    return text[1:].strip() if text.startswith("'") else text


def plain(text: str) -> str:
    """Give the text with every compatibility form folded: full-width signs, brackets, blanks."""
    return unicodedata.normalize("NFKC", tidy(text)).strip()


def decimal(text: str) -> Decimal:
    """Parse a figure exactly; thousands separators may stand where they belong."""
    figure = plain(text)
    if _POWER.match(figure):
        raise BadValue("damaged number", "format the column as text or number and export it again")
    if _GROUPED.match(figure):
        figure = figure.replace(",", "")
    if not _PLAIN.match(figure) or not figure.isascii():
        raise BadValue("not a number", "write digits with a decimal point, such as 1234.5")
    return Decimal(figure)


def whole(text: str) -> int:
    """Parse a whole number; the `.0` that spreadsheets append is dropped."""
    figure = decimal(text)
    if figure != figure.to_integral_value():
        raise BadValue("not a whole number", "write a number without decimals")
    return int(figure)


def decimal_fen(text: str, unit: Literal["元", "千元", "万元", "亿元"] = "元") -> int:
    """Parse money written in the unit of its column into whole fen, never rounded."""
    split = _AMOUNT.match(plain(text))
    figure, written = (split[1], split[2]) if split else (text, "")
    if written and written.removesuffix("元") != unit.removesuffix("元"):
        raise BadValue("another unit", f"write the amount in {unit}, without the unit")
    fen = decimal(figure) * _MONEY[unit]
    if fen != fen.to_integral_value():
        raise BadValue("parts of a fen", f"write {unit} exact to the fen")
    if abs(fen) > _LARGEST:
        raise BadValue("too large", f"check the unit: the column is read as {unit}")
    return int(fen)


_YES: Final = frozenset(
    (
        "是",
        "有",
        "对",
        "已",
        "√",
        "✓",
        "✔",
        "☑",
        "1",
        "1.0",
        "Y",
        "YES",
        "TRUE",
        "T",
        "享受",
        "已享受",
        "参加",
        "已参加",
        "已消除",
        "已脱贫",
    )
)
_NO: Final = frozenset(
    (
        "否",
        "无",
        "未",
        "不",
        "不是",
        "没有",
        "×",
        "✗",
        "✘",
        "☒",
        "X",
        "0",
        "0.0",
        "N",
        "NO",
        "FALSE",
        "F",
        "未享受",
        "不享受",
        "未参加",
        "未消除",
        "未脱贫",
    )
)


def yes_no(text: str) -> bool:
    """Parse the ways in which forms say yes and no."""
    word = plain(text).upper()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue("neither yes nor no", "write 是 or 否")


_PHONE: Final = re.compile(r"(?:1\d{10}|0\d{9,11})$", re.ASCII)


def phone(text: str) -> str:
    """Parse a telephone number: eleven digits, or a landline with its area code."""
    digits = re.sub(r"[\s()\-‐-―]", "", _DOUBLE_TAIL.sub("", plain(text)))
    if _POWER.match(digits):
        raise BadValue("damaged number", "format the column as text and type the number again")
    digits = re.sub(r"^(?:\+|00)86", "", digits)
    if not _PHONE.match(digits):
        raise BadValue("not a telephone number", "write 11 digits, or area code and number")
    return digits


def many(text: str) -> tuple[str, ...]:
    """Split a cell that holds several values; order is kept, repetitions are dropped."""
    parts = (tidy(part) for part in re.split(r"[、，,;；|\n\r]+", tidy(text)))
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Day:
    """A date as exactly as the source gave it; a month or year stands for its first day."""

    date: date
    precision: Precision


_TIME: Final = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAYS: Final = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\.0+)?$", re.ASCII),
    re.compile(rf"(?P<y>\d{{4}})([-/.])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}}){_TIME}$", re.ASCII),
    re.compile(rf"(?P<y>\d{{4}})年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]{_TIME}$", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})$", re.ASCII),
)
_MONTHS: Final = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?:\.0+)?$", re.ASCII),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})$", re.ASCII),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月份?$", re.ASCII),
)
_YEAR: Final = re.compile(r"(?P<y>\d{4})(?:\.0+|年度?)?$", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?$", re.ASCII)
_OCTOBER_OR_JANUARY: Final = re.compile(r"\d{4}\.1$", re.ASCII)
_YEARS: Final = range(1800, 2201)
_SHAPES: Final = "write the date as 2020-03-26, a month as 2020-03, a year as 2020"
_NO_SUCH_SERIAL: Final = 60


def day(text: str) -> Day:
    """Parse a date in any shape that exports use, spreadsheet serial numbers included."""
    shown = re.sub(r"\s*([-/.年月日])\s*", r"\1", plain(text))
    if _OCTOBER_OR_JANUARY.match(shown):
        raise BadValue("ambiguous month", "write the month with two digits: 2023-01 or 2023-10")
    for shape in _DAYS:
        if found := shape.match(shown):
            return _dated(int(found["y"]), int(found["m"]), int(found["d"]), Precision.DAY)
    if found := _YEAR.match(shown):
        return _dated(int(found["y"]), 1, 1, Precision.YEAR)
    for shape in _MONTHS:
        if found := shape.match(shown):
            return _dated(int(found["y"]), int(found["m"]), 1, Precision.MONTH)
    if found := _SERIAL.match(shown):
        return Day(excel_day(int(found[1])), Precision.DAY)
    raise BadValue("not a date", _SHAPES)


def month(text: str) -> str:
    """Parse a year and month, given as YYYY-MM."""
    found = day(text)
    if found.precision is not Precision.MONTH:
        raise BadValue("not a month", "write year and month as 202304 or 2023-04")
    return f"{found.date:%Y-%m}"


def excel_day(serial: int) -> date:
    """Give the day of a serial number of the 1900 system, in which 60 is a day that never was."""
    if serial < 1 or serial == _NO_SUCH_SERIAL:
        raise BadValue("no such day", _SHAPES)
    first = date(1899, 12, 31) if serial < _NO_SUCH_SERIAL else date(1899, 12, 30)
    return first + timedelta(days=serial)


def _dated(year: int, month: int, day: int, precision: Precision) -> Day:
    if year not in _YEARS:
        raise BadValue("year out of range", f"a year lies from {_YEARS[0]} to {_YEARS[-1]}")
    try:
        return Day(date(year, month, day), precision)
    except ValueError:
        raise BadValue("no such day", _SHAPES) from None
