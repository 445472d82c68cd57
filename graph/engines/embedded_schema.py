"""Definitions on the embedded engine: all before the first row, full text by SQL.

An index that is made over rows fixes the type of its property to that of the first value and
silently converts later ones, so a late index is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import neo4j

from graph.cypher.statement import word
from graph.ddl import Constraint, Definition, FullText
from graph.engines.admin import Admin
from graph.engines.bolt import cypher, translated
from graph.engines.definitions import place, spell
from graph.errors import SchemaDiffers

_ANALYSER = "org.apache.lucene.analysis.standard.StandardAnalyzer"


@dataclass(frozen=True, slots=True)
class Kept:
    """A label or type as the engine keeps it: its rows, and how each property is indexed."""

    rows: int
    edge: bool
    indexes: dict[str, str]


def kept(admin: Admin) -> dict[str, Kept]:
    """Read the schema of the engine, by label or type."""
    return {row["name"]: _kept(row) for row in admin.sql("SELECT FROM schema:types")}


def _kept(row: dict[str, Any]) -> Kept:
    indexes = {
        index["properties"][0]: _index_kind(index)
        for index in row["indexes"]
        if len(index["properties"]) == 1
    }
    return Kept(row["records"], row["type"] == "edge", indexes)


def _index_kind(index: dict[str, Any]) -> str:
    if index["type"] == "FULL_TEXT":
        return "full text"
    return "unique" if index["unique"] else "range"


def _wanted_kind(definition: Definition) -> str:
    if isinstance(definition, FullText):
        return "full text"
    return "unique" if isinstance(definition, Constraint) else "range"


def missing(definitions: Iterable[Definition], admin: Admin) -> Iterator[Definition]:
    """Give the definitions that the engine does not have yet.

    Raises SchemaDiffers where it has another kind of index on the property: it allows only one.
    """
    there = kept(admin)
    for definition in definitions:
        label, prop = place(definition)
        found = there[label].indexes.get(prop) if label in there else None
        if found is None:
            yield definition
        elif found != _wanted_kind(definition):
            raise SchemaDiffers(
                f"{label}.{prop} has a {found} index where {definition.name} needs a"
                f" {_wanted_kind(definition)} one; {_WAY_OUT}"
            )


_WAY_OUT = "`bangfu db migrate` exports the graph and imports it under the new schema"


def apply(definitions: Iterable[Definition], admin: Admin, session: neo4j.Session) -> None:
    """Create what is missing; refuse all of it when a label concerned already has rows."""
    needed = list(missing(definitions, admin))
    _refuse_late(needed, kept(admin))
    # Full text comes last: the constraint of a label makes the type that it is put on.
    for definition in sorted(needed, key=lambda one: isinstance(one, FullText)):
        if isinstance(definition, FullText):
            _full_text(definition, admin)
        else:
            with translated(spell(definition)):
                session.run(cypher(spell(definition))).consume()


def _refuse_late(needed: list[Definition], there: dict[str, Kept]) -> None:
    for definition in needed:
        label, prop = place(definition)
        if label in there and there[label].rows:
            raise SchemaDiffers(
                f"The graph already holds {there[label].rows} {label} but not the index"
                f" {definition.name} on {label}.{prop}, which the embedded engine takes only"
                f" before the first row; {_WAY_OUT}"
            )


def _full_text(definition: FullText, admin: Admin) -> None:
    label, prop = word(definition.label), word(definition.property)
    admin.sql(f"CREATE VERTEX TYPE {label} IF NOT EXISTS")
    admin.sql(f"CREATE PROPERTY {label}.{prop} IF NOT EXISTS STRING")
    admin.sql(
        f"CREATE INDEX {word(definition.name)} IF NOT EXISTS ON {label} ({prop})"
        f' FULL_TEXT METADATA {{"analyzer":"{_ANALYSER}"}}'
    )
