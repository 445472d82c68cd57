"""One running engine for all live tests, an empty graph for each that asks, and an event loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest

from graph.cypher.statement import Statement
from graph.engines import Access, Engine, open_engine
from graph.settings import Settings
from graph.store import Store, Writer
from tests.live.neo4j.server import Server, run_server

T = TypeVar("T")
ON_NEO4J = os.environ.get("BANGFU_LIVE", "embedded") == "neo4j"
only_embedded = pytest.mark.skipif(ON_NEO4J, reason="about the embedded engine alone")
only_neo4j = pytest.mark.skipif(not ON_NEO4J, reason="about Neo4j alone: BANGFU_LIVE=neo4j")

_HERE = Path(__file__).parent
_SOME = Statement("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n")
_LEFT = Statement("MATCH (n) RETURN count(n)")


class Run(Protocol):
    """Runs a coroutine on the test's event loop and gives its result."""

    def __call__(self, coroutine: Coroutine[Any, Any, T], /) -> T:
        """Run to the end."""
        ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as live."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.live)


def wipe(access: Access) -> None:
    """Delete every node, some thousand a transaction."""
    with Writer(access) as writer:
        while writer.read(_LEFT)[0][0]:
            writer.write(lambda transaction: transaction.run(_SOME))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | None]:
    """Start a Neo4j, when one is wanted and no address is given."""
    if not ON_NEO4J or os.environ.get("BANGFU_NEO4J_URI"):
        yield None
        return
    with run_server(tmp_path_factory.mktemp("neo4j")) as started:
        yield started


@pytest.fixture(scope="session")
def settings(server: Server | None, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Say where the engine under test is."""
    home = tmp_path_factory.mktemp("engine")
    if not ON_NEO4J:
        return Settings(home=home, heap_mb=512)
    if server is not None:
        return Settings(home=home, neo4j_uri=server.uri, neo4j_password=server.password)
    uri, password = os.environ["BANGFU_NEO4J_URI"], os.environ["BANGFU_NEO4J_PASSWORD"]
    return Settings(home=home, neo4j_uri=uri, neo4j_password=password)


@pytest.fixture(scope="session")
def engine(settings: Settings) -> Iterator[Engine]:
    """Open the engine under test; a graph that somebody needs is never wiped."""
    with open_engine(settings) as opened:
        if opened.status().nodes:
            pytest.exit(f"the graph at {opened.access.uri} is not empty: it would be deleted", 2)
        yield opened
        wipe(opened.access)


@pytest.fixture
def empty_graph(engine: Engine) -> Engine:
    """Give the engine under test without a node."""
    wipe(engine.access)
    return engine


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """One event loop for all live tests."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def store(empty_graph: Engine, run: Run) -> Iterator[Store]:
    """Open a store on the empty graph."""
    opened = Store(empty_graph.access)
    try:
        run(opened.open())
        yield opened
    finally:
        run(opened.close())


@pytest.fixture
def writer(empty_graph: Engine) -> Iterator[Writer]:
    """Open a writer on the empty graph."""
    with Writer(empty_graph.access) as opened:
        yield opened
