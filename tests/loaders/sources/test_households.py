"""Registers of households: both shapes of list, members without numbers, moves and departures."""

from __future__ import annotations

from datetime import date

import pytest

from graph.kinds import Node, join_key
from graph.model.people import (
    DescribesHousehold,
    FiledIn,
    Household,
    HouseholdState,
    KeptBy,
    LivesIn,
    MemberOf,
    Person,
    PersonState,
    Register,
)
from graph.model.vocabularies import (
    Cause,
    Health,
    HouseholdStatus,
    Kinship,
    MonitorCategory,
    Sex,
    Standard,
)
from graph.values import FIRST_DAY, LAST_DAY, Precision
from loaders.certificates import citizen_check
from loaders.identity import Purpose
from loaders.record import BadCell
from loaders.sources import Fact
from tests.loaders.sources.rows import every, one, read, setting


def _number(born: str, serial: str) -> str:
    """Make a citizen number that belongs to nobody."""
    first = f"999999{born}{serial}"
    return first + citizen_check(first)


HEAD = _number("19600115", "011")
WIFE = _number("19620316", "022")
REGISTER = "370406000000/山亭区建档立卡登记簿"
HOUSEHOLD = join_key(REGISTER, "3704060000000001")

WIDE = {
    "序号": "1",
    "县": "山亭区",
    "乡": "冯卯镇",
    "村": "张庄村委会",
    "年度": "2020",
    "户编号": "3704060000000001",
    "户主姓名": "甲某",
    "人编号": "370406000000000101",
    "姓名": "甲某",
    "证件号码": HEAD + "42",
    "与户主关系": "户主",
    "户联系电话": "10900000001.0",
    "首次识别时间": "201603",
    "人员识别时间": "201603",
    "识别标准": "省定标准",
    "银行账号": "9999990000000000001",
    "户类型": "监测户",
    "脱贫标志": "已脱贫",
    "监测对象类别": "边缘户",
    "主要致贫原因": "因病",
    "其他致贫原因": "因残、缺劳动力",
    "致贫/返贫风险1": "因学",
    "风险是否已消除": "否",
    "风险是否已消除0": "否",
    "识别监测时间": "201905",
    "工资性收入": "１２,３４５.67",
    "人均纯收入（元）": "4000",
    "是否危房户": "否",
    "是否住房出现安全问题": "是",
    "是否解决安全饮用水": "是",
    "健康状况": "残疾,长期慢性病",
    "享受低保政策情况": "未享受",
    "务工时间（月）": "6",
    "是否参加城乡居民基本医疗保险": "否",
    "是否参加城镇职工基本医疗保险": "是",
    "风险消除后纯收入": "1",
    "耕地面积（亩）": "3",
    "产业帮扶": "是",
    "生存状态": "正常",
}
"""A row of the head in the wide shape."""

LIST = {
    "数据日期": "20191231",
    "县(市、区、旗)": "山亭区",
    "乡(镇)": "冯卯",
    "行政村": "张庄",
    "户编号": "3704060000000001",
    "人编号": "370406000000000102",
    "姓名": "乙某",
    "证件号码": WIFE,
    "人数": "2",
    "与户主关系": "配偶",
    "致贫原因1": "因病",
    "首次识别时间": "201603",
    "人员识别时间": "201604",
    "户类型": "脱贫户",
    "健康状况": "长期慢性病,残疾",
    "人均纯收入": "4000",
    "易返贫致贫户(监测对象)类型": "",
}
"""A row of a member in the plain shape."""


def _read(cells: dict[str, str]) -> list[Fact]:
    return read("households", cells, setting())


