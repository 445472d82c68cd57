"""Statements in, rows out: asynchronous reads for answers, synchronous writes for loads.

Values arrive as the driver gives them. Let statements return dates as text (`toString(...)`):
a `neo4j.time.Date` costs the client several times the text, and `plain` as much again.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Self, TypeVar

import neo4j
import neo4j.time

from graph.cypher.statement import Statement
from graph.engines.access import Access
from graph.engines.bolt import (
    DRIVER_ERRORS,
    cypher,
    open_driver,
    open_reader,
    store_error,
    timed_out,
    translated,
)
from graph.engines.locks import Held, hold
from graph.errors import LoadInProgress

T = TypeVar("T")
Rows = list[list[Any]]

_WARM = 8
_STREAMED = 2000
# The embedded engine answers concurrent merges of one key with an error that is not retried.
_WRITING = threading.Lock()
_PING = Statement("RETURN 1")


class Store:
    """Reads for answers: one statement, one round trip, on the account that cannot write.

    It belongs to the event loop on which it was opened. `round_trips` counts the statements
    that were sent, a second try included.
    """

    def __init__(self, access: Access, bookmarks: Sequence[str] = ()) -> None:
        self.round_trips = 0
        self._limit = access.read_timeout
        self._size = access.pool_size
        self._driver = open_reader(access)
        self._options: dict[str, Any] = {
            "database": access.database,
            "fetch_size": -1,
            "default_access_mode": neo4j.READ_ACCESS,
            "bookmarks": _marks(bookmarks),
        }
        # Making a session costs an eighth of a point query: they are used again.
        self._idle: list[neo4j.AsyncSession] = []

    async def __aenter__(self) -> Self:
        try:
            await self.open()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Connect some sessions, so that the first questions need not; tell when none can be."""
        # One alone first: eight wrong passwords at once would lock the account for a while.
        await self.rows(_PING)
        await asyncio.gather(*(self.rows(_PING) for _ in range(min(_WARM, self._size))))
        self.round_trips = 0

    async def close(self) -> None:
        """Close every connection."""
        await self._drop()
        await self._driver.close()

    async def follow(self, bookmarks: Sequence[str]) -> None:
        """See at least what the writer of these bookmarks had committed."""
        self._options["bookmarks"] = _marks(bookmarks)
        await self._drop()

    async def rows(self, statement: Statement) -> Rows:
        """Run a reading statement; a passing fault is tried once more within the time limit.

        Raises StoreUnavailable when the database is away or busy, StoreRefused otherwise.
        """
        try:
            async with asyncio.timeout(self._limit):
                try:
                    return await self._once(statement)
                except DRIVER_ERRORS as error:
                    if not error.is_retryable():
                        raise
                return await self._once(statement)
        except TimeoutError:
            raise timed_out(f"{self._limit:g} s") from None
        except DRIVER_ERRORS as error:
            # `from None`: see `translated`.
            raise store_error(error, statement) from None

    async def _once(self, statement: Statement) -> Rows:
        idle = self._idle
        session = idle.pop() if idle else self._driver.session(**self._options)
        self.round_trips += 1
        try:
            result = await session.run(_query(statement, self._limit), dict(statement.parameters))
            rows = [list(record) async for record in result]
        except BaseException:
            session.cancel()
            await session.close()
            raise
        if idle is self._idle and len(idle) < self._size:
            idle.append(session)
        else:
            await session.close()
        return rows

    async def _drop(self) -> None:
        idle, self._idle = self._idle, []
        for session in idle:
            await session.close()


class Transaction:
    """What a piece of work may do: its statements commit or vanish together."""

    __slots__ = ("_inner",)

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        self._inner = inner

    def run(self, statement: Statement) -> Rows:
        """Run one statement and fetch all its rows."""
        result = self._inner.run(cypher(statement), dict(statement.parameters))
        return [list(record) for record in result]


class Writer:
    """Writes for loads, on one session: each sees what the one before it committed."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._driver = open_driver(access)
        self._session = self._driver.session(database=access.database, fetch_size=-1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._session.close()
        self._driver.close()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do the work in one transaction and commit it: all of it or nothing.

        The work may be done again, for up to 30 s, when the database is away or busy: it must
        have no effect but its statements, and these must bear repetition.
        """

        @neo4j.unit_of_work(timeout=self._access.write_timeout)
        def unit(inner: neo4j.ManagedTransaction) -> T:
            return work(Transaction(inner))

        with _WRITING, translated():
            return self._session.execute_write(unit)

    def read(self, statement: Statement) -> Rows:
        """Run one reading statement, which sees everything written here."""

        def unit(inner: neo4j.ManagedTransaction) -> Rows:
            return Transaction(inner).run(statement)

        with translated(statement):
            return self._session.execute_read(unit)

    def stream(self, statement: Statement) -> Iterator[list[Any]]:
        """Give the rows of a long answer one by one, on a session of its own."""
        query = _query(statement, self._access.write_timeout)
        with translated(statement), self._stream_session() as session:
            for record in session.run(query, dict(statement.parameters)):
                yield list(record)

    def bookmarks(self) -> Sequence[str]:
        """Name the last committed state, for a reader on another member of a cluster."""
        return sorted(self._session.last_bookmarks().raw_values)

    def lock(self) -> AbstractContextManager[None]:
        """Keep other loading processes of this machine away from the embedded files.

        Raises LoadInProgress when one is at work. A Neo4j by address is shared between machines,
        so that a file cannot guard it: there the block is not guarded.
        """
        home = self._access.home
        return nullcontext() if home is None else _only_loader(home / "load.lock")

    def _stream_session(self) -> neo4j.Session:
        return self._driver.session(
            database=self._access.database,
            fetch_size=_STREAMED,
            default_access_mode=neo4j.READ_ACCESS,
            bookmarks=self._session.last_bookmarks(),
        )


def plain(value: object) -> object:
    """Turn the driver's dates and times into ISO text, and leave other values alone."""
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.iso_format()
    return value


@contextmanager
def _only_loader(path: Path) -> Iterator[None]:
    try:
        with hold(path, wait=0):
            yield
    except Held:
        raise LoadInProgress(
            f"Another load is writing to {path.parent}; wait for it to end, then load again"
        ) from None


def _marks(bookmarks: Sequence[str]) -> neo4j.Bookmarks:
    return neo4j.Bookmarks.from_raw_values(bookmarks)


def _query(statement: Statement, limit: float) -> neo4j.Query:
    return neo4j.Query(cypher(statement), timeout=limit)
