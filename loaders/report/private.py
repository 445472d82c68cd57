"""Files that only their owner may read, there in full or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def open_private(path: Path) -> BinaryIO:
    """Make a file anew with mode 0600 and open it for writing; the caller closes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    # Made, never opened: a link or a readable file that lies in wait there is not written to.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a private file that takes its place only when the block ends well."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open_private(part) as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
