"""The sample writer: what is true in the ledger, and what the files say of it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from graph.model import vocabularies as words
from graph.values import Vocabulary
from loaders.cells import plain
from loaders.certificates import citizen_number
from loaders.layout import heading
from loaders.readers import Column, Table, open_table
from loaders.readers import Vocabulary as Expected
from loaders.samples import county_files, project_files, register_files, roster_files
from loaders.samples.ledger import Ledger, Span
from loaders.samples.make import make_ledger
from loaders.samples.mess import TIDY, Mess, spellings_of
from loaders.samples.scale import DEMO, TINY, Scale
from loaders.samples.wide import WIDE_GROUPS, WIDE_HEADERS
from loaders.samples.writer import Written, write_county, write_demo
from tests.oracle.help import Oracle, Subject

DAY = date(2019, 6, 30)
RULES = {
    "blank",
    "damaged number",
    "namesakes",
    "no such day",
    "not a number",
    "unknown label",
    "unknown region",
    "wrong check digit",
}


@pytest.fixture(scope="module")
def county() -> Ledger:
    """Invent the county of the demonstration."""
    return make_ledger(DEMO, 1)


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Write a small county with every mess."""
    return write_county(make_ledger(TINY, 3), tmp_path_factory.mktemp("messy"), Mess())


