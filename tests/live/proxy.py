"""A line to a database that can be cut, refused or left silent: the faults of a network."""

from __future__ import annotations

import asyncio
from typing import Self
from urllib.parse import urlsplit


class Line:
    """A TCP relay on loopback in front of one address."""

    def __init__(self, uri: str) -> None:
        self._target = urlsplit(uri)
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._open = asyncio.Event()
        self._open.set()
        self._faults = 0
        self.uri = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.uri = f"bolt://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.refuse()
        self._open.set()

    def break_next(self, times: int = 1) -> None:
        """Break the connection that speaks next, so many times, under its question."""
        self._faults = times

    async def cut(self) -> None:
        """Break every connection; new ones pass."""
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0.05)

    async def refuse(self) -> None:
        """Break every connection and take no more."""
        if self._server is not None:
            self._server.close()
        await self.cut()

    def silence(self) -> None:
        """Let nothing more through, without a word."""
        self._open.clear()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(
            self._target.hostname, self._target.port
        )
        self._writers |= {writer, far_writer}
        try:
            await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        except OSError:
            pass  # a cut line: what the tests are about
        finally:
            writer.transport.abort()
            far_writer.transport.abort()
            self._writers -= {writer, far_writer}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._open.wait()
            if self._faults:
                self._faults -= 1
                break
            writer.write(data)
            await writer.drain()
        writer.transport.abort()
