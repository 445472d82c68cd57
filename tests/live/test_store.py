"""Reads and writes on a running engine, and the faults that they survive or report."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace

import pytest

from graph.cypher.statement import Statement
from graph.ddl import Constraint
from graph.engines import Access, Engine
from graph.errors import LoadInProgress, StoreRefused, StoreUnavailable
from graph.store import Store, Transaction, Writer, plain
from tests.live.conftest import Run, only_embedded
from tests.live.proxy import Line

ONE = Statement("RETURN 1")
COUNT = Statement("MATCH (x:EngThing) RETURN count(x)")
ADD = Statement("CREATE (:EngThing {key: $key, name: $name})")
SLOW = Statement(
    "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 1000) AS c"
    " WITH a, b, c WHERE a + b + c = 0 RETURN count(*)"
)
NAME = "赵钱孙李"


@pytest.fixture
def keyed(empty_graph: Engine) -> Engine:
    """Give the engine with one key that must be unique."""
    empty_graph.apply([Constraint("eng_thing_key", "EngThing", "key")])
    return empty_graph


def test_rows_are_lists_of_values_and_each_question_is_one_trip(store: Store, run: Run) -> None:
    """Rows come as lists, and a question is one round trip."""
    asked = Statement("UNWIND $values AS v RETURN v, v * 2 ORDER BY v").bind(values=[2, 1])
    assert run(store.rows(asked)) == [[1, 2], [2, 4]]
    assert store.round_trips == 1


def test_many_questions_at_once(store: Store, run: Run) -> None:
    """More questions than connections all get their own answer."""

    async def ask() -> list[list[list[int]]]:
        asked = [store.rows(Statement("RETURN $i").bind(i=i)) for i in range(100)]
        return await asyncio.gather(*asked)

    assert run(ask()) == [[[i]] for i in range(100)]


def test_a_reader_cannot_write(store: Store, run: Run) -> None:
    """The reading side is refused by the database itself."""
    with pytest.raises(StoreRefused):
        run(store.rows(ADD.bind(key="k", name=NAME)))
    assert run(store.rows(COUNT)) == [[0]]


def test_a_read_is_tried_again_when_its_connection_breaks(empty_graph: Engine, run: Run) -> None:
    """A line that breaks under a question costs one more try; twice is reported."""

    async def ask() -> None:
        async with (
            Line(empty_graph.access.uri) as line,
            Store(replace(empty_graph.access, uri=line.uri)) as store,
        ):
            line.break_next()
            assert await store.rows(ONE) == [[1]]
            assert store.round_trips == 2
            line.break_next(2)
            with pytest.raises(StoreUnavailable):
                await store.rows(ONE)
            assert await store.rows(ONE) == [[1]]

    run(ask())


def test_connections_that_died_unnoticed_are_replaced(empty_graph: Engine, run: Run) -> None:
    """After a restart of the database the same store answers."""

    async def ask() -> None:
        async with (
            Line(empty_graph.access.uri) as line,
            Store(replace(empty_graph.access, uri=line.uri)) as store,
        ):
            await line.cut()
            assert await store.rows(ONE) == [[1]]

    run(ask())


def test_a_database_that_is_gone_is_unavailable(empty_graph: Engine, run: Run) -> None:
    """When the second try fails too, the question is worth another one later."""

    async def ask() -> None:
        async with Line(empty_graph.access.uri) as line:
            access = replace(empty_graph.access, uri=line.uri)
            async with Store(access) as store:
                await line.refuse()
                with pytest.raises(StoreUnavailable):
                    await store.rows(ONE)

    run(ask())


def test_a_silent_database_costs_no_more_than_the_limit(empty_graph: Engine, run: Run) -> None:
    """Waiting ends at the time limit although the connection stands."""

    async def ask() -> float:
        async with Line(empty_graph.access.uri) as line:
            access = replace(empty_graph.access, uri=line.uri, read_timeout=3)
            async with Store(access) as store:
                line.silence()
                began = time.monotonic()
                with pytest.raises(StoreRefused) as caught:
                    await store.rows(ONE)
                assert caught.value.code == "TIMEOUT"
                return time.monotonic() - began

    assert run(ask()) < 15


def test_a_slow_question_is_ended_and_the_store_goes_on(empty_graph: Engine, run: Run) -> None:
    """A question over its limit ends; the next ones are answered."""

    async def ask() -> float:
        async with Store(replace(empty_graph.access, read_timeout=3)) as store:
            began = time.monotonic()
            with pytest.raises(StoreRefused) as caught:
                await store.rows(SLOW)
            assert caught.value.code == "TIMEOUT"
            took = time.monotonic() - began
            assert await store.rows(ONE) == [[1]]
            return took

    assert run(ask()) < 20


def test_a_cancelled_question_leaves_a_clean_store(store: Store, run: Run) -> None:
    """A client that hangs up does not spoil the connection for the next."""

    async def ask() -> list[list[int]]:
        task = asyncio.ensure_future(store.rows(SLOW))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await store.rows(ONE)

    assert run(ask()) == [[1]]


def test_a_wrong_password_is_told_as_such(empty_graph: Engine, run: Run) -> None:
    """A store that may not come in says so when it opens."""

    async def ask() -> None:
        access = replace(empty_graph.access, read_password="not this one")  # noqa: S106 - wrong
        with pytest.raises(StoreRefused, match="refuses the account"):
            async with Store(access):
                pass

    run(ask())


@pytest.mark.usefixtures("keyed")
def test_work_is_written_whole_or_not_at_all(writer: Writer) -> None:
    """What was written before a failure in the same work is gone."""

    def work(transaction: Transaction) -> None:
        transaction.run(ADD.bind(key="a", name="x"))
        transaction.run(ADD.bind(key="b", name="y"))
        transaction.run(ADD.bind(key="a", name="z"))

    with pytest.raises(StoreRefused, match="ConstraintValidationFailed"):
        writer.write(work)
    assert writer.read(COUNT) == [[0]]


def test_an_error_of_the_work_itself_undoes_it(writer: Writer) -> None:
    """The caller's own exception passes through, and nothing is written."""

    def work(transaction: Transaction) -> None:
        transaction.run(ADD.bind(key="a", name="x"))
        raise LookupError

    with pytest.raises(LookupError):
        writer.write(work)
    assert writer.read(COUNT) == [[0]]