def rows_of(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Read the sheets of a file as the texts of their cells."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            page = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [[_shown(cell) for cell in row] for row in page]
        return
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    yield "", list(csv.reader(text.splitlines()))


def _shown(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def test_a_county_has_as_many_of_each_as_asked_for(county: Ledger) -> None:
    """Households, persons and cadres are counted exactly; divisions are the real ones."""
    assert len(county.households) == DEMO.households == 2_000
    assert len(county.persons) == DEMO.persons == 6_000
    assert len(county.cadres) == DEMO.cadres == 900
    assert len(county.villages) == 280
    assert len({each.town for each in county.villages}) == 11


def test_the_same_seed_invents_the_same_county() -> None:
    """Another seed invents another one."""
    assert make_ledger(TINY, 3) == make_ledger(TINY, 3)
    assert make_ledger(TINY, 3) != make_ledger(TINY, 4)


def test_a_scale_that_cannot_be_is_refused() -> None:
    """A household has one to seven persons."""
    with pytest.raises(ValueError, match="at least one"):
        Scale(households=10, persons=9)
    with pytest.raises(ValueError, match="at most seven"):
        Scale(households=10, persons=71)


def test_numbers_belong_to_nobody_and_check(county: Ledger) -> None:
    """Every citizen number is unique, of no region, and passes the reader's own check."""
    numbers = [each.number for each in county.persons if each.number]
    cadres = [each.number for each in county.cadres]
    assert len({*numbers, *cadres}) == len(numbers) + len(cadres)
    assert all(each.startswith("999999") for each in numbers)
    assert all(each.startswith("999998") for each in cadres)
    for person in county.persons:
        if person.number:
            assert citizen_number(person.number + person.tail)[:18] == person.number
            assert person.number[6:14] == f"{person.born:%Y%m%d}"
            assert (int(person.number[16]) % 2 == 1) == (person.sex == "男")
    assert all(citizen_number(each) == each for each in cadres)
    assert 20 < len(county.persons) - len(numbers) < 200


def test_names_tell_cadres_apart(county: Ledger) -> None:
    """No two cadres share unit, name and mark; some namesakes are marked."""
    assert len({each.ident for each in county.cadres}) == len(county.cadres)
    shared = Counter((each.organisation, each.name) for each in county.cadres)
    marked = [each for each in county.cadres if each.distinction]
    assert len(marked) > 10
    assert all(shared[each.organisation, each.name] == 2 for each in marked)


def test_everything_named_is_there(county: Ledger) -> None:
    """Nothing in the ledger points at a thing that is not in it."""
    households = {each.number for each in county.households}
    persons = {each.ident for each in county.persons}
    cadres = {each.ident for each in county.cadres}
    units = {each.name for each in county.organisations}
    villages = {each.code for each in county.villages}
    projects = {each.number for each in county.projects}
    teams = {each.ident for each in county.teams}
    assert {each.household for each in county.memberships} == households
    assert {each.person for each in county.memberships} == persons
    assert {each.household for each in county.residences} == households
    assert {each.village for each in county.residences} <= villages
    assert {each.cadre for each in county.pairings} <= cadres
    assert {each.household for each in county.pairings} <= households
    assert {each.cadre for each in county.visits} <= cadres
    assert {each.cadre for each in county.tenures} <= cadres
    assert {each.cadre for each in county.seats} <= cadres
    assert {each.cadre for each in county.team_members} <= cadres
    assert {each.team for each in county.team_members} == teams
    assert {each.organisation for each in county.cadres} <= units
    assert {each.organisation for each in county.linkage_parties} <= units
    assert {each.project for each in county.benefits} <= projects
    assert {each.project for each in county.seats} <= projects
    assert {each.project for each in county.stages} == projects
    assert {each.unit for each in county.projects} <= units | {""}
    assert {each.household for each in county.benefits} <= households | {""}


def test_help_is_missing_ended_overlapping_and_succeeded(county: Ledger) -> None:
    """The stories that the answers must get right are all there, in the shares wanted."""
    oracle = Oracle(county)
    without = twice = 0
    for household in county.households:
        facts = oracle.help_of(Subject("household", household.number), DAY)
        pairings = [fact for fact in facts if fact.means == "PAIRING"]
        without += not pairings
        twice += sum(fact.role == "第一帮扶责任人" for fact in pairings) > 1
    assert 0.03 <= without / len(county.households) <= 0.08
    assert 0.01 <= twice / len(county.households) <= 0.04
    assert any(each.span.since is None for each in county.pairings)
    assert {each.span.since_grain for each in county.pairings} == {"day", "month", "year"}
    assert {each.span.until_grain for each in county.pairings} == {"day", "month", "year"}
    assert 10 < len(county.residences) - len(county.households) < 100
    assert {each.left for each in county.memberships} == {"", "死亡", "嫁出", "迁出"}
    assert len(county.memberships) > len(county.persons)


def test_who_moves_leaves_no_gap(county: Ledger) -> None:
    """The day after the end in the old village is the first in the new one."""
    for before, after in pairwise(county.residences):
        if before.household == after.household:
            assert before.span.until is not None
            assert after.span.since is not None
            assert (after.span.since - before.span.until).days == 1
            assert before.village != after.village


def test_teams_rotate_and_a_village_has_none(county: Ledger) -> None:
    """Somebody is recalled, batches follow each other, and one village stays alone."""
    staffed = {each.scope for each in county.teams}
    lived_in = {each.village for each in county.residences}
    assert len(lived_in - staffed) == 1
    assert any(each.role == "第一书记" and each.reason == "召回" for each in county.team_members)
    assert len({each.batch for each in county.teams}) == 4


def test_linkage_and_projects_change_hands(county: Ledger) -> None:
    """The lead of the group changes, parties come and go; forces lack or change a lead."""
    leads = [each for each in county.linkage_parties if each.lead and each.span.holds(DAY)]
    earlier = [
        each for each in county.linkage_parties if each.lead and each.span.holds(date(2019, 3, 1))
    ]
    assert [each.organisation for each in leads] != [each.organisation for each in earlier]
    assert len(leads) == len(earlier) == 1
    seats = Counter(each.project for each in county.seats)
    forces = {each.project for each in county.task_forces}
    assert forces - set(seats)
    assert max(seats.values()) == 2
    assert {each.number for each in county.projects} - forces
    assert {each.place[6:] == "000000" for each in county.projects} == {True, False}
    assert any(each.span.until and each.household for each in county.benefits)
    keys = [(e.project, e.household or e.village, e.kind, e.span.since) for e in county.benefits]
    assert len(set(keys)) == len(keys)


def test_every_term_is_of_its_closed_list(county: Ledger) -> None:
    """The ledger uses labels; the files use only spellings that the closed lists know."""
    terms: list[tuple[type[Vocabulary], set[str]]] = [
        (words.Kinship, {each.kinship for each in county.memberships}),
        (words.PairingDuty, {each.duty for each in county.pairings}),
        (words.TeamRole, {each.role for each in county.team_members}),
        (words.PartyType, {each.party for each in county.linkage_parties}),
        (words.PostRole, {each.role for each in county.tenures}),
        (words.VisitMode, {each.mode for each in county.visits}),
        (words.ProjectCategory, {each.category for each in county.projects}),
        (words.ProjectNature, {each.nature for each in county.projects}),
        (words.StageCode, {each.code for each in county.stages}),
        (words.BenefitKind, {each.kind for each in county.benefits}),
        (words.HouseholdStatus, {each.status for each in county.household_states} - {""}),
        (words.HouseholdClass, {one.household_class for one in county.household_states} - {""}),
        (words.MonitorCategory, {each.monitor for each in county.household_states} - {""}),
        (words.Cause, {cause for each in county.household_states for cause in each.causes}),
        (words.Labour, {each.labour for each in county.person_states}),
        (words.Education, {each.education for each in county.person_states} - {""}),
        (words.Health, {health for each in county.person_states for health in each.health}),
        (words.Rank, {each.rank for each in county.cadres}),
        (words.Politics, {each.politics for each in (*county.cadres, *county.persons)}),
    ]
    for vocabulary, used in terms:
        assert used <= {entry.label for entry in vocabulary}, vocabulary
        spellings = set(map(plain, vocabulary.spellings()))
        assert {plain(text) for term in used for text in spellings_of(term)} <= spellings


def test_no_period_ends_before_it_starts(county: Ledger) -> None:
    """Nothing in the ledger is turned about."""
    for name in ("residences", "memberships", "pairings", "tenures", "teams", "team_members"):
        spans: list[Span] = [each.span for each in getattr(county, name)]
        assert all((one.since or date.min) <= (one.until or date.max) for one in spans), name
    for name in ("linkage_parties", "benefits", "task_forces", "seats"):
        spans = [each.span for each in getattr(county, name)]
        assert all((one.since or date.min) <= (one.until or date.max) for one in spans), name


def test_nobody_without_a_number_lives_where_members_change(county: Ledger) -> None:
    """Their order in the household is the same in every file."""
    bare = {each.ident for each in county.persons if not each.number}
    homes = {each.household for each in county.memberships if each.person in bare}
    left = {each.household for each in county.memberships if each.left}
    assert not homes & left


def test_the_wide_workbook_has_the_documented_letters() -> None:
    """The columns whose letters are known stand where they stand in real exports."""
    known = {
        5: "户编号",
        13: "监测对象类别",
        41: "在校生状况",
        42: "劳动技能",
        48: "享受低保政策情况",
        61: "享受特困供养政策情况",
        86: "整户无劳动能力兜底保障户",
        109: "风险是否已消除",
        110: "识别监测时间",
        150: "健康帮扶",
        156: "教育帮扶",
    }
    assert len(WIDE_HEADERS) == 177 == sum(width for _, width in WIDE_GROUPS)
    assert {place: WIDE_HEADERS[place - 1] for place in known} == known
    assert all(name.startswith("风险消除后") for name in WIDE_HEADERS[164:])
    assert Counter(WIDE_HEADERS)["其他备注"] == 2


def test_the_same_seed_writes_the_same_bytes(messy: Written, tmp_path: Path) -> None:
    """Files are identical to the byte, workbooks included, also when written over."""
    for _ in range(2):
        again = write_county(make_ledger(TINY, 3), tmp_path, Mess())
    assert [each.name for each in again.files] == [each.name for each in messy.files]
    assert again.planted == messy.planted
    for one, other in zip(messy.files, again.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_every_bad_cell_is_where_it_is_said_to_be(messy: Written) -> None:
    """Row and header of each planted cell are right; every rule is broken somewhere."""
    texts = {(path.name, sheet): rows for path in messy.files for sheet, rows in rows_of(path)}
    for bad in messy.planted:
        rows = texts[bad.file, bad.sheet]
        header = next(row for row in rows[:3] if bad.column in row)
        cell = rows[bad.row - 1][header.index(bad.column)]
        good = rows[bad.row - 2][header.index(bad.column)]
        assert cell != good or bad.rule == "namesakes", bad
        assert not cell if bad.rule == "blank" else cell, bad
    assert {each.rule for each in messy.planted} == RULES


def test_messy_files_show_every_habit(messy: Written) -> None:
    """Headers stand in the third row, codes differ, and cells are wrapped, widened and serial."""
    by_name = {path.name: path for path in messy.files}
    wide = by_name["（自定义）监测对象信息_20201231.xlsx"]
    ((_, rows),) = rows_of(wide)
    assert [heading(name) for name in rows[2]] == [heading(name) for name in WIDE_HEADERS]
    assert rows[0][0].startswith("山亭区")
    assert {"户与人员基本信息", "风险消除后"} <= set(rows[1])
    assert any(cell.startswith('="') for row in rows for cell in row)
    assert rows[-2][0] == "合计"
    listed = by_name["已脱贫人口名单2018.csv"].read_bytes()
    with pytest.raises(UnicodeDecodeError):
        listed.decode("utf-8")
    assert "户编号" in listed.decode("gb18030").replace("*", "")
    incomes = by_name["阳光扶贫收入台账_2019Q3.csv"].read_bytes()
    assert incomes.startswith(b"\xef\xbb\xbf")
    assert "万元" in incomes.decode("utf-8")
    pairings = dict(rows_of(by_name["帮扶责任人结对台账.xlsx"]))["结对台账"]
    started = [row[16] for row in pairings[3:]]
    assert any(each.isdigit() and len(each) == 5 for each in started)
    assert any("年" in each for each in started)
    assert any(row[9].endswith(".0") for row in pairings)


VOCABULARIES = {
    "（自定义）监测对象信息": (WIDE_HEADERS,),
    "已脱贫人口名单": (register_files.LIST_HEADERS,),
    "帮扶责任人结对台账": (roster_files.PAIRING_HEADERS,),
    "走访记录": (roster_files.VISIT_HEADERS,),
    "驻村工作队花名册": (roster_files.TEAM_HEADERS,),
    "干部任职台账": (roster_files.POST_HEADERS,),
    "（自定义）行政村信息": (county_files.VILLAGE_HEADERS,),
    "五方挂钩成员台账": (county_files.PARTY_HEADERS, county_files.COUNTY_TEAM_HEADERS),
    "县级项目库": (project_files.PROJECT_HEADERS, project_files.BENEFIT_HEADERS),
    "政策文件条款": (county_files.POLICY_HEADERS,),
}


def tables(path: Path, headers: Sequence[str]) -> Iterator[Table]:
    """Open a file as the loader would, expecting every header by its plain name."""
    twice = ("其他备注", "风险是否已消除")
    once = [name for name in headers if not name.startswith(twice)]
    columns = tuple(Column(name, required=True) for name in once)
    return open_table(path, Expected(columns, ignored=twice))


def test_the_readers_find_every_row_and_nothing_else(messy: Written) -> None:
    """Titles, blanks, repeated headers and footers fall out; each header is understood."""
    for path in messy.files:
        named = next((VOCABULARIES[name] for name in VOCABULARIES if name in path.name), ())
        raw = dict(rows_of(path))
        for headers in named:
            for table in tables(path, headers):
                filled = sum(any(row) for row in raw[table.sheet])
                rows = sum(1 for _ in table.records)
                assert table.tally.footers == 2, path.name
                above = table.header_row
                assert rows + above + 2 + table.tally.repeated_headers == filled, path.name


def test_tidy_files_are_plain(tmp_path: Path) -> None:
    """Without any mess the header stands first, and no row is bad."""
    ledger = make_ledger(TINY, 3)
    written = write_county(ledger, tmp_path, TIDY)
    assert written.planted == ()
    ((_, rows),) = rows_of(tmp_path / "帮扶责任人结对台账.xlsx")
    assert rows[0][0] == "结对编号"
    assert [row[0] for row in rows[1:]] == [each.number for each in ledger.pairings]
    starts = [each.span.since.isoformat() for each in ledger.pairings if each.span.since]
    grains = [each.span.since_grain for each in ledger.pairings if each.span.since]
    shown = [row[16] for row in rows[1:] if row[16]]
    cut = {"day": 10, "month": 7, "year": 4}
    wanted = [day[: cut[grain]] for day, grain in zip(starts, grains, strict=True)]
    assert shown == wanted
    ((_, wide),) = rows_of(tmp_path / "（自定义）监测对象信息_20201231.xlsx")
    assert len(wide) == 1 + len(ledger.memberships)
    ((_, members),) = rows_of(tmp_path / "已脱贫人口名单2019.csv")
    last = date(2019, 12, 31)
    assert len(members) == 1 + sum(each.span.holds(last) for each in ledger.memberships)


def test_the_demonstration_has_one_workbook_of_177_columns(tmp_path: Path) -> None:
    """All six thousand persons are in it, and every bad row beside them."""
    written = write_demo(tmp_path)
    wide = tmp_path / "（自定义）监测对象信息_20201231.xlsx"
    ((_, rows),) = rows_of(wide)
    assert {len(row) for row in rows} == {177}
    assert sum(each.file == wide.name for each in written.planted) == 6
    names = {row[8].strip() for row in rows}
    assert len(written.files) == 22
    assert len(names) > 3_000
