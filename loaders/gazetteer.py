"""What is known of the divisions: places with their names, and where they are read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from graph.cypher.statement import Statement


class Level(Enum):
    """Level of a division, with the word that registers head its column with."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    TOWN = "乡"
    VILLAGE = "村"


@dataclass(frozen=True, slots=True)
class Place:
    """A division as it is looked up: 12-digit key, names, level, and the key of what is above."""

    key: str
    name: str
    aliases: tuple[str, ...]
    level: Level
    parent: str = ""


class Gazetteer(Protocol):
    """Gives the divisions lazily: the upper levels at once, the lower ones county by county."""

    def counties(self) -> Iterable[Place]:
        """Give the counties, and the cities and provinces above them."""
        ...

    def below(self, county_key: str) -> Iterable[Place]:
        """Give the towns and villages of a county."""
        ...


def county_of(key: str) -> str:
    """Give the code of the county that a 12-digit code of a town or village begins with."""
    return f"{key[:6]}000000"


def province_of(key: str) -> str:
    """Give the code of the province that a 12-digit code begins with."""
    return f"{key[:2]}0000000000"


def is_village(key: str) -> bool:
    """Say whether a 12-digit code is that of a village; the last three digits tell."""
    return not key.endswith("000")


_UPPER: Final = Statement(
    """MATCH (r:Region) WHERE r.level IN ['PROVINCE', 'CITY', 'COUNTY']
OPTIONAL MATCH (r)-[l:PART_OF]->(above:Region)
RETURN r.key, r.name, r.aliases, r.level, above.key
ORDER BY r.key, l.valid_to"""
)
_TOWNS: Final = Statement(
    """MATCH (c:Region {key: $county})<-[:PART_OF]-(t:Region)
OPTIONAL MATCH (t)<-[:LIES_IN]-(v:Village)
RETURN t.key, t.name, t.aliases, v.key, v.name, v.aliases
ORDER BY t.key, v.key"""
)


class GraphGazetteer:
    """Reads the divisions from the graph: one statement for all counties, one for each county."""

    def __init__(self, read: Callable[[Statement], list[list[object]]]) -> None:
        self._read = read

    def counties(self) -> Iterator[Place]:
        """Give the counties, and the cities and provinces above them."""
        found: dict[str, Place] = {}
        for key, name, aliases, level, parent in self._read(_UPPER):
            # A region that was moved has several above it; the last row has the latest.
            place = Place(str(key), str(name), _texts(aliases), Level[str(level)], _text(parent))
            found[place.key] = place
        yield from found.values()

    def below(self, county_key: str) -> Iterator[Place]:
        """Give the towns and villages of a county."""
        towns: set[str] = set()
        for row in self._read(_TOWNS.bind(county=county_key)):
            town = str(row[0])
            if town not in towns:
                towns.add(town)
                yield Place(town, str(row[1]), _texts(row[2]), Level.TOWN, county_key)
            if row[3] is not None:
                yield Place(str(row[3]), str(row[4]), _texts(row[5]), Level.VILLAGE, town)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