def test_a_large_write_that_fails_late_leaves_nothing(writer: Writer) -> None:
    """One long statement is atomic too."""
    failing = Statement("UNWIND range(1, 30000) AS x CREATE (:EngThing {key: 100 / (x - 25000)})")
    with pytest.raises(StoreRefused):
        writer.write(lambda transaction: transaction.run(failing))
    assert writer.read(COUNT) == [[0]]


def test_two_writers_do_not_lose_each_others_updates(keyed: Engine) -> None:
    """Writers of one process take turns."""
    step = Statement("MERGE (x:EngThing {key: 'n'}) ON CREATE SET x.n = 0 WITH x SET x.n = x.n + 1")

    def count(access: Access) -> None:
        with Writer(access) as writer:
            for _ in range(20):
                writer.write(lambda transaction: transaction.run(step))

    threads = [threading.Thread(target=count, args=[keyed.access]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Writer(keyed.access) as writer:
        assert writer.read(Statement("MATCH (x:EngThing) RETURN x.n")) == [[60]]


@pytest.mark.usefixtures("keyed")
def test_errors_carry_no_values(writer: Writer) -> None:
    """Neither the message, nor what it was raised from, nor the notes quote a row."""
    add = ADD.bind(key=NAME, name=NAME)
    writer.write(lambda transaction: transaction.run(add))
    with pytest.raises(StoreRefused) as caught:
        writer.write(lambda transaction: transaction.run(add))
    error = caught.value
    assert error.__suppress_context__
    assert NAME not in f"{error}{error!r}{getattr(error, '__notes__', [])}{error.__cause__}"


@pytest.mark.usefixtures("keyed")
def test_values_do_not_reach_the_log(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    """The driver's own log stays silent about rows."""
    add = ADD.bind(key=NAME, name=NAME)
    for _ in range(2):
        with pytest.raises(StoreRefused):
            writer.write(lambda transaction: [transaction.run(add), transaction.run(add)])
    assert NAME not in caplog.text


def test_a_stream_gives_every_row_while_writing_goes_on(writer: Writer) -> None:
    """A long answer comes in pieces, beside the writing session."""
    many = Statement("UNWIND range(1, 5000) AS i CREATE (:EngThing {i: i})")
    writer.write(lambda transaction: transaction.run(many))
    rows = writer.stream(Statement("MATCH (x:EngThing) RETURN x.i ORDER BY x.i"))
    first = next(rows)
    writer.write(lambda transaction: transaction.run(ADD.bind(key="late", name="x")))
    assert [first, *rows][:5000] == [[i] for i in range(1, 5001)]


def test_a_stream_may_be_left_early(writer: Writer) -> None:
    """Leaving a stream frees its connection."""
    rows = writer.stream(Statement("UNWIND range(1, 100000) AS i RETURN i"))
    assert next(rows) == [1]
    del rows
    assert writer.read(ONE) == [[1]]


def test_a_reader_follows_the_writers_bookmarks(writer: Writer, store: Store, run: Run) -> None:
    """What was committed before the bookmark is seen after it."""
    writer.write(lambda transaction: transaction.run(ADD.bind(key="a", name="x")))
    assert writer.bookmarks()

    async def ask() -> list[list[int]]:
        await store.follow(writer.bookmarks())
        return await store.rows(COUNT)

    assert run(ask()) == [[1]]


def test_dates_become_text_either_way(store: Store, run: Run) -> None:
    """`plain` and `toString` agree."""
    asked = Statement("WITH date('2019-06-30') AS d RETURN d, toString(d)")
    [[given, text]] = run(store.rows(asked))
    assert plain(given) == text == "2019-06-30"
    assert plain(7) == 7


@only_embedded
def test_one_load_at_a_time(empty_graph: Engine) -> None:
    """A second loader is told to wait; afterwards the way is free."""
    with Writer(empty_graph.access) as first, Writer(empty_graph.access) as second:
        with first.lock(), pytest.raises(LoadInProgress, match="Another load"), second.lock():
            pass
        with second.lock():
            pass
