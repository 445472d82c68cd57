"""Damage a graph on purpose: what no loader writes, but a hand on the database could."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from types import MappingProxyType
from typing import Any

from graph.values import FIRST_DAY, LAST_DAY
from tests.differential.facts import Facts, Link, Thing

MARK = "壹贰叁"
"""Stands in every damaged text: no message may quote it."""

_WRONG: Mapping[tuple[str, str], Sequence[Any]] = MappingProxyType(
    {
        ("House", "rooms"): (MARK, 2**31, -(2**40), 1.5, None),
        ("House", "owner"): (None,),
        ("House", "number"): (7, True, None),
        ("House", "colour"): (f"PURPLE{MARK}", "", 3),
        ("House", "trims"): (MARK, ["RED", f"{MARK}"], None, 5),
        ("House", "value"): (2**53, MARK, 0.5, True),
        ("House", "built"): (MARK, 5, True, f"{MARK}-01-01"),
        ("House", "sold_in"): (MARK, 201906),
        ("House", "dry"): (MARK, 2),
        ("House", "damage"): (math.nan, math.inf, MARK),
        ("House", "area"): (math.nan, -math.inf, MARK),
        ("Town", "name"): (None, 5),
        ("Town", "aliases"): (["a"], MARK),
        ("Town", "people"): (2**60, MARK),
        ("Helper", "phone"): (5, False),
        ("Work", "title"): (None,),
        ("Work", "cost"): (MARK, math.nan),
        ("Helps", "duty"): (MARK, None),
        ("Helps", "hours"): (2**31, MARK),
        ("DoneFor", "share"): (math.nan, MARK),
        ("Deputises", "since"): (MARK,),
    }
)


def damaged(facts: Facts, seed: int, share: float = 0.12) -> Facts:
    """Give a copy in which some values are wrong and some things have two holders."""
    rng = Random(seed)  # noqa: S311 - seeded, so that every run is the same
    made = Facts(
        facts.model,
        {spot: replace(one, values=dict(one.values)) for spot, one in facts.things.items()},
        [replace(one, values=dict(one.values)) for one in facts.links],
        facts.files,
    )
    everything: list[Thing | Link] = [*made.things.values(), *made.links]
    for one in everything:
        _spoil(one, rng, share)
    _double(made, rng)
    return made


def _spoil(one: Thing | Link, rng: Random, share: float) -> None:
    for (kind, name), wrong in _WRONG.items():
        if one.kind != kind or rng.random() >= share:
            continue
        value = rng.choice(wrong)
        if value is None:
            one.values.pop(name, None)
        else:
            one.values[name] = value


def _double(facts: Facts, rng: Random) -> None:
    """Give houses and works a second holder, for all time."""
    towns = [spot for spot in facts.things if spot[0] == "Town"]
    always = {"valid_from": FIRST_DAY, "valid_to": LAST_DAY}
    for kind, key in [spot for spot in facts.things if spot[0] in {"House", "Work"}]:
        if rng.random() < 0.2:
            name, values = ("StandsIn", always) if kind == "House" else ("DoneFor", {})
            end = rng.choice(towns)
            facts.links.append(Link(name, (kind, key), end, "second", dict(values)))
