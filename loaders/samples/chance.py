"""Seeded chance: invented names, numbers that belong to nobody, and dates."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from loaders.samples.ledger import Grain, Span

HOUSEHOLD_PREFIX: Final = "999999"
"""No region has this code: the citizen numbers of invented household members begin with it."""
CADRE_PREFIX: Final = "999998"
"""No region has this code: the citizen numbers of invented cadres begin with it."""

_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎"
)
_MALE: Final = "伟强军磊勇杰涛明超刚平辉鹏华飞波斌宇浩凯健俊帆旭宁志国建文庆"
_FEMALE: Final = "芳娜敏静丽艳娟霞秀玲桂英兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛"
_RARE: Final = "𬭎䶮㛃𫖯"
"""Characters of names that GB18030 can write and GBK cannot."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_MONTHS: Final = 12
_DECEMBER: Final = 12


def dice(seed: int, purpose: str) -> random.Random:
    """Give the chance for one purpose, so that a change in one room leaves the others alone."""
    return random.Random(f"{seed}/{purpose}")  # noqa: S311 - invents test data, guards nothing


def lucky(chance: random.Random, percent: float) -> bool:
    """Say yes in so many cases of a hundred."""
    return chance.random() * 100 < percent


def invent_name(chance: random.Random, sex: str) -> str:
    """Invent a name of two or three characters; one in three hundred is rare."""
    given = _FEMALE if sex == "女" else _MALE
    name = chance.choice(_SURNAMES) + chance.choice(given)
    if lucky(chance, 0.3):
        return name[0] + chance.choice(_RARE)
    return name + (chance.choice(given) if lucky(chance, 75) else "")


def check_character(first: str) -> str:
    """Give the check character for the first 17 digits of a citizen number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


class Numbers:
    """Citizen numbers and telephones that belong to nobody, each given once."""

    def __init__(self, chance: random.Random, prefix: str) -> None:
        self._chance = chance
        self._prefix = prefix
        self._given: set[str] = set()
        self._phones = 0

    def citizen(self, born: date, sex: str) -> str:
        """Invent a citizen number with a right check character that no spreadsheet has rounded."""
        while True:
            serial = self._chance.randrange(1, 500) * 2 - (1 if sex == "男" else 0)
            first = f"{self._prefix}{born:%Y%m%d}{serial:03}"
            if serial % 100 and first not in self._given:
                self._given.add(first)
                return first + check_character(first)

    def phone(self) -> str:
        """Invent eleven digits in a range that no operator gives out."""
        self._phones += 1
        return f"10{self._prefix[-1]}{self._phones:08}"


def month_start(year: int, month: int, later: int = 0) -> date:
    """Give the first day of a month, or of one some months later."""
    years, place = divmod(month - 1 + later, _MONTHS)
    return date(year + years, place + 1, 1)


def month_end(day: date) -> date:
    """Give the last day of the month of a day."""
    return month_start(day.year, day.month, 1) - timedelta(days=1)


def a_day(chance: random.Random, first: date, last: date) -> date:
    """Choose a day between two days, both included."""
    return first + timedelta(days=chance.randint(0, (last - first).days))


def a_month(chance: random.Random, first: date, last: date) -> date:
    """Choose the first day of a month between two days."""
    return a_day(chance, first, last).replace(day=1)


def a_grain(chance: random.Random) -> Grain:
    """Choose how exactly a date is written: mostly to the day."""
    grains: Sequence[Grain] = ("day", "month", "year")
    return chance.choices(grains, (80, 16, 4))[0]


def started(day: date, grain: Grain) -> date:
    """Give the first day of what is written when a start is written so exactly."""
    if grain == "day":
        return day
    return day.replace(day=1) if grain == "month" else date(day.year, 1, 1)


def ended(day: date, grain: Grain) -> date:
    """Give the last day of what is written when an end is written so exactly."""
    if grain == "day":
        return day
    return month_end(day) if grain == "month" else date(day.year, _DECEMBER, 31)


def span(
    since: date | None,
    until: date | None = None,
    since_grain: Grain = "day",
    until_grain: Grain = "day",
) -> Span:
    """Make a period of two days as they would be written, never ending before it starts."""
    first = started(since, since_grain) if since else None
    last = ended(until, until_grain) if until else None
    if first and last and last < first:
        raise ValueError(f"a period cannot end on {last} and start on {first}")
    return Span(first, last, since_grain if since else "day", until_grain if until else "day")


def next_day(day: date) -> date:
    """Give the day after."""
    return day + timedelta(days=1)
