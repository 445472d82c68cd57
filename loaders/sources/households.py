"""Registers of households: one member a row, the columns of the household repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.kinds import Ref
from graph.model.people import (
    DescribesHousehold,
    DescribesPerson,
    FiledIn,
    Household,
    HouseholdState,
    KeptBy,
    LivesIn,
    MemberOf,
    PersonState,
    Register,
)
from graph.model.regions import Region, Village
from graph.model.vocabularies import Standard
from graph.values import Hash
from loaders.cells import Day, day, phone
from loaders.identity import Purpose
from loaders.record import BadCell, Column, Record
from loaders.sources.figures import household_number, number
from loaders.sources.ignored import REGISTER_IGNORED
from loaders.sources.labels import label
from loaders.sources.location import COUNTY, LOCATION, TOWN, VILLAGE, located, needed, village_of
from loaders.sources.members import MEMBER_COLUMNS, Member, taken_member
from loaders.sources.periods import DATA_DATE, QUARTER, YEAR, Span, coarse, span, taken_period
from loaders.sources.registers import HOUSEHOLD, REGISTER, taken_register
from loaders.sources.source import Cover, Fact, Form, Placed, Setting, Source
from loaders.sources.standing import STATE_COLUMNS, taken_state

_HEAD: Final = Column("户主姓名")
_ADDRESS: Final = Column("自然村", ("所在组", "村民小组", "家庭住址", "组"))
_PHONE: Final = Column("户联系电话", ("联系电话", "户主联系电话"))
_BANK: Final = Column("开户银行")
_ACCOUNT: Final = Column("银行账号", ("一折通号", "一折通卡号", "一卡通账号", "银行卡号"))
_STANDARD_COLUMN: Final = Column("识别标准")
_IDENTIFIED: Final = Column("首次识别时间")
_MOVED_TOWN: Final = Column("搬迁前乡(镇)", ("搬迁前乡镇",))
_MOVED_VILLAGE: Final = Column("搬迁前行政村", ("搬迁前村",))
_MOVED: Final = Column("搬迁时间")

_STANDARD: Final = label(Standard)
_PLACES: Final = {COUNTY, TOWN, VILLAGE}


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a row says that the household lives: county, village, and the village before."""

    county: str
    village: str
    before: str | None
    moved: Day | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row says of a household apart from the name of its head."""

    register: Register
    number: str
    ref: Ref[Household]
    head: str | None
    address: str | None
    phone: str | None
    bank: str | None
    account: Hash | None
    standard: Standard | None
    known: Day | None

    def household(self, head: str) -> Household:
        """Make the household under the name of its head."""
        exact = self.known if self.known and self.known.precision.name != "YEAR" else None
        return Household(
            registry=self.register.key,
            number=self.number,
            head=head,
            address=self.address,
            phone=self.phone,
            bank=self.bank,
            account=self.account,
            standard=self.standard,
            identified=f"{exact.date:%Y-%m}" if exact else None,
        )


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    home = _home(record, setting)
    told = _told(record, setting, home.county)
    period = taken_period(record, setting)
    state = taken_state(record, told.ref, period)
    member = taken_member(record, setting, told.ref, period)
    residences = list(_residences(record, told, home))
    head = told.head or (member.person.name if member.is_head else None)
    if head:
        yield from _household(told, head, residences, state)
    yield from _member(member)


def _household(
    told: _Told, head: str, residences: list[LivesIn], state: HouseholdState
) -> Iterator[Fact]:
    yield told.register
    yield told.household(head)
    yield KeptBy(start=told.register.refer(), end=Region.ref(told.register.county))
    yield FiledIn(start=told.ref, end=told.register.refer(), **span(told.known))
    yield from residences
    if _says(state):
        yield state
        yield DescribesHousehold(start=state.refer(), end=told.ref)


def _member(member: Member) -> Iterator[Fact]:
    yield member.person
    if _says(member.state):
        yield member.state
        yield DescribesPerson(start=member.state.refer(), end=member.person.refer())
    yield member.link


def _home(record: Record, setting: Setting) -> _Home:
    location = located(record, setting)
    town, village = record.take(*_MOVED_TOWN.spellings), record.take(*_MOVED_VILLAGE.spellings)
    moved = record.parse(day, *_MOVED.spellings)
    before = None
    if village and moved:
        try:
            before = setting.places.village_in(location.county, town, village)
        except BadCell as error:
            column = _MOVED_TOWN if error.column == TOWN.name else _MOVED_VILLAGE
            raise record.bad(error.rule, error.suggestion, *column.spellings) from None
    return _Home(location.county, village_of(record, location), before, moved)


def _told(record: Record, setting: Setting, county: str) -> _Told:
    register = taken_register(record, setting, county)
    own = record.parse_required(household_number, *HOUSEHOLD.spellings)
    account = record.parse(number, *_ACCOUNT.spellings)
    return _Told(
        register=register,
        number=own,
        ref=Household.ref(register.key, own),
        head=record.take(*_HEAD.spellings),
        address=record.take(*_ADDRESS.spellings),
        phone=record.parse(phone, *_PHONE.spellings),
        bank=record.take(*_BANK.spellings),
        account=setting.identity.name(Purpose.ACCOUNT, account) if account else None,
        standard=record.parse(_STANDARD, *_STANDARD_COLUMN.spellings),
        known=record.parse(day, *_IDENTIFIED.spellings),
    )


def _residences(record: Record, told: _Told, home: _Home) -> Iterator[LivesIn]:
    """Give where the household lives; one that was moved lived elsewhere until then."""
    here = Village.ref(home.village)
    if home.moved is None or home.before is None or home.before == home.village:
        yield LivesIn(start=told.ref, end=here, **span(told.known))
        return
    yield LivesIn(
        start=told.ref, end=Village.ref(home.before), **_until_moved(record, told, home.moved)
    )
    yield LivesIn(start=told.ref, end=here, **span(home.moved))


def _until_moved(record: Record, told: _Told, moved: Day) -> Span:
    """Give the period before a household moved; the month of moving is no longer in it."""
    before = span(told.known)
    if before["valid_from"] >= moved.date:
        advice = "compare the month of moving with the month of identification"
        raise record.bad("ends before it starts", advice, *_MOVED.spellings)
    before["valid_to"] = moved.date
    before["valid_to_precision"] = coarse(moved)
    return before


def _says(state: HouseholdState | PersonState) -> bool:
    """Say whether a state holds anything beyond whose and of when it is."""
    given = state.model_fields_set - _IDENTITY
    return any(getattr(state, name) not in (None, ()) for name in given)


_IDENTITY: Final = frozenset(
    {"household", "person", "period"}
    | {"valid_from", "valid_to", "valid_from_precision", "valid_to_precision"}
)

HOUSEHOLDS: Final = Source(
    name="households",
    term="户与成员名单",
    rank=60,
    covers=(
        Cover(FiledIn, Placed.HOUSEHOLD, at_end=False),
        Cover(MemberOf, Placed.HOUSEHOLD),
    ),
    forms=(
        Form(
            name="监测对象与脱贫人口名单",
            columns=(
                needed(HOUSEHOLD),
                *(needed(each) if each in _PLACES else each for each in LOCATION),
                *MEMBER_COLUMNS,
                *(YEAR, QUARTER, DATA_DATE, REGISTER),
                *(_HEAD, _ADDRESS, _PHONE, _BANK, _ACCOUNT, _STANDARD_COLUMN, _IDENTIFIED),
                *(_MOVED_TOWN, _MOVED_VILLAGE, _MOVED),
                *STATE_COLUMNS,
            ),
            ignored=REGISTER_IGNORED,
            facts=_facts,
        ),
    ),
)
