"""What concerns villages and the county: incomes, village ledgers, linkage, projects, policies."""

from __future__ import annotations

from datetime import date

import pytest

from graph.kinds import join_key
from graph.model.duties import SitsOn
from graph.model.helpers import Cadre, ResidentTeam, ServesIn, StationedIn
from graph.model.linkage import Coordinates, FieldedBy, LinkageGroup, LinkedTo, PartyOf
from graph.model.organisations import Organisation
from graph.model.people import DescribesHousehold, HouseholdState
from graph.model.policies import AppliesIn, Article, BasedOn, IssuedBy, Policy, Under
from graph.model.projects import (
    Benefits,
    CarriedOutBy,
    LocatedIn,
    Manages,
    Project,
    ProjectStage,
    StageOf,
    TaskForce,
)
from graph.model.regions import Region, Village
from graph.model.villages import DesignatedAs, Designation, Publishes, VillageState
from graph.model.vocabularies import BenefitKind, PartyType, ProjectCategory, StageCode, TeamKind
from graph.values import FIRST_DAY, LAST_DAY
from loaders.layout import Heading, Layout, Vocabulary
from loaders.record import BadCell
from loaders.sources import SOURCES, Form
from tests.loaders.sources.rows import every, form, one, read, setting

COUNTY = "370406000000"
HOUSEHOLD = join_key(f"{COUNTY}/山亭区建档立卡登记簿", "H1")

INCOME = {
    "县": "山亭区",
    "乡": "冯卯镇",
    "村": "张庄村委会",
    "户编号": "H1",
    "户主姓名": "甲某",
    "年度": "2019",
    "季度": "第三季度",
    "工资性收入（万元）": "1.234567",
    "生产经营性收入（万元）": "０.5",
    "人均纯收入（元）": "4,000.50",
}
VILLAGE = {
    "县": "山亭区",
    "乡": "冯卯镇",
    "村": "张庄村委会",
    "年度": "2019",
    "是否出列": "是",
    "总户数": "300",
    "总人口数": "1,000",
    "到乡镇是否通沥青（水泥）路": "是",
    "村小学（个数）": "",
    "行政村文化（图书）室个数 （个）": "1",
    "村级集体经济收入（万元）": "18.5",
    "农民人均纯收入（元）": "9000",
    "重点村类型": "省扶贫工作重点村",
}
PARTY = {
    "挂钩县": "山亭区",
    "小组名称": "示例小组",
    "挂钩开始时间": "2016-01",
    "挂钩结束时间": "",
    "成员编号": "GG1",
    "成员单位": "省农业农村厅",
    "挂钩方类型": "省级机关",
    "是否队长单位": "是",
    "开始时间": "2016-01-08",
    "结束时间": "2019",
    "认筹资金（万元）": "300",
    "到位资金（万元）": "120.5",
}
COUNTY_TEAM = {
    "挂钩县": "山亭区",
    "小组名称": "示例小组",
    "工作队名称": "驻县工作队",
    "批次": "第一批",
    "工作队进驻时间": "2017-02-20",
    "工作队撤离时间": "2019-02",
    "姓名": "己某",
    "派出单位": "省农业农村厅",
    "队内职务": "队长",
    "开始时间": "2017-02-20",
    "结束时间": "",
}
PROJECT = {
    "项目编号": "X1",
    "项目名称": "大棚",
    "项目类别": "产业",
    "建设性质": "新建",
    "年度": "2019",
    "县": "山亭区",
    "乡": "冯卯镇",
    "村": "张庄",
    "实施地点": "张庄村",
    "责任单位": "冯卯镇人民政府",
    "合同约定开工日期": "2019-03",
    "合同约定竣工日期": "2019-09",
    "建设任务": "建大棚",
    "资金规模（万元）": "20",
    "申请财政资金（万元）": "12.5",
    "受益户数": "30",
    "绩效目标": "增收",
    "带贫减贫机制": "务工",
    "项目专班": "大棚专班",
    "专班成立时间": "2019-02",
    "专班撤销时间": "",
    "专班负责人": "庚某",
    "负责人单位": "山亭区财政局",
    "负责人任职时间": "2019-02-11",
    "负责人离任时间": "",
    "挂钩小组": "示例小组",
    "政策文号": "示帮发[2018]1号",
    "政策发文机关": "示例领导小组",
    "入库时间": "2018-11",
    "开工时间": "2019-03-20",
    "验收时间": "",
}
BENEFIT = {
    "项目编号": "X1",
    "户编号": "H1",
    "县": "",
    "乡": "",
    "行政村": "",
    "受益方式": "分红",
    "受益金额（元）": "1,200.00",
    "开始时间": "2019-10",
    "结束时间": "2020",
}
POLICY = {
    "标题": "示例办法",
    "发文字号": "示帮发〔2018〕1号",
    "发文机关": "示例领导小组",
    "成文日期": "2018-01-15",
    "施行日期": "2018-02-01",
    "废止日期": "",
    "适用地区": COUNTY,
    "条款号": "01.02",
    "上级条款号": "01",
    "条款标题": "",
    "正文": "帮扶关系必须有人、有期。",
}


