"""The model as a page to read: every kind, property, link, closed list and law in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.catalogue import Model
from graph.description import Direction, Kind, LinkKind, NodeKind, Property, Way
from graph.kinds import Cardinality, Mark, Privacy, Temporal, snake
from graph.publish.prose import LAWS, LEGEND, SYSTEM
from graph.publish.subjects import Subject, subjects
from graph.values import Vocabulary

Row = Sequence[str]

_MARKS = {
    Mark.KEY: "key",
    Mark.NUMBER: "number",
    Mark.CAPTION: "caption",
    Mark.INDEXED: "indexed",
    Mark.SEARCHED: "searched",
    Mark.PERSONAL: "personal",
    Mark.SEALED: "secret",
    Mark.RECORDED: "recorded",
}
_PRIVACY = {
    Privacy.PUBLIC: "public",
    Privacy.PARTNER: "partner",
    Privacy.CASE: "case",
    Privacy.SEALED: "sealed",
}


def page(model: Model) -> str:
    """Write the page that explains a model."""
    parts = subjects(model)
    return "\n".join(
        [
            *_opening(model, parts),
            *_overview(parts),
            *(line for part in parts for line in _subject(model, part)),
            *_vocabularies(model),
            LAWS,
            SYSTEM.rstrip(),
            "",
        ]
    )


def _opening(model: Model, parts: Sequence[Subject]) -> list[str]:
    kinds = (*model.nodes.values(), *model.links.values())
    counts = (
        f"{len(model.nodes)} kinds of nodes",
        f"{len(model.links)} kinds of links",
        f"{sum(len(kind.properties) for kind in kinds)} properties",
        f"{sum(kind.temporal for kind in kinds)} kinds with a period",
        f"{len(_lists(model))} closed lists",
    )
    return [
        "# The model 模型",
        "",
        "What the graph can say: every kind of thing, its properties, and the links between them.",
        "Printed from the declarations by `make publish`: change a declaration, not this page.",
        "",
        f"{len(parts)} subjects: {', '.join(counts)}.",
        "",
        "![Kinds and links by subject](model.svg)",
        "",
        LEGEND,
    ]


def _overview(parts: Sequence[Subject]) -> list[str]:
    lines = ["## Kinds of nodes 节点", ""]
    rows: list[Row] = [
        (
            _link(kind),
            kind.term,
            part.name,
            _sentence(kind),
            _codes(one.field for one in kind.properties if Mark.KEY in one.marks),
            f"`{kind.caption.field}`",
            _PRIVACY[kind.privacy],
            _yes(on=kind.temporal),
        )
        for part in parts
        for kind in part.nodes
    ]
    lines += _table(
        ("Kind", "术语", "Subject", "What it is", "Key", "Caption", "Privacy", "期"), rows
    )
    lines += ["## Kinds of links 关系", ""]
    links: list[Row] = [
        (
            _link(link),
            link.term,
            f"{_kinds(link.starts)} → {_kinds(link.ends)}",
            _sentence(link),
            f"{_at_once(link.cls.forward)} / {_at_once(link.cls.backward)}",
            _PRIVACY[link.privacy],
            _yes(on=link.temporal),
        )
        for part in parts
        for link in part.links
    ]
    return lines + _table(
        ("Link", "术语", "From → to", "What it says", "Out / back", "Privacy", "期"), links
    )


def _subject(model: Model, part: Subject) -> list[str]:
    lines = [f"## {part.name.capitalize()}", "", part.about, ""]
    for kind in part.nodes:
        lines += [*_heading(kind), f"One: `{kind.one}(...)`; list: `{kind.many}(...)`.", ""]
        lines += _table(_PROPERTY_HEADS, _said(kind))
        lines += _ways(model, kind)
    for link in part.links:
        lines += [*_heading(link), *_reading(link)]
        if rows := _said(link):
            lines += _table(_PROPERTY_HEADS, rows)
    return lines


def _heading(kind: NodeKind | LinkKind) -> list[str]:
    notes = [_PRIVACY[kind.privacy]]
    if kind.temporal:
        notes.append("with a period")
    if kind.cls.recorded:
        notes.append("tells of loading, not of the field")
    head = f"### {kind.name} {kind.term}"
    return [
        f'<a id="{kind.name.lower()}"></a>',
        "",
        head,
        "",
        f"{kind.about} *{', '.join(notes)}*",
        "",
    ]


_PROPERTY_HEADS = ("Property", "术语", "Type", "Required", "Marks", "Privacy", "What it says")


def _said(kind: Kind) -> list[Row]:
    """List the properties of a kind without the period, which is explained once above."""
    return [_property(one) for one in kind.properties if one.name not in Temporal.model_fields]


def _property(one: Property) -> Row:
    kind = one.type.graphql
    named = f"[{kind}](#{kind.lower()})" if one.type.vocabulary else kind
    return (
        f"`{one.field}`",
        one.term,
        f"list of {named}" if one.many else named,
        _yes(on=one.required),
        ", ".join(said for mark, said in _MARKS.items() if mark in one.marks),
        _PRIVACY[one.privacy],
        one.about,
    )


def _ways(model: Model, kind: NodeKind) -> list[str]:
    rows = [_way(kind, way) for way in model.ways(kind.name).values()]
    heads = ("Field", "Reads", "At one time", "Link", "术语")
    return _table(heads, rows) if rows else ["No links.", ""]


def _way(kind: NodeKind, way: Way) -> Row:
    out = way.direction is Direction.OUT
    verb = snake(way.link.name) if out else way.link.cls.inverse
    return (
        f"`{way.field}`",
        f"{kind.name} *{_spoken(verb)}* {_kinds(far.name for far in way.far)}",
        _at_once(way.cardinality),
        f"{'→' if out else '←'} {_link(way.link)}",
        way.link.term,
    )


def _reading(link: LinkKind) -> list[str]:
    out = f"{_kinds(link.starts)} *{_spoken(snake(link.name))}* {_kinds(link.ends)}"
    back = f"{_kinds(link.ends)} *{_spoken(link.cls.inverse)}* {_kinds(link.starts)}"
    return [
        f"- Out: {out} ({_at_once(link.cls.forward)} at one time)",
        f"- Back: {back} ({_at_once(link.cls.backward)} at one time)",
        f"- In the database: `{link.type}`",
        "",
    ]


def _lists(model: Model) -> dict[type[Vocabulary], list[str]]:
    """Find the closed lists of a model, each with the properties that use it."""
    found: dict[type[Vocabulary], list[str]] = {}
    for kind in (*model.nodes.values(), *model.links.values()):
        for one in kind.properties:
            if one.type.vocabulary:
                found.setdefault(one.type.vocabulary, []).append(f"{kind.name}.{one.field}")
    return found


def _vocabularies(model: Model) -> list[str]:
    lines = ["## Closed lists 代码表", ""]
    lists = _lists(model)
    for vocabulary in sorted(lists, key=lambda one: one.__name__):
        name, users = vocabulary.__name__, lists[vocabulary]
        told = users if len(users) < _FEW else [f"the period of {len(users)} properties"]
        lines += [f'<a id="{name.lower()}"></a>', "", f"### {name}", ""]
        lines += [f"{vocabulary.__doc__} Used by {_codes(told)}.", ""]
        rows = [(f"`{one.name}`", one.label, "、".join(one.aliases)) for one in vocabulary]
        lines += _table(("Stored", "Label", "Also written"), rows)
    return lines


_FEW = 8


def _table(heads: Row, rows: Iterable[Row]) -> list[str]:
    return [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows), ""]


def _row(cells: Row) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _kinds(names: Iterable[str]) -> str:
    return " or ".join(f"[{name}](#{name.lower()})" for name in names)


def _link(kind: Kind) -> str:
    return f"[{kind.name}](#{kind.name.lower()})"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in words)


def _sentence(kind: Kind) -> str:
    """Drop the Chinese term, which has a column of its own."""
    return re.sub(r"\s*[（(][^（）()]*[)）]", "", kind.about, count=1)


def _spoken(verb: str) -> str:
    return verb.replace("_", " ")


def _at_once(cardinality: Cardinality) -> str:
    return cardinality.value


def _yes(*, on: bool) -> str:
    return "✓" if on else ""
