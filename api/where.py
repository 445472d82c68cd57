"""From a `where` argument to the test of a plan; masked properties cannot be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import ListValueNode, ObjectValueNode, ValueNode

from api.holes import Source, same, source_of
from api.planning import Planning
from graph.description import NodeKind, Property
from graph.errors import NotCleared
from graph.plan import All, Compare, Operator, Test

Given = tuple[ValueNode | None, Source]


def where(planning: Planning, kind: NodeKind, given: Given, value: Mapping[str, Any]) -> Test:
    """Make the test of one kind; every field that is given must hold."""
    tests: list[Test] = []
    for field, words in value.items():
        if words is None:
            continue
        prop = next(one for one in kind.properties if one.field == field)
        _clear(planning, kind, prop)
        below = _inner(given, field, words)
        tests += [
            _compare(planning, prop, Operator(name), _inner(below, name, said), said)
            for name, said in words.items()
        ]
    return All(tuple(tests))


def _compare(
    planning: Planning, prop: Property, operator: Operator, given: Given, value: object
) -> Compare:
    if value is None:
        hole = planning.holes.add(Source((), literal=True), same)
        return Compare(prop.name, Operator.IS_NULL, hole)
    return Compare(prop.name, operator, planning.holes.add(given[1], same))


def _clear(planning: Planning, kind: NodeKind, prop: Property) -> None:
    if not planning.viewer.may_see(max(kind.privacy, prop.privacy)):
        raise NotCleared(
            f"{kind.name}.{prop.field} is masked for the role {planning.viewer.role}; "
            f"it can be neither filtered nor ordered by"
        )


def _inner(given: Given, name: str, value: object) -> Given:
    """Go one field down, whether the object stands in a variable or in the document."""
    node, source = given
    if isinstance(node, ObjectValueNode):
        below = next(one.value for one in node.fields if one.name.value == name)
        return below, _source(below, value)
    return None, Source((*source.path, name)) if source.path else Source((), value)


def _source(node: ValueNode, value: object) -> Source:
    """Say where a value comes from; in a list each element may come from elsewhere."""
    if isinstance(node, ListValueNode) and isinstance(value, list):
        pairs = zip(node.values, value, strict=True)
        return Source((), tuple(source_of(one, said) for one, said in pairs))
    return source_of(node, value)
