"""From what names a thing in the ledger to its id in the graph."""

from __future__ import annotations

from graph.kinds import join_key
from graph.model.people import Register
from loaders.identity import Identity, Purpose
from loaders.samples.divisions import COUNTY
from loaders.samples.ledger import Ledger
from tests.live.county import IDENTITY
from tests.oracle.help import Subject, Thing

REGISTER = Register(county=COUNTY, name="山亭区建档立卡登记簿").key


class Names:
    """The ids of the things of one ledger."""

    def __init__(self, ledger: Ledger, identity: Identity = IDENTITY) -> None:
        self._identity = identity
        self._regions = {one.name: one.region for one in ledger.organisations}
        self._numbers = {one.ident: one.number for one in ledger.persons}
        self._households = {one.number for one in ledger.households}
        self._villages = {one.code for one in ledger.villages}

    def subject(self, subject: Subject) -> str:
        """Give the id of a subject."""
        return self.thing((subject.kind.capitalize(), (subject.ident,)))

    def thing(self, thing: Thing) -> str:
        """Give the id of a thing."""
        label, name = thing
        return f"{label}:{self._key(label, name)}"

    def end(self, kinds: tuple[str, ...], name: tuple[str, ...]) -> str:
        """Give the id of the end of a link, which may be of several kinds."""
        if len(kinds) == 1:
            return self.thing((kinds[0], name))
        return self.thing((self._which(frozenset(kinds), name[0]), name))

    def _which(self, kinds: frozenset[str], name: str) -> str:
        known = {
            "Household": self._households,
            "Village": self._villages,
            "Organisation": self._regions.keys(),
        }
        found = (label for label, names in known.items() if label in kinds and name in names)
        return next(found, "Region")

    def _key(self, label: str, name: tuple[str, ...]) -> str:
        match label:
            case "Household":
                return join_key(REGISTER, *name)
            case "Person":
                return self._person(name[0])
            case "Organisation":
                return self._organisation(name[0])
            case "Cadre":
                unit, called, mark = name
                return join_key(self._organisation(unit), called, mark)
            case _:
                return join_key(*name)

    def _organisation(self, name: str) -> str:
        return join_key(self._regions[name], name)

    def _person(self, ident: str) -> str:
        if number := self._numbers[ident]:
            return self._identity.name(Purpose.PERSON, number)
        return join_key(f"{join_key(REGISTER, ident[:-2])}#{ident[-2:]}")
