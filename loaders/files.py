"""What the given files are: which source each is of, in which order they go, for which day."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from graph.errors import FileRefused, SettingsError
from loaders.readers import Vocabulary, recognise
from loaders.readers.facts import facts
from loaders.sources.source import Form, Source

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_QUARTER = re.compile(r"(?<!\d)(20\d\d)[-_]?[Qq]([1-4])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LATER = 1


@dataclass(frozen=True, slots=True)
class Given:
    """One file of a load; `stage` says when it goes."""

    path: Path
    digest: str
    stage: int
    order: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """One form that tables are compared with."""

    source: Source
    form: Form
    order: tuple[int, int]

    @property
    def vocabulary(self) -> Vocabulary:
        """The headers of the form."""
        return Vocabulary(self.form.columns, tuple(self.form.ignored))


def offers(sources: Iterable[Source], only: str | None) -> dict[str, Offer]:
    """List the forms by name; `only` keeps those of one source."""
    kept = [one for one in sources if only in (None, one.name)]
    if not kept:
        known = ", ".join(one.name for one in sources)
        raise SettingsError(f"there is no source {only!r}; there are {known}")
    return {
        f"{source.name}/{form.name}": Offer(source, form, (place, number))
        for place, source in enumerate(kept)
        for number, form in enumerate(source.forms)
    }


def arrange(paths: Sequence[Path], known: dict[str, Offer]) -> list[Given]:
    """Look at every file once: the same bytes count once, and what others look up goes first."""
    vocabularies = {name: offer.vocabulary for name, offer in known.items()}
    given: dict[str, Given] = {}
    for path in paths:
        digest = facts(path).digest
        name = recognise(path, vocabularies)
        offer = known[name] if name else None
        stage = offer.source.stage if offer else _LATER
        order = offer.order if offer else (len(known), 0)
        given.setdefault(digest, Given(path, digest, stage, order))
    return sorted(given.values(), key=lambda one: (one.stage, one.order, one.digest))


def digest_of(given: Iterable[Given], options: Iterable[object]) -> str:
    """Name a load by its files and options, whatever their order."""
    told = [*sorted(one.digest for one in given), *map(str, options)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def day_of(name: str, source: Source, said: date | None) -> date:
    """Tell for which day a file speaks: by its source, by its name, else as said."""
    if source.data_date is not None:
        return source.data_date
    if found := _DAY.search(name):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _QUARTER.search(name):
        return _last(int(found[1]), 3 * int(found[2]))
    if found := _MONTH.search(name):
        return _last(int(found[1]), int(found[2]))
    if found := _YEAR.search(name):
        return _last(int(found[1]), 12)
    if said is not None:
        return said
    raise FileRefused(
        f"{name}: its name does not say for which day it speaks. Say so with --date YYYY-MM-DD"
    )


def _last(year: int, month: int) -> date:
    return date(year, month, 1) + timedelta(days=monthrange(year, month)[1] - 1)
