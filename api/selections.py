"""Read a selection set: merge fields, open fragments, honour @skip and @include."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    VariableNode,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One response key and every field node that asks for it."""

    key: str
    nodes: tuple[FieldNode, ...]

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.nodes[0].name.value

    @property
    def node(self) -> FieldNode:
        """The first node, whose arguments are those of all."""
        return self.nodes[0]

    def below(self) -> list[SelectionNode]:
        """Gather the selections under all nodes."""
        return [
            one
            for node in self.nodes
            if node.selection_set
            for one in node.selection_set.selections
        ]


class Selections:
    """The selections of one operation under given values of its Boolean variables."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, flags: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._flags = flags
        self._fragments = {
            one.name.value: one
            for one in document.definitions
            if isinstance(one, FragmentDefinitionNode)
        }

    def of(self, typename: str, selections: Iterable[SelectionNode]) -> list[Asked]:
        """List what is asked of an object of one concrete type, in the order of the response."""
        found: dict[str, list[FieldNode]] = {}
        self._collect(typename, selections, found, set())
        return [Asked(key, tuple(nodes)) for key, nodes in found.items()]

    def _collect(
        self,
        typename: str,
        selections: Iterable[SelectionNode],
        found: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for one in selections:
            if not self._wanted(one):
                continue
            if isinstance(one, FieldNode):
                key = one.alias.value if one.alias else one.name.value
                found.setdefault(key, []).append(one)
                continue
            fragment: InlineFragmentNode | FragmentDefinitionNode
            if isinstance(one, FragmentSpreadNode):
                if one.name.value in seen:
                    continue
                seen.add(one.name.value)
                fragment = self._fragments[one.name.value]
            elif isinstance(one, InlineFragmentNode):
                fragment = one
            else:
                continue
            condition = fragment.type_condition
            if condition is None or self._applies(condition.name.value, typename):
                self._collect(typename, fragment.selection_set.selections, found, seen)

    def _applies(self, condition: str, typename: str) -> bool:
        if condition == typename:
            return True
        wanted, given = self._schema.get_type(condition), self._schema.get_type(typename)
        return (
            isinstance(wanted, GraphQLInterfaceType | GraphQLUnionType)
            and isinstance(given, GraphQLObjectType)
            and self._schema.is_sub_type(wanted, given)
        )

    def _wanted(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name not in {"skip", "include"}:
                continue
            value = next(one.value for one in directive.arguments or ())
            flag = False
            if isinstance(value, VariableNode):
                flag = self._flags[value.name.value]
            elif isinstance(value, BooleanValueNode):
                flag = value.value
            if flag is (name == "skip"):
                return False
        return True


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """Find the operation to run: the named one, or the only one."""
    found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if name is None:
        return found[0] if len(found) == 1 else None
    return next((one for one in found if one.name and one.name.value == name), None)
