"""A county's files become the graph that they tell of, whatever the order in which they come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import orjson
import pytest

from graph.cypher.statement import Statement
from graph.cypher.system import COUNT_WAITING
from graph.engines import Engine
from graph.store import Rows, Writer
from loaders.report.report import LoadReport, Status
from loaders.run import Outcome
from loaders.samples.divisions import DIVISION_FILES
from tests.live.conftest import only_neo4j, wipe
from tests.live.county import County, engine_for, exported, load_into, make_county
from tests.live.names import REGISTER

_COUNTS = Statement("MATCH (c:Change) RETURN count(c)")
_NODES = {
    "Organisation": "organisations",
    "Household": "households",
    "HouseholdState": "household_states",
    "Person": "persons",
    "PersonState": "person_states",
    "VillageState": "village_years",
    "Cadre": "cadres",
    "Visit": "visits",
    "ResidentTeam": "teams",
    "LinkageGroup": "linkage_groups",
    "Project": "projects",
    "ProjectStage": "stages",
    "TaskForce": "task_forces",
    "Policy": "policies",
}
_LINKS = {
    "PairedWith": "pairings",
    "MemberOf": "memberships",
    "LivesIn": "residences",
    "ServesIn": "team_members",
    "PartyOf": "linkage_parties",
    "Benefits": "benefits",
    "SitsOn": "seats",
    "MadeBy": "visits",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A county that was loaded in one go, and what the graph then said."""

    county: County
    outcome: Outcome
    home: Path
    export: bytes

    @property
    def report(self) -> LoadReport:
        """What the load reported."""
        return self.outcome.report


