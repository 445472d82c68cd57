"""The two services that are compared, each in a process of its own under the same server."""

from __future__ import annotations

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any, Literal

import uvicorn

from api.app import Options, create_app
from api.viewer import INSPECTOR
from bench.limit import Limit
from graph.engines import Access
from graph.model import MODEL

Which = Literal["bangfu", "limit"]
_LEAVING = 10.0


@dataclass(frozen=True, slots=True)
class Service:
    """One running service."""

    name: Which
    port: int
    pid: int


@contextmanager
def serving(name: Which, access: Access) -> Iterator[Service]:
    """Run a service for the time of the block."""
    # The socket listens before the child runs, so that a first request waits and does not fail.
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        port: int = listener.getsockname()[1]
        spawn = multiprocessing.get_context("spawn")
        child = spawn.Process(target=_serve, args=(name, access, listener), daemon=True)
        child.start()
    try:
        assert child.pid is not None
        yield Service(name, port, child.pid)
    finally:
        _stop(child)


def _serve(name: Which, access: Access, listener: socket.socket) -> None:
    app: Any = Limit(access)
    if name == "bangfu":
        app = create_app(MODEL, access, Options(viewer=INSPECTOR, graphiql=False))
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", log_level="warning", access_log=False
    )
    uvicorn.Server(config).run(sockets=[listener])


def _stop(child: BaseProcess) -> None:
    child.terminate()
    child.join(_LEAVING)
    if child.is_alive():
        child.kill()
        child.join(_LEAVING)
