"""Ask the application over HTTP, in process, on a store that answers from a list and counts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette

from api.answers import Answers
from api.schema import build
from api.view import View
from api.viewer import PUBLIC, Viewer
from graph.catalogue import Model
from graph.cypher.statement import Statement


@dataclass(slots=True)
class Kept:
    """Rows to give, and every statement that was asked for them."""

    rows_: list[list[Any]] = field(default_factory=lambda: [[[]]])
    asked: list[Statement] = field(default_factory=list)

    async def rows(self, statement: Statement) -> list[list[Any]]:
        """Note the statement."""
        self.asked.append(statement)
        return self.rows_


class Asked:
    """The application with such a store."""

    def __init__(self, model: Model, viewer: Viewer = PUBLIC) -> None:
        built = build(model)
        self.kept = Kept()
        self.answers = Answers(built.compiler, self.kept)
        self.sdl = built.sdl
        app = Starlette()
        app.add_route("/graphql", View(built.served, self.answers, viewer))  # type: ignore[arg-type]  # an ASGI application serves as well
        self._transport = httpx.ASGITransport(app=app)

    def send(self, method: str, **request: Any) -> httpx.Response:
        """Send one request."""

        async def sent() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url="http://test") as one:
                return await one.request(method, "/graphql", **request)

        return asyncio.run(sent())

    def ask(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Post a question; give the answer."""
        body = {"query": query, "variables": dict(variables or {}), **more}
        return self.send("POST", json=body).json()

    def code(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> str:
        """Post a question that is refused; give the code."""
        answer = self.ask(query, variables, **more)
        assert answer.get("data") is None, answer
        return str(answer["errors"][0]["extensions"]["code"])
