"""The helped side of the truth: villages, households and persons, and how they stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loaders.samples.periods import Span


@dataclass(frozen=True, slots=True)
class Village:
    """A village with the divisions above it (行政村)."""

    code: str
    name: str
    town: str
    town_name: str
    county: str
    county_name: str


@dataclass(frozen=True, slots=True)
class VillageYear:
    """How a village stood in a year (行政村年度台账)."""

    village: str
    year: int
    households: int
    persons: int
    allowance_households: int
    allowance_persons: int
    destitute_persons: int
    disabled_persons: int
    unsafe_houses: int
    unsafe_water: int
    hard_road: bool
    bus: bool
    clinics: int
    doctors: int
    collective_income: int
    net_income_per_head: int
    left_list: bool
    designation: str


@dataclass(frozen=True, slots=True)
class Household:
    """A filed household (建档立卡户); `identified` is the first day of a month, or unknown."""

    number: str
    head: str
    phone: str
    hamlet: str
    standard: str
    identified: date | None
    bank: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Residence:
    """A household lives in a village; one that moved has a second residence (户籍村)."""

    household: str
    village: str
    span: Span


@dataclass(frozen=True, slots=True)
class HouseholdState:
    """How a household stood in a year, or in a quarter where one is given (户状态); fen.

    A quarter states incomes only.
    """

    household: str
    year: int
    quarter: int | None
    members: int | None
    status: str
    household_class: str
    causes: tuple[str, ...]
    monitor: str
    risks: tuple[str, ...]
    monitored_since: date | None
    risk_removed: bool | None
    risk_removed_in: date | None
    wages: int | None
    business: int | None
    property_income: int | None
    transfers: int | None
    expenses: int | None
    net_income: int | None
    net_income_per_head: int
    self_paid: int | None
    safe_housing: bool | None
    safe_water: bool | None
    schooling: bool | None
    medical_cover: bool | None
    no_labour: bool | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person (人员); `number` is empty for who has none, `tail` what a disability adds to it.

    `ident` is the register's own number: the household of the first membership and the order in it.
    """

    ident: str
    number: str
    tail: str
    name: str
    sex: str
    born: date
    ethnicity: str
    politics: str
    phone: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A person is a member of a household (家庭成员关系); `left` says why it ended (生存状态)."""

    person: str
    household: str
    order: int
    kinship: str
    span: Span
    left: str = ""


@dataclass(frozen=True, slots=True)
class PersonState:
    """How a person stood in a year (人员年度状态)."""

    person: str
    year: int
    health: tuple[str, ...]
    labour: str
    education: str
    enrolment: str
    work_months: int | None
    work_place: str
    medical_insurance: bool
    pension_insurance: bool
    allowance: bool
    destitute: bool
