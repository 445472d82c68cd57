"""Records: cells are found by header, taken once, and never shown when they are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells import day, whole
from loaders.layout import Heading, Layout, column_letters, unitless
from loaders.record import BadCell, Column, Origin, Record, Rejection, Vocabulary, heading, mask

HERE = Origin("ab12", "甲", 4)


def _record(**cells: str) -> Record:
    return Record.of(HERE, cells)


def _laid(*headings: str | Heading) -> Layout:
    return Layout(
        "f", "", [each if isinstance(each, Heading) else Heading(each) for each in headings]
    )


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("县（市、区、旗）", "县(市、区、旗)"),
        (" 乡\n(镇) ", "乡(镇)"),
        ("*户编号", "户编号"),
        ("户编号＊：", "户编号"),
        ("【姓名】", "(姓名)"),
        ("ＩＤ", "id"),
        ("户\u200b编\ufeff号", "户编号"),
        ("务工时间（月）", "务工时间"),
        ("耕地面积", "耕地面积（亩）"),
    ],
)
def test_headers_match_however_they_are_written(written: str, asked: str) -> None:
    """Width, brackets, blanks, marks and plain units make no other header."""
    assert Record.of(HERE, {written: "x"}).take(asked) == "x"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("收入（万元）", "收入"),
        ("收入", "收入（万元）"),
        ("公益性岗位(月数)", "公益性岗位"),
        ("风险10", "风险1"),
        ("面积（公顷）", "面积"),
    ],
)
def test_what_scales_or_differs_is_another_header(written: str, asked: str) -> None:
    """A unit that multiplies the figure must be asked for by name."""
    assert Record.of(HERE, {written: "x"}).take(asked) is None


def test_two_units_of_one_header_are_not_guessed() -> None:
    """A header without a unit that two columns could mean matches neither."""
    layout = _laid("务工时间（月）", "务工时间（天）")
    assert layout.place(("务工时间",)) is None
    assert layout.place(("务工时间(天)",)) == 1


def test_repeated_headers_are_told_apart() -> None:
    """The second of a name is #2, also where the export has renamed it with 0 or .1."""
    assert _laid("甲", "甲", "甲").headers == ("甲", "甲#2", "甲#3")
    assert _laid("风险是否已消除", "风险是否已消除0").headers[1] == "风险是否已消除#2"
    assert _laid("甲", "甲.1").headers == ("甲", "甲#2")
    assert _laid("风险1", "风险10").headers == ("风险1", "风险10")
    assert _laid("第0", "甲0").headers == ("第0", "甲0")


def test_groups_qualify_headers() -> None:
    """A header under a group is found by its own name and by group/name."""
    layout = _laid(
        Heading("工资", ("收入", "上年")), Heading("工资", ("收入", "本年")), Heading("备注")
    )
    assert layout.headers == ("工资", "工资#2", "备注")
    assert layout.place(("工资",)) == 0
    assert layout.place(("本年/工资",)) == 1
    assert layout.place(("收入/本年/工资",)) == 1
    assert set(layout.alike("收入/*")) == {0, 1}
    assert set(layout.alike("收入/本年/*")) == {1}


def test_the_first_spelling_wins() -> None:
    """Spellings are tried in the order given, not in the order of the file."""
    record = _record(联系电话="1", 户联系电话="2")
    assert record.take("户联系电话", "联系电话") == "2"
    assert record.left_over() == ("联系电话",)


def test_a_cell_is_taken_once() -> None:
    """Reading a cell removes it; reading it again is a mistake of the source."""
    record = _record(姓名=" 甲 ", 村="")
    assert record.take("姓名") == "甲"
    assert record.take("村") is None
    assert record.take("没有") is None
    assert not record.has("没有")
    assert record.left_over() == ()
    with pytest.raises(LookupError, match="姓名"):
        record.take("姓名")


def test_left_over_names_what_nobody_read() -> None:
    """Unread columns are listed, ignored ones are not, a reason is asked for."""
    record = _record(甲="1", 乙="", 丙="3", 丙0="4")
    record.take("甲")
    record.ignore("丙", because="free text")
    assert record.left_over() == ("乙",)
    with pytest.raises(ValueError, match="why"):
        record.ignore("乙", because="")


def test_content_without_a_header_is_refused() -> None:
    """A cell beyond the header means that a separator has slipped into a value."""
    record = Record(_laid("甲"), 9, ["1", "", " x y "])
    with pytest.raises(BadCell) as caught:
        record.finish()
    assert caught.value.rejection(record.origin).column == "(C)"
    Record(_laid("甲"), 9, ["1", " ", ""]).finish()
    Record(_laid("甲", ""), 9, ["1", " "]).finish()


