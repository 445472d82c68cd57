"""The report of a load: counts that add up, and memory that stays flat."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.layout import Heading, Layout
from loaders.readers import FileFacts, Skipped, Table, Tally
from loaders.record import Origin, Rejection, Vocabulary
from loaders.report import KindCount, LoadReport, Status, TableReport, as_json

DIGEST = "ab" * 32
NOTHING = Vocabulary(())


def table_of(
    name: str = "户信息.csv", digest: str = DIGEST, sheet: str = "", rows: int = 0
) -> Table:
    """Make a table of which only the tally matters."""
    facts = FileFacts(name, digest, 2_048, "csv", "gb18030")
    layout = Layout(facts.key, sheet, [Heading("户编号")])
    return Table(facts, sheet, layout, 3, ("名单",), iter(()), Tally(rows=rows, blank=2, footers=1))


def rejection(
    row: int, column: str = "联系电话", rule: str = "not a telephone number"
) -> Rejection:
    """Make a rejection as a reader would."""
    return Rejection(
        Origin(DIGEST[:16], "", row), column, rule, "1******89[11]", "write 11 digits", 4
    )


def report_of_nine(folder: Path) -> tuple[LoadReport, TableReport]:
    """Begin a report with one table of nine rows."""
    report = LoadReport("5f0c", "2026-01-01T00:00:00Z", folder / "rejected.jsonl")
    return report, report.file(table_of(rows=9), "户信息", "households", NOTHING)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=2, max_value=500), max_size=60))
def test_rejections_come_back_in_the_order_of_rows(
    tmp_path_factory: pytest.TempPathFactory, rows: list[int]
) -> None:
    """However they came, every rejection is given again, and a row counts once."""
    report, kept = report_of_nine(tmp_path_factory.mktemp("spool"))
    rejections = [rejection(row, f"列{at}") for at, row in enumerate(rows)]
    for each in rejections:
        kept.reject(each)
    assert list(kept.all_rejections()) == sorted(rejections, key=lambda each: each.origin.row)
    assert kept.rejected == len(set(rows))
    assert kept.accepted == 9 - len(set(rows))
    assert (kept.rejections, kept.by_rule.total()) == (len(rows), len(rows))
    report.finish(Status.DONE, "")
    assert len(list(kept.all_rejections())) == len(rows)


def test_a_thousand_of_each_file_stay_in_memory(tmp_path: Path) -> None:
    """The limit is one for all sheets of a file, the counts and the lines are of all of them."""
    report = LoadReport("5f0c", "", tmp_path / "rejected.jsonl")
    sheets = [report.file(table_of(sheet=name), "户信息", "h", NOTHING) for name in "甲乙"]
    other = report.file(table_of("b.csv", "cd" * 32), "户信息", "h", NOTHING)
    for row in range(700):
        for kept in (*sheets, other):
            kept.reject(rejection(row))
    report.finish(Status.DONE, "")
    assert sum(len(kept.first) for kept in sheets) == 1_000
    assert len(other.first) == 700
    assert [kept.rejections for kept in report.tables] == [700, 700, 700]
    assert report.rejections == report.rejected == 2_100
    assert len((tmp_path / "rejected.jsonl").read_bytes().splitlines()) == 2_100
    listed = orjson.loads(as_json(report))["files"][0]["tables"]
    assert sum(each["rejections"]["listed"] for each in listed) == 1_000


def test_missing_ends_are_counted_and_the_first_listed(tmp_path: Path) -> None:
    """A hundred are listed, all are counted, by link and labels."""
    report, _ = report_of_nine(tmp_path)
    rows = [(f"a/{n}", f"b/{n}", f"k{n}", True, False) for n in range(150)]
    report.missing("PAIRED_WITH", "Cadre", "Household", rows)
    report.missing("VISITED", "Visit", "Village", rows[:1])
    assert len(report.missing_ends) == 100
    assert report.missing_by_link == {
        ("PAIRED_WITH", "Cadre", "Household"): 150,
        ("VISITED", "Visit", "Village"): 1,
    }


def test_figures_of_a_kind_add_up(tmp_path: Path) -> None:
    """Batches of one kind are counted together."""
    report, _ = report_of_nine(tmp_path)
    for _ in range(3):
        report.count("Village", added=5, same=2)
    assert report.kinds == {"Village": KindCount(added=15, changed=0, same=6)}


def test_a_sheet_that_another_form_has_read_is_not_skipped(tmp_path: Path) -> None:
    """A sheet is left aside only where no form has read it, and named once."""
    report = LoadReport("5f0c", "", tmp_path / "rejected.jsonl")
    report.file(table_of("a.xlsx", sheet="户"), "户信息", "h", NOTHING)
    aside = Skipped("a.xlsx", "说明", "no table")
    report.skip([aside, Skipped("a.xlsx", "户", "no table")])
    report.skip([aside])
    assert report.skipped_sheets == (aside,)


def test_a_finished_report_takes_no_more(tmp_path: Path) -> None:
    """A rejection after the end is a mistake that shows, not one that begins the file anew."""
    report, kept = report_of_nine(tmp_path)
    kept.reject(rejection(5))
    report.finish(Status.REFUSED, "", reason="it stopped")
    with pytest.raises(ValueError, match="finished"):
        kept.reject(rejection(6))
    assert kept.rejections == 1
    assert len(list(kept.all_rejections())) == 1


_MILLION = """
import resource, sys
from pathlib import Path
from loaders.record import Origin, Rejection
from loaders.report import LoadReport, Status, as_json
from tests.loaders.test_report import NOTHING, table_of

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

report = LoadReport("5f0c", "", Path(sys.argv[1]))
kept = report.file(table_of(rows=1_000_000), "户信息", "h", NOTHING)
before = peak()
for row in range(1_000_000):
    kept.reject(Rejection(Origin("ab", "", row), "联系电话", "blank", "", "fill it in", 4))
report.finish(Status.TOO_MANY_REJECTED, "")
size = len(as_json(report))
print(kept.rejected, size, peak() - before, sum(1 for _ in kept.all_rejections()), peak() - before)
"""


def test_a_million_rejections_need_little_memory(tmp_path: Path) -> None:
    """Memory holds a thousand of them, sixteen bytes for each, and never the whole."""
    pytest.importorskip("resource", reason="the peak of memory is measured where it is told")
    done = subprocess.run(  # noqa: S603  # our own interpreter, our own text
        [sys.executable, "-c", _MILLION, str(tmp_path / "rejected.jsonl")],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    rejected, size, growth, read_back, growth_reading = map(int, done.stdout.split())
    assert rejected == read_back == 1_000_000
    assert size < 500_000
    assert growth <= growth_reading < 40, "megabytes"
