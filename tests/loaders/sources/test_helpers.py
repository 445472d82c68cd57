"""Those who help: pairings, visits, teams and posts."""

from __future__ import annotations

from datetime import date

import pytest

from graph.kinds import join_key
from graph.model.helpers import (
    AnswersFor,
    Cadre,
    Holds,
    MadeBy,
    PaidTo,
    PairedWith,
    Post,
    ResidentTeam,
    Sends,
    ServesIn,
    StationedIn,
    Visit,
    WorksFor,
)
from graph.model.organisations import Organisation
from graph.model.regions import Region, Village
from graph.model.vocabularies import (
    PairingDuty,
    PostRole,
    Rank,
    TeamKind,
    TeamRole,
    UnitType,
    VisitMode,
)
from graph.values import FIRST_DAY, LAST_DAY, Precision
from loaders.certificates import citizen_check
from loaders.identity import Purpose
from loaders.record import BadCell
from loaders.sources.cadres import Named, named
from loaders.sources.organisations import organisation
from tests.loaders.sources.rows import every, one, read, setting

COUNTY = "370406000000"
FIRST = "99999819700101001" + citizen_check("99999819700101001")
OTHER = "99999819800101003" + citizen_check("99999819800101003")
HOUSEHOLD = join_key(f"{COUNTY}/山亭区建档立卡登记簿", "H1")

PAIRING = {
    "结对编号": "JD1",
    "户编号": "H1",
    "户主姓名": "甲某",
    "县(市、区、旗)": "山亭区",
    "乡(镇)": "冯卯镇",
    "行政村": "张庄村委会",
    "帮扶责任人姓名": "丙某（女）",
    "证件号码": FIRST,
    "性别": "女",
    "联系电话": "10900000002",
    "帮扶单位": "山亭区财政局",
    "单位类型": "党政机关",
    "隶属关系": "区",
    "职务级别": "科员",
    "政治面貌": "党员",
    "责任类别": "帮扶责任人",
    "帮扶开始时间": "2018-03",
    "帮扶结束时间": "2019年6月30日",
    "调整或解除原因": "工作调动",
}
VISIT = {
    "走访编号": "ZF1",
    "走访人": "丙某(女)",
    "走访人单位": "山亭区财政局",
    "户编号": "H1",
    "县": "山亭区",
    "乡": "",
    "行政村": "",
    "走访日期": "2019.3.5",
    "走访方式": "入户走访",
    "走访情况": "家中情况正常",
}
TEAM = {
    "县": "山亭区",
    "乡": "冯卯镇",
    "村": "张庄村",
    "工作队名称": "驻张庄工作队",
    "批次": "第三批",
    "选派单位": "省农业农村厅",
    "单位类型": "国家机关",
    "工作队进驻时间": "2017-03",
    "工作队撤离时间": "2019-04",
    "姓名": "丁某",
    "性别": "男",
    "职务级别": "乡科级正职",
    "队内职务": "第一书记",
    "是否第一书记": "是",
    "是否工作队队长": "否",
    "驻村开始时间": "20170306",
    "驻村结束时间": "2018",
    "离队原因": "召回",
}
POST = {
    "县": "山亭区",
    "乡": "冯卯镇",
    "村": "",
    "区划代码": "",
    "职务": "镇长",
    "职务类别": "乡镇长",
    "姓名": "戊某",
    "单位": "冯卯镇人民政府",
    "任职时间": "2017-01",
    "离任时间": "",
    "离任原因": "",
}


def _refusal(source: str, cells: dict[str, str]) -> tuple[str, str]:
    with pytest.raises(BadCell) as caught:
        read(source, cells, setting())
    return caught.value.column, caught.value.rule


def test_pairing() -> None:
    """A row of the roster gives unit, cadre and the pairing with its inclusive end."""
    facts = read("pairings", PAIRING, setting())
    unit, cadre, link = one(facts, Organisation), one(facts, Cadre), one(facts, PairedWith)
    assert (unit.key, unit.unit_type) == (f"{COUNTY}/山亭区财政局", UnitType.STATE_ORGAN)
    assert cadre.key == join_key(unit.key, "丙某", "女")
    assert cadre.citizen == setting().identity.name(Purpose.CADRE, FIRST)
    assert cadre.rank is Rank.SECTION_MEMBER
    assert (link.start.key, link.end.key, link.key) == (cadre.key, HOUSEHOLD, "JD1")
    assert (link.valid_from, link.valid_to) == (date(2018, 3, 1), date(2019, 7, 1))
    assert (link.valid_from_precision, link.valid_to_precision) == (Precision.MONTH, None)
    assert (link.duty, link.end_reason) == (PairingDuty.FIRST, "工作调动")
    works = one(facts, WorksFor)
    assert (works.valid_from, works.valid_to) == (FIRST_DAY, LAST_DAY)


