"""Strawberry's public hooks: the document made ready, its verdict, and the finished result."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from api.answers import Answers, Ask, no_operation
from api.failures import failure, with_code
from api.prepared import Prepared
from api.viewer import Viewer
from graph.errors import BangfuError


@dataclass(slots=True)
class Context:
    """What a request carries besides its document: who asks, and who answers."""

    viewer: Viewer
    answers: Answers
    prepared: Prepared | None = None


class Compiled(SchemaExtension):
    """Let the compiled path answer every operation."""

    def on_parse(self) -> Iterator[None]:
        """Give the document, made ready once for its text."""
        context: Context = self.execution_context.context
        try:
            context.prepared = context.answers.documents.get(self.execution_context.query or "")
        except BangfuError as error:
            raise failure(error) from None
        except GraphQLError as error:
            raise with_code(error, "GRAPHQL_PARSE_FAILED") from None
        name = self._name()
        if context.prepared.operation(name) is None:
            # Strawberry itself would answer in plain text, without a code.
            raise no_operation(name)
        self.execution_context.graphql_document = context.prepared.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Give the verdict, found once for its text."""
        context: Context = self.execution_context.context
        if context.prepared is not None:
            self.execution_context.pre_execution_errors = context.prepared.errors
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """Give the result."""
        made = self.execution_context
        context: Context = made.context
        if context.prepared is not None:
            ask = Ask(context.prepared, self._name(), made.variables or {}, context.viewer)
            made.result = await context.answers.answer(ask)
        yield

    def _name(self) -> str | None:
        """Give the name of the operation as it was given, not guessed."""
        return self.execution_context._provided_operation_name  # noqa: SLF001 - nothing public tells
