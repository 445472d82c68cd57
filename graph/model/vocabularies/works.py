"""Closed lists about projects, policies and changes."""

from __future__ import annotations

from graph.values import Vocabulary


class ProjectCategory(Vocabulary):
    """Category of a project (项目类别)."""

    INDUSTRY = ("产业发展", "产业", "产业扶贫")
    EMPLOYMENT = ("就业项目", "就业扶贫", "就业")
    CONSTRUCTION = ("乡村建设行动", "基础设施")
    LIVING = ("生活条件改善",)
    EDUCATION = ("教育扶贫",)
    MANAGEMENT = ("项目管理费",)
    OTHER = ("其他", "其它")


class ProjectNature(Vocabulary):
    """Nature of the works (建设性质)."""

    NEW = ("新建",)
    CONTINUED = ("续建",)
    EXTENDED = ("改扩建", "改建", "扩建")


class StageCode(Vocabulary):
    """Stage of a project's life (项目阶段)."""

    BANKED = ("入库", "储备")
    APPROVED = ("立项批复", "批复")
    TENDERED = ("招标", "招投标")
    STARTED = ("开工",)
    FINISHED = ("完工", "竣工")
    ACCEPTED = ("验收",)
    AUDITED = ("审计",)
    HANDED_OVER = ("移交",)


class BenefitKind(Vocabulary):
    """How somebody benefits from a project (受益方式)."""

    TAKES_PART = ("直接参与",)
    WORK = ("就业", "务工", "带动就业")
    DIVIDEND = ("分红", "收益分配")
    FACILITY = ("设施受益", "公共服务")


class PolicyLevel(Vocabulary):
    """Level of the body that issued a policy (政策层级)."""

    CENTRAL = ("国家", "中央")
    PROVINCE = ("省", "省级")
    CITY = ("市", "市级")
    COUNTY = ("县", "县级", "区")


class ChangeKind(Vocabulary):
    """What happened to a value or a thing (变更类别)."""

    CHANGED = ("变更",)
    OVERRULED = ("未采用",)
    ENDED = ("终止",)
    REOPENED = ("恢复",)
