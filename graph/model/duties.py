"""Duties in task forces: which cadre leads or sits on the group that manages a project."""

from __future__ import annotations

from graph.kinds import Relationship, Temporal
from graph.model.helpers import Cadre
from graph.model.projects import TaskForce


class SitsOn(Temporal, Relationship[Cadre, TaskForce], inverse="seats"):
    """A cadre sits on a task force (专班成员)."""

    lead: bool = False
    """是否专班负责人: whether the cadre leads it and answers for the project."""
