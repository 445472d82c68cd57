"""What files are, how a load is named, and for which day a file speaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FileRefused, SettingsError
from loaders.files import Given, arrange, day_of, digest_of, offers
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import TINY
from loaders.samples.writer import write_county
from loaders.sources import SOURCES

_PAIRINGS = next(source for source in SOURCES if source.name == "pairings")
_POLICIES = next(source for source in SOURCES if source.name == "divisions")
_DIGESTS = st.lists(st.text("0123456789abcdef", min_size=4, max_size=4), unique=True)


def _given(digest: str) -> Given:
    return Given(Path(digest), digest, 1, (0, 0))


@given(_DIGESTS, st.randoms(use_true_random=False))
def test_the_order_of_files_is_no_part_of_a_name(digests: list[str], chance: Random) -> None:
    """Their bytes and the options are."""
    name = digest_of(map(_given, digests), (None, "", None))
    assert digest_of(map(_given, [*digests, "zzzz"]), (None, "", None)) != name
    assert digest_of(map(_given, digests), (None, "370406", None)) != name
    chance.shuffle(digests)
    assert digest_of(map(_given, digests), (None, "", None)) == name


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("（自定义）监测对象信息_20201231.xlsx", date(2020, 12, 31)),
        ("结对台账2019-06-30.xlsx", date(2019, 6, 30)),
        ("结对台账_2019.6.30.csv", date(2019, 12, 31)),
        ("结对台账_2019.06.30.csv", date(2019, 6, 30)),
        ("收入台账_2019Q3.csv", date(2019, 9, 30)),
        ("收入台账2020q1.csv", date(2020, 3, 31)),
        ("走访记录_201902.csv", date(2019, 2, 28)),
        ("走访记录_2020-02.csv", date(2020, 2, 29)),
        ("已脱贫人口名单2018.csv", date(2018, 12, 31)),
        ("12019123456.csv", date(2021, 1, 1)),
    ],
)
def test_the_name_of_a_file_tells_its_day(name: str, day: date) -> None:
    """A day, the last day of a month, quarter or year; digits in longer numbers tell nothing."""
    assert day_of(name, _PAIRINGS, date(2021, 1, 1)) == day


def test_a_file_that_tells_no_day_asks_for_one() -> None:
    """The error says how."""
    with pytest.raises(FileRefused, match=r"台账\.xlsx.*--date YYYY-MM-DD"):
        day_of("台账.xlsx", _PAIRINGS, None)


def test_a_source_may_know_its_day() -> None:
    """The edition of the divisions says it, whatever the file is called."""
    assert _POLICIES.data_date is not None
    assert day_of("villages_2001.csv", _POLICIES, None) == _POLICIES.data_date


def test_an_unknown_source_is_told_with_the_known_ones() -> None:
    """All names stand in the error."""
    with pytest.raises(SettingsError, match=r"no source 'nowhere'; there are .*pairings"):
        offers(SOURCES, "nowhere")


def test_files_are_arranged_by_what_they_are(tmp_path: Path) -> None:
    """Divisions first; the same bytes once; in the same order whatever the order given."""
    written = write_county(make_ledger(TINY, 5), tmp_path, Mess(), 5)
    known = offers(SOURCES, None)
    twin = tmp_path / "again.xlsx"
    twin.write_bytes(next(path for path in written.files if path.suffix == ".xlsx").read_bytes())
    given_files = arrange([*written.files, twin], known)
    assert len(given_files) == len(written.files)
    first = [one.path.name for one in given_files if one.stage == 0]
    assert sorted(first) == sorted(
        ["provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"]
    )
    assert [one.stage for one in given_files] == sorted(one.stage for one in given_files)
    backwards = arrange([*reversed(written.files)], known)
    assert [one.digest for one in backwards] == [one.digest for one in given_files]
