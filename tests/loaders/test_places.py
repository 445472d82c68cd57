"""Places: full paths, aliases, suffixes, and names that several divisions share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.cypher.statement import Statement
from loaders.places import GraphGazetteer, Level, Place, Places, county_of, is_village, province_of
from loaders.record import BadCell
from tests.loaders.sources.rows import LOWER, UPPER, FewPlaces


@pytest.fixture
def places() -> Places:
    """Look things up among a few real divisions."""
    return Places(FewPlaces())


def _refusal(find: Callable[[], str]) -> BadCell:
    with pytest.raises(BadCell) as caught:
        find()
    return caught.value


@pytest.mark.parametrize(
    ("province", "city", "county", "key"),
    [
        (None, None, "山亭区", "370406000000"),
        (None, None, "山亭县", "370406000000"),
        (None, None, "滕州", "370481000000"),
        (None, None, "滕县", "370481000000"),
        (None, None, "丰县", "320321000000"),
        (None, None, "枣庄市山亭区", "370406000000"),
        (None, None, "山东省枣庄市 山亭区", "370406000000"),
        (None, "枣庄市", "市中区", "370402000000"),
        ("山东", "济南", "市中区", "370103000000"),
        ("北京市", "北京市", "东城区", "110101000000"),
        ("北京市", "市辖区", "东城区", "110101000000"),
        ("广东省", "东莞市", "东莞市", "441900000000"),
    ],
)
def test_county(
    places: Places, province: str | None, city: str | None, county: str, key: str
) -> None:
    """A county is found by name, alias, suffix, and the names from above."""
    assert places.county(province, city, county) == key


@pytest.mark.parametrize("province", [None, "山东省"])
def test_county_of_two_cities_needs_the_city(places: Places, province: str | None) -> None:
    """The name of two counties is refused until the city is given."""
    error = _refusal(lambda: places.county(province, None, "市中区"))
    assert error.rule == "ambiguous region"
    assert error.suggestion == "市中区 is in 济南市, 枣庄市; give the city"


def test_failing_level_is_named(places: Places) -> None:
    """The level that fails is named, with the nearest names or the right place."""
    failures = [
        (lambda: places.county("江苏省", None, "山亭区"), "省", "山亭区 is in 枣庄市"),
        (lambda: places.county(None, "济南市", "山亭区"), "市", "山亭区 is in 枣庄市"),
        (lambda: places.county(None, None, "山停区"), "县", "nearest: 山亭区"),
        (lambda: places.town(None, None, "山亭区", "冯帽镇"), "乡", "nearest in 山亭区: 冯卯镇"),
        (
            lambda: places.village(None, None, "山亭区", "冯卯镇", "白娄村委会"),
            "村",
            "nearest in 冯卯镇: 白楼村村委会",
        ),
    ]
    for find, column, advice in failures:
        error = _refusal(find)
        assert (error.column, error.rule) == (column, "unknown region")
        assert advice in error.suggestion


@pytest.mark.parametrize(
    ("town", "village", "key"),
    [
        ("冯卯镇", "张庄村委会", "370406108202"),
        ("凫城镇", "张庄村委会", "370406109201"),
        ("冯卯", "张庄村", "370406108202"),
        ("冯卯乡", "张庄村民委员会", "370406108202"),
        ("冯卯镇", "冯卯镇张庄村", "370406108202"),
        ("冯卯镇", "白楼", "370406108203"),
        ("冯卯镇", "白楼村", "370406108203"),
        ("冯卯镇", "白楼村民委员会", "370406108203"),
        (None, "白楼村", "370406108203"),
        ("凫城镇", "尚马村", "370406109202"),
        ("凫城镇", "尚马社区", "370406109001"),
    ],
)
def test_village(places: Places, town: str | None, village: str, key: str) -> None:
    """Kind comes from the code, alias from the name, path from the divisions above."""
    assert places.village(None, None, "山亭区", town, village) == key
    assert places.village("山东省", "枣庄市", "山亭区", town, village) == key


def test_villages_that_share_a_name_are_not_guessed(places: Places) -> None:
    """Two villages that a text may mean are both named, none is chosen."""
    twice = _refusal(lambda: places.village(None, None, "山亭区", None, "张庄村"))
    assert twice.rule == "ambiguous region"
    assert twice.suggestion == "张庄村委会 is in 冯卯镇, 凫城镇; give the town"
    short = _refusal(lambda: places.village(None, None, "山亭区", "凫城镇", "尚马"))
    assert short.suggestion == "write one of 尚马村委会, 尚马社区居委会"


def test_code(places: Places) -> None:
    """A code is filled to twelve digits and must be known."""
    assert places.code("370406") == "370406000000"
    assert places.code("370406108") == "370406108000"
    assert places.code("３７０４０６１０８２０２") == "370406108202"
    assert _refusal(lambda: places.code("370406999")).suggestion.startswith("山亭区 has no such")
    assert _refusal(lambda: places.code("990101")).rule == "unknown region"
    assert _refusal(lambda: places.code("37040")).rule == "not a division code"


def test_region(places: Places) -> None:
    """A region is found by any name or code from province to county."""
    found = [places.region(text) for text in ("山东省", "枣庄市", "山亭区", "370406")]
    assert found == ["370000000000", "370400000000", "370406000000", "370406000000"]
    assert places.town(None, None, "东莞市", "东城街道") == "441900003000"


def test_counties_are_read_once_and_only_when_asked() -> None:
    """The gazetteer is asked for a county when it is needed, and again after a refresh."""
    few = FewPlaces()
    places = Places(few)
    for village in ("张庄村", "白楼村"):
        places.village(None, None, "山亭区", "冯卯镇", village)
    assert few.asked == ["370406000000"]
    places.refresh()
    places.town(None, None, "山亭区", "冯卯镇")
    assert few.asked == ["370406000000"] * 2


def test_paths_leave_out_the_stand_in_cities(places: Places) -> None:
    """A path has the names that addresses have; learned ones are added to it."""
    assert places.path("110101000000") == "北京市东城区"
    assert places.path("370406108000") == "山东省枣庄市山亭区冯卯镇"
    assert places.path("990101000000") is None
    places.learn("990101000000", "某省某县")
    assert places.path("990101000000") == "某省某县"


def test_parts_of_codes() -> None:
    """The parts of a code say county, province and whether it is a village."""
    assert county_of("370406108202") == "370406000000"
    assert province_of("370406108202") == "370000000000"
    assert is_village("370406108202")
    assert not is_village("370406108000")


class _Graph:
    """Answers the two statements of a gazetteer from the divisions of the tests."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    def __call__(self, statement: Statement) -> list[list[object]]:
        self.statements.append(statement)
        county = statement.parameters.get("county")
        if county is None:
            return [[p.key, p.name, list(p.aliases), p.level.name, p.parent or None] for p in UPPER]
        towns = [p for p in LOWER if p.level is Level.TOWN and p.parent == county]
        rows: list[list[object]] = []
        for town in towns:
            below: list[Place | None] = [p for p in LOWER if p.parent == town.key]
            for each in below or [None]:
                village: list[object] = [None, None, None]
                if each:
                    village = [each.key, each.name, list(each.aliases)]
                rows.append([town.key, town.name, None, *village])
        return rows


def test_graph_gazetteer_reads_two_statements() -> None:
    """One statement gives the upper levels, one each county."""
    graph = _Graph()
    gazetteer = GraphGazetteer(graph)
    assert list(gazetteer.counties()) == list(UPPER)
    below = list(gazetteer.below("370406000000"))
    assert sorted(below, key=lambda p: p.key) == sorted(
        (p for p in LOWER if county_of(p.key) == "370406000000"), key=lambda p: p.key
    )
    assert [p.name for p in gazetteer.below("441900000000")] == ["东城街道"]
    first, second, _ = graph.statements
    assert not first.parameters
    assert second.text.startswith("MATCH (c:Region {key: $county})<-[:PART_OF]-")


def test_places_find_the_same_in_the_graph() -> None:
    """Looking up needs nothing but the protocol."""
    places = Places(GraphGazetteer(_Graph()))
    assert places.village(None, None, "山亭区", "凫城镇", "张庄村") == "370406109201"
