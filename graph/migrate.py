"""Bring a graph to another schema: definitions in place on Neo4j, a fresh copy when embedded.

The embedded engine freezes the type of a property when an index comes late (measured), so there a
new schema means a new directory, filled from the old one; the old one is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from graph.catalogue import Model
from graph.cypher.schema import schema
from graph.cypher.statement import Statement, word
from graph.engines import open_engine, stop_engine
from graph.errors import EngineError, SchemaDiffers
from graph.settings import Settings
from graph.stamp import check_stamp, restamp
from graph.store import Writer

_BATCH = 5_000
_LABELS = Statement("MATCH (n) RETURN DISTINCT labels(n)[0]")
_KINDS = Statement("MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0], type(r), labels(b)[0]")


def migrate(settings: Settings, model: Model) -> str:
    """Migrate and say what was done."""
    with open_engine(settings) as engine, Writer(engine.access) as writer:
        try:
            if check_stamp(writer.read, model):
                return f"已是当前模式 the graph has schema {model.digest} already"
        except SchemaDiffers:
            pass
        if not settings.embedded:
            engine.apply(schema(model))
            restamp(writer, model)
            return f"已迁移 migrated to schema {model.digest}"
        fresh = replace(settings, home=settings.home.with_name(settings.home.name + ".new"))
        if fresh.home.exists():
            raise EngineError(f"{fresh.home} is left from an earlier attempt; remove it first")
        with open_engine(fresh) as new, Writer(new.access) as target, writer.lock():
            new.apply(schema(model))
            count = _copy(writer, target)
            restamp(target, model)
    # One that somebody else started would go on serving the files that are moved away.
    stop_engine(settings)
    return _swap(settings, fresh, count)


def _swap(settings: Settings, fresh: Settings, count: int) -> str:
    """Put the new files where the old ones were; what else lies in the home stays."""
    kept = settings.home.with_name(
        f"{settings.home.name}.before-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S')}"
    )
    settings.home.rename(kept)
    fresh.home.rename(settings.home)
    for name in ("identity.key", "reports"):
        if (kept / name).exists() and not (settings.home / name).exists():
            (kept / name).rename(settings.home / name)
    return f"已迁移 migrated: {count} nodes and links copied; the old graph is in {kept.name}"


def _copy(source: Writer, target: Writer) -> int:
    count = 0
    for (label,) in sorted(source.read(_LABELS)):
        rows = source.stream(Statement(f"MATCH (n:{word(label)}) RETURN properties(n)"))
        make = f"UNWIND $rows AS row\nMERGE (n:{word(label)} {{key: row.key}})\nSET n = row"
        count += _pour(target, make, (row[0] for row in rows))
    for start, kind, end in sorted(source.read(_KINDS)):
        found = source.stream(
            Statement(
                f"MATCH (a:{word(start)})-[r:{word(kind)}]->(b:{word(end)}) "
                f"RETURN a.key, b.key, properties(r)"
            )
        )
        make = (
            f"UNWIND $rows AS row\nMATCH (a:{word(start)} {{key: row.a}})\n"
            f"MATCH (b:{word(end)} {{key: row.b}})\n"
            f"MERGE (a)-[r:{word(kind)} {{key: row.r.key}}]->(b)\nSET r = row.r"
        )
        count += _pour(target, make, ({"a": a, "b": b, "r": r} for a, b, r in found))
    return count


def _pour(target: Writer, text: str, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    while batch := list(islice(rows, _BATCH)):
        statement = Statement(text, {"rows": batch})
        target.write(lambda tx, made=statement: tx.run(made))  # type: ignore[misc]  # bound at once
        count += len(batch)
    return count
