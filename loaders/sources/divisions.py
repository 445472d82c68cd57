"""Administrative divisions: the five levels of the statistical codes, from province to village."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.kinds import Ref
from graph.model.regions import LiesIn, PartOf, Region, Village
from graph.model.vocabularies import RegionLevel, VillageKind
from loaders.places import path_below
from loaders.record import Column, Record
from loaders.sources.source import Fact, Form, Setting, Source

_CODE: Final = Column("code", ("区划代码", "代码"), required=True)
_NAME: Final = Column("name", ("名称",), required=True)
_PROVINCE: Final = Column("provinceCode", ("省级代码",), required=True)
_CITY: Final = Column("cityCode", ("地级代码",), required=True)
_AREA: Final = Column("areaCode", ("县级代码",), required=True)
_STREET: Final = Column("streetCode", ("乡级代码",), required=True)

_COMMITTEES: Final = ("村村委会", "村民委员会", "社区居委会", "居委会", "村委会")
_KINDS: Final = {
    **dict.fromkeys("01", VillageKind.RESIDENTS),
    **dict.fromkeys("23", VillageKind.VILLAGERS),
}
_VILLAGE_DIGITS: Final = 12
_KIND_DIGIT: Final = 9
_STAND_INS: Final = "00"


@dataclass(frozen=True, slots=True)
class _Level:
    """One file of the five: how long its codes are, and where the code above stands."""

    level: RegionLevel
    digits: int
    above: Column | None

    def facts(self, record: Record, setting: Setting) -> Iterator[Fact]:
        code, above = _codes(record, self.digits, self.above)
        name = record.require(*_NAME.spellings)
        if self.level is RegionLevel.COUNTY and code.endswith(_STAND_INS):
            # A city without counties is listed as its own county, under a code that fills up to
            # the same twelve digits: it is one region, said by the file of cities already.
            return
        path = _path_above(record, setting, above)
        key = code.ljust(_VILLAGE_DIGITS, "0")
        setting.places.learn(key, path_below(path, name))
        yield Region(code=key, name=name, level=self.level, path=path + name)
        if above:
            parent: Ref[Region] = Ref(Region, above.ljust(_VILLAGE_DIGITS, "0"))
            yield PartOf(start=Ref(Region, key), end=parent)


def _villages(record: Record, setting: Setting) -> Iterator[Fact]:
    code, above = _codes(record, _VILLAGE_DIGITS, _STREET)
    name = record.require(*_NAME.spellings)
    short = short_name(name)
    yield Village(
        code=code,
        name=name,
        kind=_KINDS.get(code[_KIND_DIGIT], VillageKind.OTHER),
        path=_path_above(record, setting, above) + name,
        aliases=(short,) if short != name else (),
    )
    yield LiesIn(start=Ref(Village, code), end=Ref(Region, above + "000"))


def short_name(name: str) -> str:
    """Give the name of a village without the suffix of its committee."""
    for suffix in _COMMITTEES:
        if name.endswith(suffix):
            return name.removesuffix(suffix) or name
    return name


def _codes(record: Record, digits: int, column: Column | None) -> tuple[str, str]:
    """Take the code of a row and that of the division above, with which it must begin."""
    code = record.require(*_CODE.spellings)
    if len(code) != digits or not (code.isascii() and code.isdigit()):
        raise record.bad("not a division code", f"write {digits} digits", *_CODE.spellings)
    above = record.require(*column.spellings) if column else ""
    if column and not code.startswith(above):
        advice = "the code of the division above is the beginning of the code"
        raise record.bad("codes disagree", advice, *column.spellings)
    return code, above


def _path_above(record: Record, setting: Setting, above: str) -> str:
    if not above:
        return ""
    path = setting.places.path(above.ljust(_VILLAGE_DIGITS, "0"))
    if path is None:
        advice = "load the file of the level above first, or together with this one"
        raise record.bad("unknown region", advice, *_CODE.spellings, value=above)
    return path


def _form(
    name: str,
    facts: Callable[[Record, Setting], Iterator[Fact]],
    read: tuple[Column, ...],
    known: tuple[Column, ...] = (),
) -> Form:
    """Make a form; columns that repeat what the code says are known and left aside."""
    reason = "the code begins with it"
    return Form(name, (_CODE, _NAME, *read), {each.name: reason for each in known}, facts)


DIVISIONS: Final = Source(
    name="divisions",
    term="行政区划",
    rank=90,
    stage=0,
    data_date=date(2023, 6, 30),
    forms=(
        _form("provinces", _Level(RegionLevel.PROVINCE, 2, None).facts, ()),
        _form("cities", _Level(RegionLevel.CITY, 4, _PROVINCE).facts, (_PROVINCE,)),
        _form("areas", _Level(RegionLevel.COUNTY, 6, _CITY).facts, (_CITY,), (_PROVINCE,)),
        _form("streets", _Level(RegionLevel.TOWN, 9, _AREA).facts, (_AREA,), (_PROVINCE, _CITY)),
        _form("villages", _villages, (_STREET,), (_PROVINCE, _CITY, _AREA)),
    ),
)
