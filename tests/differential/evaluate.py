"""Evaluate a plan in plain Python over plain data: what its statement must give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from operator import contains, eq, ge, gt, le, lt
from typing import Any

from graph.description import Direction, Kind, Property, Way
from graph.plan import (
    All,
    ByKey,
    Column,
    Compare,
    Count,
    Either,
    Every,
    Fetch,
    Hop,
    KeyOf,
    LabelOf,
    Not,
    Operator,
    Order,
    Over,
    Read,
    Test,
    TypeOf,
)
from tests.differential.facts import Facts, Link, Thing

Reached = tuple[Thing, Link | None]


class Evaluator:
    """Answers plans over one graph."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._starts, self._ends = facts.around()

    def record(self, plan: Fetch, holes: Mapping[str, Any]) -> list[Any]:
        """Give the one record of a plan."""
        match plan.start:
            case ByKey(kind, hole, day):
                found = self._facts.things.get((kind.name, holes[hole]))
                reached = [(found, None)] if found and _holds(kind, found, day, holes) else []
            case Every(kind, page, test, order, day):
                passing = self._every(kind, test, day, holes)
                after = tuple(holes[hole] for hole in page.after)
                reached = [one for one in passing if not after or (one[0].key,) > after]
                reached = _sorted(reached, order)[: holes[page.limit]]
            case _:
                raise TypeError("a hand-written head is not evaluated here")
        rows = [[self._cell(one, column, holes) for column in plan.columns] for one in reached]
        if plan.tally is None:
            return [rows]
        return [rows, len(self._every(plan.tally.kind, plan.tally.test, plan.tally.day, holes))]

    def _every(
        self, kind: Kind, test: Test, day: str | None, holes: Mapping[str, Any]
    ) -> list[tuple[Thing, None]]:
        return [
            (one, None)
            for one in self._facts.things.values()
            if one.kind == kind.name
            and _holds(kind, one, day, holes)
            and passes(test, (one, None), holes)
        ]

    def _cell(self, reached: Reached, column: Column, holes: Mapping[str, Any]) -> Any:
        thing, link = reached
        match column:
            case Read(prop, over):
                return _spoken(prop, _over(reached, over).values.get(prop.name))
            case KeyOf(over):
                return _over(reached, over).key
            case LabelOf():
                return thing.kind
            case TypeOf():
                return self._facts.model.links[link.kind].type if link else None
            case Count(way, day, test):
                return len(self._reached(thing, way, day, test, holes))
            case Hop():
                return self._hop(thing, column, holes)
            case _:
                raise TypeError(column)

    def _hop(self, thing: Thing, hop: Hop, holes: Mapping[str, Any]) -> list[Any]:
        found = self._reached(thing, hop.way, hop.day, hop.test, holes)
        if hop.page and hop.page.after:
            after = tuple(holes[hole] for hole in hop.page.after)
            found = [one for one in found if _ties(one)[: len(after)] > after]
        found = _sorted(found, hop.order)[: holes[hop.page.limit] if hop.page else None]
        rows = []
        for one in found:
            cells = [self._cell(one, column, holes) for column in hop.columns]
            variant = next((v for v in hop.variants if v.kind.name == one[0].kind), None)
            if hop.variants:
                told = [self._cell(one, c, holes) for c in variant.columns] if variant else []
                cells = [[one[0].kind, told] if variant else None, *cells]
            rows.append(cells)
        return rows

    def _reached(
        self, thing: Thing, way: Way, day: str | None, test: Test, holes: Mapping[str, Any]
    ) -> list[tuple[Thing, Link]]:
        out = way.direction is Direction.OUT
        found = []
        for link in (self._starts if out else self._ends).get(thing.spot, []):
            far = self._facts.things[link.end if out else link.start]
            kind = self._facts.model.node(far.kind)
            if (
                link.kind == way.link.name
                and _holds(way.link, link, day, holes)
                and _holds(kind, far, day, holes)
                and passes(test, (far, link), holes)
            ):
                found.append((far, link))
        return found


def _over(reached: Reached, over: Over) -> Thing | Link:
    one = reached[1] if over is Over.LINK else reached[0]
    if one is None:
        raise TypeError("no link leads here")
    return one


def _holds(kind: Kind, one: Thing | Link, day: str | None, holes: Mapping[str, Any]) -> bool:
    if day is None or not kind.temporal:
        return True
    return bool(one.values["valid_from"] <= holes[day] < one.values["valid_to"])


def _spoken(prop: Property, value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) and not prop.many else value


def _ties(reached: Reached) -> tuple[str, ...]:
    thing, link = reached
    return (thing.key, *((link.key, thing.kind) if link else ()))


def _sorted(found: list[Any], order: tuple[Order, ...]) -> list[Any]:
    made = sorted(found, key=_ties)
    for one in reversed(order):
        held = [(_over(reached, one.over).values.get(one.property), reached) for reached in made]
        # A reversed sort keeps ties in their order, as wanted.
        known = sorted(
            (pair for pair in held if pair[0] is not None),
            key=lambda pair: _sortable(pair[0]),
            reverse=one.descending,
        )
        made = [reached for _, reached in known] + [r for value, r in held if value is None]
    return made


def _sortable(value: Any) -> Any:
    return value


def passes(test: Test, reached: Reached, holes: Mapping[str, Any]) -> bool:
    """Tell whether a test surely holds."""
    return _truth(test, reached, holes) is True


def _truth(test: Test, reached: Reached, holes: Mapping[str, Any]) -> bool | None:
    """Tell true, false, or that it cannot be told."""
    match test:
        case Compare(name, operator, hole, over):
            return _compared(_over(reached, over).values.get(name), operator, holes[hole])
        case All(tests):
            parts = [_truth(one, reached, holes) for one in tests]
            return False if False in parts else None if None in parts else True
        case Either(tests):
            parts = [_truth(one, reached, holes) for one in tests]
            return True if True in parts else None if None in parts else False
        case Not(inner):
            part = _truth(inner, reached, holes)
            return None if part is None else not part


def _compared(held: Any, operator: Operator, value: Any) -> bool | None:
    if operator is Operator.IS_NULL:
        return bool((held is None) == value)
    if held is None:
        return False if value == [] else None
    return bool(_COMPARE[operator](held, value))


_COMPARE: Mapping[Operator, Callable[[Any, Any], Any]] = {
    Operator.EQ: eq,
    Operator.IN: lambda held, value: held in value,
    Operator.LT: lt,
    Operator.LTE: le,
    Operator.GT: gt,
    Operator.GTE: ge,
    Operator.STARTS_WITH: lambda held, value: held.startswith(value),
    Operator.CONTAINS: contains,
}
