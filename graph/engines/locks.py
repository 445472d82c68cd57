"""A lock on a file: one holder on this machine, let go by the system when the holder dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.05


class Held(Exception):
    """Somebody else holds the lock."""


@contextmanager
def hold(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock for the time of the block; raise Held when it is not free within `wait` s."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with path.open("a+b") as file:
        while not _taken(file):
            if time.monotonic() >= deadline:
                raise Held(path)
            time.sleep(_PAUSE)
        yield


def _taken(file: IO[bytes]) -> bool:
    try:
        _lock(file)
    except OSError:
        return False
    return True
