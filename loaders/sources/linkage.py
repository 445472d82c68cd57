"""Five-party linkage ledgers: the parties of a county's group, and the team that it fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.kinds import Ref
from graph.model.helpers import ResidentTeam, ServesIn, StationedIn
from graph.model.linkage import FieldedBy, LinkageGroup, LinkedTo, PartyOf
from graph.model.organisations import Organisation
from graph.model.regions import Region
from graph.model.vocabularies import PartyType, TeamKind
from loaders.cells import yes_no
from loaders.record import BadCell, Column, Record
from loaders.sources.cadres import PROFILE, staff, taken_cadre
from loaders.sources.figures import Money, number
from loaders.sources.labels import label
from loaders.sources.location import CITY, COUNTY, PROVINCE
from loaders.sources.organisations import (
    AFFILIATION,
    UNIT_TYPE,
    organisation,
    taken_organisation,
)
from loaders.sources.periods import taken_span
from loaders.sources.source import Cover, Fact, Form, Placed, Setting, Source
from loaders.sources.teams import BATCH, MEMBER, ROLE, STATIONED, TEAM, TEAM_ROLE, WITHDRAWN

_COUNTY: Final = Column(
    "挂钩县", ("受助县", "挂钩县(市、区)", "被帮扶县", *COUNTY.spellings), required=True
)
_GROUP: Final = Column("小组名称", ("挂钩小组", "协调小组名称"), required=True)
_LINKED: Final = Column("挂钩开始时间")
_UNLINKED: Final = Column("挂钩结束时间")
_NUMBER: Final = Column("成员编号")
_PARTY: Final = Column("成员单位", ("成员单位名称",), required=True)
_PARTY_TYPE_COLUMN: Final = Column("挂钩方类型", ("成员类型",), required=True)
_LEAD: Final = Column("是否队长单位", ("是否牵头单位",), required=True)
_START: Final = Column("开始时间", ("加入时间",))
_END: Final = Column("结束时间", ("退出时间",))
_PLEDGED: Final = Money("认筹资金")
_PAID: Final = Money("到位资金")
_SENDER: Final = Column("派出单位", ("选派单位", "工作单位"), required=True)

_PARTY_TYPE: Final = label(PartyType)
_CODE_DIGITS: Final = frozenset({6, 12})


def _party_facts(record: Record, setting: Setting) -> Iterator[Fact]:
    county = _county(record, setting)
    group = LinkageGroup(county=county, name=record.require(*_GROUP.spellings))
    linked = LinkedTo(
        start=group.refer(), end=Region.ref(county), **taken_span(record, _LINKED, _UNLINKED)
    )
    party = _party(record, setting, county)
    link = PartyOf(
        start=party.refer() if isinstance(party, Organisation) else party,
        end=group.refer(),
        number=record.parse(number, *_NUMBER.spellings, default=""),
        party=record.parse_required(_PARTY_TYPE, *_PARTY_TYPE_COLUMN.spellings),
        lead=record.parse(yes_no, *_LEAD.spellings, default=False),
        pledged=_PLEDGED.taken(record),
        paid=_PAID.taken(record),
        **taken_span(record, _START, _END),
    )
    yield group
    if isinstance(party, Organisation):
        yield party
    yield linked
    yield link


def _team_facts(record: Record, setting: Setting) -> Iterator[Fact]:
    county = _county(record, setting)
    group = LinkageGroup(county=county, name=record.require(*_GROUP.spellings))
    team = ResidentTeam(
        scope=county,
        name=record.require(*TEAM.spellings),
        batch=record.take(*BATCH.spellings) or "",
        kind=TeamKind.COUNTY,
    )
    stationed = taken_span(record, STATIONED, WITHDRAWN)
    unit = taken_organisation(record, county, _SENDER)
    member = taken_cadre(record, setting, MEMBER, unit)
    serves = ServesIn(
        start=member.refer(),
        end=team.refer(),
        role=record.parse_required(TEAM_ROLE, *ROLE.spellings),
        **taken_span(record, _START, _END),
    )
    yield group
    yield team
    yield from staff(member, unit)
    yield StationedIn(start=team.refer(), end=Region.ref(county), **stationed)
    yield FieldedBy(start=team.refer(), end=group.refer(), **stationed)
    yield serves


def _county(record: Record, setting: Setting) -> str:
    province, city = record.take(*PROVINCE.spellings), record.take(*CITY.spellings)
    county = record.require(*_COUNTY.spellings)
    try:
        return setting.places.county(province, city, county)
    except BadCell as error:
        column = {PROVINCE.name: PROVINCE, CITY.name: CITY}.get(error.column, _COUNTY)
        raise record.bad(error.rule, error.suggestion, *column.spellings, value=county) from None


def _party(record: Record, setting: Setting, county: str) -> Organisation | Ref[Region]:
    """Give the unit that is a party; a county that is one itself is written by its code.

    Its name would not do: whether it means a region or a unit must not hang on what is loaded.
    """
    text = record.require(*_PARTY.spellings)
    if len(text) not in _CODE_DIGITS or not text.isdigit():
        return organisation(text, county)
    try:
        return Region.ref(setting.places.code(text))
    except BadCell as error:
        raise record.bad(error.rule, error.suggestion, *_PARTY.spellings, value=text) from None


_SERIAL: Final = {"序号": "counts the rows of the file", "备注": "free text, which may name people"}

LINKAGE: Final = Source(
    name="linkage",
    term="五方挂钩成员台账",
    rank=50,
    covers=(Cover(LinkedTo, Placed.COUNTY),),
    forms=(
        Form(
            name="成员单位",
            columns=(
                *(PROVINCE, CITY, _COUNTY, _GROUP, _LINKED, _UNLINKED, _NUMBER, _PARTY),
                *(_PARTY_TYPE_COLUMN, _LEAD, _START, _END, *_PLEDGED.columns, *_PAID.columns),
            ),
            ignored=_SERIAL,
            facts=_party_facts,
        ),
        Form(
            name="工作队",
            columns=(
                *(PROVINCE, CITY, _COUNTY, _GROUP, TEAM, BATCH, STATIONED, WITHDRAWN, MEMBER),
                *(*PROFILE, _SENDER, UNIT_TYPE, AFFILIATION, ROLE, _START, _END),
            ),
            ignored=_SERIAL,
            facts=_team_facts,
        ),
    ),
)
