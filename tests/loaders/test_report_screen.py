"""The report on screen: both languages, nothing personal, and bars only where somebody watches."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from rich.console import Console

from graph.model.vocabularies import ChangeKind
from loaders.cells import phone, whole
from loaders.certificates import citizen_number
from loaders.readers import Skipped, Vocabulary, open_table
from loaders.record import BadCell, Column, Record
from loaders.report import LoadReport, Progress, Stage, Status, as_json, print_report, write_marked

WANTED = Vocabulary(
    (
        Column("户编号", required=True),
        Column("姓名", required=True),
        Column("证件号码", required=True),
        Column("联系电话", required=True),
        Column("人数"),
    )
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂"


def _console(width: int = 100) -> Console:
    return Console(file=io.StringIO(), width=width)


def _screen(report: LoadReport, console: Console | None = None, **where: Path) -> str:
    console = console or _console()
    print_report(report, console, full=where.get("full"), marked=[*where.values()][1:])
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def _loaded(path: Path, folder: Path) -> LoadReport:
    report = LoadReport("5f0c", "2026-01-01T00:00:00Z", folder / "rejected.jsonl")
    for table in open_table(path, WANTED):
        kept = report.file(table, "户信息", "households", WANTED)
        for record in table.records:
            for bad in _wrong(record):
                kept.reject(bad.rejection(record.origin))
    return report


def _wrong(record: Record) -> list[BadCell]:
    """Read every cell by itself; names are refused as whatever they are not."""
    found = []
    for parser, name in (
        (whole, "姓名"),
        (citizen_number, "证件号码"),
        (phone, "联系电话"),
        (whole, "人数"),
    ):
        try:
            record.parse(parser, name)
        except BadCell as error:
            found.append(error)
    return found


def _table(path: Path, rows: list[list[str]]) -> Path:
    lines = [["户编号", "姓名", "证件号码", "联系电话", "人数"], *rows]
    path.write_text("".join(f"{','.join(line)}\n" for line in lines), encoding="utf-8")
    return path


def test_what_a_person_reads(tmp_path: Path) -> None:
    """Files, kinds, missing ends, rejections and where the rest is, in both languages."""
    rows = [["1", "5", "", "13800000001", "3"], ["2", "6", "", "1380000", "3"], ["合计"]]
    report = _loaded(_table(tmp_path / "户信息.csv", rows), tmp_path)
    report.count("Household", added=1, same=2)
    report.missing("PAIRED_WITH", "Cadre", "Household", [("c/1", "h/2", "k", False, True)])
    report.change(ChangeKind.ENDED, 3)
    report.skip([Skipped("a.xlsx", "说明", "a.xlsx, sheet 说明: it has no rows. Export it again.")])
    report.note("cells normalised", 12, where="联系电话")
    report.finish(Status.DONE, "2026-01-01T00:00:09Z")
    told = _screen(report, full=Path("var/report.json"), marked=Path("var/户信息.xlsx"))
    assert told.replace(str(tmp_path), "…") == snapshot("""\
户信息.csv

  来源 source   工作表 sheet   读入 read   已接受 accepted   已拒绝 rejected
 ────────────────────────────────────────────────────────────────────────────
  户信息        -                      2                 1                 1

csv, utf-8 · 表尾 footers 1

写入 written

  类型 kind   新增 added   变更 changed   相同 same
 ───────────────────────────────────────────────────
  Household            1              0           2

变更记录 journal: 终止 ended 3
说明 note: cells normalised 12 (联系电话)
已略过 skipped: a.xlsx, sheet 说明: it has no rows. Export it again.
缺少端点的关系 links that lack an end: 1
  (Cadre)-[PAIRED_WITH]->(Household) 1
    PAIRED_WITH: 没有 there is no Household h/2
拒绝的单元格 rejections: 1
  户信息.csv, 行 row 3, 列 column 联系电话 (D)
    not a telephone number (1******00[7]): write 11 digits, or area code and number
