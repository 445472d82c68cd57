"""Invents projects: where they are, who carries them out, who leads them, and who benefits."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from typing import Final

from loaders.samples.chance import a_day, dice, ended, lucky, next_day, span
from loaders.samples.divisions import COUNTY, policies_of, short_name
from loaders.samples.dwelling import Dwellers
from loaders.samples.ledger import (
    ALWAYS,
    Benefit,
    CadreName,
    Grain,
    Project,
    ProjectStage,
    Seat,
    Span,
    TaskForce,
    Village,
)
from loaders.samples.linking import GROUP
from loaders.samples.offices import Offices, shuffled
from loaders.samples.scale import Scale

_KINDS: Final = (
    ("产业发展", "冬暖大棚"),
    ("产业发展", "核桃加工车间"),
    ("就业项目", "扶贫车间"),
    ("乡村建设行动", "生产道路"),
    ("生活条件改善", "饮水管网"),
    ("产业发展", "光伏电站"),
)
_NATURES: Final = ("新建", "新建", "续建", "改扩建")
_BENEFITS: Final = ("直接参与", "就业", "分红", "设施受益")
_STAGES: Final = (
    ("入库", -120),
    ("立项批复", -60),
    ("招标", -30),
    ("开工", 0),
    ("完工", 150),
    ("验收", 190),
    ("审计", 260),
    ("移交", 300),
)
_WAN: Final = 1_000_000
_YUAN: Final = 100


@dataclass(slots=True)
class Works:
    """Everything about the projects of a county, gathered as it is invented."""

    projects: list[Project] = field(default_factory=list)
    stages: list[ProjectStage] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    task_forces: list[TaskForce] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)


def invent_works(
    scale: Scale,
    villages: tuple[Village, ...],
    dwellers: Dwellers,
    offices: Offices,
    seed: int,
) -> Works:
    """Invent projects of village, town and county scope; some have no unit, force or lead."""
    chance = dice(seed, "projects")
    homes: dict[str, list[str]] = defaultdict(list)
    for each in dwellers.residences:
        homes[each.village].append(each.household)
    everybody = [each.number for each in dwellers.households]
    leads = cycle(shuffled(chance, [name for names in offices.staff.values() for name in names]))
    works = Works()
    for place in range(scale.projects):
        village = villages[place % len(villages)]
        began = a_day(chance, date(2017, 3, 1), date(2020, 6, 30))
        project = _project(chance, place, village, began, offices)
        works.projects.append(project)
        works.stages += _stages(chance, project, began)
        _manage(chance, works, project, began, leads)
        near = homes[village.code] if place % 4 else everybody
        works.benefits += _benefits(chance, project, village, near, began)
    return works


def _project(
    chance: random.Random, place: int, village: Village, began: date, offices: Offices
) -> Project:
    category, thing = _KINDS[place % len(_KINDS)]
    scope = (COUNTY, village.code, village.code, village.town)[place % 4]
    names = {COUNTY: village.county_name, village.town: village.town_name}
    budget = chance.randint(10, 400) * _WAN + chance.randrange(0, 9_000_00, _YUAN)
    return Project(
        county=COUNTY,
        number=f"XM{began.year}{place + 1:05}",
        name=f"{names.get(scope, short_name(village.name))}{thing}项目",
        category=category,
        nature=chance.choice(_NATURES),
        year=began.year,
        place=scope,
        unit="" if lucky(chance, 12) else chance.choice(list(offices.staff)),
        contract=_contract(chance, began),
        content=f"建设{thing}{chance.randint(1, 12)}处",
        target=f"带动{chance.randint(5, 80)}户增收",
        budget=budget,
        fiscal=budget * chance.randint(5, 10) // 10 // _YUAN * _YUAN,
        beneficiaries=chance.randint(5, 80),
        linkage=chance.choice(("土地流转", "务工带动", "收益分红", "")),
        group=GROUP if place % 5 == 0 else "",
        policy=policies_of()[0].number if place % 3 == 0 else "",
    )


def _contract(chance: random.Random, began: date) -> Span:
    since = None if lucky(chance, 12) else began
    grain: Grain = "month" if lucky(chance, 25) else "day"
    until = began + timedelta(days=chance.randint(200, 700))
    if lucky(chance, 35):
        return span(since, None, grain)
    return span(since, until, grain, chance.choice(("day", "month")))


def _stages(chance: random.Random, project: Project, began: date) -> Iterator[ProjectStage]:
    grain: Grain = "month" if lucky(chance, 15) else "day"
    for code, offset in _STAGES[: chance.randint(4, len(_STAGES))]:
        day = began + timedelta(days=offset)
        yield ProjectStage(
            project.number, code, day.replace(day=1) if grain == "month" else day, grain
        )


def _manage(
    chance: random.Random,
    works: Works,
    project: Project,
    began: date,
    leads: Iterator[CadreName],
) -> None:
    """Give four projects of five a task force, most of these a lead, some of them a second one."""
    if lucky(chance, 20):
        return
    name = f"{project.name}专班"
    since = None if lucky(chance, 10) else began
    until = began + timedelta(days=chance.randint(300, 900)) if lucky(chance, 50) else None
    works.task_forces.append(TaskForce(project.number, name, span(since, until)))
    if lucky(chance, 15):
        return
    change = began + timedelta(days=chance.randint(60, 280))
    if lucky(chance, 30):
        earlier = span(since, change)
        later = span(next_day(change), until)
        works.seats.append(Seat(project.number, name, next(leads), lead=True, span=earlier))
        works.seats.append(Seat(project.number, name, next(leads), lead=True, span=later))
    else:
        period = span(since, until, "month" if since else "day")
        works.seats.append(Seat(project.number, name, next(leads), lead=True, span=period))


def _benefits(
    chance: random.Random,
    project: Project,
    village: Village,
    near: Sequence[str],
    began: date,
) -> Iterator[Benefit]:
    if project.place != COUNTY:
        since = began + timedelta(days=chance.randint(0, 200))
        lasting = ALWAYS if lucky(chance, 10) else span(since, None, "month")
        yield Benefit(project.number, "", village.code, "设施受益", None, lasting)
    for household in chance.sample(near, min(len(near), chance.randint(4, 25))):
        for kind in chance.sample(_BENEFITS, 2 if lucky(chance, 10) else 1):
            since = began + timedelta(days=chance.randint(0, 400))
            amount = chance.randrange(200_00, 6_000_00, _YUAN) if kind != "设施受益" else None
            yield Benefit(project.number, household, "", kind, amount, _bounded(chance, since))


def _bounded(chance: random.Random, since: date) -> Span:
    grain: Grain = chance.choices(("day", "month", "year"), (60, 30, 10))[0]
    until = since + timedelta(days=chance.randint(60, 720))
    if lucky(chance, 10):
        return span(since, None, grain)
    return Span(since, ended(until, grain), "day", grain)
