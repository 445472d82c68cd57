"""A full list ends what it no longer mentions: by data date, in its region, and never too much."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from rich.console import Console

from graph.cypher.statement import Statement
from graph.engines import Engine
from graph.errors import BangfuError
from graph.export import export
from graph.model import MODEL
from graph.stamp import hold_identity, prepare
from graph.store import Writer
from loaders.checking import Rules
from loaders.identity import Identity
from loaders.report.progress import Progress
from loaders.run import Tools, Wanted, load
from loaders.samples.divisions import DIVISION_FILES, carried
from loaders.sources import SOURCES

pytestmark = pytest.mark.live

COUNTY = "370406000000"
TOWN = "370406108"
_HEAD = "工作队名称,县,乡,行政村,选派单位,姓名,队内职务,驻村开始时间,驻村结束时间"
_ROWS = {
    "甲": "驻青石工作队,山亭区,冯卯镇,青石村委会,区财政局,张甲,队长,2018-03-01,",
    "乙": "驻青石工作队,山亭区,冯卯镇,青石村委会,区财政局,李乙,队员,2018-03-01,",
    "丙": "驻青石工作队,山亭区,冯卯镇,青石村委会,区财政局,王丙,队员,2018-03-01,",
}
_ENDS = Statement(
    "MATCH (c:Cadre)-[r:SERVES_IN]->(:ResidentTeam) "
    "RETURN c.name, toString(r.valid_to), r.ended_by IS NOT NULL ORDER BY c.name"
)
OPEN = "9999-12-31"


@pytest.fixture
def divisions(tmp_path: Path) -> list[Path]:
    """Copy one real town and what lies above it to where it is loaded from."""
    paths = [tmp_path / name for name in DIVISION_FILES]
    for path in paths:
        head, *rows = carried(path.name).read_text(encoding="utf-8").splitlines()
        kept = [row for row in rows if _above_or_in(TOWN, row.partition(",")[0])]
        path.write_text("\n".join([head, *kept]), encoding="utf-8")
    return paths


def _above_or_in(town: str, code: str) -> bool:
    return code.startswith(town) or town.startswith(code)


def _list(folder: Path, day: str, *people: str) -> Path:
    path = folder / f"花名册_{day}.csv"
    path.write_text("\n".join([_HEAD, *(_ROWS[one] for one in people)]), encoding="utf-8")
    return path


class _Desk:
    """Loads files one load at a time into one graph."""

    def __init__(self, writer: Writer, folder: Path) -> None:
        self.writer, self.folder = writer, folder
        self._quiet = Progress(Console(file=io.StringIO()))

    def load(self, *paths: Path, full: bool = False, brake: float = 0.5) -> BangfuError | None:
        rules = Rules(full=COUNTY if full else "", brake=brake)
        tools = Tools(MODEL, self.writer, Identity(b"k" * 64), self._quiet, self.folder)
        return load(Wanted(paths, SOURCES, rules), tools).error

    def ends(self) -> list[list[object]]:
        return self.writer.read(_ENDS)

    def canonical(self) -> bytes:
        out = io.BytesIO()
        export(MODEL, self.writer.stream, out)
        return out.getvalue()


@pytest.fixture
def desk(
    engine: Engine, empty_graph: None, divisions: Sequence[Path], tmp_path: Path
) -> Iterator[_Desk]:
    """Open a graph that holds the divisions."""
    del empty_graph
    with Writer(engine.access) as writer:
        prepare(engine, writer, MODEL)
        hold_identity(writer, MODEL, Identity(b"k" * 64).fingerprint)
        made = _Desk(writer, tmp_path)
        assert made.load(*divisions) is None
        yield made


def test_what_is_no_longer_listed_ends_on_the_day_of_the_list(desk: _Desk) -> None:
    """The first full list that should have named a member ends the membership; origins say so."""
    assert desk.load(_list(desk.folder, "20190101", "甲", "乙", "丙"), full=True) is None
    assert desk.load(_list(desk.folder, "20200101", "甲", "乙"), full=True) is None
    assert desk.ends() == [
        ["张甲", OPEN, False],
        ["李乙", OPEN, False],
        ["王丙", "2020-01-01", True],
    ]
    [[kinds]] = desk.writer.read(Statement("MATCH (c:Change) RETURN collect(c.kind)"))
    assert kinds == ["ENDED"]


def test_a_later_mention_opens_it_again(desk: _Desk) -> None:
    """Somebody who comes back on a later list was never gone for good."""
    desk.load(_list(desk.folder, "20190101", "甲", "乙", "丙"), full=True)
    desk.load(_list(desk.folder, "20200101", "甲", "乙"), full=True)
    desk.load(_list(desk.folder, "20210101", "甲", "丙"))
    assert desk.ends()[2] == ["王丙", OPEN, False]


def test_the_order_of_loading_decides_nothing(
    desk: _Desk, engine: Engine, divisions: Sequence[Path], tmp_path: Path
) -> None:
    """Three full lists in any order give the same graph, byte for byte."""
    lists = [
        _list(tmp_path, "20190101", "甲", "乙", "丙"),
        _list(tmp_path, "20200101", "甲", "乙"),
        _list(tmp_path, "20210101", "甲", "丙"),
    ]
    told = set()
    for order in permutations(lists):
        desk.writer.write(lambda tx: tx.run(Statement("MATCH (n) DETACH DELETE n")))
        prepare(engine, desk.writer, MODEL)
        desk.load(*divisions)
        for path in order:
            assert desk.load(path, full=True, brake=1) is None
        told.add(desk.canonical())
    assert len(told) == 1


def test_a_list_that_ends_too_much_ends_nothing(desk: _Desk) -> None:
    """A cut-off file must not retire a county's helpers: the brake holds, and says how to go on."""
    desk.load(_list(desk.folder, "20190101", "甲", "乙", "丙"), full=True)
    error = desk.load(_list(desk.folder, "20200101", "甲"), full=True, brake=0.2)
    assert error is not None
    assert "would end 2 of 3" in str(error)
    assert [row[1] for row in desk.ends()] == [OPEN] * 3
    assert desk.load(_list(desk.folder, "20200101", "甲"), full=True, brake=1) is None
    assert [row[1] for row in desk.ends()] == [OPEN, "2020-01-01", "2020-01-01"]


def test_a_list_ends_nothing_that_began_later(desk: _Desk) -> None:
    """A list of 2017 says nothing of a service that began in 2018."""
    desk.load(_list(desk.folder, "20190101", "甲", "乙", "丙"), full=True)
    desk.load(_list(desk.folder, "20170101", "甲"), full=True, brake=1)
    assert [row[1] for row in desk.ends()] == [OPEN] * 3
