"""Registers and the households in them: what a household is known by."""

from __future__ import annotations

from typing import Final

from graph.kinds import Ref
from graph.model.people import Household, Register
from loaders.record import Column, Record
from loaders.sources.figures import household_number
from loaders.sources.source import Setting

REGISTER: Final = Column("登记簿", ("登记簿名称",))
HOUSEHOLD: Final = Column(
    "户编号", ("户主编号", "贫困户编号", "户编码", "户籍编码", "农户编号", "建档立卡户编号")
)


def taken_register(record: Record, setting: Setting, county: str) -> Register:
    """Take the register of a row: the one named after its county unless the row says otherwise."""
    name = record.take(*REGISTER.spellings)
    return Register(county=county, name=name or f"{setting.places.name(county)}建档立卡登记簿")


def taken_household(record: Record, setting: Setting, county: str) -> Ref[Household]:
    """Take the number of a household that must be given."""
    register = taken_register(record, setting, county)
    number = record.parse_required(household_number, *HOUSEHOLD.spellings)
    return Household.ref(register.key, number)
