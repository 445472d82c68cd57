"""Records of visits: who visited which household or village, when and how (走访记录)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.kinds import Ref
from graph.model.helpers import MadeBy, PaidTo, Visit
from graph.model.people import Household
from graph.model.regions import Village
from graph.model.vocabularies import VisitMode
from loaders.record import Column, Record
from loaders.sources.cadres import cadre, staff
from loaders.sources.figures import household_number, number
from loaders.sources.labels import label
from loaders.sources.location import LOCATION, Location, located, village_of
from loaders.sources.organisations import organisation
from loaders.sources.periods import whole_day
from loaders.sources.registers import HOUSEHOLD, REGISTER, taken_register
from loaders.sources.source import Fact, Form, Setting, Source

_NUMBER: Final = Column("走访编号")
_VISITOR: Final = Column("走访人", ("走访人姓名", "走访干部"), required=True)
_UNIT: Final = Column("走访人单位", ("走访单位",), required=True)
_DAY: Final = Column("走访日期", ("走访时间",), required=True)
_MODE: Final = Column("走访方式")
_FINDING: Final = Column("走访情况", ("走访内容",))

_VISIT_MODE: Final = label(VisitMode)


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    target = _target(record, setting, location)
    unit = organisation(record.require(*_UNIT.spellings), location.county)
    visitor = cadre(record.require(*_VISITOR.spellings), unit)
    day = record.parse_required(whole_day, *_DAY.spellings)
    mode = record.parse(_VISIT_MODE, *_MODE.spellings)
    own = record.parse(number, *_NUMBER.spellings)
    visit = Visit(
        county=location.county,
        number=own or f"{visitor.key}|{target.key}|{day}",
        title=f"{day} {mode.label if mode else '走访'}",
        day=day,
        mode=mode,
        finding=record.take(*_FINDING.spellings),
    )
    yield from staff(visitor, unit)
    yield visit
    yield MadeBy(start=visit.refer(), end=visitor.refer())
    yield PaidTo(start=visit.refer(), end=target)


def _target(record: Record, setting: Setting, location: Location) -> Ref[Household] | Ref[Village]:
    """Point at the household that a row names, else at its village."""
    register = taken_register(record, setting, location.county)
    household = record.parse(household_number, *HOUSEHOLD.spellings)
    if household:
        return Household.ref(register.key, household)
    return Village.ref(village_of(record, location))


VISITS: Final = Source(
    name="visits",
    term="走访记录",
    rank=30,
    forms=(
        Form(
            name="走访记录",
            columns=(
                *(_NUMBER, _VISITOR, _UNIT, HOUSEHOLD, REGISTER, *LOCATION, _DAY, _MODE, _FINDING),
            ),
            ignored={
                "序号": "counts the rows of the file",
                "户主姓名": "the register names the head",
                "备注": "free text, which may name people",
            },
            facts=_facts,
        ),
    ),
)
