"""Village ledgers: how a village stood in each year, and the lists it was put on."""

from __future__ import annotations

from graph.kinds import Caption, Cardinality, Indexed, Key, Node, Relationship, Searched, Temporal
from graph.model.regions import Region, Village
from graph.values import Fen, Whole


class VillageState(Temporal, Node):
    """How a village stood in a year (行政村年度台账)."""

    village: Key[str]
    """行政村: the code of the village."""
    period: Key[Caption[Indexed[str]]]
    """期间: the year."""
    households: Whole | None = None
    """总户数: all households."""
    persons: Whole | None = None
    """总人口数: all persons."""
    allowance_households: Whole | None = None
    """低保户数: households on minimum living allowance."""
    allowance_persons: Whole | None = None
    """低保人口数: persons on minimum living allowance."""
    destitute_persons: Whole | None = None
    """特困供养人口数: persons on destitute support."""
    disabled_persons: Whole | None = None
    """残疾人口数: disabled persons."""
    unsafe_houses: Whole | None = None
    """危房户数: households in unsafe houses."""
    unsafe_water: Whole | None = None
    """未实现饮水安全户数: households without safe water."""
    hard_road: bool | None = None
    """通沥青水泥路: whether a hard road leads to the township."""
    bus: bool | None = None
    """通客运班车: whether a bus runs."""
    clinics: Whole | None = None
    """卫生室个数: village clinics."""
    doctors: Whole | None = None
    """执业医师: licensed doctors."""
    collective_income: Fen | None = None
    """村级集体经济收入: income of the collective in the year."""
    net_income_per_head: Fen | None = None
    """农民人均纯收入: net income by head."""
    left_list: bool | None = None
    """是否出列: whether the village has left the list of poor villages."""


class DescribesVillage(
    Relationship[VillageState, Village], inverse="ledger", forward=Cardinality.ONE
):
    """A ledger year describes a village (台账所属)."""


class Designation(Node):
    """A list that villages are put on, such as key villages (重点村名单)."""

    region: Key[str]
    """发布区划: the code of the region that keeps the list."""
    name: Key[Caption[Searched[str]]]
    """名称: what the list is called."""


class DesignatedAs(Temporal, Relationship[Village, Designation], inverse="designates"):
    """A village is on a list for a time (列入名单)."""

    document: str = ""
    """文件: the document that names it."""


class Publishes(Relationship[Region, Designation], inverse="published_by"):
    """A region publishes a list of villages (名单发布)."""
