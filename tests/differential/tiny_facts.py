"""Grow a small graph of the tiny model, seeded, with every value that is hard to carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

from graph.kinds import Ref
from graph.values import FIRST_DAY, LAST_DAY, Hash, Precision
from tests.differential.facts import Facts
from tests.tiny import (
    TINY,
    Colour,
    Deputises,
    DoneFor,
    Duty,
    Helper,
    Helps,
    House,
    Knows,
    Leads,
    Run,
    StandsIn,
    Town,
    Within,
    Work,
    WrittenIn,
)

T = TypeVar("T")

DAYS = (
    FIRST_DAY,
    date(1949, 10, 1),
    date(1968, 2, 29),
    date(1970, 1, 1),
    date(2016, 3, 1),
    date(2019, 6, 30),
    date(2021, 2, 25),
    date(2025, 1, 1),
    date(2090, 7, 1),
    LAST_DAY,
)
_ODD = (
    "a/b",
    'say "it"',
    "back\\slash",
    "it's",
    "two words",
    "东郭（一）村",
    "line\nbreak",
    "tab\t|bar",
    "$p0 {x}",
    "Z",
    "z",
    "é",
)
_NAMES = ("王某", "李某某", "欧阳某", "𠮷某", "O'Neil", "", "张", "(某)", "a", "赵\u3000某")
_BIG = 2**53 - 1


def grow(seed: int, size: int = 60) -> Facts:
    """Make the graph of one seed; about seven nodes for each of `size` houses' worth."""
    grown = _Growth(seed, size)
    grown.all()
    return grown.facts


