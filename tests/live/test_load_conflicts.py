"""Two files disagree: the same one is believed in any order, and both are heard."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from graph.cypher.statement import Statement
from graph.engines import Engine
from graph.model.vocabularies import Rank
from graph.store import Rows, Writer
from loaders.samples.divisions import COUNTY, DIVISION_FILES, carried, rows_of
from tests.live.county import exported, load_into

_UNIT, _NAME = "山亭区示例局", "张示例"
_CADRE = Statement("MATCH (c:Cadre) WHERE c.name = $name RETURN c.sex, c.rank", {"name": _NAME})
_CHANGES = Statement(
    "MATCH (c:Change)-[:MADE_IN]->(:Load) WHERE c.property = 'rank' RETURN c.kind, c.old, c.new"
)
_MADE = (
    *("Cadre", "Organisation", "ResidentTeam", "Change", "Load"),
    "SourceFile {source: 'teams'}",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one roster says of the cadre; a blank says nothing."""

    file: str
    sex: str
    rank: str


_OLD = Told("驻村工作队花名册20181231.csv", "男", "科员级")
_NEW = Told("驻村工作队花名册20191231.csv", "男", "乡科级正职")
_TWIN = Told("驻村工作队花名册（核对）20191231.csv", "男", "乡科级副职")
_BLANK = Told("驻村工作队花名册20201231.csv", "", "")
_RANKS = {one.rank: Rank.spellings()[one.rank].name for one in (_OLD, _NEW, _TWIN)}


_TOWN = "西集镇"


@pytest.fixture(scope="module")
def villages() -> list[dict[str, str]]:
    """Give the villages of the town, as the divisions list them."""
    [town] = {
        row["code"]
        for row in rows_of("streets.csv")
        if row["name"] == _TOWN and row["code"].startswith(COUNTY[:6])
    }
    return [row for row in rows_of("villages.csv") if row["streetCode"] == town]


@pytest.fixture
def village(villages: list[dict[str, str]]) -> str:
    """Name a village of the town."""
    return villages[0]["name"]


@pytest.fixture
def ground(empty_graph: Engine, tmp_path: Path, villages: list[dict[str, str]]) -> Engine:
    """Give a graph with nothing but divisions, of villages only those of the town."""
    upper = [tmp_path / name for name in DIVISION_FILES if name != "villages.csv"]
    for path in upper:
        path.write_bytes(carried(path.name).read_bytes())
    _write(tmp_path / "villages.csv", villages)
    assert load_into(empty_graph, tmp_path, [*upper, tmp_path / "villages.csv"]).error is None
    return empty_graph


def _write(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        lines = csv.DictWriter(text, list(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    return path


def _roster(folder: Path, village: str, told: Told) -> Path:
    row = {
        "县": "山亭区",
        "乡": _TOWN,
        "村": village,
        "工作队名称": "驻示例工作队",
        "批次": "第三批",
        "选派单位": _UNIT,
        "姓名": _NAME,
        "性别": told.sex,
        "职务级别": told.rank,
        "队内职务": "队长",
    }
    return _write(folder / told.file, [row])


def _ask(engine: Engine, statement: Statement) -> Rows:
    with Writer(engine.access) as writer:
        return writer.read(statement)


def _one_by_one(engine: Engine, home: Path, files: Sequence[Path]) -> None:
    for path in files:
        assert load_into(engine, home, [path]).error is None


def _forget(engine: Engine) -> None:
    """Take away all but the divisions."""
    with Writer(engine.access) as writer:
        for label in _MADE:
            drop = Statement(f"MATCH (n:{label}) DETACH DELETE n")
            writer.write(lambda tx, drop=drop: tx.run(drop))  # type: ignore[misc]  # bound at once


def test_the_same_file_is_believed_in_any_order(
    ground: Engine, tmp_path: Path, village: str
) -> None:
    """The later day, then the greater digest; a blank takes nothing; all are in the journal."""
    told = {_roster(tmp_path, village, one): one for one in (_OLD, _NEW, _TWIN)}
    blank = _roster(tmp_path, village, _BLANK)
    late = [path for path, one in told.items() if one is not _OLD]
    winner = max(late, key=lambda path: hashlib.sha256(path.read_bytes()).hexdigest())
    exports = set()
    for order in permutations(told):
        _forget(ground)
        _one_by_one(ground, tmp_path, (*order, blank))
        assert _ask(ground, _CADRE) == [["MALE", _RANKS[told[winner].rank]]]
        exports.add(exported(ground))
        changes = _ask(ground, _CHANGES)
        assert {value for _, *both in changes for value in both} == set(_RANKS.values())
        overtaken = sum(
            any(told[before].rank != told[path].rank for before in order[:place])
            for place, path in enumerate(order)
        )
        assert len(changes) == overtaken
    assert len(exports) == 1


def test_a_file_in_one_load_with_others_is_believed_no_less(
    ground: Engine, tmp_path: Path, village: str
) -> None:
    """All in one load, or one after another: the same export."""
    files = [_roster(tmp_path, village, one) for one in (_OLD, _NEW, _TWIN, _BLANK)]
    assert load_into(ground, tmp_path, files).error is None
    together = exported(ground)
    assert {value for _, *both in _ask(ground, _CHANGES) for value in both} == set(_RANKS.values())
    _forget(ground)
    _one_by_one(ground, tmp_path, files)
    assert exported(ground) == together