def test_wide_row_of_the_head() -> None:
    """A row that names the head gives register, household, member and both states."""
    facts = _read(WIDE)
    given = setting()
    household = one(facts, Household)
    assert household.key == HOUSEHOLD
    assert one(facts, Register).key == household.registry == REGISTER
    assert one(facts, KeptBy).end.key == "370406000000"
    assert household.head == "甲某"
    assert (household.phone, household.identified) == ("10900000001", "2016-03")
    assert household.standard is Standard.PROVINCE
    assert household.account == given.identity.name(Purpose.ACCOUNT, "9999990000000000001")
    filed, lives = one(facts, FiledIn), one(facts, LivesIn)
    assert lives.end.key == "370406108202"
    for link in (filed, lives, one(facts, MemberOf)):
        assert (link.valid_from, link.valid_to) == (date(2016, 3, 1), LAST_DAY)
        assert link.valid_from_precision is Precision.MONTH


def test_state_of_a_household() -> None:
    """The state takes the year, exact money, and what several columns say together."""
    state = one(_read(WIDE), HouseholdState)
    assert (state.household, state.period) == (HOUSEHOLD, "2020")
    assert (state.valid_from, state.valid_to) == (date(2020, 1, 1), date(2021, 1, 1))
    assert (state.status, state.monitor) == (HouseholdStatus.MONITORED, MonitorCategory.MARGINAL)
    assert state.causes == (Cause.ILLNESS, Cause.DISABILITY, Cause.NO_LABOUR)
    assert (state.risks, state.risk_removed) == ((Cause.SCHOOLING,), False)
    assert (state.wages, state.net_income_per_head) == (1234567, 400000)
    assert (state.safe_housing, state.safe_water, state.schooling) == (False, True, None)


def test_person_is_known_by_a_keyed_hash() -> None:
    """The number of a disabled person names the same person, and never appears."""
    facts = _read(WIDE)
    person = one(facts, Person)
    assert person.number == setting().identity.name(Purpose.PERSON, HEAD)
    assert (person.born, person.sex, person.disability) == (
        date(1960, 1, 15),
        Sex.MALE,
        "肢体二级",
    )
    state = one(facts, PersonState)
    assert (state.person, state.health) == (person.key, (Health.CHRONIC, Health.DISABLED))
    assert (state.medical_insurance, state.allowance, state.work_months) == (True, False, 6)
    for fact in facts:
        assert HEAD not in fact.model_dump_json(exclude={"start", "end"})


def test_list_without_the_name_of_the_head() -> None:
    """A member's row cannot name the household; the head's row does."""
    member = _read(LIST)
    assert not every(member, Household)
    assert not every(member, LivesIn)
    assert one(member, MemberOf).end.key == HOUSEHOLD
    assert one(member, MemberOf).valid_from == date(2016, 4, 1)
    assert one(member, PersonState).period == "2019"
    assert one(member, PersonState).health == (Health.CHRONIC, Health.DISABLED)
    head = _read(LIST | {"姓名": "甲某", "证件号码": HEAD, "与户主关系": "户主"})
    assert one(head, Household).head == "甲某"
    state = one(head, HouseholdState)
    assert (state.period, state.members, state.status) == ("2019", 2, HouseholdStatus.OUT)
    assert one(head, DescribesHousehold).end.key == HOUSEHOLD


def test_nodes_come_before_the_links_that_need_them() -> None:
    """No link of a row points at a node that the row gives later."""
    for cells in (WIDE, LIST):
        seen: set[str] = set()
        later = {fact.key for fact in _read(cells) if isinstance(fact, Node)}
        for fact in _read(cells):
            if isinstance(fact, Node):
                seen.add(fact.key)
            else:
                assert {fact.start.key, fact.end.key} & later <= seen


def test_member_without_a_number() -> None:
    """Who has no number is known by the order in the household, as numbered or as counted."""
    given = setting()
    numbered = read("households", LIST | {"证件号码": ""}, given)
    assert one(numbered, Person).number == f"{HOUSEHOLD}#02"
    assert one(numbered, Person).citizen is None
    counted = read("households", LIST | {"证件号码": "", "人编号": ""}, given)
    assert one(counted, Person).number == f"{HOUSEHOLD}#02"
    assert one(read("households", LIST | {"证件号码": "", "人编号": ""}, given), Person).number == (
        f"{HOUSEHOLD}#03"
    )


