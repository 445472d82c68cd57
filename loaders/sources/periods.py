"""Periods: inclusive days of files become half-open, and states get the year or quarter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypedDict

from graph.values import FIRST_DAY, LAST_DAY, Precision
from loaders.cells import BadValue, Day, day, plain
from loaders.record import Column, Record
from loaders.sources.source import Setting

YEAR: Final = Column("年度", ("分区年度", "年份"))
QUARTER: Final = Column("季度", ("所属季度",))
DATA_DATE: Final = Column("数据日期", ("数据时间",))

_QUARTERS: Final = {
    name: at for at, names in enumerate(("1一", "2二", "3三", "4四"), 1) for name in names
}
_QUARTER: Final = re.compile(r"(?:\d{4}年?)?[第Qq]?([1-4一二三四])(?:季度?|Q|q)?$")
_DECEMBER: Final = 12


class Span(TypedDict):
    """The four properties of a period, ready to be handed to a temporal fact."""

    valid_from: date
    valid_to: date
    valid_from_precision: Precision | None
    valid_to_precision: Precision | None


@dataclass(frozen=True, slots=True)
class Period:
    """A year or quarter: the text by which it is known, and its days."""

    text: str
    span: Span


def span(start: Day | None, end: Day | None = None) -> Span:
    """Make the half-open period of two inclusive dates; None is unknown, or still open."""
    first = start.date if start else FIRST_DAY
    after = day_after(end) if end else LAST_DAY
    if first >= after:
        raise BadValue("ends before it starts", "compare the end of the period with its start")
    return Span(
        valid_from=first,
        valid_to=after,
        valid_from_precision=coarse(start),
        valid_to_precision=coarse(end),
    )


def day_after(end: Day) -> date:
    """Give the first day that an inclusive end no longer covers: of a month, the next first."""
    match end.precision:
        case Precision.DAY:
            return end.date + timedelta(days=1)
        case Precision.MONTH:
            return _month_after(end.date.year, end.date.month)
        case Precision.YEAR:
            return date(end.date.year + 1, 1, 1)


def taken_span(record: Record, start: Column, end: Column) -> Span:
    """Take the two cells of a period; the end is the last day that still counts."""
    first = record.parse(day, *start.spellings)
    last = record.parse(day, *end.spellings)
    try:
        return span(first, last)
    except BadValue as error:
        raise record.bad(error.rule, error.suggestion, *end.spellings) from None


def year_period(year: int) -> Period:
    """Give the period of a calendar year."""
    return Period(str(year), _days(date(year, 1, 1), date(year + 1, 1, 1)))


def quarter_period(year: int, quarter: int) -> Period:
    """Give the period of a quarter, counted from 1."""
    first = date(year, quarter * 3 - 2, 1)
    return Period(f"{year}Q{quarter}", _days(first, _month_after(year, quarter * 3)))


def taken_period(record: Record, setting: Setting) -> Period:
    """Take year, quarter and data date of a row; where it names no year, its file does."""
    stated = record.parse(year_number, *YEAR.spellings)
    quarter = record.parse(quarter_number, *QUARTER.spellings)
    read = record.parse(day, *DATA_DATE.spellings)
    year = stated or (read.date if read else setting.data_date).year
    return quarter_period(year, quarter) if quarter else year_period(year)


def year_number(text: str) -> int:
    """Parse a year such as 2019, 2019年 or 2019年度."""
    found = day(text)
    if found.precision is not Precision.YEAR:
        raise BadValue("not a year", "write the year in four digits, such as 2019")
    return found.date.year


def quarter_number(text: str) -> int:
    """Parse a quarter such as 3, Q3 or 第三季度."""
    found = _QUARTER.match(re.sub(r"\s", "", plain(text)))
    if found is None:
        raise BadValue("not a quarter", "write 1, 2, 3 or 4")
    return _QUARTERS[found[1]]


def year_month(text: str) -> str:
    """Parse a month, or the month of a day, into YYYY-MM."""
    found = day(text)
    if found.precision is Precision.YEAR:
        raise BadValue("not a month", "write year and month as 202304 or 2023-04")
    return f"{found.date:%Y-%m}"


def whole_day(text: str) -> date:
    """Parse a date that must be exact to the day."""
    found = day(text)
    if found.precision is not Precision.DAY:
        raise BadValue("not a day", "write the date with its day, as 2020-03-26")
    return found.date


def coarse(given: Day | None) -> Precision | None:
    """Say how exactly a date was given, where not to the day."""
    return None if given is None or given.precision is Precision.DAY else given.precision


def _month_after(year: int, month: int) -> date:
    return date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)


def _days(first: date, after: date) -> Span:
    return Span(
        valid_from=first, valid_to=after, valid_from_precision=None, valid_to_precision=None
    )
