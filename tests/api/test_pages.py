"""The GraphiQL page: ours alone, unchanged since it was vendored, and safe to fill."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import orjson
import pytest

from api import pages
from api.pages import CONTENT_SECURITY_POLICY, Asset, Tab

ASSETS = pages.assets()
VENDORED = [
    line.split("\t") for line in ASSETS["static/VERSIONS"].body.decode().splitlines()[1:] if line
]
# Written into GraphiQL as text: a namespace and the pages that its help links to when clicked.
NAMED_IN_GRAPHIQL = {
    "http://",
    "http://www.w3.org",
    "https://codemirror.net",
    "https://commonmark.org",
    "https://en.wikipedia.org",
    "https://github.com",
    "https://reactjs.org",
}


def _tabs(body: bytes) -> list[dict[str, str | None]]:
    found = re.search(rb'<script type="application/json" id="tabs">(.*?)</script>', body, re.DOTALL)
    assert found
    tabs: list[dict[str, str | None]] = orjson.loads(found[1])
    return tabs


def test_a_tab_reaches_the_page() -> None:
    """Title, question and variables stand in the block that the page reads."""
    tab = Tab("谁在帮扶这一户", "query Help($id: ID!) { help(of: $id) { since } }", {"id": "甲"})
    (written,) = _tabs(pages.page([tab]))
    assert written["query"] == f"# {tab.title}\n{tab.query}\n"
    assert orjson.loads(written["variables"] or "") == {"id": "甲"}


def test_a_tab_cannot_leave_its_block() -> None:
    """Whatever stands in a question, the page has no element more than without it."""
    hostile = Tab("</script><script>alert(1)</script>", "<!-- { a } --> & <b>", {"x": "</script>"})
    body = pages.page([hostile])
    assert body.count(b"<script") == pages.page().count(b"<script")
    (written,) = _tabs(body)
    assert hostile.query in (written["query"] or "")


def test_without_tabs_the_page_still_opens() -> None:
    """An empty list is a valid block."""
    assert _tabs(pages.page()) == []


def test_every_file_that_the_page_asks_for_is_ours() -> None:
    """Each address is relative and there is a file of that name."""
    asked = re.findall(r'(?:src|href)="([^"]+)"', pages.page().decode())
    assert len(asked) == 7
    assert {address for address in asked if address != "data:,"} <= ASSETS.keys()


@pytest.mark.parametrize("name", ["graphiql.min.css", "page.css"])
def test_styles_fetch_nothing(name: str) -> None:
    """No font, no import, no picture but those written into the sheet itself."""
    sheet = ASSETS[f"static/{name}"].body.decode()
    assert "@font-face" not in sheet
    assert "@import" not in sheet
    assert set(re.findall(r"url\(\W?(\w+:)", sheet)) <= {"data:"}
    assert len(re.findall(r"url\(", sheet)) == len(re.findall(r"url\(\W?data:", sheet))


@pytest.mark.parametrize("path", sorted(path for path in ASSETS if path.endswith(".js")))
def test_scripts_need_no_eval_and_no_source_map(path: str) -> None:
    """The policy forbids evaluation; a source map would be one request more."""
    script = ASSETS[path].body.decode()
    assert "sourceMappingURL" not in script
    assert not re.search(r"\beval\(|\bnew Function\b|\bimportScripts\b|\bnew Worker\b", script)
    assert set(re.findall(r"https?://[\w.-]*", script)) <= NAMED_IN_GRAPHIQL


def test_the_policy_names_nobody_else() -> None:
    """Everything is refused but ourselves, and no script may stand in the page."""
    rules = dict(rule.strip().split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    words = {word for sources in rules.values() for word in sources.split()}
    assert words <= {"'none'", "'self'", "'unsafe-inline'", "data:"}
    assert [name for name in rules if "'unsafe-inline'" in rules[name]] == ["style-src"]


@pytest.mark.parametrize(("file", "package", "version", "licence", "digest"), VENDORED)
def test_vendored_files_are_as_recorded(
    file: str, package: str, version: str, licence: str, digest: str
) -> None:
    """What is served is what VERSIONS names, with its licence beside it."""
    assert hashlib.sha256(ASSETS[f"static/{file}"].body).hexdigest() == digest
    kept = ASSETS[f"static/LICENSES/{package}.txt"].body.decode()
    assert kept.startswith(f"{package} {version}: {licence}\n")


def test_every_script_and_style_is_recorded_or_written_here() -> None:
    """Nothing foreign lies in the folder without a line in VERSIONS."""
    files = {path.rpartition("/")[2] for path in ASSETS if path.endswith((".js", ".css"))}
    assert files == {row[0] for row in VENDORED} | {"page.js", "page.css"}


def test_files_say_what_they_are() -> None:
    """Scripts and styles have the type that nosniff insists on; the rest is text."""
    assert ASSETS["static/page.js"].media_type == "text/javascript; charset=utf-8"
    assert ASSETS["static/page.css"].media_type == "text/css; charset=utf-8"
    assert ASSETS["static/LICENSES/react.txt"].media_type == "text/plain; charset=utf-8"
    assert isinstance(ASSETS["static/VERSIONS"], Asset)


def test_licences_come_with_the_wheel() -> None:
    """The folder of licences lies inside the package, so it is shipped with it."""
    package = Path(pages.__file__).parent
    assert sum(1 for _ in (package / "static" / "LICENSES").iterdir()) > 60
