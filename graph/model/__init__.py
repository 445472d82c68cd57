"""The field: every kind of node and relationship, by subject."""

from __future__ import annotations

from graph.catalogue import Model
from graph.model import (
    duties,
    evidence,
    helpers,
    linkage,
    organisations,
    people,
    policies,
    projects,
    regions,
    villages,
)

MODEL = Model.gather(
    regions,
    organisations,
    people,
    villages,
    projects,
    helpers,
    duties,
    linkage,
    policies,
    evidence,
)
