"""Invents the linkage groups of the county, their parties, and the teams that they field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from loaders.samples.chance import next_day, span
from loaders.samples.divisions import COUNTY
from loaders.samples.ledger import LinkageGroup, LinkageParty, Span, Team, TeamMember
from loaders.samples.offices import HELPED, PROVINCIAL, SOUTHERN, UNIVERSITY, Offices
from loaders.samples.stationing import FIRST_SECRETARY, LEADER, MEMBER, Stationed

GROUP: Final = "五方挂钩山亭区协调小组"
"""The group that helps the county from 2016 on."""
EARLIER: Final = "对口帮扶山亭区联络小组"
"""The group before it, ended with the year 2015."""

_ORGAN, _TOURISM, _COMPANY = PROVINCIAL
_HANDOVER: Final = date(2019, 3, 31)
_TEAM: Final = "省驻山亭区帮扶工作队"
_WAN: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Linked:
    """Groups, parties, and county teams with their members."""

    groups: tuple[LinkageGroup, ...]
    parties: tuple[LinkageParty, ...]
    stationed: Stationed


def invent_linkage(offices: Offices) -> Linked:
    """Tell how two groups helped the county, how parties came and went, and the lead changed."""
    groups = (
        LinkageGroup(COUNTY, EARLIER, span(None, date(2015, 12, 31), until_grain="year")),
        LinkageGroup(COUNTY, GROUP, span(date(2016, 1, 1), None, "month")),
    )
    return Linked(groups, tuple(_parties()), _teams(offices))


def _parties() -> Iterator[LinkageParty]:
    told: tuple[tuple[str, str, str, bool, Span, int | None, int | None], ...] = (
        (EARLIER, _ORGAN, "省级机关", True, span(None, date(2015, 12, 31)), None, None),
        (EARLIER, _COMPANY, "大型国有企业", False, span(date(2014, 3, 1), None, "month"), 80, 80),
        (GROUP, _ORGAN, "省级机关", True, span(date(2016, 1, 8), _HANDOVER), 300, 300),
        (GROUP, _ORGAN, "省级机关", False, span(next_day(_HANDOVER)), 120, 100),
        (GROUP, _TOURISM, "省级机关", False, span(date(2016, 1, 8), _HANDOVER), 200, 180),
        (GROUP, _TOURISM, "省级机关", True, span(next_day(_HANDOVER)), 260, 150),
        (GROUP, UNIVERSITY, "高等院校", False, span(date(2018, 5, 1), None, "month"), 60, 75),
        (
            *(GROUP, _COMPANY, "大型国有企业", False),
            *(span(date(2016, 3, 1), date(2019, 12, 31), "month", "year"), 500, 320),
        ),
        (GROUP, SOUTHERN, "苏南县(市、区)", False, span(date(2017, 1, 1), None, "year"), 800, 800),
        (GROUP, HELPED, "苏北县(区)", False, Span(), None, None),
    )
    for place, (group, unit, party, lead, period, pledged, paid) in enumerate(told, start=1):
        yield LinkageParty(
            number=f"GG{place:03}",
            group=group,
            organisation=unit,
            party=party,
            lead=lead,
            span=period,
            pledged=None if pledged is None else pledged * _WAN,
            paid=None if paid is None else paid * _WAN,
        )


def _teams(offices: Offices) -> Stationed:
    first = span(date(2017, 2, 20), date(2019, 2, 28), "day", "month")
    second = span(date(2019, 3, 1), None)
    teams, members = [], []
    for batch, period, unit in (("第二十批", first, _ORGAN), ("第二十一批", second, _TOURISM)):
        team = Team(COUNTY, _TEAM, batch, unit, period, GROUP)
        teams.append(team)
        roles = (LEADER, FIRST_SECRETARY, MEMBER)
        for role, cadre in zip(roles, offices.staff[unit][-3:], strict=True):
            members.append(TeamMember(team.ident, cadre, role, period))
        helper = offices.staff[_COMPANY][-1]
        members.append(TeamMember(team.ident, helper, MEMBER, period))
    return Stationed(tuple(teams), tuple(members))
