"""Kill a loader with SIGKILL at random moments, run the same again, and compare the graphs.

`python -m tests.live.killing --points 20 [--engine neo4j] [--scale demo]` prints every moment, what
the database held by then, and the verdict. Two loads follow each other, so that values are added,
overruled and changed; every third time the embedded engine belongs to the loader and dies with it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from graph.cypher.statement import Statement
from graph.cypher.system import READ_STAMP
from graph.engines import Engine, open_engine
from graph.settings import Settings
from graph.store import Writer
from loaders.samples.divisions import DIVISION_FILES
from loaders.samples.ledger import Ledger
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import TINY, Scale
from loaders.samples.writer import write_county
from tests.live.conftest import wipe
from tests.live.county import DAY, IDENTITY, SCALES, exported
from tests.live.neo4j.server import run_server

_ROOT = Path(__file__).parents[2]
_PATIENCE = 600.0
_EARLIEST, _LATEST = 0.1, 0.97
_EARLIER = 0.7
_OWNED_EVERY = 3
_HELD = Statement(
    "MATCH (n) WITH count(n) AS nodes OPTIONAL MATCH ()-[r]->() "
    "WITH nodes, count(r) AS links OPTIONAL MATCH (c:Change) RETURN nodes, links, count(c)"
)
_NAMES = {"constraint": "SHOW CONSTRAINTS YIELD name", "index": "SHOW INDEXES YIELD name, type"}


@dataclass(frozen=True, slots=True)
class Loads:
    """The same commands, to be run one after another: the files of each."""

    commands: tuple[tuple[Path, ...], ...]
    key: Path

    def run(self, settings: Settings, kill_after: float | None = None) -> bool:
        """Run the commands; tell whether one was killed when the time had come."""
        begun = time.monotonic()
        for files in self.commands:
            left = _PATIENCE if kill_after is None else kill_after - (time.monotonic() - begun)
            child = self._start(files, settings)
            try:
                code = child.wait(max(left, 0))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                if kill_after is None:
                    raise
                return True
            assert code == 0, (settings.home / "loads.log").read_text(encoding="utf-8")
        return False

    def _start(self, files: Sequence[Path], settings: Settings) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bangfu", "load", "--date", DAY.isoformat()]
        settings.home.mkdir(parents=True, exist_ok=True)
        with (settings.home / "loads.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own front door
                [*command, *map(str, files)],
                cwd=_ROOT,
                env={
                    **os.environ,
                    **_environment(settings),
                    "BANGFU_IDENTITY_KEY_FILE": str(self.key),
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


def _environment(settings: Settings) -> Mapping[str, str]:
    told = {"BANGFU_HOME": str(settings.home), "BANGFU_HEAP_MB": str(settings.heap_mb)}
    if not settings.embedded:
        told["BANGFU_NEO4J_URI"] = settings.neo4j_uri
        told["BANGFU_NEO4J_PASSWORD"] = settings.neo4j_password
    return told


def make_loads(folder: Path, scale: Scale = TINY) -> Loads:
    """Write a county twice, with other values for the same things in some files of the second."""
    ledger = make_ledger(scale, 1)
    plain = write_county(ledger, folder / "plain", Mess()).files
    other = write_county(_altered(ledger), folder / "other", Mess(), 2).files
    divisions = [path for path in plain if path.name in DIVISION_FILES]
    differing = [path for path in other if "结对" in path.name or "名单" in path.name]
    key = folder / "identity.key"
    key.write_text(IDENTITY.secret.decode(), encoding="ascii")
    rest = (path for path in plain if path not in divisions)
    return Loads(((*divisions, *differing), (*rest, differing[0])), key)


def _altered(ledger: Ledger) -> Ledger:
    """Say other things of the same people."""
    return replace(
        ledger,
        households=tuple(replace(one, hamlet=f"{one.hamlet}旧") for one in ledger.households),
        cadres=tuple(replace(one, politics="群众") for one in ledger.cadres),
        pairings=tuple(replace(one, reason="机构改革") for one in ledger.pairings),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One killing: when, what was there then, and what the graph said after the same again."""

    after: float
    owned: bool
    killed: bool
    held: str
    export: bytes

    def told(self, wanted: bytes) -> str:
        """Say it in a line."""
        how = "killed" if self.killed else "ended before it was killed"
        whose = ", the engine with it" if self.owned else ""
        same = "identical" if self.export == wanted else f"DIFFERS at {_first(self.export, wanted)}"
        return f"{self.after:6.2f} s: {how}{whose}; then {self.held}; at the end {same}"


