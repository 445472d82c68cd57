"""Finds things of a ledger by what names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from loaders.samples.ledger import (
    Cadre,
    CadreName,
    Household,
    HouseholdState,
    Ledger,
    Membership,
    Organisation,
    Person,
    PersonState,
    Residence,
    Village,
)

T = TypeVar("T")


def _by(things: Iterable[T], *names: str) -> dict[Any, T]:
    """Index things by one or several of their attributes."""
    name = attrgetter(*names)
    return {name(each): each for each in things}


def _many(things: Iterable[T], name: str) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for each in things:
        found[getattr(each, name)].append(each)
    return found


class Lookup:
    """A ledger with indexes, made when first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @cached_property
    def villages(self) -> dict[str, Village]:
        """Villages by code."""
        return _by(self.ledger.villages, "code")

    @cached_property
    def households(self) -> dict[str, Household]:
        """Households by number."""
        return _by(self.ledger.households, "number")

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Persons by ident."""
        return _by(self.ledger.persons, "ident")

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations by name."""
        return _by(self.ledger.organisations, "name")

    @cached_property
    def cadres(self) -> dict[CadreName, Cadre]:
        """Cadres by unit, name and mark."""
        return _by(self.ledger.cadres, "ident")

    @cached_property
    def members(self) -> dict[Hashable, list[Membership]]:
        """Memberships by household, in the order of the household."""
        return _many(sorted(self.ledger.memberships, key=attrgetter("order")), "household")

    @cached_property
    def homes(self) -> dict[Hashable, list[Residence]]:
        """Residences by household, the last one last."""
        return _many(self.ledger.residences, "household")

    @cached_property
    def household_states(self) -> dict[tuple[str, int, int | None], HouseholdState]:
        """Household states by household, year and quarter."""
        return _by(self.ledger.household_states, "household", "year", "quarter")

    @cached_property
    def person_states(self) -> dict[tuple[str, int], PersonState]:
        """Person states by person and year."""
        return _by(self.ledger.person_states, "person", "year")

    def village_of(self, household: str, day: date) -> Village:
        """Find where a household lives on a day, or where it lived last."""
        homes = self.homes[household]
        home = next((each for each in homes if each.span.holds(day)), homes[-1])
        return self.villages[home.village]

    @cached_property
    def _places(self) -> dict[str, Village]:
        found: dict[str, Village] = {}
        for each in self.ledger.villages:
            found[each.code] = each
            found.setdefault(each.town, each)
            found.setdefault(each.county, each)
        return found

    def at(self, code: str) -> Village:
        """Find the village of a code, or some village in the town or county of it."""
        return self._places[code]
