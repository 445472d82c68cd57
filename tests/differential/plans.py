"""Generate plans over any model: hops to depth three, tests, orders, pages, counts, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from graph.catalogue import Model
from graph.description import Kind, LinkKind, NodeKind, Property, Way
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
    Page,
    Read,
    Tally,
    Test,
    TypeOf,
    Variant,
)
from tests.differential.any_facts import DAYS, value_of
from tests.differential.facts import Facts

_TEXT = (Operator.STARTS_WITH, Operator.CONTAINS)


def operators(prop: Property) -> tuple[Operator, ...]:
    """List the operators that a property can be compared by."""
    if prop.many:
        return (Operator.IS_NULL,)
    return tuple(one for one in Operator if prop.type.stored is str or one not in _TEXT)


def wanted(prop: Property, operator: Operator, rng: Random) -> Any:
    """Make the value that a property is compared with."""
    match operator:
        case Operator.IS_NULL:
            return rng.random() < 0.5
        case Operator.IN:
            return [value_of(prop, rng) for _ in range(rng.randint(0, 3))]
        case Operator.STARTS_WITH | Operator.CONTAINS:
            return str(value_of(prop, rng))[: rng.randint(0, 2)]
        case _:
            return value_of(prop, rng)


class Plans:
    """Makes one plan after another, with the values of its holes."""

    def __init__(self, facts: Facts, seed: int) -> None:
        self._facts, self._model = facts, facts.model
        self._rng = Random(seed)  # noqa: S311 - seeded, so that a failure can be had again
        self.holes: dict[str, Any] = {}

    def next(self) -> tuple[Fetch, Mapping[str, Any]]:
        """Make the next plan."""
        self.holes = {}
        kind = self._rng.choice(list(self._model.nodes.values()))
        day, columns = self._day(), self._columns(kind, None, 3)
        if self._chance(0.3):
            keys = [key for label, key in self._facts.things if label == kind.name]
            return Fetch(ByKey(kind, self._hole(self._rng.choice(keys)), day), columns), self.holes
        test, order = self._test(kind, None), self._order(kind, None)
        tally = Tally(kind, test, day) if self._chance(0.3) else None
        page = self._page([] if order else ["key"])
        return Fetch(Every(kind, page, test, order, day), columns, tally), self.holes

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _hole(self, value: Any) -> str:
        name = f"p{len(self.holes)}"
        self.holes[name] = value
        return name

    def _day(self) -> str | None:
        return self._hole(self._rng.choice(DAYS)) if self._chance(0.5) else None

    def _page(self, ties: Iterable[str]) -> Page:
        keys = [key for _, key in self._facts.things]
        after = tuple(
            self._hole(self._rng.choice(keys) if tie == "key" else f"k{self._rng.randint(0, 9)}")
            for tie in ties
        )
        return Page(self._hole(self._rng.randint(1, 6)), after if self._chance(0.4) else ())

    def _columns(self, kind: NodeKind, link: LinkKind | None, depth: int) -> tuple[Column, ...]:
        rng = self._rng
        made: list[Column] = [KeyOf()] if self._chance(0.6) else []
        most = min(len(kind.properties), rng.choice((0, 1, 2, 6)))
        made += [Read(one) for one in rng.sample(kind.properties, most)]
        made += self._link_columns(link) if link else []
        ways = list(self._model.ways(kind.name).values())
        for way in rng.sample(ways, min(len(ways), rng.choice((0, 1, 1, 2)))):
            if depth and self._chance(0.8):
                made.append(self._hop(way, depth - 1))
            else:
                made.append(Count(way, self._day(), self._along(way)))
        return tuple(dict.fromkeys(made)) or (KeyOf(),)

    def _link_columns(self, link: LinkKind) -> list[Column]:
        made: list[Column] = [Read(one, Over.LINK) for one in link.properties if self._chance(0.4)]
        made += [KeyOf(Over.LINK)] if self._chance(0.4) else []
        made += [TypeOf()] if self._chance(0.3) else []
        return [*made, LabelOf()] if self._chance(0.3) else made

    def _hop(self, way: Way, depth: int) -> Hop:
        several = len(way.far) > 1
        ties = ["key", "link", *(["kind"] if several else [])]
        order = () if several else self._order(way.far[0], way.link)
        page = self._page([] if order else ties[:2]) if not several else Page(self._hole(5))
        paged = page if self._chance(0.7) else None
        if several:
            variants = tuple(Variant(k, self._columns(k, None, depth)) for k in way.far)
            columns = tuple(self._link_columns(way.link))
            return Hop(way, columns, variants, self._day(), page=paged)
        columns = self._columns(way.far[0], way.link, depth)
        return Hop(way, columns, (), self._day(), self._along(way), order, paged)

    def _along(self, way: Way) -> Test:
        return self._test(way.far[0], way.link) if len(way.far) == 1 else All(())

    def _test(self, kind: Kind, link: LinkKind | None, depth: int = 2) -> Test:
        choice = self._rng.random()
        if choice < 0.35 and depth == 2:
            return All(())
        if choice < 0.6 and depth:
            parts = tuple(self._test(kind, link, depth - 1) for _ in range(self._rng.randint(1, 3)))
            return Either(parts) if self._chance(0.5) else All(parts)
        if choice < 0.7 and depth:
            return Not(self._test(kind, link, depth - 1))
        return self._compare(kind, link)

    def _compare(self, kind: Kind, link: LinkKind | None) -> Test:
        over = Over.LINK if link and link.properties and self._chance(0.4) else Over.NODE
        owner = link if link and over is Over.LINK else kind
        prop = self._rng.choice(owner.properties)
        operator = self._rng.choice(operators(prop))
        return Compare(prop.name, operator, self._hole(wanted(prop, operator, self._rng)), over)

    def _order(self, kind: NodeKind, link: LinkKind | None) -> tuple[Order, ...]:
        if self._chance(0.6):
            return ()
        over = Over.LINK if link and link.properties and self._chance(0.5) else Over.NODE
        owner: Kind = link if link and over is Over.LINK else kind
        props = [one for one in owner.properties if not one.many]
        chosen = self._rng.sample(props, min(len(props), self._rng.choice((1, 1, 2))))
        return tuple(Order(one.name, self._chance(0.5), over) for one in chosen)


def every_comparison(model: Model, seed: int) -> Iterable[tuple[Fetch, Mapping[str, Any]]]:
    """Give a plan for each property of each kind and link, with each operator and each order."""
    rng = Random(seed)  # noqa: S311 - seeded, so that every run is the same
    for kind in model.nodes.values():
        for prop in kind.properties:
            for operator in operators(prop):
                test = Compare(prop.name, operator, "value")
                plan = Fetch(Every(kind, Page("limit"), test), (KeyOf(), Read(prop)))
                yield plan, {"limit": 100, "value": wanted(prop, operator, rng)}
            for order in _orders(prop, Over.NODE):
                plan = Fetch(Every(kind, Page("limit"), order=order), (KeyOf(), Read(prop)))
                yield plan, {"limit": 100}
    for kind, way in _ways(model):
        for prop in way.link.properties:
            columns = (KeyOf(), KeyOf(Over.LINK), Read(prop, Over.LINK))
            for operator in operators(prop):
                test = Compare(prop.name, operator, "value", Over.LINK)
                hop = Hop(way, columns, test=test)
                counted = Count(way, test=test)
                yield (
                    Fetch(Every(kind, Page("limit")), (KeyOf(), hop, counted)),
                    {"limit": 100, "value": wanted(prop, operator, rng)},
                )
            for order in _orders(prop, Over.LINK):
                hop = Hop(way, columns, order=order, page=Page("limit"))
                yield Fetch(Every(kind, Page("limit")), (KeyOf(), hop)), {"limit": 100}


def _ways(model: Model) -> Iterable[tuple[NodeKind, Way]]:
    """Give each way of each link once, from the first kind that has it."""
    seen: set[tuple[str, str]] = set()
    for kind in model.nodes.values():
        for way in model.ways(kind.name).values():
            name = (way.link.name, way.direction.name)
            if name not in seen:
                seen.add(name)
                yield kind, way


def _orders(prop: Property, over: Over) -> Iterable[tuple[Order, ...]]:
    if prop.many:
        return ()
    return tuple((Order(prop.name, down, over),) for down in (False, True))
