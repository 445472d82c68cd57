"""How the embedded engine comes and goes: owned, shared, kept, orphaned, in the way of others."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.cypher.statement import Statement
from graph.engines import Engine, open_engine, start_engine, stop_engine
from graph.engines.home import Home, alive
from graph.errors import EngineError, StoreRefused
from graph.settings import Settings
from graph.store import Writer
from tests.live.conftest import ON_NEO4J

pytestmark = pytest.mark.skipif(ON_NEO4J, reason="about the embedded engine alone")

# Opens the engine of a folder, says who owns it, and holds it until it is told to go on.
_HOLD = """\
import sys
from pathlib import Path
from graph.engines import open_engine
from graph.settings import Settings
with open_engine(Settings(home=Path(sys.argv[1]), heap_mb=256)) as engine:
    print(engine.owned, engine.access.uri, flush=True)
    sys.stdin.readline()
"""
_SLOW = Statement(
    "MATCH (a:EngKept), (b:EngKept), (c:EngKept) WHERE a.k + b.k + c.k < 0 RETURN count(*)"
)
_ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Settings]:
    """Give settings of an engine for one test alone, in a folder with an awkward name."""
    settings = Settings(home=tmp_path / "帮扶 数据", heap_mb=256)
    yield settings
    stop_engine(settings)


def _other(settings: Settings) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _HOLD, str(settings.home)],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _said(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def _finish(process: subprocess.Popen[str]) -> None:
    process.communicate("go on\n", timeout=30)


def _pid(settings: Settings) -> int:
    note = Home(settings.home.resolve()).read_note()
    assert note is not None
    return note.pid


def _gone(pid: int, within: float) -> bool:
    deadline = time.monotonic() + within
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


def test_what_one_run_wrote_the_next_one_reads(own: Settings) -> None:
    """An owned engine ends with its block; its data, its accounts and their limits stay."""
    with open_engine(own) as engine, Writer(engine.access) as writer:
        pid = _pid(own)
        add = Statement("UNWIND range(1, 500) AS k CREATE (:EngKept {k: k})")
        writer.write(lambda transaction: transaction.run(add))
    assert not alive(pid)
    with open_engine(replace(own, read_timeout=1.0)) as engine:
        reader = replace(
            engine.access, user=engine.access.read_user, password=engine.access.read_password
        )
        with Writer(reader) as writer:
            assert writer.read(Statement("MATCH (k:EngKept) RETURN count(k)")) == [[500]]
            # This client sets no limit of its own: the engine ends the statement.
            began = time.monotonic()
            with pytest.raises(StoreRefused) as caught:
                writer.read(_SLOW)
            assert caught.value.code == "TIMEOUT"
            assert time.monotonic() - began < 10


def test_a_second_process_shares_the_running_engine(own: Settings) -> None:
    """Two processes, one engine: it ends with the one that started it."""
    with open_engine(own) as engine:
        other = _other(own)
        assert _said(other) == ["False", engine.access.uri]
        _finish(other)
        assert engine.check() == []
        pid = _pid(own)
    assert not alive(pid)


def test_two_processes_that_start_at_once_share_one_engine(own: Settings) -> None:
    """The slower of two starters finds the engine of the faster."""
    both = [_other(own), _other(own)]
    said = [_said(process) for process in both]
    assert sorted(owned for owned, _ in said) == ["False", "True"]
    assert len({uri for _, uri in said}) == 1
    for process in both:
        _finish(process)


def test_the_engine_dies_with_a_killed_parent_and_the_next_start_is_clean(own: Settings) -> None:
    """`kill -9` of the owner takes the engine down, and starting again at once works."""
    parent = _other(own)
    assert _said(parent)[0] == "True"
    pid = _pid(own)
    parent.kill()
    parent.communicate()
    with open_engine(own) as engine:
        assert _pid(own) != pid
        assert not alive(pid)
        assert engine.check() == []


def test_a_killed_parent_leaves_no_engine_behind(own: Settings) -> None:
    """Nobody has to come back for the engine to go."""
    parent = _other(own)
    assert _said(parent)[0] == "True"
    pid = _pid(own)
    parent.kill()
    parent.communicate()
    assert _gone(pid, within=10)


def test_a_kept_engine_outlives_its_starter_until_it_is_stopped(own: Settings) -> None:
    """`start_engine` leaves an engine running; the second start and the stop find it."""
    assert start_engine(own).nodes == 0
    pid = _pid(own)
    assert start_engine(own).address == start_engine(own).address
    with open_engine(own):
        assert _pid(own) == pid
    assert alive(pid)
    assert stop_engine(own)
    assert not alive(pid)
    assert not stop_engine(own)


def test_an_engine_of_somebody_elses_run_cannot_be_kept(own: Settings) -> None:
    """It would end with the other process: that is said instead."""
    with open_engine(own), pytest.raises(EngineError, match="ends with process"):
        start_engine(own)


def test_a_stale_note_is_cleared_away(own: Settings) -> None:
    """A note that names a dead or a foreign process does not stop a start."""
    with open_engine(own):
        note = Home(own.home.resolve()).read_note()
    assert note is not None
    for pid in (note.pid, os.getpid()):
        Home(own.home.resolve()).write_note(replace(note, pid=pid, started_by=os.getpid()))
        with open_engine(own) as engine:
            assert engine.status().nodes == 0
            assert _pid(own) != pid


def test_a_fresh_engine_is_closed_to_others(own: Settings) -> None:
    """Its secrets are for their owner alone, its doors on loopback; a damaged note is no note."""
    own.home.mkdir(parents=True, mode=0o700)
    (own.home / "engine.json").write_text('{"pid": "x"', encoding="utf-8")
    with open_engine(own) as engine:
        for name in ("secret", "secret-reader", "engine.json"):
            assert stat.S_IMODE((own.home / name).stat().st_mode) == 0o600
        told = json.loads((own.home / "engine.json").read_text(encoding="utf-8"))
        assert told["password"] == engine.access.password
        assert told["password"] not in repr(engine)
        if sys.platform == "linux":
            assert _listeners({told["bolt"], told["http"]}) == {"0100007F"}


def _listeners(ports: set[int]) -> set[str]:
    """Give the addresses, as the kernel writes them, on which these ports listen."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if int(port, 16) in ports and line.split()[3] == "0A":
                found.add(address.removeprefix("0000000000000000FFFF0000"))
    return found


