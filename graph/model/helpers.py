"""Helpers: cadres in office, their posts, resident teams, pairings with households, visits."""

from __future__ import annotations

from datetime import date

from graph.kinds import (
    Caption,
    Cardinality,
    Indexed,
    Key,
    Node,
    Number,
    Personal,
    Privacy,
    Relationship,
    Searched,
    Secret,
    Temporal,
)
from graph.model.organisations import Organisation
from graph.model.people import Household
from graph.model.projects import Project
from graph.model.regions import Region, Village
from graph.model.vocabularies import (
    PairingDuty,
    Politics,
    PostRole,
    Rank,
    Sex,
    TeamKind,
    TeamRole,
    VisitMode,
)
from graph.values import Hash


class Cadre(Node):
    """Somebody in office who helps or answers for help (干部)."""

    organisation: Key[str]
    """单位: the key of the unit in which they are known."""
    name: Key[Caption[Searched[str]]]
    """姓名: the name under which they act in office, as on public notice boards."""
    distinction: Key[str] = ""
    """同名区分: what tells namesakes of one unit apart, as the roster writes it."""
    sex: Sex | None = None
    """性别: as registered."""
    rank: Indexed[Rank | None] = None
    """职务级别: rank of the cadre."""
    title: str | None = None
    """职务: office held in the sending unit."""
    politics: Politics | None = None
    """政治面貌: as registered."""
    phone: Personal[str | None] = None
    """联系电话: eleven digits."""
    citizen: Secret[Hash | None] = None
    """证件号码: keyed hash of the citizen number, for matching only."""


class WorksFor(Temporal, Relationship[Cadre, Organisation], inverse="staff"):
    """A cadre works for a unit (所在单位)."""


class Post(Node):
    """An office with duties for a region, village or unit (职务岗位)."""

    scope: Key[str]
    """范围: the code of the region or village, or the key of the unit."""
    title: Key[Caption[Searched[str]]]
    """职务名称: what the office is called."""
    role: Indexed[PostRole]
    """职务类别: what the office is for."""


class Holds(Temporal, Relationship[Cadre, Post], inverse="held_by"):
    """A cadre holds a post (任职)."""

    end_reason: str | None = None
    """离任原因: why it ended."""


class AnswersFor(Temporal, Relationship[Post, Region | Village], inverse="answered_for_by"):
    """A post answers for a region or village (责任区域)."""


class ResidentTeam(Node):
    """A team stationed in a village or county (工作队)."""

    scope: Key[str]
    """驻地: the code of the village or county."""
    name: Key[Caption[Searched[str]]]
    """工作队名称: what the team is called."""
    batch: Key[str] = ""
    """批次: which batch it belongs to, where batches are counted."""
    kind: Indexed[TeamKind]
    """类别: stationed in a village or a county."""


class StationedIn(Temporal, Relationship[ResidentTeam, Village | Region], inverse="resident_teams"):
    """A team is stationed in a village or county (派驻)."""


class ServesIn(Temporal, Relationship[Cadre, ResidentTeam], inverse="members"):
    """A cadre serves in a team (驻村任职)."""

    role: TeamRole
    """队内职务: leader, first secretary or member."""
    end_reason: str | None = None
    """离队原因: why it ended, recall included."""


class Sends(Temporal, Relationship[Organisation, ResidentTeam], inverse="sent_by"):
    """A unit sends a team (选派单位)."""


class PairedWith(
    Temporal, Relationship[Cadre, Household], inverse="paired_by", privacy=Privacy.PUBLIC
):
    """A cadre answers for a household (结对帮扶)."""

    number: Number[str] = ""
    """结对编号: the register's own number for the pairing."""
    duty: PairingDuty
    """帮扶责任: first or second helper."""
    end_reason: str | None = None
    """调整或解除原因: why it ended."""


class Visit(Node, privacy=Privacy.CASE):
    """A visit paid to a household, village or project (走访)."""

    county: Key[str]
    """所在县: the code of the county whose register numbers it."""
    number: Key[str]
    """走访编号: the register's number, else who, whom and when."""
    title: Caption[str]
    """标题: the day and the manner."""
    day: Indexed[date]
    """走访日期: the day."""
    mode: VisitMode | None = None
    """走访方式: at home, by telephone, at a meeting."""
    finding: Personal[str | None] = None
    """走访情况: what was found."""


class MadeBy(Relationship[Visit, Cadre], inverse="visits"):
    """A visit was made by a cadre (走访人)."""


class PaidTo(
    Relationship[Visit, Household | Village | Project],
    inverse="visits",
    forward=Cardinality.ONE,
):
    """A visit was paid to a household, village or project (走访对象)."""
