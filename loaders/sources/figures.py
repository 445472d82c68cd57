"""Figures as ledgers write them: money by the unit of its header, counts, numbers of things."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from loaders.cells import BadValue, decimal_fen, plain, whole
from loaders.certificates import citizen_number
from loaders.record import Column, Record

_MOST: Final = 2**31 - 1
_POWER: Final = re.compile(r"\d(?:\.\d+)?[Ee][+]?\d+$")
_DOUBLE_TAIL: Final = re.compile(r"(?<=\d)\.0$")
_WAN: Final = partial(decimal_fen, unit="万元")
_LONGEST: Final = 64
_CITIZEN: Final = 18


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that stands under a header in 元 or in 万元."""

    name: str
    aliases: tuple[str, ...] = ()
    columns: tuple[Column, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        yuan = Column(self.name, self.aliases)
        wan = Column(f"{self.name}（万元）", tuple(f"{each}（万元）" for each in self.aliases))
        object.__setattr__(self, "columns", (yuan, wan))

    def taken(self, record: Record) -> int | None:
        """Take the amount in fen."""
        yuan, wan = self.columns
        small = record.parse(decimal_fen, *yuan.spellings)
        large = record.parse(_WAN, *wan.spellings)
        return large if small is None else small


def counted(text: str) -> int:
    """Parse how many of something there are."""
    number = whole(text)
    if not 0 <= number <= _MOST:
        raise BadValue("not a count", "write a whole number from 0")
    return number


def number(text: str) -> str:
    """Parse the number that a register gives something; it is text, and never a figure."""
    shown = _DOUBLE_TAIL.sub("", plain(text))
    if _POWER.match(shown):
        raise BadValue("damaged number", "format the column as text and export it again")
    if len(shown) > _LONGEST:
        raise BadValue("too long", f"a number has at most {_LONGEST} characters")
    return shown


def household_number(text: str) -> str:
    """Parse a household number; a citizen number in its place is refused."""
    shown = number(text)
    if len(shown) < _CITIZEN:
        return shown
    try:
        citizen_number(shown)
    except BadValue:
        return shown
    raise BadValue("a citizen number", "write the number of the household in the register")
