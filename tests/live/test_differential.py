"""The compiled answers are those of graphql-core over plain data, to the last character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.engines import Engine
from graph.store import Store
from tests.differential.damage import MARK, damaged
from tests.differential.facts import Facts, settle
from tests.differential.operations import Operations
from tests.differential.tiny_facts import grow
from tests.differential.trial import Trial
from tests.live.conftest import Run, wipe

SEED = 20260401
OPERATIONS = 1400
DRAWN = 100
DAMAGED = 500


def _trial(engine: Engine, run: Run, facts: Facts, *, sound: bool = True) -> Iterator[Trial]:
    wipe(engine.access)
    settle(engine, facts)
    # A new statement each time: a cold server may need seconds to plan one.
    store = Store(replace(engine.access, read_timeout=60))
    run(store.open())
    yield Trial(facts, store, sound=sound)
    run(store.close())


@pytest.fixture(scope="module")
def trial(engine: Engine, run: Run) -> Iterator[Trial]:
    """Both sides over one graph."""
    yield from _trial(engine, run, grow(SEED))


@pytest.fixture(scope="module")
def anomalies(engine: Engine, run: Run) -> Iterator[Trial]:
    """Both sides over one graph that is damaged in the same places."""
    yield from _trial(engine, run, damaged(grow(SEED, 30), SEED), sound=False)


def test_generated_operations_are_answered_as_by_graphql_core(trial: Trial, run: Run) -> None:
    """Data in the same order of keys, one round trip a root field, graphql-core never asked."""
    operations = trial.operations(SEED)
    assert run(trial.run(operations, OPERATIONS)) == ""
    assert trial.tally.operations >= 0.99 * OPERATIONS
    assert trial.tally.statements >= OPERATIONS
    assert trial.answers.judged == 0
    assert operations.rejected < OPERATIONS / 2


@settings(
    max_examples=DRAWN,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(rng=st.randoms(use_true_random=False))
def test_drawn_operations_are_answered_as_by_graphql_core(
    trial: Trial, run: Run, rng: Random
) -> None:
    """The same for operations that hypothesis draws."""
    operations = Operations(rng, trial.oracle.schema, trial.oracle.facts)
    assert run(trial.run(operations, 1)) == ""


def test_anomalies_are_told_as_by_graphql_core(anomalies: Trial, run: Run) -> None:
    """Errors, paths and what becomes null are those of the specification; no value is quoted."""
    operations = anomalies.operations(SEED, grow(SEED, 30))
    assert run(anomalies.run(operations, DAMAGED)) == ""
    assert anomalies.answers.judged > DAMAGED / 10
    told = anomalies.tally.errors
    assert any("more than one holds" in message for message in told)
    assert any("Cannot return null" in message for message in told)
    assert len(told) > 10
    assert not [message for message in told if MARK in message]
