"""Every rejection of a load as one JSON line, so that memory holds only where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from loaders.readers import FileFacts
from loaders.record import Origin, Rejection
from loaders.report.private import open_private


class Spool:
    """A file of JSON lines that is made at the first rejection; values in it are masked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None
        self._end = 0

    def write(self, rejection: Rejection, facts: FileFacts) -> int:
        """Add a rejection; gives the byte at which its line begins."""
        if self._file is None:
            if self._end:
                raise ValueError("the report is finished: nothing is rejected any more")
            self._file = open_private(self.path)
        line = orjson.dumps(plain(rejection, facts), option=orjson.OPT_APPEND_NEWLINE)
        self._file.write(line)
        begins = self._end
        self._end += len(line)
        return begins

    def read(self, places: Iterable[int]) -> Iterator[Rejection]:
        """Give the rejections whose lines begin at these bytes, in this order."""
        if self._file is not None:
            self._file.flush()
        if not self._end:
            return
        with self.path.open("rb") as file:
            for place in places:
                file.seek(place)
                yield _rejection(orjson.loads(file.readline()))

    def close(self) -> None:
        """Finish the file, where there is one."""
        if self._file is not None:
            self._file.close()
            self._file = None


def plain(rejection: Rejection, facts: FileFacts) -> dict[str, str | int]:
    """Give a rejection as JSON has it, with the name of its file."""
    return {
        "column": rejection.column,
        "digest": rejection.origin.file,
        "file": facts.label,
        "place": rejection.place,
        "row": rejection.origin.row,
        "rule": rejection.rule,
        "sheet": rejection.origin.sheet,
        "shown": rejection.shown,
        "suggestion": rejection.suggestion,
    }


def _rejection(line: dict[str, str | int]) -> Rejection:
    return Rejection(
        Origin(str(line["digest"]), str(line["sheet"]), int(line["row"])),
        str(line["column"]),
        str(line["rule"]),
        str(line["shown"]),
        str(line["suggestion"]),
        int(line["place"]),
    )
