"""Writes the county's register: one wide workbook of members, and a plain list for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from loaders.samples.chance import check_character, lucky
from loaders.samples.divisions import short_name
from loaders.samples.ledger import (
    Household,
    HouseholdState,
    Membership,
    Person,
    PersonState,
    Village,
)
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
from loaders.samples.wide import WIDE_GROUPS, WIDE_HEADERS

LIST_HEADERS: Final = (
    *(
        "序号",
        "数据日期",
        "县(市、区、旗)",
        "乡(镇)",
        "行政村",
        "自然村",
        "户编号",
        "人编号",
        "姓名",
    ),
    *("证件号码", "人数", "与户主关系", "民族", "文化程度", "在校生状况", "健康状况", "劳动技能"),
    *("务工时间（月）", "是否参加大病保险", "致贫原因1", "危房户", "是否解决安全饮用水"),
    *("人均纯收入", "户联系电话", "人联系电话", "首次识别时间", "人员识别时间", "户类型"),
    *("易返贫致贫户(监测对象)类型", "风险是否消除", "风险识别时间", "风险消除时间"),
)
"""The columns of a plain list of members (已脱贫人口名单)."""

_PLACES: Final = {name: place for place, name in reversed(list(enumerate(WIDE_HEADERS)))}
_CERTIFICATES: Final = {18: "居民身份证", 20: "残疾人证", 22: "残疾人证", 0: ""}


def write_wide(folder: Path, book: Lookup, hand: Hand, year: int) -> Filed:
    """Write every member of every household ever filed, as of the end of a year."""
    first, rows = first_of(_wide_rows(book, hand, year))
    sheet = Sheet(
        name="监测对象信息",
        title=f"山亭区监测对象信息（{year}年）",
        header=[hand.header(name) for name in WIDE_HEADERS],
        rows=rows,
        bad=_bad(first, WIDE_HEADERS, "村"),
        groups=WIDE_GROUPS,
    )
    return write_workbook(folder / f"（自定义）监测对象信息_{year}1231.xlsx", [sheet], hand.mess)


def write_list(folder: Path, book: Lookup, hand: Hand, year: int) -> Filed:
    """Write the members whom each household counts at the end of a year."""
    first, rows = first_of(_list_rows(book, hand, year))
    header = [hand.header(name) for name in LIST_HEADERS]
    sheet = Sheet("", "", header, rows, _bad(first, LIST_HEADERS, "行政村"))
    return write_text(folder / f"已脱贫人口名单{year}.csv", sheet, hand.mess, "gb18030")


def _bad(row: Sequence[Cell], header: Sequence[str], village: str) -> list[BadRow]:
    """Spoil a row in six ways; numbers keep the prefix of nobody."""
    wrong = "99999919800101123"
    wrong += "1" if check_character(wrong) != "1" else "2"
    told: tuple[tuple[str, Cell, str], ...] = (
        ("证件号码", "9.99999E+17", "damaged number"),
        ("证件号码", wrong, "wrong check digit"),
        ("首次识别时间", "201913", "no such day"),
        (village, "无此村委会", "unknown region"),
        ("户编号", None, "blank"),
        ("与户主关系", "之表亲", "unknown label"),
    )
    return [spoilt(row, header.index(name), value, rule) for name, value, rule in told]


def _counted(book: Lookup, last: date) -> Iterator[tuple[Household, Village, list[Membership]]]:
    """Give the households filed by a day, where they live, and everybody who had joined by it."""
    for household in book.ledger.households:
        if (household.identified or date.min) <= last:
            members = [
                each
                for each in book.members[household.number]
                if (each.span.since or date.min) <= last
            ]
            yield household, book.village_of(household.number, last), members


def _wide_rows(book: Lookup, hand: Hand, year: int) -> Iterator[list[Cell]]:
    number = 0
    for household, village, members in _counted(book, date(year, 12, 31)):
        state = book.household_states.get((household.number, year, None))
        common = _household_cells(book, hand, (household, village), state)
        common |= {"年度": year, "数据日期": f"{year}1231"}
        head = book.persons[members[0].person]
        common["户主证件号码"] = hand.long(head.number)
        for member in members:
            number += 1
            person = book.persons[member.person]
            cells = common | _member_cells(hand, person, member)
            cells |= _standing_cells(book.person_states.get((person.ident, year)))
            row: list[Cell] = [None] * len(WIDE_HEADERS)
            row[0] = number
            for name, value in cells.items():
                row[_PLACES[name]] = value
            yield row


def _household_cells(
    book: Lookup, hand: Hand, home: tuple[Household, Village], state: HouseholdState | None
) -> dict[str, Cell]:
    household, village = home
    cells: dict[str, Cell] = {
        "县": village.county_name,
        "乡": village.town_name,
        "村": village.name,
        "户编号": hand.long(household.number),
        "户主姓名": hand.text(household.head),
        "户联系电话": hand.phone(household.phone),
        "自然村": household.hamlet,
        "识别标准": household.standard,
        "首次识别时间": hand.month(household.identified),
        "开户银行": household.bank,
        "银行账号": hand.long(household.account),
        **_moved_cells(book, hand, household.number),
    }
    return cells | (_state_cells(hand, state) if state else {})


def _moved_cells(book: Lookup, hand: Hand, household: str) -> dict[str, Cell]:
    before, *after = book.homes[household]
    if not after:
        return {"是否搬迁户": "否"}
    old = book.villages[before.village]
    return {
        "是否搬迁户": "是",
        "搬迁前乡(镇)": old.town_name,
        "搬迁前行政村": old.name,
        "搬迁时间": hand.month(after[0].span.since),
    }


def _state_cells(hand: Hand, state: HouseholdState) -> dict[str, Cell]:
    risks = dict(zip((f"致贫/返贫风险{place}" for place in range(1, 6)), state.risks, strict=False))
    main, *others = state.causes
    eliminated = hand.yes(state.risk_removed)
    cells: dict[str, Cell] = {
        "家庭人口数": hand.whole(state.members),
        "户类型": hand.label(state.status),
        "贫困户属性": hand.label(state.household_class),
        "主要致贫原因": hand.label(main),
        "其他致贫原因": "、".join(others),
        "监测对象类别": hand.label(state.monitor),
        "风险是否已消除": eliminated,
        "风险是否已消除0": eliminated,
        "识别监测时间": hand.month(state.monitored_since),
        "消除监测时间": hand.month(state.risk_removed_in),
        "风险消除方式": "帮扶消除" if state.risk_removed_in else "",
        "工资性收入": hand.money(state.wages),
        "生产经营性收入": hand.money(state.business),
        "财产性收入": hand.money(state.property_income),
        "转移性收入": hand.money(state.transfers),
        "生产经营性支出": hand.money(state.expenses),
        "纯收入": hand.money(state.net_income),
        "人均纯收入（元）": hand.money(state.net_income_per_head),
        "合规自付支出": hand.money(state.self_paid),
        "是否危房户": hand.yes(not state.safe_housing),
        "是否解决安全饮用水": hand.yes(state.safe_water),
        "是否义务教育阶段适龄儿童少年失学辍学": hand.yes(not state.schooling),
        "是否有家庭成员未参加城乡居民（职工）基本医疗保险": hand.yes(not state.medical_cover),
        "整户无劳动能力兜底保障户": hand.yes(state.no_labour),
    }
    return cells | risks


def _member_cells(hand: Hand, person: Person, member: Membership) -> dict[str, Cell]:
    certificate = person.number + person.tail
    return {
        "人编号": hand.long(f"{member.household}{member.order:02}"),
        "姓名": hand.text(person.name),
        "性别": ("1" if person.sex == "男" else "2") if _as_code(hand) else person.sex,
        "证件类型": _CERTIFICATES[len(certificate)],
        "证件号码": hand.long(certificate),
        "出生日期": f"{person.born:%Y%m%d}",
        "民族": person.ethnicity,
        "与户主关系": member.kinship,
        "政治面貌": hand.label(person.politics),
        "家庭成员联系电话": hand.phone(person.phone),
        "人员识别时间": hand.month(member.span.since),
        "生存状态": member.left or "正常",
        "变更时间": hand.day(member.span.until, member.span.until_grain) if member.left else "",
    }


def _as_code(hand: Hand) -> bool:
    """Say whether a clerk writes the code for the sex, which some rules accept."""
    return hand.mess.labels and lucky(hand.chance, 10)


def _standing_cells(state: PersonState | None) -> dict[str, Cell]:
    if state is None:
        return {}
    return {
        "健康状况": ",".join(state.health),
        "文化程度": state.education,
        "在校生状况": state.enrolment,
        "劳动技能": state.labour,
        "务工时间（月）": state.work_months,
        "务工所在地": state.work_place,
        "是否参加城乡居民基本医疗保险": "是" if state.medical_insurance else "否",
        "是否参加城乡居民基本养老保险": "是" if state.pension_insurance else "否",
        "享受低保政策情况": "享受" if state.allowance else "未享受",
        "享受特困供养政策情况": "享受" if state.destitute else "未享受",
    }


def _list_rows(book: Lookup, hand: Hand, year: int) -> Iterator[list[Cell]]:
    last = date(year, 12, 31)
    number = 0
    for household, village, members in _counted(book, last):
        state = book.household_states.get((household.number, year, None))
        for member in members:
            if member.span.holds(last) and state:
                number += 1
                yield _list_row(book, hand, (number, last), (household, village), (member, state))


def _list_row(
    book: Lookup,
    hand: Hand,
    line: tuple[int, date],
    home: tuple[Household, Village],
    told: tuple[Membership, HouseholdState],
) -> list[Cell]:
    (number, last), (household, village), (member, state) = line, home, told
    person = book.persons[member.person]
    standing = book.person_states[person.ident, last.year]
    short = hand.mess.labels and lucky(hand.chance, 60)
    tail = person.tail if lucky(hand.chance, 50) else ""
    return [
        *(number, f"{last:%Y%m%d}", village.county_name, village.town_name),
        *(short_name(village.name) if short else village.name, household.hamlet),
        *(hand.long(household.number), hand.long(f"{member.household}{member.order:02}")),
        *(hand.text(person.name), hand.long(person.number + tail), hand.whole(state.members)),
        *(member.kinship, person.ethnicity, hand.label(standing.education), standing.enrolment),
        *(",".join(reversed(standing.health)), standing.labour, standing.work_months, ""),
        *(hand.label(state.causes[0]), hand.yes(not state.safe_housing)),
        *(hand.yes(state.safe_water), hand.money(state.net_income_per_head)),
        *(hand.phone(household.phone), hand.phone(person.phone)),
        *(hand.month(household.identified), hand.month(member.span.since)),
        *(hand.label(state.status), hand.label(state.monitor), hand.yes(state.risk_removed)),
        *(hand.month(state.monitored_since), hand.month(state.risk_removed_in)),
    ]
