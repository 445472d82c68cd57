"""The graph's own bookkeeping nodes, outside the model: stamp, lock, and links that wait."""

from __future__ import annotations

from graph.cypher.statement import Statement, word

LABELS = ("GraphStamp", "LoadLock", "WaitingLink")
"""Labels that no declared kind may take; each has a unique `key`."""

READ_STAMP = Statement("MATCH (s:GraphStamp {key: 'graph'}) RETURN s.schema, s.identity")
WRITE_STAMP = Statement(
    "MERGE (s:GraphStamp {key: 'graph'})\n"
    "SET s.schema = $schema, s.identity = coalesce($identity, s.identity)"
)

READ_LOCK = Statement("MATCH (l:LoadLock {key: 'load'}) RETURN l.owner, l.until")
TAKE_LOCK = Statement(
    "MERGE (l:LoadLock {key: 'load'})\n"
    "WITH l WHERE l.owner IS NULL OR l.owner = $before OR l.owner = $owner\n"
    "SET l.owner = $owner, l.until = $until\n"
    "RETURN l.owner"
)
DROP_LOCK = Statement("MATCH (l:LoadLock {key: 'load'}) WHERE l.owner = $owner DELETE l")

READ_WAITING = Statement(
    "UNWIND $keys AS key\nMATCH (w:WaitingLink {key: key})\nRETURN w.key, w.entry"
)
KEEP_WAITING = Statement("UNWIND $rows AS row\nMERGE (w:WaitingLink {key: row.key})\nSET w = row")
DROP_WAITING = Statement("UNWIND $keys AS key\nMATCH (w:WaitingLink {key: key})\nDELETE w")
WAITING_GROUPS = Statement("MATCH (w:WaitingLink) RETURN DISTINCT w.kind, w.start_kind, w.end_kind")
COUNT_WAITING = Statement("MATCH (w:WaitingLink) RETURN count(w)")


def ready(start: str, end: str) -> Statement:
    """Find links of one group whose two ends are there now: key, start, end, own key, entry."""
    return Statement(
        f"MATCH (w:WaitingLink) WHERE w.kind = $kind AND w.start_kind = $start_kind "
        f"AND w.end_kind = $end_kind\n"
        f"MATCH (:{word(start)} {{key: w.start}})\n"
        f"MATCH (:{word(end)} {{key: w.end}})\n"
        f"RETURN w.key, w.start, w.end, w.own, w.entry LIMIT $limit"
    )
