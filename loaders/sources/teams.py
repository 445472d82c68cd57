"""Rosters of resident teams: one member a row, first secretaries with their post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.kinds import Ref
from graph.model.helpers import (
    AnswersFor,
    Cadre,
    Holds,
    Post,
    ResidentTeam,
    Sends,
    ServesIn,
    StationedIn,
)
from graph.model.regions import Village
from graph.model.vocabularies import PostRole, TeamKind, TeamRole
from loaders.cells import yes_no
from loaders.record import Column, Record
from loaders.sources.cadres import PROFILE, staff, taken_cadre
from loaders.sources.labels import label
from loaders.sources.location import COUNTY, LOCATION, TOWN, VILLAGE, located, needed, village_of
from loaders.sources.organisations import AFFILIATION, UNIT_TYPE, taken_organisation
from loaders.sources.periods import Span, taken_span
from loaders.sources.source import Cover, Fact, Form, Placed, Setting, Source

TEAM: Final = Column("工作队名称", ("驻村工作队名称",), required=True)
BATCH: Final = Column("批次", ("工作队批次",))
STATIONED: Final = Column("工作队进驻时间", ("进驻时间",))
WITHDRAWN: Final = Column("工作队撤离时间", ("撤离时间",))
ROLE: Final = Column("队内职务")
MEMBER: Final = Column("姓名", ("队员姓名",), required=True)
TEAM_ROLE: Final = label(TeamRole)

_SENDER: Final = Column("选派单位", ("派出单位", "帮扶(选派)单位名称"), required=True)
_IS_SECRETARY: Final = Column("是否第一书记")
_IS_LEADER: Final = Column("是否工作队队长", ("是否队长",))
_START: Final = Column("驻村开始时间", ("开始时间",))
_END: Final = Column("驻村结束时间", ("结束时间",))
_REASON: Final = Column("离队原因")
_SECRETARY: Final = "第一书记"
_PLACES: Final = {COUNTY, TOWN, VILLAGE}


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    village = Village.ref(village_of(record, location))
    unit = taken_organisation(record, location.county, _SENDER)
    member = taken_cadre(record, setting, MEMBER, unit)
    team = ResidentTeam(
        scope=village.key,
        name=record.require(*TEAM.spellings),
        batch=record.take(*BATCH.spellings) or "",
        kind=TeamKind.VILLAGE,
    )
    stationed = taken_span(record, STATIONED, WITHDRAWN)
    serves = taken_span(record, _START, _END)
    role, secretary = _role(record)
    reason = record.take(*_REASON.spellings)
    yield team
    yield from staff(member, unit)
    yield StationedIn(start=team.refer(), end=village, **stationed)
    yield Sends(start=unit.refer(), end=team.refer(), **stationed)
    yield ServesIn(start=member.refer(), end=team.refer(), role=role, end_reason=reason, **serves)
    if secretary:
        yield from _first_secretary(member, village, serves, reason)


def _role(record: Record) -> tuple[TeamRole, bool]:
    """Give the role, and whether the member is first secretary, which a leader may also be."""
    said = record.parse(TEAM_ROLE, *ROLE.spellings)
    secretary = record.parse(yes_no, *_IS_SECRETARY.spellings) or said is TeamRole.FIRST_SECRETARY
    leader = record.parse(yes_no, *_IS_LEADER.spellings)
    if said is not None:
        return said, secretary
    if leader:
        return TeamRole.LEADER, secretary
    return TeamRole.FIRST_SECRETARY if secretary else TeamRole.MEMBER, secretary


def _first_secretary(
    member: Cadre, village: Ref[Village], serves: Span, reason: str | None
) -> Iterator[Fact]:
    post = Post(scope=village.key, title=_SECRETARY, role=PostRole.FIRST_SECRETARY)
    yield post
    yield AnswersFor(start=post.refer(), end=village)
    yield Holds(start=member.refer(), end=post.refer(), end_reason=reason, **serves)


TEAMS: Final = Source(
    name="teams",
    term="驻村工作队花名册",
    rank=50,
    covers=(Cover(StationedIn, Placed.VILLAGE), Cover(ServesIn, Placed.TEAM)),
    forms=(
        Form(
            name="驻村工作队花名册",
            columns=(
                *(needed(each) if each in _PLACES else each for each in LOCATION),
                *(TEAM, BATCH, _SENDER, UNIT_TYPE, AFFILIATION, STATIONED, WITHDRAWN),
                *(MEMBER, *PROFILE, ROLE, _IS_SECRETARY, _IS_LEADER, _START, _END, _REASON),
            ),
            ignored={
                "序号": "counts the rows of the file",
                "是否驻村队员": "a row is a member",
                "学历": "no part of what a cadre is known by",
                "备注": "free text, which may name people",
            },
            facts=_facts,
        ),
    ),
)
