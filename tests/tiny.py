"""A tiny field for tests of the machinery: every value type, mark and cardinality once."""

from __future__ import annotations

import sys
from datetime import date

from graph.catalogue import Model
from graph.kinds import (
    Caption,
    Cardinality,
    Indexed,
    Key,
    Node,
    Number,
    Personal,
    Privacy,
    Recorded,
    Relationship,
    Searched,
    Secret,
    Temporal,
)
from graph.values import Fen, Hash, Long, Ratio, Vocabulary, Whole, YearMonth


class Colour(Vocabulary):
    """Colour of a house (颜色)."""

    RED = ("红", "红色", "1")
    GREEN = ("绿", "绿色")
    BLUE = ("蓝",)


class Duty(Vocabulary):
    """What a helper is to a house (责任)."""

    FIRST = ("第一责任人",)
    SECOND = ("第二责任人",)


class Town(Temporal, Node):
    """A place that may hold other places (镇)."""

    code: Key[str]
    """代码: its code."""
    name: Caption[Searched[Indexed[str]]]
    """名称: what it is called."""
    aliases: Searched[tuple[str, ...]] = ()
    """别名: what else it is called."""
    people: Long | None = None
    """人口: how many live there."""


class House(Node, privacy=Privacy.CASE):
    """A house whose people are helped (房屋)."""

    town: Key[str]
    """镇: the code of the town whose numbers it stands among."""
    number: Key[Indexed[str]]
    """编号: its number in the town."""
    owner: Caption[Personal[Searched[str]]]
    """户主: whose it is."""
    colour: Indexed[Colour | None] = None
    """颜色: how it is painted."""
    trims: tuple[Colour, ...] = ()
    """饰色: every colour on it, the main one first."""
    value: Indexed[Fen | None] = None
    """价值: what it is worth."""
    built: Indexed[date | None] = None
    """建成日期: when it was built."""
    sold_in: YearMonth | None = None
    """出售月份: the month in which it was sold."""
    dry: bool | None = None
    """是否干燥: whether it is dry."""
    damage: Ratio | None = None
    """受损比例: the share that is damaged."""
    area: float | None = None
    """面积: square metres."""
    rooms: Indexed[Whole] = 1
    """间数: how many rooms it has."""
    citizen: Secret[Hash | None] = None
    """证件号码: keyed hash of the owner's number."""


class Helper(Node):
    """Somebody who helps (帮手)."""

    name: Key[Caption[Searched[str]]]
    """姓名: the name."""
    phone: Personal[str | None] = None
    """电话: where to call."""


class Work(Node, privacy=Privacy.PARTNER, plural="pieces"):
    """A piece of work done for somebody (工作)."""

    number: Key[str]
    """编号: its number."""
    title: Caption[str]
    """标题: what was done."""
    cost: Fen | None = None
    """费用: what it cost."""
    noted_at: Recorded[str | None] = None
    """登记时间: the instant at which it was noted."""


class Run(Node, recorded=True):
    """One run that wrote something down (批次)."""

    digest: Key[Caption[str]]
    """摘要: what tells it apart."""


class Within(Temporal, Relationship[Town, Town], inverse="holds", forward=Cardinality.ONE):
    """A town lies within a larger one (上级)."""


class StandsIn(Temporal, Relationship[House, Town], inverse="houses", forward=Cardinality.ONE):
    """A house stands in a town (所在镇)."""


class Helps(Temporal, Relationship[Helper, House], inverse="helped_by", privacy=Privacy.PARTNER):
    """A helper helps a house (帮扶)."""

    number: Number[str] = ""
    """编号: the register's own number for the help."""
    duty: Key[Duty]
    """责任: what the helper is to the house."""
    hours: Whole | None = None
    """时数: hours a month."""
    note: Personal[str | None] = None
    """备注: what there is to say."""


class DoneFor(Relationship[Work, House | Town], inverse="work", forward=Cardinality.ONE):
    """Work is done for a house or a town (对象)."""

    share: Ratio | None = None
    """占比: the share of the work."""


class Leads(Temporal, Relationship[Helper, Work], inverse="led_by", backward=Cardinality.ONE):
    """A helper leads a piece of work, alone (负责)."""


class Deputises(
    Relationship[Helper, Helper],
    inverse="deputy",
    forward=Cardinality.ONE,
    backward=Cardinality.ONE,
):
    """A helper stands in for another one (代理)."""

    since: date | None = None
    """起始: from when."""


class Knows(Relationship[Helper, Helper], inverse="known_by"):
    """A helper knows another one (相识)."""


class WrittenIn(Relationship[Work, Run], inverse="wrote", recorded=True):
    """Work was written down in a run (登记批次)."""


TINY = Model.gather(sys.modules[__name__])
