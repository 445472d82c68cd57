"""Writes what concerns whole villages and the county: village ledgers, linkage, policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loaders.samples.divisions import COUNTY
from loaders.samples.ledger import LinkageParty, TeamMember, VillageYear
from loaders.samples.lookup import Lookup
from loaders.samples.mess import Cell, Hand
from loaders.samples.sheets import (
    Filed,
    Sheet,
    first_of,
    spoilt,
    write_text,
    write_workbook,
)

VILLAGE_HEADERS: Final = (
    *("县", "乡", "村", "年度", "是否出列", "总户数", "总人口数", "低保户数", "低保人口数"),
    *("特困供养人口数", "残疾人口数", "危房户数", "未实现饮水安全户数"),
    *("到乡镇是否通沥青（水泥）路", "是否通客运班车", "村小学（个数）", "行政村卫生室个数"),
    *("行政村执业（助理）医师（人）", "行政村公共卫生厕所个数", "行政村文化（图书）室个数 （个）"),
    *("行政村生产生活垃圾集中堆放点个数（个）", "参加城乡居民基本养老保险人数"),
    *("村级集体经济收入（万元）", "农民人均纯收入（元）", "重点村类型"),
)
PARTY_HEADERS: Final = (
    *("挂钩县", "小组名称", "挂钩开始时间", "挂钩结束时间", "成员编号", "成员单位", "挂钩方类型"),
    *("是否队长单位", "开始时间", "结束时间", "认筹资金（万元）", "到位资金（万元）"),
)
COUNTY_TEAM_HEADERS: Final = (
    *("挂钩县", "小组名称", "工作队名称", "批次", "工作队进驻时间", "工作队撤离时间"),
    *("姓名", "派出单位", "队内职务", "开始时间", "结束时间"),
)
POLICY_HEADERS: Final = (
    *("标题", "发文字号", "发文机关", "成文日期", "施行日期", "废止日期", "适用地区"),
    *("条款号", "上级条款号", "条款标题", "正文"),
)


def write_villages(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write the yearly ledgers of all villages."""
    first, rows = first_of(_village(book, hand, each) for each in book.ledger.village_years)
    bad = [
        spoilt(first, VILLAGE_HEADERS.index("村"), "无此村委会", "unknown region"),
        spoilt(first, VILLAGE_HEADERS.index("总户数"), "约三百", "not a number"),
    ]
    header = [hand.header(name) for name in VILLAGE_HEADERS]
    sheet = Sheet("行政村信息", "山亭区行政村信息", header, rows, bad)
    return write_workbook(folder / "（自定义）行政村信息.xlsx", [sheet], hand.mess)


def _village(book: Lookup, hand: Hand, each: VillageYear) -> list[Cell]:
    village = book.villages[each.village]
    return [
        *(village.county_name, village.town_name, village.name, each.year),
        *(hand.yes(each.left_list), hand.whole(each.households), hand.whole(each.persons)),
        *(hand.whole(each.allowance_households), hand.whole(each.allowance_persons)),
        *(hand.whole(each.destitute_persons), hand.whole(each.disabled_persons)),
        *(hand.whole(each.unsafe_houses), hand.whole(each.unsafe_water)),
        *(hand.yes(each.hard_road), hand.yes(each.bus), None, each.clinics, each.doctors),
        *(None, None, None, None),
        *(hand.money(each.collective_income, "万元"), hand.money(each.net_income_per_head)),
        each.designation,
    ]


def write_linkage(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write the parties of the linkage groups, and the members of the county teams."""
    first, rows = first_of(_party(book, hand, each) for each in book.ledger.linkage_parties)
    wrong = list(first)
    wrong[PARTY_HEADERS.index("成员编号")] = "GGX01"
    bad = [
        spoilt(wrong, PARTY_HEADERS.index("挂钩方类型"), "热心市民", "unknown label"),
        spoilt(wrong, PARTY_HEADERS.index("开始时间"), "2016-00-10", "no such day"),
    ]
    parties = Sheet(
        name="成员单位",
        title="五方挂钩成员单位",
        header=[hand.header(name) for name in PARTY_HEADERS],
        rows=rows,
        bad=bad,
    )
    teams = Sheet(
        name="工作队",
        title="五方挂钩工作队",
        header=[hand.header(name) for name in COUNTY_TEAM_HEADERS],
        rows=_county_team_rows(book, hand),
    )
    return write_workbook(folder / "五方挂钩成员台账.xlsx", [parties, teams], hand.mess)


def _party(book: Lookup, hand: Hand, each: LinkageParty) -> list[Cell]:
    group = next(one for one in book.ledger.linkage_groups if one.name == each.group)
    return [
        *(book.at(group.county).county_name, group.name),
        hand.day(group.span.since, group.span.since_grain),
        hand.day(group.span.until, group.span.until_grain),
        *(each.number, each.organisation, hand.label(each.party), hand.yes(each.lead)),
        hand.day(each.span.since, each.span.since_grain),
        hand.day(each.span.until, each.span.until_grain),
        *(hand.money(each.pledged, "万元"), hand.money(each.paid, "万元")),
    ]


def _county_team_rows(book: Lookup, hand: Hand) -> Iterator[list[Cell]]:
    teams = {each.ident: each for each in book.ledger.teams if each.scope == COUNTY}
    for each in book.ledger.team_members:
        if team := teams.get(each.team):
            yield [
                *(book.at(COUNTY).county_name, team.group, team.name, team.batch),
                hand.day(team.span.since, team.span.since_grain),
                hand.day(team.span.until, team.span.until_grain),
                *_serving(hand, each),
            ]


def _serving(hand: Hand, each: TeamMember) -> tuple[Cell, ...]:
    return (
        *(hand.cadre(each.cadre), each.cadre[0], hand.label(each.role)),
        hand.day(each.span.since, each.span.since_grain),
        hand.day(each.span.until, each.span.until_grain),
    )


def write_policies(folder: Path, book: Lookup, hand: Hand) -> Filed:
    """Write the articles of the policies."""
    rows = list(_article_rows(book))
    bad = [spoilt(rows[0], POLICY_HEADERS.index("成文日期"), "2018-02-30", "no such day")]
    sheet = Sheet("", "", POLICY_HEADERS, rows, bad)
    return write_text(folder / "政策文件条款.csv", sheet, hand.mess)


def _article_rows(book: Lookup) -> Iterator[list[Cell]]:
    for policy in book.ledger.policies:
        since, until = policy.span.since, policy.span.until
        for each in policy.articles:
            yield [
                *(policy.title, policy.number, policy.issuer, policy.issued.isoformat()),
                *(since.isoformat() if since else "", until.isoformat() if until else ""),
                *(policy.region, each.number, each.above, each.title, each.text),
            ]
