"""The embedded engine as a child process: its command, its start, its end."""

from __future__ import annotations

import importlib.util
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from graph.engines.home import Home, alive
from graph.errors import EngineError

DATABASE = "bangfu"
_MAIN = "com.arcadedb.server.ArcadeDBServer"
_PATIENCE = 20.0

# Run between fork and java: the kernel ends the child when the thread that started it is gone.
_TIE = """\
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where an engine listens on loopback."""

    bolt: int
    http: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an engine is started with; the time limit of statements is seconds."""

    heap_mb: int
    statement_timeout: float
    tied: bool


class PortTaken(EngineError):
    """Another program listens where the engine should."""


class FilesTaken(EngineError):
    """Another engine has the files open."""


def pick_ports(bolt: int, http: int) -> Ports:
    """Find free ports for those given as 0, and see that the others are free."""
    # Both are held until both are found, or one number could be given twice.
    with socket.socket() as first, socket.socket() as second:
        return Ports(
            _take(first, "Bolt", "BANGFU_BOLT_PORT", bolt),
            _take(second, "HTTP", "BANGFU_HTTP_PORT", http),
        )


def _take(probe: socket.socket, what: str, setting: str, port: int) -> int:
    if sys.platform != "win32":
        # A port whose last connections still linger is free; there the option means more.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
        # Two may be bound to one number with that option, but only one may listen.
        probe.listen()
    except OSError as error:
        raise PortTaken(
            f"Port {port} on 127.0.0.1, wanted for {what}, is taken by another program;"
            f" set {setting} to a free one, or to 0 for any"
        ) from error
    number: int = probe.getsockname()[1]
    return number


def spawn(home: Home, ports: Ports, recipe: Recipe) -> subprocess.Popen[bytes]:
    """Start the child from a thread that lasts as long as the child does.

    The tie is to the thread that starts it, not to the process, and a caller's may end early.
    """
    line = _command(home, ports, recipe)
    if recipe.tied:
        line = tied(line)
    started: queue.SimpleQueue[subprocess.Popen[bytes] | OSError] = queue.SimpleQueue()

    def keep() -> None:
        try:
            child = _popen(home, line)
        except OSError as error:
            started.put(error)
            return
        started.put(child)
        child.wait()

    threading.Thread(target=keep, name="embedded-engine", daemon=True).start()
    child = started.get()
    if isinstance(child, OSError):
        raise EngineError(f"The embedded engine cannot be run: {child.strerror}") from child
    return child


def tied(line: list[str]) -> list[str]:
    """Give the command line whose process ends with the thread that starts it (Linux)."""
    if sys.platform != "linux":
        return line
    return [sys.executable, "-I", "-S", "-c", _TIE, str(os.getpid()), *line]


def _popen(home: Home, line: list[str]) -> subprocess.Popen[bytes]:
    with home.console.open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own command line
            line,
            cwd=home.path,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=_environment(),
        )


def _environment() -> dict[str, str]:
    # Without a UTF-8 locale the virtual machine cannot open a folder with a Chinese name.
    return {**os.environ, "LC_ALL": "C.UTF-8"} if sys.platform == "linux" else dict(os.environ)


def _command(home: Home, ports: Ports, recipe: Recipe) -> list[str]:
    base = _wheel()
    java = base / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    return [
        str(java),
        f"-Xmx{recipe.heap_mb}m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "--add-modules",
        "jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        f"-Djava.util.logging.config.file={home.logging}",
        *(f"-Darcadedb.{name}={value}" for name, value in _options(home, ports, recipe).items()),
        "-cp",
        str(base / "jars" / "*"),
        _MAIN,
    ]


def _options(home: Home, ports: Ports, recipe: Recipe) -> dict[str, object]:
    return {
        "server.rootPath": home.path,
        "server.rootPasswordPath": home.secret,
        # Both listen everywhere unless they are told.
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": ports.http,
        "bolt.host": "127.0.0.1",
        "bolt.port": ports.bolt,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[root]",
        # The log reaches the disk at each commit, which the default leaves to the system.
        "txWalFlush": 1,
        "command.timeout": int(recipe.statement_timeout * 1000),
        "serverMetrics": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "opencypher.loadCsv.allowFileUrls": "false",
    }


def _wheel() -> Path:
    # Found, never imported: importing would start a virtual machine in this process.
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError("The package arcadedb-embedded is not installed; install bangfu anew")
    return Path(spec.submodule_search_locations[0])


def complain(home: Home, ports: Ports, child: subprocess.Popen[bytes]) -> None:
    """Raise what the child's log says went wrong; return while nothing did."""
    log = home.console.read_text(encoding="utf-8", errors="replace")
    if "Unable to listen for BOLT" in log:
        raise PortTaken(f"Port {ports.bolt} on 127.0.0.1 is taken: the engine cannot speak Bolt")
    if "Unable to listen to a HTTP port" in log:
        raise PortTaken(f"Port {ports.http} on 127.0.0.1 is taken: the engine cannot speak HTTP")
    if "locked by another process" in log:
        raise FilesTaken(
            f"The files in {home.path} are in use by another engine that left no note of its"
            " address; end that process, or name another folder in BANGFU_HOME"
        )
    if child.poll() is not None:
        raise EngineError(
            f"The embedded engine ended while it started (exit status {child.returncode});"
            f" its own words are in {home.console}"
        )


def end(pid: int, patience: float = _PATIENCE) -> None:
    """Stop an engine cleanly, or by force when it takes too long; return when it is gone."""
    if _signal(pid, signal.SIGTERM) and not _gone(pid, patience):
        _signal(pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        if not _gone(pid, patience):
            raise EngineError(f"The embedded engine (process {pid}) cannot be stopped")


def serves(pid: int, home: Home) -> bool:
    """Tell whether a process is an engine on this home, and not a stranger with its number."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        line = _listed(pid)
    return _MAIN.encode() in line and os.fsencode(home.path) in line


def _listed(pid: int) -> bytes:
    if sys.platform == "win32" or not alive(pid):
        return b""
    return subprocess.run(  # noqa: S603 - a fixed command and a number
        ["ps", "-ww", "-o", "command=", "-p", str(pid)],  # noqa: S607 - part of the system
        capture_output=True,
        check=False,
    ).stdout


def _signal(pid: int, number: int) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    except PermissionError as error:
        raise EngineError(
            f"The embedded engine (process {pid}) belongs to another account of this machine"
        ) from error
    return True


def _gone(pid: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
