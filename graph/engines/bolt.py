"""The one way to the driver: its configuration, and its errors told without anybody's data."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.cypher.statement import Statement
from graph.engines.access import Access
from graph.errors import SettingsError, StoreError, StoreRefused, StoreUnavailable

# The driver's log quotes what the database says, values of rows included.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)

DRIVER_ERRORS = (DriverError, Neo4jError)
_TIME_LIMIT = "Neo.ClientError.Transaction.TransactionTimedOut"
_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_UNREACHABLE = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError)


def driver_options(access: Access) -> dict[str, Any]:
    """Give what both kinds of driver are made with; times are seconds."""
    options: dict[str, Any] = {
        "user_agent": "bangfu",
        "telemetry_disabled": True,
        "notifications_min_severity": "OFF",
        "max_connection_pool_size": access.pool_size,
        "connection_acquisition_timeout": 5.0,
        "connection_timeout": 5.0,
        "liveness_check_timeout": 30.0,
        "max_transaction_retry_time": 30.0,
    }
    if access.ca_file is not None:
        options["encrypted"] = True
        options["trusted_certificates"] = neo4j.TrustCustomCAs(str(access.ca_file))
    return options


def driver_uri(access: Access) -> str:
    """Give the address as the driver wants it: with an authority file it refuses `+s`."""
    scheme, _, rest = access.uri.partition("://")
    if access.ca_file is None:
        return access.uri
    if scheme.endswith("+ssc"):
        raise SettingsError(
            f"{scheme}:// trusts any certificate, BANGFU_NEO4J_CA_FILE only those of one authority:"
            " use +s, or leave the file out"
        )
    return f"{scheme.removesuffix('+s')}://{rest}"


def open_driver(access: Access) -> neo4j.Driver:
    """Make the synchronous driver of the account that may write; it connects when used."""
    return neo4j.GraphDatabase.driver(
        driver_uri(access), auth=(access.user, access.password), **driver_options(access)
    )


def open_reader(access: Access) -> neo4j.AsyncDriver:
    """Make the asynchronous driver of the account that reads; it connects when used."""
    return neo4j.AsyncGraphDatabase.driver(
        driver_uri(access),
        auth=(access.read_user, access.read_password),
        **driver_options(access),
    )


def cypher(statement: Statement) -> LiteralString:
    """Give the text as the driver's types want it: made of checked words, never of values."""
    return statement.text  # pyright: ignore[reportReturnType]  # see the docstring


@contextmanager
def translated(statement: Statement | None = None) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    try:
        yield
    except DRIVER_ERRORS as error:
        # `from None`: the driver's message may quote a row, and a chained one reaches logs.
        raise store_error(error, statement) from None


def store_error(error: DriverError | Neo4jError, statement: Statement | None = None) -> StoreError:
    """Say what the database refused by its code alone; the statement's text goes into a note."""
    told = _store_error(error)
    if statement is not None:
        told.add_note(statement.text)
    return told


def _store_error(error: DriverError | Neo4jError) -> StoreError:
    if isinstance(error, _UNREACHABLE):
        return StoreUnavailable(f"The database cannot be reached ({type(error).__name__})")
    if not isinstance(error, Neo4jError):
        return StoreRefused(f"The driver refused the statement ({type(error).__name__})")
    code = error.code or type(error).__name__
    if error.is_retryable():
        return StoreUnavailable(f"The database is busy ({code})")
    if code.startswith(_TIME_LIMIT):
        return timed_out(code)
    return StoreRefused(_because(error, code))


def _because(error: Neo4jError, code: str) -> str:
    if isinstance(error, AuthError):
        return f"The database refuses the account: wrong name or password ({code})"
    if code == _NO_DATABASE:
        return f"The database that the settings name does not exist ({code})"
    return f"The database refused the statement ({code})"


def timed_out(detail: str) -> StoreRefused:
    """Say that a statement passed its time limit."""
    refused = StoreRefused(f"The statement passed its time limit ({detail})")
    refused.code = "TIMEOUT"
    return refused
