"""What a source is: a kind of export, its forms, and how a row becomes facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from graph.kinds import Node, Relationship
from loaders.identity import Identity
from loaders.places import Places
from loaders.record import Column, Record
from loaders.sources.memory import Memory

Fact: TypeAlias = Node | Relationship[Any, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a row cannot say itself: the day its file speaks for, and what to look things up in.

    One setting serves one file. `county` is the 12-digit code of the file's county, for tables
    without a column that names it.
    """

    data_date: date
    identity: Identity
    places: Places
    county: str = ""
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of table: its columns, the ones left aside with the reason, and its reading."""

    name: str
    columns: tuple[Column, ...]
    ignored: Mapping[str, str]
    facts: Callable[[Record, Setting], Iterable[Fact]]


class Placed(Enum):
    """What ties an end of a link to a region."""

    HOUSEHOLD = "household"
    VILLAGE = "village"
    TEAM = "team"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Cover:
    """A kind of link of which a full list names every one in its region.

    `placed` says what the end is that lies in the region; `at_end` whether it is the link's end.
    """

    link: type[Relationship[Any, Any]]
    placed: Placed
    at_end: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of export that counties hold.

    `rank` decides when two sources disagree: the higher is believed. `stage` orders loading:
    what later rows look up (the divisions) comes first. `data_date` serves files that name none.
    `covers` are the links that a full list ends when it no longer mentions them.
    """

    name: str
    term: str
    rank: int
    forms: tuple[Form, ...]
    stage: int = 1
    data_date: date | None = None
    covers: tuple[Cover, ...] = ()
