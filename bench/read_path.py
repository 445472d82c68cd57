"""The read path against its limit: the same questions, the same data, in turns."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import orjson

from bench.client import Answered, Line, alone, crowd, request
from bench.county import Size
from bench.questions import Question, questions
from bench.serving import Service, serving
from graph.engines import Access

_WARM = 3.0
_SECONDS = 1.0
_MOST = 1500
_SLICE = 10
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
        """Let the database plan, and compile what it runs often; let the caches fill."""
        for service in services * 2:
            self._crowd(service, _WARM)
        self._alone(services, _SECONDS)

    def round(self, ours: Service, limit: Service, place: int) -> tuple[Turn, Turn]:
        """Give both a turn, every other time the limit first."""
        order = (limit, ours) if place % 2 else (ours, limit)
        alone = self._alone(order, _SECONDS)
        crowds = {one.name: self._crowd(one) for one in order}
        first, second = (
            _turn(alone[one.name], *crowds[one.name], near=self._database is not None)
            for one in (ours, limit)
        )
        return first, second

    def _alone(self, services: Sequence[Service], seconds: float) -> dict[str, list[float]]:
        """Ask in short slices in turn, so that whatever else the machine does meets both."""
        taken: dict[str, list[float]] = {one.name: [] for one in services}
        lines = {one.name: Line(one.port) for one in services}
        whole = request(self._body)
        deadline = time.monotonic() + seconds * len(services)
        while time.monotonic() < deadline and len(taken[services[0].name]) < _MOST:
            for name, line in lines.items():
                taken[name] += alone(line, whole, _SLICE)
        for line in lines.values():
            line.close()
        return taken

    def _crowd(self, service: Service, seconds: float = _SECONDS) -> tuple[Answered, float, float]:
        """Ask from many connections; give also the CPU that service and database used."""
        pids = service.pid, self._database
        before = [_cpu(pid) for pid in pids]
        job = self._pool.submit(crowd, service.port, self._body, _CONNECTIONS, seconds)
        answered = job.result()
        spent = [_cpu(pid) - soon for pid, soon in zip(pids, before, strict=True)]
        return answered, spent[0], spent[1]


def _turn(
    taken: list[float], answered: Answered, service_cpu: float, database_cpu: float, *, near: bool
) -> Turn:
    return Turn(
        p50=median(taken),
        p99=quantiles(taken, n=100)[98],
        rate=answered.requests / answered.seconds,
        service_cpu=service_cpu / answered.requests,
        database_cpu=database_cpu / answered.requests if near else None,
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
        f"{'question':<36}{'':<8}{'p50 ms':>8}{'p99 ms':>8}{'times':>7}"
        f"{'req/s':>8}{'times':>7}{'service':>9}{'database':>9}"
    )
    lines = [f"{'':<44}{'alone':^23}{'16 at once':^15}{'CPU ms a request':>18}", head]
    for contest in contests:
        lines += [_line(contest, "bangfu", contest.ours), _line(contest, "limit", contest.limit)]
    return "\n".join([*lines, "", *map(_verdict, contests)])


def _line(contest: Contest, name: str, turns: tuple[Turn, ...]) -> str:
    question, against = contest.question, contest.limit
    p50 = median(one.p50 / other.p50 for one, other in zip(turns, against, strict=True))
    rate = median(one.rate / other.rate for one, other in zip(turns, against, strict=True))
    database = [one.database_cpu for one in turns if one.database_cpu is not None]
    return (
        f"{question.name + ' ' + question.text:<36}{name:<8}"
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
