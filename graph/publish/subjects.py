"""Kinds grouped by the subject that declares them, each subject with a colour of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from graph.catalogue import Model
from graph.description import LinkKind, NodeKind


@dataclass(frozen=True, slots=True)
class Shade:
    """One colour in the three strengths that pages need: fill, line, and text on the line."""

    pale: str
    strong: str
    dark: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One part of the field: its name, its sentence, its colour and its kinds."""

    name: str
    about: str
    shade: Shade
    nodes: tuple[NodeKind, ...]
    links: tuple[LinkKind, ...]


_SHADES = (
    Shade("#e3f1ea", "#3f8f6b", "#1d5a40"),
    Shade("#e9e9f7", "#6a68b8", "#3b397f"),
    Shade("#fcebdc", "#d27a2c", "#8a4a10"),
    Shade("#e8f2d9", "#7a9b35", "#4b6315"),
    Shade("#fdf3cf", "#c49a12", "#7a5d00"),
    Shade("#fbe3e4", "#c8535a", "#85262d"),
    Shade("#e0eef8", "#3d84b8", "#1a5279"),
    Shade("#f6e3f1", "#ab5797", "#6e2a5e"),
    Shade("#e0f2f2", "#33908f", "#13595a"),
    Shade("#ececec", "#7d7d7d", "#4a4a4a"),
)


def subjects(model: Model) -> tuple[Subject, ...]:
    """Group the kinds of a model by the module that declares them, in order of declaration."""
    names: dict[str, None] = {}
    for node in model.nodes.values():
        names.setdefault(node.cls.__module__)
    for link in model.links.values():
        names.setdefault(link.cls.__module__)
    return tuple(
        Subject(
            name=module.rpartition(".")[2],
            about=_first_line(module),
            shade=_SHADES[place % len(_SHADES)],
            nodes=tuple(k for k in model.nodes.values() if k.cls.__module__ == module),
            links=tuple(k for k in model.links.values() if k.cls.__module__ == module),
        )
        for place, module in enumerate(names)
    )


def _first_line(module: str) -> str:
    return (sys.modules[module].__doc__ or module).strip().partition("\n")[0]
