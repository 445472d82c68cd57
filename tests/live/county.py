"""An invented county on a running engine: written, loaded as by hand, and exported."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from graph.engines import Engine, open_engine
from graph.export import export
from graph.model import MODEL
from graph.settings import Settings
from graph.stamp import hold_identity, prepare
from graph.store import Writer
from loaders.checking import Rules
from loaders.identity import Identity
from loaders.report.progress import Progress
from loaders.run import Outcome, Tools, Wanted, load
from loaders.samples.ledger import Ledger
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import DEMO, Scale
from loaders.samples.sheets import Planted
from loaders.samples.writer import write_county
from loaders.sources import SOURCES
from tests.live.neo4j.server import run_server

IDENTITY = Identity(b"a key for tests, which guards nobody at all".ljust(64, b"."))
SMALL = Scale(households=150, persons=430, cadres=150, villages=15, projects=24)
"""A county that loads in some seconds."""
MIDDLE = Scale(households=500, persons=1_500, cadres=300, villages=30, projects=40)
"""A county in which everything that helps overlaps, ends and is missing."""
SCALES = {"small": SMALL, "middle": MIDDLE, "demo": DEMO}
DAY = date(2020, 12, 31)
"""The day for which files speak whose name tells none."""


@dataclass(frozen=True, slots=True)
class County:
    """The truth, the files that tell it, and the bad cells in them."""

    ledger: Ledger
    files: tuple[Path, ...]
    planted: tuple[Planted, ...]

    def named(self, part: str) -> Path:
        """Find the one file with this in its name."""
        [found] = [path for path in self.files if part in path.name]
        return found


def make_county(folder: Path, scale: Scale = SMALL, seed: int = 1) -> County:
    """Invent a county and write its files with every kind of mess."""
    ledger = make_ledger(scale, seed)
    written = write_county(ledger, folder, Mess(), seed)
    return County(ledger, written.files, written.planted)


def load_into(
    engine: Engine, home: Path, files: Iterable[Path], identity: Identity = IDENTITY
) -> Outcome:
    """Load files as the front door does, without a word."""
    silent = Console(file=io.StringIO())
    with Writer(engine.access) as writer, Progress(silent) as progress:
        prepare(engine, writer, MODEL)
        hold_identity(writer, MODEL, identity.fingerprint)
        tools = Tools(MODEL, writer, identity, progress, home)
        return load(Wanted(tuple(files), SOURCES, Rules(DAY)), tools)


def exported(engine: Engine, *, journal: bool = False) -> bytes:
    """Give the canonical export."""
    out = io.BytesIO()
    with Writer(engine.access) as writer:
        export(MODEL, writer.stream, out, recorded=journal)
    return out.getvalue()


@contextmanager
def engine_for(name: str, folder: Path) -> Iterator[tuple[Engine, Settings]]:
    """Run an engine of one's own, `embedded` or `neo4j`, for the time of the block."""
    settings = Settings(home=folder / "home", heap_mb=512)
    if name == "embedded":
        with open_engine(settings) as engine:
            yield engine, settings
        return
    with run_server(folder / "neo4j") as server:
        given = Settings(home=folder / "home", neo4j_uri=server.uri, neo4j_password=server.password)
        with open_engine(given) as engine:
            yield engine, given
