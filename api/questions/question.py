"""What a hand-written root declares: its subject, its Cypher head, and the columns of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graph.values import Vocabulary


@dataclass(frozen=True, slots=True)
class Told:
    """A scalar: a text, a date (null where `BOUNDS` say so), or an entry of a closed list."""

    name: str
    about: str
    type: str | type[Vocabulary]
    required: bool = False


@dataclass(frozen=True, slots=True)
class OneThing:
    """A node of one of these kinds, or null."""

    name: str
    about: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ManyThings:
    """A list of nodes of these kinds."""

    name: str
    about: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A list of links, in the order in which they lead from the answer to the subject."""

    name: str
    about: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]


Column: TypeAlias = Told | OneThing | ManyThings | Chain


@dataclass(frozen=True, slots=True)
class Question:
    """A root `name(of: ID!, asOf, first, after)` whose rows are objects of type `row`.

    `head` gives the text for one kind of subject, with `$of` for its key and `$day` for the day;
    it ends by naming the columns with WITH. `order` names text columns that sort its rows and of
    which no two rows share all. What cannot be a subject is refused with the list of what can.
    """

    name: str
    about: str
    row: str
    subjects: tuple[str, ...]
    head: Callable[[str], str]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
