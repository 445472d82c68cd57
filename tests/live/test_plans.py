"""Compiled plans over the real model give the rows that plain Python gives, on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from graph.cypher.read import read_statement
from graph.engines import Engine
from graph.model import MODEL
from graph.plan import Fetch
from graph.store import Store
from tests.differential.any_facts import fill
from tests.differential.evaluate import Evaluator
from tests.differential.facts import Facts, settle
from tests.differential.plans import Plans, every_comparison
from tests.live.conftest import Run, wipe

SEED = 20260402
PLANS = 1000
Asked = tuple[Fetch, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Both:
    """The engine and plain Python over the same facts."""

    facts: Facts
    store: Store
    evaluator: Evaluator

    async def differences(self, plans: Iterable[Asked]) -> list[str]:
        """Run plans on both sides; give the first that differ."""
        found = []
        for plan, holes in plans:
            statement = read_statement(plan).bind(**holes)
            try:
                rows = await self.store.rows(statement)
            except Exception as error:  # noqa: BLE001 - which plan it was matters more
                rows = [[repr(error)]]
            expected = self.evaluator.record(plan, holes)
            if rows != [expected]:
                found.append(f"{statement.text}\n{holes}\n{rows}\nexpected {expected}")
        return found


@pytest.fixture(scope="module")
def both(engine: Engine, run: Run) -> Iterator[Both]:
    """Both sides over one graph with every kind and link of the model."""
    facts = fill(MODEL, SEED)
    wipe(engine.access)
    settle(engine, facts)
    store = Store(replace(engine.access, read_timeout=60))
    run(store.open())
    yield Both(facts, store, Evaluator(facts))
    run(store.close())


def test_every_operator_and_order_of_every_kind_and_link(both: Both, run: Run) -> None:
    """Each property by each operator, and sorted both ways with nulls last."""
    plans = list(every_comparison(MODEL, SEED))
    assert len(plans) > 1000
    found = run(both.differences(plans))
    assert not found, f"{len(found)} differ:\n{found[0]}"


def test_a_thousand_plans(both: Both, run: Run) -> None:
    """Hops to depth three with tests, orders, pages, counts and days."""
    made = Plans(both.facts, SEED)
    found = run(both.differences(made.next() for _ in range(PLANS)))
    assert not found, f"{len(found)} differ:\n{found[0]}"
