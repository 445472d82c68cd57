"""The files of the samples: what they say of the ledger, and in how many ways."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from loaders.layout import heading
from loaders.readers import Column, Table, open_table
from loaders.readers import Vocabulary as Expected
from loaders.samples import county_files, project_files, register_files, roster_files
from loaders.samples.make import make_ledger
from loaders.samples.mess import TIDY, Mess
from loaders.samples.scale import TINY
from loaders.samples.wide import WIDE_GROUPS, WIDE_HEADERS
from loaders.samples.writer import Written, write_county, write_demo

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
