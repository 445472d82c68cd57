"""The seam to the databases, as far as it goes without one."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from graph.cypher.statement import Statement
from graph.ddl import Constraint, Definition, FullText, RangeIndex
from graph.engines import Access, open_engine, start_engine, stop_engine
from graph.engines.bolt import driver_uri, store_error
from graph.engines.definitions import spell
from graph.engines.home import Home, Note, alive
from graph.engines.neo4j import _version
from graph.engines.process import pick_ports
from graph.errors import EngineError, ModelError, SettingsError, StoreRefused, StoreUnavailable
from graph.settings import Settings

ACCESS = Access("neo4j", "bolt+s://graph.example:7687", "neo4j", "w", "hush-w", "r", "hush-r")


@pytest.mark.parametrize(
    ("definition", "text"),
    [
        (
            Constraint("place_key", "Place", "key"),
            snapshot(
                "CREATE CONSTRAINT place_key IF NOT EXISTS FOR (x:Place) REQUIRE x.key IS UNIQUE"
            ),
        ),
        (
            RangeIndex("place_name", "Place", "name"),
            snapshot("CREATE INDEX place_name IF NOT EXISTS FOR (x:Place) ON (x.name)"),
        ),
        (
            RangeIndex("near_key", "NEAR", "key", on_relationship=True),
            snapshot("CREATE INDEX near_key IF NOT EXISTS FOR ()-[x:NEAR]-() ON (x.key)"),
        ),
        (
            FullText("place_search", "Place", "search"),
            snapshot(
                "CREATE FULLTEXT INDEX place_search IF NOT EXISTS FOR (x:Place) ON EACH [x.search]"
                " OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}"
            ),
        ),
    ],
)
def test_definitions_read_as_cypher(definition: Definition, text: str) -> None:
    """Each definition is one statement that bears repetition."""
    assert spell(definition) == Statement(text)


def test_no_foreign_word_enters_a_definition() -> None:
    """Names pass the checked door."""
    with pytest.raises(ModelError):
        spell(Constraint("k", "Place) DETACH DELETE (x", "key"))


def test_an_access_does_not_show_its_passwords() -> None:
    """Neither a log nor a traceback shows them."""
    assert "hush" not in repr(ACCESS)
    note = Note(1, 2, 3, "root", "hush", "reader", "hush", 4, 5.0, kept=False)
    assert "hush" not in repr(note)


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        (
            "Neo.TransientError.Transaction.DeadlockDetected",
            StoreUnavailable,
            snapshot("The database is busy (Neo.TransientError.Transaction.DeadlockDetected)"),
        ),
        (
            "Neo.ClientError.Schema.ConstraintValidationFailed",
            StoreRefused,
            snapshot(
                "The database refused the statement"
                " (Neo.ClientError.Schema.ConstraintValidationFailed)"
            ),
        ),
        (
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
            StoreRefused,
            snapshot(
                "The statement passed its time limit"
                " (Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration)"
            ),
        ),
        (
            "Neo.ClientError.Security.Unauthorized",
            StoreRefused,
            snapshot(
                "The database refuses the account: wrong name or password"
                " (Neo.ClientError.Security.Unauthorized)"
            ),
        ),
        (
            "Neo.ClientError.Database.DatabaseNotFound",
            StoreRefused,
            snapshot(
                "The database that the settings name does not exist"
                " (Neo.ClientError.Database.DatabaseNotFound)"
            ),
        ),
    ],
)
def test_the_databases_errors_are_told_by_their_code(
    code: str, kind: type[Exception], told: str
) -> None:
    """The code stays, the database's own words and the row in them go."""
    error = Neo4jError._hydrate_neo4j(code=code, message="Node(1) has name 赵钱孙李")
    statement = Statement("MERGE (n {name: $name})").bind(name="赵钱孙李")
    ours = store_error(error, statement)
    assert (type(ours), str(ours)) == (kind, told)
    assert ours.__notes__ == ["MERGE (n {name: $name})"]


