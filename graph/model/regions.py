"""Regions and villages: the tree of administrative divisions with its 12-digit codes."""

from __future__ import annotations

from graph.kinds import Caption, Cardinality, Indexed, Key, Node, Relationship, Searched, Temporal
from graph.model.vocabularies import RegionLevel, VillageKind


class Region(Temporal, Node):
    """An administrative division from province to township (行政区划)."""

    code: Key[str]
    """区划代码: the 12-digit statistical code; shorter codes are filled with zeros."""
    name: Caption[Searched[Indexed[str]]]
    """名称: the official name."""
    level: Indexed[RegionLevel]
    """级别: province, city, county or township."""
    path: str
    """全称: the names from the province down, one after another."""
    aliases: Searched[tuple[str, ...]] = ()
    """别名: other and earlier names under which registers list it."""


class Village(Temporal, Node):
    """An administrative village or community (行政村): the unit that plans and teams work in."""

    code: Key[str]
    """区划代码: the 12-digit statistical code."""
    name: Caption[Searched[Indexed[str]]]
    """名称: the name as published, with its suffix."""
    kind: VillageKind
    """类别: villagers' committee, residents' committee, or a similar unit."""
    path: str
    """全称: the names from the province down, one after another."""
    aliases: Searched[tuple[str, ...]] = ()
    """别名: other names under which registers list it, such as the name without its suffix."""


class PartOf(Temporal, Relationship[Region, Region], inverse="has_parts", forward=Cardinality.ONE):
    """A region is part of the region above it (上级区划)."""


class LiesIn(
    Temporal, Relationship[Village, Region], inverse="has_villages", forward=Cardinality.ONE
):
    """A village lies in a township (所属乡镇)."""


class Replaces(Relationship[Region, Region], inverse="replaced_by"):
    """A region takes the place of an earlier one after a renaming or merger (区划变更)."""

    document: str = ""
    """文件: the document that ordered the change."""
