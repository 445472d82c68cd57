"""Text files: encodings, separators, headers wherever they stand, and what lies below the data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import FileRefused
from loaders.readers import Column, Table, Vocabulary, check_columns, open_table
from loaders.record import BadCell

WANTED = Vocabulary(
    (
        Column("户编号", ("户主编号",), required=True),
        Column("姓名", required=True),
        Column("乡镇", ("乡(镇)", "乡")),
        Column("人均纯收入（元）"),
    ),
    ignored=("序号", "备注"),
)
ROWS = "户编号,姓名,乡（镇）\n001,𬭎䶮,冯卯镇\n002,乙,榴园镇\n"


def _written(folder: Path, content: bytes | str, name: str = "名单.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _only(path: Path) -> Table:
    (table,) = open_table(path, WANTED)
    return table


def _rows(path: Path) -> list[tuple[int, str | None, str | None, str | None]]:
    table = next(open_table(path, WANTED))
    return [
        (
            record.origin.row,
            record.take("户编号"),
            record.take("姓名"),
            record.take("乡镇", "乡(镇)"),
        )
        for record in table.records
    ]


def _exhaust(path: Path) -> None:
    for table in open_table(path, WANTED):
        list(table.records)


def _refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        list(open_table(path, WANTED))
    assert str(caught.value).startswith(path.name)
    assert str(path.parent) not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, found: str) -> None:
    """Every encoding that exports use keeps the rare characters."""
    path = _written(tmp_path, ROWS.encode(encoding))
    assert _rows(path) == [(2, "001", "𬭎䶮", "冯卯镇"), (3, "002", "乙", "榴园镇")]
    assert _only(path).file.encoding == found


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """The separator is the one that makes the header known, whatever else the text holds."""
    text = ROWS.replace("冯卯镇", '"冯,卯;镇|\t"').replace(",", delimiter)
    text = text.replace('"冯' + delimiter, '"冯,')
    assert _rows(_written(tmp_path, text))[0] == (2, "001", "𬭎䶮", "冯,卯;镇|")


def test_quotes_text_formulas_and_lines_inside_cells(tmp_path: Path) -> None:
    """Cells come out as a person sees them, rows keep the number of their first line."""
    text = '户编号,姓名,备注\r\n="001","甲ＡＢ","一\r\n二"\r\n"=""002""",\'乙,\r\n'
    assert [row[:3] for row in _rows(_written(tmp_path, text))] == [
        (2, "001", "甲AB"),
        (4, "002", "乙"),
    ]


def test_header_on_the_third_row_with_titles_above(tmp_path: Path) -> None:
    """The header is found by what stands in it; what stands above is kept as titles."""
    text = "滕州市名单,,\n单位：元,,填报时间：2020年\n*户编号,姓 名,乡(镇)\n1,甲,乙\n"
    table = _only(_written(tmp_path, text))
    assert (table.header_row, table.titles) == (3, ("滕州市名单", "单位：元", "填报时间：2020年"))
    assert table.header == ("*户编号", "姓 名", "乡(镇)")
    assert _rows(tmp_path / "名单.csv") == [(4, "1", "甲", "乙")]


def test_group_headings_of_a_merged_header_saved_as_text(tmp_path: Path) -> None:
    """A merged heading leaves blanks behind: the column's name may stand in the row above."""
    wanted = Vocabulary((Column("户编号", required=True), Column("收入/工资"), Column("支出/工资")))
    path = _written(tmp_path, "名单\n户编号,收入,,支出\n,工资,转移,工资\n7,2,3,4\n")
    with pytest.raises(FileRefused, match=r"转移 \(C\)"):
        list(open_table(path, wanted))
    wanted = Vocabulary(wanted.columns, ignored=("转移",))
    table = next(open_table(path, wanted))
    (record,) = table.records
    assert table.header == ("户编号", "工资", "转移", "工资#2")
    assert record.take("支出/工资") == "4"
    assert record.take("收入/工资") == "2"


def test_what_is_no_data_is_dropped_and_counted(tmp_path: Path) -> None:
    """Blank rows, totals, notes, repeated headers and column numbers are counted, not lost."""
    text = (
        "户编号,姓名,乡镇\n1,2,3\n\n1,甲,乙\n ,,\n户编号,姓名,乡镇\n2,丙,丁\n合计,,2\n合 计,甲,2\n"
        "备注：本表一式两份,,\n填表人：某某,,审核人：某\n"
    )
    path = _written(tmp_path, text)
    table = next(open_table(path, WANTED))
    assert [record.take("户编号") for record in table.records] == ["1", "2"]
    tally = table.tally
    assert (tally.rows, tally.blank, tally.footers, tally.repeated_headers) == (2, 2, 4, 2)


def test_rows_that_only_look_like_footers_stay(tmp_path: Path) -> None:
    """A note with every required column filled is data, and so is a name such as 合计划."""
    text = "户编号,姓名\n说明：1,甲\n合计划,乙\n注,丙\n1,合计\n"
    assert [row[1] for row in _rows(_written(tmp_path, text))] == ["说明：1", "合计划", "注", "1"]


def test_short_and_long_rows(tmp_path: Path) -> None:
    """A short row is filled with blanks and counted; a cell too many is a bad row."""
    path = _written(tmp_path, "户编号,姓名,乡镇,\n1,甲\n2,乙,丙,,\n3,丁,戊,,己\n")
    table = next(open_table(path, WANTED))
    short, good, long = table.records
    assert (short.take("乡镇"), table.tally.short) == (None, 1)
    good.finish()
    with pytest.raises(BadCell, match=r"\(E\): no header"):
        long.finish()