class _Growth:
    def __init__(self, seed: int, size: int) -> None:
        self.rng = Random(seed)  # noqa: S311 - seeded, so that every run is the same
        self.size = size
        self.facts = Facts(TINY)

    def all(self) -> None:
        names = ("帮扶台账.xlsx", "towns.csv", "a|b.csv".replace("|", "-"))
        for number, name in enumerate(names):
            self.facts.files[f"f{number}"] = (name, f"2026-01-0{number + 1}T08:00:00Z")
        self._nodes()
        self._temporal()
        self._timeless()

    def maybe(self, value: T, share: float = 0.7) -> T | None:
        return value if self.rng.random() < share else None

    def origins(self) -> tuple[str, ...]:
        count = self.rng.choice((0, 1, 1, 2, 4))
        # The last file is one that the graph does not hold.
        made = {
            f"f{self.rng.randrange(4)}|{self.rng.choice(('', '表1', 'Sheet 2'))}|"
            f"{self.rng.randint(1, 70000)}"
            for _ in range(count)
        }
        return tuple(sorted(made))

    def _nodes(self) -> None:
        rng, size = self.rng, self.size
        codes = [*_ODD, *(f"3704{number:02}" for number in range(size // 2))]
        self.towns = [self._town(code) for code in codes]
        self.houses = [self._house(number) for number in range(size)]
        names = [*_ODD, *(f"帮手{number}" for number in range(size // 2))]
        self.helpers = [
            Helper(name=one, phone=self.maybe(f"0632-{rng.randint(1, 9999999)}")) for one in names
        ]
        self.works = [
            Work(
                number=f"W{number:03}" if number > 5 else _ODD[number],
                title=rng.choice(("修路", "打井", "fix the roof", "")),
                cost=self.maybe(rng.choice((0, -1, 12345, _BIG, -_BIG))),
                noted_at=self.maybe("2026-01-01T00:00:00Z", 0.3),
            )
            for number in range(size)
        ]
        self.runs = [Run(digest=f"r{number}") for number in range(3)]
        for one in (*self.towns, *self.houses, *self.helpers, *self.works, *self.runs):
            self.facts.add(one, self.origins())

    def _town(self, code: str) -> Town:
        rng = self.rng
        start, end = sorted(rng.sample(DAYS, 2)) if rng.random() < 0.3 else (DAYS[0], DAYS[-1])
        return Town(
            code=code,
            name=rng.choice(("东郭镇", "滨湖镇", "Town", code)),
            aliases=tuple(rng.sample(("东郭", "东乡", "a b"), rng.choice((0, 0, 1, 3)))),
            people=self.maybe(rng.choice((0, 1, 2**31, 2**40 + 1, _BIG, -_BIG))),
            valid_from=start,
            valid_to=end,
            valid_from_precision=self.maybe(Precision.YEAR, 0.2),
        )

    def _house(self, number: int) -> House:
        rng, maybe = self.rng, self.maybe
        return House(
            town=rng.choice(self.towns).code,
            number=f"{number:04}" if number % 5 else f"{number}/{rng.choice(_ODD)}",
            owner=rng.choice(_NAMES),
            colour=maybe(rng.choice(tuple(Colour))),
            trims=tuple(rng.sample(tuple(Colour), rng.choice((0, 0, 1, 3)))),
            value=maybe(rng.choice((0, 1, 999, 10**12 + 1, _BIG))),
            built=maybe(rng.choice((*DAYS[1:-1], date(1850, 12, 31), date(2000, 2, 29)))),
            sold_in=maybe(rng.choice(("2019-06", "1999-12"))),
            dry=maybe(rng.random() < 0.5),
            damage=maybe(rng.choice((0.0, 1.0, 0.5, 0.1, 1 / 3))),
            area=maybe(rng.choice((0.0, 80.0, -0.5, 1e-7, 123456.789, 1e20))),
            rooms=rng.choice((0, 1, 3, -(2**31), 2**31 - 1)),
            citizen=maybe(Hash("deadbeef"), 0.3),
        )

    def _periods(self, most: int = 3) -> Iterator[dict[str, Any]]:
        """Give periods that follow each other with gaps, so that at most one holds."""
        cuts = sorted(self.rng.sample(DAYS, self.rng.randint(2, most + 1)))
        for start, end in pairwise(cuts):
            if self.rng.random() < 0.8:
                yield {
                    "valid_from": start,
                    "valid_to": end,
                    "valid_to_precision": self.maybe(Precision.MONTH, 0.2),
                }

    def _temporal(self) -> None:
        rng, join = self.rng, self.facts.join
        for town in self.towns:
            for period in self._periods():
                up = rng.choice(self.towns[:8]).refer()
                join(Within(start=town.refer(), end=up, **period), self.origins())
        for house in self.houses:
            for period in self._periods():
                town = rng.choice(self.towns)
                join(StandsIn(start=house.refer(), end=town.refer(), **period), self.origins())
        for work in self.works:
            for period in self._periods():
                lead = rng.choice(self.helpers).refer()
                join(Leads(start=lead, end=work.refer(), **period), self.origins())
        for _ in range(3 * self.size):
            self._help(rng.choice(self.helpers[:15]), rng.choice(self.houses[: self.size // 2]))

    def _help(self, helper: Helper, house: House) -> None:
        rng = self.rng
        start, end = sorted(rng.sample(DAYS, 2))
        self.facts.join(
            Helps(
                start=helper.refer(),
                end=house.refer(),
                number=rng.choice(("", "", f"H{rng.randint(1, 99)}")),
                duty=rng.choice(tuple(Duty)),
                hours=self.maybe(rng.randint(-5, 200)),
                note=self.maybe(rng.choice(("备注", ""))),
                valid_from=start,
                valid_to=end,
            ),
            self.origins(),
        )

    def _timeless(self) -> None:
        rng, join = self.rng, self.facts.join
        for work in self.works:
            if rng.random() < 0.85:
                target: Ref[House] | Ref[Town] = (
                    rng.choice(self.houses[:10]).refer()
                    if rng.random() < 0.5
                    else rng.choice(self.towns[:10]).refer()
                )
                share = self.maybe(rng.choice((0.0, 0.25, 1.0)))
                join(DoneFor(start=work.refer(), end=target, share=share), self.origins())
            for run in rng.sample(self.runs, rng.randint(0, 2)):
                join(WrittenIn(start=work.refer(), end=run.refer()), self.origins())
        pairs = rng.sample(self.helpers, len(self.helpers) // 2 * 2)
        for one, other in zip(pairs[::2], pairs[1::2], strict=True):
            since = self.maybe(rng.choice(DAYS[1:-1]))
            join(Deputises(start=one.refer(), end=other.refer(), since=since), self.origins())
        for _ in range(2 * self.size):
            one, other = rng.choice(self.helpers[:20]), rng.choice(self.helpers)
            join(Knows(start=one.refer(), end=other.refer()), self.origins())
