"""Periods as files write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Grain = Literal["day", "month", "year"]
"""How exactly a date is written in the files."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period as files write it: both ends inclusive, None where unknown or open (期间).

    A month or year stands for its first day at the start and for its last day at the end.
    """

    since: date | None = None
    until: date | None = None
    since_grain: Grain = "day"
    until_grain: Grain = "day"

    def holds(self, day: date) -> bool:
        """Say whether the period contains a day."""
        return (self.since or date.min) <= day <= (self.until or date.max)


ALWAYS = Span()
"""From an unknown start to an open end."""
