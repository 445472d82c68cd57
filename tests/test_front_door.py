"""The front door: what it says when something is wrong, in one line, and how it ends."""

from __future__ import annotations

import csv
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import bangfu
from graph.cypher.statement import Statement
from graph.engines import Engine, open_engine
from graph.settings import Settings
from graph.store import Writer
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import TINY
from loaders.samples.writer import write_county
from tests.live.county import DAY, County

_ALL = Statement("MATCH (n) WHERE NOT n:LoadLock RETURN count(n)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Z][a-z]+ ")
_VISITS = (
    *("走访编号", "走访人", "走访人单位", "户编号", "县", "乡", "行政村", "走访日期", "走访方式"),
)

pytestmark = pytest.mark.live


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def line(self) -> str:
        """The one line of an error."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.out + self.err
        return lines[0]


class Door:
    """The command line, with an engine behind it that runs already."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capture = patch, capture

    def __call__(self, *arguments: str | Path) -> Said:
        """Run one command."""
        self._patch.setattr("sys.argv", ["bangfu", *map(str, arguments)])
        self._capture.readouterr()
        code = 0
        try:
            bangfu.main()
        except SystemExit as end:
            code = int(end.code or 0)
        told = self._capture.readouterr()
        return Said(told.out, told.err, code)


@dataclass(frozen=True, slots=True)
class Behind:
    """The engine behind the door, its home, and a county on files."""

    engine: Engine
    home: Path
    county: County

    def nodes(self) -> int:
        """Count the nodes."""
        with Writer(self.engine.access) as writer:
            return int(writer.read(_ALL)[0][0])


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """Run an embedded engine, which the commands share."""
    folder = tmp_path_factory.mktemp("door")
    ledger = make_ledger(TINY, 3)
    written = write_county(ledger, folder / "files", Mess(), 3)
    with open_engine(Settings(home=folder / "home", heap_mb=512)) as engine:
        yield Behind(engine, folder / "home", County(ledger, written.files, written.planted))


