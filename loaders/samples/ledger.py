"""The truth behind a set of sample files: who lives where, and who helps whom, as plain values.

People are invented; labels are the terms that registers print; money is whole fen. Villages,
towns and counties are known by 12-digit codes, organisations by name, cadres by unit, name and
mark. Files spell all of it in many ways, but never say anything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.samples.aid import (
    Article,
    Benefit,
    Cadre,
    CadreName,
    LinkageGroup,
    LinkageParty,
    Organisation,
    Pairing,
    Policy,
    Project,
    ProjectStage,
    Seat,
    TaskForce,
    Team,
    TeamMember,
    TeamName,
    Tenure,
    Visit,
)
from loaders.samples.dwellers import (
    Household,
    HouseholdState,
    Membership,
    Person,
    PersonState,
    Residence,
    Village,
    VillageYear,
)
from loaders.samples.periods import ALWAYS, Grain, Span

__all__ = [
    "ALWAYS",
    "Article",
    "Benefit",
    "Cadre",
    "CadreName",
    "Grain",
    "Household",
    "HouseholdState",
    "Ledger",
    "LinkageGroup",
    "LinkageParty",
    "Membership",
    "Organisation",
    "Pairing",
    "Person",
    "PersonState",
    "Policy",
    "Project",
    "ProjectStage",
    "Residence",
    "Seat",
    "Span",
    "TaskForce",
    "Team",
    "TeamMember",
    "TeamName",
    "Tenure",
    "Village",
    "VillageYear",
    "Visit",
]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that is true in an invented county (台账)."""

    villages: tuple[Village, ...] = ()
    village_years: tuple[VillageYear, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    cadres: tuple[Cadre, ...] = ()
    households: tuple[Household, ...] = ()
    residences: tuple[Residence, ...] = ()
    household_states: tuple[HouseholdState, ...] = ()
    persons: tuple[Person, ...] = ()
    memberships: tuple[Membership, ...] = ()
    person_states: tuple[PersonState, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    visits: tuple[Visit, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    teams: tuple[Team, ...] = ()
    team_members: tuple[TeamMember, ...] = ()
    linkage_groups: tuple[LinkageGroup, ...] = ()
    linkage_parties: tuple[LinkageParty, ...] = ()
    projects: tuple[Project, ...] = ()
    stages: tuple[ProjectStage, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    task_forces: tuple[TaskForce, ...] = ()
    seats: tuple[Seat, ...] = ()
    policies: tuple[Policy, ...] = ()
