"""The benchmark compares like with like: the service and its limit give the same answers."""

from __future__ import annotations

from bench.client import crowd
from bench.county import Size
from bench.loading import load
from bench.questions import questions
from bench.read_path import check
from bench.serving import serving
from graph.engines import Engine

SIZE = Size().scaled(0.01)


def test_service_and_limit_give_identical_data(empty_graph: Engine) -> None:
    """A new document goes the long way, one known by now the short one, and both tell the same."""
    loaded = load(empty_graph, SIZE)
    assert empty_graph.status().nodes == loaded.nodes
    with (
        serving("bangfu", empty_graph.access) as ours,
        serving("limit", empty_graph.access) as limit,
    ):
        asked = {one.name: one for one in questions(SIZE)}
        given = {name: check(one, ours, limit) for name, one in asked.items()}
        assert {name: check(one, ours, limit) for name, one in asked.items()} == given
        crowded = crowd(ours.port, asked["q1"].body, connections=4, seconds=0.2)
    household = given["q1"]["household"]
    assert household["livesIn"]
    assert household["members"]["nodes"]
    assert household["pairedBy"]["edges"]
    assert len(given["q2"]["village"]["households"]["nodes"]) > 1
    assert len(given["q3"]["households"]["nodes"]) == SIZE.households
    assert len(given["q4"]["villages"]["nodes"]) == 10
    assert crowded.requests >= 4
