"""Questions that registers ask in several columns, and what the answers say together."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.cells import yes_no
from loaders.record import Column, Record


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes-or-no fact: the columns where yes says that it holds, and those where yes denies it."""

    holds: tuple[Column, ...] = ()
    fails: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Give every column that is read for it."""
        return (*self.holds, *self.fails)

    def safe(self, record: Record) -> bool | None:
        """Take all answers; one that says no is enough for no."""
        said = self._said(record)
        return None if not said else all(said)

    def covered(self, record: Record) -> bool | None:
        """Take all answers; one that says yes is enough for yes."""
        said = self._said(record)
        return None if not said else any(said)

    def _said(self, record: Record) -> list[bool]:
        positive = [record.parse(yes_no, *column.spellings) for column in self.holds]
        negative = [record.parse(yes_no, *column.spellings) for column in self.fails]
        said = [*positive, *(None if each is None else not each for each in negative)]
        return [each for each in said if each is not None]
