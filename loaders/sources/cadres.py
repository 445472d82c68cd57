"""Cadres: the name without its mark, the unit, and the facts that a row gives of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.model.helpers import Cadre, WorksFor
from graph.model.organisations import Organisation
from graph.model.vocabularies import Politics, Rank, Sex
from graph.values import Hash
from loaders.cells import phone
from loaders.certificates import citizen_number
from loaders.identity import Purpose
from loaders.record import Column, Record
from loaders.sources.labels import label
from loaders.sources.source import Fact, Setting

SEX: Final = Column("性别")
RANK: Final = Column("职务级别", ("行政级别",))
TITLE: Final = Column("派出单位职务", ("单位职务",))
POLITICS: Final = Column("政治面貌")
PHONE: Final = Column("联系电话", ("帮扶人联系电话", "帮扶责任人联系电话", "手机号码"))
CITIZEN: Final = Column("证件号码", ("身份证号", "身份证号码"))
PROFILE: Final = (SEX, RANK, TITLE, POLITICS, PHONE, CITIZEN)
"""What a roster may say of a cadre beyond name and unit."""

_MARKED: Final = re.compile(r"(.+?)(?:[（(]\s*([^（）()]+?)\s*[)）]|(\d+))$")
_SEX: Final = label(Sex)
_RANK: Final = label(Rank)
_POLITICS: Final = label(Politics)


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a cadre, and the mark that tells namesakes of a unit apart."""

    name: str
    distinction: str = ""


def named(text: str) -> Named:
    """Split the mark from a name: 张某（女） and 张某2 are marked."""
    found = _MARKED.match(text)
    return Named(found[1].strip(), found[2] or found[3]) if found else Named(text)


def cadre(text: str, unit: Organisation) -> Cadre:
    """Make the cadre of a name that a file gives, and of their unit."""
    who = named(text)
    return Cadre(organisation=unit.key, name=who.name, distinction=who.distinction)


def taken_cadre(record: Record, setting: Setting, name: Column, unit: Organisation) -> Cadre:
    """Take a cadre with as much of the profile as the table has.

    Two numbers for one cadre in one file are two persons whom nothing tells apart: bad.
    """
    who = named(record.require(*name.spellings))
    known = Cadre(
        organisation=unit.key,
        name=who.name,
        distinction=who.distinction,
        sex=record.parse(_SEX, *SEX.spellings),
        rank=record.parse(_RANK, *RANK.spellings),
        title=record.take(*TITLE.spellings),
        politics=record.parse(_POLITICS, *POLITICS.spellings),
        phone=record.parse(phone, *PHONE.spellings),
        citizen=_citizen(record, setting),
    )
    if known.citizen and setting.memory.is_namesake(record.origin.file, known.key, known.citizen):
        advice = "mark the names of namesakes of one unit, as （女） or 2"
        raise record.bad("namesakes", advice, *name.spellings)
    return known


def staff(member: Cadre, unit: Organisation) -> Iterator[Fact]:
    """Give a unit, a cadre, and that the one works for the other since nobody knows when."""
    yield unit
    yield member
    yield WorksFor(start=member.refer(), end=unit.refer())


def _citizen(record: Record, setting: Setting) -> Hash | None:
    number = record.parse(citizen_number, *CITIZEN.spellings)
    return setting.identity.name(Purpose.CADRE, number[:18]) if number else None
