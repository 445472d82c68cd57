"""Invents the units of a county and the cadres in them, namesakes included."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from typing import Final

from loaders.samples.chance import CADRE_PREFIX, Numbers, a_day, dice, invent_name, lucky
from loaders.samples.divisions import COUNTY, PROVINCE, policies_of, short_name
from loaders.samples.ledger import Cadre, CadreName, Organisation, Village
from loaders.samples.scale import Scale

PROVINCIAL: Final = ("省农业农村厅", "省文化和旅游厅", "省农业发展集团有限公司")
"""Units of the province: their names begin with 省."""
UNIVERSITY: Final = "鲁南示范科技学院"
"""A party of the linkage group that sends no cadres."""
SOUTHERN: Final = "东海示范市人民政府"
"""The better-off county of the linkage group."""
HELPED: Final = "山亭区人民政府"
"""The county that is helped, as a party of its own linkage group."""

_BUREAUS: Final = (
    "农业农村局",
    "财政局",
    "教育和体育局",
    "民政局",
    "卫生健康局",
    "住房和城乡建设局",
    "水务局",
    "交通运输局",
    "自然资源局",
    "人力资源和社会保障局",
    "审计局",
    "统计局",
    "司法局",
    "应急管理局",
    "市场监督管理局",
    "林业局",
    "文化和旅游局",
    "残疾人联合会",
)
_RANKS: Final = ("乡科级正职", "乡科级副职", "科员级", "办事员级", "未定职")
_NAMESAKES: Final = 25
_SCHOOL_SIZE: Final = 60


@dataclass(frozen=True, slots=True)
class Offices:
    """The units of a county, and the cadres of each."""

    organisations: tuple[Organisation, ...]
    cadres: tuple[Cadre, ...]
    staff: dict[str, tuple[CadreName, ...]]
    """Names of the cadres of each unit that sends helpers."""
    village_staff: dict[str, tuple[CadreName, ...]]
    """Names of the officials of each village, by its code."""


def invent_offices(scale: Scale, villages: tuple[Village, ...], seed: int) -> Offices:
    """Invent units and as many cadres as asked for, a few of them officials of villages."""
    chance = dice(seed, "offices")
    roster = _Roster(chance)
    units = list(_units(scale, villages))
    senders = [each for each in units if each.name not in {UNIVERSITY, SOUTHERN, HELPED}]
    senders = [each for each in senders if each.name not in {one.issuer for one in policies_of()}]
    bodies = {each.code: _village_body(each) for each in villages}
    village_staff = {
        code: tuple(roster.hire(unit.name) for _ in range(2)) for code, unit in bodies.items()
    }
    outside = max(scale.cadres - 2 * len(villages), 5 * len(senders))
    staff: dict[str, list[CadreName]] = {each.name: [] for each in senders}
    for unit in islice(cycle(staff), outside):
        staff[unit].append(roster.hire(unit))
    return Offices(
        organisations=(*units, *bodies.values()),
        cadres=tuple(roster.cadres),
        staff={unit: tuple(names) for unit, names in staff.items()},
        village_staff=village_staff,
    )


def _units(scale: Scale, villages: tuple[Village, ...]) -> Iterator[Organisation]:
    for name in PROVINCIAL:
        kind = "国有企业" if name.endswith("公司") else "国家机关"
        yield Organisation(name, PROVINCE, kind, "省")
    yield Organisation(UNIVERSITY, COUNTY, "高等院校", "")
    yield Organisation(SOUTHERN, COUNTY, "国家机关", "")
    yield Organisation(HELPED, COUNTY, "国家机关", "")
    for policy in policies_of():
        yield Organisation(policy.issuer, COUNTY, "", "")
    for bureau in _BUREAUS:
        yield Organisation(f"山亭区{bureau}", COUNTY, "国家机关", "区")
    for town in dict.fromkeys(each.town_name for each in villages):
        yield Organisation(f"{town}人民政府", COUNTY, "国家机关", "镇")
    for place in range(1, 4 + scale.cadres // _SCHOOL_SIZE):
        yield Organisation(f"山亭区第{place}示范小学", COUNTY, "事业单位", "区")


def _village_body(village: Village) -> Organisation:
    name = f"{village.town_name}{short_name(village.name)}村级组织"
    return Organisation(name, COUNTY, "", "")


class _Roster:
    """Hires cadres: names are told apart within a unit, a few namesakes by a mark."""

    def __init__(self, chance: random.Random) -> None:
        self.cadres: list[Cadre] = []
        self._chance = chance
        self._numbers = Numbers(chance, CADRE_PREFIX)
        self._taken: set[tuple[str, str]] = set()
        self._last: dict[str, Cadre] = {}

    def hire(self, unit: str) -> CadreName:
        """Add a cadre to a unit."""
        before = self._last.get(unit)
        if before and not before.distinction and self._chance.randrange(_NAMESAKES) == 0:
            cadre = self._namesake(before)
            del self._last[unit]
        else:
            sex = "女" if lucky(self._chance, 35) else "男"
            cadre = self._cadre(unit, self._new_name(unit, sex), "", sex)
            self._last[unit] = cadre
        self.cadres.append(cadre)
        return cadre.ident

    def _namesake(self, first: Cadre) -> Cadre:
        woman = first.sex == "男" and lucky(self._chance, 50)
        sex = "女" if woman else first.sex
        return self._cadre(first.organisation, first.name, "女" if woman else "2", sex)

    def _new_name(self, unit: str, sex: str) -> str:
        while True:
            name = invent_name(self._chance, sex)
            if (unit, name) not in self._taken:
                self._taken.add((unit, name))
                return name

    def _cadre(self, unit: str, name: str, mark: str, sex: str) -> Cadre:
        chance = self._chance
        born = a_day(chance, date(1962, 1, 1), date(1995, 12, 31))
        return Cadre(
            organisation=unit,
            name=name,
            distinction=mark,
            number=self._numbers.citizen(born, sex),
            sex=sex,
            phone=self._numbers.phone(),
            rank=chance.choices(_RANKS, (8, 15, 45, 20, 12))[0],
            politics="中共党员" if lucky(chance, 70) else "群众",
        )


def shuffled(chance: random.Random, names: Sequence[CadreName]) -> list[CadreName]:
    """Give the names in a chance order."""
    return chance.sample(names, len(names))