@pytest.fixture
def door(
    behind: Behind, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Door:
    """Stand before the door."""
    for name in ("BANGFU_NEO4J_URI", "BANGFU_NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BANGFU_HOME", str(behind.home))
    return Door(monkeypatch, capsys)


def _visits(path: Path, rows: list[dict[str, str]], without: str = "") -> Path:
    names = [name for name in _VISITS if name != without]
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        lines = csv.DictWriter(text, names, extrasaction="ignore")
        lines.writeheader()
        lines.writerows(rows)
    return path


def _visit(place: int, **other: str) -> dict[str, str]:
    told = {
        "走访编号": f"ZF{place:05}",
        "走访人": "张示例",
        "走访人单位": "山亭区示例局",
        "县": "山亭区",
        "乡": "西集镇",
        "行政村": "无此村委会",
        "走访日期": "2019-03-01",
        "走访方式": "入户",
    }
    return told | other


def test_a_whole_county_goes_in_without_a_personal_value_coming_out(
    behind: Behind, door: Door
) -> None:
    """Neither the screen nor the report has a number, telephone, account or name of the county."""
    said = door("load", "--date", DAY.isoformat(), *behind.county.files)
    assert (said.code, said.err) == (0, "")
    [report] = (behind.home / "reports").glob("*.json")
    told = said.out + report.read_text(encoding="utf-8")
    assert "damaged number" in told
    assert all(one.rule in told for one in behind.county.planted)
    ledger = behind.county.ledger
    cadres = {one.name for one in ledger.cadres}
    personal = {
        *(one.number for one in ledger.persons),
        *(one.number for one in ledger.cadres),
        *(one.phone for one in ledger.persons),
        *(one.phone for one in ledger.households),
        *(one.phone for one in ledger.cadres),
        *(one.account for one in ledger.households),
        *(one.name for one in ledger.persons if len(one.name) > 2 and one.name not in cadres),
    }
    assert [value for value in personal - {""} if value in told] == []


def test_a_wrong_file_is_refused_by_name(behind: Behind, door: Door, tmp_path: Path) -> None:
    """A file that no source knows stops the load before anything is written."""
    letter = tmp_path / "来信2019.csv"
    letter.write_text("尊敬的同志,您好\n我想问一问,什么时候\n", encoding="utf-8")
    before = behind.nodes()
    said = door("load", letter)
    assert said.code == 5
    assert "来信2019.csv" in said.line
    assert behind.nodes() == before


def test_a_missing_column_is_named(behind: Behind, door: Door, tmp_path: Path) -> None:
    """File and column, and nothing is written."""
    rows = [_visit(place) for place in range(30)]
    path = _visits(tmp_path / "走访记录_2019.csv", rows, without="走访日期")
    before = behind.nodes()
    said = door("load", "--source", "visits", path)
    assert said.code == 5
    assert "走访记录_2019.csv" in said.line
    assert "走访日期" in said.line
    assert behind.nodes() == before


def test_too_many_unknown_regions_stop_the_load(behind: Behind, door: Door, tmp_path: Path) -> None:
    """The error has the figures; the report has file, row, column and rule; nothing is written."""
    path = _visits(tmp_path / "走访记录_2020.csv", [_visit(place) for place in range(40)])
    before = behind.nodes()
    said = door("load", path)
    assert said.code == 6
    assert "40 of 40" in said.err + said.out
    assert "Traceback" not in said.err + said.out
    assert "unknown region" in said.out
    assert "走访记录_2020.csv" in said.out
    assert "行政村" in said.out
    assert behind.nodes() == before


def test_a_damaged_number_is_set_aside_with_its_place(
    behind: Behind, door: Door, tmp_path: Path
) -> None:
    """The row is named and the value masked; the other rows go in."""
    village = behind.county.ledger.villages[0]
    place = {"乡": village.town_name, "行政村": village.name}
    rows = [_visit(1, **place), _visit(2, 户编号="3.70406E+15", **place)]
    said = door("load", _visits(tmp_path / "走访记录_2018.csv", rows))
    assert said.code == 0
    assert "damaged number" in said.out
    assert "户编号" in said.out
    assert "3.70406E+15" not in said.out + said.err
    with Writer(behind.engine.access) as writer:
        found = writer.read(
            Statement(
                "MATCH (v:Visit) WHERE v.number STARTS WITH 'ZF' AND "
                "v.title STARTS WITH '2019-03-01' RETURN v.number"
            )
        )
    assert ["ZF00001"] in found
    assert ["ZF00002"] not in found


def test_an_engine_that_is_down_is_told_by_its_address(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed port is no stack trace."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("BANGFU_NEO4J_URI", uri)
        monkeypatch.setenv("BANGFU_NEO4J_PASSWORD", "unused-but-needed")
        said = door("db", "status")
    assert said.code == 3
    assert uri.removeprefix("bolt://") in said.line
    assert "unused-but-needed" not in said.line


def test_an_address_without_a_password_is_refused(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting that is missing is named."""
    monkeypatch.setenv("BANGFU_NEO4J_URI", "bolt://127.0.0.1:7687")
    said = door("db", "status")
    assert said.code == 2
    assert "BANGFU_NEO4J_PASSWORD" in said.line


def test_an_unknown_kind_is_told_with_the_known_ones(door: Door) -> None:
    """What there is stands in the error."""
    said = door("model", "show", "Hosehold")
    assert said.code != 0
    assert "Hosehold" in said.line
    assert "Household" in said.line


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("load", "--threshold", "7", __file__), "--threshold"),
        (("load", "--date", "2019-02-30", __file__), "--date"),
        (("load", "nowhere.csv"), "nowhere.csv"),
        (("load", "--source", "nowhere", __file__), "nowhere"),
        (("load", "--colour", "red", __file__), "--colour"),
        (("serve", "--host", "0.0.0.0", "--inspector"), "0.0.0.0"),  # noqa: S104 - it is refused
        (("fly",), "fly"),
    ],
)
def test_a_bad_argument_is_named(
    behind: Behind, door: Door, arguments: tuple[str, ...], named: str
) -> None:
    """Exit code 2, and nothing is written."""
    before = behind.nodes()
    said = door(*arguments)
    assert said.code == 2
    assert named in said.err
    assert "Traceback" not in said.err
    assert behind.nodes() == before


@pytest.mark.parametrize(
    "command",
    [
        (),
        *((name,) for name in ("demo", "load", "serve", "export", "model", "db")),
        ("model", "show"),
        *(("db", name) for name in ("start", "stop", "status", "check", "migrate")),
    ],
    ids=" ".join,
)
def test_every_command_is_explained_in_both_languages(door: Door, command: tuple[str, ...]) -> None:
    """The help of each has Chinese and English, and so has each of its options."""
    said = door(*command, "--help")
    assert said.code == 0
    assert _HAN.search(said.out)
    assert _ENGLISH.search(said.out)


def test_an_export_goes_to_a_file(behind: Behind, door: Door, tmp_path: Path) -> None:
    """As many sorted lines as it says."""
    said = door("export", tmp_path / "all.jsonl")
    assert said.code == 0
    lines = (tmp_path / "all.jsonl").read_bytes().splitlines()
    assert str(len(lines)) in said.out
    assert lines == sorted(lines)
    assert len(lines) > behind.nodes() / 2
