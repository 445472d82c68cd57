"""Invents households and their members: who they are, where they live, who comes and goes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from loaders.samples.chance import (
    HOUSEHOLD_PREFIX,
    Numbers,
    a_day,
    a_month,
    dice,
    ended,
    invent_name,
    lucky,
    month_start,
    span,
)
from loaders.samples.ledger import Grain, Household, Membership, Person, Residence, Span, Village
from loaders.samples.scale import Scale

_FULL: Final = 7
_ELDERLY: Final = 50
_MARRIAGEABLE: Final = 1999
_OLD: Final = ("配偶", "之子", "之儿媳", "之孙子", "之孙女", "之女")
_YOUNG: Final = ("配偶", "之子", "之女", "之母", "之父", "之女")
_SEX: Final = {
    **dict.fromkeys(("之子", "之父", "之孙子"), "男"),
    **dict.fromkeys(("之女", "之母", "之孙女", "之儿媳"), "女"),
}
_YEARS_AFTER_HEAD: Final = {
    "配偶": (-4, 4),
    "之子": (22, 27),
    "之女": (22, 28),
    "之儿媳": (23, 29),
    "之孙子": (46, 52),
    "之孙女": (46, 53),
    "之父": (-30, -24),
    "之母": (-28, -22),
}
_LAST_BIRTH: Final = date(2017, 12, 31)
_FIRST_BIRTH: Final = date(1922, 1, 1)
_STANDARDS: Final = ("国家标准", "省定标准", "市定标准")
_BANKS: Final = ("示例农村商业银行", "示例村镇银行")


@dataclass(frozen=True, slots=True)
class Dwellers:
    """The households of a county, their members, and where they live."""

    households: tuple[Household, ...]
    residences: tuple[Residence, ...]
    persons: tuple[Person, ...]
    memberships: tuple[Membership, ...]


def invent_dwellers(scale: Scale, villages: tuple[Village, ...], seed: int) -> Dwellers:
    """Invent the households of a county with exactly as many persons as asked for."""
    chance = dice(seed, "dwellers")
    numbers = Numbers(chance, HOUSEHOLD_PREFIX)
    households: list[Household] = []
    persons: list[Person] = []
    memberships: list[Membership] = []
    for place, size in enumerate(_sizes(chance, scale)):
        household, members, links = _family(chance, numbers, place, size)
        households.append(household)
        persons += members
        memberships += links
    changed = _comings_and_goings(chance, households, persons, memberships)
    return Dwellers(
        tuple(households),
        tuple(_residences(chance, households, villages)),
        tuple(_without_numbers(chance, persons, changed)),
        tuple(changed),
    )


def _sizes(chance: random.Random, scale: Scale) -> list[int]:
    sizes = [1] * scale.households
    missing = scale.persons - scale.households
    while missing:
        place = chance.randrange(scale.households)
        if sizes[place] < _FULL:
            sizes[place] += 1
            missing -= 1
    return sizes


def _family(
    chance: random.Random, numbers: Numbers, place: int, size: int
) -> tuple[Household, list[Person], list[Membership]]:
    number = f"37040600{place + 1:08}"
    identified = _identified(chance)
    sex = "女" if lucky(chance, 20) else "男"
    born = a_day(chance, date(1944, 1, 1), date(1986, 12, 31))
    old = 2018 - born.year > _ELDERLY
    kinships = ["户主", *(_OLD if old else _YOUNG)][:size]
    if 1 < size < _FULL and lucky(chance, 20):
        kinships = [kinships[0], *(_OLD if old else _YOUNG)[1:size]]
    persons, links = [], []
    for order, kinship in enumerate(kinships, start=1):
        person = _person(chance, numbers, (f"{number}{order:02}", kinship), (born, sex))
        persons.append(person)
        links.append(_joined(chance, person, kinship, identified))
    household = Household(
        number=number,
        head=persons[0].name,
        phone=numbers.phone() if lucky(chance, 90) else "",
        hamlet=f"第{chance.randint(1, 6)}村民小组",
        standard=chance.choices(_STANDARDS, (70, 25, 5))[0],
        identified=identified,
        bank=chance.choice(_BANKS),
        account=f"999999{place + 1:013}",
    )
    return household, persons, links


def _identified(chance: random.Random) -> date | None:
    if lucky(chance, 4):
        return None
    if lucky(chance, 2):
        return a_month(chance, date(2018, 1, 1), date(2020, 6, 30))
    return a_month(chance, date(2014, 1, 1), date(2017, 12, 31))


def _person(
    chance: random.Random, numbers: Numbers, who: tuple[str, str], head: tuple[date, str]
) -> Person:
    ident, kinship = who
    sex, born = head[1], head[0]
    if kinship != "户主":
        other = "男" if head[1] == "女" else "女"
        sex = _SEX.get(kinship, other)
        first, last = _YEARS_AFTER_HEAD[kinship]
        born += timedelta(days=chance.randint(first * 365, last * 365))
        born = min(max(born, _FIRST_BIRTH), _LAST_BIRTH - timedelta(days=chance.randrange(700)))
    disabled = lucky(chance, 6)
    tail = f"{chance.randint(1, 7)}{chance.randint(1, 4)}" if disabled else ""
    if tail and lucky(chance, 30):
        tail += f"B{chance.randint(1, 3)}"
    return Person(
        ident=ident,
        number=numbers.citizen(born, sex),
        tail=tail,
        name=invent_name(chance, sex),
        sex=sex,
        born=born,
        ethnicity="回族" if lucky(chance, 3) else "汉族",
        politics="中共党员" if kinship == "户主" and lucky(chance, 5) else "群众",
        phone=numbers.phone() if lucky(chance, 60) and born < date(2005, 1, 1) else "",
    )


def _joined(
    chance: random.Random, person: Person, kinship: str, identified: date | None
) -> Membership:
    household, order = person.ident[:-2], int(person.ident[-2:])
    since = identified
    if identified and order > 1 and lucky(chance, 8):
        since = a_month(chance, identified, date(2020, 6, 30))
    if since and since < person.born:
        since = month_start(person.born.year, person.born.month, 1)
    # A child born after an identification that nobody dated still has an unknown start.
    return Membership(person.ident, household, order, kinship, span(since, None, "month"))


def _comings_and_goings(
    chance: random.Random,
    households: list[Household],
    persons: list[Person],
    memberships: list[Membership],
) -> list[Membership]:
    """Let some members die, marry out, some of them into another household, or move away."""
    sizes: dict[str, int] = {}
    for each in memberships:
        sizes[each.household] = max(each.order, sizes.get(each.household, 0))
    changed: list[Membership] = []
    weddings: list[Membership] = []
    for person, each in zip(persons, memberships, strict=True):
        left = _why_left(chance, person, each)
        month = a_month(chance, date(2018, 6, 1), date(2020, 10, 31))
        if not left or (each.span.since and each.span.since >= month):
            changed.append(each)
            continue
        grain: Grain = "day" if left == "死亡" and lucky(chance, 50) else "month"
        day = month + timedelta(days=chance.randrange(27)) if grain == "day" else month
        period = Span(each.span.since, ended(day, grain), each.span.since_grain, grain)
        changed.append(replace(each, span=period, left=left))
        if left == "嫁出" and lucky(chance, 60):
            target = chance.choice(households)
            since = month_start(month.year, month.month, 1)
            if target.number != each.household and (target.identified or date.min) <= since:
                sizes[target.number] += 1
                order = sizes[target.number]
                period = span(since, None, "month")
                weddings.append(Membership(person.ident, target.number, order, "之儿媳", period))
    return changed + weddings


def _why_left(chance: random.Random, person: Person, membership: Membership) -> str:
    if membership.order == 1:
        return ""
    if lucky(chance, 3):
        return "死亡"
    if membership.kinship == "之女" and person.born.year < _MARRIAGEABLE and lucky(chance, 12):
        return "嫁出"
    return "迁出" if lucky(chance, 1.5) else ""


def _without_numbers(
    chance: random.Random, persons: list[Person], memberships: list[Membership]
) -> Iterator[Person]:
    """Take the citizen number from some members of households in which nothing ever changed.

    Who has no number is known by their order in the household, which must then be the same in
    every file.
    """
    times: dict[str, set[date | None]] = {}
    moved = set()
    for each in memberships:
        times.setdefault(each.household, set()).add(each.span.since)
        if each.left:
            moved.add(each.household)
    settled = {number for number, starts in times.items() if len(starts) == 1} - moved
    for person in persons:
        bare = person.ident[:-2] in settled and not person.tail and lucky(chance, 1.5)
        yield replace(person, number="") if bare else person


def _residences(
    chance: random.Random, households: list[Household], villages: tuple[Village, ...]
) -> Iterator[Residence]:
    """Give every household a village; one in fifty moves to another one."""
    for household in households:
        village = chance.choice(villages).code
        month = a_month(chance, date(2018, 3, 1), date(2020, 9, 30))
        known = household.identified
        if lucky(chance, 2) and (known is None or known < month) and len(villages) > 1:
            before = chance.choice([each.code for each in villages if each.code != village])
            until = month - timedelta(days=1)
            yield Residence(household.number, before, span(known, until, "month", "month"))
            yield Residence(household.number, village, span(month, None, "month"))
        else:
            yield Residence(household.number, village, span(known, None, "month"))
