"""Make a failing document small: drop one piece after another while it goes on failing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from graphql import (
    REMOVE,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

Fails = Callable[[str], Awaitable[bool]]

_PIECES = {"field", "argument", "directive", "inline_fragment", "fragment_spread", "object_field"}


async def shrink(text: str, schema: GraphQLSchema, fails: Fails) -> str:
    """Give the smallest document found that still fails; `fails` runs one."""
    best, going = print_ast(parse(text)), True
    while going:
        going = False
        for smaller in _smaller(parse(best)):
            if len(smaller) < len(best) and _valid(smaller, schema) and await fails(smaller):
                best, going = smaller, True
                break
    return best


def _valid(text: str, schema: GraphQLSchema) -> bool:
    if "{}" in text:
        return False  # a selection has lost its last field
    try:
        return not validate(schema, parse(text))
    except GraphQLError:
        return False


def _smaller(document: DocumentNode) -> Iterator[str]:
    """Give every document with one piece less, the outermost pieces first."""
    counter = _Dropper(-1)
    visit(document, counter)
    for place in range(counter.seen):
        yield print_ast(_swept(visit(document, _Dropper(place))))


class _Dropper(Visitor):
    """Leaves out the piece at one place."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.seen, self._place = 0, place

    def enter(self, node: Node, *_: Any) -> Any:
        """Count the pieces."""
        if node.kind not in _PIECES:
            return None
        self.seen += 1
        return REMOVE if self.seen - 1 == self._place else None


class _Sweeper(Visitor):
    """Leaves out fragments and variables that nothing uses."""

    def __init__(self, used: set[str]) -> None:
        super().__init__()
        self._used = used

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: Any) -> Any:
        """Keep what is spread."""
        return None if node.name.value in self._used else REMOVE

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> Any:
        """Keep what is read."""
        return False if f"${node.variable.name.value}" in self._used else REMOVE


class _Reader(Visitor):
    """Names the fragments that are spread and, with a dollar sign, the variables that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def enter_variable_definition(self, *_: Any) -> Any:
        """Do not take a declaration for a use."""
        return False

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        """Note a fragment."""
        self.used.add(node.name.value)

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        """Note a variable."""
        self.used.add(f"${node.name.value}")


def _swept(document: DocumentNode) -> DocumentNode:
    while True:
        reader = _Reader()
        visit(document, reader)
        made: DocumentNode = visit(document, _Sweeper(reader.used))
        if len(made.definitions) == len(document.definitions):
            return made
        document = made
