"""From kinds to the statements that write them: merge on the key, and tell what differs.

A row that was there already with another fingerprint is left as it is and returned, so that the
loader can settle the two and write the result in the same transaction (docs/decisions/0007).
"""

from __future__ import annotations

from graph.cypher.statement import Statement, word
from graph.description import LinkKind, NodeKind

_STAMP = "{0}.load = $load, {0}.recorded_at = $at"
_MINE = "sum(CASE WHEN {0}.load = $load THEN 1 ELSE 0 END) AS mine"


def merge_nodes(kind: NodeKind) -> Statement:
    """Write `$rows` of one kind.

    Gives how many there are, how many of them this load wrote last, and the key and properties
    of those that differ.

    UNWIND $rows AS row
    MERGE (n:Village {key: row.key})
    ON CREATE SET n = row, n.load = $load, n.recorded_at = $at
    RETURN count(*) AS written, ... AS mine, collect(CASE WHEN ...) AS pending
    """
    return Statement(
        f"UNWIND $rows AS row\n"
        f"MERGE (n:{word(kind.label)} {{key: row.key}})\n"
        f"ON CREATE SET n = row, {_STAMP.format('n')}\n"
        f"RETURN count(*) AS written, {_MINE.format('n')}, collect("
        f"CASE WHEN n.fingerprint <> row.fingerprint THEN [row.key, properties(n)] END) AS pending"
    )


def merge_links(link: LinkKind, start: NodeKind, end: NodeKind) -> Statement:
    """Write `$rows` of start, end and link between two kinds; a row lacking an end is skipped."""
    return Statement(
        f"UNWIND $rows AS row\n"
        f"MATCH (a:{word(start.label)} {{key: row.start}})\n"
        f"MATCH (b:{word(end.label)} {{key: row.end}})\n"
        f"MERGE (a)-[r:{word(link.type)} {{key: row.link.key}}]->(b)\n"
        f"ON CREATE SET r = row.link, {_STAMP.format('r')}\n"
        f"RETURN count(*) AS written, {_MINE.format('r')}, collect("
        f"CASE WHEN r.fingerprint <> row.link.fingerprint "
        f"THEN [row.start, row.end, row.link.key, properties(r)] END) AS pending"
    )


def replace_nodes(kind: NodeKind) -> Statement:
    """Give nodes that are there the properties in `$rows`, and no others."""
    return Statement(
        f"UNWIND $rows AS row\n"
        f"MATCH (n:{word(kind.label)} {{key: row.key}})\n"
        f"SET n = row, {_STAMP.format('n')}"
    )


def replace_links(link: LinkKind, start: NodeKind, end: NodeKind) -> Statement:
    """Give links that are there the properties in `$rows`, and no others."""
    return Statement(
        f"{_links(link, start, end, 'row.link.key')}SET r = row.link, {_STAMP.format('r')}"
    )


def end_links(link: LinkKind, start: NodeKind, end: NodeKind) -> Statement:
    """Set the end of links that are there, and the full list that implies it (null: none)."""
    found = _links(link, start, end, "row.key")
    return Statement(f"{found}SET r.valid_to = row.to, r.ended_by = row.by")


def _links(link: LinkKind, start: NodeKind, end: NodeKind, key: str) -> str:
    """Find the links that `$rows` name by their two ends and key."""
    return (
        f"UNWIND $rows AS row\n"
        f"MATCH (a:{word(start.label)} {{key: row.start}})\n"
        f"MATCH (a)-[r:{word(link.type)} {{key: {key}}}]->"
        f"(:{word(end.label)} {{key: row.end}})\n"
    )


def missing_ends(start: NodeKind, end: NodeKind) -> Statement:
    """Tell which `$rows` point at nodes that are not there: start, end, link key, which of both."""
    return Statement(
        f"UNWIND $rows AS row\n"
        f"OPTIONAL MATCH (a:{word(start.label)} {{key: row.start}})\n"
        f"OPTIONAL MATCH (b:{word(end.label)} {{key: row.end}})\n"
        f"WITH row, a IS NULL AS no_start, b IS NULL AS no_end WHERE no_start OR no_end\n"
        f"RETURN row.start, row.end, row.link.key, no_start, no_end"
    )
