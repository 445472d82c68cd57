"""The read path against its limit: the same questions, the same data, in turns."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import orjson

from bench.client import Line, alone, crowd, request
from bench.county import Size
from bench.questions import Question, questions
from bench.service import Service, serving
from graph.engines import Access

_WARM = 3.0
_SECONDS = 1.0
_MOST = 1500
_CONNECTIONS = 16
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one service did in one round.

    Milliseconds alone, requests a second in a crowd, and, in the crowd, milliseconds of CPU that
    a request cost the service and the database (None where the database is out of sight).
    """

    p50: float
    p99: float
    rate: float
    service_cpu: float
    database_cpu: float | None


@dataclass(frozen=True, slots=True)
class Contest:
    """All rounds of one question: the service's turns and, place by place, the limit's."""

    question: Question
    ours: tuple[Turn, ...]
    limit: tuple[Turn, ...]

    @property
    def times(self) -> float:
        """Say how many times the limit the service takes: the median of the rounds."""
        pairs = zip(self.ours, self.limit, strict=True)
        return median(ours.p50 / limit.p50 for ours, limit in pairs)


def measure(access: Access, database: int | None, size: Size, rounds: int) -> list[Contest]:
    """Measure every question; `database` is the process of the database, if it is near.

    Both services must give identical data, or nothing is measured.
    """
    with ExitStack() as stack:
        ours = stack.enter_context(serving("bangfu", access))
        limit = stack.enter_context(serving("limit", access))
        # A process of its own: the crowd must not wait for whoever measures.
        spawn = multiprocessing.get_context("spawn")
        pool = stack.enter_context(ProcessPoolExecutor(1, mp_context=spawn))
        found = []
        for question in questions(size):
            check(question, ours, limit)
            ring = _Ring(question, database, pool)
            ring.warm(ours, limit)
            turns = [ring.round(ours, limit, place) for place in range(rounds)]
            first, second = zip(*turns, strict=True)
            found.append(Contest(question, first, second))
        return found


def check(question: Question, ours: Service, limit: Service) -> dict[str, Any]:
    """See that both give the same data, and give it."""
    given, wanted = (_answer(one, question) for one in (ours, limit))
    assert "errors" not in given, given
    assert given["data"] == wanted["data"], f"{question.name}: the two answers differ"
    data: dict[str, Any] = given["data"]
    return data


def _answer(service: Service, question: Question) -> dict[str, Any]:
    line = Line(service.port)
    try:
        answer: dict[str, Any] = orjson.loads(line.ask(request(question.body)))
    finally:
        line.close()
    return answer


class _Ring:
    """Where the two take turns over one question."""

    def __init__(self, question: Question, database: int | None, pool: ProcessPoolExecutor) -> None:
        self._body = question.body
        self._database, self._pool = database, pool

    def warm(self, *services: Service) -> None:
        """Let the database plan and compile, and the caches fill."""
        for service in services * 2:
            line = Line(service.port)
            alone(line, self._body, _WARM / 2, _MOST)
            line.close()

    def round(self, ours: Service, limit: Service, place: int) -> tuple[Turn, Turn]:
        """Give both a turn, every other time the limit first."""
        if place % 2:
            second = self._turn(limit)
            return self._turn(ours), second
        return self._turn(ours), self._turn(limit)

    def _turn(self, service: Service) -> Turn:
        line = Line(service.port)
        taken = alone(line, self._body, _SECONDS, _MOST)
        line.close()
        before = _cpu(service.pid), _cpu(self._database)
        job = self._pool.submit(crowd, service.port, self._body, _CONNECTIONS, _SECONDS)
        answered = job.result()
        after = _cpu(service.pid), _cpu(self._database)
        service_cpu, database_cpu = (
            (late - soon) / answered.requests for soon, late in zip(before, after, strict=True)
        )
        return Turn(
            p50=median(taken),
            p99=quantiles(taken, n=100)[98],
            rate=answered.requests / answered.seconds,
            service_cpu=service_cpu,
            database_cpu=database_cpu if self._database else None,
        )


def _cpu(pid: int | None) -> float:
    """Give the milliseconds of CPU that a process has used."""
    if pid is None:
        return 0.0
    spent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) * 1000 / _TICKS


def table(contests: Sequence[Contest]) -> str:
    """Lay the figures out for a terminal, with a verdict for each question."""
    head = (
        f"{'question':<34}{'':<8}{'p50 ms':>8}{'p99 ms':>8}{'times':>7}"
        f"{'req/s':>8}{'times':>7}{'service':>9}{'database':>9}"
    )
    lines = [f"{'':<42}{'alone':^23}{'16 at once':^15}{'CPU ms a request':>18}", head]
    for contest in contests:
        lines += [_line(contest, "bangfu", contest.ours), _line(contest, "limit", contest.limit)]
    return "\n".join([*lines, "", *map(_verdict, contests)])


def _line(contest: Contest, name: str, turns: tuple[Turn, ...]) -> str:
    question, against = contest.question, contest.limit
    p50 = median(one.p50 / other.p50 for one, other in zip(turns, against, strict=True))
    rate = median(one.rate / other.rate for one, other in zip(turns, against, strict=True))
    database = [one.database_cpu for one in turns if one.database_cpu is not None]
    return (
        f"{question.name + ' ' + question.text:<34}{name:<8}"
        f"{median(one.p50 for one in turns):>8.2f}{median(one.p99 for one in turns):>8.2f}"
        f"{p50:>7.2f}{median(one.rate for one in turns):>8.0f}{rate:>7.2f}"
        f"{median(one.service_cpu for one in turns):>9.2f}"
        + (f"{median(database):>9.2f}" if database else f"{'-':>9}")
    )


def _verdict(contest: Contest) -> str:
    met = "met" if contest.times <= contest.question.most else "missed"
    return (
        f"{contest.question.name}: {contest.times:.2f} times the limit's p50, "
        f"at most {contest.question.most:g}: limit {met}"
    )