def test_only_a_time_limit_is_coded_as_one() -> None:
    """The code for clients belongs to the error, not to its class."""
    late = Neo4jError._hydrate_neo4j(
        code="Neo.ClientError.Transaction.TransactionTimedOut", message=""
    )
    assert store_error(late).code == "TIMEOUT"
    assert store_error(AuthError()).code == "INTERNAL"
    assert store_error(ServiceUnavailable("x")).code == "STORE_UNAVAILABLE"


@pytest.mark.parametrize(
    ("agent", "version"),
    [("Neo4j/5.26.20", "5.26.20"), ("Neo4j/5.27-aura", "5.27-aura"), ("Neo4j/2025.10.1", None)],
)
def test_versions_from_the_long_term_release_on(agent: str, version: str | None) -> None:
    """5.26 and all that came later are accepted."""
    assert _version(agent, "bolt://x") == (version or agent.partition("/")[2])


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Neo4j/4.4.40", "must be 5.26 or later"),
        ("Neo4j/5.25.1", "must be 5.26 or later"),
        ("Neo4j/5.26.0 compatible (Other 1.0)", "is no Neo4j"),
        ("Memgraph/3.0", "is no Neo4j"),
    ],
)
def test_older_and_other_servers_are_refused(agent: str, told: str) -> None:
    """What does not keep the promises of 5.26 is refused with its name."""
    with pytest.raises(EngineError, match=told):
        _version(agent, "bolt://x")


def test_an_authority_file_takes_the_place_of_the_scheme(tmp_path: Path) -> None:
    """The driver refuses `+s` beside a certificate file: the address is rewritten for it."""
    given = Access("neo4j", "neo4j+s://x:1", "d", "w", "", "r", "", ca_file=tmp_path / "ca.pem")
    assert driver_uri(given) == "neo4j://x:1"
    assert driver_uri(ACCESS) == "bolt+s://graph.example:7687"
    loose = Access("neo4j", "bolt+ssc://x:1", "d", "w", "", "r", "", ca_file=tmp_path / "ca.pem")
    with pytest.raises(SettingsError, match=r"\+ssc"):
        driver_uri(loose)


def test_a_taken_port_is_named_before_anything_starts() -> None:
    """The error names the port and the setting; free ports differ."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EngineError, match=f"Port {port} .*BANGFU_HTTP_PORT"):
            pick_ports(0, port)
    ports = pick_ports(0, 0)
    assert ports.bolt != ports.http


def test_a_note_comes_back_as_it_went(tmp_path: Path) -> None:
    """A note is kept whole, for its owner alone, until it is removed."""
    home = Home(tmp_path)
    note = Note(os.getpid(), 2, 3, "root", "p", "reader", "q", 4, 5.0, kept=True)
    home.write_note(note)
    assert home.read_note() == note
    assert (tmp_path / "engine.json").stat().st_mode & 0o077 == 0
    home.remove_note()
    assert home.read_note() is None


def test_this_process_is_alive_and_an_impossible_one_is_not() -> None:
    """Process numbers end well below the second."""
    assert alive(os.getpid())
    assert not alive(2**22 + 1)


def test_a_neo4j_is_not_started_or_stopped_from_here() -> None:
    """Starting and stopping belong to whoever runs the server."""
    settings = Settings(neo4j_uri="bolt://127.0.0.1:1", neo4j_password="x")  # noqa: S106 - none
    for do in (start_engine, stop_engine):
        with pytest.raises(EngineError, match="by whoever runs it"):
            do(settings)


def test_an_address_where_nothing_answers_is_named() -> None:
    """The error names the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{probe.getsockname()[1]}"
    with pytest.raises(EngineError, match=f"No Neo4j answers at {uri}"):
        open_engine(Settings(neo4j_uri=uri, neo4j_password="x"))  # noqa: S106 - nobody is there