def test_blank_where_a_value_must_be() -> None:
    """The rejection says where, which rule and what would be right."""
    record = _record(村="李庄", 户编号=" / ")
    with pytest.raises(BadCell) as caught:
        record.require("户编号", "户编码")
    rejection = caught.value.rejection(record.origin)
    assert rejection == Rejection(HERE, "户编号", "blank", "", caught.value.suggestion, 2)
    with pytest.raises(BadCell, match="户号: blank"):
        record.require("户号")


def test_parse() -> None:
    """A parser's verdict names the column as the file spells it, and masks the value."""
    record = _record(**{"家庭 人口": "３", "日期": "2020-02-30", "年": "", "空": ""})
    assert record.parse_required(whole, "家庭人口") == 3
    assert record.parse(whole, "年") is None
    assert record.parse(whole, "空", default=0) == 0
    with pytest.raises(BadCell) as caught:
        record.parse(day, "日期")
    assert (caught.value.column, caught.value.rule) == ("日期", "no such day")
    assert caught.value.shown == "2******30[10]"
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#####", "=A1+B1", "=1"])
def test_cells_without_a_value(text: str) -> None:
    """A spreadsheet's error or a bare formula is no value."""
    with pytest.raises(BadCell, match="no value"):
        _record(甲=text).take("甲")


def test_a_number_sign_alone_is_text() -> None:
    """Only the errors that spreadsheets write are errors."""
    assert _record(甲="#3楼").take("甲") == "#3楼"


@given(st.text(min_size=1, max_size=40))
def test_a_mask_hides(value: str) -> None:
    """Of a value at most its first and its last two characters are shown."""
    shown = mask(value)
    assert shown.endswith(f"[{len(value)}]")
    body = shown.removesuffix(f"[{len(value)}]")
    assert body.count("*") >= 6
    assert len(body.replace("******", "", 1)) <= 3
    if len(value) > 3:
        assert value not in shown or set(value) == {"*"}


def test_masks() -> None:
    """Names keep their first character, long numbers nothing."""
    assert mask("张三") == "张******[2]"
    assert mask("张") == "******[1]"
    assert mask("13800000000") == "1******00[11]"
    assert mask("999999199001011238") == "******[18]"
    assert mask("户9999991990010112345号") == "******[21]"


def test_nothing_shows_the_values() -> None:
    """Neither a record nor an error shows a personal value."""
    record = _record(姓名="张三丰", 证件号码="999999199001011238")
    assert "张" not in repr(record)
    bad = record.bad("rule", "advice", "姓名", value="张三丰")
    assert "张三丰" not in f"{bad!r} {bad} {bad.args} {vars(bad)}"


def test_origin_as_text() -> None:
    """An origin is kept as file|sheet|row."""
    assert str(HERE) == "ab12|甲|0000004"


def test_columns_may_not_overlap() -> None:
    """Two columns that claim one header are a mistake of the source."""
    with pytest.raises(ValueError, match="联系电话"):
        Vocabulary((Column("户联系电话", ("联系电话",)), Column("人联系电话", ("联系 电话",))))


def test_unknown_and_missing() -> None:
    """What a source neither reads nor ignores is unknown; a repetition is not read by its name."""
    wanted = Vocabulary(
        (Column("户编号", required=True), Column("姓名", required=True), Column("村")), ("备注",)
    )
    layout = _laid("户编号", "备注", "新列", "备注", "村", "村", "")
    assert [layout.headers[place] for place in layout.unknown(wanted)] == ["新列", "村#2"]
    assert [column.name for column in layout.missing(wanted)] == ["姓名"]
    assert layout.matched(wanted) == 2


@given(st.text("户编号 *：:（）()[]【】ＡａZ９\n\u200b\ufeff㎡元#/", max_size=20))
def test_a_heading_is_stable(text: str) -> None:
    """The key of a header is its own key."""
    assert heading(heading(text)) == heading(text)


def test_units() -> None:
    """A unit that scales stays part of the key."""
    assert unitless(heading("甲（元）")) == "甲"
    assert unitless(heading("甲（万元）")) == "甲(万元)"


def test_column_letters() -> None:
    """Columns have the letters that a spreadsheet shows."""
    assert [column_letters(place) for place in (0, 25, 26, 176, 701, 702, 16383)] == [
        *("A", "Z", "AA", "FU", "ZZ", "AAA", "XFD")
    ]
