"""A report as a person reads it on a terminal, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, assert_never

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from loaders.layout import column_letters
from loaders.readers import FileFacts
from loaders.readers.facts import shown
from loaders.record import Rejection
from loaders.report.report import LoadReport, MissingEnd, Status
from loaders.report.table import TableReport

_MOST_REJECTIONS: Final = 20
_MOST_OTHERS: Final = 10


def print_report(
    report: LoadReport, console: Console, *, full: Path | None = None, marked: Sequence[Path] = ()
) -> None:
    """Print the report; `full` is where the JSON is, `marked` where the marked workbooks are."""
    for facts, tables in report.files.items():
        console.print(_file(facts, tables), "")
    if report.kinds:
        console.print(_kinds(report))
    for line in _lines(report, full, marked):
        # Lines are left whole, so that paths can be copied and lines searched for.
        console.print(line, soft_wrap=True)


def _lines(report: LoadReport, full: Path | None, marked: Sequence[Path]) -> Iterator[Text]:
    yield from _remarks(report)
    yield from _missing(report)
    yield from _rejections(report)
    yield from _whereabouts(report, full, marked)
    yield _verdict(report)


def _file(facts: FileFacts, tables: Sequence[TableReport]) -> Grid:
    grid = _grid(
        facts.label,
        ("来源 source", "工作表 sheet"),
        ("读入 read", "已接受 accepted", "已拒绝 rejected"),
    )
    for table in tables:
        figures = (table.rows, table.accepted, table.rejected)
        _row(grid, (table.source, table.sheet or "-"), figures, bad=bool(table.rejected))
    encoding = f", {facts.encoding}" if facts.encoding else ""
    left_out = (
        ("空行 blank", sum(table.tally.blank for table in tables)),
        ("表尾 footers", sum(table.tally.footers for table in tables)),
        ("重复表头 repeated headers", sum(table.tally.repeated_headers for table in tables)),
    )
    counts = "".join(f" · {words} {times:,}" for words, times in left_out if times)
    grid.caption = _text(f"{facts.format}{encoding}{counts}", "dim")
    return grid


def _kinds(report: LoadReport) -> Grid:
    figures = ("新增 added", "变更 changed", "相同 same")
    grid = _grid("写入 written", ("类型 kind",), figures)
    for kind, count in sorted(report.kinds.items()):
        _row(grid, (kind,), (count.added, count.changed, count.same))
    return grid


def _remarks(report: LoadReport) -> Iterator[Text]:
    if report.changes:
        parts = (
            f"{kind.label} {kind.name.lower()} {times:,}"
            for kind, times in sorted(report.changes.items(), key=lambda each: each[0].name)
        )
        yield _text(f"变更记录 journal: {', '.join(parts)}")
    for note, times in sorted(report.notes.items()):
        yield _text(f"说明 note: {note.what} {times:,}{f' ({note.where})' if note.where else ''}")
    skipped = report.skipped_sheets
    for each in skipped[:_MOST_OTHERS]:
        # Most reasons begin with the place already, as messages do.
        place = "" if each.reason.startswith(each.file) else f"{each.file}: "
        yield _text(f"已略过 skipped: {place}{each.reason}")
    yield from _more(len(skipped) - _MOST_OTHERS)


def _missing(report: LoadReport) -> Iterator[Text]:
    total = report.missing_by_link.total()
    if not total:
        return
    yield _text(f"缺少端点的关系 links that lack an end: {total:,}", "bold yellow")
    for (link, start, end), times in sorted(report.missing_by_link.items()):
        yield _text(f"  ({start})-[{link}]->({end}) {times:,}")
    yield from (_text(f"    {_lacking(each)}") for each in report.missing_ends[:_MOST_OTHERS])
    yield from _more(total - _MOST_OTHERS)


def _lacking(each: MissingEnd) -> str:
    ends = ((each.no_start, each.start, each.start_key), (each.no_end, each.end, each.end_key))
    absent = " and ".join(f"{label} {key}" for missing, label, key in ends if missing)
    return f"{each.link}: 没有 there is no {absent}"


def _rejections(report: LoadReport) -> Iterator[Text]:
    if not report.rejections:
        return
    yield _text(f"拒绝的单元格 rejections: {report.rejections:,}", "bold red")
    for table, rejection in report.first(_MOST_REJECTIONS):
        yield _text(f"  {_place(table, rejection)}")
        value = f" ({rejection.shown})" if rejection.shown else ""
        yield _text(f"    {rejection.rule}{value}: {rejection.suggestion}", "dim")
    yield from _more(report.rejections - _MOST_REJECTIONS)


def _place(table: TableReport, rejection: Rejection) -> str:
    origin = rejection.origin
    letters = f" ({column_letters(rejection.place - 1)})" if rejection.place else ""
    sheet = f", 工作表 sheet {origin.sheet}" if origin.sheet else ""
    return f"{table.facts.label}{sheet}, 行 row {origin.row}, 列 column {rejection.column}{letters}"


def _whereabouts(report: LoadReport, full: Path | None, marked: Sequence[Path]) -> Iterator[Text]:
    if full:
        yield _text(f"完整报告 full report: {full}")
    if report.spool:
        yield _text(f"全部拒绝 every rejection: {report.spool}")
    for path in marked:
        yield _text(f"标注的工作簿 marked workbook, to correct and load alone: {path}")


def _verdict(report: LoadReport) -> Text:
    accepted = report.rows - report.rejected
    taken = f"{accepted:,} 已接受 accepted, {report.rejected:,} 已拒绝 rejected"
    rows = f"{report.rows:,} 行 rows, {taken}"
    reason = f": {report.reason}" if report.reason else ""
    label = report.status.label
    match report.status:
        case Status.RUNNING:
            return _text(f"{label} running: {rows}", "bold")
        case Status.DONE:
            style = "bold yellow" if report.rejected else "bold green"
            return _text(f"{label} done: {rows}", style)
        case Status.NOTHING_TO_DO:
            words = "这些文件已装载过 these very files are loaded already"
            return _text(f"{label} nothing to do: {words}", "bold green")
        case Status.REFUSED:
            return _text(f"{label} refused{reason}", "bold red")
        case Status.TOO_MANY_REJECTED:
            return _text(f"{label} too many rejected rows: {rows}{reason}", "bold red")
        case _:
            assert_never(report.status)


def _grid(title: str, words: Sequence[str], figures: Sequence[str]) -> Grid:
    grid = Grid(title=_text(title, "bold"), box=SIMPLE_HEAD, title_justify="left")
    grid.caption_justify = "left"
    for name in words:
        grid.add_column(_text(name), overflow="fold")
    for name in figures:
        grid.add_column(_text(name), justify="right", no_wrap=True)
    return grid


def _row(grid: Grid, words: Sequence[str], figures: Sequence[int], *, bad: bool = False) -> None:
    cells = [*map(_text, words), *(_text(f"{figure:,}") for figure in figures)]
    grid.add_row(*cells, style="red" if bad else "")


def _more(count: int) -> Iterator[Text]:
    if count > 0:
        yield _text(f"    … 另有 and {count:,} more", "dim")


def _text(text: str, style: str = "") -> Text:
    """Take text as it is: a cell may hold what a terminal or its markup would obey."""
    return Text(shown(text), style)
