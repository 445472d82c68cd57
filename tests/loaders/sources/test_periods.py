"""Periods: inclusive ends become half-open, whatever the precision."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import FIRST_DAY, LAST_DAY, Precision
from loaders.cells import BadValue, Day
from loaders.sources.periods import (
    day_after,
    quarter_number,
    quarter_period,
    span,
    whole_day,
    year_month,
    year_number,
    year_period,
)

_dates = st.dates(date(1800, 1, 1), date(2200, 12, 31))


def _written(day: date, precision: Precision) -> Day:
    """Write a date as coarsely as asked for."""
    match precision:
        case Precision.DAY:
            return Day(day, precision)
        case Precision.MONTH:
            return Day(day.replace(day=1), precision)
        case Precision.YEAR:
            return Day(date(day.year, 1, 1), precision)


def _same(first: date, second: date, precision: Precision) -> bool:
    size = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}[precision]
    return first.timetuple()[:size] == second.timetuple()[:size]


@given(_dates, st.sampled_from(Precision))
def test_an_inclusive_end_covers_exactly_its_day_month_or_year(
    day: date, precision: Precision
) -> None:
    """The last day covered lies in what was written, the day after does not."""
    period = span(None, _written(day, precision))
    last = period["valid_to"] - timedelta(days=1)
    assert _same(last, day, precision)
    assert not _same(period["valid_to"], day, precision)
    assert period["valid_from"] == FIRST_DAY
    assert period["valid_to_precision"] is (None if precision is Precision.DAY else precision)


@given(_dates, _dates, st.sampled_from(Precision), st.sampled_from(Precision))
def test_periods_end_after_they_start_or_are_refused(
    start: date, end: date, coarse_start: Precision, coarse_end: Precision
) -> None:
    """A period in order is kept, one that ends too early is refused."""
    first, last = _written(start, coarse_start), _written(end, coarse_end)
    if start <= end:
        assert span(first, last)["valid_from"] == first.date
    elif day_after(last) <= first.date:
        with pytest.raises(BadValue, match="ends before it starts"):
            span(first, last)
    else:
        assert span(first, last)["valid_to"] == day_after(last)


def test_nothing_given_is_always() -> None:
    """Unknown start and open end are the first and last day there are."""
    period = span(None)
    assert (period["valid_from"], period["valid_to"]) == (FIRST_DAY, LAST_DAY)


@given(st.integers(1900, 2100))
def test_quarters_make_up_the_year(year: int) -> None:
    """Four quarters follow each other from new year to new year."""
    whole = year_period(year)
    parts = [quarter_period(year, each) for each in range(1, 5)]
    assert [part.text for part in parts] == [f"{year}Q{each}" for each in range(1, 5)]
    assert parts[0].span["valid_from"] == whole.span["valid_from"]
    assert parts[-1].span["valid_to"] == whole.span["valid_to"] == date(year + 1, 1, 1)
    for before, after in pairwise(parts):
        assert before.span["valid_to"] == after.span["valid_from"]


@pytest.mark.parametrize("text", ["3", "３", "Q3", "第三季度", "三季度", "2019Q3", "3季度"])
def test_quarter_number(text: str) -> None:
    """Every usual spelling of the third quarter is read."""
    assert quarter_number(text) == 3


@pytest.mark.parametrize(
    ("parse", "text", "rule"),
    [
        (quarter_number, "5", "not a quarter"),
        (year_number, "201903", "not a year"),
        (year_month, "2019", "not a month"),
        (whole_day, "2019-03", "not a day"),
        (whole_day, "2019-02-30", "no such day"),
    ],
)
def test_refusals(parse: object, text: str, rule: str) -> None:
    """What is too coarse, too fine or no date is refused by its rule."""
    assert callable(parse)
    with pytest.raises(BadValue) as caught:
        parse(text)
    assert caught.value.rule == rule


def test_coarse_texts() -> None:
    """Years and months are read from their usual spellings."""
    assert year_number("2019年度") == 2019
    assert year_month("20190315") == year_month("2019年3月") == "2019-03"
