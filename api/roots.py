"""Plan one root field: a node by key or id, a list of a kind, or a hand-written question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
from api.template import Constant, Info, Node, Nodes, Object, One, Page, Pick, Picks, Rows, Same
from graph.catalogue import Model
from graph.cypher.read import read_statement
from graph.cypher.statement import Statement
from graph.description import NodeKind
from graph.errors import PlanError
from graph.kinds import join_key
from graph.plan import ByKey, Every, Fetch, Head, Tally
from graph.plan import Page as Cut

QUERY = "Query"
_COLON = ":"
_HOLE = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Root:
    """One planned root field: what to run, how to fill it, and how to shape what comes back.

    `text` is None where nothing is fetched. `sent` lists the holes that it names, and `exact` those
    limits whose one row more nobody asks about. The checked shape raises on anything that the
    schema does not allow; `loose` passes everything on for graphql-core to judge.
    """

    key: str
    text: str | None
    sent: tuple[str, ...]
    exact: frozenset[str]
    planner: Planner
    shape: Shape
    loose: Shape

    def fill(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Give every hole its value, and refuse what would cost too much."""
        values = self.planner.holes.fill(variables)
        self.planner.weigh(values)
        return values

    def statement(self, holes: Mapping[str, Any]) -> Statement | None:
        """Give what to run with the values that it needs, and no others."""
        if self.text is None:
            return None
        exact = self.exact
        sent = {name: holes[name] - 1 if name in exact else holes[name] for name in self.sent}
        return Statement(self.text, sent)


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
    text = read_statement(fetch).text if fetch else None
    return Root(
        key=asked.key,
        text=text,
        sent=tuple(dict.fromkeys(_HOLE.findall(text or ""))),
        exact=frozenset(_exact(template)),
        planner=planner,
        shape=compile_shaper(template, checked=True),
        loose=compile_shaper(template, checked=False),
    )


def _exact(node: Node | Object) -> Iterator[str]:
    """Name the limits of the pages of which nobody asks whether there is more behind.

    Reading that row costs all that hangs on it: a third of the work in small nested pages.
    """
    match node:
        case Page(limit=limit, parts=parts):
            if not any(isinstance(part, Info) for _, part in parts):
                yield limit
            for _, part in parts:
                if isinstance(part, Nodes):
                    yield from _exact(part.node)
        case Object(parts=parts):
            for _, inner in parts:
                yield from _exact(inner)
        case One(row=row) | Rows(row=row) | Same(row=row):
            yield from _exact(row)
        case Pick(arms=arms) | Picks(arms=arms):
            for _, arm in arms:
                yield from _exact(arm)
        case _:
            return


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
