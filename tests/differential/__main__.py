"""`python -m tests.differential 20000 [--engine neo4j] [--seed 1]`: compare, and say how many."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graph.engines import Engine, open_engine
from graph.settings import Settings
from graph.store import Store
from tests.differential.facts import Facts, settle
from tests.differential.tiny_facts import grow
from tests.differential.trial import Trial
from tests.live.neo4j.server import run_server


@contextmanager
def _engine(name: str) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if name == "embedded":
            with open_engine(Settings(home=home, heap_mb=512)) as opened:
                yield opened
            return
        with run_server(home / "server") as server:
            settings = Settings(home=home, neo4j_uri=server.uri, neo4j_password=server.password)
            with open_engine(settings) as opened:
                yield opened


async def _compare(engine: Engine, facts: Facts, count: int, seed: int) -> int:
    # A new statement each time: a cold server may need seconds to plan one.
    async with Store(replace(engine.access, read_timeout=60)) as store:
        trial = Trial(facts, store)
        began = time.monotonic()
        found = await trial.run(trial.operations(seed), count)
        took = time.monotonic() - began
    tally = trial.tally
    sys.stdout.write(
        f"{found}\n"
        f"{tally.operations} operations compared on {engine.access.engine}, seed {seed}, "
        f"{tally.refused} refused as too much, {tally.statements} statements, "
        f"{tally.characters} characters of answers, {took:.0f} s: "
        f"{'A DIFFERENCE' if found else 'no difference'}\n"
    )
    return 1 if found else 0


def main() -> int:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("count", type=int, help="how many operations")
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    facts = grow(told.seed)
    with _engine(told.engine) as engine:
        settle(engine, facts)
        return asyncio.run(_compare(engine, facts, told.count, told.seed))


if __name__ == "__main__":
    sys.exit(main())