def uninterrupted(loads: Loads, settings: Settings) -> tuple[bytes, float]:
    """Load into an empty graph without an accident: the export with its journal, and seconds."""
    with open_engine(settings) as engine:
        begun = time.monotonic()
        loads.run(settings)
        return exported(engine, journal=True), time.monotonic() - begun


def kill_once(loads: Loads, settings: Settings, after: float, *, owned: bool = False) -> Point:
    """Kill a load into an empty graph after some seconds and run the same again to its end.

    `owned` leaves starting the engine to the loader, with which it then dies.
    """
    if owned:
        killed, held = loads.run(settings, after), "not looked at"
    else:
        with open_engine(settings) as engine:
            killed = loads.run(settings, after)
            held = _held(engine)
            loads.run(settings)
            return Point(after, owned, killed, held, exported(engine, journal=True))
    loads.run(settings)
    with open_engine(settings) as engine:
        return Point(after, owned, killed, held, exported(engine, journal=True))


def kill_until(
    loads: Loads, empty: Iterator[Settings], after: float, *, owned: bool = False
) -> Point:
    """Kill as `kill_once` does, each time earlier, until the load had not ended before."""
    while True:
        point = kill_once(loads, next(empty), after, owned=owned)
        if point.killed:
            return point
        after *= _EARLIER


def _held(engine: Engine) -> str:
    with Writer(engine.access) as writer:
        if not list(writer.read(READ_STAMP)):
            return "no stamp, the schema in parts"
        [[nodes, links, changes]] = writer.read(_HELD)
    return f"{nodes} nodes, {links} links, {changes} changes"


def moments(points: int, seconds: float, seed: int) -> list[float]:
    """Draw one moment from each of as many equal parts of the time that a load takes."""
    chance = Random(seed)  # noqa: S311 - seeded, so that a failure can be had again
    width = (_LATEST - _EARLIEST) / points
    return [seconds * (_EARLIEST + width * (place + chance.random())) for place in range(points)]


def _first(one: bytes, other: bytes) -> str:
    lines = sorted(set(one.splitlines()) ^ set(other.splitlines()))
    return lines[0][:200].decode(errors="replace") if lines else "the order"


def clear(engine: Engine) -> None:
    """Take everything out of a Neo4j, its schema too."""
    wipe(engine.access)
    with Writer(engine.access) as writer:
        for what, text in _NAMES.items():
            for name, *kind in writer.read(Statement(text)):
                if kind != ["LOOKUP"]:
                    drop = Statement(f"DROP {what.upper()} `{name}` IF EXISTS")
                    writer.write(lambda tx, drop=drop: tx.run(drop))  # type: ignore[misc]  # bound at once


@contextmanager
def places(engine: str, folder: Path) -> Iterator[Iterator[Settings]]:
    """Give empty graphs, one after another: a new folder each, or one Neo4j cleared each time."""
    if engine == "embedded":
        yield (Settings(home=folder / f"home-{place}", heap_mb=512) for place in range(10_000))
        return
    with run_server(folder / "neo4j") as server:
        given = Settings(home=folder / "home", neo4j_uri=server.uri, neo4j_password=server.password)
        yield _cleared(given)


def _cleared(settings: Settings) -> Iterator[Settings]:
    while True:
        with open_engine(settings) as engine:
            clear(engine)
        yield settings


def main() -> None:
    """Kill as often as asked; the exit code says whether all ended as without an accident."""
    parser = argparse.ArgumentParser(prog="python -m tests.live.killing")
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--scale", choices=("tiny", *sorted(SCALES)), default="demo")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bangfu-kill-") as name:
        folder = Path(name)
        loads = make_loads(folder / "files", SCALES.get(wanted.scale, TINY))
        with places(wanted.engine, folder) as empty:
            export, seconds = uninterrupted(loads, next(empty))
            digest = hashlib.sha256(export).hexdigest()
            _print(f"{wanted.engine}: without an accident {seconds:.1f} s, {digest}")
            wrong = 0
            for place, after in enumerate(moments(wanted.points, seconds, wanted.seed)):
                owned = wanted.engine == "embedded" and place % _OWNED_EVERY == 1
                point = kill_until(loads, empty, after, owned=owned)
                wrong += point.export != export
                _print(f"{place + 1:3} {point.told(export)}")
    _print(f"{wanted.points - wrong} of {wanted.points} identical")
    sys.exit(bool(wrong))


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
