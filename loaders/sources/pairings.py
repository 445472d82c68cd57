"""Rosters of pairings: which cadre answers for which household (帮扶责任人结对台账)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.model.helpers import PairedWith
from graph.model.vocabularies import PairingDuty
from loaders.record import Column, Record
from loaders.sources.cadres import PROFILE, staff, taken_cadre
from loaders.sources.figures import number
from loaders.sources.labels import label
from loaders.sources.location import COUNTY, LOCATION, located, needed
from loaders.sources.organisations import AFFILIATION, UNIT, UNIT_TYPE, taken_organisation
from loaders.sources.periods import taken_span
from loaders.sources.registers import HOUSEHOLD, REGISTER, taken_household
from loaders.sources.source import Cover, Fact, Form, Placed, Setting, Source

_NUMBER: Final = Column("结对编号")
_NAME: Final = Column("帮扶责任人姓名", ("帮扶责任人", "帮扶干部", "帮扶人姓名"), required=True)
_DUTY: Final = Column("责任类别", ("帮扶责任", "帮扶责任类别"))
_START: Final = Column("帮扶开始时间", ("开始时间",))
_END: Final = Column("帮扶结束时间", ("结束时间",))
_REASON: Final = Column("调整或解除原因")

_PAIRING_DUTY: Final = label(PairingDuty)


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    location = located(record, setting)
    household = taken_household(record, setting, location.county)
    unit = taken_organisation(record, location.county)
    helper = taken_cadre(record, setting, _NAME, unit)
    link = PairedWith(
        start=helper.refer(),
        end=household,
        number=record.parse(number, *_NUMBER.spellings, default=""),
        duty=record.parse_required(_PAIRING_DUTY, *_DUTY.spellings),
        end_reason=record.take(*_REASON.spellings),
        **taken_span(record, _START, _END),
    )
    yield from staff(helper, unit)
    yield link


PAIRINGS: Final = Source(
    name="pairings",
    term="结对帮扶台账",
    rank=50,
    covers=(Cover(PairedWith, Placed.HOUSEHOLD),),
    forms=(
        Form(
            name="帮扶责任人结对台账",
            columns=(
                *(_NUMBER, needed(HOUSEHOLD), REGISTER, _NAME, needed(_DUTY), *PROFILE),
                *(needed(each) if each is COUNTY else each for each in LOCATION),
                *(needed(UNIT), UNIT_TYPE, AFFILIATION, _START, _END, _REASON),
            ),
            ignored={
                "序号": "counts the rows of the file",
                "户主姓名": "the register names the head",
                "结对状态": "the end of the pairing says it",
                "有效标志": "the end of the pairing says it",
                "是否结对": "a row is a pairing",
                "结对户数": "counted from the pairings",
                "学历": "no part of what a cadre is known by",
                "技术特长": "no part of what a cadre is known by",
                "是否第一书记": "the roster of teams says it",
                "是否工作队队长": "the roster of teams says it",
                "是否驻村队员": "the roster of teams says it",
                "备注": "free text, which may name people",
            },
            facts=_facts,
        ),
    ),
)
