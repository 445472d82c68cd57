"""A Neo4j that somebody else runs, by its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError

from graph.cypher.statement import Statement
from graph.ddl import Constraint, Definition
from graph.engines.access import Access
from graph.engines.bolt import DRIVER_ERRORS, cypher, open_driver, translated
from graph.engines.definitions import spell
from graph.engines.engine import Status
from graph.errors import EngineError
from graph.settings import Settings

_OLDEST = (5, 26)
_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)\S*\Z")
_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_AWAIT = Statement("CALL db.awaitIndexes($seconds)").bind(seconds=300)
_NODES = Statement("MATCH (n) RETURN count(n)")
_RELATIONSHIPS = Statement("MATCH ()-[r]->() RETURN count(r)")
_INDEXES = Statement("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name, state")
_NAMES = Statement("SHOW INDEXES YIELD name RETURN name")
_CONSTRAINTS = Statement("SHOW CONSTRAINTS YIELD name RETURN name")


@dataclass(frozen=True, slots=True)
class Neo4jEngine:
    """A Neo4j 5.26 or later; it is never started or stopped from here."""

    access: Access
    version: str

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Reach the server as both accounts, and refuse one that is too old."""
        access = _access(settings)
        version = _reach(access)
        if access.read_user != access.user:
            _reach(replace(access, user=access.read_user, password=access.read_password))
        return cls(access, version)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing to let go: no connection is kept."""

    def apply(self, definitions: Iterable[Definition]) -> None:
        """Create what is missing, and wait until every index is filled."""
        self._run(*(spell(definition) for definition in definitions), _AWAIT)

    def status(self) -> Status:
        """Count; the server does not tell a client its uptime or its disk."""
        nodes, relationships = self._run(_NODES, _RELATIONSHIPS)
        return Status(
            engine="neo4j",
            version=self.version,
            address=self.access.uri,
            nodes=nodes[0][0],
            relationships=relationships[0][0],
            uptime=None,
            disk=None,
        )

    def check(self, definitions: Iterable[Definition] = ()) -> Sequence[str]:
        """Name the indexes that are not online, and the definitions that are missing."""
        asleep, names, constraints = self._run(_INDEXES, _NAMES, _CONSTRAINTS)
        indexed = {name for (name,) in names}
        constrained = {name for (name,) in constraints}
        found = [f"index {name} is {state}" for name, state in asleep]
        for one in definitions:
            if isinstance(one, Constraint):
                found += [] if one.name in constrained else [f"constraint {one.name} is missing"]
            else:
                found += [] if one.name in indexed else [f"index {one.name} is missing"]
        return found

    def backup(self, path: Path) -> Path:
        """Refuse: the files of a Neo4j are out of reach of its clients."""
        raise EngineError(
            f"A Neo4j by address cannot be backed up into {path} from here: on its own machine run"
            f" `neo4j-admin database dump {self.access.database}` while it is stopped"
        )

    def _run(self, *statements: Statement) -> list[list[list[Any]]]:
        with (
            open_driver(self.access) as driver,
            driver.session(database=self.access.database) as session,
        ):
            return [_rows(session, statement) for statement in statements]


def _rows(session: neo4j.Session, statement: Statement) -> list[list[Any]]:
    with translated(statement):
        return session.run(cypher(statement), dict(statement.parameters)).values()


def _access(settings: Settings) -> Access:
    return Access(
        engine="neo4j",
        uri=settings.neo4j_uri,
        database=settings.neo4j_database,
        user=settings.neo4j_user,
        password=settings.neo4j_password,
        read_user=settings.neo4j_read_user or settings.neo4j_user,
        read_password=settings.neo4j_read_password or settings.neo4j_password,
        ca_file=settings.neo4j_ca_file,
        read_timeout=settings.read_timeout,
        write_timeout=settings.write_timeout,
        pool_size=settings.pool_size,
    )


def _reach(access: Access) -> str:
    try:
        with open_driver(access) as driver, driver.session(database=access.database) as session:
            agent = session.run("RETURN 1").consume().server.agent
    except DRIVER_ERRORS as error:
        # `from None`: the driver's own words add nothing, and are long.
        raise EngineError(_unreached(error, access)) from None
    return _version(agent, access.uri)


def _unreached(error: Exception, access: Access) -> str:
    if isinstance(error, AuthError):
        return (
            f"Neo4j at {access.uri} refuses the account {access.user}: wrong name or password,"
            f" or too many wrong ones ({error.code})"
        )
    if isinstance(error, ClientError) and error.code == _NO_DATABASE:
        return f"Neo4j at {access.uri} has no database {access.database}; set BANGFU_NEO4J_DATABASE"
    if isinstance(error, ConfigurationError):
        return f"The address {access.uri} and the certificate settings do not go together"
    return (
        f"No Neo4j answers at {access.uri} ({type(error).__name__}); see that it runs, that the"
        " address is right, and, with +s, that its certificate is trusted"
    )


def _version(agent: str, uri: str) -> str:
    told = _AGENT.match(agent)
    if told is None:
        raise EngineError(
            f"What answers at {uri} is no Neo4j; leave BANGFU_NEO4J_URI out for the embedded engine"
        )
    if (int(told[1]), int(told[2])) < _OLDEST:
        raise EngineError(f"Neo4j at {uri} is {agent}; it must be 5.26 or later")
    return agent.partition("/")[2]
