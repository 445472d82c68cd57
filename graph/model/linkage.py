"""Five-party linkage: the group of a county, its parties, its team, and what it coordinates."""

from __future__ import annotations

from graph.kinds import Caption, Cardinality, Key, Node, Number, Relationship, Searched, Temporal
from graph.model.helpers import ResidentTeam
from graph.model.organisations import Organisation
from graph.model.projects import Project
from graph.model.regions import Region
from graph.model.vocabularies import PartyType
from graph.values import Fen


class LinkageGroup(Node):
    """The five-party linkage group of one county (五方挂钩协调小组)."""

    county: Key[str]
    """挂钩县: the code of the county that is helped."""
    name: Key[Caption[Searched[str]]]
    """小组名称: what the group is called."""
    mechanism: str = "五方挂钩"
    """帮扶机制: the scheme that the group belongs to."""


class LinkedTo(Temporal, Relationship[LinkageGroup, Region], inverse="linkage_groups"):
    """A linkage group helps a county (挂钩)."""


class PartyOf(Temporal, Relationship[Organisation | Region, LinkageGroup], inverse="parties"):
    """A unit or county is a party of a linkage group (挂钩成员)."""

    number: Number[str] = ""
    """成员编号: the register's own number for the membership."""
    party: PartyType
    """挂钩方类型: which of the five parties it is."""
    lead: bool = False
    """是否队长单位: whether it leads the group."""
    pledged: Fen | None = None
    """认筹资金: what it pledged."""
    paid: Fen | None = None
    """到位资金: what it paid."""


class FieldedBy(
    Temporal, Relationship[ResidentTeam, LinkageGroup], inverse="teams", forward=Cardinality.ONE
):
    """A team is fielded by a linkage group (小组派出工作队)."""


class Coordinates(Temporal, Relationship[LinkageGroup, Project], inverse="coordinated_by"):
    """A linkage group coordinates a project (协调项目)."""

    amount: Fen | None = None
    """协调资金: the money that it brought."""
