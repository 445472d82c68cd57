"""What became of the rows of one table."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.readers import Table, Vocabulary
from loaders.record import Rejection
from loaders.report.spool import Spool


@dataclass(slots=True)
class Allowance:
    """How many more rejections of one file are kept in memory."""

    left: int = 1_000


class TableReport:
    """Rows read, accepted and rejected of one table (一张表的接收情况).

    `source` is the Chinese term of the kind of export, `form` the name of the form. Row counts
    follow the tally of the table, so they are complete when its records are used up. `first`
    holds what memory keeps: the first rejections of the file, as far as they stand in this table.
    """

    __slots__ = (
        "_allowance",
        "_ordered",
        "_places",
        "_rows",
        "_seen",
        "_spool",
        "by_rule",
        "expected",
        "facts",
        "first",
        "form",
        "header_row",
        "rejected",
        "sheet",
        "source",
        "tally",
    )

    def __init__(
        self, table: Table, source: tuple[str, str, Vocabulary], spool: Spool, allowance: Allowance
    ) -> None:
        self.source, self.form, self.expected = source
        self.facts = table.file
        self.sheet = table.sheet
        self.header_row = table.header_row
        self.tally = table.tally
        self.rejected = 0
        self.first: list[Rejection] = []
        self.by_rule: Counter[tuple[str, str]] = Counter()
        self._spool = spool
        self._allowance = allowance
        # Sixteen bytes a rejection, and one bit a row: a file may be bad from end to end.
        self._rows = array("Q")
        self._places = array("Q")
        self._seen = bytearray()
        self._ordered = True

    def __repr__(self) -> str:
        return f"TableReport({self.facts.key}, {self.rows} rows, {self.rejected} rejected)"

    @property
    def rows(self) -> int:
        """Count the rows of data that were read."""
        return self.tally.rows

    @property
    def accepted(self) -> int:
        """Count the rows read of which nothing was rejected."""
        return self.tally.rows - self.rejected

    @property
    def rejections(self) -> int:
        """Count the rejections; a row with two bad cells may have two."""
        return len(self._rows)

    def reject(self, rejection: Rejection) -> None:
        """Count a rejection and write it down; `rejected` counts its row once."""
        row = rejection.origin.row
        self._places.append(self._spool.write(rejection, self.facts))
        self._ordered &= not self._rows or self._rows[-1] <= row
        self._rows.append(row)
        self.rejected += self._is_new(row)
        self.by_rule[rejection.column, rejection.rule] += 1
        if self._allowance.left:
            self._allowance.left -= 1
            self.first.append(rejection)

    def all_rejections(self) -> Iterator[Rejection]:
        """Give every rejection in the order of the rows, read back from the spool."""
        order: Sequence[int] = range(len(self._rows))
        if not self._ordered:
            order = sorted(order, key=self._rows.__getitem__)
        return self._spool.read(map(self._places.__getitem__, order))

    def _is_new(self, row: int) -> bool:
        byte, bit = divmod(row, 8)
        if byte >= len(self._seen):
            self._seen.extend(bytes(max(byte + 1 - len(self._seen), len(self._seen))))
        new = not self._seen[byte] >> bit & 1
        self._seen[byte] |= 1 << bit
        return new
