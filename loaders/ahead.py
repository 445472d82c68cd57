"""What a load does to be quick: the next batch is made while the database takes the one before."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, TypeVar

T = TypeVar("T")

# A load keeps thousands of plain values and makes no cycles: looking for some after every 700
# objects was a third of its time.
_RARELY: Final = (50_000, 10, 10)


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Give the items, each made on another thread while the one before is in use."""
    end = object()
    with ThreadPoolExecutor(1, "ahead") as thread:
        coming = thread.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = thread.submit(next, items, end)
            yield item  # type: ignore[misc]  # everything but the end is an item


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector of cycles run rarely for the length of the block."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