def _refusal(source: str, cells: dict[str, str], name: str = "") -> tuple[str, str]:
    with pytest.raises(BadCell) as caught:
        read(source, cells, setting(), name)
    return caught.value.column, caught.value.rule


def test_incomes_by_quarter_and_unit() -> None:
    """Money is exact in fen, whether its header counts in 元 or in 万元."""
    facts = read("incomes", INCOME, setting())
    state = one(facts, HouseholdState)
    assert (state.household, state.period) == (HOUSEHOLD, "2019Q3")
    assert (state.valid_from, state.valid_to) == (date(2019, 7, 1), date(2019, 10, 1))
    assert (state.wages, state.business, state.net_income_per_head) == (1234567, 500000, 400050)
    assert one(facts, DescribesHousehold).end.key == HOUSEHOLD
    assert one(read("incomes", INCOME | {"季度": ""}, setting()), HouseholdState).period == "2019"


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("户编号", "", "blank"),
        ("工资性收入（万元）", "一千二百余", "not a number"),
        ("工资性收入（万元）", "1.2345678", "parts of a fen"),
        ("季度", "5", "not a quarter"),
        ("村", "无此村委会", "unknown region"),
    ],
)
def test_bad_cells_of_incomes(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("incomes", INCOME | {column: value}) == (column, rule)


@pytest.mark.parametrize(
    ("name", "keeper"),
    [
        ("省扶贫工作重点村", "370000000000"),
        ("市定重点村", "370400000000"),
        ("重点村", COUNTY),
    ],
)
def test_village_year(name: str, keeper: str) -> None:
    """A row gives the state of the year, and the list that the village was on in it."""
    facts = read("villages", VILLAGE | {"重点村类型": name}, setting())
    state = one(facts, VillageState)
    assert (state.key, state.persons, state.hard_road) == ("370406108202/2019", 1000, True)
    assert (state.collective_income, state.net_income_per_head) == (18500000, 900000)
    assert one(facts, Designation).key == f"{keeper}/{name}"
    assert one(facts, Publishes).start.key == keeper
    listed = one(facts, DesignatedAs)
    assert (listed.valid_from, listed.valid_to) == (date(2019, 1, 1), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("村", "无此村委会", "unknown region"),
        ("总户数", "约三百", "not a number"),
        ("总户数", "-3", "not a count"),
        ("是否出列", "可能", "neither yes nor no"),
        ("年度", "去年", "not a date"),
    ],
)
def test_bad_cells_of_villages(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("villages", VILLAGE | {column: value}) == (column, rule)


def test_party_of_a_linkage_group() -> None:
    """A membership gives the group with its county, the unit, and what it pledged and paid."""
    facts = read("linkage", PARTY, setting(), "成员单位")
    group, link = one(facts, LinkageGroup), one(facts, PartyOf)
    assert group.key == f"{COUNTY}/示例小组"
    linked = one(facts, LinkedTo)
    assert (linked.end.key, linked.valid_from, linked.valid_to) == (
        COUNTY,
        date(2016, 1, 1),
        LAST_DAY,
    )
    assert (link.start.key, link.key) == ("370000000000/省农业农村厅", "GG1")
    assert (link.party, link.lead) == (PartyType.PROVINCIAL_ORGAN, True)
    assert (link.pledged, link.paid) == (300_000_000, 120_500_000)
    assert (link.valid_from, link.valid_to) == (date(2016, 1, 8), date(2020, 1, 1))


def test_county_as_party_is_written_by_its_code() -> None:
    """A code among the members is a region, not a unit of that name."""
    cells = PARTY | {"成员单位": "320321", "挂钩方类型": "苏南县（市、区）"}
    facts = read("linkage", cells, setting(), "成员单位")
    start = one(facts, PartyOf).start
    assert (start.kind, start.key) == (Region, "320321000000")
    assert not every(facts, Organisation)


def test_team_of_a_linkage_group() -> None:
    """A member's row gives the county team, its stationing and the group that fields it."""
    facts = read("linkage", COUNTY_TEAM, setting(), "工作队")
    team = one(facts, ResidentTeam)
    assert (team.key, team.kind) == (f"{COUNTY}/驻县工作队/第一批", TeamKind.COUNTY)
    for link in (one(facts, StationedIn), one(facts, FieldedBy)):
        assert (link.valid_from, link.valid_to) == (date(2017, 2, 20), date(2019, 3, 1))
    assert one(facts, FieldedBy).end.key == one(facts, LinkageGroup).key
    assert one(facts, ServesIn).valid_to == LAST_DAY
    assert one(facts, Cadre).name == "己某"


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("挂钩县", "山停区", "unknown region"),
        ("挂钩方类型", "热心市民", "unknown label"),
        ("开始时间", "2016-00-10", "no such day"),
        ("成员单位", "999999", "unknown region"),
        ("到位资金（万元）", "若干", "not a number"),
    ],
)
def test_bad_cells_of_linkage(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("linkage", PARTY | {column: value}, "成员单位") == (column, rule)


def test_project() -> None:
    """A row gives the project with unit, stages, task force and its lead, group and policy."""
    facts = read("projects", PROJECT, setting(), "项目")
    project = one(facts, Project)
    assert (project.key, project.category) == (f"{COUNTY}/X1", ProjectCategory.INDUSTRY)
    assert (project.budget, project.fiscal, project.year) == (20_000_000, 12_500_000, 2019)
    assert one(facts, LocatedIn).end.key == "370406108202"
    carried = one(facts, CarriedOutBy)
    assert (carried.valid_from, carried.valid_to) == (date(2019, 3, 1), date(2019, 10, 1))
    stages = every(facts, ProjectStage)
    assert [(each.stage, each.code) for each in stages] == [
        ("01-BANKED", StageCode.BANKED),
        ("04-STARTED", StageCode.STARTED),
    ]
    assert [link.start.key for link in every(facts, StageOf)] == [each.key for each in stages]
    force, seat = one(facts, TaskForce), one(facts, SitsOn)
    assert one(facts, Manages).start.key == seat.end.key == force.key
    assert (seat.lead, seat.valid_from) == (True, date(2019, 2, 11))
    assert one(facts, Coordinates).start.key == f"{COUNTY}/示例小组"
    policy = one(read("policies", POLICY, setting()), Policy)
    assert one(facts, BasedOn).end.key == policy.key


def test_project_of_a_county_without_task_force() -> None:
    """Blank columns give no facts, and the county is the place where no village is named."""
    blank = dict.fromkeys(list(PROJECT)[16:], "") | {"乡": "", "村": "", "责任单位": ""}
    facts = read("projects", PROJECT | blank, setting(), "项目")
    assert {type(fact) for fact in facts} == {Project, LocatedIn}
    assert one(facts, LocatedIn).end.key == COUNTY


def test_beneficiaries_find_the_county_of_their_project() -> None:
    """The sheet names no county: the sheet of projects in the same file does."""
    given = setting()
    read("projects", PROJECT, given, "项目")
    link = one(read("projects", BENEFIT, given, "受益户"), Benefits)
    assert (link.start.key, link.end.key) == (f"{COUNTY}/X1", HOUSEHOLD)
    assert (link.kind, link.amount) == (BenefitKind.DIVIDEND, 120_000)
    assert (link.valid_from, link.valid_to) == (date(2019, 10, 1), date(2021, 1, 1))
    village = {"户编号": "", "县": "山亭区", "乡": "冯卯镇", "行政村": "张庄村"}
    target = one(read("projects", BENEFIT | village, given, "受益户"), Benefits).end
    assert (target.kind, target.key) == (Village, "370406108202")
    assert _refusal("projects", BENEFIT, "受益户") == ("县", "blank")


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("项目类别", "太空农业", "unknown label"),
        ("开工时间", "2019-06-31", "no such day"),
        ("资金规模（万元）", "若干", "not a number"),
        ("项目编号", "", "blank"),
        ("项目专班", "", "blank"),
        ("负责人单位", "", "blank"),
        ("合同约定竣工日期", "2019-02", "ends before it starts"),
        ("村", "无此村", "unknown region"),
    ],
)
def test_bad_cells_of_projects(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("projects", PROJECT | {column: value}, "项目") == (column, rule)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("户编号", "", "blank"),
        ("受益方式", "旁观", "unknown label"),
        ("受益金额（元）", "若干", "not a number"),
    ],
)
def test_bad_cells_of_beneficiaries(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    cells = BENEFIT | {"县": "山亭区", column: value}
    assert _refusal("projects", cells, "受益户") == (column, rule)


def test_policy() -> None:
    """An article's row gives the document, its issuer, where it applies, and its outline."""
    given = setting()
    facts = read("policies", POLICY, given)
    policy, article = one(facts, Policy), one(facts, Article)
    assert (policy.issued, policy.valid_from) == (date(2018, 1, 15), date(2018, 2, 1))
    assert one(facts, IssuedBy).end.key == f"{COUNTY}/示例领导小组"
    applies = one(facts, AppliesIn)
    assert (applies.end.key, applies.valid_from) == (COUNTY, policy.valid_from)
    assert (article.title, article.order) == ("帮扶关系必须有人、有期。", 1)
    assert one(facts, Under).end.key == Article.ref(policy.key, "01").key
    again = read("policies", POLICY | {"条款号": "02", "上级条款号": ""}, given)
    assert (one(again, Article).order, every(again, Under)) == (2, [])
    assert one(read("policies", POLICY, given), Article).order == 1


def test_policy_without_number_or_dates() -> None:
    """A document without number is known by its title."""
    facts = read("policies", POLICY | {"发文字号": "", "施行日期": ""}, setting())
    assert (one(facts, Policy).number, one(facts, Policy).valid_from) == ("示例办法", FIRST_DAY)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("成文日期", "2018-02-30", "no such day"),
        ("废止日期", "2017-01-01", "ends before it starts"),
        ("适用地区", "无此区", "unknown region"),
        ("条款号", "第一条", "not a place in the outline"),
        ("正文", "", "blank"),
        ("发文机关", "", "blank"),
    ],
)
def test_bad_cells_of_policies(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("policies", POLICY | {column: value}) == (column, rule)


_FORMS = [pytest.param(each, id=f"{s.name} {each.name}") for s in SOURCES for each in s.forms]


@pytest.mark.parametrize("which", _FORMS)
def test_forms_are_sound(which: Form) -> None:
    """No two columns claim a header, no column is ignored too, and every reason is given."""
    vocabulary = Vocabulary(which.columns, tuple(which.ignored))
    layout = Layout("f", "", [Heading(each.name) for each in which.columns])
    assert layout.unknown(vocabulary) == ()
    for name, reason in which.ignored.items():
        assert reason
        assert layout.alike(name) == ()


@pytest.mark.parametrize(
    ("source", "name", "cells"),
    [
        ("linkage", "成员单位", COUNTY_TEAM),
        ("linkage", "工作队", PARTY),
        ("projects", "项目", BENEFIT),
        ("projects", "受益户", PROJECT),
    ],
)
def test_forms_of_one_workbook_are_told_apart(
    source: str, name: str, cells: dict[str, str]
) -> None:
    """More than half of what a form must have is missing from the other sheet of its workbook."""
    vocabulary = Vocabulary(form(source, name).columns)
    layout = Layout("f", "", [Heading(each) for each in cells])
    required = [each for each in vocabulary.columns if each.required]
    assert len(layout.missing(vocabulary)) * 2 > len(required)
