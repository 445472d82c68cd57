"""Organisations: the units that send helpers, carry out projects and issue policies."""

from __future__ import annotations

from graph.kinds import Caption, Cardinality, Indexed, Key, Node, Relationship, Searched, Temporal
from graph.model.regions import Region, Village
from graph.model.vocabularies import Affiliation, UnitType


class Organisation(Node):
    """A unit: organ, institution, university, enterprise or village body (单位)."""

    region: Key[str]
    """所在区划: the code of the region whose names it stands among."""
    name: Key[Caption[Searched[str]]]
    """单位名称: the full name."""
    unit_type: Indexed[UnitType | None] = None
    """单位类型: what sort of unit it is."""
    affiliation: Affiliation | None = None
    """隶属关系: the level that it belongs to."""
    credit_code: Indexed[str | None] = None
    """统一社会信用代码: the 18-character unified social credit code."""
    rear_support: bool | None = None
    """是否后台支持部门: whether it is a rear support department."""
    address: str | None = None
    """单位地址: where it is."""


class SubordinateTo(
    Temporal,
    Relationship[Organisation, Organisation],
    inverse="superior_of",
    forward=Cardinality.ONE,
):
    """A unit answers to a superior unit (上级单位)."""


class SeatedIn(Relationship[Organisation, Region | Village], inverse="seat_of"):
    """A unit has its seat in a region or village (单位驻地)."""
