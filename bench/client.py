"""A client that costs little: HTTP/1.1 kept alive, one request after another on each connection."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import dataclass
from typing import cast

import uvloop

_HOST = "127.0.0.1"
_END = b"\r\n\r\n"
_LENGTH = b"content-length: "
_PATIENCE = 60.0


def request(body: bytes) -> bytes:
    """Write a whole request."""
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: {_HOST}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Line:
    """One connection, used by one caller that waits for each answer."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((_HOST, port), _PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, whole: bytes) -> bytes:
        """Send a request and give the body of the answer."""
        self._socket.sendall(whole)
        received = bytearray()
        while (wanted := _size(received)) is None or len(received) < wanted:
            part = self._socket.recv(1 << 18)
            if not part:
                raise ConnectionResetError("the service closed the connection")
            received += part
        return bytes(received[received.index(_END) + len(_END) :])

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


def alone(line: Line, whole: bytes, times: int) -> list[float]:
    """Ask some times, one after another; give the milliseconds that each answer took."""
    taken, clock = list[float](), time.perf_counter
    for _ in range(times):
        begun = clock()
        line.ask(whole)
        taken.append((clock() - begun) * 1000)
    return taken


@dataclass(frozen=True, slots=True)
class Answered:
    """How many requests were answered in how many seconds."""

    requests: int
    seconds: float


def crowd(port: int, body: bytes, connections: int, seconds: float) -> Answered:
    """Ask on many connections at once; meant for a process of its own."""
    return uvloop.run(_crowd(port, request(body), connections, seconds))


async def _crowd(port: int, whole: bytes, connections: int, seconds: float) -> Answered:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    asked = [_Asker(whole, begun + seconds) for _ in range(connections)]
    for one in asked:
        await loop.create_connection(lambda one=one: one, _HOST, port)  # type: ignore[misc]  # bound at once
    async with asyncio.timeout(seconds + _PATIENCE):
        await asyncio.gather(*(one.done for one in asked))
    return Answered(sum(one.answered for one in asked), loop.time() - begun)


class _Asker(asyncio.Protocol):
    """Asks again as soon as an answer is whole, until its time is over."""

    def __init__(self, whole: bytes, deadline: float) -> None:
        self.answered = 0
        self._loop = asyncio.get_running_loop()
        self.done: asyncio.Future[None] = self._loop.create_future()
        self._whole, self._deadline = whole, deadline
        self._received = bytearray()
        self._wanted: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # A transport of uvloop is one in all but its class.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._whole)

    def data_received(self, data: bytes) -> None:
        self._received += data
        self._wanted = self._wanted or _size(self._received)
        if self._wanted is None or len(self._received) < self._wanted:
            return
        self.answered += 1
        self._received.clear()
        self._wanted = None
        if self._loop.time() < self._deadline:
            self._transport.write(self._whole)
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.done.done():
            return
        if self._loop.time() < self._deadline:
            self.done.set_exception(exc or ConnectionResetError("closed before its time"))
        else:
            self.done.set_result(None)


def _size(received: bytearray) -> int | None:
    """Tell how many bytes the whole answer has, once its head is there; it must be a good one."""
    end = received.find(_END)
    if end < 0:
        return None
    assert received.startswith(b"HTTP/1.1 200"), bytes(received[:200])
    start = received.index(_LENGTH) + len(_LENGTH)
    return int(received[start : received.index(b"\r\n", start)]) + end + len(_END)