完整报告 full report: var/report.json
全部拒绝 every rejection: …/rejected.jsonl
标注的工作簿 marked workbook, to correct and load alone: var/户信息.xlsx
完成 done: 2 行 rows, 1 已接受 accepted, 1 已拒绝 rejected\
""")


@pytest.mark.parametrize(
    ("status", "reason", "last"),
    [
        (Status.RUNNING, "", "进行中 running: 0 行 rows, 0 已接受 accepted, 0 已拒绝 rejected"),
        (Status.DONE, "", "完成 done: 0 行 rows, 0 已接受 accepted, 0 已拒绝 rejected"),
        (
            Status.NOTHING_TO_DO,
            "",
            "无需重载 nothing to do: 这些文件已装载过 these very files are loaded already",
        ),
        (Status.REFUSED, "a.csv: it is empty", "已拒绝 refused: a.csv: it is empty"),
        (
            Status.TOO_MANY_REJECTED,
            "6 %",
            "坏行过多 too many rejected rows: 0 行 rows, 0 已接受 accepted, 0 已拒绝 rejected: 6 %",
        ),
    ],
)
def test_the_last_line_is_the_verdict(
    tmp_path: Path, status: Status, reason: str, last: str
) -> None:
    """However a load ends, its last line says so."""
    report = LoadReport("5f0c", "", tmp_path / "rejected.jsonl")
    report.finish(status, "", reason=reason)
    assert _screen(report).splitlines()[-1] == last


def test_nothing_personal_is_told(tmp_path: Path) -> None:
    """Of 500 names, numbers and phones in bad cells none is on screen, in JSON, lines or repr."""
    chance = random.Random(20190630)  # noqa: S311  # planted data, not a secret
    planted = set()
    rows = []
    for number in range(500):
        name = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 1 + number % 2))
        # Ten digits of phone, a thirteenth month: every cell of these is bad.
        citizen = f"999999{chance.randrange(1900, 2020)}13{chance.randrange(10**5, 10**6)}"
        caller = f"1{chance.randrange(10**8, 10**9)}"
        planted |= {name, citizen, caller}
        rows.append([str(number), name, citizen, caller, f"{name}{citizen}"])
    path = _table(tmp_path / "户信息.csv", rows)
    report = _loaded(path, tmp_path)
    assert report.rejections == 2_000
    assert report.rejected == 500
    report.finish(Status.TOO_MANY_REJECTED, "")
    made = write_marked(path, report.tables, tmp_path / "marked.xlsx")
    rejections = [each for kept in report.tables for each in kept.all_rejections()]
    assert report.spool is not None
    told = "".join(
        (
            _screen(report, _console(400)),
            _screen(report, _console(60)),
            as_json(report).decode(),
            report.spool.read_text(encoding="utf-8"),
            repr((report, report.tables, rejections, made)),
        )
    )
    assert "姓名" in told
    assert "证件号码" in told
    assert [value for value in planted if value in told] == []


def test_only_the_first_are_shown(tmp_path: Path) -> None:
    """Twenty rejections are enough for a screen; how many more there are is said."""
    rows = [[str(number), "5", "", "1380", "3"] for number in range(30)]
    report = _loaded(_table(tmp_path / "a.csv", rows), tmp_path)
    report.finish(Status.DONE, "")
    told = _screen(report)
    assert told.count("not a telephone number") == 20
    assert "另有 and 10 more" in told
    assert "rejections: 30" in told


def test_what_a_terminal_would_obey_is_text(tmp_path: Path) -> None:
    """Escape sequences and markup in names and cells are shown, not obeyed."""
    path = _table(tmp_path / "[red]\x1b[2J.csv", [["1", "5", "", "[bold]7[/bold]", "3"]])
    report = _loaded(path, tmp_path)
    report.note("[blink]x\x07")
    report.finish(Status.REFUSED, "", reason="[/red] \x1b]0;title\x07")
    told = _screen(report)
    assert "[red]?[2J.csv" in told
    assert "[blink]x?" in told
    assert "[/red] ?]0;title?" in told
    assert "\x1b" not in told


def test_bars_only_on_a_terminal() -> None:
    """A log or a pipe gets no bars, and every item passes all the same."""
    told = {}
    for watched in (True, False):
        console = Console(file=io.StringIO(), force_terminal=watched, width=100, _environ={})
        with Progress(console) as progress:
            assert list(progress.follow(Stage.CHECK, "户信息.csv", range(1_200))) == [*range(1_200)]
            bar = progress.begin(Stage.WRITE, "Household", total=10)
            bar.advance(10)
            bar.end()
        assert isinstance(console.file, io.StringIO)
        told[watched] = console.file.getvalue()
    assert told[False] == ""
    for words in ("检查 check", "户信息.csv", "1200/1200", "写入 write", "10/10"):
        assert words in told[True]


def test_bars_end_when_the_load_does() -> None:
    """An error passes through, and the terminal is as it was."""
    console = Console(file=io.StringIO(), force_terminal=True, width=100, _environ={})

    def failing() -> None:
        with Progress(console) as progress:
            progress.begin(Stage.WRITE, "Household").advance(700)
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().rstrip().endswith("\x1b[2K")
    assert "\x1b[?25h" in console.file.getvalue(), "the cursor is shown again"
