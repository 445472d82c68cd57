"""Give the pages that the service shows to people, from files of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import Traversable
from importlib.resources import files
from types import MappingProxyType

import orjson

# The browser itself refuses what is not ours. 'unsafe-inline' is for styles alone: GraphiQL's
# menus and dialogs write a <style> element while they are open; no script may stand in the page.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; font-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
_MEDIA_TYPES = {"js": "text/javascript", "css": "text/css"}
_NO_TABS = b'<script type="application/json" id="tabs">[]</script>'
# Inside a script element only these could end it or open a comment.
_ESCAPES = {b"<": rb"\u003c", b">": rb"\u003e", b"&": rb"\u0026"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One question that stands ready when the page opens; the title is a comment above it."""

    title: str
    query: str
    variables: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the page asks for."""

    body: bytes
    media_type: str


def page(tabs: Sequence[Tab] = ()) -> bytes:
    """Write the GraphiQL page; it asks `graphql` and `static/...` beside its own address."""
    block = orjson.dumps([_as_graphiql_wants(tab) for tab in tabs])
    for mark, escape in _ESCAPES.items():
        block = block.replace(mark, escape)
    template = (files(__name__) / "graphiql.html").read_bytes()
    return template.replace(_NO_TABS, _NO_TABS.replace(b"[]", block))


def assets() -> Mapping[str, Asset]:
    """Read every static file, licences included, by the path that the page uses for it."""
    return MappingProxyType(dict(_walk(files(__name__) / "static", "static")))


def _as_graphiql_wants(tab: Tab) -> dict[str, str | None]:
    variables = None
    if tab.variables is not None:
        variables = orjson.dumps(dict(tab.variables), option=orjson.OPT_INDENT_2).decode()
    return {"query": f"# {tab.title}\n{tab.query.strip()}\n", "variables": variables}


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Asset]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        here = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, here)
        else:
            yield here, Asset(entry.read_bytes(), _media_type(entry.name))


def _media_type(name: str) -> str:
    return f"{_MEDIA_TYPES.get(name.rpartition('.')[2], 'text/plain')}; charset=utf-8"
