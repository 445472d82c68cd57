"""Fill any model with a small graph: every kind and link, with values of the right type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from graph.catalogue import Model
from graph.description import Kind, Property
from graph.kinds import Cardinality
from graph.values import FIRST_DAY, LAST_DAY
from tests.differential.facts import Facts, Link, Thing

DAYS = (FIRST_DAY, date(1969, 7, 1), date(2016, 3, 1), date(2019, 6, 30), date(2024, 2, 29))
TEXTS = ("", "a", "B", "Zz", "东郭", "东郭镇", "（一）", "é", "it's", '"', "\\", "10", "9", "王")
INTEGERS = (-(2**53) + 1, -1, 0, 1, 9, 10, 2**31, 2**53 - 1)
FLOATS = (0.0, 1.0, 0.5, 1 / 3, 1e-9)
EACH = 7


def fill(model: Model, seed: int) -> Facts:
    """Make the graph of one seed."""
    rng = Random(seed)  # noqa: S311 - seeded, so that every run is the same
    facts = Facts(model)
    for kind in model.nodes.values():
        for number in range(EACH):
            thing = Thing(kind.name, f"{rng.choice(TEXTS)}{number}", _values(kind, rng))
            facts.things[thing.spot] = thing
    for link in model.links.values():
        starts = [spot for spot in facts.things if spot[0] in link.starts]
        ends = [spot for spot in facts.things if spot[0] in link.ends]
        most = 12 if Cardinality.MANY in {link.cls.forward, link.cls.backward} else 5
        pairs = {(rng.choice(starts), rng.choice(ends)) for _ in range(most)}
        facts.links += [
            Link(link.name, start, end, f"k{number}", _values(link, rng))
            for number, (start, end) in enumerate(sorted(pairs))
        ]
    return facts


def _values(kind: Kind, rng: Random) -> dict[str, Any]:
    made = {
        prop.name: value_of(prop, rng)
        for prop in kind.properties
        if prop.required or rng.random() < 0.6
    }
    if kind.temporal:
        made["valid_from"] = rng.choice(DAYS)
        made["valid_to"] = rng.choice((date(2025, 1, 1), LAST_DAY))
    return made


_OF: Mapping[type, tuple[Any, ...]] = {
    str: TEXTS,
    int: INTEGERS,
    bool: (True, False),
    float: FLOATS,
    date: DAYS,
}


def value_of(prop: Property, rng: Random) -> Any:
    """Make a value that a property may hold."""
    vocabulary = prop.type.vocabulary
    choices: Any = [one.name for one in vocabulary] if vocabulary else _OF[prop.type.stored]
    if prop.many:
        return [rng.choice(choices) for _ in range(rng.choice((0, 1, 3)))]
    return rng.choice(choices)
