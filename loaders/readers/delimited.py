"""Text files with a separator: encoding, delimiter and rows, in bounded memory."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from loaders.layout import Vocabulary
from loaders.readers.facts import chunks
from loaders.readers.grid import Grid, Row
from loaders.readers.header import LOOKED_AT, Beginning
from loaders.readers.refusals import Place, refused

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order in which equals are decided.
_DELIMITERS: Final = (",", "\t", ";", "|")
_LONGEST_LINE: Final = 4 << 20
_LOOKED_AT: Final = 256 << 10
_NOTHING_FITS: Final = -10_000


def encoding_of(path: Path, name: str) -> str:
    """Give the encoding: by byte order mark, else strict UTF-8, else strict GB18030."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            # The decoder that drops the mark also forgets it when it counts.
            bad = _first_bad_byte(path, encoding.removesuffix("-sig"))
            if bad is None:
                return encoding
            wrong = f"it begins as {encoding}, but byte {bad} (line {_line(path, bad)}) is not"
            raise refused(name, wrong, "Save it again as UTF-8")
    places = {}
    for encoding in ("utf-8", "gb18030"):
        bad = _first_bad_byte(path, encoding)
        if bad is None:
            return encoding
        places[encoding] = f"byte {bad}, line {_line(path, bad)}"
    raise refused(
        name,
        f"it is neither UTF-8 (first wrong at {places['utf-8']}) "
        f"nor GB18030 (first wrong at {places['gb18030']})",
        "Save it again as UTF-8",
    )


def grid(path: Path, name: str, encoding: str, known: Sequence[Vocabulary]) -> Grid:
    """Give the rows of a text file, separated by whatever makes its header known."""
    delimiter = _delimiter(path, encoding, known)
    return Grid("", _rows(path, name, encoding, delimiter))


def _first_bad_byte(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    read = 0
    for piece in itertools.chain(chunks(path), [b""]):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            return read - held + error.start
        except UnicodeError:
            return read
        read += len(piece)
    return None


def _line(path: Path, byte: int) -> int:
    with path.open("rb") as file:
        count, left = 1, byte
        while left and (piece := file.read(min(left, 1 << 20))):
            count += piece.count(b"\n")
            left -= len(piece)
    return count


def _delimiter(path: Path, encoding: str, known: Sequence[Vocabulary]) -> str:
    with path.open(encoding=encoding, newline="") as file:
        text = file.read(_LOOKED_AT)

    def score(delimiter: str) -> tuple[int, int, int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[Row] = []
        try:
            rows.extend((place, cells) for place, cells in enumerate(_some(reader), start=1))
        except csv.Error:
            return (_NOTHING_FITS, 0, 0, 0)
        beginning = Beginning(rows, (), knows_merges=False)
        every = (beginning.best(vocabulary) for vocabulary in known)
        ranks = [found.rank for found in every if found]
        width = max((len(cells) for _, cells in rows), default=0)
        return (*max(ranks), width) if ranks else (_NOTHING_FITS, 0, 0, width)

    # Those that stand nowhere all split alike, so that the first speaks for the others.
    absent = [delimiter for delimiter in _DELIMITERS if delimiter not in text]
    return max((one for one in _DELIMITERS if one not in absent[1:]), key=score)


def _some(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    return itertools.islice((cells for cells in reader if any(cells)), LOOKED_AT)


def _rows(path: Path, name: str, encoding: str, delimiter: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_lines(file, name), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            wrong = f"the quotes or the length of a cell are wrong ({error})"
            right = "Close every quote, double quotes inside a cell, keep cells under 128 KB"
            raise refused(Place(name, row=line), wrong, right) from error


def _lines(file: io.TextIOWrapper, name: str) -> Iterator[str]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            wrong = f"the line is longer than {_LONGEST_LINE:,} characters"
            raise refused(Place(name, row=number), wrong, "Export it with one row a line")
        yield line
