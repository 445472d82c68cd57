"""Invents how households, persons and villages stood in each year and quarter."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from loaders.samples.chance import a_month, dice, lucky
from loaders.samples.dwelling import Dwellers
from loaders.samples.ledger import (
    Household,
    HouseholdState,
    Membership,
    Person,
    PersonState,
    Village,
    VillageYear,
)
from loaders.samples.scale import Scale

_CAUSES: Final = ("因病", "因残", "因学", "缺技术", "缺劳力", "缺资金", "自身发展动力不足")
_RISKS: Final = ("因病", "因残", "因学", "因务工就业不稳", "缺劳动力", "因自然灾害")
_CATEGORIES: Final = ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
_CLASSES: Final = ("一般脱贫户", "低保脱贫户", "特困供养脱贫户")
_PLACES: Final = ("枣庄市山亭区", "枣庄市滕州市", "济南市", "江苏省徐州市")
_YUAN: Final = 100
_OF_AGE: Final = 16
_RETIRED: Final = 70
_SCHOOL: Final = ((6, "学前教育"), (12, "小学"), (13, "七年级"), (14, "八年级"), (15, "九年级"))
_GROWN: Final = ("文盲或半文盲", "小学", "初中", "高中", "大专")


def invent_household_states(
    scale: Scale, dwellers: Dwellers, seed: int
) -> Iterator[HouseholdState]:
    """Invent the yearly states and quarterly incomes of every household."""
    chance = dice(seed, "household states")
    members = defaultdict(list)
    for each in dwellers.memberships:
        members[each.household].append(each)
    for household in dwellers.households:
        causes = tuple(chance.sample(_CAUSES, chance.choice((1, 1, 2))))
        level = chance.choices(_CLASSES, (65, 28, 7))[0]
        watched = _watched(chance)
        for year in scale.years:
            count = _counted(members[household.number], date(year, 12, 31))
            if _filed(household, date(year, 12, 31)) and count:
                yield _year_of(chance, household, (year, count), (causes, level), watched)
        for year, quarter in scale.quarters:
            last = date(year, quarter * 3, 28)
            count = _counted(members[household.number], last)
            if _filed(household, last) and count:
                yield _quarter_of(chance, household, (year, quarter, count))


def _filed(household: Household, day: date) -> bool:
    return household.identified is None or household.identified <= day


def _counted(members: list[Membership], day: date) -> int:
    return sum(each.span.holds(day) for each in members)


def _watched(chance: random.Random) -> tuple[str, tuple[str, ...], date, date | None] | None:
    """Choose whether a household is monitored: category, risks, since when, and until when."""
    if not lucky(chance, 12):
        return None
    since = a_month(chance, date(2018, 2, 1), date(2020, 6, 30))
    removed = a_month(chance, date(2020, 7, 1), date(2020, 12, 31))
    over = removed if lucky(chance, 50) else None
    return (
        chance.choice(_CATEGORIES),
        tuple(chance.sample(_RISKS, chance.randint(1, 3))),
        since,
        over,
    )


def _incomes(chance: random.Random, share: float, count: int) -> tuple[int, ...]:
    wages = int(chance.randint(1_000_00, 9_000_00) * count * share)
    business = int(chance.randint(0, 4_000_00) * count * share)
    rents = int(chance.randint(0, 900_00) * share)
    transfers = int(chance.randint(500_00, 3_000_00) * count * share)
    expenses = int(business * chance.uniform(0.1, 0.5))
    net = wages + business + rents + transfers - expenses
    return wages, business, rents, transfers, expenses, net, net // count


def _year_of(
    chance: random.Random,
    household: Household,
    when: tuple[int, int],
    nature: tuple[tuple[str, ...], str],
    watched: tuple[str, tuple[str, ...], date, date | None] | None,
) -> HouseholdState:
    year, count = when
    incomes = _incomes(chance, 1.0, count)
    last = date(year, 12, 31)
    seen = watched if watched and watched[2] <= last else None
    over = seen[3] if seen and seen[3] and seen[3] <= last else None
    return HouseholdState(
        household=household.number,
        year=year,
        quarter=None,
        members=count,
        status="监测户" if seen and not over else "已脱贫",
        household_class=nature[1],
        causes=nature[0],
        monitor=seen[0] if seen else "",
        risks=seen[1] if seen else (),
        monitored_since=seen[2] if seen else None,
        risk_removed=bool(over) if seen else None,
        risk_removed_in=over,
        **dict(zip(_MONEY, incomes, strict=True)),
        self_paid=chance.randrange(0, 2_000_00, _YUAN) if lucky(chance, 40) else 0,
        safe_housing=lucky(chance, 98),
        safe_water=lucky(chance, 99),
        schooling=lucky(chance, 99),
        medical_cover=lucky(chance, 99),
        no_labour=lucky(chance, 10),
    )


_MONEY: Final = (
    "wages",
    "business",
    "property_income",
    "transfers",
    "expenses",
    "net_income",
    "net_income_per_head",
)


def _quarter_of(
    chance: random.Random, household: Household, when: tuple[int, int, int]
) -> HouseholdState:
    year, quarter, count = when
    incomes = _incomes(chance, 0.25, count)
    return HouseholdState(
        household=household.number,
        year=year,
        quarter=quarter,
        members=None,
        status="",
        household_class="",
        causes=(),
        monitor="",
        risks=(),
        monitored_since=None,
        risk_removed=None,
        risk_removed_in=None,
        **dict(zip(_MONEY, incomes, strict=True)),
        self_paid=None,
        safe_housing=None,
        safe_water=None,
        schooling=None,
        medical_cover=None,
        no_labour=None,
    )


def invent_person_states(scale: Scale, dwellers: Dwellers, seed: int) -> Iterator[PersonState]:
    """Invent the state of every person in each year at whose end some household counts them."""
    chance = dice(seed, "person states")
    spans = defaultdict(list)
    for each in dwellers.memberships:
        spans[each.person].append(each.span)
    for person in dwellers.persons:
        schooled = chance.choices(_GROWN, (12, 35, 38, 11, 4))[0]
        ill = lucky(chance, 15)
        allowance = lucky(chance, 20)
        for year in scale.years:
            if any(period.holds(date(year, 12, 31)) for period in spans[person.ident]):
                yield _person_year(chance, person, year, (schooled, ill, allowance))


def _person_year(
    chance: random.Random, person: Person, year: int, nature: tuple[str, bool, bool]
) -> PersonState:
    schooled, ill, allowance = nature
    age = year - person.born.year
    health = (("残疾",) if person.tail else ()) + (("长期慢性病",) if ill else ())
    labour = _labour(chance, age, weak=bool(health))
    works = labour in {"普通劳动力", "技能劳动力"} and lucky(chance, 60)
    enrolment = next((word for limit, word in _SCHOOL if age <= limit), "")
    return PersonState(
        person=person.ident,
        year=year,
        health=health or ("健康",),
        labour=labour,
        education="" if enrolment else schooled,
        enrolment="学龄前儿童" if age < _SCHOOL[0][0] - 2 else enrolment,
        work_months=chance.randint(2, 12) if works else None,
        work_place=chance.choice(_PLACES) if works else "",
        medical_insurance=lucky(chance, 99.5),
        pension_insurance=age >= _OF_AGE and lucky(chance, 90),
        allowance=allowance,
        destitute=not allowance and lucky(chance, 2),
    )


def _labour(chance: random.Random, age: int, *, weak: bool) -> str:
    if age < _OF_AGE or age >= _RETIRED:
        return "无劳动力"
    if weak:
        return chance.choice(("弱劳动力或半劳动力", "丧失劳动力"))
    return "技能劳动力" if lucky(chance, 10) else "普通劳动力"


def invent_village_years(
    scale: Scale, villages: tuple[Village, ...], seed: int
) -> Iterator[VillageYear]:
    """Invent the yearly ledger of every village."""
    chance = dice(seed, "village years")
    for place, village in enumerate(villages):
        households = chance.randint(120, 900)
        persons = int(households * chance.uniform(2.4, 3.4))
        key = "省扶贫工作重点村" if place % 3 == 0 else ""
        for year in scale.years:
            yield VillageYear(
                village=village.code,
                year=year,
                households=households,
                persons=persons,
                allowance_households=chance.randint(2, 30),
                allowance_persons=chance.randint(31, 60),
                destitute_persons=chance.randint(0, 9),
                disabled_persons=chance.randint(5, 60),
                unsafe_houses=chance.choice((0, 0, 0, 1, 2)),
                unsafe_water=chance.choice((0, 0, 0, 0, 3)),
                hard_road=lucky(chance, 99),
                bus=lucky(chance, 90),
                clinics=chance.randint(1, 2),
                doctors=chance.randint(0, 3),
                collective_income=chance.randrange(30_000_00, 400_000_00, 100_00),
                net_income_per_head=chance.randrange(9_000_00, 19_000_00, _YUAN),
                left_list=year >= scale.years[-1] or lucky(chance, 70),
                designation=key,
            )
