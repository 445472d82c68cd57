"""Conditions and orders as Cypher: comparisons, the as-of day, keyset paging."""

from __future__ import annotations

from typing import assert_never

from graph.cypher.statement import word
from graph.description import Kind
from graph.plan import All, Compare, Either, Not, Operator, Order, Over, Test

_SIGNS = {
    Operator.EQ: "=",
    Operator.IN: "IN",
    Operator.LT: "<",
    Operator.LTE: "<=",
    Operator.GT: ">",
    Operator.GTE: ">=",
    Operator.STARTS_WITH: "STARTS WITH",
    Operator.CONTAINS: "CONTAINS",
}


def as_of(name: str, kind: Kind, day: str | None) -> list[str]:
    """Keep what holds on one day, where the kind has a period; a period is half-open."""
    if day is None or not kind.temporal:
        return []
    at = f"${word(day)}"
    return [f"{name}.valid_from <= {at}", f"{at} < {name}.valid_to"]


def condition(test: Test, node: str, link: str) -> list[str]:
    """Write a test as terms that all must hold; what a null decides is false, also under NOT."""
    match test:
        case All(tests):
            return [term for one in tests for term in condition(one, node, link)]
        case Compare(name, operator, hole, over):
            held = f"{link if over is Over.LINK else node}.{word(name)}"
            if operator is Operator.IS_NULL:
                return [f"({held} IS NULL) = ${word(hole)}"]
            return [f"{held} {_SIGNS[operator]} ${word(hole)}"]
        case Either(tests):
            arms = [" AND ".join(condition(one, node, link)) or "true" for one in tests]
            return [f"({' OR '.join(f'({arm})' for arm in arms) or 'false'})"]
        case Not(inner):
            terms = " AND ".join(condition(inner, node, link)) or "true"
            return [f"NOT ({terms})"]
        case _:
            assert_never(test)


def after(keys: tuple[str, ...], holes: tuple[str, ...]) -> list[str]:
    """Go on behind a row: greater in the first key, or equal there and greater in the next."""
    if not holes:
        return []
    arms = []
    for place, (key, hole) in enumerate(zip(keys, holes, strict=True)):
        same = [f"{k} = ${word(h)}" for k, h in zip(keys[:place], holes[:place], strict=True)]
        arms.append(" AND ".join([*same, f"{key} > ${word(hole)}"]))
    if len(arms) == 1:
        return arms
    return [f"({' OR '.join(f'({arm})' for arm in arms)})"]


def order_by(order: tuple[Order, ...], node: str, link: str, ties: tuple[str, ...]) -> str:
    """Sort by the asked properties, nulls last, then by the keys, so that no two rows tie."""
    terms = []
    for one in order:
        held = f"{link if one.over is Over.LINK else node}.{word(one.property)}"
        terms += [f"{held} IS NULL", f"{held} DESC" if one.descending else held]
    return ", ".join([*terms, *ties])
