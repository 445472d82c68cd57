"""Writes an invented county as the files in which real ones keep such facts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import Final

from loaders.samples.chance import dice
from loaders.samples.county_files import write_linkage, write_policies, write_villages
from loaders.samples.divisions import DIVISION_FILES, carried
from loaders.samples.income_files import write_incomes
from loaders.samples.ledger import Ledger
from loaders.samples.lookup import Lookup
from loaders.samples.make import make_ledger
from loaders.samples.mess import Hand, Mess
from loaders.samples.project_files import write_projects
from loaders.samples.register_files import write_list, write_wide
from loaders.samples.roster_files import write_pairings, write_posts, write_teams, write_visits
from loaders.samples.scale import DEMO
from loaders.samples.sheets import Filed, Planted

Write = Callable[[Path, Lookup, Hand], Filed]

_ONCE: Final[tuple[Write, ...]] = (
    write_pairings,
    write_villages,
    write_teams,
    write_posts,
    write_linkage,
    write_projects,
    write_policies,
)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a county in the order of writing, and every bad cell in them."""

    files: tuple[Path, ...]
    planted: tuple[Planted, ...]


def write_county(ledger: Ledger, folder: Path, mess: Mess, seed: int = 1) -> Written:
    """Write a ledger into a folder; the same ledger, mess and seed give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Lookup(ledger)
    planted: list[Planted] = []
    files = list(_divisions(folder))
    for place, write in enumerate(_tasks(ledger)):
        hand = Hand(mess, dice(seed, f"hand {place}"))
        path, bad = write(folder, book, hand)
        files.append(path)
        planted += bad
    return Written(tuple(files), tuple(planted))


def write_demo(folder: Path, seed: int = 1) -> Written:
    """Invent and write 2,000 households and 6,000 persons, with every kind of mess."""
    return write_county(make_ledger(DEMO, seed), folder, Mess(), seed)


def _divisions(folder: Path) -> Iterator[Path]:
    for name in DIVISION_FILES:
        with as_file(carried(name)) as source:
            yield Path(shutil.copyfile(source, folder / name))


def _tasks(ledger: Ledger) -> Iterator[Write]:
    years = sorted({each.year for each in ledger.household_states if each.quarter is None})
    quarters = sorted({(one.year, one.quarter) for one in ledger.household_states if one.quarter})
    for year in years[:-1]:
        yield _of_year(write_list, year)
    for year in years[-1:]:
        yield _of_year(write_wide, year)
    for quarter in quarters:
        yield _of_quarter(quarter)
    for year in sorted({each.day.year for each in ledger.visits}):
        yield _of_year(write_visits, year)
    yield from _ONCE


def _of_year(write: Callable[[Path, Lookup, Hand, int], Filed], year: int) -> Write:
    return lambda folder, book, hand: write(folder, book, hand, year)


def _of_quarter(quarter: tuple[int, int]) -> Write:
    return lambda folder, book, hand: write_incomes(folder, book, hand, quarter)
