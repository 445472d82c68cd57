"""The canonical export: the same bytes for the same facts, in whatever order they are given."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import neo4j.time
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import export as room
from graph.cypher.statement import Statement
from graph.export import export
from tests.tiny import TINY

_NODES = {
    "Town": [
        {
            "key": f"{code:02}",
            "code": f"{code:02}",
            "name": "镇",
            "valid_from": neo4j.time.Date(1, 1, 1),
            "valid_to": neo4j.time.Date(9999, 12, 31),
            "origins": [f"aa||{code:07}"],
            "fingerprint": "f",
            "load": "l",
            "recorded_at": "2020-01-01T00:00:00+00:00",
            "search": "镇",
        }
        for code in range(12)
    ]
}


class _Rows:
    """Gives the rows of a graph as a database would, in an order of chance."""

    def __init__(self, nodes: dict[str, list[dict[str, Any]]], chance: Random) -> None:
        self._nodes, self._chance = nodes, chance

    def __call__(self, statement: Statement) -> Iterator[list[Any]]:
        """Give the rows that one statement of the export asks for."""
        for label, rows in self._nodes.items():
            if statement.text == f"MATCH (n:{label}) RETURN properties(n)":
                yield from ([row] for row in self._chance.sample(rows, len(rows)))


def _bytes(rows: _Rows) -> bytes:
    out = io.BytesIO()
    count = export(TINY, rows, out)
    assert count == len(out.getvalue().splitlines())
    return out.getvalue()


@given(st.randoms(use_true_random=False), st.integers(1, 20))
def test_neither_order_nor_memory_decides(chance: Random, chunk: int) -> None:
    """However the rows come, and however few lines memory holds, the bytes are the same."""
    wanted = _bytes(_Rows(_NODES, Random(0)))  # noqa: S311 - any order will do
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_CHUNK", chunk)
        assert _bytes(_Rows(_NODES, chance)) == wanted


def test_a_line_tells_what_is_so_and_not_when_it_was_written() -> None:
    """Key first, then values by name; days as text; nothing of the run."""
    line = _bytes(_Rows(_NODES, Random(0))).splitlines()[0]  # noqa: S311 - any order will do
    assert list(orjson.loads(line)) == [
        *("node", "key", "code", "name", "origins", "valid_from", "valid_to")
    ]
    assert orjson.loads(line)["valid_from"] == "0001-01-01"
    assert orjson.loads(line)["valid_to"] == "9999-12-31"


def test_a_day_of_either_kind_is_the_same_text() -> None:
    """Python's and the driver's."""
    for day in (date(2019, 3, 1), neo4j.time.Date(2019, 3, 1)):
        rows = {"Town": [{**_NODES["Town"][0], "valid_from": day}]}
        told = orjson.loads(_bytes(_Rows(rows, Random(0))))  # noqa: S311 - one row has one order
        assert told["valid_from"] == "2019-03-01"


def test_a_value_without_a_text_is_refused() -> None:
    """A float of bytes or a point of the map would not be the same on both engines."""
    rows = {"Town": [{**_NODES["Town"][0], "code": b"\x00"}]}
    with pytest.raises(TypeError):
        _bytes(_Rows(rows, Random(0)))  # noqa: S311 - one row has one order
