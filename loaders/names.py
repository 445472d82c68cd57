"""Names of divisions as registers vary them: full names, aliases, suffixes more or less."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from loaders.gazetteer import Level, Place

K = TypeVar("K")

_SPACE: Final = re.compile(r"\s+")
_SUFFIXES: Final = {
    Level.PROVINCE: re.compile(r"(?:(?:维吾尔|壮族|回族)?自治区|省|市)$"),
    Level.CITY: re.compile(r"(?:市|地区|盟|自治州)$"),
    Level.COUNTY: re.compile(r"(?:自治县|自治旗|县|区|市|旗)$"),
    Level.TOWN: re.compile(r"(?:街道办事处|街道|地区办事处|民族乡|乡|镇)$"),
    Level.VILLAGE: re.compile(
        r"(?:村?(?:村民委员会|村委会)|(?:社区|村)?(?:居民委员会|居委会)|社区|村)$"
    ),
}
_RESIDENTS: Final = re.compile(r"(?:居民委员会|居委会|社区)$")
_VILLAGERS: Final = re.compile(r"(?:村民委员会|村委会|村)$")
_MOST_NEAR: Final = 3
_NEAR_ENOUGH: Final = 0.5
_SHORTEST_CORE: Final = 2


def said(text: str) -> str:
    """Give the spelling under which names are compared: compatibility forms and blanks folded."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def core(name: str, level: Level) -> str:
    """Give a name without the suffix of its level, where enough of it is left to tell it by."""
    short = _SUFFIXES[level].sub("", name)
    enough = 1 if level is Level.VILLAGE else _SHORTEST_CORE
    return short if len(short) >= enough else name


def _body(name: str) -> str:
    """Tell villagers' committees from residents' committees of the same short name."""
    if _RESIDENTS.search(name):
        return "residents"
    return "villagers" if _VILLAGERS.search(name) else ""


def _no_prefix(_place: Place) -> Iterator[str]:
    return iter(())


class Names:
    """The places of one scope by every text that may mean them."""

    def __init__(
        self,
        places: Iterable[Place],
        level: Level,
        prefixes: Callable[[Place], Iterable[str]] = _no_prefix,
    ) -> None:
        self.places = tuple(places)
        self._level = level
        self._exact: dict[str, list[Place]] = {}
        self._kin: dict[tuple[str, str], list[Place]] = {}
        self._loose: dict[str, list[Place]] = {}
        for place in self.places:
            self._add(place, prefixes)

    def find(self, text: str) -> list[Place]:
        """Give the places that a text means: by full name, else by body and core, else by core."""
        name = said(text)
        bare = core(name, self._level)
        if name in self._exact:
            return self._exact[name]
        return self._kin.get((bare, _body(name))) or self._loose.get(bare, [])

    def near(self, text: str) -> list[str]:
        """Give the names that look most like a text."""
        known = dict.fromkeys(place.name for place in self.places)
        return difflib.get_close_matches(said(text), known, _MOST_NEAR, _NEAR_ENOUGH)

    def _add(self, place: Place, prefixes: Callable[[Place], Iterable[str]]) -> None:
        name = said(place.name)
        spellings = {name, *map(said, place.aliases)}
        above = [said(prefix) for prefix in prefixes(place)]
        for each in spellings:
            for text in (each, *(prefix + each for prefix in above)):
                _file(self._exact, text, place)
        if self._level is Level.VILLAGE:
            _file(self._kin, (core(name, self._level), _body(name)), place)
        for bare in {core(each, self._level) for each in spellings}:
            for text in (bare, *(prefix + bare for prefix in above)):
                _file(self._loose, text, place)


def _file(index: dict[K, list[Place]], key: K, place: Place) -> None:
    found = index.setdefault(key, [])
    if place not in found:
        found.append(place)
