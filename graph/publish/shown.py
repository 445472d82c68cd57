"""The model for a terminal: the list of kinds, or one kind with its properties and links."""

from __future__ import annotations

from collections.abc import Iterator

from graph.catalogue import Model
from graph.description import Kind, LinkKind, NodeKind
from graph.errors import ModelError


def shown(model: Model, name: str | None) -> str:
    """Describe the whole model, or the kind of this name."""
    if name is None:
        return "\n".join(_list(model))
    kinds: dict[str, Kind] = {**model.nodes, **model.links}
    if name not in kinds:
        raise ModelError(f"there is no kind {name!r}; there are {', '.join(kinds)}")
    return "\n".join(_one(model, kinds[name]))


def _list(model: Model) -> Iterator[str]:
    yield f"{len(model.nodes)} 类节点 kinds of nodes, {len(model.links)} 类关系 kinds of links"
    for kind in model.nodes.values():
        yield f"  {kind.name:16} {kind.term}"
    for link in model.links.values():
        yield f"  {link.name:22} {'|'.join(link.starts)} -> {'|'.join(link.ends)}  {link.term}"


def _one(model: Model, kind: Kind) -> Iterator[str]:
    yield f"{kind.name} ({kind.term}): {kind.about}"
    if isinstance(kind, LinkKind):
        yield f"  {'|'.join(kind.starts)} -[{kind.type}]-> {'|'.join(kind.ends)}"
        yield f"  inverse: {kind.cls.inverse}"
    for prop in kind.properties:
        marks = " ".join(sorted(mark.value for mark in prop.marks))
        many, null = "[]" if prop.many else "", "" if prop.required else "?"
        yield f"  {prop.name:22} {prop.type.graphql}{many}{null}  {prop.term}  {marks}".rstrip()
    if isinstance(kind, NodeKind):
        for way in model.ways(kind.name).values():
            far = "|".join(one.name for one in way.far)
            yield f"  {way.field:22} {way.link.type} {way.cardinality.value} {far}"
