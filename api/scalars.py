"""GraphQL scalars of the field: how a text becomes a value, and what an answer may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

Date = NewType("Date", date)
Fen = NewType("Fen", int)
Long = NewType("Long", int)
Ratio = NewType("Ratio", float)
YearMonth = NewType("YearMonth", str)

_BIGGEST = 2**53 - 1
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Face:
    """One scalar: its description, how it is read from a request, and what an answer may hold.

    `check` is a Python expression over `{}` that is true for a wrong value; the shaper puts it
    in line. `give` refuses the same values one at a time, for graphql-core.
    """

    python: Any
    about: str
    read: Callable[[Any], Any]
    check: str


def _day(value: object) -> date:
    # Python reads other forms of ISO 8601 as well; what is given out is what is taken.
    text = value if isinstance(value, str) and _WRITTEN.fullmatch(value) else ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise GraphQLError("a date is written YYYY-MM-DD") from None


def _whole(value: object) -> int:
    if type(value) is not int or abs(value) > _BIGGEST:
        raise GraphQLError(f"a whole number between -{_BIGGEST} and {_BIGGEST} is wanted")
    return value


def _share(value: object) -> float:
    if type(value) not in (int, float) or not 0 <= value <= 1:  # type: ignore[operator]  # a number by now
        raise GraphQLError("a share lies between 0 and 1")
    return float(value)  # type: ignore[arg-type]  # a number by now


def _month(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise GraphQLError("a year and month is written YYYY-MM")
    return value


_TEXT = "{0}.__class__ is not str"
_DAY = "({0}.__class__ is not str or len({0}) != 10 or {0}[4] != '-' or {0}[7] != '-')"
_MONTH = "({0}.__class__ is not str or len({0}) != 7 or {0}[4] != '-')"
_EXACT = f"({{0}}.__class__ is not int or not -{_BIGGEST} <= {{0}} <= {_BIGGEST})"
_FINITE = "({0}.__class__ is not float and {0}.__class__ is not int or {0} - {0} != 0)"

FACES: Mapping[str, Face] = MappingProxyType(
    {
        "Date": Face(Date, "日期: a day, YYYY-MM-DD.", _day, _DAY),
        "Fen": Face(Fen, "分: money in fen, a hundredth of a yuan; exact.", _whole, _EXACT),
        "Long": Face(Long, "长整数: a whole number up to 2^53 - 1.", _whole, _EXACT),
        "Ratio": Face(Ratio, "比率: a share between 0 and 1.", _share, _FINITE),
        "YearMonth": Face(YearMonth, "年月: a year and month, YYYY-MM.", _month, _MONTH),
    }
)
BUILT_IN: Mapping[str, tuple[Any, str]] = MappingProxyType(
    {
        "String": (str, _TEXT),
        "ID": (strawberry.ID, _TEXT),
        "Int": (int, f"({{0}}.__class__ is not int or not -{2**31} <= {{0}} < {2**31})"),
        "Float": (float, _FINITE),
        "Boolean": (bool, "{0}.__class__ is not bool"),
    }
)


def python_type(name: str) -> Any:  # noqa: ANN401 - what Strawberry takes as an annotation
    """Give the annotation of a scalar."""
    return FACES[name].python if name in FACES else BUILT_IN[name][0]


def check(name: str) -> str:
    """Give the expression over `{0}` that is true for a value the scalar may not hold."""
    return FACES[name].check if name in FACES else BUILT_IN[name][1]


def config() -> StrawberryConfig:
    """Tell Strawberry about the scalars."""
    scalars: dict[object, ScalarDefinition] = {
        face.python: strawberry.scalar(
            name=name, description=face.about, serialize=_same, parse_value=face.read
        )
        for name, face in FACES.items()
    }
    return StrawberryConfig(scalar_map=scalars, disable_field_suggestions=True)


def _same(value: object) -> object:
    return value


def gives(name: str) -> Callable[[Any], Any]:
    """Make the serializer that refuses what an answer may not hold, in the words of the field."""
    wrong = eval(f"lambda value: {check(name).format('value')}")  # noqa: S307 - text of this module alone

    def give(value: object) -> object:
        if wrong(value):
            raise GraphQLError(f"{name} cannot represent this value")
        return value

    return give
