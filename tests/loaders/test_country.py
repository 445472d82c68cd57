"""The real divisions of the whole country go through the source that reads them."""

from __future__ import annotations

import lzma
import shutil
from collections import Counter
from pathlib import Path

import pytest

from graph.model.regions import LiesIn, PartOf, Region
from loaders.files import arrange, offers
from loaders.identity import Identity
from loaders.places import Place, Places
from loaders.readers import open_tables
from loaders.samples.divisions import carried
from loaders.sources import SOURCES
from loaders.sources.source import Setting

pytestmark = pytest.mark.shared


class _NoGraph:
    """A gazetteer of a graph that holds nothing yet."""

    def counties(self) -> list[Place]:
        return []

    def below(self, _county: str) -> list[Place]:
        return []


@pytest.fixture(scope="module")
def country(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Copy the five files to where they can be read as a clerk would give them."""
    folder = tmp_path_factory.mktemp("divisions")
    for path in (shared / "divisions").glob("*.csv"):
        shutil.copy(path, folder)
    with lzma.open(shared / "divisions" / "villages.csv.xz") as packed:
        (folder / "villages.csv").write_bytes(packed.read())
    return sorted(folder.glob("*.csv"))


def test_every_division_becomes_a_fact(country: list[Path]) -> None:
    """Every row is read, and every village hangs on a township that is there."""
    known = offers(SOURCES, "divisions")
    vocabularies = {name: offer.vocabulary for name, offer in known.items()}
    setting = Setting(SOURCES[0].data_date, Identity(b"k" * 64), Places(_NoGraph()))  # type: ignore[arg-type]  # the edition is dated
    counts: Counter[str] = Counter()
    regions: set[str] = set()
    hanging: set[str] = set()
    for given in arrange(country, known):
        for name, table in open_tables(given.path, vocabularies):
            for record in table.records:
                for fact in known[name].form.facts(record, setting):
                    counts[type(fact).__name__] += 1
                    if isinstance(fact, Region):
                        regions.add(fact.code)
                    elif isinstance(fact, LiesIn | PartOf):
                        hanging.add(fact.end.key)
    assert counts["Village"] == counts["LiesIn"] == 620_573
    assert regions == _codes_above_villages(country)
    assert hanging <= regions


def _codes_above_villages(country: list[Path]) -> set[str]:
    """Read the codes of the four upper files the plain way, filled up to twelve digits."""
    return {
        line.partition(",")[0].ljust(12, "0")
        for path in country
        if path.name != "villages.csv"
        for line in path.read_text(encoding="utf-8").splitlines()[1:]
    }


def test_the_slice_in_the_repository_is_the_real_one(country: list[Path]) -> None:
    """The city of the demonstration is cut from the same files, row by row."""
    for path in country:
        whole = set(path.read_text(encoding="utf-8").splitlines())
        part = carried(path.name).read_text(encoding="utf-8").splitlines()
        assert set(part) <= whole
    villages = carried("villages.csv").read_text(encoding="utf-8").splitlines()
    assert len(villages) - 1 == 2469
