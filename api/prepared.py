"""Documents made ready once: parsed, validated, planned; bounded in count and size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    TypeNode,
)
from graphql.execution.values import VariableValues

from api.planning import Form
from api.questions import Question
from api.roots import Root, plan_root
from api.selections import Asked, Selections, operation_of
from api.viewer import Viewer
from graph.catalogue import Model

_MOST_DOCUMENTS = 1000
_MOST_TEXT = 4_000_000
_MOST_PLANS = 64


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation in one form: its planned roots, and whether graphql-core must help."""

    roots: tuple[Root, ...]
    mixed: bool


@dataclass(slots=True)
class Operation:
    """One operation of a document and its plans, one for each form of the variables."""

    definition: OperationDefinitionNode
    plans: OrderedDict[object, Planned] = field(default_factory=OrderedDict)

    @property
    def is_query(self) -> bool:
        """Tell whether the operation only reads."""
        return self.definition.operation is OperationType.QUERY


@dataclass(slots=True)
class Prepared:
    """A document with its verdict and operations."""

    document: DocumentNode
    errors: list[GraphQLError]
    operations: dict[str | None, Operation | None] = field(default_factory=dict)

    def operation(self, name: str | None) -> Operation | None:
        """Find the operation to run."""
        if name not in self.operations:
            found = operation_of(self.document, name)
            self.operations[name] = Operation(found) if found else None
        return self.operations[name]


class Documents:
    """The documents made ready; the one used longest ago goes first."""

    def __init__(self, prepare: Callable[[str], Prepared]) -> None:
        self._prepare = prepare
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self._size = 0
        self.misses = 0

    def known(self, text: str) -> Prepared | None:
        """Give a document that is ready already."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
        return found

    def get(self, text: str) -> Prepared:
        """Give a document made ready, making it so if need be."""
        found = self.known(text)
        if found is not None:
            return found
        self.misses += 1
        made = self._prepare(text)
        self._kept[text] = made
        self._size += len(text)
        while len(self._kept) > _MOST_DOCUMENTS or self._size > _MOST_TEXT:
            old, _ = self._kept.popitem(last=False)
            self._size -= len(old)
        return made


@dataclass(frozen=True, slots=True)
class Compiler:
    """What plans are made with."""

    model: Model
    schema: GraphQLSchema
    questions: Mapping[str, Question]

    def planned(
        self, prepared: Prepared, operation: Operation, variables: VariableValues, viewer: Viewer
    ) -> Planned:
        """Give the plan of an operation for the form of these variables and this viewer."""
        key = (viewer, *_form(operation.definition, variables.coerced))
        found = operation.plans.get(key)
        if found is None:
            found = operation.plans[key] = self._plan(prepared, operation, variables, viewer)
            if len(operation.plans) > _MOST_PLANS:
                operation.plans.popitem(last=False)
        return found

    def _plan(
        self, prepared: Prepared, operation: Operation, variables: VariableValues, viewer: Viewer
    ) -> Planned:
        selections = Selections(self.schema, prepared.document, variables.coerced)
        form = Form(self.model, self.schema, selections, variables, viewer)
        asked = selections.of("Query", operation.definition.selection_set.selections)
        mapped = [one for one in asked if not _introspects(one)]
        roots = tuple(plan_root(form, self.questions, one) for one in mapped)
        return Planned(roots, mixed=len(mapped) < len(asked))


def _introspects(asked: Asked) -> bool:
    return asked.name in {"__schema", "__type"}


def _form(definition: OperationDefinitionNode, values: Mapping[str, Any]) -> tuple[object, ...]:
    """Tell two sets of variables apart where they need different plans.

    Booleans by value, ids by the kind they name, inputs by which fields they have, and anything
    else by whether it is there.
    """
    form: list[object] = []
    for one in definition.variable_definitions or ():
        name = one.variable.name.value
        if name not in values:
            form.append(None)
            continue
        value = values[name]
        if value is None or isinstance(value, bool):
            form.append((value,))
        elif isinstance(value, dict):
            form.append(_shape(value))
        elif _named(one.type) == "ID" and isinstance(value, str):
            form.append(value.partition(":")[0])
        else:
            form.append("given")
    return tuple(form)


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return tuple((name, _shape(inner)) for name, inner in value.items())
    return value is None


def _named(node: TypeNode) -> str:
    while isinstance(node, NonNullTypeNode | ListTypeNode):
        node = node.type
    return node.name.value if isinstance(node, NamedTypeNode) else ""
