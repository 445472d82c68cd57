"""Strawberry's ASGI view with orjson, a bounded body, and our context."""

from __future__ import annotations

from typing import Any

import orjson
import strawberry
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from api.answers import Answers
from api.extension import Context
from api.limits import MOST_BYTES
from api.viewer import Viewer


class _TooLarge(Exception):
    """A body of more than `MOST_BYTES`."""


class View(GraphQL[Context, None]):
    """Serves one schema to one viewer; no GraphiQL here, no batching, no subscriptions."""

    def __init__(self, schema: strawberry.Schema, answers: Answers, viewer: Viewer) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._answers, self._viewer = answers, viewer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request whose body is counted while it is read."""
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MOST_BYTES:
                raise _TooLarge
            return message

        try:
            await super().__call__(scope, counted, send)
        except _TooLarge:
            refusal = PlainTextResponse(f"at most {MOST_BYTES} bytes", status_code=413)
            await refusal(scope, receive, send)

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
