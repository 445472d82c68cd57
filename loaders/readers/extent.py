"""How far the cells of a worksheet reach, measured on its XML before anything is built of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from loaders.readers.grid import Merge

# calamine lays a sheet out as a rectangle of 32 bytes a cell; beyond this it is streamed instead.
_LARGEST_RECTANGLE: Final = 12_000_000
_SPARSE_FROM: Final = 1_000_000
_SPARSE: Final = 8

_CELL: Final = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
_MERGE: Final = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_UNCOMPUTED: Final = re.compile(rb"(?:</f>|<f/>|<f [^>]*/>)(?:<v/>|<v></v>)?</c>")
_LONGEST_TAG: Final = 1 << 20
_EMPTY_SHEET: Final = 400


@dataclass(slots=True)
class Extent:
    """The outermost row and column of a sheet, the cells really there, and the merged ranges.

    `errors` are cells such as #N/A, `uncomputed` are formulas whose value nobody has stored.
    """

    first_row: int = 0
    last_row: int = 0
    width: int = 0
    cells: int = 0
    errors: int = 0
    uncomputed: int = 0
    merges: list[Merge] = field(default_factory=list)
    understood: bool = True

    @property
    def fits(self) -> bool:
        """Say whether the fast reader, which builds a rectangle of values, is right for it."""
        rectangle = (self.last_row - self.first_row + 1) * self.width
        if self.errors or self.uncomputed:
            return False
        sparse = rectangle > _SPARSE_FROM and rectangle > _SPARSE * self.cells
        return self.understood and rectangle <= _LARGEST_RECTANGLE and not sparse


def measure(pieces: Iterable[bytes]) -> Extent:
    """Read the XML of a worksheet in pieces; an unusual spelling of it is not understood."""
    extent = Extent()
    columns: set[bytes] = set()
    rest = b""
    size = 0
    for piece in pieces:
        size += len(piece)
        text = rest + piece
        cut = _cut(text)
        rest = text[cut:]
        _count(text[:cut], extent, columns)
    _count(rest, extent, columns)
    extent.width = max((column_number(letters.decode()) for letters in columns), default=0)
    if not extent.cells and size > _EMPTY_SHEET:
        extent.understood = False
    return extent


def _cut(text: bytes) -> int:
    """Give where the last whole cell ends."""
    for end in (b"</c>", b"/>"):
        if end in text:
            return text.rfind(end) + len(end)
    return max(len(text) - _LONGEST_TAG, 0)


def _count(text: bytes, extent: Extent, columns: set[bytes]) -> None:
    cells = _CELL.findall(text)
    tags = text.count(b"<c ") + text.count(b"<c>") + text.count(b":c ")
    extent.understood = extent.understood and len(cells) == tags
    extent.errors += text.count(b't="e"')
    extent.uncomputed += len(_UNCOMPUTED.findall(text))
    extent.merges.extend(map(_merge, _MERGE.findall(text)))
    if cells:
        rows = [int(row) for row in {row for _, row in cells}]
        extent.first_row = min(extent.first_row or rows[0], *rows)
        extent.last_row = max(extent.last_row, *rows)
        extent.cells += len(cells)
        columns.update(letters for letters, _ in cells)


def column_number(letters: str) -> int:
    """Give the number of a column, counted from 1, for its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _merge(found: tuple[bytes, bytes, bytes, bytes]) -> Merge:
    left, top, right, bottom = (each.decode() for each in found)
    return Merge(int(top), column_number(left) - 1, int(bottom), column_number(right) - 1)
