"""From the rows below a header to records: blank rows, footers and repeated headers fall out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from loaders.cells import tidy
from loaders.layout import Layout, repeats
from loaders.readers.grid import Row
from loaders.readers.table import Tally
from loaders.record import Record

_TOTALS: Final = re.compile(r"(?:合\s*计|总\s*计|小\s*计|累\s*计|共\s*计)[:：]?$")
_NOTES: Final = re.compile(
    r"(?:备\s*注|注|说\s*明|填表说明|填\s*表\s*(?:人|单位|日期|时间)?|填\s*报\s*(?:人|单位|日期|时间)?"
    r"|制\s*表\s*(?:人|单位|日期|时间)?|审\s*核\s*人?|复\s*核\s*人?|(?:单位)?负\s*责\s*人|经\s*办\s*人"
    r"|村\s*(?:支部)?书记|村\s*主任|联系电话|打印(?:人|时间|日期)|导出(?:人|时间|日期))"
    r"(?:\s*[(（][^)）]*[)）])?\s*[:：]"
)
_FOOTERS_BEGIN: Final = frozenset("合总小累共备注说填制审复负单经村联打导")
_FEWEST_NUMBERED: Final = 3


def records(
    layout: Layout, required: Sequence[int], rows: Iterable[Row], tally: Tally
) -> Iterator[Record]:
    """Give the records of a table one by one, counting what is left out.

    `required` are the columns that no row of data leaves blank; a note below the table does.
    """
    width = len(layout.headers)
    sift = _Sift(layout, required, tally)
    begins = layout.headers[0] if layout.headers else ""
    first = True
    for row, cells in rows:
        start = cells[0] if cells else ""
        doubtful = first or not start or start[0] in _FOOTERS_BEGIN or start[0].isspace()
        if (doubtful or start.startswith(begins)) and sift.drops(cells, first=first):
            first = first and not any(cells)
            continue
        first = False
        tally.rows += 1
        if len(cells) < width:
            # A sheet leaves its empty cells out; in a text a short row may be a broken one.
            tally.short += not layout.sheet
            cells.extend("" for _ in range(width - len(cells)))
        yield Record(layout, row, cast("list[str | None]", cells))


class _Sift:
    """Tell the rows of data from what else stands below a header."""

    def __init__(self, layout: Layout, required: Sequence[int], tally: Tally) -> None:
        self.layout = layout
        self.required = required
        self.tally = tally

    def drops(self, cells: Sequence[str], *, first: bool) -> bool:
        """Say whether a row is no data, and count it under its reason."""
        texts = [tidy(cell) for cell in cells]
        filled = [text for text in texts if text]
        if not filled:
            self.tally.blank += 1
        elif _TOTALS.match(filled[0]) or (_NOTES.match(filled[0]) and not self._whole(texts)):
            self.tally.footers += 1
        elif (first and self._numbered(filled)) or _repeats(self.layout, texts):
            self.tally.repeated_headers += 1
        else:
            return False
        return True

    def _whole(self, texts: Sequence[str]) -> bool:
        if sum(map(bool, texts)) == 1:
            return False
        return all(place < len(texts) and texts[place] for place in self.required)

    def _numbered(self, filled: Sequence[str]) -> bool:
        """Say whether a row only counts the columns, as forms do below their header."""
        headers = sum(map(bool, self.layout.headers))
        if not headers == len(filled) >= _FEWEST_NUMBERED:
            return False
        return all(text.strip("()（）") == str(at) for at, text in enumerate(filled, start=1))


def _repeats(layout: Layout, texts: Sequence[str]) -> bool:
    """Say whether a row is the header once more, as when tables are pasted below each other."""
    pairs = [
        (header, text)
        for header, text in zip(layout.headers, texts, strict=False)
        if header and text
    ]
    return len(pairs) > 1 and all(repeats(header, text) for header, text in pairs)
