"""Writes the quarterly ledgers of household incomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from loaders.samples.ledger import HouseholdState
from loaders.samples.lookup import Lookup
from loaders.samples.mess import Cell, Hand
from loaders.samples.sheets import Filed, Sheet, first_of, spoilt, write_text

_MONEY: Final = (
    "工资性收入",
    "生产经营性收入",
    "财产性收入",
    "转移性收入",
    "生产经营性支出",
    "纯收入",
)
_BEFORE: Final = ("县", "乡", "村", "户编号", "户主姓名", "年度", "季度")
_IN_TEN_THOUSANDS: Final = 3


def write_incomes(folder: Path, book: Lookup, hand: Hand, quarter: tuple[int, int]) -> Filed:
    """Write the incomes of one quarter; every third quarter counts in ten thousand yuan."""
    year, number = quarter
    tens = hand.mess.headers and number % _IN_TEN_THOUSANDS == 0
    unit = "万元" if tens else "元"
    marked = f"（{unit}）" if hand.mess.headers and number > 1 else ""
    header = [*_BEFORE, *(name + marked for name in _MONEY), "人均纯收入（元）"]
    first, rows = first_of(_rows(book, hand, quarter, unit))
    bad = [
        spoilt(first, header.index("户编号"), None, "blank"),
        spoilt(first, len(_BEFORE), "一千二百余", "not a number"),
        spoilt(first, header.index("村"), "无此村委会", "unknown region"),
    ]
    title = f"阳光扶贫收入台账（{year}年第{number}季度）" if number % 2 == 0 else ""
    sheet = Sheet("", title, [hand.header(name) for name in header], rows, bad)
    name = f"阳光扶贫收入台账_{year}Q{number}.csv"
    return write_text(folder / name, sheet, hand.mess, "utf-8-sig")


def _rows(book: Lookup, hand: Hand, quarter: tuple[int, int], unit: str) -> Iterator[list[Cell]]:
    last = date(quarter[0], quarter[1] * 3, 28)
    for household in book.ledger.households:
        state = book.household_states.get((household.number, *quarter))
        if state:
            village = book.village_of(household.number, last)
            yield [
                *(village.county_name, village.town_name, village.name),
                *(hand.long(household.number), hand.text(household.head)),
                *(hand.whole(state.year), hand.whole(state.quarter)),
                *(hand.money(fen, unit) for fen in _incomes(state)),
                hand.money(state.net_income_per_head),
            ]


def _incomes(state: HouseholdState) -> tuple[int | None, ...]:
    return (
        *(state.wages, state.business, state.property_income, state.transfers),
        *(state.expenses, state.net_income),
    )
