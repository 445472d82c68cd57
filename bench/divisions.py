"""The whole country's divisions through the loader, beside a bare driver loop of the same batches.

Two fresh databases stand side by side. As soon as the loader has written a batch into the first,
the very same statement with the very same rows goes through the bare driver into the second, so
that whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import hashlib
import itertools
import lzma
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import neo4j
from rich.console import Console

from graph.cypher.statement import Statement
from graph.engines import Access, Engine
from graph.engines.bolt import cypher, open_driver
from graph.errors import BangfuError
from graph.export import export
from graph.model import MODEL
from graph.stamp import hold_identity, prepare
from graph.store import Rows, Transaction, Writer
from loaders.identity import read_identity
from loaders.report.progress import Bar, Progress, Stage
from loaders.report.report import LoadReport, Status
from loaders.run import Tools, Wanted, load
from loaders.sources import SOURCES

T = TypeVar("T")
WRITING_FLOOR, WHOLE_FLOOR, MEMORY_CEILING = 0.85, 0.5, 300
_UPPER = ("provinces", "cities", "areas", "streets")
_VILLAGES = 620_573
_JOURNAL = Statement("MATCH (c:Change) RETURN count(c)")
_SAMPLES = 100_000


@dataclass(slots=True)
class Clock:
    """Seconds that passed while it ran."""

    seconds: float = 0.0
    _since: float = 0.0

    def start(self) -> None:
        """Let it run."""
        self._since = time.perf_counter()

    def stop(self) -> None:
        """Let it stand."""
        self.seconds += time.perf_counter() - self._since


@dataclass(slots=True)
class Figures:
    """What was measured while a load ran; memory is in MB, at every 100,000 rows."""

    whole: Clock = field(default_factory=Clock)
    writing: Clock = field(default_factory=Clock)
    bare: Clock = field(default_factory=Clock)
    merged: int = 0
    memory: list[int] = field(default_factory=list)


class _Heard(Transaction):
    """A transaction that remembers the merge that was run in it."""

    __slots__ = ("merge",)

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        super().__init__(inner)
        self.merge: Statement | None = None

    def run(self, statement: Statement) -> Rows:
        if statement.text.endswith("AS pending"):
            self.merge = statement
        return super().run(statement)


class _Listening(Writer):
    """A writer that knows the last merge it committed."""

    merge: Statement | None = None

    def write(self, work: Callable[[Transaction], T]) -> T:
        def heard(tx: Transaction) -> T:
            listening = _Heard(tx._inner)  # noqa: SLF001 - the same transaction, overheard
            done = work(listening)
            self.merge = listening.merge or self.merge
            return done

        return super().write(heard)


class _Bare:
    """Nothing but the driver: one session, one explicit transaction for each batch."""

    def __init__(self, access: Access) -> None:
        self._driver = open_driver(access)
        self._session = self._driver.session(database=access.database, fetch_size=-1)

    def run(self, statement: Statement) -> None:
        with self._session.begin_transaction() as tx:
            tx.run(cypher(statement), dict(statement.parameters)).consume()
            tx.commit()

    def close(self) -> None:
        self._session.close()
        self._driver.close()


class _Watch(Progress):
    """Progress that nobody sees: it stops the loader's clocks while the bare loop has its turn."""

    def __init__(self, figures: Figures, writer: _Listening, bare: _Bare | None) -> None:
        super().__init__(Console(quiet=True))
        self.figures, self._writer, self._bare = figures, writer, bare

    def begin(self, stage: Stage, what: str, total: int | None = None) -> Bar:
        del what, total
        return _Checked(self.figures) if stage is Stage.CHECK else _Written(self, self.figures)

    def turn(self) -> None:
        """Give the bare loop the batch that was just written."""
        if self._bare is None or self._writer.merge is None:
            return
        self.figures.whole.stop()
        self.figures.bare.start()
        self._bare.run(self._writer.merge)
        self.figures.bare.stop()
        self.figures.whole.start()


