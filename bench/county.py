"""A county made by number: as many households, helpers and projects as are asked for, seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from graph.kinds import Node, Ref, Relationship
from graph.model.evidence import SourceFile
from graph.model.helpers import Cadre, PairedWith, WorksFor
from graph.model.organisations import Organisation
from graph.model.people import FiledIn, Household, KeptBy, LivesIn, MemberOf, Person, Register
from graph.model.projects import Benefits, CarriedOutBy, LocatedIn, Project
from graph.model.regions import LiesIn, PartOf, Region, Village
from graph.model.vocabularies import (
    BenefitKind,
    Kinship,
    PairingDuty,
    ProjectCategory,
    Rank,
    RegionLevel,
    Sex,
    Standard,
    UnitType,
    VillageKind,
)
from graph.values import FIRST_DAY, LAST_DAY, Vocabulary

E = TypeVar("E", bound=Vocabulary)
AnyLink = Relationship[Any, Any]

DAY = date(2019, 6, 30)
COUNTY = "999901000000"  # a region that does not exist
REGISTER = Register(county=COUNTY, name="登记簿")
FILE = SourceFile(
    digest="c0" * 8,
    name="county.xlsx",
    source="bench",
    size=1,
    sha256="c0" * 32,
    rank=1,
    data_date=DAY,
    loaded_at="2019-07-01T00:00:00Z",
)
_SEED = 20190630
_SURNAMES = "王李张刘陈杨赵黄周吴"
_FIRST_LETTER = 0x4E00
_BANKS = ("农商银行", "农业银行", "邮储银行")


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are of each."""

    towns: int = 20
    villages: int = 250
    organisations: int = 300
    projects: int = 900
    cadres: int = 20_000
    households: int = 40_000
    persons: int = 90_000
    pairings: int = 52_000
    benefits: int = 18_000

    def scaled(self, scale: float) -> Size:
        """Make a smaller county with the same proportions, never below a dozen of anything."""
        names = self.__dataclass_fields__
        return Size(**{name: max(12, round(getattr(self, name) * scale)) for name in names})


def household_number(place: int) -> str:
    """Give the number of a household within its register."""
    return f"99990{place:06d}"


def village_code(place: int, towns: int) -> str:
    """Give the code of a village: its town, then its place there."""
    return f"999901{place % towns + 1:03d}{place // towns + 200:03d}"


