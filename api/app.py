"""The ASGI application: GraphQL, GraphiQL from our own files, and the two probes."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.answers import Answers
from api.pages import HEADERS, assets, page
from api.schema import build
from api.tabs import TABS
from api.view import View
from api.viewer import PUBLIC, Viewer
from graph.catalogue import Model
from graph.cypher.statement import Statement
from graph.engines import Access
from graph.errors import BangfuError
from graph.store import Store

Application = FastAPI
"""What `create_app` makes, for those who may not know the framework."""

_PING = Statement("RETURN 1")


@dataclass(frozen=True, slots=True)
class Options:
    """How the service is offered."""

    viewer: Viewer = PUBLIC
    graphiql: bool = True
    freeze: bool = True
    """Whether to leave what is there after the start out of garbage collection (production)."""


def create_app(model: Model, access: Access, options: Options = Options()) -> FastAPI:
    """Make the application over one graph; the store is opened and closed with it."""
    built = build(model)
    store = Store(access)
    answers = Answers(built.compiler, store)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        async with store:
            if options.freeze:
                _settle_memory()
            yield

    app = FastAPI(lifespan=life, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.answers, app.state.store = answers, store
    view = View(built.served, answers, options.viewer)
    app.add_route("/graphql", view)  # type: ignore[arg-type]  # an ASGI application serves as well
    _add_probes(app, store)
    if options.graphiql:
        _add_pages(app)
    return app


def _settle_memory() -> None:
    """Keep the collector from walking the schema at every turn: p99 halved, measured."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _add_probes(app: FastAPI, store: Store) -> None:
    async def livez(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_request: Request) -> Response:
        try:
            async with asyncio.timeout(1):
                await store.rows(_PING)
        except (BangfuError, TimeoutError):
            return JSONResponse({"status": "database unreachable"}, status_code=503)
        return JSONResponse({"status": "ok"})

    app.add_route("/livez", livez, methods=["GET"])
    app.add_route("/readyz", readyz, methods=["GET"])


def _add_pages(app: FastAPI) -> None:
    graphiql = page(TABS)

    async def root(_request: Request) -> Response:
        return Response(graphiql, media_type="text/html; charset=utf-8", headers=HEADERS)

    app.add_route("/", root, methods=["GET"])
    for path, asset in assets().items():
        app.add_route(f"/{path}", _static(asset.body, asset.media_type), methods=["GET"])


def _static(body: bytes, media_type: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Starlette endpoint
    async def give(_request: Request) -> Response:
        return Response(body, media_type=media_type, headers=HEADERS)

    return give