def test_a_busy_port_is_named(own: Settings) -> None:
    """A port that was asked for and is taken stops the start at once, with its number."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EngineError, match=f"Port {port} .*BANGFU_BOLT_PORT"):
            open_engine(replace(own, bolt_port=port))


def test_ports_that_were_asked_for_are_used(own: Settings) -> None:
    """A free port that was asked for is the engine's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open_engine(replace(own, bolt_port=port)) as engine:
        assert engine.access.uri.endswith(f":{port}")


def test_files_in_use_by_an_unknown_engine_are_left_alone(
    own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine without a note keeps its files: the second start says so and ends."""
    monkeypatch.setattr("graph.engines.readiness._LEAVING", 0.0)
    with open_engine(own) as engine:
        home = Home(own.home.resolve())
        note = home.read_note()
        assert note is not None
        home.remove_note()
        with pytest.raises(EngineError, match="in use by another engine"):
            open_engine(own)
        assert engine.check() == []
        home.write_note(note)


def test_a_running_engine_that_does_not_answer_is_not_killed(own: Settings) -> None:
    """A silent engine is reported, not replaced; `stop` ends it all the same."""
    start_engine(own)
    pid = _pid(own)
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(EngineError, match="does not answer"):
            open_engine(own)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert alive(pid)
    assert stop_engine(own)


def test_lost_secrets_are_made_anew(own: Settings) -> None:
    """Without its password file an engine's folder is still of use to its owner."""
    with open_engine(own) as engine:
        before = engine.access.password
    (own.home / "secret").unlink()
    with open_engine(own) as engine, Writer(engine.access) as writer:
        assert engine.access.password != before
        assert writer.read(Statement("RETURN 1")) == [[1]]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The error names the folder and the setting."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EngineError, match=r"file.*BANGFU_HOME"):
        open_engine(Settings(home=tmp_path / "file" / "home"))


def test_closing_a_shared_engine_does_no_harm(engine: Engine) -> None:
    """Whoever shares an engine may close it, and twice."""
    shared = open_engine(Settings(home=engine.access.home or Path()))
    shared.close()
    shared.close()
    assert engine.check() == []
