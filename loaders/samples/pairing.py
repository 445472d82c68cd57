"""Invents pairings and visits: helpers who stay, succeed, overlap, leave gaps, or never come."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, cycle
from typing import Final

from loaders.samples.chance import a_day, a_grain, a_month, dice, lucky, next_day, span
from loaders.samples.dwelling import Dwellers
from loaders.samples.ledger import (
    ALWAYS,
    CadreName,
    Grain,
    Household,
    Pairing,
    Span,
    Tenure,
    Visit,
)
from loaders.samples.offices import Offices, shuffled
from loaders.samples.scale import Scale

FIRST: Final = "第一帮扶责任人"
"""The cadre who answers for the household."""
SECOND: Final = "第二帮扶责任人"
"""The cadre who assists."""

_REASONS: Final = ("工作调动", "退休", "岗位调整", "单位人员变动")
_MODES: Final = ("入户", "电话", "座谈")
_FINDINGS: Final = (
    "家中情况正常",
    "宣讲医保和养老政策",
    "帮助申请公益性岗位",
    "查看住房和饮水",
    "了解子女就学情况",
    "协助销售农产品",
)
_EARLIEST: Final = date(2016, 1, 1)
_LATEST_START: Final = date(2018, 6, 30)

Told = tuple[str, Span, str]
"""One pairing of a household as the story has it: duty, period, and why it ended."""


def invent_pairings(dwellers: Dwellers, offices: Offices, seed: int) -> Iterator[Pairing]:
    """Invent the pairings of every household; every cadre of a sending unit gets some."""
    chance = dice(seed, "pairings")
    cadres = cycle(shuffled(chance, [name for names in offices.staff.values() for name in names]))
    numbers = count(1)
    for household in dwellers.households:
        told = chance.choices(_STORIES, _WEIGHTS)[0]
        for duty, period, reason in told(chance, _first_day(household)):
            number = f"JD{next(numbers):07}"
            yield Pairing(number, next(cadres), household.number, duty, period, reason)


def _first_day(household: Household) -> date:
    return max(household.identified or _EARLIEST, _EARLIEST)


def _a_start(chance: random.Random, first: date) -> date:
    return a_day(chance, first, max(first + timedelta(days=40), _LATEST_START))


def _from(chance: random.Random, day: date, first: date) -> Span:
    """Give an open period; a coarse date must not reach back before the household was filed."""
    grain: Grain = a_grain(chance) if day.year > first.year else "day"
    return span(day, None, grain)


def _never(_chance: random.Random, _first: date) -> list[Told]:
    return []


def _steady(chance: random.Random, first: date) -> list[Told]:
    return [(FIRST, _from(chance, _a_start(chance, first), first), "")]


def _undated(_chance: random.Random, _first: date) -> list[Told]:
    return [(FIRST, ALWAYS, "")]


def _assisted(chance: random.Random, first: date) -> list[Told]:
    second = _a_start(chance, first)
    until = a_day(chance, date(2019, 3, 1), date(2020, 12, 31))
    ends = span(second, max(until, second), "day", "day") if lucky(chance, 30) else span(second)
    return [*_steady(chance, first), (SECOND, ends, "岗位调整" if ends.until else "")]


def _ended_by(chance: random.Random, first: date, grain: Grain) -> Span:
    since = _a_start(chance, first)
    until = a_day(chance, max(since, date(2018, 7, 1)), date(2020, 9, 30))
    return span(since, until, "day", grain)


def _handed_over(chance: random.Random, first: date) -> list[Told]:
    earlier = _ended_by(chance, first, "month" if lucky(chance, 40) else "day")
    later = span(next_day(earlier.until or first))
    return [(FIRST, earlier, chance.choice(_REASONS)), (FIRST, later, "")]


def _with_gap(chance: random.Random, first: date) -> list[Told]:
    earlier = _ended_by(chance, first, "day")
    back = (earlier.until or first) + timedelta(days=chance.randint(31, 200))
    return [(FIRST, earlier, chance.choice(_REASONS)), (FIRST, span(back, None, "month"), "")]


def _overlapping(chance: random.Random, first: date) -> list[Told]:
    since = a_day(chance, max(first, date(2018, 9, 1)), max(first, date(2019, 6, 1)))
    until = max(since, date(2019, 6, 30)) + timedelta(days=chance.randint(30, 300))
    earlier = span(a_day(chance, first, max(first, _LATEST_START)), until)
    return [(FIRST, earlier, "工作调动"), (FIRST, span(since), "")]


def _over(chance: random.Random, first: date) -> list[Told]:
    since = _a_start(chance, first)
    return [(FIRST, span(since, max(since, date(2018, 12, 31)), "day", "year"), "退休")]


_STORIES: Final[tuple[Callable[[random.Random, date], list[Told]], ...]] = (
    _never,
    _steady,
    _undated,
    _assisted,
    _handed_over,
    _with_gap,
    _overlapping,
    _over,
)
_WEIGHTS: Final = (3, 40, 8, 22, 18, 5, 3, 1)


def invent_visits(
    scale: Scale,
    pairings: tuple[Pairing, ...],
    tenures: tuple[Tenure, ...],
    seed: int,
) -> Iterator[Visit]:
    """Invent visits paid by helpers while they held the pairing, and by officials to villages."""
    chance = dice(seed, "visits")
    numbers = count(1)
    for year in scale.years:
        first, last = date(year, 1, 1), date(year, 12, 31)
        for each in pairings:
            since = max(each.span.since or first, first)
            until = min(each.span.until or last, last)
            if since <= until and lucky(chance, scale.visits * 100):
                day = a_day(chance, since, until)
                target = (each.household, "")
                yield _visit(chance, next(numbers), each.cadre, target, day)
        for tenure in tenures:
            if tenure.role == "村党组织书记" and tenure.span.holds(last) and lucky(chance, 30):
                day = a_month(chance, first, last)
                if tenure.span.holds(day):
                    yield _visit(chance, next(numbers), tenure.cadre, ("", tenure.place), day)


def _visit(
    chance: random.Random, number: int, cadre: CadreName, target: tuple[str, str], day: date
) -> Visit:
    household, village = target
    return Visit(
        number=f"ZF{day.year}{number:07}",
        cadre=cadre,
        household=household,
        village=village,
        day=day,
        mode=chance.choices(_MODES, (70, 20, 10))[0],
        finding=chance.choice(_FINDINGS),
    )
