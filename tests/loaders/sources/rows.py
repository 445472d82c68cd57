"""A gazetteer of a few real divisions, and the making of records and settings for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from loaders.identity import Identity
from loaders.layout import Vocabulary
from loaders.places import Level, Place, Places, county_of
from loaders.record import Origin, Record
from loaders.sources import SOURCES, Fact, Form, Setting

F = TypeVar("F")

UPPER = (
    Place("110000000000", "北京市", (), Level.PROVINCE),
    Place("110100000000", "市辖区", (), Level.CITY, "110000000000"),
    Place("110101000000", "东城区", (), Level.COUNTY, "110100000000"),
    Place("320000000000", "江苏省", (), Level.PROVINCE),
    Place("320300000000", "徐州市", (), Level.CITY, "320000000000"),
    Place("320321000000", "丰县", (), Level.COUNTY, "320300000000"),
    Place("370000000000", "山东省", (), Level.PROVINCE),
    Place("370100000000", "济南市", (), Level.CITY, "370000000000"),
    Place("370103000000", "市中区", (), Level.COUNTY, "370100000000"),
    Place("370400000000", "枣庄市", (), Level.CITY, "370000000000"),
    Place("370402000000", "市中区", (), Level.COUNTY, "370400000000"),
    Place("370406000000", "山亭区", (), Level.COUNTY, "370400000000"),
    Place("370481000000", "滕州市", ("滕县",), Level.COUNTY, "370400000000"),
    Place("440000000000", "广东省", (), Level.PROVINCE),
    Place("441900000000", "东莞市", (), Level.CITY, "440000000000"),
)
LOWER = (
    Place("370406108000", "冯卯镇", (), Level.TOWN, "370406000000"),
    Place("370406108201", "冯卯村委会", ("冯卯",), Level.VILLAGE, "370406108000"),
    Place("370406108202", "张庄村委会", ("张庄",), Level.VILLAGE, "370406108000"),
    Place("370406108203", "白楼村村委会", ("白楼",), Level.VILLAGE, "370406108000"),
    Place("370406109000", "凫城镇", (), Level.TOWN, "370406000000"),
    Place("370406109201", "张庄村委会", ("张庄",), Level.VILLAGE, "370406109000"),
    Place("370406109202", "尚马村委会", ("尚马",), Level.VILLAGE, "370406109000"),
    Place("370406109001", "尚马社区居委会", ("尚马",), Level.VILLAGE, "370406109000"),
    Place("441900003000", "东城街道", (), Level.TOWN, "441900000000"),
)


class FewPlaces:
    """The divisions above, and how often each county was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def counties(self) -> Iterable[Place]:
        """Give provinces, cities and counties."""
        return UPPER

    def below(self, county_key: str) -> Iterable[Place]:
        """Give the towns and villages of a county."""
        self.asked.append(county_key)
        return [place for place in LOWER if county_of(place.key) == county_key]


def setting(county: str = "") -> Setting:
    """Make the setting of a file of 2020-12-31."""
    return Setting(date(2020, 12, 31), Identity(b"t" * 64), Places(FewPlaces()), county)


def form(source: str, name: str = "") -> Form:
    """Find a form by the names of source and form; the first where no form is named."""
    found = next(each for each in SOURCES if each.name == source)
    return next(each for each in found.forms if name in {"", each.name})


def record(cells: Mapping[str, str], row: int = 4) -> Record:
    """Make a record of the file that all tests read."""
    return Record.of(Origin("f" * 16, "表", row), cells)


def read(source: str, cells: Mapping[str, str], given: Setting, name: str = "") -> list[Fact]:
    """Read one row, and hold that every cell of it was read or is ignored by name."""
    which = form(source, name)
    Vocabulary(which.columns, tuple(which.ignored))
    row = record(cells)
    facts = list(which.facts(row, given))
    row.ignore(*which.ignored, because="the form says why")
    assert row.left_over() == ()
    return facts


def one(facts: list[Fact], kind: type[F]) -> F:
    """Give the only fact of a kind."""
    (found,) = every(facts, kind)
    return found


def every(facts: list[Fact], kind: type[F]) -> list[F]:
    """Give the facts of a kind."""
    return [fact for fact in facts if isinstance(fact, kind)]
