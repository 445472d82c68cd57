"""Invents a whole county: the same scale and seed always give the same ledger."""

from __future__ import annotations

from loaders.samples.divisions import policies_of, villages_of
from loaders.samples.dwelling import invent_dwellers
from loaders.samples.ledger import Ledger
from loaders.samples.linking import invent_linkage
from loaders.samples.offices import invent_offices
from loaders.samples.pairing import invent_pairings, invent_visits
from loaders.samples.projecting import invent_works
from loaders.samples.scale import Scale
from loaders.samples.standing import (
    invent_household_states,
    invent_person_states,
    invent_village_years,
)
from loaders.samples.stationing import invent_teams, invent_tenures


def make_ledger(scale: Scale, seed: int) -> Ledger:
    """Invent a county of this scale; villages without invented households still have a ledger."""
    everywhere = villages_of()
    step = max(1, len(everywhere) // scale.villages)
    inhabited = everywhere[::step][: scale.villages]
    dwellers = invent_dwellers(scale, inhabited, seed)
    offices = invent_offices(scale, inhabited, seed)
    pairings = tuple(invent_pairings(dwellers, offices, seed))
    tenures = tuple(invent_tenures(inhabited, offices, seed))
    stationed = invent_teams(inhabited, offices, seed)
    linked = invent_linkage(offices)
    works = invent_works(scale, inhabited, dwellers, offices, seed)
    return Ledger(
        villages=everywhere,
        village_years=tuple(invent_village_years(scale, everywhere, seed)),
        organisations=offices.organisations,
        cadres=offices.cadres,
        households=dwellers.households,
        residences=dwellers.residences,
        household_states=tuple(invent_household_states(scale, dwellers, seed)),
        persons=dwellers.persons,
        memberships=dwellers.memberships,
        person_states=tuple(invent_person_states(scale, dwellers, seed)),
        pairings=pairings,
        visits=tuple(invent_visits(scale, pairings, tenures, seed)),
        tenures=tenures,
        teams=(*stationed.teams, *linked.stationed.teams),
        team_members=(*stationed.members, *linked.stationed.members),
        linkage_groups=linked.groups,
        linkage_parties=linked.parties,
        projects=tuple(works.projects),
        stages=tuple(works.stages),
        benefits=tuple(works.benefits),
        task_forces=tuple(works.task_forces),
        seats=tuple(works.seats),
        policies=policies_of(),
    )
