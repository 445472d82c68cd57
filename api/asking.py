"""Plan a hand-written question: its head, and what is selected of the columns it declares."""

from __future__ import annotations

from collections.abc import Sequence

from graphql import SelectionNode

from api.listing import Listing
from api.planner import BOUNDS, Planner
from api.planning import Row, Scope
from api.questions.question import Chain, ManyThings, OneThing, Question, Told
from api.selections import Asked
from api.template import Constant, Node, Object, Pick, Picks, Rows, Same, Scalar
from graph.kinds import camel
from graph.plan import Column, Given, GivenLinks, GivenNode, GivenNodes, Over, Read, TypeOf, Variant

LINK = "ChainLink"
_PERIOD = {"validFrom": "valid_from", "validTo": "valid_to"}
_ENDS = {"from": 0, "to": 1}


class QuestionListing(Listing):
    """Rows of a question."""

    def __init__(self, planner: Planner, question: Question, scope: Scope) -> None:
        super().__init__(planner, Row())
        self._question, self._scope = question, scope

    def ties(self) -> tuple[Column, ...]:
        """Sort as the question declares."""
        return tuple(Given(name) for name in self._question.order)

    def belonging(self, asked: Asked) -> Node:
        """Refuse: an edge of a question has only its node and cursor."""
        raise TypeError(f"{asked.name} belongs to no edge")

    def node(self, selections: Sequence[SelectionNode]) -> Node:
        """Plan the object of a row."""
        row = self._question.row
        parts = [
            (asked.key, self._part_of_row(asked))
            for asked in self.planner.selections.of(row, selections)
        ]
        return Same(Object(row, tuple(parts)))

    def _part_of_row(self, asked: Asked) -> Node:
        if asked.name == "__typename":
            return Constant(self._question.row)
        column = next(one for one in self._question.columns if camel(one.name) == asked.name)
        match column:
            case Told(name, _, kind, required):
                entries = None if isinstance(kind, str) else frozenset(e.name for e in kind)
                graphql = kind if isinstance(kind, str) else kind.__name__
                absent = BOUNDS["valid_from" if name == "since" else "valid_to"]
                return Scalar(
                    self.row.at(Given(name)),
                    graphql,
                    required=required,
                    entries=entries,
                    absent=absent if graphql == "Date" else None,
                )
            case OneThing(name, _, kinds):
                variants, arms = self._things(kinds, asked.below())
                return Pick(self.row.at(GivenNode(name, variants)), arms)
            case ManyThings(name, _, kinds):
                variants, arms = self._things(kinds, asked.below())
                return Picks(self.row.at(GivenNodes(name, variants)), arms)
            case Chain():
                return self._chain(column, asked)

    def _things(
        self, names: tuple[str, ...], selections: Sequence[SelectionNode]
    ) -> tuple[tuple[Variant, ...], tuple[tuple[str, Object], ...]]:
        kinds = [self.planner.model.node(name) for name in names]
        return self.planner.variants(kinds, selections, self._scope)

    def _chain(self, chain: Chain, asked: Asked) -> Rows:
        """Plan the links: the two ends stand first in a row, then what is asked of the link."""
        row = Row(offset=len(_ENDS))
        ends: dict[str, tuple[Variant, ...]] = {}
        parts: list[tuple[str, Node]] = []
        for part in self.planner.selections.of(LINK, asked.below()):
            match part.name:
                case "__typename":
                    made: Node = Constant(LINK)
                case "kind":
                    made = Scalar(row.at(TypeOf()), "String", required=True)
                case "origins":
                    made = self.planner.origins(part.below(), row, Over.LINK)
                case "from" | "to" as end:
                    names = chain.starts if end == "from" else chain.ends
                    ends[end], arms = self._things(names, part.below())
                    made = Pick(_ENDS[end], arms, required=True)
                case name:
                    made = self._bound(_PERIOD[name], row)
            parts.append((part.key, made))
        links = GivenLinks(chain.name, row.done(), ends.get("from", ()), ends.get("to", ()))
        return Rows(self.row.at(links), Object(LINK, tuple(parts)))

    def _bound(self, name: str, row: Row) -> Scalar:
        every = (link.property_of(name) for link in self.planner.model.links.values())
        prop = next(one for one in every if one is not None)
        place = row.at(Read(prop, Over.LINK))
        return Scalar(place, "Date", required=False, absent=BOUNDS[name])
