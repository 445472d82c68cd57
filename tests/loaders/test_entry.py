"""What is known of one thing is the same in whatever order its rows meet."""

from __future__ import annotations

import copy
from datetime import date
from functools import reduce
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import FIRST_DAY, LAST_DAY
from loaders.entry import MOST_ORIGINS, Entry, Standing, fingerprint, restore, stronger

_DAYS = [date(2019, 3, 1), date(2019, 3, 5), date(2020, 1, 1)]
_FILES = ("aa", "bb", "cc", "dd")
_DATES = ("valid_from", "valid_to")
_NAMES = frozenset(
    {"name", "rank", *_DATES, "valid_from_precision", "valid_to_precision"},
)
_PLACES = st.tuples(st.sampled_from(_FILES), st.sampled_from(("", "表1")), st.integers(1, 60))
_STANDINGS = st.fixed_dictionaries(
    {
        file: st.builds(Standing, st.sampled_from((30, 60)), st.sampled_from(_DAYS), st.just(file))
        for file in _FILES
    }
)


@st.composite
def _values(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the values of one row: a date that is no day carries its precision."""
    told: dict[str, Any] = {}
    if draw(st.booleans()):
        told["name"] = draw(st.sampled_from(("甲", "乙", "丙")))
    if draw(st.booleans()):
        told["rank"] = draw(st.integers(1, 3))
    for date_name, weak in zip(_DATES, (FIRST_DAY, LAST_DAY), strict=True):
        told[date_name] = draw(st.sampled_from([weak, *_DAYS]))
        if told[date_name] != weak and draw(st.booleans()):
            told[f"{date_name}_precision"] = draw(st.sampled_from(("MONTH", "YEAR")))
    return told


_ROWS = st.dictionaries(_PLACES, _values(), min_size=1, max_size=40)
_Rows = dict[tuple[str, str, int], dict[str, Any]]


def _entries(rows: _Rows) -> list[Entry]:
    return [
        Entry.read(dict(values), f"{file}|{sheet}|{row:07d}")
        for (file, sheet, row), values in rows.items()
    ]


def _met(one: Entry, other: Entry, standings: dict[str, Standing]) -> Entry:
    made = copy.deepcopy(one)
    made.meet(copy.deepcopy(other), standings)
    return made


def _in_a_row(entries: list[Entry], standings: dict[str, Standing]) -> dict[str, Any]:
    return reduce(lambda one, other: _met(one, other, standings), entries).row(temporal=True)


def _in_groups(entries: list[Entry], standings: dict[str, Standing], chance: Random) -> Entry:
    if len(entries) == 1:
        return entries[0]
    cut = chance.randrange(1, len(entries))
    return _met(
        _in_groups(entries[:cut], standings, chance),
        _in_groups(entries[cut:], standings, chance),
        standings,
    )


@given(_ROWS, _STANDINGS, st.randoms(use_true_random=False))
def test_order_and_grouping_decide_nothing(
    rows: _Rows, standings: dict[str, Standing], chance: Random
) -> None:
    """Values, origins, claims and fingerprint are the same for every order and grouping."""
    entries = _entries(rows)
    wanted = _in_a_row(entries, standings)
    chance.shuffle(entries)
    assert _in_a_row(entries, standings) == wanted
    assert _in_groups(entries, standings, chance).row(temporal=True) == wanted


@given(_ROWS, _STANDINGS)
def test_what_is_known_already_changes_nothing(rows: _Rows, standings: dict[str, Standing]) -> None:
    """Neither the whole nor any one of its rows once more."""
    entries = _entries(rows)
    whole = reduce(lambda one, other: _met(one, other, standings), entries)
    wanted = whole.row(temporal=True)
    assert _met(whole, whole, standings).row(temporal=True) == wanted
    for entry in entries:
        assert _met(whole, entry, standings).row(temporal=True) == wanted


@given(_ROWS, _ROWS, _STANDINGS)
def test_what_the_database_gives_back_goes_on_as_before(
    rows: _Rows, later: _Rows, standings: dict[str, Standing]
) -> None:
    """A row read back says the same, and meets what comes later as the entry itself would."""
    whole = reduce(lambda one, other: _met(one, other, standings), _entries(rows))
    stored = {**whole.row(temporal=True), "key": "k", "load": "l"}
    again = restore(stored, _NAMES)
    assert again.row(temporal=True) == whole.row(temporal=True)
    new = [entry for place, entry in zip(later, _entries(later), strict=True) if place not in rows]
    assert _in_a_row([again, *new], standings) == _in_a_row([whole, *new], standings)


@given(_ROWS, _STANDINGS)
def test_the_most_believed_row_that_says_something_wins(
    rows: _Rows, standings: dict[str, Standing]
) -> None:
    """Each value is that of the greatest standing, then the row higher up; blanks win nothing."""
    row = _in_a_row(_entries(rows), standings)

    def believed(place: tuple[str, str, int]) -> tuple[Any, ...]:
        """Sort the most believed first."""
        file, sheet, line = place
        return -sorted(standings.values()).index(standings[file]), sheet, line

    for name, weak in {"name": None, "rank": None, **dict(zip(_DATES, _WEAK, strict=True))}.items():
        saying = [place for place in rows if rows[place].get(name) not in (None, weak)]
        wanted = rows[min(saying, key=believed)][name] if saying else weak
        assert row.get(name) == wanted


_WEAK = (FIRST_DAY, LAST_DAY)


@given(_ROWS, _STANDINGS)
def test_a_precision_stays_with_its_date(rows: _Rows, standings: dict[str, Standing]) -> None:
    """The day of one file never gets the month's precision of another."""
    row = _in_a_row(_entries(rows), standings)
    for name in _DATES:
        pair = row[name], row.get(f"{name}_precision")
        said = {(one[name], one.get(f"{name}_precision")) for one in rows.values()}
        weak = dict(zip(_DATES, _WEAK, strict=True))[name]
        assert pair in said | {(weak, None)}


@given(_ROWS, _STANDINGS)
def test_origins_are_sorted_and_no_sheet_crowds_out_the_others(
    rows: _Rows, standings: dict[str, Standing]
) -> None:
    """At most sixteen rows of a sheet are kept: the first ones."""
    origins = _in_a_row(_entries(rows), standings)["origins"]
    assert origins == sorted(set(origins))
    for sheet in {(file, sheet) for file, sheet, _ in rows}:
        lines = sorted(line for file, name, line in rows if (file, name) == sheet)
        wanted = [f"{'|'.join(sheet)}|{line:07d}" for line in lines[:MOST_ORIGINS]]
        assert [one for one in origins if one.rpartition("|")[0] == "|".join(sheet)] == wanted


def test_both_values_of_a_conflict_are_kept_for_the_journal() -> None:
    """The value that lost stays with its origin, whichever came first."""
    standings = {"aa": Standing(60, _DAYS[0], "aa"), "bb": Standing(30, _DAYS[2], "bb")}
    strong, weak = (Entry.read({"name": name}, f"{file}|表|0000004") for name, file in _SAID)
    for one, other in ((strong, weak), (weak, strong)):
        met = _met(one, other, standings)
        assert met.values == {"name": "甲"}
        assert met.lost == [("name", "乙", "bb|表|0000004")]


_SAID = (("甲", "aa"), ("乙", "bb"))


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (Standing(60, _DAYS[0], "aa"), Standing(30, _DAYS[2], "bb")),
        (Standing(60, _DAYS[1], "aa"), Standing(60, _DAYS[0], "bb")),
        (Standing(60, _DAYS[0], "bb"), Standing(60, _DAYS[0], "aa")),
    ],
)
def test_rank_then_day_then_digest(higher: Standing, lower: Standing) -> None:
    """And within a file the row higher up."""
    standings = {"h": higher, "l": lower}
    assert stronger("h||0000009", "l||0000001", standings)
    assert not stronger("l||0000001", "h||0000009", standings)
    assert stronger("l||0000001", "l||0000002", standings)


def test_a_fingerprint_tells_contents_apart() -> None:
    """Not the order of the properties."""
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})
