"""The model as one drawing: subjects as coloured panels, kinds as boxes, links as arrows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from graph.catalogue import Model
from graph.description import LinkKind, NodeKind
from graph.kinds import Cardinality, Privacy
from graph.publish.columns import PITCH, Box, Net, Panel
from graph.publish.subjects import Subject, subjects
from graph.publish.wires import Drawing, Frame, Wire, draw

_COLUMNS = 4
_HEAD = 84
_FIRST_WIDE = "\u2e80"
_FONT = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'Hiragino Sans GB','WenQuanYi Micro Hei',system-ui,sans-serif"
)
_NOTE = (
    "Solid lines hold for a period, dashed ones have none. ·1: one at a time, seen from the text. "
    "↻ joins a kind to itself. ◷ the kind has a period. ● case data."
)
_STYLE = f"""\
text {{ font-family: {_FONT}; }}
.title {{ font-size: 22px; font-weight: 700; fill: #222; }}
.note {{ font-size: 12px; fill: #555; }}
.subject {{ font-size: 12px; font-weight: 700; letter-spacing: .06em; }}
.term {{ font-size: 15px; font-weight: 700; fill: #222; }}
.name {{ font-size: 11px; fill: #555; }}
.self {{ font-size: 10px; fill: #555; }}
.link {{ font-size: 10px; paint-order: stroke; stroke: #fff; stroke-width: 3px; }}
.wire {{ fill: none; stroke-width: 1.3; }}
.once {{ stroke-dasharray: 5 3; }}
.halo {{ fill: none; stroke: #fff; stroke-width: 4; }}"""


def picture(model: Model) -> str:
    """Draw a model; the same model gives the same text."""
    drawing, _ = layout(model)
    parts, selves, links = _drawn(model), _selves(model), _starts(model)
    of = {kind.name: part.shade for part in parts for kind in part.nodes}
    body = _panels(drawing, parts)
    for wire in drawing.wires:
        body += _wire(wire, links[wire.net], of[_start(wire.net)].strong)
    for part in parts:
        for kind in part.nodes:
            body += _box(drawing.boxes[kind.name], kind, part, selves[kind.name])
    for wire in drawing.wires:
        body += _texts(wire, links[wire.net], of[_start(wire.net)].dark)
    return _frame(drawing, model, body)


def layout(model: Model) -> tuple[Drawing, list[Net]]:
    """Place a model on the page, and say which lines that takes."""
    selves = _selves(model)
    panels = [
        Panel(part.name, tuple(Box(k.name, _least(len(selves[k.name]))) for k in part.nodes))
        for part in _drawn(model)
    ]
    nets = [net for name, link in _starts(model).items() if (net := _net(name, link)).ends]
    return draw(panels, nets, min(_COLUMNS, len(panels))), nets


def _drawn(model: Model) -> list[Subject]:
    return [part for part in subjects(model) if part.nodes]


def _starts(model: Model) -> dict[str, LinkKind]:
    """List the links once for each kind that they start from, by a name that says both."""
    return {f"{link.name}/{start}": link for link in model.links.values() for start in link.starts}


def _start(name: str) -> str:
    return name.partition("/")[2]


def _selves(model: Model) -> dict[str, list[LinkKind]]:
    """Find the links from a kind to itself: they are written into its box, not drawn."""
    return {
        name: [ln for ln in model.links.values() if name in ln.starts and name in ln.ends]
        for name in model.nodes
    }


def _least(selves: int) -> int:
    return (3 + selves) * PITCH


def _net(name: str, link: LinkKind) -> Net:
    start = _start(name)
    ends = tuple(end for end in link.ends if end != start)
    return Net(name, start, ends, _width(_label(link)) + 14)


def _label(link: LinkKind) -> str:
    once = " ·1" if link.cls.forward is Cardinality.ONE else ""
    return f"{link.term} {link.name}{once}"


def _width(text: str) -> int:
    """Guess how wide a text of ten pixels is: the fonts of the reader are not known here."""
    return round(sum(10 if sign >= _FIRST_WIDE else 5.7 for sign in text))


def _panels(drawing: Drawing, parts: Sequence[Subject]) -> list[str]:
    lines: list[str] = []
    for part in parts:
        it = drawing.panels[part.name]
        lines += [
            _rectangle(it, rx=10, fill=part.shade.pale),
            _text("subject", it.x + 13, it.y + 20, part.name.upper(), fill=part.shade.dark),
        ]
    return lines


def _box(it: Frame, kind: NodeKind, part: Subject, selves: Sequence[LinkKind]) -> list[str]:
    middle = it.x + it.width // 2
    top = it.y + (it.height - _least(len(selves))) // 2
    lines = [
        f"<g><title>{escape(kind.about)}</title>",
        _rectangle(it, rx=6, fill="#fff", stroke=part.shade.strong, stroke_width=1.5),
        _text("term", middle, top + 22, kind.term, text_anchor="middle"),
        _text("name", middle, top + 38, kind.name + _signs(kind), text_anchor="middle"),
    ]
    for place, link in enumerate(selves, 1):
        y = top + 38 + PITCH * place
        lines.append(_text("self", middle, y, f"↻ {_label(link)}", text_anchor="middle"))
    return [*lines, "</g>"]


def _rectangle(it: Frame, **said: object) -> str:
    at = {"x": it.x, "y": it.y, "width": it.width, "height": it.height}
    return f"<rect {_attributes({**at, **said})}/>"


def _text(look: str, x: int, y: int, text: str, **said: object) -> str:
    return f"<text {_attributes({'class': look, 'x': x, 'y': y, **said})}>{escape(text)}</text>"


def _attributes(said: dict[str, object]) -> str:
    return " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in said.items())


def _signs(kind: NodeKind) -> str:
    period = " ◷" if kind.temporal else ""
    return period + (" ●" if kind.privacy >= Privacy.CASE else "")


def _wire(wire: Wire, link: LinkKind, colour: str) -> list[str]:
    paths = " ".join(_rounded(branch) for branch in wire.branches)
    kind = "wire" if link.temporal else "wire once"
    tips = [f'<path d="M{x} {y}l{-8 * way} -4v8z" fill="{colour}"/>' for x, y, way in wire.tips]
    return [
        f'<path class="halo" d="{paths}"/>',
        f'<path class="{kind}" stroke="{colour}" d="{paths}"/>',
        *tips,
    ]


def _rounded(points: Sequence[tuple[int, int]]) -> str:
    """Write a path of upright and level parts with its corners rounded off."""
    said = [f"M{points[0][0]} {points[0][1]}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(5, _length(before, at) // 2, _length(at, after) // 2)
        (x, y), (u, v) = _toward(at, before, reach), _toward(at, after, reach)
        said.append(f"L{x} {y}Q{at[0]} {at[1]} {u} {v}")
    return "".join([*said, f"L{points[-1][0]} {points[-1][1]}"])


def _length(one: tuple[int, int], two: tuple[int, int]) -> int:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _toward(at: tuple[int, int], goal: tuple[int, int], reach: int) -> tuple[int, int]:
    step = [(there > here) - (there < here) for here, there in zip(at, goal, strict=True)]
    return at[0] + step[0] * reach, at[1] + step[1] * reach


def _texts(wire: Wire, link: LinkKind, colour: str) -> list[str]:
    return [
        _text(
            "link",
            x + 7 * way,
            y - 3,
            _label(link),
            fill=colour,
            text_anchor="start" if way > 0 else "end",
        )
        for x, y, way in wire.texts
    ]


def _frame(drawing: Drawing, model: Model, body: Sequence[str]) -> str:
    width, height = drawing.width, drawing.height + _HEAD
    title = f"{len(model.nodes)} kinds of nodes, {len(model.links)} kinds of links"
    page = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "height": height,
        "role": "img",
        "aria_label": title,
    }
    return "\n".join(
        [
            f"<svg {_attributes(page)}>",
            f"<style>\n{_STYLE}\n</style>",
            _rectangle(Frame(0, 0, width, height), fill="#fff"),
            _text("title", 32, 38, f"模型 {title}"),
            _text("note", 32, 60, _NOTE),
            f'<g transform="translate(0 {_HEAD})">',
            *body,
            "</g>",
            "</svg>",
            "",
        ]
    )
