"""Who helps whom, with what, and who answers for it: from the ledger alone, in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from loaders.samples.ledger import (
    ALWAYS,
    Benefit,
    CadreName,
    Ledger,
    Membership,
    Span,
    TeamMember,
    TeamName,
)

Means = Literal["PAIRING", "TEAM", "LINKAGE", "PROJECT"]
Thing = tuple[str, tuple[str, ...]]
"""A label of the graph, and what names the thing in the ledger."""
Link = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A relationship of the graph, from what, to what."""
Step = tuple[Link, Span]

_IN_CHARGE = {"队长", "第一书记"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom help reaches: a household by number, a village by code, a person by ident."""

    kind: Literal["household", "village", "person"]
    ident: str


@dataclass(frozen=True, slots=True)
class HelpFact:
    """One way in which help reaches a subject on a day.

    `since` is the first day (None: unknown), `until` the first day after it (None: open).
    `role` is the term of the ledger; `helper` is None for a project that nobody carries out.
    """

    means: Means
    role: str
    helper: Thing | None
    through: Thing | None
    since: date | None
    until: date | None
    chain: tuple[Link, ...]
    answerable: tuple[Thing, ...]


def help_of(ledger: Ledger, subject: Subject, day: date) -> list[HelpFact]:
    """Give every help that reaches a subject on a day, in a stable order."""
    return Oracle(ledger).help_of(subject, day)


class Oracle:
    """A ledger indexed for many questions."""

    def __init__(self, ledger: Ledger) -> None:
        self._villages = {each.code: each for each in ledger.villages}
        self._projects = {each.number: each for each in ledger.projects}
        self._homes = _by(ledger.residences, "household")
        self._memberships = _by(ledger.memberships, "person")
        self._pairings = _by(ledger.pairings, "household")
        self._teams = _by(ledger.teams, "scope")
        self._serving = _by(ledger.team_members, "team")
        self._groups = _by(ledger.linkage_groups, "county")
        self._parties = _by(ledger.linkage_parties, "group")
        self._to_households = _by(ledger.benefits, "household")
        self._to_villages = _by(ledger.benefits, "village")
        self._forces = _by(ledger.task_forces, "project")
        self._seats = _by(ledger.seats, "project")

    def help_of(self, subject: Subject, day: date) -> list[HelpFact]:
        """Give every help that reaches a subject on a day, in a stable order."""
        match subject.kind:
            case "household":
                found = self._of_household(subject.ident, day, ())
            case "village":
                found = self._of_village(subject.ident, day, ())
            case "person":
                found = self._of_person(subject.ident, day)
        return sorted(found, key=_order)

    def _of_person(self, ident: str, day: date) -> Iterator[HelpFact]:
        for each in self._memberships[ident]:
            if each.span.holds(day):
                yield from self._of_household(each.household, day, (_member_of(each),))

    def _of_household(self, number: str, day: date, before: tuple[Step, ...]) -> Iterator[HelpFact]:
        yield from self._paired(number, day, before)
        yield from self._benefiting(self._to_households[number], (number,), day, before)
        for home in self._homes[number]:
            if home.span.holds(day):
                lives: Step = (("LivesIn", (number,), (home.village,)), home.span)
                yield from self._of_village(home.village, day, (*before, lives))

    def _of_village(self, code: str, day: date, before: tuple[Step, ...]) -> Iterator[HelpFact]:
        yield from self._staffed(code, day, before)
        yield from self._linked(code, day, before)
        yield from self._benefiting(self._to_villages[code], (code,), day, before)

    def _paired(self, number: str, day: date, before: tuple[Step, ...]) -> Iterator[HelpFact]:
        for each in self._pairings[number]:
            if each.span.holds(day):
                step: Step = (("PairedWith", each.cadre, (number,)), each.span)
                helper = _cadre(each.cadre)
                yield _fact("PAIRING", each.duty, helper, None, (*before, step), [helper])

    def _staffed(self, code: str, day: date, before: tuple[Step, ...]) -> Iterator[HelpFact]:
        for team in self._teams[code]:
            if team.span.holds(day):
                stationed: Step = (("StationedIn", team.ident, (code,)), team.span)
                serving = [each for each in self._serving[team.ident] if each.span.holds(day)]
                charged = [_cadre(each.cadre) for each in serving if each.role in _IN_CHARGE]
                through: Thing = ("ResidentTeam", team.ident)
                for each in serving:
                    steps = (*before, stationed, _serves(each, team.ident))
                    yield _fact("TEAM", each.role, _cadre(each.cadre), through, steps, charged)

    def _linked(self, code: str, day: date, before: tuple[Step, ...]) -> Iterator[HelpFact]:
        village = self._villages[code]
        above: tuple[Step, ...] = (
            (("LiesIn", (code,), (village.town,)), ALWAYS),
            (("PartOf", (village.town,), (village.county,)), ALWAYS),
        )
        for group in self._groups[village.county]:
            if group.span.holds(day):
                ident = (group.county, group.name)
                linked: Step = (("LinkedTo", ident, (group.county,)), group.span)
                held = [each for each in self._parties[group.name] if each.span.holds(day)]
                leads = [_unit(each.organisation) for each in held if each.lead]
                for each in held:
                    party: Step = (("PartyOf", (each.organisation,), ident), each.span)
                    steps = (*before, *above, linked, party)
                    helper, through = _unit(each.organisation), ("LinkageGroup", ident)
                    yield _fact("LINKAGE", each.party, helper, through, steps, leads)

    def _benefiting(
        self,
        benefits: Iterable[Benefit],
        target: tuple[str, ...],
        day: date,
        before: tuple[Step, ...],
    ) -> Iterator[HelpFact]:
        for each in benefits:
            if each.span.holds(day) and target != ("",):
                project = self._projects[each.project]
                ident = (project.county, project.number)
                steps: tuple[Step, ...] = (*before, (("Benefits", ident, target), each.span))
                helper = None
                if project.unit and project.contract.holds(day):
                    helper = _unit(project.unit)
                    steps = (*steps, (("CarriedOutBy", ident, (project.unit,)), project.contract))
                leads = self._leads(each.project, day)
                yield _fact("PROJECT", each.kind, helper, ("Project", ident), steps, leads)

    def _leads(self, project: str, day: date) -> list[Thing]:
        managing = {each.name for each in self._forces[project] if each.span.holds(day)}
        return [
            _cadre(each.cadre)
            for each in self._seats[project]
            if each.lead and each.force in managing and each.span.holds(day)
        ]


def _by(things: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for each in things:
        found[getattr(each, name)].append(each)
    return found


def _cadre(name: CadreName) -> Thing:
    return "Cadre", name


def _unit(name: str) -> Thing:
    return "Organisation", (name,)


def _member_of(each: Membership) -> Step:
    return ("MemberOf", (each.person,), (each.household,)), each.span


def _serves(each: TeamMember, team: TeamName) -> Step:
    return ("ServesIn", each.cadre, team), each.span


def _fact(  # noqa: PLR0913, PLR0917 - a fact has that many sides
    means: Means,
    role: str,
    helper: Thing | None,
    through: Thing | None,
    steps: tuple[Step, ...],
    answerable: Iterable[Thing],
) -> HelpFact:
    starts = [span.since for _, span in steps if span.since]
    ends = [span.until for _, span in steps if span.until]
    return HelpFact(
        means=means,
        role=role,
        helper=helper,
        through=through,
        since=max(starts, default=None),
        until=min(ends) + timedelta(days=1) if ends else None,
        chain=tuple(link for link, _ in steps),
        answerable=tuple(sorted(set(answerable))),
    )


def _order(fact: HelpFact) -> tuple[object, ...]:
    return (
        fact.means,
        fact.through or ("", ()),
        fact.helper or ("", ()),
        fact.role,
        fact.since or date.min,
        fact.until or date.max,
        fact.chain,
    )
