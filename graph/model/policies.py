"""Policies: documents, their articles, the figures they state, and where they apply."""

from __future__ import annotations

from datetime import date

from graph.kinds import Caption, Cardinality, Indexed, Key, Node, Relationship, Searched, Temporal
from graph.model.linkage import LinkageGroup
from graph.model.organisations import Organisation
from graph.model.projects import Project
from graph.model.regions import Region
from graph.model.vocabularies import PolicyLevel
from graph.values import Whole


class Policy(Temporal, Node):
    """A document that sets duties or promises help (政策文件)."""

    number: Key[Indexed[str]]
    """发文字号: the document number, else the issuer and the title."""
    issuer: Indexed[str]
    """发文机关: the name of the issuing body."""
    title: Caption[Searched[str]]
    """标题: the full title."""
    level: Indexed[PolicyLevel | None] = None
    """层级: the level of the issuing body."""
    issued: date | None = None
    """成文日期: the date on the document."""


class IssuedBy(Relationship[Policy, Organisation], inverse="issued_policies"):
    """A policy is issued by a body (发文)."""


class AppliesIn(Temporal, Relationship[Policy, Region], inverse="policies"):
    """A policy applies in a region (适用地区)."""


class Implements(Relationship[Policy, Policy], inverse="implemented_by"):
    """A policy carries out or refers to another one (落实文件)."""


class Article(Node):
    """One article or numbered passage of a policy (政策条款)."""

    policy: Key[str]
    """文件: the key of the policy."""
    number: Key[str]
    """条款号: its place in the outline, such as 02.03."""
    title: Caption[Searched[str]]
    """标题: its heading, else its first words."""
    text: Searched[str]
    """正文: the wording."""
    order: Whole
    """次序: its place from the top, counted from one."""


class ArticleOf(Relationship[Article, Policy], inverse="articles", forward=Cardinality.ONE):
    """An article belongs to a policy (所属文件)."""


class Under(Relationship[Article, Article], inverse="parts", forward=Cardinality.ONE):
    """An article stands under another one in the outline (上级条款)."""


class Statement(Node):
    """A figure that a document states, kept apart from counted records (数字表述)."""

    source: Key[str]
    """出处: the key of the article that states it."""
    number: Key[str]
    """序号: its place in the article."""
    indicator: Caption[Searched[str]]
    """指标: what is counted."""
    value: str
    """数值: the exact decimal number as text."""
    unit: str
    """单位: what the number counts in."""
    scope: str | None = None
    """范围: whom or where it speaks of."""
    period: str | None = None
    """时期: when it holds."""
    qualifier: str | None = None
    """限定: cumulative, about, at least, share."""


class StatedIn(Relationship[Statement, Article], inverse="statements", forward=Cardinality.ONE):
    """A figure is stated in an article (表述出处)."""


class BasedOn(Relationship[Project | LinkageGroup, Policy], inverse="basis_of"):
    """A project or linkage rests on a policy (政策依据)."""
