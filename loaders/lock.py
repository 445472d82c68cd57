"""One load at a time: a lease in the graph itself, taken over when its owner is dead."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.cypher.system import DROP_LOCK, READ_LOCK, TAKE_LOCK
from graph.errors import LoadInProgress
from graph.store import Transaction, Writer

_LEASE = timedelta(minutes=10)


class Lease:
    """The right to write, renewed within every transaction."""

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def renew(self, tx: Transaction) -> None:
        """Hold on, or find out that another load took over."""
        if not _take(tx, self.owner, self.owner):
            raise LoadInProgress("another load took over while this one stood still; run it again")


@contextmanager
def lease(writer: Writer) -> Iterator[Lease]:
    """Take the lease for the length of a load."""
    mine = Lease(f"{socket.gethostname()}:{os.getpid()}:{_born(os.getpid())}")
    for owner, until in writer.read(READ_LOCK):
        if owner != mine.owner and not _over(owner, until):
            raise LoadInProgress(
                f"another load is writing to this graph (until {until} at the latest); "
                "wait for it to end, then load again"
            )
        before = owner
        break
    else:
        before = mine.owner
    if not writer.write(lambda tx: _take(tx, before, mine.owner)):
        raise LoadInProgress("another load was quicker; wait for it to end, then load again")
    try:
        yield mine
    finally:
        writer.write(lambda tx: tx.run(DROP_LOCK.bind(owner=mine.owner)))


def _take(tx: Transaction, before: str, owner: str) -> bool:
    until = (datetime.now(UTC) + _LEASE).isoformat(timespec="seconds")
    return bool(tx.run(TAKE_LOCK.bind(before=before, owner=owner, until=until)))


def _over(owner: str, until: str) -> bool:
    """Tell whether a lease has run out, or its owner on this machine is gone."""
    host, pid, born = owner.rsplit(":", 2)
    if host == socket.gethostname() and _born(int(pid)) != born:
        return True
    return until < datetime.now(UTC).isoformat(timespec="seconds")


def _born(pid: int) -> str:
    """Say when a process began, so that a number used again is told apart; empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[19]
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except OSError:
        return ""
    return "?"
