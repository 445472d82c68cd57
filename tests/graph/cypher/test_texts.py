"""The generated statements, word by word, on the tiny model."""

from __future__ import annotations

from textwrap import wrap

from inline_snapshot import snapshot

from graph.cypher.read import read_statement
from graph.cypher.schema import schema
from graph.cypher.search import scan_statement, search_statement
from graph.cypher.statement import Statement
from graph.cypher.write import merge_links, merge_nodes, missing_ends, replace_nodes
from graph.plan import (
    ByKey,
    Column,
    Compare,
    Count,
    Every,
    Fetch,
    Hop,
    KeyOf,
    Masked,
    Not,
    Operator,
    OriginsOf,
    Over,
    Page,
    Read,
    Tally,
    Variant,
)
from tests.tiny import TINY

TOWN, HOUSE, HELPER = TINY.node("Town"), TINY.node("House"), TINY.node("Helper")
HELPS = TINY.ways("House")["helpedBy"]


def _names(*names: str) -> tuple[Read, ...]:
    return tuple(Read(prop) for prop in HOUSE.properties if prop.name in names)


def _lines(statement: Statement) -> list[str]:
    """Break the text where a reader can take it in."""
    broken = [wrap(line, 80, break_long_words=False) for line in statement.text.splitlines()]
    return [part for line in broken for part in line]


def _text(start: ByKey | Every, *columns: Column, tally: Tally | None = None) -> list[str]:
    return _lines(read_statement(Fetch(start, columns, tally)))


def test_the_schema() -> None:
    """Constraints, range indexes, full text."""
    assert [f"{type(one).__name__} {one.name}" for one in schema(TINY)] == snapshot(
        [
            "Constraint town_key",
            "Constraint house_key",
            "Constraint helper_key",
            "Constraint work_key",
            "Constraint run_key",
            "Constraint graph_stamp_key",
            "Constraint load_lock_key",
            "Constraint waiting_link_key",
            "RangeIndex town_name",
            "RangeIndex house_number",
            "RangeIndex house_colour",
            "RangeIndex house_value",
            "RangeIndex house_built",
            "RangeIndex house_rooms",
            "FullText town_search",
            "FullText house_search",
            "FullText helper_search",
        ]
    )


def test_writing() -> None:
    """One statement for each kind, and for each pair of ends."""
    assert _lines(merge_nodes(TOWN)) == snapshot(
        [
            "UNWIND $rows AS row",
            "MERGE (n:Town {key: row.key})",
            "ON CREATE SET n = row, n.load = $load, n.recorded_at = $at",
            "RETURN count(*) AS written, sum(CASE WHEN n.load = $load THEN 1 ELSE 0 END) AS",
            "mine, collect(CASE WHEN n.fingerprint <> row.fingerprint THEN [row.key,",
            "properties(n)] END) AS pending",
        ]
    )
    assert _lines(merge_links(TINY.links["Helps"], HELPER, HOUSE)) == snapshot(
        [
            "UNWIND $rows AS row",
            "MATCH (a:Helper {key: row.start})",
            "MATCH (b:House {key: row.end})",
            "MERGE (a)-[r:HELPS {key: row.link.key}]->(b)",
            "ON CREATE SET r = row.link, r.load = $load, r.recorded_at = $at",
            "RETURN count(*) AS written, sum(CASE WHEN r.load = $load THEN 1 ELSE 0 END) AS",
            "mine, collect(CASE WHEN r.fingerprint <> row.link.fingerprint THEN [row.start,",
            "row.end, row.link.key, properties(r)] END) AS pending",
        ]
    )
    assert _lines(replace_nodes(TOWN)) == snapshot(
        [
            "UNWIND $rows AS row",
            "MATCH (n:Town {key: row.key})",
            "SET n = row, n.load = $load, n.recorded_at = $at",
        ]
    )
    assert _lines(missing_ends(HELPER, HOUSE)) == snapshot(
        [
            "UNWIND $rows AS row",
            "OPTIONAL MATCH (a:Helper {key: row.start})",
            "OPTIONAL MATCH (b:House {key: row.end})",
            "WITH row, a IS NULL AS no_start, b IS NULL AS no_end WHERE no_start OR no_end",
            "RETURN row.start, row.end, row.link.key, no_start, no_end",
        ]
    )


def test_one_by_its_key() -> None:
    """Anchored on the key; a period is tested only where the kind has one."""
    assert _text(ByKey(HOUSE, "p0", "today"), KeyOf(), *_names("rooms", "built")) == snapshot(
        [
            "MATCH (n0:House {key: $p0})",
            "WITH collect([n0.key, toString(n0.built), n0.rooms]) AS rows",
            "RETURN rows",
        ]
    )
    assert _text(ByKey(TOWN, "p0", "today"), KeyOf()) == snapshot(
        [
            "MATCH (n0:Town {key: $p0}) WHERE n0.valid_from <= $today AND $today <",
            "n0.valid_to",
            "WITH collect([n0.key]) AS rows",
            "RETURN rows",
        ]
    )


