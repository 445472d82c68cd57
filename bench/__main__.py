"""`python -m bench [read|divisions|all] [--engine embedded|neo4j] [--rounds 5] [--scale 1.0]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from bench.county import COUNTY, Size
from bench.divisions import Country, unpack
from bench.loading import load
from bench.read_path import measure, table
from graph.cypher.statement import Statement
from graph.engines import Engine, open_engine
from graph.engines.home import Home
from graph.errors import BangfuError
from graph.settings import Settings, read_settings
from graph.store import Writer
from tests.live.neo4j.server import run_server

_COUNTS = Statement(
    "MATCH (h:Household) WITH count(h) AS households OPTIONAL MATCH (r:Region {key: $county}) "
    "RETURN households, r IS NOT NULL"
).bind(county=COUNTY)
_PATIENT = 30.0  # the first answers of a cold engine on a busy machine


def main() -> int:
    """Run what is asked for and print the figures."""
    given = _arguments()
    if given.what == "divisions":
        return _divisions(given)
    size = Size() if given.scale == 1 else Size().scaled(given.scale)
    chosen = _BENCHES if given.what == "all" else {given.what: _BENCHES[given.what]}
    try:
        with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as folder:
            home = Path(given.home or folder)
            with _engine(given.engine, home) as (engine, database):
                for bench in chosen.values():
                    bench(engine, database, size, given.rounds)
    except BangfuError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _divisions(given: argparse.Namespace) -> int:
    """Load the whole country beside a bare loop: two engines, each with a folder of its own."""
    try:
        with tempfile.TemporaryDirectory(prefix="bangfu-bench-") as folder, ExitStack() as engines:
            home = Path(folder)
            engine, other = (
                engines.enter_context(_engine(given.engine, home / name, fresh=True))[0]
                for name in ("loader", "bare")
            )
            files = unpack(given.folder, home, given.scale)
            return 0 if Country(engine, other, home).measure(files) else 1
    except BangfuError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("what", nargs="?", default="read", choices=[*_BENCHES, "divisions", "all"])
    parser.add_argument("--engine", default="embedded", choices=["embedded", "neo4j"])
    parser.add_argument("--rounds", type=_at_least_one, default=5)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the rows")
    parser.add_argument("--folder", type=Path, help="the divisions of the country")
    parser.add_argument("--home", help="where the embedded engine keeps the county between runs")
    return parser.parse_args()


def _at_least_one(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


@contextmanager
def _engine(name: str, home: Path, *, fresh: bool = False) -> Iterator[tuple[Engine, int | None]]:
    """Give the engine and, where it runs here, the process of the database.

    A `fresh` one is started here even where the settings name a server.
    """
    if name == "embedded":
        settings = Settings(home=home, read_timeout=_PATIENT)
        with open_engine(settings) as engine:
            note = Home(home.resolve()).read_note()
            yield engine, note.pid if note else None
    elif os.environ.get("BANGFU_NEO4J_URI") and not fresh:
        with open_engine(replace(read_settings(), read_timeout=_PATIENT)) as engine:
            yield engine, None
    else:
        with run_server(home / "neo4j", heap="1536m") as server:
            settings = Settings(
                neo4j_uri=server.uri, neo4j_password=server.password, read_timeout=_PATIENT
            )
            with open_engine(settings) as engine:
                yield engine, server.pid


def _read(engine: Engine, database: int | None, size: Size, rounds: int) -> None:
    if not _there(engine, size):
        loaded = load(engine, size)
        print(
            f"loaded {loaded.nodes} nodes in {loaded.node_seconds:.1f} s "
            f"({loaded.nodes / loaded.node_seconds:.0f}/s), "
            f"{loaded.links} links in {loaded.link_seconds:.1f} s "
            f"({loaded.links / loaded.link_seconds:.0f}/s)",
            flush=True,
        )
    status = engine.status()
    begun = time.monotonic()
    contests = measure(engine.access, database, size, rounds)
    print(f"{status.engine} {status.version}, {rounds} rounds, {time.monotonic() - begun:.0f} s")
    print(table(contests))


def _there(engine: Engine, size: Size) -> bool:
    """Tell whether the county is there already; a graph of anything else is refused."""
    nodes = engine.status().nodes
    if not nodes:
        return False
    with Writer(engine.access) as writer:
        households, ours = writer.read(_COUNTS)[0]
    if not ours or households != size.households:
        raise BangfuError(
            f"the graph at {engine.access.uri} holds {nodes} nodes that are not this county;"
            " give an empty one"
        )
    return True


_BENCHES: Mapping[str, Callable[[Engine, int | None, Size, int], None]] = {"read": _read}

if __name__ == "__main__":
    sys.exit(main())
