"""Writes the county's project bank: projects with their stages and leads, and who benefits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loaders.samples.ledger import Benefit, Project, ProjectStage, Seat, Span, TaskForce
from loaders.samples.lookup import Lookup
from loaders.samples.mess import Cell, Hand
from loaders.samples.roster_files import place_names
from loaders.samples.sheets import Filed, Sheet, first_of, spoilt, write_workbook

STAGE_HEADERS: Final = {
    "入库": "入库时间",
    "立项批复": "批复时间",
    "招标": "招标时间",
    "开工": "开工时间",
    "完工": "完工时间",
    "验收": "验收时间",
    "审计": "审计时间",
    "移交": "移交时间",
}
PROJECT_HEADERS: Final = (
    *(
        "项目编号",
        "项目名称",
        "项目类别",
        "建设性质",
        "年度",
        "县",
        "乡",
        "村",
        "实施地点",
        "时间进度",
    ),
    *(
        "责任单位",
        "合同约定开工日期",
        "合同约定竣工日期",
        "建设任务",
        "资金规模（万元）",
        "筹资方式",
    ),
    *("申请财政资金（万元）", "受益对象", "受益户数", "绩效目标", "带贫减贫机制"),
    *("项目专班", "专班成立时间", "专班撤销时间"),
    *("专班负责人", "负责人单位", "负责人任职时间", "负责人离任时间", "挂钩小组", "政策文号"),
    *STAGE_HEADERS.values(),
)
BENEFIT_HEADERS: Final = (
    *("项目编号", "户编号", "县", "乡", "行政村", "受益方式", "受益金额（元）"),
    *("开始时间", "结束时间"),
)


@dataclass(frozen=True, slots=True)
class _Bank:
    """What belongs to each project, by its number."""

    stages: dict[str, dict[str, ProjectStage]]
    forces: dict[str, TaskForce]
    seats: dict[str, list[Seat]]


def write_projects(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write the bank; a project whose task force changed its lead has a row for each of them."""
    first, rows = first_of(_project_rows(book, hand))
    pattern = ["XMX0001", *first[1:]]
    bad = [
        spoilt(pattern, PROJECT_HEADERS.index("项目类别"), "太空农业", "unknown label"),
        spoilt(pattern, PROJECT_HEADERS.index("开工时间"), "2019-06-31", "no such day"),
        spoilt(pattern, PROJECT_HEADERS.index("资金规模（万元）"), "若干", "not a number"),
    ]
    header = [hand.header(name) for name in PROJECT_HEADERS]
    projects = Sheet("项目", "山亭区县级项目库", header, rows, bad)
    receiver = next(each for each in book.ledger.benefits if each.household)
    blank = spoilt(_benefit(book, hand, receiver), 1, None, "blank")
    header = [hand.header(name) for name in BENEFIT_HEADERS]
    receiving = (_benefit(book, hand, each) for each in book.ledger.benefits)
    benefits = Sheet("受益户", "项目受益对象", header, receiving, [blank])
    return write_workbook(folder / "县级项目库.xlsx", [projects, benefits], hand.mess)


def _bank(book: Lookup) -> _Bank:
    stages: dict[str, dict[str, ProjectStage]] = {}
    for stage in book.ledger.stages:
        stages.setdefault(stage.project, {})[stage.code] = stage
    seats: dict[str, list[Seat]] = {}
    for seat in book.ledger.seats:
        seats.setdefault(seat.project, []).append(seat)
    return _Bank(stages, {each.project: each for each in book.ledger.task_forces}, seats)


def _project_rows(book: Lookup, hand: Hand) -> Iterator[list[Cell]]:
    bank = _bank(book)
    for project in book.ledger.projects:
        leads: list[Seat | None] = [*bank.seats.get(project.number, ())]
        stages = bank.stages.get(project.number, {})
        for lead in leads or [None]:
            yield [
                *_described(book, hand, project),
                *_managed(hand, bank.forces.get(project.number), lead),
                *(project.group, project.policy),
                *(_reached(hand, stages.get(code)) for code in STAGE_HEADERS),
            ]


def _described(book: Lookup, hand: Hand, project: Project) -> list[Cell]:
    names = place_names(book.at(project.place), project.place)
    return [
        *(project.number, hand.text(project.name), hand.label(project.category)),
        *(project.nature, project.year, *names, "".join(names), f"{project.year}年度"),
        *(project.unit, *_period(hand, project.contract), project.content),
        *(hand.money(project.budget, "万元"), "财政资金", hand.money(project.fiscal, "万元")),
        *("建档立卡户", hand.whole(project.beneficiaries), project.target, project.linkage),
    ]


def _managed(hand: Hand, force: TaskForce | None, lead: Seat | None) -> list[Cell]:
    named = (force.name, *_period(hand, force.span)) if force else ("", "", "")
    led = (
        (hand.cadre(lead.cadre), lead.cadre[0], *_period(hand, lead.span))
        if lead
        else ("", "", "", "")
    )
    return [*named, *led]


def _period(hand: Hand, span: Span) -> tuple[str, str]:
    return hand.day(span.since, span.since_grain), hand.day(span.until, span.until_grain)


def _reached(hand: Hand, stage: ProjectStage | None) -> str:
    return hand.day(stage.actual, stage.grain) if stage else hand.text("")


def _benefit(book: Lookup, hand: Hand, each: Benefit) -> list[Cell]:
    names: tuple[str, str, str] = ("", "", "")
    if each.village:
        names = place_names(book.at(each.village), each.village)
    return [
        *(each.project, hand.long(each.household), *names, hand.label(each.kind)),
        *(hand.money(each.amount), *_period(hand, each.span)),
    ]
