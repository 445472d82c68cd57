"""The sentence of every refusal: file, place, what is wrong, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import FileRefused


class NoTable(FileRefused):
    """Nothing in a sheet or file looks like the table that is asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: the file, and as much more as is known."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Name the place as a person looks for it."""
        places = [
            self.file,
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f"column {self.column}" if self.column else "",
        ]
        return ", ".join(place for place in places if place)


def refused(place: Place | str, wrong: str, right: str) -> FileRefused:
    """Make the error for a file that cannot be read as what it claims to be."""
    return FileRefused(f"{place}: {wrong}. {right}.")


def no_table(place: Place | str, wrong: str, right: str) -> NoTable:
    """Make the error for a sheet or file that holds another table."""
    return NoTable(f"{place}: {wrong}. {right}.")
