"""The values that a plan leaves open: where each comes from, and how it is made ready."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from graphql import ValueNode, VariableNode

from graph.errors import PlanError, TooMuch

TODAY = "today"
MOST_ROWS = 1000
_SHANGHAI = ZoneInfo("Asia/Shanghai")
Ready = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: a path into the variables, or the document itself.

    A tuple in the document is a list of further sources.
    """

    path: tuple[str, ...] = ()
    literal: Any = None

    def of(self, variables: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever was given
        """Fetch the value as it was given."""
        value: Any = self.literal
        if self.path:
            value = variables
            for name in self.path:
                value = value[name]
        if isinstance(value, tuple):
            return [one.of(variables) for one in value]
        return value


@dataclass(slots=True)
class Holes:
    """The open values of one plan, each under the name by which the statement asks for it."""

    filled: dict[str, tuple[Source, Ready]] = field(default_factory=dict)

    def add(self, source: Source, ready: Ready) -> str:
        """Open a hole and name it."""
        name = f"p{len(self.filled)}"
        self.filled[name] = (source, ready)
        return name

    def name(self, name: str, source: Source, ready: Ready) -> None:
        """Open a hole under a name that a hand-written text uses."""
        self.filled[name] = (source, ready)

    def rename(self, hole: str, name: str) -> None:
        """Give a hole the name that a hand-written text uses."""
        self.filled[name] = self.filled.pop(hole)

    def today(self) -> str:
        """Name the hole for the day of asking; it is filled with today in Shanghai."""
        self.filled.setdefault(TODAY, (Source(), _today))
        return TODAY

    def fill(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Give every hole its value for one request."""
        return {name: ready(source.of(variables)) for name, (source, ready) in self.filled.items()}


def source_of(node: ValueNode, value: object) -> Source:
    """Say where an argument's value comes from; `value` is its coerced form."""
    return Source((node.name.value,)) if isinstance(node, VariableNode) else Source((), value)


def same(value: Any) -> Any:  # noqa: ANN401 - whatever was given
    """Use a value as it is."""
    return value


def _today(_nothing: object) -> date:
    return datetime.now(_SHANGHAI).date()


def page_limit(first: object) -> int:
    """Ask for one row more than wanted, so that the answer tells whether there are others."""
    if not isinstance(first, int) or first < 1:
        raise PlanError(f"first must be at least 1; it is {first}")
    if first > MOST_ROWS:
        raise TooMuch(f"first is {first}; at most {MOST_ROWS} rows are given at a time")
    return first + 1


def write_cursor(keys: list[object]) -> str:
    """Write the keys of a row as a cursor: opaque, safe in addresses."""
    return base64.urlsafe_b64encode(orjson.dumps(keys)).decode().rstrip("=")


def cursor_key(place: int, size: int) -> Ready:
    """Read one of the keys of a cursor; anything else than our own cursor is refused."""

    def ready(cursor: object) -> str:
        text = cursor if isinstance(cursor, str) else ""
        try:
            keys = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (binascii.Error, ValueError):
            keys = None
        if (
            not isinstance(keys, list)
            or len(keys) != size
            or not all(isinstance(k, str) for k in keys)
        ):
            raise PlanError("after is not a cursor of this list; use endCursor of its last page")
        return str(keys[place])

    return ready


def day(value: object) -> date:
    """Take a day as the scalar read it."""
    if not isinstance(value, date):
        raise PlanError("asOf is a day, YYYY-MM-DD")
    return value
