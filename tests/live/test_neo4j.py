"""A Neo4j by its address: what is accepted, and how a refusal reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.cypher.statement import Statement
from graph.engines import Access, Engine, open_engine
from graph.errors import EngineError, StoreRefused
from graph.settings import Settings
from graph.store import Store, Writer
from tests.live.conftest import Run, only_embedded, only_neo4j
from tests.live.neo4j.server import Server, make_certificates


@only_neo4j
def test_a_wrong_password_is_told_as_such(settings: Settings) -> None:
    """The account is named, the password is not."""
    with pytest.raises(EngineError, match="refuses the account neo4j") as caught:
        open_engine(replace(settings, neo4j_password="wrong-one"))  # noqa: S106 - it is wrong
    assert "wrong-one" not in str(caught.value)


@only_neo4j
def test_an_unknown_database_is_named(settings: Settings) -> None:
    """The error names the database and its setting."""
    with pytest.raises(EngineError, match=r"no database nowhere; set BANGFU_NEO4J_DATABASE"):
        open_engine(replace(settings, neo4j_database="nowhere"))


@only_embedded
def test_another_engine_is_no_neo4j(engine: Engine, settings: Settings) -> None:
    """An embedded engine's address is not taken for that of a Neo4j."""
    access = engine.access
    given = replace(
        settings,
        neo4j_uri=access.uri,
        neo4j_user=access.user,
        neo4j_password=access.password,
        neo4j_database=access.database,
    )
    with pytest.raises(EngineError, match="is no Neo4j"):
        open_engine(given)


@only_neo4j
def test_a_routed_address_reads_and_writes(
    empty_graph: Engine, settings: Settings, run: Run
) -> None:
    """`neo4j://` goes by the routing table: reads and writes arrive."""
    routed = replace(settings, neo4j_uri=settings.neo4j_uri.replace("bolt://", "neo4j://"))
    assert empty_graph.status().nodes == 0
    with open_engine(routed) as engine, Writer(engine.access) as writer:
        writer.write(lambda transaction: transaction.run(Statement("CREATE (:EngRouted)")))

        async def ask() -> list[list[int]]:
            async with Store(engine.access, writer.bookmarks()) as store:
                with pytest.raises(StoreRefused):
                    await store.rows(Statement("CREATE (:EngRouted)"))
                return await store.rows(Statement("MATCH (r:EngRouted) RETURN count(r)"))

        assert run(ask()) == [[1]]


@only_neo4j
@pytest.mark.parametrize("scheme", ["bolt+s://", "neo4j+s://", "bolt://"])
def test_an_encrypted_line_trusts_the_named_authority_alone(
    settings: Settings, server: Server | None, run: Run, scheme: str, tmp_path: Path
) -> None:
    """With the authority's file the line is encrypted; under another one it is refused."""
    if server is None or server.authority is None:
        pytest.skip("needs a server of our own and openssl")
    uri = settings.neo4j_uri.replace("bolt://", scheme)
    given = replace(settings, neo4j_uri=uri, neo4j_ca_file=server.authority)

    async def ask(access: Access) -> list[list[int]]:
        async with Store(access) as store:
            return await store.rows(Statement("RETURN 1"))

    with open_engine(given) as engine, Writer(engine.access) as writer:
        assert writer.read(Statement("RETURN 1")) == run(ask(engine.access)) == [[1]]
    other = make_certificates(tmp_path / "other")
    with pytest.raises(EngineError, match="its certificate is trusted"):
        open_engine(replace(given, neo4j_ca_file=other))
