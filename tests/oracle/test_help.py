"""The oracle against ledgers small enough to answer by hand."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.samples.ledger import (
    ALWAYS,
    Benefit,
    Ledger,
    LinkageGroup,
    LinkageParty,
    Membership,
    Pairing,
    Project,
    Residence,
    Seat,
    Span,
    TaskForce,
    Team,
    TeamMember,
    Village,
)
from tests.oracle.help import HelpFact, Subject, help_of

DAY = date(2019, 6, 30)
VILLAGE, TOWN, COUNTY = "370406108201", "370406108000", "370406000000"
ANNA, BELA, CARO = ("局", "甲", ""), ("局", "乙", ""), ("局", "甲", "女")
CREW = (VILLAGE, "驻村队", "一")
HERE = Village(VILLAGE, "冯卯村委会", TOWN, "冯卯镇", COUNTY, "山亭区")
HOME = Residence("H1", VILLAGE, Span(date(2015, 1, 1)))
HOUSEHOLD, PERSON, PLACE = (
    Subject("household", "H1"),
    Subject("person", "P1"),
    Subject("village", VILLAGE),
)


def to(year: int, month: int, day: int) -> Span:
    """Make a period of unknown start that ends with a day."""
    return Span(None, date(year, month, day))


def project(number: str, unit: str, contract: Span = ALWAYS) -> Project:
    """Make a project of which only number, unit and contract matter."""
    return Project(
        county=COUNTY,
        number=number,
        name="名称",
        category="产业发展",
        nature="新建",
        year=2019,
        place=VILLAGE,
        unit=unit,
        contract=contract,
        content="",
        target="",
        budget=0,
        fiscal=0,
        beneficiaries=0,
        linkage="",
    )


def only(facts: list[HelpFact]) -> HelpFact:
    """Give the one fact there is."""
    (fact,) = facts
    return fact


def test_a_pairing_reaches_its_household_until_its_last_day() -> None:
    """An inclusive end is shown as the day after, and holds on the end itself."""
    span = Span(date(2018, 1, 1), DAY)
    ledger = Ledger(pairings=(Pairing("1", ANNA, "H1", "第一帮扶责任人", span),))
    assert only(help_of(ledger, HOUSEHOLD, DAY)) == HelpFact(
        means="PAIRING",
        role="第一帮扶责任人",
        helper=("Cadre", ANNA),
        through=None,
        since=date(2018, 1, 1),
        until=date(2019, 7, 1),
        chain=(("PairedWith", ANNA, ("H1",)),),
        answerable=(("Cadre", ANNA),),
    )
    assert help_of(ledger, HOUSEHOLD, date(2019, 7, 1)) == []
    assert help_of(ledger, HOUSEHOLD, date(2017, 12, 31)) == []


def test_overlapping_helpers_are_both_given() -> None:
    """Two first helpers on one day are two facts; unknown and open ends are None."""
    pairings = tuple(
        Pairing(number, cadre, "H1", "第一帮扶责任人", ALWAYS)
        for number, cadre in (("1", CARO), ("2", ANNA))
    )
    facts = help_of(Ledger(pairings=pairings), HOUSEHOLD, DAY)
    assert [fact.helper for fact in facts] == [("Cadre", ANNA), ("Cadre", CARO)]
    assert {(fact.since, fact.until) for fact in facts} == {(None, None)}


def test_a_team_reaches_whom_it_lives_among() -> None:
    """Since and until are those of the whole chain; who leads answers for the whole team."""
    team = Team(*CREW, "局", Span(date(2018, 3, 1), date(2020, 3, 31)))
    members = (
        TeamMember(CREW, ANNA, "队员", Span(date(2019, 1, 1))),
        TeamMember(CREW, BELA, "第一书记", ALWAYS),
        TeamMember(CREW, CARO, "队长", to(2019, 6, 29), "召回"),
    )
    ledger = Ledger(villages=(HERE,), residences=(HOME,), teams=(team,), team_members=members)
    first, second = help_of(ledger, HOUSEHOLD, DAY)
    by_role = {fact.role: fact for fact in (first, second)}
    assert by_role["队员"].since == date(2019, 1, 1)
    assert by_role["第一书记"].since == date(2018, 3, 1)
    assert {fact.until for fact in (first, second)} == {date(2020, 4, 1)}
    assert {fact.answerable for fact in (first, second)} == {(("Cadre", BELA),)}
    assert by_role["队员"].chain == (
        ("LivesIn", ("H1",), (VILLAGE,)),
        ("StationedIn", CREW, (VILLAGE,)),
        ("ServesIn", ANNA, CREW),
    )
    village = {fact.role: fact for fact in help_of(ledger, PLACE, DAY)}
    assert village["队员"].chain == by_role["队员"].chain[1:]


def test_who_moved_is_reached_where_they_live_on_the_day() -> None:
    """A team of the village left behind no longer reaches the household."""
    homes = (Residence("H1", VILLAGE, to(2019, 6, 29)), Residence("H1", "else", Span(DAY)))
    ledger = Ledger(
        villages=(HERE, Village("else", "", TOWN, "", COUNTY, "")),
        residences=homes,
        teams=(Team(*CREW, "局", ALWAYS),),
        team_members=(TeamMember(CREW, ANNA, "队员", ALWAYS),),
    )
    assert help_of(ledger, HOUSEHOLD, DAY) == []
    assert only(help_of(ledger, HOUSEHOLD, date(2019, 6, 29))).until == DAY


def test_a_party_reaches_every_village_of_the_county_it_is_linked_to() -> None:
    """The chain climbs from village to town to county; the lead of the day answers."""
    group = LinkageGroup(COUNTY, "小组", Span(date(2016, 1, 1)))
    parties = (
        LinkageParty("1", "小组", "甲厅", "省级机关", lead=True, span=to(2019, 6, 29)),
        LinkageParty("2", "小组", "甲厅", "省级机关", lead=False, span=Span(DAY)),
        LinkageParty("3", "小组", "乙校", "高等院校", lead=True, span=Span(DAY)),
    )
    ledger = Ledger(
        villages=(HERE,), residences=(HOME,), linkage_groups=(group,), linkage_parties=parties
    )
    facts = help_of(ledger, HOUSEHOLD, DAY)
    assert [(fact.role, fact.since) for fact in facts] == [("高等院校", DAY), ("省级机关", DAY)]
    assert {fact.answerable for fact in facts} == {(("Organisation", ("乙校",)),)}
    assert [link[0] for link in facts[0].chain] == [
        "LivesIn",
        "LiesIn",
        "PartOf",
        "LinkedTo",
        "PartyOf",
    ]
    before = only(help_of(ledger, PLACE, date(2019, 6, 29)))
    assert before.answerable == (("Organisation", ("甲厅",)),)
    assert before.since == date(2016, 1, 1)


@pytest.mark.parametrize(
    ("unit", "contract", "helper", "links"),
    [
        ("乙社", ALWAYS, ("Organisation", ("乙社",)), ["Benefits", "CarriedOutBy"]),
        ("乙社", to(2019, 6, 29), None, ["Benefits"]),
        ("", ALWAYS, None, ["Benefits"]),
    ],
)
def test_a_project_helps_even_when_nobody_carries_it_out(
    unit: str, contract: Span, helper: tuple[str, tuple[str, ...]] | None, links: list[str]
) -> None:
    """The unit is named only while its contract holds; the benefit is told all the same."""
    ledger = Ledger(
        projects=(project("X1", unit, contract),),
        benefits=(Benefit("X1", "H1", "", "分红", 100, Span(date(2019, 1, 1))),),
    )
    fact = only(help_of(ledger, HOUSEHOLD, DAY))
    assert (fact.helper, [link[0] for link in fact.chain]) == (helper, links)
    assert fact.through == ("Project", (COUNTY, "X1"))
    assert fact.answerable == ()


def test_only_a_lead_on_a_force_that_manages_on_the_day_answers() -> None:
    """Seats without lead, former leads and forces that are dissolved answer for nothing."""
    ledger = Ledger(
        villages=(HERE,),
        residences=(HOME,),
        projects=(project("X1", ""),),
        benefits=(Benefit("X1", "", VILLAGE, "设施受益", None, ALWAYS),),
        task_forces=(
            TaskForce("X1", "专班", ALWAYS),
            TaskForce("X1", "旧专班", to(2018, 1, 1)),
        ),
        seats=(
            Seat("X1", "专班", ANNA, lead=True, span=ALWAYS),
            Seat("X1", "专班", BELA, lead=False, span=ALWAYS),
            Seat("X1", "专班", BELA, lead=True, span=to(2019, 6, 29)),
            Seat("X1", "旧专班", CARO, lead=True, span=ALWAYS),
        ),
    )
    fact = only(help_of(ledger, HOUSEHOLD, DAY))
    assert fact.answerable == (("Cadre", ANNA),)
    assert [link[0] for link in fact.chain] == ["LivesIn", "Benefits"]
    assert [link[0] for link in only(help_of(ledger, PLACE, DAY)).chain] == ["Benefits"]


def test_a_person_is_reached_through_every_household_that_counts_them() -> None:
    """A membership stands in front of the chain and bounds the period."""
    ledger = Ledger(
        pairings=tuple(Pairing(n, ANNA, n, "第一帮扶责任人", ALWAYS) for n in ("H1", "H2", "H3")),
        memberships=(
            Membership("P1", "H1", 1, "之女", to(2019, 7, 15), "嫁出"),
            Membership("P1", "H2", 3, "之儿媳", Span(date(2019, 6, 1))),
            Membership("P1", "H3", 3, "之女", to(2019, 6, 29), "嫁出"),
        ),
    )
    first, second = help_of(ledger, PERSON, DAY)
    assert {(fact.since, fact.until) for fact in (first, second)} == {
        (None, date(2019, 7, 16)),
        (date(2019, 6, 1), None),
    }
    assert all([link[0] for link in f.chain] == ["MemberOf", "PairedWith"] for f in (first, second))
