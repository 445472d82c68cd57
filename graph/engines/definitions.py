"""Definitions as Cypher; the words pass the checked door, and the rest is ours."""

from __future__ import annotations

from graph.cypher.statement import Statement, word
from graph.ddl import Constraint, Definition, FullText, RangeIndex

# Each Chinese character becomes a word of its own; no word of a short text is dropped.
_ANALYSER = "standard-no-stop-words"


def spell(definition: Definition) -> Statement:
    """Give the statement that creates what is missing and leaves alone what is there."""
    match definition:
        case Constraint(name, label, prop):
            return Statement(
                f"CREATE CONSTRAINT {word(name)} IF NOT EXISTS"
                f" FOR (x:{word(label)}) REQUIRE x.{word(prop)} IS UNIQUE"
            )
        case RangeIndex(name, label, prop, on_relationship):
            ends = f"()-[x:{word(label)}]-()" if on_relationship else f"(x:{word(label)})"
            return Statement(
                f"CREATE INDEX {word(name)} IF NOT EXISTS FOR {ends} ON (x.{word(prop)})"
            )
        case FullText(name, label, prop):
            return Statement(
                f"CREATE FULLTEXT INDEX {word(name)} IF NOT EXISTS"
                f" FOR (x:{word(label)}) ON EACH [x.{word(prop)}]"
                f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{_ANALYSER}'}}}}"
            )


def place(definition: Definition) -> tuple[str, str]:
    """Name the label or type and the property that a definition is about."""
    match definition:
        case RangeIndex(label_or_type=label, property=prop):
            return label, prop
        case Constraint(label=label, property=prop) | FullText(label=label, property=prop):
            return label, prop
