"""Divisions: five files become a tree with paths, aliases and kinds."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from graph.model.regions import LiesIn, PartOf, Region, Village
from graph.model.vocabularies import RegionLevel, VillageKind
from loaders.record import BadCell
from loaders.sources import Fact, Setting
from loaders.sources.divisions import short_name
from tests.loaders.sources.rows import every, form, one, read, record, setting

_CITY = {"provinceCode": "37", "cityCode": "3704"}


def _village(code: str, name: str, given: Setting) -> list[Fact]:
    cells = {"code": code, "name": name, "streetCode": code[:9], **_CITY, "areaCode": code[:6]}
    return read("divisions", cells, given, "villages")


def test_real_slice_becomes_a_tree() -> None:
    """The five files of a real city give its whole tree, with paths from the province down."""
    given = setting()
    facts: list[Fact] = []
    for name in ("provinces", "cities", "areas", "streets", "villages"):
        text = files("loaders.samples") / "data" / f"{name}.csv"
        rows = csv.DictReader(text.read_text(encoding="utf-8").splitlines())
        reading = form("divisions", name).facts
        facts += [fact for row in rows for fact in reading(record(row), given)]
    regions = {region.key: region for region in every(facts, Region)}
    villages = {village.key: village for village in every(facts, Village)}
    assert (len(regions), len(villages)) == (74, 2469)
    town = regions["370406108000"]
    assert (town.level, town.path) == (RegionLevel.TOWN, "山东省枣庄市山亭区冯卯镇")
    parents = {link.start.key: link.end.key for link in every(facts, PartOf)}
    assert parents["370406108000"] == "370406000000"
    assert parents["370400000000"] == "370000000000"
    lies = {link.start.key: link.end.key for link in every(facts, LiesIn)}
    assert lies.keys() == villages.keys()
    assert set(lies.values()) <= regions.keys()
    assert all(one.path.endswith(one.name) for one in villages.values())


@pytest.mark.parametrize(
    ("code", "name", "alias", "kind"),
    [
        ("370406108202", "张庄村委会", "张庄", VillageKind.VILLAGERS),
        ("370406108203", "白楼村村委会", "白楼", VillageKind.VILLAGERS),
        ("370406108001", "双山社区居委会", "双山", VillageKind.RESIDENTS),
        ("370406108498", "良种场生活区", None, VillageKind.OTHER),
    ],
)
def test_village(code: str, name: str, alias: str | None, kind: VillageKind) -> None:
    """Kind comes from the code, alias from the name, path from the divisions above."""
    village = one(_village(code, name, setting()), Village)
    assert (village.kind, village.aliases) == (kind, (alias,) if alias else ())
    assert village.path == f"山东省枣庄市山亭区冯卯镇{name}"


def test_a_name_that_is_only_a_suffix_stays() -> None:
    """Nothing would be left of it as an alias."""
    assert short_name("村委会") == "村委会"


def test_municipality_and_city_without_counties() -> None:
    """Stand-in cities add nothing to paths below; a city that is its county is one region."""
    given = setting()
    city = read(
        "divisions", {"code": "1101", "name": "市辖区", "provinceCode": "11"}, given, "cities"
    )
    assert one(city, Region).path == "北京市市辖区"
    cells = {"code": "110102", "name": "西城区", "cityCode": "1101", "provinceCode": "11"}
    assert one(read("divisions", cells, given, "areas"), Region).path == "北京市西城区"
    cells = {"code": "441900", "name": "东莞市", "cityCode": "4419", "provinceCode": "44"}
    assert read("divisions", cells, given, "areas") == []


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"code": "37040", "name": "某区"}, "code", "not a division code"),
        ({"code": "370409", "name": ""}, "name", "blank"),
        ({"code": "370409", "name": "某区", "cityCode": "3705"}, "cityCode", "codes disagree"),
        ({"code": "379909", "name": "某区", "cityCode": "3799"}, "code", "unknown region"),
    ],
)
def test_bad_cells(cells: dict[str, str], column: str, rule: str) -> None:
    """Each bad cell rejects the row under its column and rule."""
    with pytest.raises(BadCell) as caught:
        read("divisions", {"cityCode": "3704", "provinceCode": "37"} | cells, setting(), "areas")
    assert (caught.value.column, caught.value.rule) == (column, rule)
