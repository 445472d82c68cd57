"""The kinds of export that counties hold, each in a file of its own."""

from __future__ import annotations

from typing import Final

from loaders.sources.divisions import DIVISIONS
from loaders.sources.households import HOUSEHOLDS
from loaders.sources.incomes import INCOME_LEDGERS
from loaders.sources.linkage import LINKAGE
from loaders.sources.pairings import PAIRINGS
from loaders.sources.policies import POLICIES
from loaders.sources.posts import POSTS
from loaders.sources.projects import PROJECTS
from loaders.sources.source import Fact, Form, Setting, Source
from loaders.sources.teams import TEAMS
from loaders.sources.villages import VILLAGES
from loaders.sources.visits import VISITS

__all__ = ["SOURCES", "Fact", "Form", "Setting", "Source"]

SOURCES: Final[tuple[Source, ...]] = (
    DIVISIONS,
    HOUSEHOLDS,
    INCOME_LEDGERS,
    PAIRINGS,
    VISITS,
    VILLAGES,
    TEAMS,
    POSTS,
    LINKAGE,
    PROJECTS,
    POLICIES,
)
"""Every source; the order decides nothing, `stage` does."""
