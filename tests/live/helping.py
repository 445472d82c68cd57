"""What `help(of:)` answers, beside what the oracle reads in the ledger.

`python -m tests.live.helping --subjects 500 --days 20 [--engine neo4j] [--scale demo]` compares
all of them on an engine of its own and prints what differs.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from api.answers import Answers, Ask
from api.schema import build
from api.viewer import PUBLIC
from graph.engines import Engine
from graph.kinds import snake
from graph.model import MODEL
from graph.model.vocabularies import BenefitKind, PairingDuty, PartyType, TeamRole
from graph.store import Store
from graph.values import Vocabulary
from loaders.samples.ledger import Ledger, Span
from tests.live.county import SCALES, engine_for, load_into, make_county
from tests.live.names import Names
from tests.oracle.help import HelpFact, Link, Oracle, Subject, Thing

QUESTION = """
query Help($of: ID!, $day: Date) {
  help(of: $of, asOf: $day, first: 1000) {
    pageInfo { hasNextPage }
    nodes {
      means role since until
      helper { __typename ... on Thing { id } }
      through { __typename ... on Thing { id } }
      answerable { __typename ... on Thing { id } }
      chain { kind from { __typename ... on Thing { id } } to { __typename ... on Thing { id } } }
    }
  }
}
"""
_ROLES: dict[str, type[Vocabulary]] = {
    "PAIRING": PairingDuty,
    "TEAM": TeamRole,
    "LINKAGE": PartyType,
    "PROJECT": BenefitKind,
}
_FROM, _TO = date(2013, 6, 1), date(2022, 12, 31)
_SHOWN = 10

Told = tuple[Any, ...]
"""One help in words that both sides use."""


@dataclass(slots=True)
class Tally:
    """What was compared, and what differed."""

    questions: int = 0
    helps: int = 0
    helpless: int = 0
    means: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


class Comparison:
    """The service over a loaded graph, beside the oracle over the ledger."""

    def __init__(self, ledger: Ledger, store: Store) -> None:
        built = build(MODEL)
        self.answers = Answers(built.compiler, store)
        self.tally = Tally()
        self._oracle, self._names = Oracle(ledger), Names(ledger)
        self._prepared = self.answers.documents.get(QUESTION)

    async def compare(self, subject: Subject, day: date) -> None:
        """Ask one question of both."""
        wanted = sorted(map(self._wanted, self._oracle.help_of(subject, day)), key=repr)
        given = sorted(await self._given(subject, day), key=repr)
        tally = self.tally
        tally.questions += 1
        tally.helps += len(wanted)
        tally.helpless += not wanted
        tally.means.update(told[0] for told in wanted)
        if given != wanted:
            tally.differences.append(_apart(subject, day, given, wanted))

    async def _given(self, subject: Subject, day: date) -> Iterator[Told]:
        variables = {"of": self._names.subject(subject), "day": day.isoformat()}
        result = await self.answers.answer(Ask(self._prepared, None, variables, PUBLIC))
        assert not result.errors, [error.message for error in result.errors]
        assert result.data is not None
        found = result.data["help"]
        assert not found["pageInfo"]["hasNextPage"]
        return map(_told, found["nodes"])

    def _wanted(self, fact: HelpFact) -> Told:
        return (
            fact.means,
            _ROLES[fact.means].spellings()[fact.role].name,
            self._maybe(fact.helper),
            self._maybe(fact.through),
            _day(fact.since),
            _day(fact.until),
            tuple(sorted(map(self._names.thing, fact.answerable))),
            tuple(map(self._link, reversed(fact.chain))),
        )

    def _maybe(self, thing: Thing | None) -> str | None:
        return self._names.thing(thing) if thing else None

    def _link(self, link: Link) -> Told:
        name, start, end = link
        kind = MODEL.links[name]
        return (
            snake(name).upper(),
            self._names.end(kind.starts, start),
            self._names.end(kind.ends, end),
        )


def _told(row: dict[str, Any]) -> Told:
    return (
        row["means"],
        row["role"],
        _id(row["helper"]),
        _id(row["through"]),
        row["since"],
        row["until"],
        tuple(sorted(one["id"] for one in row["answerable"])),
        tuple((one["kind"], _id(one["from"]), _id(one["to"])) for one in row["chain"]),
    )


def _id(thing: dict[str, Any] | None) -> str | None:
    return thing["id"] if thing else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _apart(subject: Subject, day: date, given: Sequence[Told], wanted: Sequence[Told]) -> str:
    more = [one for one in given if one not in wanted]
    less = [one for one in wanted if one not in given]
    return f"{subject} on {day}\n  only answered: {more}\n  only in the ledger: {less}"


def subjects_of(ledger: Ledger, count: int, chance: Random) -> list[Subject]:
    """Draw households, villages and persons, two to one to one, with help or without."""
    households = [Subject("household", one.number) for one in ledger.households]
    villages = [Subject("village", one.code) for one in ledger.villages]
    persons = [Subject("person", one.ident) for one in ledger.persons]
    some = partial(_some, chance)
    fourth = count // 4
    return [
        *some(households, count - 2 * fourth),
        *some(villages, fourth),
        *some(persons, fourth),
    ]


def _some(chance: Random, every: list[Subject], count: int) -> list[Subject]:
    return chance.sample(every, min(count, len(every)))


def days_of(ledger: Ledger, count: int, chance: Random) -> list[date]:
    """Draw days: half of them any, half the first, the last, or the first day after a period."""
    edges = sorted({day for span in _spans(ledger) for day in _edges(span)})
    any_day = [_FROM + timedelta(chance.randrange((_TO - _FROM).days)) for _ in range(count // 2)]
    return [*any_day, *chance.sample(edges, count - len(any_day))]


def _spans(ledger: Ledger) -> Iterator[Span]:
    for name in ("pairings", "residences", "memberships", "teams", "team_members"):
        yield from (one.span for one in getattr(ledger, name))
    for name in ("linkage_parties", "benefits", "task_forces", "seats"):
        yield from (one.span for one in getattr(ledger, name))
    yield from (one.contract for one in ledger.projects)


def _edges(span: Span) -> Iterator[date]:
    if span.since:
        yield span.since
    if span.until:
        yield from (span.until, span.until + timedelta(days=1))


async def compare_all(
    engine: Engine, ledger: Ledger, subjects: int, days: int, seed: int = 1
) -> Tally:
    """Ask every drawn subject on every drawn day."""
    chance = Random(seed)  # noqa: S311 - seeded, so that a difference can be had again
    # A machine that does other things may need long to plan a statement for the first time.
    async with Store(replace(engine.access, read_timeout=60)) as store:
        comparison = Comparison(ledger, store)
        drawn = days_of(ledger, days, chance)
        for subject in subjects_of(ledger, subjects, chance):
            for day in drawn:
                await comparison.compare(subject, day)
        return comparison.tally


def main() -> None:
    """Compare on an engine of one's own; the exit code says whether all agreed."""
    parser = argparse.ArgumentParser(prog="python -m tests.live.helping")
    parser.add_argument("--subjects", type=int, default=500)
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--scale", choices=sorted(SCALES), default="demo")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bangfu-help-") as name:
        folder = Path(name)
        county = make_county(folder / "files", SCALES[wanted.scale])
        with engine_for(wanted.engine, folder) as (engine, _):
            begun = time.monotonic()
            outcome = load_into(engine, folder, county.files)
            loaded = time.monotonic()
            assert outcome.error is None, outcome.error
            tally = asyncio.run(compare_all(engine, county.ledger, wanted.subjects, wanted.days))
            asked = time.monotonic()
    _print(f"{wanted.engine}: loaded in {loaded - begun:.1f} s, asked in {asked - loaded:.1f} s")
    _print(f"{tally.questions} questions, {tally.helps} helps {dict(sorted(tally.means.items()))}")
    _print(f"{tally.helpless} without help; {len(tally.differences)} differences")
    for difference in tally.differences[:_SHOWN]:
        _print(difference)
    sys.exit(bool(tally.differences))


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
