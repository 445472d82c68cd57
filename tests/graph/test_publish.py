"""The published pages: fresh, the same on every machine, legible, and true to the model."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from defusedxml import ElementTree

from graph.catalogue import Model
from graph.kinds import RESERVED, Privacy
from graph.model import MODEL
from graph.publish import PUBLISHED, Published, browser, diagram, docs, saved
from graph.publish.subjects import subjects
from graph.publish.wires import Frame
from tests.tiny import TINY

ROOT = Path(__file__).parents[2]
MODELS = pytest.mark.parametrize("model", [MODEL, TINY], ids=["field", "tiny"])
QUERIES = pytest.mark.parametrize(
    "query", saved.saved_queries(MODEL), ids=lambda query: query.title
)
PAGES = pytest.mark.parametrize("page", PUBLISHED, ids=lambda page: page.path.name)

_PRINT = """
import hashlib
from graph.model import MODEL
from graph.publish import PUBLISHED
for page in PUBLISHED:
    print(hashlib.sha256(page.render(MODEL).encode()).hexdigest())
"""


@PAGES
def test_pages_are_fresh(page: Published) -> None:
    """`make publish` has been run since the model last changed."""
    printed = (ROOT / page.path).read_text(encoding="utf-8")
    assert page.render(MODEL) == printed, f"{page.path} is stale: run `make publish`"


def test_pages_are_the_same_in_another_process() -> None:
    """Whatever the order in which that process hashes its sets."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _PRINT],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(page.render(MODEL).encode()).hexdigest() for page in PUBLISHED]
    assert done.stdout.split() == here


@PAGES
def test_writing_says_whether_the_page_was_stale(page: Published, tmp_path: Path) -> None:
    """The first time it was, the second time it was not."""
    assert page.write(TINY, tmp_path)
    assert not page.write(TINY, tmp_path)
    assert (tmp_path / page.path).read_bytes() == page.render(TINY).encode()


@MODELS
def test_the_page_explains_every_kind_property_and_list(model: Model) -> None:
    """And every link on it leads to a place on it."""
    text = docs.page(model)
    for kind in (*model.nodes.values(), *model.links.values()):
        section = text.partition(f"### {kind.name} {kind.term}\n")[2].partition("\n### ")[0]
        assert kind.about in section
        for one in kind.properties:
            if not one.name.startswith("valid_"):
                assert f"| `{one.field}` | {one.term} |" in section
            for entry in one.type.vocabulary or ():
                assert f"| `{entry.name}` | {entry.label} |" in text
    for name in model.nodes:
        for way in model.ways(name).values():
            assert f"| `{way.field}` | {name} *" in text
    places = set(re.findall(r'<a id="(\w+)">', text))
    assert set(re.findall(r"\(#(\w+)\)", text)) <= places
    assert all(f"`{name}`" in text for name in RESERVED - {"id"})


@MODELS
def test_tables_have_as_many_cells_as_heads(model: Model) -> None:
    """A bar inside a cell does not start another one."""
    widths: list[int] = []
    for line in docs.page(model).splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        if cells:
            widths.append(cells)
            assert cells == widths[0], line
        else:
            widths.clear()


