"""How a database comes to be there: the embedded one as a child process, a Neo4j by its address."""

from __future__ import annotations

from graph.engines.access import Access, EngineName
from graph.engines.embedded import EmbeddedEngine, stop
from graph.engines.engine import Engine, Status
from graph.engines.neo4j import Neo4jEngine
from graph.errors import EngineError
from graph.settings import Settings

__all__ = [
    "Access",
    "Engine",
    "EngineName",
    "Status",
    "open_engine",
    "start_engine",
    "stop_engine",
]


def open_engine(settings: Settings) -> Engine:
    """Find or start the engine that the settings mean; use it in a `with` statement.

    An embedded engine that another process runs on the same files is shared; otherwise this
    process starts one, and it ends with the `with` block or, at the latest, with the process.
    """
    if settings.embedded:
        return EmbeddedEngine.open(settings)
    return Neo4jEngine.open(settings)


def start_engine(settings: Settings) -> Status:
    """Start the embedded engine so that it outlives this process; one that runs is left alone."""
    _only_embedded(settings, "started")
    with EmbeddedEngine.open(settings, kept=True) as engine:
        return engine.status()


def stop_engine(settings: Settings) -> bool:
    """Stop the embedded engine, whoever started it; tell whether one was running."""
    _only_embedded(settings, "stopped")
    return stop(settings)


def _only_embedded(settings: Settings, verb: str) -> None:
    if not settings.embedded:
        raise EngineError(
            f"Neo4j at {settings.neo4j_uri} is {verb} by whoever runs it; only the embedded engine"
            f" (no BANGFU_NEO4J_URI) is {verb} here"
        )
