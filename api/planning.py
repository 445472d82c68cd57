"""What one question is planned with: its arguments, holes, viewer, and how much it may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema, ValueNode, VariableNode, get_argument_values
from graphql.execution.values import VariableValues

from api.holes import Holes, Ready, Source, day, source_of
from api.selections import Asked, Selections
from api.viewer import Viewer
from graph.catalogue import Model
from graph.errors import TooMuch
from graph.plan import Column

MOST_OBJECTS = 100_000


@dataclass(slots=True)
class Row:
    """The columns of one row; the same column asked for twice is read once.

    `offset` leaves room for what the statement puts before the columns.
    """

    offset: int = 0
    columns: dict[Column, int] = field(default_factory=dict)

    def at(self, column: Column) -> int:
        """Give the place of a column, adding it at the end if it is new."""
        return self.columns.setdefault(column, len(self.columns)) + self.offset

    def done(self) -> tuple[Column, ...]:
        """Give the columns in their places."""
        return tuple(self.columns)


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds at one level of a question: the day, and the limits of the pages above."""

    day: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What a plan is made for: all that changes its text, values aside."""

    model: Model
    schema: GraphQLSchema
    selections: Selections
    variables: VariableValues
    viewer: Viewer


class Planning:
    """The state of planning one root field."""

    def __init__(self, form: Form) -> None:
        self.model, self.selections, self.viewer = form.model, form.selections, form.viewer
        self.holes = Holes()
        self.pages: list[tuple[str, ...]] = []
        self._schema, self._variables = form.schema, form.variables

    def arguments(self, typename: str, asked: Asked) -> dict[str, Any]:
        """Give the coerced arguments of a field."""
        owner = self._schema.get_type(typename)
        if not isinstance(owner, GraphQLObjectType):
            raise TypeError(f"{typename} is no object type")
        return get_argument_values(owner.fields[asked.name], asked.node, self._variables)

    def source(self, asked: Asked, name: str, value: object) -> tuple[ValueNode | None, Source]:
        """Say where an argument comes from; one that is left out has its default."""
        node = next((a.value for a in asked.node.arguments or () if a.name.value == name), None)
        if isinstance(node, VariableNode) and node.name.value not in self._variables.coerced:
            node = None
        return node, Source((), value) if node is None else source_of(node, value)

    def hole(self, asked: Asked, name: str, value: object, ready: Ready) -> str:
        """Open a hole for an argument."""
        return self.holes.add(self.source(asked, name, value)[1], ready)

    def scope(self, asked: Asked, arguments: dict[str, Any], outer: Scope) -> Scope:
        """Take the day from `asOf`, else from the level above."""
        if arguments.get("asOf") is None:
            return outer
        return Scope(self.hole(asked, "asOf", arguments["asOf"], day), outer.limits)

    def weigh(self, values: dict[str, Any]) -> int:
        """Count the objects that an answer may hold at most; refuse too many."""
        cost: int = 1 + sum(prod(values[name] - 1 for name in limits) for limits in self.pages)
        if cost > MOST_OBJECTS:
            raise TooMuch(
                f"this may give {cost} objects; at most {MOST_OBJECTS} are given at a time: "
                f"ask for fewer with first"
            )
        return cost
