"""Build a schema from its text, with scalars of the oracle's own."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from graphql import GraphQLError, GraphQLScalarType, GraphQLSchema, build_schema


def plain_schema(sdl: str) -> GraphQLSchema:
    """Build the schema; each scalar refuses what it should not hold."""
    schema = build_schema(sdl)
    for name, (read, give) in _SCALARS.items():
        scalar = schema.type_map.get(name)
        if isinstance(scalar, GraphQLScalarType):
            scalar.coerce_input_value, scalar.coerce_output_value = read, give
    return schema


def _want(fits: object, value: Any) -> Any:
    if not fits:
        raise GraphQLError("this is no such value")
    return value


def _read_date(text: Any) -> date:
    _want(isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", text), text)
    return date.fromisoformat(text)


def _give_date(value: Any) -> str:
    day: date = _want(isinstance(value, date), value)
    return day.isoformat()


def _whole(value: Any) -> Any:
    return _want(type(value) is int and abs(value) < 2**53, value)


def _finite(value: Any) -> Any:
    return _want(type(value) in {int, float} and math.isfinite(value), value)


def _month(value: Any) -> Any:
    return _want(isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d", value), value)


_SCALARS = {
    "Date": (_read_date, _give_date),
    "Fen": (_whole, _whole),
    "Long": (_whole, _whole),
    "Ratio": (lambda value: float(_finite(value)), _finite),
    "YearMonth": (_month, _month),
}
