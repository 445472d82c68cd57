"""From a document, variables and a viewer to a result: one statement for each root field."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graphql import ExecutionResult, GraphQLError, GraphQLSchema, parse, validate
from graphql.execution.values import VariableValues, get_variable_values

from api.failures import anomaly, coded, failure, with_code
from api.limits import MOST_CHARACTERS, MOST_TOKENS, measure
from api.prepared import Compiler, Documents, Operation, Planned, Prepared
from api.roots import Root
from api.shadow import judge
from api.viewer import Viewer
from graph.cypher.statement import Statement
from graph.errors import BangfuError, TooMuch


class Reads(Protocol):
    """Whatever runs a reading statement and gives its rows."""

    async def rows(self, statement: Statement) -> list[list[Any]]:
        """Run a statement."""
        ...


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: an operation with its variables, and who asks."""

    prepared: Prepared
    name: str | None
    variables: Mapping[str, Any]
    viewer: Viewer


class Answers:
    """Answers operations; counts how often graphql-core had to complete one."""

    def __init__(self, compiler: Compiler, reads: Reads) -> None:
        self.documents = Documents(self._prepare)
        self.judged = 0
        self._compiler, self._reads = compiler, reads

    @property
    def schema(self) -> GraphQLSchema:
        """The schema by which documents are judged."""
        return self._compiler.schema

    def _prepare(self, text: str) -> Prepared:
        if len(text) > MOST_CHARACTERS:
            raise TooMuch(f"the document has more than {MOST_CHARACTERS} characters")
        document = parse(text, max_tokens=MOST_TOKENS)
        measure(document)
        errors = validate(self.schema, document, hide_suggestions=True)
        return Prepared(document, [with_code(one, "GRAPHQL_VALIDATION_FAILED") for one in errors])

    async def answer(self, ask: Ask) -> ExecutionResult:
        """Answer one operation; every error is one of GraphQL, with a code."""
        operation = ask.prepared.operation(ask.name)
        if operation is None:
            return _refused(no_operation(ask.name))
        definitions = operation.definition.variable_definitions or ()
        values = get_variable_values(
            self.schema, definitions, dict(ask.variables), hide_suggestions=True
        )
        if isinstance(values, list):
            return _refused(*(with_code(one, "BAD_ARGUMENT") for one in values))
        try:
            return await self._run(ask, operation, values)
        except GraphQLError as error:
            return _refused(with_code(error, "BAD_ARGUMENT"))
        except BangfuError as error:
            return _refused(failure(error))

    async def _run(self, ask: Ask, operation: Operation, values: VariableValues) -> ExecutionResult:
        planned = self._compiler.planned(ask.prepared, operation, values, ask.viewer)
        filled = [root.fill(values.coerced) for root in planned.roots]
        records = await self._fetch(planned, filled)
        if not planned.mixed:
            data = _shaped(planned.roots, records, filled)
            if data is not None:
                return ExecutionResult(data, None)
        self.judged += 1
        loose = {
            root.key: root.loose(record, holes)
            for root, record, holes in zip(planned.roots, records, filled, strict=True)
        }
        result = judge(self.schema, ask.prepared.document, loose, dict(ask.variables), ask.name)
        errors = [anomaly(one) for one in result.errors or ()]
        return ExecutionResult(result.data, errors or None)

    async def _fetch(self, planned: Planned, filled: list[dict[str, Any]]) -> list[Any]:
        if len(planned.roots) == 1:
            return [await self._record(planned.roots[0], filled[0])]
        pairs = zip(planned.roots, filled, strict=True)
        return await asyncio.gather(*(self._record(root, holes) for root, holes in pairs))

    async def _record(self, root: Root, holes: dict[str, Any]) -> Any:  # noqa: ANN401 - one record of rows
        statement = root.statement(holes)
        if statement is None:
            return []
        rows = await self._reads.rows(statement)
        return rows[0]


def _shaped(
    roots: tuple[Root, ...], records: list[Any], filled: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """Shape every root, or give None where a value is not one that the schema allows."""
    try:
        return {
            root.key: root.shape(record, holes)
            for root, record, holes in zip(roots, records, filled, strict=True)
        }
    except Exception:  # noqa: BLE001 - a shaper trips in many ways over a wrong row; all mean one
        return None


def no_operation(name: str | None) -> GraphQLError:
    """Say that it is not clear which operation of a document is meant."""
    known = "name one of its operations" if name is None else "it has no such operation"
    return coded(f"the document is ambiguous: {known}", "BAD_ARGUMENT")


def _refused(*errors: GraphQLError) -> ExecutionResult:
    return ExecutionResult(None, list(errors))
