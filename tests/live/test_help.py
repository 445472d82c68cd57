"""`help(of:)` says of everybody, on every day, what the ledger says."""

from __future__ import annotations

from pathlib import Path

from graph.engines import Engine
from tests.live.conftest import Run
from tests.live.county import load_into, make_county
from tests.live.helping import compare_all

SUBJECTS, DAYS = 100, 10


def test_help_is_what_the_ledger_says(empty_graph: Engine, run: Run, tmp_path: Path) -> None:
    """Means, role, helper, way, period, chain and who answers; no help where there is none."""
    county = make_county(tmp_path / "files")
    assert load_into(empty_graph, tmp_path, county.files).error is None
    tally = run(compare_all(empty_graph, county.ledger, SUBJECTS, DAYS))
    assert tally.differences == []
    assert tally.questions == SUBJECTS * DAYS
    assert set(tally.means) == {"PAIRING", "TEAM", "LINKAGE", "PROJECT"}
    assert min(tally.means.values()) > DAYS
    assert tally.helpless > DAYS
