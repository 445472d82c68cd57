"""The ledger of the samples: what is true in an invented county."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from graph.model import vocabularies as words
from graph.values import Vocabulary
from loaders.cells import plain
from loaders.certificates import citizen_number
from loaders.samples.ledger import Ledger, Span
from loaders.samples.make import make_ledger
from loaders.samples.mess import spellings_of
from loaders.samples.scale import DEMO, TINY, Scale
from tests.oracle.help import Oracle, Subject

DAY = date(2019, 6, 30)


@pytest.fixture(scope="module")
def county() -> Ledger:
    """Invent the county of the demonstration."""
    return make_ledger(DEMO, 1)


def test_a_county_has_as_many_of_each_as_asked_for(county: Ledger) -> None:
    """Households, persons and cadres are counted exactly; divisions are the real ones."""
    assert len(county.households) == DEMO.households == 2_000
    assert len(county.persons) == DEMO.persons == 6_000
    assert len(county.cadres) == DEMO.cadres == 900
    assert len(county.villages) == 280
    assert len({each.town for each in county.villages}) == 11


def test_the_same_seed_invents_the_same_county() -> None:
    """Another seed invents another one."""
    assert make_ledger(TINY, 3) == make_ledger(TINY, 3)
    assert make_ledger(TINY, 3) != make_ledger(TINY, 4)


def test_a_scale_that_cannot_be_is_refused() -> None:
    """A household has one to seven persons."""
    with pytest.raises(ValueError, match="at least one"):
        Scale(households=10, persons=9)
    with pytest.raises(ValueError, match="at most seven"):
        Scale(households=10, persons=71)


def test_numbers_belong_to_nobody_and_check(county: Ledger) -> None:
    """Every citizen number is unique, of no region, and passes the reader's own check."""
    numbers = [each.number for each in county.persons if each.number]
    cadres = [each.number for each in county.cadres]
    assert len({*numbers, *cadres}) == len(numbers) + len(cadres)
    assert all(each.startswith("999999") for each in numbers)
    assert all(each.startswith("999998") for each in cadres)
    for person in county.persons:
        if person.number:
            assert citizen_number(person.number + person.tail)[:18] == person.number
            assert person.number[6:14] == f"{person.born:%Y%m%d}"
            assert (int(person.number[16]) % 2 == 1) == (person.sex == "男")
    assert all(citizen_number(each) == each for each in cadres)
    assert 20 < len(county.persons) - len(numbers) < 200


def test_names_tell_cadres_apart(county: Ledger) -> None:
    """No two cadres share unit, name and mark; some namesakes are marked."""
    assert len({each.ident for each in county.cadres}) == len(county.cadres)
    shared = Counter((each.organisation, each.name) for each in county.cadres)
    marked = [each for each in county.cadres if each.distinction]
    assert len(marked) > 10
    assert all(shared[each.organisation, each.name] == 2 for each in marked)


def test_everything_named_is_there(county: Ledger) -> None:
    """Nothing in the ledger points at a thing that is not in it."""
    households = {each.number for each in county.households}
    persons = {each.ident for each in county.persons}
    cadres = {each.ident for each in county.cadres}
    units = {each.name for each in county.organisations}
    villages = {each.code for each in county.villages}
    projects = {each.number for each in county.projects}
    teams = {each.ident for each in county.teams}
    assert {each.household for each in county.memberships} == households
    assert {each.person for each in county.memberships} == persons
    assert {each.household for each in county.residences} == households
    assert {each.village for each in county.residences} <= villages
    assert {each.cadre for each in county.pairings} <= cadres
    assert {each.household for each in county.pairings} <= households
    assert {each.cadre for each in county.visits} <= cadres
    assert {each.cadre for each in county.tenures} <= cadres
    assert {each.cadre for each in county.seats} <= cadres
    assert {each.cadre for each in county.team_members} <= cadres
    assert {each.team for each in county.team_members} == teams
    assert {each.organisation for each in county.cadres} <= units
    assert {each.organisation for each in county.linkage_parties} <= units
    assert {each.project for each in county.benefits} <= projects
    assert {each.project for each in county.seats} <= projects
    assert {each.project for each in county.stages} == projects
    assert {each.unit for each in county.projects} <= units | {""}
    assert {each.household for each in county.benefits} <= households | {""}


def test_help_is_missing_ended_overlapping_and_succeeded(county: Ledger) -> None:
    """The stories that the answers must get right are all there, in the shares wanted."""
    oracle = Oracle(county)
    without = twice = 0
    for household in county.households:
        facts = oracle.help_of(Subject("household", household.number), DAY)
        pairings = [fact for fact in facts if fact.means == "PAIRING"]
        without += not pairings
        twice += sum(fact.role == "第一帮扶责任人" for fact in pairings) > 1
    assert 0.03 <= without / len(county.households) <= 0.08
    assert 0.01 <= twice / len(county.households) <= 0.04
    assert any(each.span.since is None for each in county.pairings)
    assert {each.span.since_grain for each in county.pairings} == {"day", "month", "year"}
    assert {each.span.until_grain for each in county.pairings} == {"day", "month", "year"}
    assert 10 < len(county.residences) - len(county.households) < 100
    assert {each.left for each in county.memberships} == {"", "死亡", "嫁出", "迁出"}
    assert len(county.memberships) > len(county.persons)