@MODELS
def test_the_drawing_stands_alone_and_names_everything(model: Model) -> None:
    """Well-formed, without scripts, and without a request to anywhere."""
    text = diagram.picture(model)
    root = ElementTree.fromstring(text)
    words = {"".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")}
    for kind in model.nodes.values():
        assert kind.term in words
        assert any(one.split(" ")[0] == kind.name for one in words)
    for link in model.links.values():
        assert any(f"{link.term} {link.name}" in one for one in words)
    assert not re.search(r"(?:href|src|url|@import|<script)", text)
    assert text.count("http") == 1


@MODELS
def test_nothing_in_the_drawing_overlaps(model: Model) -> None:
    """Neither boxes nor panels, nor does a line run through a box or upon another line."""
    drawing, nets = diagram.layout(model)
    for frames in (drawing.boxes, drawing.panels):
        for one, two in combinations(frames.values(), 2):
            assert not _overlap(one, two)
    for frame in (*drawing.boxes.values(), *drawing.panels.values()):
        assert frame.x >= 0
        assert frame.y >= 0
        assert frame.x + frame.width <= drawing.width
        assert frame.y + frame.height <= drawing.height
    parts = {wire.net: [p for b in wire.branches for p in _parts(b)] for wire in drawing.wires}
    for name, pieces in parts.items():
        for piece in pieces:
            for frame in drawing.boxes.values():
                assert not _overlap(piece, _inside(frame)), name
    for (first, ours), (second, theirs) in combinations(parts.items(), 2):
        for piece in ours:
            assert not any(_same_line(piece, other) for other in theirs), (first, second)
    assert {wire.net for wire in drawing.wires} == {net.name for net in nets}


@MODELS
def test_every_link_in_the_drawing_arrives(model: Model) -> None:
    """One arrowhead at each end of each line, at the side of the right box, and one text or two."""
    drawing, nets = diagram.layout(model)
    wires = {wire.net: wire for wire in drawing.wires}
    for net in nets:
        wire = wires[net.name]
        assert len(wire.tips) == len(net.ends)
        assert 1 <= len(wire.texts) <= 2
        for end in net.ends:
            assert any(_touches(drawing.boxes[end], x, y) for x, y, _ in wire.tips), net.name
        for x, y, _ in wire.texts:
            assert _touches(drawing.boxes[net.start], x, y)


@MODELS
def test_every_kind_has_a_style_that_browser_reads(model: Model) -> None:
    """With a caption that the kind has; the format is read as Browser reads it."""
    rules = _grass(browser.style(model))
    for kind in model.nodes.values():
        caption = rules[f"node.{kind.label}"]["caption"]
        assert caption == f"{{{kind.caption.name}}}"
    for link in model.links.values():
        assert rules[f"relationship.{link.type}"]["caption"] == link.term
    colours = {
        part.name: {rules[f"node.{k.label}"]["color"] for k in part.nodes}
        for part in subjects(model)
    }
    assert all(len(one) <= 1 for one in colours.values())


def test_a_sealed_caption_is_not_shown() -> None:
    """The key stands in its place."""
    house = TINY.node("House")
    sealed = dataclasses.replace(
        house, caption=dataclasses.replace(house.caption, privacy=Privacy.SEALED)
    )
    assert browser._caption(house) == "owner"
    assert browser._caption(sealed) == "key"


def test_every_query_written_by_hand_is_published() -> None:
    """One that names a kind that is gone would silently be left out."""
    published = {query.title for query in saved.saved_queries(MODEL)}
    assert {query.title for query in saved.written()} <= published
    assert len(published) == len(saved.saved_queries(MODEL))


@QUERIES
def test_queries_name_only_what_the_model_declares(query: saved.SavedQuery) -> None:
    """Parameters are announced, and every property belongs to its kind."""
    assert set(re.findall(r"\$(\w+)", query.text)) == set(query.parameters)
    named = {link.type: link for link in MODEL.links.values()} | dict(MODEL.nodes)
    for arm in re.sub(r"'[^']*'", "", query.text).split("UNION ALL"):
        kinds = dict(re.findall(r"[(\[](\w+):(\w+)", arm))
        for variable, name in re.findall(r"\b(\w+)\.(\w+)", arm):
            if variable in kinds:
                known = {one.name for one in named[kinds[variable]].properties} | RESERVED
                assert name in known, f"{variable}.{name}"


@QUERIES
def test_queries_keep_to_what_both_engines_understand(query: saved.SavedQuery) -> None:
    """They only read, start from a node, and use no procedure or path that one engine lacks."""
    assert re.match(r"MATCH \(", query.text)
    banned = r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|CALL|SHORTEST|shortestPath|apoc|gds|LOAD|USE)\b"
    assert not re.search(banned, re.sub(r"'[^']*'", "", query.text))


def test_the_import_of_browser_finds_its_columns() -> None:
    """The six columns, ids that are used once, and a folder for every query."""
    rows = list(csv.DictReader(io.StringIO(saved.as_csv(MODEL))))
    assert list(rows[0]) == ["name", "description", "query", "id", "parentId", "isFolder"]
    assert len({row["id"] for row in rows}) == len(rows)
    folders = {row["id"] for row in rows if row["isFolder"] == "true"}
    queries = [row for row in rows if row["isFolder"] == "false"]
    assert all(row["parentId"] in folders for row in queries)
    assert [(row["name"], row["query"]) for row in queries] == [
        (query.title, query.text) for query in saved.saved_queries(MODEL)
    ]


def _parts(branch: tuple[tuple[int, int], ...]) -> list[Frame]:
    """Take a line apart into its level and upright parts, as frames without width."""
    return [
        Frame(min(a, c), min(b, d), abs(a - c), abs(b - d))
        for (a, b), (c, d) in pairwise(branch)
        if (a, b) != (c, d)
    ]


def _overlap(one: Frame, two: Frame) -> bool:
    return (
        one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    )


def _inside(frame: Frame) -> Frame:
    """Leave the edge out: lines may touch it."""
    return Frame(frame.x + 1, frame.y + 1, frame.width - 2, frame.height - 2)


def _same_line(one: Frame, two: Frame) -> bool:
    """Tell whether two level or two upright parts run upon each other."""
    if one.height == two.height == 0:
        return one.y == two.y and one.x < two.x + two.width and two.x < one.x + one.width
    if one.width == two.width == 0:
        return one.x == two.x and one.y < two.y + two.height and two.y < one.y + one.height
    return False


def _touches(frame: Frame, x: int, y: int) -> bool:
    return x in {frame.x, frame.x + frame.width} and frame.y < y < frame.y + frame.height


def _grass(text: str) -> dict[str, dict[str, str]]:
    """Read a style sheet as Browser does: quotes protect braces, nothing protects a colon."""
    rules: dict[str, dict[str, str]] = {}
    selector, said, quoted, within = "", "", False, False
    for sign in text:
        if sign == "'":
            quoted = not quoted
        elif sign == "{" and not quoted:
            within = True
        elif sign == "}" and not quoted:
            pairs = [part.split(":") for part in said.split(";") if part.strip()]
            rules[selector] = {pair[0].strip(): pair[1].strip() for pair in pairs}
            assert all(len(pair) == 2 for pair in pairs)
            selector, said, within = "", "", False
        elif within:
            said += sign
        elif not sign.isspace():
            selector += sign
    return rules
