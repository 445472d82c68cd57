"""Whether an embedded engine answers: the one that a note names, or the one just started."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from dataclasses import replace

from graph.engines.access import Access
from graph.engines.admin import Admin
from graph.engines.bolt import DRIVER_ERRORS, open_driver
from graph.engines.home import READER, READONLY, ROOT, Home, Note, alive
from graph.engines.process import (
    DATABASE,
    FilesTaken,
    Ports,
    PortTaken,
    Recipe,
    complain,
    end,
    pick_ports,
    serves,
    spawn,
)
from graph.errors import EngineError
from graph.settings import Settings

_READY = 60.0
_TRIES = 3
_LEAVING = 15.0


def access_of(home: Home, note: Note, settings: Settings) -> Access:
    """Say how the engine of a note is spoken to."""
    return Access(
        engine="embedded",
        uri=f"bolt://127.0.0.1:{note.bolt}",
        database=DATABASE,
        user=note.user,
        password=note.password,
        read_user=note.read_user,
        read_password=note.read_password,
        http=f"http://127.0.0.1:{note.http}",
        home=home.path,
        read_timeout=settings.read_timeout,
        write_timeout=settings.write_timeout,
        pool_size=settings.pool_size,
    )


def answers(access: Access) -> bool:
    """Tell whether the engine of this access takes its password and answers now."""
    with open_driver(replace(access, pool_size=1)) as driver:
        try:
            # Not `execute_query`: its pauses between tries would slow a start by a second.
            with driver.session(database=access.database) as session:
                session.run("RETURN 1").consume()
        except DRIVER_ERRORS:
            return False
    return True


def runs(note: Note, home: Home, settings: Settings) -> bool:
    """Tell whether the process of a note is an engine on this home, answering or not."""
    return serves(note.pid, home) or answers(access_of(home, note, settings))


def find(home: Home, settings: Settings, *, kept: bool) -> Note | None:
    """Find the engine that serves these files, and clear away what is left of a dead one."""
    note = home.read_note()
    if note is None:
        return None
    orphan = not note.kept and not alive(note.started_by)
    if not orphan and answers(access_of(home, note, settings)):
        if kept and not note.kept:
            raise EngineError(
                f"An engine is running here that ends with process {note.started_by}; end that"
                " process first, then start one to be kept"
            )
        return note
    if runs(note, home, settings):
        if not orphan:
            raise EngineError(
                f"The engine in {home.path} (process {note.pid}) is running but does not answer;"
                f" `bangfu db stop` ends it"
            )
        end(note.pid)
    home.remove_note()
    return None


def launch(home: Home, settings: Settings, *, kept: bool) -> Note:
    """Start an engine; a random port that is snatched away is replaced by another."""
    given = settings.bolt_port and settings.http_port
    deadline = time.monotonic() + _LEAVING
    tries = 0
    while True:
        try:
            return _launch(home, settings, kept=kept)
        except PortTaken:
            tries += 1
            if given or tries == _TRIES:
                raise
        except FilesTaken:
            # An engine whose parent was killed takes a moment to close its files.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _launch(home: Home, settings: Settings, *, kept: bool) -> Note:
    ports = pick_ports(settings.bolt_port, settings.http_port)
    password, read_password = home.prepare(settings.read_timeout)
    recipe = Recipe(settings.heap_mb, settings.write_timeout, tied=not kept)
    child = spawn(home, ports, recipe)
    note = Note(
        pid=child.pid,
        bolt=ports.bolt,
        http=ports.http,
        user=ROOT,
        password=password,
        read_user=READER,
        read_password=read_password,
        started_by=os.getpid(),
        started_at=time.time(),
        kept=kept,
    )
    try:
        _await_ready(home, ports, child, access_of(home, note, settings))
        _make_reader(home, note)
        home.write_note(note)
    except BaseException:
        end(child.pid)
        raise
    return note


def _await_ready(home: Home, ports: Ports, child: subprocess.Popen[bytes], access: Access) -> None:
    deadline = time.monotonic() + _READY
    while time.monotonic() < deadline:
        complain(home, ports, child)
        # HTTP opens last.
        if _listens(ports.bolt) and _listens(ports.http) and answers(access):
            return
        time.sleep(0.05)
    raise EngineError(
        f"The embedded engine did not answer within {_READY:.0f} s; its own words are in"
        f" {home.console}"
    )


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _make_reader(home: Home, note: Note) -> None:
    if home.has_reader():
        return
    reader = {
        "name": note.read_user,
        "password": note.read_password,
        "databases": {DATABASE: [READONLY]},
    }
    admin = Admin(note.http, note.user, note.password, DATABASE)
    admin.server(f"create user {json.dumps(reader)}")
