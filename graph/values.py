"""Value types and their three faces: in Python, on the wire to the database, and in GraphQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, NewType, Self

from pydantic import AfterValidator, Field

FIRST_DAY = date(1, 1, 1)
"""The start of a period whose beginning is unknown."""
LAST_DAY = date(9999, 12, 31)
"""The end of a period that is still open."""

_BIGGEST = 2**53 - 1  # what every JSON reader keeps exactly


class Vocabulary(Enum):
    """A closed list: the name is stored and asked for, the value is the Chinese label."""

    aliases: tuple[str, ...]

    def __new__(cls, label: str, *aliases: str) -> Self:
        """Make one entry from its label and the other spellings that registers use."""
        entry = object.__new__(cls)
        entry._value_ = label
        entry.aliases = aliases
        return entry

    @property
    def label(self) -> str:
        """The Chinese term."""
        return str(self.value)

    @classmethod
    def spellings(cls) -> dict[str, Self]:
        """Every text that means an entry: label, alias and name."""
        return {text: entry for entry in cls for text in (entry.label, *entry.aliases, entry.name)}


class Precision(Vocabulary):
    """How exactly a source gave a date (日期精度)."""

    DAY = ("日",)
    MONTH = ("月",)
    YEAR = ("年",)


def _year_month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise ValueError("a year and month is written YYYY-MM")
    return text


Fen = Annotated[int, Field(ge=-_BIGGEST, le=_BIGGEST), "Fen"]
"""Money in fen, a hundredth of a yuan: never a float."""
Ratio = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), "Ratio"]
"""A share between 0 and 1."""
YearMonth = Annotated[str, AfterValidator(_year_month), "YearMonth"]
"""A year and month, YYYY-MM."""
Whole = Annotated[int, Field(ge=-(2**31), lt=2**31)]
"""A whole number that GraphQL's 32-bit Int can carry."""
Long = Annotated[int, Field(ge=-_BIGGEST, le=_BIGGEST), "Long"]
"""A whole number beyond 32 bits, exact in every JSON reader."""
Hash = NewType("Hash", str)
"""A keyed hash of a number that must not be kept."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """One type of property: its GraphQL name and what the database must hold.

    `stored` is the Python class the driver gives back; `spoken` wraps a Cypher expression so that
    the answer arrives in the form that JSON wants.
    """

    graphql: str
    stored: type
    encode: Callable[[Any], Any] | None = None
    spoken: str = "{}"
    vocabulary: type[Vocabulary] | None = None


def _name(entry: Enum) -> str:
    return entry.name


TEXT = ValueType("String", str)
WHOLE = ValueType("Int", int)
BOOLEAN = ValueType("Boolean", bool)
DATE = ValueType("Date", date, spoken="toString({})")
FLOAT = ValueType("Float", float)
_TAGGED = {
    "Fen": ValueType("Fen", int),
    "Long": ValueType("Long", int),
    "Ratio": ValueType("Ratio", float),
    "YearMonth": ValueType("YearMonth", str),
}
_PLAIN: dict[object, ValueType] = {
    str: TEXT,
    int: WHOLE,
    bool: BOOLEAN,
    date: DATE,
    float: FLOAT,
    Hash: TEXT,
}


def value_type(annotation: object, marks: tuple[object, ...]) -> ValueType | None:
    """Find the type of a property from its bare annotation and what `Annotated` said of it."""
    for mark in marks:
        if isinstance(mark, str) and mark in _TAGGED:
            return _TAGGED[mark]
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return ValueType(annotation.__name__, str, encode=_name, vocabulary=annotation)
    return _PLAIN.get(annotation)