def test_who_moves_leaves_no_gap(county: Ledger) -> None:
    """The day after the end in the old village is the first in the new one."""
    for before, after in pairwise(county.residences):
        if before.household == after.household:
            assert before.span.until is not None
            assert after.span.since is not None
            assert (after.span.since - before.span.until).days == 1
            assert before.village != after.village


def test_teams_rotate_and_a_village_has_none(county: Ledger) -> None:
    """Somebody is recalled, batches follow each other, and one village stays alone."""
    staffed = {each.scope for each in county.teams}
    lived_in = {each.village for each in county.residences}
    assert len(lived_in - staffed) == 1
    assert any(each.role == "第一书记" and each.reason == "召回" for each in county.team_members)
    assert len({each.batch for each in county.teams}) == 4


def test_linkage_and_projects_change_hands(county: Ledger) -> None:
    """The lead of the group changes, parties come and go; forces lack or change a lead."""
    leads = [each for each in county.linkage_parties if each.lead and each.span.holds(DAY)]
    earlier = [
        each for each in county.linkage_parties if each.lead and each.span.holds(date(2019, 3, 1))
    ]
    assert [each.organisation for each in leads] != [each.organisation for each in earlier]
    assert len(leads) == len(earlier) == 1
    seats = Counter(each.project for each in county.seats)
    forces = {each.project for each in county.task_forces}
    assert forces - set(seats)
    assert max(seats.values()) == 2
    assert {each.number for each in county.projects} - forces
    assert {each.place[6:] == "000000" for each in county.projects} == {True, False}
    assert any(each.span.until and each.household for each in county.benefits)
    keys = [(e.project, e.household or e.village, e.kind, e.span.since) for e in county.benefits]
    assert len(set(keys)) == len(keys)


def test_every_term_is_of_its_closed_list(county: Ledger) -> None:
    """The ledger uses labels; the files use only spellings that the closed lists know."""
    terms: list[tuple[type[Vocabulary], set[str]]] = [
        (words.Kinship, {each.kinship for each in county.memberships}),
        (words.PairingDuty, {each.duty for each in county.pairings}),
        (words.TeamRole, {each.role for each in county.team_members}),
        (words.PartyType, {each.party for each in county.linkage_parties}),
        (words.PostRole, {each.role for each in county.tenures}),
        (words.VisitMode, {each.mode for each in county.visits}),
        (words.ProjectCategory, {each.category for each in county.projects}),
        (words.ProjectNature, {each.nature for each in county.projects}),
        (words.StageCode, {each.code for each in county.stages}),
        (words.BenefitKind, {each.kind for each in county.benefits}),
        (words.HouseholdStatus, {each.status for each in county.household_states} - {""}),
        (words.HouseholdClass, {one.household_class for one in county.household_states} - {""}),
        (words.MonitorCategory, {each.monitor for each in county.household_states} - {""}),
        (words.Cause, {cause for each in county.household_states for cause in each.causes}),
        (words.Labour, {each.labour for each in county.person_states}),
        (words.Education, {each.education for each in county.person_states} - {""}),
        (words.Health, {health for each in county.person_states for health in each.health}),
        (words.Rank, {each.rank for each in county.cadres}),
        (words.Politics, {each.politics for each in county.cadres}),
        (words.Politics, {each.politics for each in county.persons}),
    ]
    for vocabulary, used in terms:
        assert used <= {entry.label for entry in vocabulary}, vocabulary
        spellings = set(map(plain, vocabulary.spellings()))
        assert {plain(text) for term in used for text in spellings_of(term)} <= spellings


def test_no_period_ends_before_it_starts(county: Ledger) -> None:
    """Nothing in the ledger is turned about."""
    for name in ("residences", "memberships", "pairings", "tenures", "teams", "team_members"):
        spans: list[Span] = [each.span for each in getattr(county, name)]
        assert all((one.since or date.min) <= (one.until or date.max) for one in spans), name
    for name in ("linkage_parties", "benefits", "task_forces", "seats"):
        spans = [each.span for each in getattr(county, name)]
        assert all((one.since or date.min) <= (one.until or date.max) for one in spans), name


def test_nobody_without_a_number_lives_where_members_change(county: Ledger) -> None:
    """Their order in the household is the same in every file."""
    bare = {each.ident for each in county.persons if not each.number}
    homes = {each.household for each in county.memberships if each.person in bare}
    left = {each.household for each in county.memberships if each.left}
    assert not homes & left
