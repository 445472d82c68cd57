"""The embedded engine: found running on the same files, or started as a child process."""

from __future__ import annotations

import atexit
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from graph.ddl import Definition
from graph.engines import embedded_schema
from graph.engines.access import Access
from graph.engines.admin import Admin
from graph.engines.bolt import open_driver
from graph.engines.engine import Status
from graph.engines.home import Home, Note
from graph.engines.locks import Held, hold
from graph.engines.process import DATABASE, end
from graph.engines.readiness import access_of, find, launch, runs
from graph.errors import EngineError
from graph.settings import Settings

_FINDING = 120.0
_CLOSING = 10.0


@dataclass(slots=True)
class EmbeddedEngine:
    """An embedded engine that answers; `owned` says whether it ends with this object."""

    access: Access
    owned: bool
    _home: Home
    _note: Note
    _admin: Admin = field(init=False)

    def __post_init__(self) -> None:
        note = self._note
        self._admin = Admin(note.http, note.user, note.password, DATABASE)
        if self.owned:
            atexit.register(self.close)

    @classmethod
    def open(cls, settings: Settings, *, kept: bool = False) -> Self:
        """Share the engine that runs on these files, or start one; a kept one outlives us."""
        home = Home(settings.home.resolve())
        home.make()
        with _alone(home):
            note = find(home, settings, kept=kept)
            started = note is None
            note = note or launch(home, settings, kept=kept)
        return cls(access_of(home, note, settings), started and not kept, home, note)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the engine when it is ours, and leave it alone when it is shared."""
        if not self.owned:
            return
        self.owned = False
        atexit.unregister(self.close)
        try:
            with hold(self._home.lock, _CLOSING):
                self._end()
        except Held:
            # A neighbour that is stuck while it looks for an engine must not keep ours alive.
            self._end()

    def _end(self) -> None:
        end(self._note.pid)
        if self._home.read_note() == self._note:
            self._home.remove_note()

    def apply(self, definitions: Iterable[Definition]) -> None:
        """Create what is missing; raises SchemaDiffers once the labels concerned have rows."""
        with (
            open_driver(self.access) as driver,
            driver.session(database=self.access.database) as session,
        ):
            embedded_schema.apply(definitions, self._admin, session)

    def status(self) -> Status:
        """Count and measure."""
        kinds = embedded_schema.kept(self._admin).values()
        return Status(
            engine="embedded",
            version=self._version(),
            address=self.access.uri,
            nodes=sum(kind.rows for kind in kinds if not kind.edge),
            relationships=sum(kind.rows for kind in kinds if kind.edge),
            uptime=time.time() - self._note.started_at,
            disk=self._home.disk_bytes(),
        )

    def check(self, definitions: Iterable[Definition] = ()) -> Sequence[str]:
        """Let the engine examine its files, and name the definitions that it lacks."""
        found = [
            f"index {one.name} is missing"
            for one in embedded_schema.missing(definitions, self._admin)
        ]
        for row in self._admin.sql("CHECK DATABASE"):
            found += _damage(row)
        return found

    def backup(self, path: Path) -> Path:
        """Write the whole database into a new zip file while it goes on working."""
        if path.exists():
            raise EngineError(f"{path} is there already; name a new file for the backup")
        rows = self._admin.sql("BACKUP DATABASE")
        made = self._home.path / "backups" / DATABASE / Path(str(rows[0]["backupFile"])).name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, path)
        except OSError as error:
            raise EngineError(
                f"The backup is at {made}; it could not be moved to {path} ({error.strerror})"
            ) from error
        return path

    def _version(self) -> str:
        return str(self._admin.about()["version"]).split(" ", maxsplit=1)[0]


# What CHECK DATABASE counts besides damage; every other count above zero is damage.
_DAMAGE = (
    "totalErrors",
    "totalCorruptedRecords",
    "totalUndecodableRecords",
    "totalConstraintViolations",
    "invalidLinks",
    "missingReferenceBack",
    "edgesMissingOutReference",
    "edgesMissingInReference",
    "unreachableEdgeRecords",
    "danglingPlaceholderPointers",
    "crossLinkedChunks",
)


def _damage(row: dict[str, Any]) -> list[str]:
    found = [f"{name}: {row[name]}" for name in _DAMAGE if row.get(name)]
    return found + [f"corrupted index {name}" for name in row.get("corruptedIndexes", ())]


def stop(settings: Settings) -> bool:
    """Stop the engine that serves these files, whoever started it; tell whether one ran."""
    home = Home(settings.home.resolve())
    if not home.path.exists():
        return False
    with _alone(home):
        note = home.read_note()
        running = note is not None and runs(note, home, settings)
        if note is not None and running:
            end(note.pid)
        home.remove_note()
    return running


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    try:
        with hold(home.lock, _FINDING):
            yield
    except Held:
        raise EngineError(
            f"Another process has been starting or stopping the engine in {home.path} for"
            f" {_FINDING:.0f} s; end it, then try again"
        ) from None
