"""From the names that registers write to the divisions that are meant: by full path and alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from loaders.gazetteer import (
    Gazetteer,
    GraphGazetteer,
    Level,
    Place,
    county_of,
    is_village,
    province_of,
)
from loaders.names import Names, core, said
from loaders.record import BadCell

__all__ = [
    "Gazetteer",
    "GraphGazetteer",
    "Level",
    "Place",
    "Places",
    "county_of",
    "is_village",
    "province_of",
]

_PSEUDO_CITIES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_RANK = {level: rank for rank, level in enumerate(Level)}
_LENGTHS = frozenset({2, 4, 6, 9, 12})
_UNKNOWN = "unknown region"
_AMBIGUOUS = "ambiguous region"
_MOST_LISTED = 6


def path_below(above: str, name: str) -> str:
    """Continue a path of names; the stand-in cities of municipalities add nothing to it."""
    return above if name in _PSEUDO_CITIES else above + name


class Places:
    """Finds divisions by what registers write; reads a county from the gazetteer when asked.

    Every finder raises BadCell, whose column is the level that failed (省, 市, 县, 乡, 村).
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._upper: _Upper | None = None
        self._lower: dict[str, _County] = {}
        self._paths: dict[str, str] = {}
        self._counties: dict[tuple[str | None, str | None, str], str] = {}
        self._villages: dict[tuple[str, str | None, str], str] = {}

    def county(self, province: str | None, city: str | None, county: str) -> str:
        """Find a county; province and city may be None where its name is the only one."""
        asked = (province, city, county)
        if asked not in self._counties:
            self._counties[asked] = self._atlas.county(province, city, county)
        return self._counties[asked]

    def town(self, province: str | None, city: str | None, county: str, town: str) -> str:
        """Find a town of a county."""
        return self.town_in(self.county(province, city, county), town)

    def town_in(self, county: str, town: str) -> str:
        """Find a town of the county with this 12-digit code."""
        return self._below(county).town(town).key

    def village(
        self, province: str | None, city: str | None, county: str, town: str | None, village: str
    ) -> str:
        """Find a village; town may be None where the village's name is the only one."""
        return self.village_in(self.county(province, city, county), town, village)

    def village_in(self, county: str, town: str | None, village: str) -> str:
        """Find a village of the county with this 12-digit code."""
        asked = (county, town, village)
        if asked not in self._villages:
            self._villages[asked] = self._below(county).village(town, village)
        return self._villages[asked]

    def code(self, text: str) -> str:
        """Find a division by its code of 2, 4, 6, 9 or 12 digits; give all 12."""
        digits = said(text)
        if len(digits) not in _LENGTHS or not (digits.isascii() and digits.isdigit()):
            raise BadCell("区划代码", "not a division code", "write 6, 9 or 12 digits", value=text)
        key = digits.ljust(12, "0")
        if key in self._atlas.places:
            return key
        county = self._atlas.places.get(county_of(key))
        if county is None:
            advice = "no county has the first six digits; compare the code with the divisions"
            raise BadCell("区划代码", _UNKNOWN, advice, value=text)
        if key not in self._below(county.key).keys:
            advice = f"{county.name} has no such town or village; compare it with the divisions"
            raise BadCell("区划代码", _UNKNOWN, advice, value=text)
        return key

    def region(self, text: str) -> str:
        """Find a region down to the county by its code, its name, or the names from above."""
        if said(text)[:1].isdigit():
            return self.code(text)
        for names in (self._atlas.provinces, self._atlas.cities):
            found = names.find(text)
            if len(found) == 1:
                return found[0].key
        return self.county(None, None, text)

    def name(self, key: str) -> str:
        """Give the name of a region from province to county."""
        place = self._atlas.places.get(key)
        if place is None:
            raise BadCell("县", _UNKNOWN, "load the divisions of this county first")
        return place.name

    def path(self, key: str) -> str | None:
        """Give the names from the province down to a region, as learned or as stored."""
        if key not in self._paths:
            self._read_paths(key)
        return self._paths.get(key)

    def learn(self, key: str, path: str) -> None:
        """Take note of a region that is just being loaded; what was looked up is read again."""
        self._paths[key] = path
        if self._upper is not None or self._lower:
            self.refresh()

    def refresh(self) -> None:
        """Read the divisions again when next asked, because the graph has changed."""
        self._upper = None
        self._lower.clear()
        self._counties.clear()
        self._villages.clear()

    @property
    def _atlas(self) -> _Upper:
        if self._upper is None:
            self._upper = _Upper(self._gazetteer.counties())
        return self._upper

    def _below(self, county: str) -> _County:
        if county not in self._lower:
            self._lower[county] = _County(self.name(county), self._gazetteer.below(county))
        return self._lower[county]

    def _read_paths(self, key: str) -> None:
        for place in self._atlas.places.values():
            self._paths.setdefault(place.key, self._atlas.path(place))
        if key not in self._paths and county_of(key) in self._atlas.places:
            above = self._paths[county_of(key)]
            for town in self._below(county_of(key)).towns.places:
                self._paths.setdefault(town.key, above + town.name)


