"""The schema: derived roots, hand-written roots, and the copy by which both are judged."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.types import ExecutionContext

from api.asking import LINK
from api.declare import Field, object_type
from api.derive import AFTER, AS_OF, FIRST, Derived, Origin, PageInfo, derive, id_argument, roots
from api.extension import Compiled
from api.prepared import Compiler
from api.questions import QUESTIONS, Question
from api.questions.question import Chain, ManyThings, OneThing, Told
from api.scalars import Date, config, python_type
from api.shadow import shadow_of
from graph.catalogue import Model
from graph.kinds import camel

_LOG = logging.getLogger("bangfu.api")


class _Schema(strawberry.Schema):
    """Logs the code and path of an error, never its message: that may quote what was asked."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Write one line for each error."""
        del execution_context
        for error in errors:
            code = (error.extensions or {}).get("code", "INTERNAL")
            _LOG.info("graphql error %s at %s", code, error.path)


@dataclass(frozen=True, slots=True)
class Built:
    """A schema as Strawberry serves it, and what answers are compiled with."""

    served: strawberry.Schema
    sdl: str
    compiler: Compiler


def build(model: Model, questions: Iterable[Question] = QUESTIONS) -> Built:
    """Derive everything from a model and a set of questions."""
    derived = derive(model)
    asked = {one.name: one for one in questions}
    fields = [*roots(derived), *(_question(derived, one) for one in asked.values())]
    query = type("Query", (), {"__module__": __name__})
    object_type(query, "Query", "查询: where every question begins.", fields)
    kinds = [derived.types[name] for name in model.nodes]
    served = _Schema(query, config=config(), types=kinds, extensions=[Compiled])
    sdl = served.as_str() + "\n"
    shadow: GraphQLSchema = shadow_of(sdl)
    return Built(served, sdl, Compiler(model, shadow, asked))


def _question(derived: Derived, question: Question) -> Field:
    made = {
        name: type(name, (), {"__module__": __name__})
        for name in (question.row, f"{question.row}Edge", f"{question.row}Connection")
    }
    row, edge, page = made.values()
    object_type(row, question.row, question.about, [_column(derived, c) for c in question.columns])
    cursor = Field("cursor", str, "游标: where this row stands; give it to `after`.")
    node = Field("node", row, "对象: what the row says.")
    object_type(edge, f"{question.row}Edge", "行: a row with its cursor.", [cursor, node])
    parts = [
        Field("nodes", list[row], "对象: what the rows of this page say."),  # type: ignore[valid-type]  # a class made here
        Field("edges", list[edge], "行: the rows of this page."),  # type: ignore[valid-type]  # a class made here
        Field("pageInfo", PageInfo, "分页信息: what lies before and behind."),
    ]
    object_type(page, f"{question.row}Connection", "页: a page of answers.", parts)
    return Field(question.name, page, question.about, (id_argument("of"), FIRST, AFTER, AS_OF))


def _column(derived: Derived, column: Told | OneThing | ManyThings | Chain) -> Field:
    thing = derived.types["Thing"]
    made: Any
    match column:
        case Told(_, about, kind, required):
            made = python_type(kind) if isinstance(kind, str) else derived.enum(kind)
            made = made if required else made | None
        case OneThing(_, about):
            made = thing | None
        case ManyThings(_, about):
            made = list[thing]  # type: ignore[valid-type]  # a class made here
        case Chain(_, about):
            made = list[_chain_link(derived)]  # type: ignore[misc]  # a class made here
    return Field(camel(column.name), made, about)


def _chain_link(derived: Derived) -> Any:  # noqa: ANN401 - a class made once
    if LINK not in derived.types:
        made = derived.types[LINK] = type(LINK, (), {"__module__": __name__})
        thing = derived.types["Thing"]
        fields = [
            Field("kind", str, "关系: the type of the link, as in the graph."),
            Field("from", thing, "起点: where the link comes from."),
            Field("to", thing, "终点: where it leads."),
            Field("validFrom", Date | None, "有效期起: null if unknown."),
            Field("validTo", Date | None, "有效期止: null while open."),
            Field("origins", list[Origin], "来源: every file, sheet and row that says so."),
        ]
        object_type(made, LINK, "关系: one link of a chain.", fields)
    return derived.types[LINK]
