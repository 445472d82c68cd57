"""What every engine can do besides answering statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from graph.ddl import Definition
from graph.engines.access import Access, EngineName


@dataclass(frozen=True, slots=True)
class Status:
    """How an engine is; figures that an engine does not tell are None.

    `uptime` is seconds, `disk` bytes.
    """

    engine: EngineName
    version: str
    address: str
    nodes: int
    relationships: int
    uptime: float | None
    disk: int | None


class Engine(Protocol):
    """A running database; as a context manager it is let go at the end."""

    @property
    def access(self) -> Access:
        """Say where it answers."""
        ...

    def apply(self, definitions: Iterable[Definition]) -> None:
        """Create the constraints and indexes that are missing; before the first row."""
        ...

    def status(self) -> Status:
        """Count and measure."""
        ...

    def check(self, definitions: Iterable[Definition] = ()) -> Sequence[str]:
        """List what is damaged, and which definitions are missing; nothing when it is sound."""
        ...

    def backup(self, path: Path) -> Path:
        """Write a backup to a new file and return where it is."""
        ...

    def close(self) -> None:
        """Let go: an engine that this process owns stops."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
