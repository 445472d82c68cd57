"""Writes who helps: the rosters of pairings, visits, resident teams and posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from loaders.samples.chance import lucky
from loaders.samples.divisions import COUNTY
from loaders.samples.ledger import Cadre, Pairing, Tenure, Village, Visit
from loaders.samples.lookup import Lookup
from loaders.samples.mess import Cell, Hand
from loaders.samples.sheets import (
    BadRow,
    Filed,
    Sheet,
    first_of,
    spoilt,
    write_text,
    write_workbook,
)

PAIRING_HEADERS: Final = (
    *("结对编号", "户编号", "户主姓名", "县(市、区、旗)", "乡(镇)", "行政村", "帮扶责任人姓名"),
    *("证件号码", "性别", "联系电话", "帮扶单位", "单位类型", "隶属关系", "职务级别", "政治面貌"),
    *("责任类别", "帮扶开始时间", "帮扶结束时间", "调整或解除原因"),
)
VISIT_HEADERS: Final = (
    *("走访编号", "走访人", "走访人单位", "户编号", "县", "乡", "行政村"),
    *("走访日期", "走访方式", "走访情况"),
)
TEAM_HEADERS: Final = (
    *(
        "县",
        "乡",
        "村",
        "工作队名称",
        "批次",
        "选派单位",
        "单位类型",
        "工作队进驻时间",
        "工作队撤离时间",
    ),
    *("姓名", "性别", "职务级别", "队内职务", "是否第一书记", "是否工作队队长"),
    *("驻村开始时间", "驻村结束时间", "离队原因"),
)
POST_HEADERS: Final = (
    *("县", "乡", "村", "区划代码", "职务", "职务类别", "姓名", "单位"),
    *("任职时间", "离任时间", "离任原因"),
)


def write_pairings(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write the roster of pairings, one a row; a change of helper is a row of its own."""
    first, rows = first_of(_pairing(book, hand, each) for each in book.ledger.pairings)
    bad = _spoilt(
        first,
        PAIRING_HEADERS,
        ("证件号码", "9.99998E+17", "damaged number"),
        ("帮扶开始时间", "2019-02-30", "no such day"),
        ("责任类别", "帮扶顾问", "unknown label"),
        ("户编号", None, "blank"),
    )
    bad.append(_namesake(first, book.ledger.pairings[0], book))
    bad = [_numbered(each, f"JDX{place:04}") for place, each in enumerate(bad)]
    header = [hand.header(name) for name in PAIRING_HEADERS]
    sheet = Sheet("结对台账", "山亭区帮扶责任人结对台账", header, rows, bad)
    return write_workbook(folder / "帮扶责任人结对台账.xlsx", [sheet], hand.mess)


def _spoilt(
    row: Sequence[Cell], header: Sequence[str], *told: tuple[str, Cell, str]
) -> list[BadRow]:
    return [spoilt(row, header.index(name), value, rule) for name, value, rule in told]


def _numbered(bad: BadRow, number: str) -> BadRow:
    return BadRow([number, *bad.cells[1:]], bad.column, bad.rule)


def _namesake(row: Sequence[Cell], first: Pairing, book: Lookup) -> BadRow:
    """Give the cadre of the first row the number of another one: it is the name that is bad."""
    other = next(each for each in book.ledger.cadres if each.ident != first.cadre)
    cells = list(row)
    cells[PAIRING_HEADERS.index("证件号码")] = other.number
    return BadRow(cells, PAIRING_HEADERS.index("帮扶责任人姓名"), "namesakes")


def _pairing(book: Lookup, hand: Hand, each: Pairing) -> list[Cell]:
    household = book.households[each.household]
    village = book.village_of(household.number, date.max)
    cadre = book.cadres[each.cadre]
    unit = book.organisations[cadre.organisation]
    return [
        *(each.number, hand.long(household.number), hand.text(household.head)),
        *(village.county_name, village.town_name, village.name, hand.cadre(each.cadre)),
        *(hand.long(cadre.number), cadre.sex, hand.phone(cadre.phone), unit.name),
        *(hand.label(unit.unit_type), unit.affiliation, *_profile(hand, cadre)),
        hand.label(each.duty),
        hand.day(each.span.since, each.span.since_grain),
        hand.day(each.span.until, each.span.until_grain),
        hand.text(each.reason),
    ]


def _profile(hand: Hand, cadre: Cadre) -> tuple[Cell, Cell]:
    return hand.label(cadre.rank), hand.label(cadre.politics)


