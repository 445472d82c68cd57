"""How large an invented county is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts of an invented county; villages beyond those of the county are not invented.

    States are told for each year, incomes for each quarter as well.
    """

    households: int = 2_000
    persons: int = 6_000
    cadres: int = 900
    villages: int = 60
    projects: int = 60
    years: tuple[int, ...] = (2018, 2019, 2020)
    quarters: tuple[tuple[int, int], ...] = ((2019, 1), (2019, 2), (2019, 3), (2019, 4))
    visits: float = 0.5

    def __post_init__(self) -> None:
        if self.persons < self.households:
            raise ValueError("every household has at least one person")
        if self.persons > 7 * self.households:
            raise ValueError("a household has at most seven persons")


DEMO = Scale()
"""A county to look at."""
BENCH = Scale(households=40_000, persons=90_000, cadres=20_000, villages=280, projects=1_000)
"""A county to measure with."""
TINY = Scale(households=60, persons=170, cadres=120, villages=12, projects=20)
"""A county for a quick test."""