def test_member_who_left() -> None:
    """The month of leaving still counts; the membership ends with it."""
    link = one(_read(LIST | {"生存状态": "死亡", "变更时间": "2019-08"}), MemberOf)
    assert (link.valid_to, link.valid_to_precision) == (date(2019, 9, 1), Precision.MONTH)
    assert link.kinship is Kinship.SPOUSE


def test_unknown_start() -> None:
    """A blank month of identification is an unknown start."""
    facts = _read(WIDE | {"首次识别时间": "", "人员识别时间": ""})
    assert {one(facts, FiledIn).valid_from, one(facts, MemberOf).valid_from} == {FIRST_DAY}


def test_household_that_moved() -> None:
    """It lived in the first village until the month of moving, and in the second from then."""
    moved = {"搬迁前乡(镇)": "凫城镇", "搬迁前行政村": "张庄村委会", "搬迁时间": "201907"}
    before, after = every(_read(WIDE | moved), LivesIn)
    assert (before.end.key, after.end.key) == ("370406109201", "370406108202")
    assert before.valid_from == date(2016, 3, 1)
    assert before.valid_to == after.valid_from == date(2019, 7, 1)


def test_nothing_said_is_no_state() -> None:
    """A household and a person of whom a row tells no standing get no state."""
    bare = ("县", "乡", "村", "年度", "户编号", "户主姓名", "姓名", "与户主关系")
    facts = _read({name: WIDE[name] for name in bare})
    assert not every(facts, HouseholdState)
    assert not every(facts, PersonState)
    assert one(facts, Person).sex is None


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("县", "山停区", "unknown region"),
        ("乡", "冯帽镇", "unknown region"),
        ("村", "无此村委会", "unknown region"),
        ("村", "", "blank"),
        ("年度", "201903", "not a year"),
        ("户编号", "", "blank"),
        ("户编号", "3.70406E+15", "damaged number"),
        ("户编号", HEAD, "a citizen number"),
        ("姓名", "", "blank"),
        ("证件号码", "9.99999E+17", "damaged number"),
        ("证件号码", HEAD[:17] + ("1" if HEAD[17] != "1" else "2"), "wrong check digit"),
        ("与户主关系", "之表亲", "unknown label"),
        ("首次识别时间", "201913", "no such day"),
        ("识别监测时间", "2019", "not a month"),
        ("识别标准", "自定标准", "unknown label"),
        ("工资性收入", "若干", "not a number"),
        ("工资性收入", "1.2万元", "another unit"),
        ("健康状况", "健康,飞行", "unknown label"),
        ("务工时间（月）", "-1", "not a count"),
        ("是否危房户", "也许", "neither yes nor no"),
        ("生存状态", "不详", "unknown label"),
        ("户联系电话", "12", "not a telephone number"),
    ],
)
def test_bad_cells(column: str, value: str, rule: str) -> None:
    """Each bad cell rejects the row under its column and rule, without the value."""
    with pytest.raises(BadCell) as caught:
        _read(WIDE | {column: value})
    assert (caught.value.column, caught.value.rule) == (column, rule)
    assert len(value) < 10 or value not in str(caught.value)


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"生存状态": "死亡"}, "变更时间", "blank"),
        ({"生存状态": "死亡", "变更时间": "2015-01"}, "变更时间", "ends before it starts"),
        ({"搬迁前行政村": "无此村", "搬迁时间": "201907"}, "搬迁前行政村", "unknown region"),
        ({"搬迁前行政村": "白楼", "搬迁时间": "201507"}, "搬迁时间", "ends before it starts"),
    ],
)
def test_columns_that_disagree(cells: dict[str, str], column: str, rule: str) -> None:
    """A row whose columns contradict each other is rejected where they do."""
    blank = {"变更时间": "", "搬迁前乡(镇)": "", "搬迁前行政村": "", "搬迁时间": ""}
    with pytest.raises(BadCell) as caught:
        _read(WIDE | blank | cells)
    assert (caught.value.column, caught.value.rule) == (column, rule)
