"""Invents resident teams with their members, and who holds which post."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Final

from loaders.samples.chance import a_day, dice, lucky, next_day, span
from loaders.samples.divisions import short_name
from loaders.samples.ledger import CadreName, Grain, Span, Team, TeamMember, Tenure, Village
from loaders.samples.offices import Offices, shuffled

LEADER: Final = "队长"
FIRST_SECRETARY: Final = "第一书记"
MEMBER: Final = "队员"

_THIRD: Final = span(date(2017, 3, 1), date(2019, 4, 30), "month", "month")
_FOURTH: Final = span(date(2019, 5, 6), None)
_RECALLED: Final = "召回"
_TEAM_SIZE: Final = 3
_LATECOMERS: Final = 7


@dataclass(frozen=True, slots=True)
class Stationed:
    """Teams and their members."""

    teams: tuple[Team, ...]
    members: tuple[TeamMember, ...]


def invent_teams(villages: tuple[Village, ...], offices: Offices, seed: int) -> Stationed:
    """Invent two batches of teams for the villages; the last village never has any.

    One team in ten loses its first secretary by recall; a few members change within a batch.
    """
    chance = dice(seed, "teams")
    queues = {unit: cycle(shuffled(chance, names)) for unit, names in offices.staff.items()}
    senders = cycle(shuffled_units(chance, offices))
    teams: list[Team] = []
    members: list[TeamMember] = []
    for place, village in enumerate(villages[:-1]):
        for batch, period in (("第三批", _THIRD), ("第四批", _FOURTH)):
            if batch == "第三批" and place % _LATECOMERS == 0:
                continue
            sender = next(senders)
            name = f"驻{short_name(village.name)}工作队"
            team = Team(village.code, name, batch, sender, period)
            crew = [next(queues[sender]) for _ in range(_TEAM_SIZE + 2)]
            teams.append(team)
            members += _crew(chance, team, crew, recall=place % 10 == 0)
    return Stationed(tuple(teams), tuple(members))


def shuffled_units(chance: random.Random, offices: Offices) -> Sequence[str]:
    """Give the units that can send a team, in a chance order."""
    units = [unit for unit, names in offices.staff.items() if len(names) >= _TEAM_SIZE + 2]
    return chance.sample(units, len(units))


def _crew(
    chance: random.Random, team: Team, crew: Sequence[CadreName], *, recall: bool
) -> Iterator[TeamMember]:
    ident, period = team.ident, team.span
    secretary, leader, member, *spare = crew
    if recall and period.until is None:
        day = a_day(chance, date(2019, 8, 1), date(2020, 3, 31))
        called = Span(period.since, day, period.since_grain)
        yield TeamMember(ident, secretary, FIRST_SECRETARY, called, _RECALLED)
        back = next_day(day) + timedelta(days=chance.randint(0, 30))
        yield TeamMember(ident, spare[0], FIRST_SECRETARY, span(back))
    else:
        yield TeamMember(ident, secretary, FIRST_SECRETARY, period, _at_end(period))
    yield TeamMember(
        ident, leader, LEADER if lucky(chance, 30) else MEMBER, period, _at_end(period)
    )
    if lucky(chance, 20):
        day = a_day(chance, date(2018, 1, 1), date(2019, 3, 31))
        day = day if period.until else day + timedelta(days=500)
        left = Span(period.since, day, period.since_grain)
        yield TeamMember(ident, member, MEMBER, left, "工作调动")
        rest = Span(next_day(day), period.until, "day", period.until_grain)
        yield TeamMember(ident, spare[1], MEMBER, rest, _at_end(period))
    else:
        since = None if lucky(chance, 4) else period.since
        grain = period.since_grain if since else "day"
        lasting = Span(since, period.until, grain, period.until_grain)
        yield TeamMember(ident, member, MEMBER, lasting, _at_end(period))


def _at_end(period: Span) -> str:
    return "任期届满" if period.until else ""


def invent_tenures(villages: tuple[Village, ...], offices: Offices, seed: int) -> Iterator[Tenure]:
    """Invent who leads the county, its towns and its villages; some posts change hands."""
    chance = dice(seed, "tenures")
    county = villages[0].county
    leaders = offices.staff["山亭区财政局"]
    yield from _held(chance, (county, "区委书记", "党委书记"), leaders[:2])
    yield from _held(chance, (county, "区长", "行政正职"), leaders[2:4])
    for code, name in {each.town: each.town_name for each in villages}.items():
        staff = offices.staff[f"{name}人民政府"]
        yield from _held(chance, (code, "党委书记", "党委书记"), staff[:2])
        yield from _held(chance, (code, "行政负责人", "行政正职"), staff[2:4])
    for village in villages:
        secretary, head = offices.village_staff[village.code]
        yield from _held(chance, (village.code, "党支部书记", "村党组织书记"), (secretary,))
        yield from _held(chance, (village.code, "村委会主任", "村委会主任"), (head, secretary))


def _held(
    chance: random.Random, post: tuple[str, str, str], cadres: Sequence[CadreName]
) -> Iterator[Tenure]:
    first, *rest = cadres
    since = None if lucky(chance, 15) else a_day(chance, date(2014, 1, 1), date(2017, 12, 31))
    grain: Grain = "month" if lucky(chance, 20) else "day"
    if rest and lucky(chance, 30):
        until = a_day(chance, date(2018, 6, 1), date(2020, 6, 30))
        gap = next_day(until) + timedelta(days=chance.choice((0, 0, 0, 20)))
        yield Tenure(*post, first, span(since, until, grain), "工作调动")
        yield Tenure(*post, rest[0], span(gap))
    else:
        yield Tenure(*post, first, span(since, None, grain))
