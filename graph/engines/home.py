"""The files of an embedded engine that are ours: its secrets, its settings, and who runs it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.errors import EngineError

ROOT = "root"
READER = "reader"
READONLY = "readonly"

_LOGGING = """\
handlers=java.util.logging.ConsoleHandler
.level=WARNING
com.arcadedb.level=SEVERE
"""


@dataclass(frozen=True, slots=True)
class Note:
    """Which process serves the files of a home, and where; readable by its owner only.

    A kept engine outlives the process `started_by`; `started_at` is seconds since the epoch.
    """

    pid: int
    bolt: int
    http: int
    user: str
    password: str = field(repr=False)
    read_user: str
    read_password: str = field(repr=False)
    started_by: int
    started_at: float
    kept: bool


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of an embedded engine."""

    path: Path

    @property
    def databases(self) -> Path:
        """Where the engine keeps its data."""
        return self.path / "databases"

    @property
    def secret(self) -> Path:
        """Where the password of the account that may write stands."""
        return self.path / "secret"

    @property
    def console(self) -> Path:
        """Where the engine's own output goes."""
        return self.path / "log" / "console.log"

    @property
    def logging(self) -> Path:
        """Where the engine is told what to log."""
        return self.path / "logging.properties"

    @property
    def lock(self) -> Path:
        """What is held while an engine is being found, started or stopped."""
        return self.path / "engine.lock"

    @property
    def _note(self) -> Path:
        return self.path / "engine.json"

    @property
    def _reader_secret(self) -> Path:
        return self.path / "secret-reader"

    def make(self) -> None:
        """Create the folder, closed to others."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in ("config", "log"):
                (self.path / name).mkdir(exist_ok=True)
        except OSError as error:
            raise EngineError(
                f"The folder {self.path} cannot be made ({error.strerror}); name another one in"
                " BANGFU_HOME"
            ) from error

    def prepare(self, read_timeout: float) -> tuple[str, str]:
        """Write what the engine reads at its start; return both passwords."""
        self.logging.write_text(_LOGGING, encoding="utf-8")
        self._write_groups(read_timeout)
        if not (self.secret.exists() and self._reader_secret.exists()):
            # The engine keeps only hashes: without our half they are of no use to anybody.
            (self.path / "config" / "server-users.jsonl").unlink(missing_ok=True)
        return _secret(self.secret), _secret(self._reader_secret)

    def has_reader(self) -> bool:
        """Tell whether the reading account was created on an earlier start."""
        users = self.path / "config" / "server-users.jsonl"
        if not users.exists():
            return False
        lines = users.read_text(encoding="utf-8").splitlines()
        return any(json.loads(line).get("name") == READER for line in lines if line.strip())

    def _write_groups(self, read_timeout: float) -> None:
        """Allow `readonly` to read, and end its statements at the time limit (milliseconds).

        The engine looks at this limit while it goes through nodes. A statement that goes through
        none, such as nested UNWINDs, runs on to the limit of the whole server.
        """
        admin = {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
            "types": {
                "*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}
            },
        }
        readonly = {
            "resultSetLimit": -1,
            "readTimeout": int(read_timeout * 1000),
            "access": [],
            "types": {"*": {"access": ["readRecord"]}},
        }
        nobody = {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": [],
            "types": {"*": {"access": []}},
        }
        groups = {"admin": admin, READONLY: readonly, "*": nobody}
        text = json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}, indent=2)
        (self.path / "config" / "server-groups.json").write_text(text, encoding="utf-8")

    def read_note(self) -> Note | None:
        """Read who serves these files; None when nobody says so or the note is damaged."""
        try:
            return Note(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write_note(self, note: Note) -> None:
        """Say who serves these files, at once or not at all."""
        fresh = self._note.with_suffix(".new")
        _write_private(fresh, json.dumps(asdict(note)))
        fresh.replace(self._note)

    def remove_note(self) -> None:
        """Forget who served these files."""
        self._note.unlink(missing_ok=True)

    def disk_bytes(self) -> int:
        """Add up what the data takes."""
        return sum(file.stat().st_size for file in self.databases.rglob("*") if file.is_file())


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be buried does not."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        try:
            return stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in {"Z", "X"}
        except OSError:
            return False
    if sys.platform == "win32":
        listed = subprocess.run(  # noqa: S603 - a fixed command and a number
            ["tasklist", "/FI", f"PID eq {pid}", "/NH"],  # noqa: S607 - part of the system
            capture_output=True,
            check=False,
        )
        return str(pid).encode() in listed.stdout
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _secret(path: Path) -> str:
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(24))
    return path.read_text(encoding="utf-8").strip()


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