def test_much_of_one_is_projected_first() -> None:
    """From four properties on."""
    read = _names("rooms", "built", "dry", "area")
    assert _text(ByKey(HOUSE, "p0"), KeyOf(), *read) == snapshot(
        [
            "MATCH (n0:House {key: $p0})",
            "WITH n0, n0 {.built, .dry, .area, .rooms, .key} AS m1",
            "WITH collect([m1.key, toString(m1.built), m1.dry, m1.area, m1.rooms]) AS rows",
            "RETURN rows",
        ]
    )


def test_a_page_of_a_list() -> None:
    """Tested, sorted by key, cut, and counted beside."""
    test = Not(Compare("rooms", Operator.GT, "p1"))
    start = Every(HOUSE, Page("p0", ("p2",)), test)
    assert _text(start, KeyOf(), tally=Tally(HOUSE, test)) == snapshot(
        [
            "MATCH (n0:House) WHERE NOT (n0.rooms > $p1) AND n0.key > $p2",
            "WITH n0 ORDER BY n0.key LIMIT $p0",
            "WITH collect([n0.key]) AS rows",
            "RETURN rows, COUNT { MATCH (n1:House) WHERE NOT (n1.rooms > $p1) } AS total",
        ]
    )


def test_a_masked_caption_and_origins() -> None:
    """The first character alone leaves the database."""
    assert _text(ByKey(HOUSE, "p0"), Masked(HOUSE.caption), OriginsOf()) == snapshot(
        [
            "MATCH (n0:House {key: $p0})",
            "WITH collect([left(n0.owner, 1) + '**', COLLECT { UNWIND n0.origins AS n1 WITH",
            "split(n1, '|') AS m2 MATCH (r1:SourceFile {key: m2[0]}) RETURN [r1.name, m2[1],",
            "toInteger(m2[2]), r1.loaded_at] }]) AS rows",
            "RETURN rows",
        ]
    )


def test_a_hop_with_its_page_and_count() -> None:
    """Starts at what is bound; sorted before it is read."""
    hop = Hop(HELPS, (KeyOf(), KeyOf(Over.LINK)), (), "today", page=Page("p1", ("p2", "p3")))
    assert _text(ByKey(HOUSE, "p0"), hop, Count(HELPS, "today")) == snapshot(
        [
            "MATCH (n0:House {key: $p0})",
            "WITH collect([COLLECT { MATCH (n0)<-[r1:HELPS]-(n1:Helper) WHERE r1.valid_from",
            "<= $today AND $today < r1.valid_to AND ((n1.key > $p2) OR (n1.key = $p2 AND",
            "r1.key > $p3)) WITH n1, r1 ORDER BY n1.key, r1.key LIMIT $p1 RETURN [n1.key,",
            "r1.key] }, COUNT { MATCH (n0)<-[r2:HELPS]-(n2:Helper) WHERE r2.valid_from <=",
            "$today AND $today < r2.valid_to }]) AS rows",
            "RETURN rows",
        ]
    )


def test_a_hop_to_one_of_several_kinds() -> None:
    """The kind comes first; a period is tested where the kind at the end has one."""
    way = TINY.ways("Work")["doneFor"]
    variants = (Variant(HOUSE, (KeyOf(),)), Variant(TOWN, ()))
    hop = Hop(way, (KeyOf(Over.LINK),), variants, "today")
    assert _text(ByKey(TINY.node("Work"), "p0"), hop) == snapshot(
        [
            "MATCH (n0:Work {key: $p0})",
            "WITH collect([COLLECT { MATCH (n0)-[r1:DONE_FOR]->(n1:House|Town) WHERE",
            "(n1:House OR n1.valid_from <= $today AND $today < n1.valid_to) WITH n1, r1 ORDER",
            "BY n1.key, r1.key, labels(n1)[0] RETURN [CASE labels(n1)[0] WHEN 'House' THEN",
            "['House', [n1.key]] WHEN 'Town' THEN ['Town', []] END, r1.key] }]) AS rows",
            "RETURN rows",
        ]
    )


def test_full_text() -> None:
    """The phrase narrows, CONTAINS decides."""
    assert _lines(search_statement(TOWN)) == snapshot(
        [
            "CALL db.index.fulltext.queryNodes('town_search', $phrase) YIELD node",
            "WITH node WHERE node.search CONTAINS $text",
            "RETURN node.key ORDER BY node.key LIMIT $limit",
        ]
    )
    assert _lines(scan_statement(TOWN)) == snapshot(
        [
            "MATCH (node:Town) WHERE node.search CONTAINS $text",
            "RETURN node.key ORDER BY node.key LIMIT $limit",
        ]
    )