@pytest.fixture(scope="module")
def loaded(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Load the county with all its messes into an empty graph, once for this module."""
    wipe(engine.access)
    home = tmp_path_factory.mktemp("county")
    county = make_county(home / "files")
    outcome = load_into(engine, home, county.files)
    assert outcome.error is None
    yield Loaded(county, outcome, home, exported(engine))
    wipe(engine.access)


def ask(engine: Engine, text: str, **parameters: object) -> Rows:
    """Run one reading statement."""
    with Writer(engine.access) as writer:
        return writer.read(Statement(text, parameters))


def test_the_report_names_exactly_the_bad_cells(loaded: Loaded) -> None:
    """File, sheet, row, column and rule of each, and no cell more."""
    found = {
        (table.facts.name, bad.origin.sheet, bad.origin.row, bad.column.strip(), bad.rule)
        for table in loaded.report.tables
        for bad in table.all_rejections()
    }
    planted = {
        (bad.file, bad.sheet, bad.row, bad.column.strip(), bad.rule)
        for bad in loaded.county.planted
    }
    assert len(planted) > 40
    assert found == planted
    assert loaded.report.rejected == len(loaded.county.planted)
    assert loaded.report.status is Status.DONE


def test_there_is_as_much_of_everything_as_in_the_ledger(engine: Engine, loaded: Loaded) -> None:
    """No row is lost and none is doubled."""
    ledger, kinds = loaded.county.ledger, loaded.report.kinds
    for kind, name in (_NODES | _LINKS).items():
        assert (kind, kinds[kind].added) == (kind, len(getattr(ledger, name)))
    for label, name in _NODES.items():
        [[count]] = ask(engine, f"MATCH (n:{label}) RETURN count(n)")
        assert (label, count) == (label, len(getattr(ledger, name)))
    assert not loaded.report.missing_by_link
    [[waiting]] = ask(engine, COUNT_WAITING.text)
    assert waiting == 0


def test_an_origin_leads_to_the_row_that_says_it(engine: Engine, loaded: Loaded) -> None:
    """File, sheet and row of a pairing are where the roster has its number."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import and wanted only here

    roster = loaded.county.named("结对")
    digest = hashlib.sha256(roster.read_bytes()).hexdigest()[:16]
    with closing(load_workbook(roster, read_only=True)) as book:
        [page] = book.worksheets
        title, rows = page.title, list(page.iter_rows(values_only=True))
    found = ask(engine, "MATCH ()-[r:PAIRED_WITH]->() RETURN r.number, r.origins")
    assert len(found) == len(loaded.county.ledger.pairings)
    for number, origins in found:
        [(file, sheet, row)] = [origin.split("|") for origin in origins]
        assert (file, sheet) == (digest, title)
        assert any(number in str(cell) for cell in rows[int(row) - 1])


def test_a_household_is_said_by_every_register_that_lists_it(
    engine: Engine, loaded: Loaded
) -> None:
    """Origins of one household come from the registers of all years."""
    number = loaded.county.ledger.households[0].number
    [[origins]] = ask(
        engine, "MATCH (h:Household) WHERE h.number = $number RETURN h.origins", number=number
    )
    files = {origin.split("|")[0] for origin in origins}
    names = ask(engine, "MATCH (f:SourceFile) WHERE f.key IN $files RETURN f.name", files=[*files])
    assert {name for (name,) in names} == {
        path.name for path in loaded.county.files if "监测对象" in path.name or "名单" in path.name
    }
    assert origins == sorted(origins)
    [[registry]] = ask(engine, "MATCH (r:Register) RETURN r.key")
    assert registry == REGISTER


def test_the_same_load_again_is_nothing_to_do(engine: Engine, loaded: Loaded) -> None:
    """In any order of the files; not a byte of the export changes, no row joins the journal."""
    journal = exported(engine, journal=True)
    again = load_into(engine, loaded.home, reversed(loaded.county.files))
    assert again.report.status is Status.NOTHING_TO_DO
    assert exported(engine, journal=True) == journal


def test_the_same_facts_in_another_load_change_nothing(engine: Engine, loaded: Loaded) -> None:
    """Every file but one is another load of the same facts: no change is recorded."""
    [[before]] = ask(engine, _COUNTS.text)
    others = [path for path in loaded.county.files if "名单" not in path.name]
    again = load_into(engine, loaded.home, others)
    assert again.report.status is Status.DONE
    assert again.report.changes.total() == 0
    assert not [kind for kind, told in again.report.kinds.items() if told.added or told.changed]
    [[after]] = ask(engine, _COUNTS.text)
    assert after == before
    assert exported(engine) == loaded.export


def _one_at_a_time(files: Sequence[Path]) -> list[list[Path]]:
    """Give the divisions, then every other file alone, the last one first."""
    below = [path for path in files if path.name not in DIVISION_FILES]
    return [_divisions(files), *([path] for path in reversed(below))]


def _overlapping(files: Sequence[Path]) -> list[list[Path]]:
    """Give the divisions, then handfuls of the others in which each file comes about twice."""
    chance = Random(7)  # noqa: S311 - seeded, so that a failure can be had again
    below = [path for path in files if path.name not in DIVISION_FILES]
    chance.shuffle(below)
    handfuls = [below[place : place + 8] for place in range(0, len(below), 4)]
    return [_divisions(files), *handfuls]


def _divisions(files: Sequence[Path]) -> list[Path]:
    return [path for path in files if path.name in DIVISION_FILES]


@pytest.mark.parametrize("order", [_one_at_a_time, _overlapping])
def test_the_order_of_loading_decides_nothing(
    empty_graph: Engine, loaded: Loaded, tmp_path: Path, order: object
) -> None:
    """Pairings before households, years backwards, files twice: the same canonical export."""
    assert callable(order)
    for files in order(loaded.county.files):
        assert load_into(empty_graph, tmp_path, files).error is None
    [[waiting]] = ask(empty_graph, COUNT_WAITING.text)
    assert waiting == 0
    assert differing(exported(empty_graph), loaded.export) == []


@only_neo4j
def test_both_engines_export_the_same_bytes(loaded: Loaded, tmp_path: Path) -> None:
    """The embedded engine says byte for byte what Neo4j says."""
    with engine_for("embedded", tmp_path) as (embedded, _):
        load_into(embedded, tmp_path, loaded.county.files)
        assert differing(exported(embedded), loaded.export) == []


def test_the_export_tells_of_every_thing_in_order(loaded: Loaded) -> None:
    """One JSON object a line, sorted, nodes and links, without the journal."""
    lines = loaded.export.splitlines()
    assert lines == sorted(lines)
    told = [orjson.loads(line) for line in lines]
    labels = {one["node"] for one in told if "node" in one}
    assert {"Household", "SourceFile"} <= labels
    assert not labels & {"Change", "Load", "WaitingLink", "GraphStamp", "LoadLock"}
    assert all(one.get("origins") or one.get("node") == "SourceFile" for one in told)


def differing(one: bytes, other: bytes) -> list[bytes]:
    """Give some lines that stand in one export alone."""
    if one == other:
        return []
    return sorted(set(one.splitlines()) ^ set(other.splitlines()))[:6] or [b"order"]