class _Upper:
    """Provinces, cities and counties."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.key: place for place in places}
        every = list(self.places.values())
        with_counties = {place.parent for place in every if place.level is Level.COUNTY}
        # A city without counties, such as Dongguan, stands for its county.
        counties = [
            place
            for place in every
            if place.level is Level.COUNTY
            or (place.level is Level.CITY and place.key not in with_counties)
        ]
        self.provinces = Names((p for p in every if p.level is Level.PROVINCE), Level.PROVINCE)
        cities = (p for p in every if p.level is Level.CITY and p.name not in _PSEUDO_CITIES)
        self.cities = Names(cities, Level.CITY, self._prefixes)
        self.counties = Names(counties, Level.COUNTY, self._prefixes)

    def path(self, place: Place) -> str:
        """Write the names from the province down."""
        above = self._above(place)
        return path_below(self.path(above) if above else "", place.name)

    def county(self, province: str | None, city: str | None, county: str) -> str:
        found = self.counties.find(county)
        if not found:
            raise _unknown("县", county, self.counties)
        for level, text in ((Level.PROVINCE, province), (Level.CITY, city)):
            within = [place for place in found if self._lies_in(place, level, text)]
            if text and not within:
                where = _listed(self._where(place) for place in found)
                raise BadCell(level.value, _UNKNOWN, f"{found[0].name} is in {where}", value=text)
            found = within
        if len(found) > 1:
            where = _listed(self._where(place) for place in found)
            raise BadCell("县", _AMBIGUOUS, f"{found[0].name} is in {where}; give the city")
        return found[0].key

    def _lies_in(self, place: Place, level: Level, text: str | None) -> bool:
        if not text:
            return True
        wanted = said(text)
        return any(
            wanted in {above.name, *above.aliases, self.path(above)}
            or core(wanted, level) == core(above.name, above.level)
            for above in self._upward(place)
            if above.level is level or self._stands_for(above, place, level)
        )

    def _stands_for(self, above: Place, place: Place, level: Level) -> bool:
        """Say whether a municipality is written where its counties' city should be."""
        city = self._above(place)
        pseudo = city is not None and city.name in _PSEUDO_CITIES
        return level is Level.CITY and above.level is Level.PROVINCE and pseudo

    def _upward(self, place: Place) -> Iterator[Place]:
        at: Place | None = place
        while at is not None:
            yield at
            at = self._above(at)

    def _above(self, place: Place) -> Place | None:
        """Give the place above, if of a higher level: so no walk upward goes round."""
        above = self.places.get(place.parent)
        return above if above and _RANK[above.level] < _RANK[place.level] else None

    def _where(self, place: Place) -> str:
        names = (p.name for p in self._upward(place) if p is not place)
        return next((name for name in names if name not in _PSEUDO_CITIES), place.name)

    def _prefixes(self, place: Place) -> Iterator[str]:
        above = [p.name for p in self._upward(place) if p is not place]
        real = [name for name in above if name not in _PSEUDO_CITIES]
        yield from ("".join(reversed(real[:count])) for count in range(1, len(real) + 1))
        yield from real[1:]


class _County:
    """The towns and villages of one county."""

    def __init__(self, name: str, places: Iterable[Place]) -> None:
        every = list(places)
        self.name = name
        self.keys = {place.key for place in every}
        self.towns = Names((p for p in every if p.level is Level.TOWN), Level.TOWN)
        self._every = [place for place in every if place.level is Level.VILLAGE]
        self._town_names = {p.key: p.name for p in self.towns.places}
        self._by_town: dict[str | None, Names] = {}

    def town(self, text: str) -> Place:
        return _only("乡", text, self.towns, self.name)

    def village(self, town: str | None, text: str) -> str:
        parent = self.town(town) if town else None
        names = self._names(parent.key if parent else None)
        found = names.find(text)
        if len(found) > 1 and parent is None:
            towns = _listed(self._town_names.get(place.parent, "") for place in found)
            raise BadCell("村", _AMBIGUOUS, f"{found[0].name} is in {towns}; give the town")
        return _only("村", text, names, parent.name if parent else self.name).key

    def _names(self, town: str | None) -> Names:
        if town not in self._by_town:
            within = (p for p in self._every if town is None or p.parent == town)
            self._by_town[town] = Names(within, Level.VILLAGE, self._prefix)
        return self._by_town[town]

    def _prefix(self, village: Place) -> Iterator[str]:
        town = self._town_names.get(village.parent)
        if town:
            yield town


def _only(column: str, text: str, names: Names, where: str) -> Place:
    found = names.find(text)
    if not found:
        raise _unknown(column, text, names, f" in {where}")
    if len(found) > 1:
        meant = _listed(place.name for place in found)
        raise BadCell(column, _AMBIGUOUS, f"write one of {meant}", value=text)
    return found[0]


def _unknown(column: str, text: str, names: Names, where: str = "") -> BadCell:
    near = names.near(text)
    advice = f"nearest{where}: {', '.join(near)}" if near else f"no such name{where or ' is known'}"
    return BadCell(column, _UNKNOWN, advice, value=text)


def _listed(names: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = ["…"] if len(distinct) > _MOST_LISTED else []
    return ", ".join(chain(distinct[:_MOST_LISTED], more))