class County:
    """Says what there is; everything follows from the sizes and the seed."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._dice = random.Random(_SEED)  # noqa: S311 - a repeatable county, no secret

    def nodes(self) -> Iterator[Node]:
        """List the nodes, one kind after another."""
        size = self.size
        yield FILE
        yield REGISTER
        yield self._region(COUNTY, RegionLevel.COUNTY, "测试县")
        yield from map(self._town, range(size.towns))
        yield from map(self._village, range(size.villages))
        yield from map(self._organisation, range(size.organisations))
        yield from map(self._project, range(size.projects))
        yield from map(self._cadre, range(size.cadres))
        yield from map(self._household, range(size.households))
        yield from map(self._person, range(size.persons))

    def links(self) -> Iterator[AnyLink]:
        """List the links, one kind after another."""
        size, county = self.size, Region.ref(COUNTY)
        yield KeptBy(start=REGISTER.refer(), end=county)
        yield from (PartOf(start=_town_ref(i), end=county) for i in range(size.towns))
        yield from map(self._lies_in, range(size.villages))
        yield from map(self._works_for, range(size.cadres))
        yield from map(self._filed_in, range(size.households))
        yield from map(self._lives_in, range(size.households))
        yield from map(self._member_of, range(size.persons))
        yield from map(self._paired_with, range(size.pairings))
        yield from map(self._located_in, range(size.projects))
        yield from map(self._carried_out_by, range(size.projects))
        yield from map(self._benefits, range(size.benefits))

    def _region(self, code: str, level: RegionLevel, name: str) -> Region:
        return Region(code=code, name=name, level=level, path=f"测试省测试市{name}")

    def _town(self, i: int) -> Region:
        return self._region(_town_ref(i).key, RegionLevel.TOWN, f"{_name(i)}镇")

    def _village(self, i: int) -> Village:
        name = f"{_name(i)}村"
        code = village_code(i, self.size.towns)
        path = f"测试省测试市测试县{name}"
        # One in eight is a residents' committee; one in fifty began after the day.
        kind = VillageKind.RESIDENTS if i % 8 == 7 else VillageKind.VILLAGERS
        began = date(2020, 1, 1) if i % 50 == 49 else FIRST_DAY
        return Village(code=code, name=name, kind=kind, path=path, valid_from=began)

    def _organisation(self, i: int) -> Organisation:
        return Organisation(region=COUNTY, name=f"单位{i}", unit_type=self._one_of(UnitType))

    def _project(self, i: int) -> Project:
        return Project(
            county=COUNTY,
            number=f"XM{i:05d}",
            name=f"项目{i}",
            category=self._one_of(ProjectCategory),
            year=2014 + i % 7,
            budget=self._dice.randrange(10**6, 10**8),
        )

    def _cadre(self, i: int) -> Cadre:
        return Cadre(
            organisation=self._organisation_ref(i).key,
            name=_name(i),
            distinction=str(i),
            sex=self._one_of(Sex),
            rank=self._one_of(Rank),
            title="科员",
            phone=self._phone(),
        )

    def _household(self, i: int) -> Household:
        return Household(
            registry=REGISTER.key,
            number=household_number(i),
            head=_name(i),
            address=f"{i % 97}组{i}号",
            phone=self._phone() if i % 5 else None,
            bank=self._dice.choice(_BANKS),
            standard=self._one_of(Standard),
            identified=f"{2014 + i % 6}-{i % 12 + 1:02d}",
        )

    def _person(self, i: int) -> Person:
        born = date(1930, 1, 1) + timedelta(days=self._dice.randrange(31_000))
        return Person(number=f"p{i}", name=_name(i), sex=self._one_of(Sex), born=born)

    def _lies_in(self, i: int) -> LiesIn:
        start = Village.ref(village_code(i, self.size.towns))
        return LiesIn(start=start, end=_town_ref(i % self.size.towns))

    def _works_for(self, i: int) -> WorksFor:
        end = self._organisation_ref(i)
        since, until = self._period()
        return WorksFor(start=self._cadre_ref(i), end=end, valid_from=since, valid_to=until)

    def _filed_in(self, i: int) -> FiledIn:
        return FiledIn(start=_household_ref(i), end=REGISTER.refer())

    def _lives_in(self, i: int) -> LivesIn:
        place = i * 7 % self.size.villages
        end = Village.ref(village_code(place, self.size.towns))
        return LivesIn(start=_household_ref(i), end=end)

    def _member_of(self, i: int) -> MemberOf:
        households = self.size.households
        home = i if i < households else self._dice.randrange(households)
        kinship = Kinship.HEAD if i < households else self._one_of(Kinship)
        since, until = (FIRST_DAY, LAST_DAY) if i < households else self._period()
        return MemberOf(
            start=Person.ref(f"p{i}"),
            end=_household_ref(home),
            kinship=kinship,
            valid_from=since,
            valid_to=until,
        )

    def _paired_with(self, i: int) -> PairedWith:
        since, until = self._period()
        return PairedWith(
            start=self._cadre_ref(self._dice.randrange(self.size.cadres)),
            end=_household_ref(i % self.size.households),
            number=f"JD{i:06d}",
            duty=PairingDuty.FIRST if i < self.size.households else PairingDuty.SECOND,
            valid_from=since,
            valid_to=until,
        )

    def _located_in(self, i: int) -> LocatedIn:
        end = Village.ref(village_code(i % self.size.villages, self.size.towns))
        return LocatedIn(start=_project_ref(i), end=end)

    def _carried_out_by(self, i: int) -> CarriedOutBy:
        end = self._organisation_ref(i)
        return CarriedOutBy(start=_project_ref(i), end=end)

    def _benefits(self, i: int) -> Benefits:
        return Benefits(
            start=_project_ref(i % self.size.projects),
            end=_household_ref(i * 11 % self.size.households),
            kind=self._one_of(BenefitKind),
            amount=self._dice.randrange(100, 5000) * 100,
        )

    def _organisation_ref(self, i: int) -> Ref[Organisation]:
        return Organisation.ref(COUNTY, f"单位{i % self.size.organisations}")

    def _cadre_ref(self, i: int) -> Ref[Cadre]:
        return Cadre.ref(self._organisation_ref(i).key, _name(i), str(i))

    def _one_of(self, vocabulary: type[E]) -> E:
        return self._dice.choice(list(vocabulary))

    def _phone(self) -> str:
        return f"100{self._dice.randrange(10**8):08d}"

    def _period(self) -> tuple[date, date]:
        """Draw a period: most hold on the day, some are over, some have not begun."""
        began = date(2013, 1, 1) + timedelta(days=self._dice.randrange(2000))
        match self._dice.randrange(8):
            case 0:
                return began, began + timedelta(days=300)
            case 1:
                return date(2019, 9, 1), LAST_DAY
            case 2:
                return FIRST_DAY, LAST_DAY
            case _:
                return began, LAST_DAY


def _name(i: int) -> str:
    first, second = (chr(_FIRST_LETTER + i * step % 2000) for step in (7, 13))
    return f"{_SURNAMES[i % len(_SURNAMES)]}{first}{second}"


def _town_ref(i: int) -> Ref[Region]:
    return Region.ref(f"999901{i + 1:03d}000")


def _project_ref(i: int) -> Ref[Project]:
    return Project.ref(COUNTY, f"XM{i:05d}")


def _household_ref(i: int) -> Ref[Household]:
    return Household.ref(REGISTER.key, household_number(i))
