"""A sheet as rows of texts, before anybody knows which row is the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.table import Tally

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: first row and last row count from 1, columns from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet (or text file): rows with their numbers, and what is merged in it.

    `knows_merges` is false for text, where a merged cell has left blanks behind.
    """

    name: str
    rows: Iterator[Row]
    merges: Sequence[Merge] = ()
    knows_merges: bool = False


def fill_down(rows: Iterable[Row], merges: Sequence[Merge], tally: Tally) -> Iterator[Row]:
    """Repeat a value that is merged over several rows in each of them."""
    waiting = sorted(
        (merge for merge in merges if merge.bottom > merge.top), key=lambda merge: -merge.top
    )
    active: list[tuple[Merge, str]] = []
    for row, cells in rows:
        active = [(merge, text) for merge, text in active if row <= merge.bottom]
        for merge, text in active:
            cells.extend("" for _ in range(merge.left + 1 - len(cells)))
            if not cells[merge.left]:
                cells[merge.left] = text
                tally.merged_cells += 1
        while waiting and waiting[-1].top <= row:
            merge = waiting.pop()
            if merge.top == row and merge.left < len(cells) and cells[merge.left]:
                active.append((merge, cells[merge.left]))
        yield row, cells
