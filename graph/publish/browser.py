"""The style sheet that gives Neo4j Browser the colours, sizes and captions of the model."""

from __future__ import annotations

from graph.catalogue import Model
from graph.description import LinkKind, NodeKind
from graph.kinds import Privacy
from graph.publish.subjects import Shade, subjects

_SMALL, _PLAIN, _LARGE = "40px", "55px", "70px"
_HUB = 8
"""From so many links a kind is drawn large: it is where paths meet."""


def style(model: Model) -> str:
    """Write the style sheet; the format has no comments and no colon or semicolon in a value."""
    rules = [
        _rule("node", {"diameter": _PLAIN, "color": "#d5d8dc", "text-color-internal": "#333333"}),
        _rule("relationship", {"color": "#a5abb6", "shaft-width": "1px", "caption": "'<type>'"}),
    ]
    for part in subjects(model):
        rules += [_node(model, kind, part.shade) for kind in part.nodes]
        rules += [_link(link, part.shade) for link in part.links]
    return "\n".join(rules)


def _node(model: Model, kind: NodeKind, shade: Shade) -> str:
    ways = len(model.ways(kind.name))
    size = _LARGE if ways >= _HUB else _SMALL if kind.cls.recorded or ways == 1 else _PLAIN
    return _rule(
        f"node.{kind.label}",
        {
            "diameter": size,
            "color": shade.strong,
            "border-color": shade.dark,
            "border-width": "2px",
            "text-color-internal": "#ffffff",
            "font-size": "11px",
            "caption": f"'{{{_caption(kind)}}}'",
        },
    )


def _caption(kind: NodeKind) -> str:
    """Name the property to show; the screen is no place for what must never be read back."""
    return "key" if kind.caption.privacy is Privacy.SEALED else kind.caption.name


def _link(link: LinkKind, shade: Shade) -> str:
    return _rule(
        f"relationship.{link.type}",
        {
            "color": shade.strong,
            "shaft-width": "2px" if link.temporal else "1px",
            "font-size": "9px",
            "padding": "3px",
            "text-color-external": shade.dark,
            "text-color-internal": "#ffffff",
            "caption": f"'{link.term}'",
        },
    )


def _rule(selector: str, said: dict[str, str]) -> str:
    lines = [f"  {name}: {value};" for name, value in said.items()]
    return "\n".join([f"{selector} {{", *lines, "}", ""])
