"""Strawberry's ASGI view with orjson, a bounded body, our context, and a short way for repeats."""

from __future__ import annotations

from typing import Any

import orjson
import strawberry
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from api.answers import Answers, Ask
from api.extension import Context
from api.limits import MOST_BYTES
from api.viewer import Viewer

_JSON = b"application/json"
_STREAMS = (b"multipart", b"event-stream")
_WORDS = frozenset({"query", "variables", "operationName"})


class View(GraphQL[Context, None]):
    """Serves one schema to one viewer; no GraphiQL here, no batching, no subscriptions.

    A question whose document is known to be good is answered at once. Everything else goes the
    way of Strawberry, where the extension answers it; on a point query that way is most of the
    work that is not the driver's.
    """

    def __init__(self, schema: strawberry.Schema, answers: Answers, viewer: Viewer) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._answers, self._viewer = answers, viewer
        self._served = schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request whose body is bounded."""
        if scope["type"] == "http":
            body = await _read(receive)
            if body is None:
                refusal = PlainTextResponse(f"at most {MOST_BYTES} bytes", status_code=413)
                await refusal(scope, receive, send)
                return
            ask = self._repeat(body) if _plain(scope) else None
            if ask is not None:
                response = Response(await self._said(ask), media_type="application/json")
                await response(scope, receive, send)
                return
            receive = _again(body, receive)
        await super().__call__(scope, receive, send)

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        """Say who asks; asynchronous, so that no thread is needed."""
        del request, response
        return Context(self._viewer, self._answers)

    def decode_json(self, data: str | bytes) -> object:
        """Read JSON strictly: UTF-8, no NaN, bounded depth."""
        return orjson.loads(data)

    def encode_json(self, data: Any) -> bytes:  # noqa: ANN401 - the view sends bytes as well
        """Write JSON."""
        return orjson.dumps(data)

    def _repeat(self, body: bytes) -> Ask | None:
        """Read a question whose document was found good before; leave all others alone."""
        try:
            given = self.decode_json(body)
        except ValueError:
            return None
        if not isinstance(given, dict) or not given.keys() <= _WORDS:
            return None
        text, name = given.get("query"), given.get("operationName")
        variables = given.get("variables")
        if not isinstance(text, str) or not isinstance(name, str | None):
            return None
        prepared = self._answers.documents.known(text)
        if prepared is None or prepared.errors or not isinstance(variables, dict | None):
            return None
        operation = prepared.operation(name)
        if operation is None or not operation.is_query:
            return None
        return Ask(prepared, name, variables or {}, self._viewer)

    async def _said(self, ask: Ask) -> bytes:
        result = await self._answers.answer(ask)
        said: dict[str, Any] = {"data": result.data}
        if result.errors:
            self._served.process_errors(result.errors)
            said["errors"] = [error.formatted for error in result.errors]
        return self.encode_json(said)


def _plain(scope: Scope) -> bool:
    """Tell whether a request posts JSON and wants one answer to it."""
    if scope["method"] != "POST":
        return False
    headers = dict(scope["headers"])
    accept = headers.get(b"accept", b"")
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip()
    return kind == _JSON and not any(stream in accept for stream in _STREAMS)


async def _read(receive: Receive) -> bytes | None:
    """Read a whole body, or give None for one that is too large."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= MOST_BYTES:
        message = await receive()
        body += message.get("body", b"")
    return body if len(body) <= MOST_BYTES else None


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read once more, then whatever else comes."""
    unread = True

    async def repeated() -> Message:
        nonlocal unread
        if unread:
            unread = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return repeated
