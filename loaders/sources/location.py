"""Where a row is about: the columns of divisions, and the codes that their names mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from graph.kinds import Ref
from graph.model.regions import Region, Village
from loaders.places import county_of, is_village
from loaders.record import BadCell, Column, Record
from loaders.sources.source import Setting

PROVINCE: Final = Column("省", ("省份", "省(区、市)", "省(自治区、直辖市)"))
CITY: Final = Column("市", ("地市", "市(州)", "市(地、州、盟)"))
COUNTY: Final = Column(
    "县",
    ("县区", "区县", "县(区)", "县(市、区)", "县(市、区、旗)", "所在县", "所在县(市、区)"),
)
TOWN: Final = Column(
    "乡", ("乡镇", "乡(镇)", "镇", "乡镇(街道)", "乡(镇、街道)", "镇街", "所在镇", "所在乡镇")
)
VILLAGE: Final = Column("村", ("村居", "行政村", "村(居)", "村(社区)", "行政村(社区)", "所在村"))
CODE: Final = Column(
    "区划代码", ("行政区划代码", "所在行政区划代码", "统计用区划代码", "行政村代码")
)
LOCATION: Final = (PROVINCE, CITY, COUNTY, TOWN, VILLAGE, CODE)
"""The columns that `located` takes."""

_BY_LEVEL: Final = {column.name: column for column in LOCATION}


@dataclass(frozen=True, slots=True)
class Location:
    """The county of a row, and the deepest division that it names (12-digit codes)."""

    county: str
    place: str

    @property
    def village(self) -> str | None:
        """Give the code of the village, where the row names one."""
        return self.place if is_village(self.place) else None

    @property
    def ref(self) -> Ref[Region] | Ref[Village]:
        """Point at the deepest division."""
        return place_ref(self.place)


def needed(column: Column) -> Column:
    """Make a column one that a table must have."""
    return replace(column, required=True)


def place_ref(code: str) -> Ref[Region] | Ref[Village]:
    """Point at a village or at a region above it, as the code tells."""
    return Village.ref(code) if is_village(code) else Region.ref(code)


def located(record: Record, setting: Setting, county: str = "") -> Location:
    """Take every column of divisions and find what they mean.

    Where the row names no county, `county` or else the setting does; a code says all by itself.
    """
    named = {column.name: record.take(*column.spellings) for column in LOCATION}
    try:
        place = _place(record, setting, named, county or setting.county)
    except BadCell as error:
        if error.column not in named or error.place:
            raise
        column, value = _BY_LEVEL[error.column], named[error.column] or ""
        raise record.bad(error.rule, error.suggestion, *column.spellings, value=value) from None
    return Location(county_of(place), place)


def village_of(record: Record, location: Location) -> str:
    """Give the village of a row that must name one."""
    if location.village is None:
        raise record.bad("blank", "name the village", *VILLAGE.spellings)
    return location.village


def _place(record: Record, setting: Setting, named: dict[str, str | None], fallback: str) -> str:
    places = setting.places
    if code := named["区划代码"]:
        return places.code(code)
    if county := named["县"]:
        key = places.county(named["省"], named["市"], county)
    elif fallback:
        key = fallback
    else:
        advice = "name the county of the row, or say which county the file is of"
        raise record.bad("blank", advice, *COUNTY.spellings)
    if village := named["村"]:
        return places.village_in(key, named["乡"], village)
    return places.town_in(key, town) if (town := named["乡"]) else key
