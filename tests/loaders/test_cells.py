"""Cells: every shape that exports use gives its value, and nothing damaged passes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import Precision
from loaders.cells import (
    BadValue,
    Day,
    day,
    decimal,
    decimal_fen,
    excel_day,
    many,
    month,
    phone,
    tidy,
    whole,
    yes_no,
)

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _rule(parser: Callable[[str], object], text: str) -> str:
    with pytest.raises(BadValue) as caught:
        parser(text)
    assert text not in str(caught.value).replace(caught.value.suggestion, "")
    assert caught.value.suggestion
    return caught.value.rule


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("  甲 乙\u200b ", "甲 乙"),
        ('="001234"', "001234"),
        ('="say ""x"""', 'say "x"'),
        ("'0012", "0012"),
        ("ＡＢ１２（试行）", "AB12（试行）"),
        ("\ufeff甲\u3000", "甲"),
        ("—", ""),
        ("/", ""),
        ("甲/乙", "甲/乙"),
        ("𬭎䶮", "𬭎䶮"),
        ("一\n二", "一\n二"),
        ("", ""),
    ],
)
def test_tidy(text: str, value: str) -> None:
    """Wrapping and invisible characters go, what a person sees stays."""
    assert tidy(text) == value


@given(st.text(max_size=40))
def test_tidy_twice_is_tidy_once_without_wrapping(text: str) -> None:
    """A tidied text is tidy already, unless it was wrapped several times."""
    once = tidy(text)
    if once[:1] not in {"=", "'"}:
        assert tidy(once) == once


@given(DAYS, st.sampled_from(range(9)))
def test_any_day_in_any_shape(when: date, shape: int) -> None:
    """A day is the same day in every shape that exports use."""
    y, m, d = when.year, when.month, when.day
    shapes = [
        f"{y}{m:02}{d:02}",
        f"{y}-{m:02}-{d:02}",
        f"{y}/{m}/{d}",
        f"{y}.{m}.{d}",
        f"{y}年{m}月{d}日",
        f"{y} 年 {m} 月 {d} 日",
        f"{d:02}.{m:02}.{y}",
        f"{y}-{m:02}-{d:02} 00:00:00",
        f"{y}{m:02}{d:02}.0",
    ]
    assert day(shapes[shape]) == Day(when, Precision.DAY)
    assert day(shapes[shape].translate(_WIDE)) == Day(when, Precision.DAY)


@given(st.dates(date(1927, 5, 18), date(2173, 10, 13)))
def test_any_serial_number(when: date) -> None:
    """A serial number of five digits is the day that a spreadsheet shows."""
    serial = (when - date(1899, 12, 30)).days
    assert day(str(serial)) == day(f"{serial}.0") == Day(when, Precision.DAY)


def test_the_day_that_never_was() -> None:
    """Serial 60 is 29 February 1900, which did not exist; the days around it did."""
    assert excel_day(1) == date(1900, 1, 1)
    assert excel_day(59) == date(1900, 2, 28)
    assert excel_day(61) == date(1900, 3, 1)
    with pytest.raises(BadValue, match="no such day"):
        excel_day(60)


@given(DAYS)
def test_months_and_years_keep_their_precision(when: date) -> None:
    """A month stands for its first day and says so; so does a year."""
    y, m = when.year, when.month
    first = Day(date(y, m, 1), Precision.MONTH)
    for text in (
        f"{y}{m:02}",
        f"{y}-{m:02}",
        f"{y}/{m}",
        f"{y}年{m}月",
        f"{y}年{m}月份",
        f"{y}{m:02}.0",
    ):
        assert day(text) == first
        assert month(text) == f"{y}-{m:02}"
    for text in (str(y), f"{y}年", f"{y}年度", f"{y}.0"):
        assert day(text) == Day(date(y, 1, 1), Precision.YEAR)
        assert _rule(month, text) == "not a month"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2023.1", "ambiguous month"),
        ("20230229", "no such day"),
        ("202313", "no such day"),
        ("2023-13-01", "no such day"),
        ("9999-12-31", "year out of range"),
        ("1234", "year out of range"),
        ("23-04-05", "not a date"),
        ("4/5/2023", "not a date"),
        ("2023-04/05", "not a date"),
        ("长期", "not a date"),
        ("123", "not a date"),
    ],
)
def test_no_day(text: str, rule: str) -> None:
    """What is not surely one day is refused."""
    assert _rule(day, text) == rule