def test_unknown_column(tmp_path: Path) -> None:
    """A column that nobody reads refuses the file, by name and letter."""
    message = _refusal(_written(tmp_path, "户编号,姓名,新列,备注\n1,甲,2,3\n"))
    assert "row 1: nobody reads column 新列 (C)." in message


def test_missing_column_names_the_nearest(tmp_path: Path) -> None:
    """A missing header is named with the one that was probably meant."""
    message = _refusal(_written(tmp_path, "户編号,姓名,乡镇\n1,甲,乙\n"))
    assert "no column 户编号 (nearest: 户編号)" in message


def test_no_header_at_all(tmp_path: Path) -> None:
    """A file without the header says what the header must have, and shows no data."""
    message = _refusal(_written(tmp_path, "001,张三,冯卯镇\n" * 20))
    assert "no header row" in message
    assert "户编号, 姓名" in message
    assert "张三" not in message


def test_a_header_below_the_rows_looked_at(tmp_path: Path) -> None:
    """The header stands in the first fifteen rows with content, or the file is refused."""
    assert len(_rows(_written(tmp_path, "题\n" * 14 + ROWS))) == 2
    assert "no header row" in _refusal(_written(tmp_path, "题\n" * 15 + ROWS))


def test_check_columns_alone(tmp_path: Path) -> None:
    """A table may be checked against another vocabulary."""
    table = _only(_written(tmp_path, ROWS))
    check_columns(table, WANTED)
    with pytest.raises(FileRefused, match="no column 村"):
        check_columns(table, Vocabulary((Column("村", required=True),)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\n\n  \n", "no rows"),
        ("户编号,姓名\n1,甲".encode() + b"\xff\xff,2\n", r"UTF-8 (first wrong at byte 22, line 2)"),
        (
            b"\xef\xbb\xbf" + "户编号,姓名\n1,甲".encode("gb18030"),
            "it begins as utf-8-sig, but byte 3",
        ),
        ("户编号,姓名\n".encode("utf-16")[:-1], "it begins as utf-16"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf\r\n<TABLE border=1>", "web page"),
        (b"MIME-Version: 1.0\r\nX: y", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"\x00\x01\x02binary", "neither text nor a workbook"),
        ('户编号,姓名\n1,"甲'.encode(), "row 2: the quotes"),
        ('户编号,姓名\n1,"甲"乙\n'.encode(), "row 2: the quotes"),
        ("户编号,姓名\n1,".encode() + b"x" * 200_000, "the length of a cell"),
        (b"x" * (5 << 20), "longer than 4,194,304"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, words: str) -> None:
    """What cannot be read says where it went wrong and what would be right."""
    path = _written(tmp_path, content, "名单.xls")
    with pytest.raises(FileRefused) as caught:
        _exhaust(path)
    assert words in str(caught.value)


def test_text_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    """An .xls that is really text is read as the text that it is."""
    path = _written(tmp_path, ROWS.replace(",", "\t").encode("gb18030"), "导出.xls")
    assert len(_rows(path)) == 2
    assert _only(path).file.format == "csv"


def test_only_regular_files(tmp_path: Path) -> None:
    """Folders, links and missing files are refused before anything is read."""
    link = tmp_path / "link.csv"
    link.symlink_to(_written(tmp_path, ROWS))
    assert "it is a link" in _refusal(link)
    (tmp_path / "folder.csv").mkdir()
    assert "not a regular file" in _refusal(tmp_path / "folder.csv")
    assert "cannot be opened" in _refusal(tmp_path / "none.csv")


def test_facts(tmp_path: Path) -> None:
    """A file is known by its bytes; its folder is nobody's business."""
    first = _only(_written(tmp_path, ROWS)).file
    second = _only(_written(tmp_path, ROWS, "again.csv")).file
    assert first.digest == second.digest
    assert (first.name, first.size, first.key) == (
        "名单.csv",
        len(ROWS.encode()),
        first.digest[:16],
    )
    assert str(tmp_path) not in repr(first)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 10**9), st.text("甲乙,\"'\n;| \t=x", max_size=8)), max_size=8
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from([",", "\t", ";", "|"]),
    st.integers(0, 5),
)
def test_what_is_written_is_read(
    tmp_path: Path, rows: list[tuple[int, str]], encoding: str, delimiter: str, above: int
) -> None:
    """Any rows in any encoding with any separator come back, wherever the header stands."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=delimiter)
    writer.writerows([["标题"]] * above)
    writer.writerow(["户编号", "姓名", "备注"])
    writer.writerows([number, f"名{text}", ""] for number, text in rows)
    path = _written(tmp_path, sink.getvalue().encode(encoding))
    table = next(open_table(path, WANTED))
    found = [(record.take("户编号"), record.take("姓名")) for record in table.records]
    assert found == [(str(number), f"名{text}".strip()) for number, text in rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(min_size=1, max_size=300), st.booleans())
def test_any_bytes(tmp_path: Path, content: bytes, headed: bool) -> None:  # noqa: FBT001  # drawn
    """Whatever a file holds, it is read or refused with its name."""
    path = _written(tmp_path, (ROWS.encode() if headed else b"") + content)
    try:
        _exhaust(path)
    except FileRefused as error:
        assert "名单.csv" in str(error)  # noqa: PT017  # both endings are right
