"""How the headers of a table are spelled, told apart and found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_UNSEEN: Final = re.compile(
    r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f\x7f]+"
)
_BRACKETS: Final = str.maketrans("[]{}【】〔〕〖〗", "()()()()()")
# A unit that does not scale the figure may be left out; 万元 or 公顷 may not.
_UNIT: Final = re.compile(
    r"\((?:元|元/年|元/月|月|个月|天|岁|年|人|户|名|个|次|台|间|亩|平方米|m2|米|m|公里|km|%)\)$"
)
# Not after a digit: 风险10 is no repetition of 风险1.
_RENAMED: Final = re.compile(r"(?<!\d)(?:0|\.[1-9])$")


@lru_cache(maxsize=1 << 16)
def heading(text: str) -> str:
    """Give the spelling of a header under which it is compared with others."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    return unicodedata.normalize("NFC", plain.strip("*:").casefold())


def repeats(header: str, text: str) -> bool:
    """Tell whether a cell is the header of its column once more, renamed repetitions included."""
    plain, cell = heading(header.split("#", maxsplit=1)[0]), heading(text)
    return cell == plain or _RENAMED.sub("", cell) == plain


@lru_cache(maxsize=1 << 16)
def unitless(key: str) -> str:
    """Give a header key without a trailing unit in brackets, when the unit does not scale."""
    return _UNIT.sub("", key)


def column_letters(place: int) -> str:
    """Give the letters that a spreadsheet shows for a column counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a source reads: its name, other spellings in use, whether it must be there."""

    name: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    spellings: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spellings", (self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a source reads, and what it leaves unread by name; any other column is a surprise.

    An ignored name covers its repetitions (`备注`, `备注#2`); `组/*` covers a whole group.
    """

    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = ()
    loose: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spellings = (each for column in self.columns for each in column.spellings)
        object.__setattr__(self, "loose", frozenset(unitless(heading(each)) for each in spellings))
        claims = Counter(
            key for column in self.columns for key in set(map(heading, column.spellings))
        )
        twice = [key for key, times in claims.items() if times > 1]
        if twice:
            raise ValueError(f"more than one column claims {', '.join(twice)}")


@dataclass(frozen=True, slots=True)
class Heading:
    """One header cell: its text, and the group headings above it, outermost first."""

    text: str
    groups: tuple[str, ...] = ()


class Layout:
    """Where each header of one table stands; shared by all its records."""

    def __init__(self, file: str, sheet: str, headings: Sequence[Heading]) -> None:
        self.file = file
        self.sheet = sheet
        self.headings = tuple(headings)
        self.headers = _told_apart(headings)
        self.every_header = all(self.headers)
        self._exact: dict[str, int] = {}
        self._loose: dict[str, int | None] = {}
        self._found: dict[tuple[str, ...], int | None] = {}
        for place, key in _keys(headings, self.headers):
            self._exact.setdefault(key, place)
            loose = unitless(key)
            self._loose[loose] = place if self._loose.get(loose, place) == place else None

    def place(self, spellings: tuple[str, ...]) -> int | None:
        """Give the column of the first spelling that some header matches, counted from 0."""
        try:
            return self._found[spellings]
        except KeyError:
            found = self._found[spellings] = self._search(spellings)
            return found

    def name(self, place: int) -> str:
        """Give the header of a column, or its letters where it has none."""
        header = self.headers[place] if place < len(self.headers) else ""
        return header or f"({column_letters(place)})"

    def alike(self, name: str) -> tuple[int, ...]:
        """Give every column of this header, repetitions included; `group/*` is a whole group."""
        key = heading(name)
        if name.endswith("/*"):
            group = key.removesuffix("*").removesuffix("/") + "/"
            return tuple({place for each, place in self._exact.items() if each.startswith(group)})
        again = re.compile(re.escape(key) + r"(?:#\d+)?$")
        exact = tuple({place for each, place in self._exact.items() if again.match(each)})
        loose = self._loose.get(unitless(key))
        return exact or (() if loose is None else (loose,))

    def missing(self, vocabulary: Vocabulary) -> tuple[Column, ...]:
        """Give the required columns that no header matches."""
        required = (column for column in vocabulary.columns if column.required)
        if self._shares_nothing(vocabulary):
            return tuple(required)
        return tuple(column for column in required if self.place(column.spellings) is None)

    def matched(self, vocabulary: Vocabulary) -> int:
        """Count the columns of the vocabulary that some header matches."""
        if self._shares_nothing(vocabulary):
            return 0
        return sum(self.place(column.spellings) is not None for column in vocabulary.columns)

    def unknown(self, vocabulary: Vocabulary) -> tuple[int, ...]:
        """Give the columns with a header that the vocabulary neither reads nor ignores."""
        spellings = (each for column in vocabulary.columns for each in column.spellings)
        known = {self.place((spelling,)) for spelling in spellings}
        known.update(place for name in vocabulary.ignored for place in self.alike(name))
        places = range(len(self.headers))
        return tuple(place for place in places if self.headers[place] and place not in known)

    def _shares_nothing(self, vocabulary: Vocabulary) -> bool:
        """Rule a vocabulary out in one look, because every table is compared with all of them."""
        return vocabulary.loose.isdisjoint(self._loose)

    def _search(self, spellings: tuple[str, ...]) -> int | None:
        keys = [heading(spelling) for spelling in spellings]
        exact = next((self._exact[key] for key in keys if key in self._exact), None)
        if exact is not None:
            return exact
        loose = (self._loose.get(unitless(key)) for key in keys)
        return next((place for place in loose if place is not None), None)


def _told_apart(headings: Sequence[Heading]) -> tuple[str, ...]:
    """Name repeated headers `x`, `x#2`, `x#3`, also where the export renamed them `x0` or `x.1`."""
    originals = {heading(each.text) for each in headings}
    times: Counter[str] = Counter()
    names = []
    for each in headings:
        text = _without_suffix(each.text.strip(), originals)
        key = heading(text)
        times[key] += 1
        names.append(f"{text}#{times[key]}" if key and times[key] > 1 else text)
    return tuple(names)


def _without_suffix(text: str, originals: set[str]) -> str:
    base = _RENAMED.sub("", text)
    return base if base != text and heading(base) in originals else text


def _keys(headings: Sequence[Heading], names: Sequence[str]) -> Iterable[tuple[int, str]]:
    """Give every key under which a column may be asked for: bare keys before qualified ones."""
    for place, (each, name) in enumerate(zip(headings, names, strict=True)):
        if name:
            yield place, heading(name)
            yield place, heading(each.text)
    times: Counter[str] = Counter()
    for place, each in enumerate(headings):
        for start in range(len(each.groups)):
            key = heading("/".join((*each.groups[start:], each.text)))
            times[key] += 1
            yield place, key if times[key] == 1 else f"{key}#{times[key]}"
