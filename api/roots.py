"""Plan one root field: a node by key or id, a list of a kind, or a hand-written question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.asking import QuestionListing
from api.holes import Ready, Source
from api.listing import KindListing
from api.planner import Planner
from api.planning import Form, Row, Scope
from api.questions import Question
from api.selections import Asked
from api.shaper import Shape, compile_shaper
from api.template import Constant, Node, One, Page, Same
from graph.catalogue import Model
from graph.cypher.read import read_statement
from graph.description import NodeKind
from graph.errors import PlanError
from graph.kinds import join_key
from graph.plan import ByKey, Every, Fetch, Head, Tally
from graph.plan import Page as Cut

QUERY = "Query"
_COLON = ":"


@dataclass(frozen=True, slots=True)
class Root:
    """One planned root field: what to run, how to fill it, and how to shape what comes back.

    `text` is None where nothing is fetched. The checked shape raises on anything that the schema
    does not allow; `loose` passes everything on for graphql-core to judge.
    """

    key: str
    text: str | None
    planner: Planner
    shape: Shape
    loose: Shape

    def fill(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Give every hole its value, and refuse what would cost too much."""
        values = self.planner.holes.fill(variables)
        self.planner.weigh(values)
        return values


def kind_in(model: Model, ident: object) -> str:
    """Tell which kind an id names; anything else than our own id is refused."""
    label, colon, key = str(ident).partition(_COLON)
    if not colon or not key or label not in model.nodes:
        raise PlanError("id is not an id of this graph; use one that an answer gave")
    return label


def plan_root(form: Form, questions: Mapping[str, Question], asked: Asked) -> Root:
    """Plan one root field of an operation."""
    planner = _RootPlanner(form)
    fetch, template = planner.root(asked, questions)
    return Root(
        key=asked.key,
        text=read_statement(fetch).text if fetch else None,
        planner=planner,
        shape=compile_shaper(template, checked=True),
        loose=compile_shaper(template, checked=False),
    )


class _RootPlanner(Planner):
    def root(self, asked: Asked, questions: Mapping[str, Question]) -> tuple[Fetch | None, Node]:
        if asked.name == "__typename":
            return None, Constant(QUERY)
        arguments = self.arguments(QUERY, asked)
        scope = self.scope(asked, arguments, Scope(self.holes.today()))
        day = None if arguments.get("ever") else scope.day
        if asked.name in questions:
            return self._question(questions[asked.name], asked, arguments, scope)
        if asked.name == "node":
            return self._by_id(asked, arguments, scope)
        for kind in self.model.nodes.values():
            if asked.name == kind.one:
                return self._by_key(kind, self._key(kind, asked, arguments), asked, scope)
            if asked.name == kind.many:
                return self._every(kind, asked, arguments, Scope(scope.day), day)
        raise PlanError(f"there is no root field {asked.name}")

    def _by_id(self, asked: Asked, arguments: dict[str, Any], scope: Scope) -> tuple[Fetch, Node]:
        kind = self.model.node(kind_in(self.model, arguments["id"]))
        hole = self.hole(asked, "id", arguments["id"], _key_in(kind.name))
        return self._by_key(kind, hole, asked, scope)

    def _key(self, kind: NodeKind, asked: Asked, arguments: dict[str, Any]) -> str:
        fields = [one.field for name in kind.cls.key_parts if (one := kind.property_of(name))]
        parts = tuple(self.source(asked, name, arguments[name])[1] for name in fields)
        return self.holes.add(Source((), parts), _joined)

    def _by_key(self, kind: NodeKind, hole: str, asked: Asked, scope: Scope) -> tuple[Fetch, Node]:
        row = Row()
        made = self.node(kind, asked.below(), row, scope)
        return Fetch(ByKey(kind, hole, scope.day), row.done()), One(0, Same(made))

    def _every(
        self,
        kind: NodeKind,
        asked: Asked,
        arguments: dict[str, Any],
        scope: Scope,
        day: str | None,
    ) -> tuple[Fetch, Node]:
        test = self.where(asked, arguments, (kind,))
        cut = self.cut(asked, arguments, 1)
        below = self._below(scope, cut)
        listing = KindListing(self, (kind,), below)
        parts = listing.parts(f"{kind.name}Connection", asked)
        cursor = listing.cursor() if listing.wants_cursor else ()
        start = Every(kind, cut, test, day=day)
        tally = Tally(kind, test, day) if listing.wants_total else None
        fetch = Fetch(start, listing.row.done(), tally)
        return fetch, Page(0, 1 if tally else None, cut.limit, cursor, bool(cut.after), parts)

    def _question(
        self, question: Question, asked: Asked, arguments: dict[str, Any], scope: Scope
    ) -> tuple[Fetch, Node]:
        subject = kind_in(self.model, arguments["of"])
        if subject not in question.subjects:
            known = ", ".join(question.subjects)
            raise PlanError(f"{question.name} is asked of one of {known}; {subject} is none")
        self.holes.name("of", self.source(asked, "of", arguments["of"])[1], _key_in(subject))
        self.holes.rename(scope.day, "day")
        cut = self.cut(asked, arguments, len(question.order))
        listing = QuestionListing(self, question, self._below(Scope("day"), cut))
        parts = listing.parts(f"{question.row}Connection", asked)
        cursor = listing.cursor() if listing.wants_cursor else ()
        start = Head(question.head(subject), question.order, cut)
        page = Page(0, None, cut.limit, cursor, bool(cut.after), parts)
        return Fetch(start, listing.row.done()), page

    def _below(self, scope: Scope, cut: Cut) -> Scope:
        below = Scope(scope.day, (*scope.limits, cut.limit))
        self.pages.append(below.limits)
        return below


def _key_in(kind: str) -> Ready:
    """Take the key out of an id of one kind."""

    def ready(ident: object) -> str:
        label, _, key = str(ident).partition(_COLON)
        if label != kind:
            raise PlanError(f"this id does not name a {kind}")
        return key

    return ready


def _joined(parts: list[str]) -> str:
    return join_key(*parts)
