"""Find the header row by what stands in it, not by where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.cells import tidy
from loaders.layout import Heading, Layout, Vocabulary, heading
from loaders.readers.grid import Merge, Row

LOOKED_AT: Final = 15
_MOST_GROUPS: Final = 3
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The best header row: its index among the rows looked at, and how well it fits."""

    index: int
    row: int
    headings: tuple[Heading, ...]
    titles: tuple[str, ...]
    missing: tuple[str, ...]
    matched: int
    unknown: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """Order candidates: nothing required missing first, then more known, then less unknown."""
        return (-len(self.missing), self.matched, -self.unknown)

    def nearly(self, vocabulary: Vocabulary) -> bool:
        """Say whether this is the asked-for table with a header gone wrong, not another table."""
        required = sum(column.required for column in vocabulary.columns)
        return self.matched > 1 and len(self.missing) * 2 <= required


def best(
    rows: Sequence[Row], merges: Sequence[Merge], vocabulary: Vocabulary, *, knows_merges: bool
) -> Found | None:
    """Give the row that fits the vocabulary best; the first of equals."""
    return Beginning(rows, merges, knows_merges=knows_merges).best(vocabulary)


class Beginning:
    """The first rows of a sheet, each read as its header once, however many vocabularies ask."""

    def __init__(self, rows: Sequence[Row], merges: Sequence[Merge], *, knows_merges: bool) -> None:
        tidied = [(row, list(map(tidy, cells))) for row, cells in rows]
        self._scan = _Scan(tidied, merges, knows_merges)
        self._layouts = {
            index: Layout("", "", self._scan.headings(index))
            for index, (_, cells) in enumerate(tidied)
            if any(cells)
        }

    def best(self, vocabulary: Vocabulary) -> Found | None:
        """Give the row that fits the vocabulary best; the first of equals."""
        fits = {
            index: (-len(layout.missing(vocabulary)), layout.matched(vocabulary))
            for index, layout in self._layouts.items()
        }
        top = max(fits.values(), default=None)
        if top is None:
            return None
        equals = [index for index, fit in fits.items() if fit == top]
        # Where nothing is known at all, no row is less strange than another.
        asked = equals if top[1] else equals[:1]
        return max((self._judged(index, vocabulary) for index in asked), key=lambda one: one.rank)

    def _judged(self, index: int, vocabulary: Vocabulary) -> Found:
        layout = self._layouts[index]
        return Found(
            index,
            self._scan.rows[index][0],
            layout.headings,
            self._scan.titles(index),
            tuple(column.name for column in layout.missing(vocabulary)),
            layout.matched(vocabulary),
            len(layout.unknown(vocabulary)),
        )


def nearest(wanted: str, seen: Sequence[Heading]) -> str:
    """Give the header most like the wanted one, or nothing."""
    texts = {heading(each.text): each.text for each in seen if each.text}
    close = difflib.get_close_matches(heading(wanted), texts, n=1, cutoff=0.5)
    return texts[close[0]] if close else ""


class _Scan:
    """The first rows of a sheet, with what merged cells say about groups of headers."""

    def __init__(self, rows: list[Row], merges: Sequence[Merge], knows_merges: bool) -> None:  # noqa: FBT001  # private, one caller
        self.rows = rows
        self.knows_merges = knows_merges
        last = rows[-1][0] if rows else 0
        self.merges = [merge for merge in merges if merge.top <= last]
        self.width = max((len(cells) for _, cells in rows), default=0)

    def headings(self, index: int) -> tuple[Heading, ...]:
        """Read a row as headers, with the group headings of the rows above."""
        above = self._group_rows(index)
        spread = [self._spread(each) for each in above]
        leaves = [self._leaf(index, above, place) for place in range(self.width)]
        while leaves and not leaves[-1]:
            leaves.pop()
        return tuple(
            _heading(leaf, [texts[place] for texts in spread]) for place, leaf in enumerate(leaves)
        )

    def titles(self, index: int) -> tuple[str, ...]:
        """Give the texts above a header row that are not group headings."""
        groups = set(self._group_rows(index))
        rows = (self.rows[each][1] for each in range(index) if each not in groups)
        texts = (text[:_LONGEST_TITLE] for cells in rows for text in cells if text)
        return tuple(dict.fromkeys(texts))

    def _own(self, index: int, place: int) -> str:
        cells = self.rows[index][1]
        return cells[place] if place < len(cells) else ""

    def _leaf(self, index: int, above: Sequence[int], place: int) -> str:
        own = self._own(index, place)
        if own:
            return own
        if not self.knows_merges:
            return next((text for up in reversed(above) if (text := self._own(up, place))), "")
        row = self.rows[index][0]
        for merge in self.merges:
            if merge.left == place and merge.top < row <= merge.bottom:
                return self._at(merge.top, place)
        return ""

    def _at(self, row: int, place: int) -> str:
        return next((self._own(i, place) for i, (n, _) in enumerate(self.rows) if n == row), "")

    def _group_rows(self, index: int) -> list[int]:
        """Give the rows directly above that head groups of columns, topmost first."""
        found: list[int] = []
        for up in range(index - 1, max(index - 1 - _MOST_GROUPS, -1), -1):
            adjacent = self.rows[up + 1][0] - self.rows[up][0] == 1
            if not adjacent or not self._heads_groups(up):
                break
            found.insert(0, up)
        return found

    def _heads_groups(self, index: int) -> bool:
        texts = [text for text in self.rows[index][1] if text]
        # 填报单位：… and the like stand above a header but head no columns.
        if not texts or any(":" in text or "：" in text for text in texts):
            return False
        return len(texts) > 1 or not self._own(index, 0)

    def _spread(self, index: int) -> list[str]:
        """Give a row with every merged heading repeated over its columns."""
        row = self.rows[index][0]
        texts = [self._own(index, place) for place in range(self.width)]
        if self.knows_merges:
            for merge in self.merges:
                if merge.top <= row <= merge.bottom:
                    text = self._at(merge.top, merge.left)
                    reach = range(merge.left, min(merge.right + 1, self.width))
                    texts[merge.left : merge.left + len(reach)] = [text for _ in reach]
            return texts
        for place in range(1, self.width):
            texts[place] = texts[place] or texts[place - 1]
        return texts


def _heading(leaf: str, above: Sequence[str]) -> Heading:
    groups = tuple(dict.fromkeys(text for text in above if text and text != leaf))
    return Heading(leaf, groups if leaf else ())