def write_visits(folder: Path, book: Lookup, hand: Hand, year: int) -> Filed:
    """Write the visits of a year."""
    visits = [each for each in book.ledger.visits if each.day.year == year]
    first, rows = first_of(_visit(book, hand, each) for each in visits)
    bad = _spoilt(first, VISIT_HEADERS, ("走访日期", f"{year}年2月30日", "no such day"))
    bad += _spoilt(first, VISIT_HEADERS, ("走访方式", "隔空喊话", "unknown label"))
    bad = [_numbered(each, f"ZFX{year}{place:04}") for place, each in enumerate(bad)]
    header = [hand.header(name) for name in VISIT_HEADERS]
    sheet = Sheet("", "", header, rows, bad)
    return write_text(folder / f"走访记录_{year}.csv", sheet, hand.mess, "gb18030")


def _visit(book: Lookup, hand: Hand, each: Visit) -> list[Cell]:
    village = book.villages.get(each.village)
    return [
        *(each.number, hand.cadre(each.cadre), each.cadre[0], hand.long(each.household)),
        *(
            place_names(village, village.code)
            if village
            else (book.ledger.villages[0].county_name, "", "")
        ),
        *(hand.day(each.day), hand.label(each.mode), hand.text(each.finding)),
    ]


def place_names(village: Village, code: str) -> tuple[str, str, str]:
    """Name county, town and village of a place that may be any of the three."""
    town = village.town_name if code != village.county else ""
    return village.county_name, town, village.name if code == village.code else ""


def write_teams(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write the roster of resident teams, one member a row."""
    first, rows = first_of(_team_rows(book, hand))
    bad = _spoilt(
        first,
        TEAM_HEADERS,
        ("驻村开始时间", "2018-13-01", "no such day"),
        ("村", "无此村委会", "unknown region"),
        ("队内职务", "顾问", "unknown label"),
    )
    header = [hand.header(name) for name in TEAM_HEADERS]
    sheet = Sheet("花名册", "山亭区驻村工作队花名册", header, rows, bad)
    return write_workbook(folder / "驻村工作队花名册.xlsx", [sheet], hand.mess)


def _team_rows(book: Lookup, hand: Hand) -> Iterator[list[Cell]]:
    teams = {each.ident: each for each in book.ledger.teams if each.scope != COUNTY}
    for each in book.ledger.team_members:
        team = teams.get(each.team)
        if team is None:
            continue
        cadre, unit = book.cadres[each.cadre], book.organisations[each.cadre[0]]
        yield [
            *place_names(book.villages[team.scope], team.scope),
            *(team.name, team.batch, unit.name, hand.label(unit.unit_type)),
            hand.day(team.span.since, team.span.since_grain),
            hand.day(team.span.until, team.span.until_grain),
            *(hand.cadre(each.cadre), cadre.sex, hand.label(cadre.rank), hand.label(each.role)),
            *(hand.yes(each.role == "第一书记"), hand.yes(each.role == "队长")),
            hand.day(each.span.since, each.span.since_grain),
            hand.day(each.span.until, each.span.until_grain),
            hand.text(each.reason),
        ]


def write_posts(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write who held which post, one tenure a row; first secretaries stand in the team roster."""
    first, rows = first_of(_post(book, hand, each) for each in book.ledger.tenures)
    bad = _spoilt(
        [*first[:3], "", *first[4:]],
        POST_HEADERS,
        ("村", "无此村委会", "unknown region"),
        ("职务类别", "荣誉职务", "unknown label"),
        ("任职时间", "2017-04-31", "no such day"),
    )
    # Without a town no village can be found, whatever it is called.
    town = book.ledger.villages[0].town_name
    bad[0] = BadRow([bad[0].cells[0], town, *bad[0].cells[2:]], bad[0].column, bad[0].rule)
    header = [hand.header(name) for name in POST_HEADERS]
    sheet = Sheet("任职台账", "山亭区干部任职台账", header, rows, bad)
    return write_workbook(folder / "干部任职台账.xlsx", [sheet], hand.mess)


def _post(book: Lookup, hand: Hand, each: Tenure) -> list[Cell]:
    return [
        *place_names(book.at(each.place), each.place),
        each.place if lucky(hand.chance, 50) else "",
        *(each.title, hand.label(each.role), hand.cadre(each.cadre), each.cadre[0]),
        hand.day(each.span.since, each.span.since_grain),
        hand.day(each.span.until, each.span.until_grain),
        hand.text(each.reason),
    ]
