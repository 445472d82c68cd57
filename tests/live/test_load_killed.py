"""A loader that is killed and run again ends with the same graph and journal as one that is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graph.engines import open_engine
from graph.settings import Settings
from tests.live.conftest import ON_NEO4J, only_embedded
from tests.live.killing import Loads, clear, kill_until, make_loads, moments, uninterrupted

POINTS = 2


@dataclass(frozen=True, slots=True)
class Whole:
    """What loads without an accident give, and how long they take."""

    loads: Loads
    export: bytes
    seconds: float


class Empty:
    """Gives empty graphs: a folder of its own each, or the Neo4j under test cleared."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings, self._folder = settings, folder
        self._given = 0

    def __iter__(self) -> Iterator[Settings]:
        return self

    def __next__(self) -> Settings:
        """Give the next one."""
        self._given += 1
        fresh = replace(self._settings, home=self._folder / f"home-{self._given}")
        if ON_NEO4J:
            with open_engine(fresh) as engine:
                clear(engine)
        return fresh


@pytest.fixture(scope="module")
def empty(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Empty]:
    """Give empty graphs for this module."""
    graphs = Empty(settings, tmp_path_factory.mktemp("killed"))
    yield graphs
    next(graphs)


@pytest.fixture(scope="module")
def whole(empty: Empty, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Load once without an accident."""
    loads = make_loads(tmp_path_factory.mktemp("loads"))
    return Whole(loads, *uninterrupted(loads, next(empty)))


@pytest.mark.parametrize("place", range(POINTS))
def test_a_load_that_is_killed_and_run_again_ends_right(
    empty: Empty, whole: Whole, place: int
) -> None:
    """At a moment of chance, in an early and in a late part of the load."""
    after = moments(POINTS, whole.seconds, seed=11)[place]
    point = kill_until(whole.loads, empty, after)
    assert point.killed
    assert point.export == whole.export, point.told(whole.export)


@only_embedded
def test_an_engine_that_dies_with_its_loader_loses_nothing(empty: Empty, whole: Whole) -> None:
    """The loader had started the engine itself, so that both are gone at once."""
    point = kill_until(whole.loads, empty, whole.seconds * 0.7, owned=True)
    assert point.killed
    assert point.export == whole.export, point.told(whole.export)