class _Checked(Bar):
    """Notes the memory of the process while rows are checked."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(None, None)
        self._memory, self._rows = figures.memory, itertools.count(1)

    def advance(self, by: int = 1) -> None:
        del by
        if next(self._rows) % _SAMPLES == 0:
            self._memory.append(_megabytes("VmRSS"))


class _Written(Bar):
    """Times batch after batch."""

    def __init__(self, watch: _Watch, figures: Figures) -> None:
        super().__init__(None, None)
        self._watch, self._figures = watch, figures
        figures.writing.start()

    def advance(self, by: int = 1) -> None:
        figures = self._figures
        figures.writing.stop()
        before = figures.merged
        figures.merged += by
        if before // _SAMPLES != figures.merged // _SAMPLES:
            figures.memory.append(_megabytes("VmRSS"))
        self._watch.turn()
        figures.writing.start()

    def end(self) -> None:
        self._figures.writing.stop()


@dataclass(frozen=True, slots=True)
class Country:
    """The loader's engine, the engine of the bare loop, and a folder for what is made."""

    engine: Engine
    other: Engine
    folder: Path

    def measure(self, files: list[Path]) -> bool:
        """Load the files, load them again, load them otherwise; print, and tell if all is well."""
        with _Listening(self.engine.access) as writer, Writer(self.other.access) as second:
            prepare(self.engine, writer, MODEL)
            prepare(self.other, second, MODEL)
            bare = _Bare(self.other.access)
            try:
                figures, report = self._load(files, writer, bare)
            finally:
                bare.close()
            well = _told(figures, report)
            before = _State.of(writer)
            print("the same load again:", end=" ")
            again, report = self._load(files, writer, None)
            well &= _changes_nothing(writer, again, before, report, Status.NOTHING_TO_DO)
            print("the same files in another load:", end=" ")
            again, report = self._load(files, writer, None, only="divisions")
            return well & _changes_nothing(writer, again, before, report, Status.DONE)

    def _load(
        self, files: list[Path], writer: _Listening, bare: _Bare | None, only: str | None = None
    ) -> tuple[Figures, LoadReport]:
        identity = read_identity(self.folder / "identity.key")
        hold_identity(writer, MODEL, identity.fingerprint)
        watch = _Watch(Figures(), writer, bare)
        watch.figures.whole.start()
        tools = Tools(MODEL, writer, identity, watch, self.folder)
        outcome = load(Wanted(files, SOURCES, only=only), tools)
        watch.figures.whole.stop()
        if outcome.error is not None:
            raise outcome.error
        return watch.figures, outcome.report


def unpack(source: Path | None, folder: Path, share: float) -> list[Path]:
    """Put the five files where they can be read; `share` is how many of the villages."""
    given = source or Path(os.environ.get("BANGFU_SHARED", "")) / "divisions"
    if not (given / "villages.csv.xz").is_file():
        raise BangfuError(
            f"there is no villages.csv.xz in {given.name}; give the divisions with --folder, "
            "or the folder above them with BANGFU_SHARED"
        )
    for name in _UPPER:
        shutil.copy(given / f"{name}.csv", folder)
    villages = folder / "villages.csv"
    with lzma.open(given / "villages.csv.xz") as packed, villages.open("wb") as out:
        out.writelines(itertools.islice(packed, 1 + int(share * _VILLAGES)))
    return [*(folder / f"{name}.csv" for name in _UPPER), villages]


def _told(figures: Figures, report: LoadReport) -> bool:
    whole, writing, bare = (
        clock.seconds for clock in (figures.whole, figures.writing, figures.bare)
    )
    peak = _megabytes("VmHWM")
    merged = figures.merged
    print(f"{report.rows:,} rows of 5 files, {report.rejected} rejected, {merged:,} merged")
    print(f"bare driver loop   {bare:7.1f} s  {merged / bare:8,.0f} a second")
    print(
        f"writing stage      {writing:7.1f} s  {merged / writing:8,.0f} a second  "
        f"{bare / writing:.2f} of bare (at least {WRITING_FLOOR})"
    )
    print(
        f"end to end         {whole:7.1f} s  {merged / whole:8,.0f} a second  "
        f"{bare / whole:.2f} of bare (at least {WHOLE_FLOOR})"
    )
    print(f"check and the rest {whole - writing:7.1f} s")
    print(
        f"memory: {', '.join(map(str, figures.memory))} MB; peak {peak} (under {MEMORY_CEILING})",
        flush=True,
    )
    return bare >= WRITING_FLOOR * writing and bare >= WHOLE_FLOOR * whole and peak < MEMORY_CEILING


@dataclass(frozen=True, slots=True)
class _State:
    """What must not change: the canonical export by its digest, and how long the journal is."""

    export: str
    journal: int

    @classmethod
    def of(cls, writer: Writer) -> _State:
        """Read it from the graph."""
        with tempfile.TemporaryFile() as file:
            export(MODEL, writer.stream, file)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(digest, writer.read(_JOURNAL)[0][0])


def _changes_nothing(
    writer: Writer, figures: Figures, before: _State, report: LoadReport, wanted: Status
) -> bool:
    after = _State.of(writer)
    same = "the same canonical export" if after.export == before.export else "ANOTHER export"
    print(
        f"{report.status.name}, {figures.merged:,} merged in {figures.whole.seconds:.1f} s, "
        f"{after.journal - before.journal} new rows in the journal, {same} ({after.export[:16]})",
        flush=True,
    )
    return after == before and report.status is wanted


def _megabytes(what: str) -> int:
    """Read one figure of this process from the kernel."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in told.splitlines() if line.startswith(what))
    return int(line.split()[1]) // 1024
