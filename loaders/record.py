"""One row as found in a file, where it stood, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar, overload

from loaders.cells import BadValue, tidy
from loaders.layout import Column, Heading, Layout, Vocabulary, heading

__all__ = [
    "BadCell",
    "Column",
    "Origin",
    "Record",
    "Rejection",
    "Vocabulary",
    "heading",
    "mask",
]

T = TypeVar("T")
D = TypeVar("D")

_ERROR: Final = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)")
_MANY_DIGITS: Final = 15
_LONG_ENOUGH_FOR_TAIL: Final = 7


def mask(value: str) -> str:
    """Show enough of a value to find it in the file, never enough to know it."""
    size = f"[{len(value)}]"
    digits = sum(letter.isdigit() for letter in value)
    if digits >= _MANY_DIGITS or len(value) == 1 or not value[:1].isprintable():
        return f"******{size}"
    tail = value[-2:] if len(value) >= _LONG_ENOUGH_FOR_TAIL and value[-2:].isprintable() else ""
    return f"{value[:1]}******{tail}{size}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stood: digest key of the file, sheet (empty for text), row as a person counts."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        """Give the form kept in the graph: as text, rows sort as they stand."""
        return f"{self.file}|{self.sheet.replace('|', '¦')}|{self.row:07d}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row was set aside; `shown` is masked, `place` counts columns from 1 (0: none)."""

    origin: Origin
    column: str
    rule: str
    shown: str
    suggestion: str
    place: int = 0


class BadCell(Exception):
    """A cell of one row cannot be used; caught where rows are counted, never holds the value."""

    def __init__(
        self, column: str, rule: str, suggestion: str, *, value: str = "", place: int = 0
    ) -> None:
        super().__init__(f"{column}: {rule}; {suggestion}")
        self.column = column
        self.rule = rule
        self.suggestion = suggestion
        self.shown = mask(value) if value else ""
        self.place = place

    def rejection(self, origin: Origin) -> Rejection:
        """Turn the exception into the value that reports keep."""
        return Rejection(origin, self.column, self.rule, self.shown, self.suggestion, self.place)


class Record:
    """One row as found: cells are taken by header, and a taken cell is gone."""

    __slots__ = ("_cells", "_layout", "_row")

    def __init__(self, layout: Layout, row: int, cells: list[str | None]) -> None:
        self._layout = layout
        self._row = row
        self._cells = cells

    @classmethod
    def of(cls, origin: Origin, cells: Mapping[str, str]) -> Record:
        """Make a record from headers and texts, where there is no table."""
        layout = Layout(origin.file, origin.sheet, [Heading(name) for name in cells])
        return cls(layout, origin.row, list(cells.values()))

    def __repr__(self) -> str:
        return f"Record({self.origin}, {len(self._cells)} cells)"

    @property
    def origin(self) -> Origin:
        """Say where the row stood."""
        return Origin(self._layout.file, self._layout.sheet, self._row)

    def has(self, *spellings: str) -> bool:
        """Say whether the table has such a column at all."""
        return self._layout.place(spellings) is not None

    def take(self, *spellings: str) -> str | None:
        """Take the cell of the first spelling that a header matches; None where blank or absent.

        Taking one cell twice is a mistake of the source, so it raises LookupError.
        """
        place = self._layout.place(spellings)
        if place is None or place >= len(self._cells):
            return None
        text = self._cells[place]
        if text is None:
            raise LookupError(f"column {self._layout.name(place)} is taken twice")
        self._cells[place] = None
        text = tidy(text)
        if text[:1] in "#=" and text:
            self._refuse_uncomputed(text, spellings)
        return text or None

    def require(self, *spellings: str) -> str:
        """Take a cell that must not be blank."""
        text = self.take(*spellings)
        if text is None:
            raise self.bad("blank", "fill the cell in: it must not be empty", *spellings)
        return text

    @overload
    def parse(self, parser: Callable[[str], T], *spellings: str) -> T | None: ...
    @overload
    def parse(self, parser: Callable[[str], T], *spellings: str, default: D) -> T | D: ...
    def parse(
        self, parser: Callable[[str], T], *spellings: str, default: D | None = None
    ) -> T | D | None:
        """Take a cell and parse it; a blank one gives the default."""
        text = self.take(*spellings)
        return default if text is None else self._parsed(parser, text, spellings)

    def parse_required(self, parser: Callable[[str], T], *spellings: str) -> T:
        """Take a cell that must not be blank, and parse it."""
        return self._parsed(parser, self.require(*spellings), spellings)

    def bad(self, rule: str, suggestion: str, *spellings: str, value: str = "") -> BadCell:
        """Make the exception for a cell of this row; the value is masked at once."""
        place = self._layout.place(spellings)
        column = spellings[0] if place is None else self._layout.name(place)
        return BadCell(
            column, rule, suggestion, value=value, place=0 if place is None else place + 1
        )

    def ignore(self, *headers: str, because: str) -> None:
        """Leave columns unread by name, for a reason."""
        if not because:
            raise ValueError("say why the columns are ignored")
        for name in headers:
            for place in self._layout.alike(name):
                if place < len(self._cells):
                    self._cells[place] = None

    def left_over(self) -> tuple[str, ...]:
        """Give the columns not yet taken that have a header or, without one, content."""
        names = self._layout.headers
        return tuple(
            self._layout.name(place)
            for place, text in enumerate(self._cells)
            if text is not None and ((place < len(names) and names[place]) or tidy(text))
        )

    def finish(self) -> None:
        """Refuse a row that has content where the table has no header: a cell has slipped."""
        names = self._layout.headers
        if self._layout.every_header and len(self._cells) == len(names):
            return
        for place, text in enumerate(self._cells):
            if text and not (place < len(names) and names[place]) and tidy(text):
                advice = "give the column a header, or check for a separator inside a value"
                raise BadCell(
                    self._layout.name(place), "no header", advice, value=text, place=place + 1
                )

    def _refuse_uncomputed(self, text: str, spellings: tuple[str, ...]) -> None:
        if text.startswith("=") or _ERROR.fullmatch(text):
            advice = "compute the cell in a spreadsheet program and save its value"
            raise self.bad("no value", advice, *spellings, value=text)

    def _parsed(self, parser: Callable[[str], T], text: str, spellings: tuple[str, ...]) -> T:
        try:
            return parser(text)
        except BadValue as error:
            raise self.bad(error.rule, error.suggestion, *spellings, value=text) from None
