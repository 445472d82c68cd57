"""Units: under which region a name stands, and the facts that a row gives of a unit."""

from __future__ import annotations

from typing import Final

from graph.model.organisations import Organisation
from graph.model.vocabularies import Affiliation, UnitType
from loaders.places import province_of
from loaders.record import Column, Record
from loaders.sources.labels import label

UNIT: Final = Column("帮扶单位", ("帮扶单位名称", "帮扶(选派)单位名称"))
UNIT_TYPE: Final = Column("单位类型", ("帮扶单位类型",))
AFFILIATION: Final = Column("隶属关系", ("帮扶单位隶属关系", "单位隶属关系"))

_UNIT_TYPE: Final = label(UnitType)
_AFFILIATION: Final = label(Affiliation)
_ABOVE_CITIES: Final = frozenset({Affiliation.CENTRAL, Affiliation.PROVINCE})


def region_of(name: str, affiliation: Affiliation | None, county: str) -> str:
    """Say among which region's names a unit stands: the province's for central and provincial ones.

    The others stand among the names of the county that the file is of, wherever they are seated,
    because two files of one county must give one unit the same key.
    """
    provincial = affiliation in _ABOVE_CITIES or name.startswith("省")
    return province_of(county) if provincial else county


def organisation(
    name: str,
    county: str,
    unit_type: UnitType | None = None,
    affiliation: Affiliation | None = None,
) -> Organisation:
    """Make the unit of a name that a file of a county gives."""
    region = region_of(name, affiliation, county)
    return Organisation(region=region, name=name, unit_type=unit_type, affiliation=affiliation)


def taken_organisation(record: Record, county: str, unit: Column = UNIT) -> Organisation:
    """Take a unit with its type and affiliation, where the table has these columns."""
    return organisation(
        record.require(*unit.spellings),
        county,
        record.parse(_UNIT_TYPE, *UNIT_TYPE.spellings),
        record.parse(_AFFILIATION, *AFFILIATION.spellings),
    )
