"""Certificate numbers: right ones pass in every spelling, damaged ones never."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loaders.cells import BadValue
from loaders.certificates import (
    Disability,
    citizen_check,
    citizen_number,
    credit_check,
    credit_code,
    disability,
)

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Draw a number of the region 999999, which does not exist, with a right check digit."""
    born = draw(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
    first = f"999999{born:%Y%m%d}{draw(st.integers(1, 999)):03}"
    number = first + citizen_check(first)
    assume(not number.endswith("000"))
    return number


def _rule(text: str) -> str:
    with pytest.raises(BadValue) as caught:
        citizen_number(text)
    assert text not in str(caught.value)
    return caught.value.rule


@given(numbers())
def test_right_numbers_pass_in_every_spelling(number: str) -> None:
    """Lower case, blanks, an apostrophe, full width and text formulas change nothing."""
    wide = "".join(chr(ord(each) + 0xFEE0) for each in number)
    for text in (
        number,
        number.lower(),
        f" {number[:6]} {number[6:]}",
        f"'{number}",
        wide,
        f'="{number}"',
    ):
        assert citizen_number(text) == number


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: str, place: int, by: int) -> None:
    """The check digit finds any single wrong digit."""
    digit = str((int(number[place]) + by) % 10)
    with pytest.raises(BadValue):
        citizen_number(number[:place] + digit + number[place + 1 :])


@given(numbers())
def test_what_a_spreadsheet_has_rounded_is_refused(number: str) -> None:
    """A number that went through a float is refused in each of its forms, never repaired."""
    assume(number.isdigit())
    value = float(number)
    for text in (
        f"{value:.14E}",
        f"{value:.5E}",
        f"{value:g}",
        f"{number[:15]}000",
        f"{value:.1f}",
    ):
        assert _rule(text) == "damaged number"
    rounded = str(int(value))
    if rounded != number:
        same_check = citizen_check(rounded[:17]) == rounded[17]
        assert same_check or _rule(rounded) in {"wrong check digit", "damaged number"}


@given(numbers(), st.integers(1, 7), st.integers(1, 4), st.sampled_from(["", "B1", "B2", "01"]))
def test_disability_certificates(number: str, kind: int, grade: int, again: str) -> None:
    """Twenty or twenty-two characters carry type and grade."""
    text = f"{number}{kind}{grade}{again}"
    assert citizen_number(text) == text
    assert disability(text) == Disability(kind, grade)
    assert disability(number) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("999999990101123", "old number"),
        ("99999919900101123", "wrong length"),
        ("99999919900101123A", "not a citizen number"),
        ("9999991990010112345", "wrong length"),
        ("099999199001011239", "not a citizen number"),
    ],
)
def test_other_numbers(text: str, rule: str) -> None:
    """Old, short and mistyped numbers are told apart."""
    assert _rule(text) == rule


@pytest.mark.parametrize("born", ["19900230", "19901301", "18490101", "21010101"])
def test_birthdays_exist(born: str) -> None:
    """A right check digit does not make a day that never was."""
    first = f"999999{born}123"
    assert _rule(first + citizen_check(first)) == "no such birthday"


def test_tail_of_a_certificate() -> None:
    """Type 8 and grade 5 do not exist."""
    first = "99999919900101123"
    number = first + citizen_check(first)
    assert _rule(f"{number}81") == "wrong tail"
    assert _rule(f"{number}15") == "wrong tail"
    assert _rule(f"{number}11XX") == "wrong tail"


def test_worked_example_of_the_credit_code() -> None:
    """The published example of GB 32100 gives 3."""
    assert credit_check("91350100M000100Y4") == "3"
    assert credit_code("９1350100m000100y43") == "91350100M000100Y43"


@given(st.text(_LETTERS, min_size=9, max_size=9), st.integers(0, 999_999), st.integers(1, 30))
def test_credit_codes(organisation: str, region: int, by: int) -> None:
    """Right codes pass, and any other last character is refused."""
    first = f"N1{region:06}{organisation}"
    last = credit_check(first)
    assert credit_code(first + last) == first + last
    other = _LETTERS[(_LETTERS.index(last) + by) % 31]
    with pytest.raises(BadValue, match="wrong check digit"):
        credit_code(first + other)
    with pytest.raises(BadValue, match="not a credit code"):
        credit_code(f"{first}I")
