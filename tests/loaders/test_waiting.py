"""What waits in the graph comes back as it went in."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loaders.entry import Entry
from loaders.waiting import _decoded, _encoded

_VALUES = st.one_of(
    st.text(),
    st.integers(-(2**53), 2**53),
    st.booleans(),
    st.dates(),
    st.lists(st.text(max_size=5), max_size=3),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(
    st.dictionaries(st.text(min_size=1, max_size=8), _VALUES, max_size=6),
    st.lists(st.tuples(st.text(max_size=5), _VALUES, st.text(max_size=5)), max_size=3),
)
def test_an_entry_comes_back_from_its_text(
    values: dict[str, Any], lost: list[tuple[str, Any, str]]
) -> None:
    """Values with their types, winners, origins and what was lost."""
    entry = Entry(values, ["aa||0000001"], dict.fromkeys(values, "aa||0000001"), lost)
    assert _decoded(_encoded(entry)) == entry


def test_a_date_is_no_text() -> None:
    """A day stays a day, and a text that looks like one stays a text."""
    entry = Entry.read({"start": date(2019, 3, 1), "said": "2019-03-01"}, "aa||0000001")
    again = _decoded(_encoded(entry))
    assert again.values == {"start": date(2019, 3, 1), "said": "2019-03-01"}
