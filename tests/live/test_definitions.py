"""Constraints, indexes and Chinese full text on a running engine, and how the engine is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.cypher.statement import Statement
from graph.ddl import Constraint, FullText, RangeIndex
from graph.engines import Engine
from graph.errors import EngineError, SchemaDiffers
from graph.store import Store, Writer
from tests.live.conftest import ON_NEO4J, Run, only_embedded, only_neo4j

DEFINITIONS = (
    FullText("eng_place_search", "EngPlace", "search"),
    Constraint("eng_place_key", "EngPlace", "key"),
    RangeIndex("eng_place_name", "EngPlace", "name"),
    RangeIndex("eng_near_key", "ENG_NEAR", "key", on_relationship=True),
)
NAMES = (
    "东郭镇",
    "东郭村",
    "东村郭家",
    "西郭村",
    "郭东",
    "滕州市东郭镇东郭一村",
    "张汪镇",
    "Dong Guo 东郭",
)
FIND = Statement(
    "CALL db.index.fulltext.queryNodes('eng_place_search', $phrase) YIELD node"
    " WHERE node.search CONTAINS $word RETURN node.search ORDER BY node.search"
)


@pytest.fixture
def defined(empty_graph: Engine) -> Engine:
    """Give the engine with the definitions made, twice."""
    empty_graph.apply(DEFINITIONS)
    empty_graph.apply(DEFINITIONS)
    return empty_graph


def _fill(engine: Engine) -> None:
    add = Statement("UNWIND $names AS n CREATE (:EngPlace {key: n, name: n, search: n})")
    with Writer(engine.access) as writer:
        writer.write(lambda transaction: transaction.run(add.bind(names=list(NAMES))))


def test_definitions_are_made_once_and_found_whole(defined: Engine) -> None:
    """Making them again changes nothing; none is missing."""
    _fill(defined)
    defined.apply(DEFINITIONS)
    assert defined.check(DEFINITIONS) == []


def test_what_is_missing_is_named(defined: Engine) -> None:
    """A definition that was never made is named by the check."""
    lost = RangeIndex("eng_place_lost", "EngPlace", "lost")
    assert defined.check([*DEFINITIONS, lost]) == ["index eng_place_lost is missing"]


def test_a_key_is_unique(defined: Engine) -> None:
    """The constraint holds for the rows written after it."""
    twice = Statement("UNWIND [1, 1] AS k MERGE (a:EngPlace {key: k}) RETURN count(*)")
    with Writer(defined.access) as writer:
        writer.write(lambda transaction: transaction.run(twice))
        assert writer.read(Statement("MATCH (a:EngPlace) RETURN count(a)")) == [[1]]


@pytest.mark.parametrize("word", ["东", "郭", "东郭", "东郭镇", "村", "张", "西郭", "无", "郭一"])
def test_chinese_words_are_found_completely_and_exactly(
    defined: Engine, store: Store, run: Run, word: str
) -> None:
    """From one character on the answer equals that of plain containment."""
    _fill(defined)
    found = run(store.rows(FIND.bind(phrase=f'"{word}"', word=word)))
    assert {name for (name,) in found} == {name for name in NAMES if word in name}
    assert len(found) == len({name for (name,) in found})


def test_changed_text_is_found_by_its_new_words(defined: Engine, store: Store, run: Run) -> None:
    """The index follows updates and deletions."""
    changes = (
        Statement("MATCH (a:EngPlace {key: '张汪镇'}) SET a.search = '级索镇'"),
        Statement("MATCH (a:EngPlace {key: '郭东'}) DETACH DELETE a"),
    )
    _fill(defined)
    with Writer(defined.access) as writer:
        writer.write(lambda transaction: [transaction.run(one) for one in changes])
    assert run(store.rows(FIND.bind(phrase='"级索"', word="级索"))) == [["级索镇"]]
    assert run(store.rows(FIND.bind(phrase='"张"', word="张"))) == []
    assert run(store.rows(FIND.bind(phrase='"郭东"', word="郭东"))) == []


@only_embedded
def test_a_late_index_is_refused_and_nothing_is_made(defined: Engine) -> None:
    """An index over rows would fix the type of its property: it names the way out instead."""
    _fill(defined)
    late = RangeIndex("eng_place_late", "EngPlace", "late")
    fresh = RangeIndex("eng_fresh_key", "EngFresh", "key")
    with pytest.raises(SchemaDiffers, match=r"8 EngPlace .*eng_place_late.*bangfu db migrate"):
        defined.apply([*DEFINITIONS, fresh, late])
    assert defined.check([fresh]) == ["index eng_fresh_key is missing"]


@only_embedded
def test_two_kinds_of_index_on_one_property_are_refused(defined: Engine) -> None:
    """The embedded engine allows one index a property: the clash is named."""
    clash = RangeIndex("eng_place_search_range", "EngPlace", "search")
    with pytest.raises(SchemaDiffers, match=r"EngPlace.search has a full text index"):
        defined.apply([clash])


@only_neo4j
def test_a_late_index_is_made_and_awaited(defined: Engine) -> None:
    """Neo4j takes definitions at any time."""
    _fill(defined)
    late = RangeIndex("eng_place_late", "EngPlace", "late")
    defined.apply([late])
    assert defined.check([late]) == []


@pytest.mark.usefixtures("defined")
def test_values_keep_their_types_under_an_index(writer: Writer) -> None:
    """An indexed property takes whatever type each row has."""
    values = [5, "12", 1.5, 3_000_000_000]
    add = Statement("UNWIND range(0, 3) AS i CREATE (:EngPlace {key: i, name: $values[i]})")
    writer.write(lambda transaction: transaction.run(add.bind(values=values)))
    kept = writer.read(Statement("MATCH (a:EngPlace) RETURN a.name ORDER BY a.key"))
    assert [value for (value,) in kept] == values


def test_status_counts_without_secrets(defined: Engine) -> None:
    """The counts are right and no password stands in the address."""
    link = Statement("MATCH (a:EngPlace), (b:EngPlace {key: '郭东'}) CREATE (a)-[:ENG_NEAR]->(b)")
    _fill(defined)
    with Writer(defined.access) as writer:
        writer.write(lambda transaction: transaction.run(link))
    status = defined.status()
    assert (status.nodes, status.relationships) == (len(NAMES), len(NAMES))
    assert status.engine == ("neo4j" if ON_NEO4J else "embedded")
    assert defined.access.password not in repr(status) + repr(defined)


@only_embedded
def test_a_backup_is_a_new_file(defined: Engine, tmp_path: Path) -> None:
    """A backup goes where it is asked for and never over another."""
    _fill(defined)
    made = defined.backup(tmp_path / "new" / "graph.zip")
    assert made.stat().st_size > 1000
    with pytest.raises(EngineError, match="is there already"):
        defined.backup(made)


@only_neo4j
def test_a_backup_of_a_neo4j_is_left_to_its_own_tool(defined: Engine, tmp_path: Path) -> None:
    """What cannot be done from here says how it is done."""
    with pytest.raises(EngineError, match="neo4j-admin"):
        defined.backup(tmp_path / "graph.dump")