@given(st.integers(-(10**14), 10**14))
def test_any_whole_number(value: int) -> None:
    """A whole number survives separators, full width and the spreadsheet's tail."""
    for text in (f"{value}", f"{value:,}", f"{value}.0", f" {value} ".translate(_WIDE)):
        assert whole(text) == value


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1.5", "not a whole number"),
        ("1,23", "not a number"),
        ("12,3456", "not a number"),
        ("三", "not a number"),
        ("1.0E+05", "damaged number"),
        ("٣", "not a number"),
        ("nan", "not a number"),
        ("1_000", "not a number"),
    ],
)
def test_no_whole_number(text: str, rule: str) -> None:
    """Misplaced separators, rounded figures and words are refused."""
    assert _rule(whole, text) == rule


def test_decimal_is_exact() -> None:
    """A figure keeps every digit."""
    assert decimal("1,234.5670") == Decimal("1234.567")


@given(st.integers(-(2**53) + 1, 2**53 - 1))
def test_any_money(fen: int) -> None:
    """Money is exact in every unit, with separators or without."""
    yuan = Decimal(fen) / 100
    assert (
        decimal_fen(f"{yuan:f}")
        == decimal_fen(f"{yuan:,f}")
        == decimal_fen(f"￥{abs(yuan):f}元") * (-1 if fen < 0 else 1)
    )
    assert decimal_fen(f"{yuan / 10_000:f}", "万元") == fen
    assert decimal_fen(f"{yuan / 10_000:f}万元", "万元") == fen
    assert decimal_fen(f"{yuan / 100_000_000:f}", "亿元") == fen


@pytest.mark.parametrize(
    ("text", "unit", "rule"),
    [
        ("1.005", "元", "parts of a fen"),
        ("1.0000001", "万元", "parts of a fen"),
        ("3万元", "元", "another unit"),
        ("3元", "万元", "another unit"),
        ("900000000000000", "元", "too large"),
        ("12E3", "元", "damaged number"),
        ("$5", "元", "not a number"),
        ("元", "元", "not a number"),
    ],
)
def test_no_money(text: str, unit: str, rule: str) -> None:
    """Money is never rounded and never changes its unit unseen."""
    assert _rule(partial(decimal_fen, unit=unit), text) == rule  # type: ignore[arg-type]  # parametrized


def test_yes_no() -> None:
    """Yes and no are known in the words, signs and figures of forms."""
    assert all(map(yes_no, ["是", "√", "有", "1", "１", "1.0", "y", "TRUE", "享受"]))
    assert not any(map(yes_no, ["否", "×", "无", "0", "n", "x", "False", "未享受"]))
    assert _rule(yes_no, "也许") == "neither yes nor no"


@given(st.integers(0, 10**10 - 1))
def test_any_phone(tail: int) -> None:
    """A number survives the spreadsheet's tail, dashes, blanks and the country code."""
    number = f"1{tail:010}"
    for text in (
        number,
        f"{number}.0",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        f"+86 {number}",
    ):
        assert phone(text) == number


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1380000000", "not a telephone number"),
        ("138000000000", "not a telephone number"),
        ("23800000000", "not a telephone number"),
        ("1.38E+10", "damaged number"),
        ("13800000000.5", "not a telephone number"),
    ],
)
def test_no_phone(text: str, rule: str) -> None:
    """A number with a digit lost is refused."""
    assert _rule(phone, text) == rule


def test_landline() -> None:
    """A landline is written with its area code."""
    assert phone("(0632) 551-0000") == "06325510000"


@given(st.lists(st.text("因病残学缺技术", min_size=1, max_size=6), max_size=5, unique=True))
def test_many(values: list[str]) -> None:
    """Several values in one cell come apart at any of the usual separators."""
    for separator in ("、", "，", ",", ";", "；", "\n", " , "):
        assert many(separator.join(values)) == tuple(values)
    assert many("、".join(values * 2)) == tuple(values)


@given(st.text(max_size=30), st.sampled_from([whole, decimal, decimal_fen, yes_no, phone, day]))
def test_no_text_breaks_a_parser(text: str, parser: Callable[[str], object]) -> None:
    """Whatever stands in a cell, a parser gives a value or the rule that it breaks."""
    with contextlib.suppress(BadValue):
        parser(text)


def test_serials_agree_with_the_calendar() -> None:
    """Serial numbers run without a gap from March 1900 on."""
    assert all(excel_day(n + 1) - excel_day(n) == timedelta(days=1) for n in range(61, 60_000, 37))