def test_open_pairing() -> None:
    """Blank dates are an unknown start and an open end."""
    cells = PAIRING | {"帮扶开始时间": "", "帮扶结束时间": "-"}
    link = one(read("pairings", cells, setting()), PairedWith)
    assert (link.valid_from, link.valid_to) == (FIRST_DAY, LAST_DAY)


def test_namesakes_of_one_file_are_rejected() -> None:
    """One cadre with two numbers is two persons; the mark tells them apart."""
    given = setting()
    read("pairings", PAIRING, given)
    read("pairings", PAIRING, given)
    with pytest.raises(BadCell) as caught:
        read("pairings", PAIRING | {"证件号码": OTHER}, given)
    assert (caught.value.column, caught.value.rule) == ("帮扶责任人姓名", "namesakes")
    read("pairings", PAIRING | {"证件号码": OTHER, "帮扶责任人姓名": "丙某2"}, given)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("丙某", Named("丙某")),
        ("丙某（女）", Named("丙某", "女")),
        ("丙某( 财务 )", Named("丙某", "财务")),
        ("丙某2", Named("丙某", "2")),
    ],
)
def test_marks_of_namesakes(text: str, who: Named) -> None:
    """The mark is what stands in brackets, or digits, after the name."""
    assert named(text) == who


def test_region_of_an_organisation() -> None:
    """Central and provincial units stand among the names of the province."""
    assert organisation("省农业农村厅", COUNTY).region == "370000000000"
    assert organisation("山亭区财政局", COUNTY).region == COUNTY
    facts = read("pairings", PAIRING | {"隶属关系": "中央", "帮扶单位": "某银行"}, setting())
    assert one(facts, Organisation).region == "370000000000"


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("证件号码", "9.99998E+17", "damaged number"),
        ("帮扶开始时间", "2019-02-30", "no such day"),
        ("帮扶结束时间", "2017-01-01", "ends before it starts"),
        ("责任类别", "帮扶顾问", "unknown label"),
        ("户编号", "", "blank"),
        ("行政村", "无此村委会", "unknown region"),
        ("帮扶单位", "", "blank"),
        ("帮扶责任人姓名", "", "blank"),
        ("职务级别", "神级", "unknown label"),
    ],
)
def test_bad_cells_of_pairings(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("pairings", PAIRING | {column: value}) == (column, rule)


def test_visit_to_a_household_and_to_a_village() -> None:
    """A visit goes to the household that the row names, else to its village."""
    facts = read("visits", VISIT, setting())
    visit = one(facts, Visit)
    assert (visit.number, visit.day, visit.mode) == ("ZF1", date(2019, 3, 5), VisitMode.HOME)
    assert visit.title == "2019-03-05 入户"
    assert one(facts, PaidTo).end.key == HOUSEHOLD
    assert one(facts, MadeBy).end.key == one(facts, Cadre).key
    cells = VISIT | {"走访编号": "", "户编号": "", "乡": "冯卯镇", "行政村": "张庄村"}
    facts = read("visits", cells, setting())
    target = one(facts, PaidTo).end
    assert (target.kind, target.key) == (Village, "370406108202")
    assert one(facts, Visit).number.endswith("|370406108202|2019-03-05")


def test_visits_of_a_file_without_a_county() -> None:
    """The county of the file stands in for a column that is not there."""
    cells = {name: text for name, text in VISIT.items() if name not in {"县", "乡", "行政村"}}
    assert one(read("visits", cells, setting(COUNTY)), PaidTo).end.key == HOUSEHOLD
    assert _refusal("visits", cells) == ("县", "blank")


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("走访日期", "2019年2月30日", "no such day"),
        ("走访日期", "2019-03", "not a day"),
        ("走访方式", "隔空喊话", "unknown label"),
        ("走访人", "", "blank"),
        ("走访人单位", "", "blank"),
    ],
)
def test_bad_cells_of_visits(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("visits", VISIT | {column: value}) == (column, rule)


def test_visit_to_nobody() -> None:
    """A visit needs a household or a village."""
    assert _refusal("visits", VISIT | {"户编号": ""}) == ("行政村", "blank")


def test_team() -> None:
    """A member's row gives the team with its period, and the first secretary's post."""
    facts = read("teams", TEAM, setting())
    team = one(facts, ResidentTeam)
    assert team.key == "370406108202/驻张庄工作队/第三批"
    assert team.kind is TeamKind.VILLAGE
    stationed, sends = one(facts, StationedIn), one(facts, Sends)
    assert stationed.end.key == "370406108202"
    assert sends.start.key == "370000000000/省农业农村厅"
    for link in (stationed, sends):
        assert (link.valid_from, link.valid_to) == (date(2017, 3, 1), date(2019, 5, 1))
    serves, holds = one(facts, ServesIn), one(facts, Holds)
    assert (serves.role, serves.end_reason) == (TeamRole.FIRST_SECRETARY, "召回")
    for duty in (serves, holds):
        assert (duty.valid_from, duty.valid_to) == (date(2017, 3, 6), date(2019, 1, 1))
    post = one(facts, Post)
    assert (post.key, post.role) == ("370406108202/第一书记", PostRole.FIRST_SECRETARY)
    assert one(facts, AnswersFor).end.key == "370406108202"


@pytest.mark.parametrize(
    ("cells", "role", "posts"),
    [
        ({"队内职务": "队员", "是否第一书记": "否"}, TeamRole.MEMBER, 0),
        ({"队内职务": "队长", "是否第一书记": "是"}, TeamRole.LEADER, 1),
        ({"队内职务": "", "是否第一书记": "否", "是否工作队队长": "是"}, TeamRole.LEADER, 0),
        ({"队内职务": "", "是否第一书记": "是"}, TeamRole.FIRST_SECRETARY, 1),
        ({"队内职务": "", "是否第一书记": ""}, TeamRole.MEMBER, 0),
    ],
)
def test_roles_in_a_team(cells: dict[str, str], role: TeamRole, posts: int) -> None:
    """Words and flags together say the role; who is first secretary holds the post."""
    facts = read("teams", TEAM | cells, setting())
    assert one(facts, ServesIn).role is role
    assert len(every(facts, Post)) == posts


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("驻村开始时间", "2018-13-01", "no such day"),
        ("驻村结束时间", "2016", "ends before it starts"),
        ("村", "无此村委会", "unknown region"),
        ("村", "", "blank"),
        ("队内职务", "顾问", "unknown label"),
        ("工作队名称", "", "blank"),
        ("选派单位", "", "blank"),
    ],
)
def test_bad_cells_of_teams(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("teams", TEAM | {column: value}) == (column, rule)


@pytest.mark.parametrize(
    ("cells", "kind", "key"),
    [
        ({}, Region, "370406108000"),
        ({"乡": ""}, Region, COUNTY),
        ({"村": "张庄"}, Village, "370406108202"),
        ({"区划代码": "370406109201"}, Village, "370406109201"),
    ],
)
def test_post(cells: dict[str, str], kind: type, key: str) -> None:
    """A post answers for the deepest division that the row names."""
    facts = read("posts", POST | cells, setting())
    post, answers, held = one(facts, Post), one(facts, AnswersFor), one(facts, Holds)
    assert (post.key, post.role) == (f"{key}/镇长", PostRole.HEAD)
    assert (answers.end.kind, answers.end.key) == (kind, key)
    assert (held.valid_from, held.valid_to) == (date(2017, 1, 1), LAST_DAY)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("村", "无此村委会", "unknown region"),
        ("区划代码", "370406999", "unknown region"),
        ("职务类别", "荣誉职务", "unknown label"),
        ("任职时间", "2017-04-31", "no such day"),
        ("离任时间", "2016-12", "ends before it starts"),
        ("职务", "", "blank"),
        ("姓名", "", "blank"),
        ("单位", "", "blank"),
        ("县", "", "blank"),
    ],
)
def test_bad_cells_of_posts(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row."""
    assert _refusal("posts", POST | {column: value}) == (column, rule)
