"""Projects: the county's project bank, stages, task forces, and who benefits."""

from __future__ import annotations

from datetime import date

from graph.kinds import (
    Caption,
    Cardinality,
    Indexed,
    Key,
    Node,
    Relationship,
    Searched,
    Temporal,
)
from graph.model.organisations import Organisation
from graph.model.people import Household
from graph.model.regions import Region, Village
from graph.model.vocabularies import BenefitKind, ProjectCategory, ProjectNature, StageCode
from graph.values import Fen, Whole


class Project(Node):
    """A project of a county's project bank (帮扶项目)."""

    county: Key[str]
    """所在县: the code of the county whose bank lists it."""
    number: Key[Indexed[str]]
    """项目编号: its number in the bank."""
    name: Caption[Searched[str]]
    """项目名称: what it is called."""
    category: Indexed[ProjectCategory]
    """项目类别: what it is for."""
    nature: ProjectNature | None = None
    """建设性质: new, continued or extended."""
    year: Indexed[Whole | None] = None
    """年度: the year for which it was banked."""
    content: str | None = None
    """建设任务: what is to be built or done."""
    budget: Fen | None = None
    """资金规模: the whole budget."""
    fiscal: Fen | None = None
    """财政资金: the share of fiscal money."""
    beneficiaries: Whole | None = None
    """受益户数: households said to benefit."""
    target: str | None = None
    """绩效目标: what it is to reach."""
    linkage: str | None = None
    """联农带农机制: how it carries households along."""


class LocatedIn(Relationship[Project, Village | Region], inverse="projects"):
    """A project is located in a village or region (实施地点)."""


class CarriedOutBy(Temporal, Relationship[Project, Organisation], inverse="projects"):
    """A project is carried out by a unit (实施单位)."""


class Benefits(Temporal, Relationship[Project, Household | Village], inverse="benefits_from"):
    """A project benefits a household or village (受益对象)."""

    kind: Key[BenefitKind]
    """受益方式: how it benefits."""
    amount: Fen | None = None
    """受益金额: what was received."""


class ProjectStage(Node):
    """A stage of a project with its dates (项目阶段)."""

    project: Key[str]
    """项目: the key of the project."""
    stage: Key[str]
    """阶段序号: two digits and the name of the stage, in the order of the life cycle."""
    code: Indexed[StageCode]
    """阶段: which stage it is."""
    title: Caption[str]
    """名称: the stage in words."""
    planned: date | None = None
    """计划日期: when it was to be reached."""
    actual: date | None = None
    """实际日期: when it was reached."""
    document: str | None = None
    """文号: the document that proves it."""


class StageOf(Relationship[ProjectStage, Project], inverse="stages", forward=Cardinality.ONE):
    """A stage belongs to a project (所属项目)."""


class TaskForce(Node):
    """The group that manages one project under a lead cadre (项目专班)."""

    project: Key[str]
    """项目: the key of the project."""
    name: Key[Caption[Searched[str]]]
    """专班名称: what it is called."""


class Manages(Temporal, Relationship[TaskForce, Project], inverse="managed_by"):
    """A task force manages a project (专班负责项目)."""
