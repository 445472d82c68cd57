"""The numbers that registers know people and organisations by, with their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from loaders.cells import BadValue, plain

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_CITIZEN: Final = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_DISABILITY: Final = re.compile(r"([1-7])([1-4])(?:B\d|\d\d)?", re.ASCII)
_POWER: Final = re.compile(r"\d(?:\.\d+)?E[+]?\d+|\d+\.\d+", re.ASCII)
_OLD: Final = re.compile(r"\d{15}", re.ASCII)
_LENGTHS: Final = {18, 20, 22}
_YEARS: Final = range(1850, 2101)
_RETYPE: Final = "type the number again from the certificate, in a column formatted as text"

_CREDIT_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = tuple(3**place % 31 for place in range(17))
_CREDIT: Final = re.compile(
    r"[0-9AHJKLMNPQRTUWXY][0-9A-HJ-NP-RTUWXY]\d{6}[0-9A-HJ-NP-RTUWXY]{10}", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Disability:
    """What the tail of a disability certificate says: type 1 to 7, grade 1 (heaviest) to 4."""

    type: int
    grade: int


def citizen_check(first: str) -> str:
    """Give the check character for the first 17 digits of a citizen number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def citizen_number(text: str) -> str:
    """Parse a certificate number of 18, 20 or 22 characters (证件号码); letters become capitals.

    A number that a spreadsheet has rounded is refused, never repaired.
    """
    number = re.sub(r"\s", "", plain(text)).lstrip("'`").upper()
    if _POWER.fullmatch(number):
        raise BadValue("damaged number", _RETYPE)
    if _OLD.fullmatch(number):
        raise BadValue("old number", "write the 18 characters that replaced the 15 digits")
    if len(number) not in _LENGTHS:
        raise BadValue("wrong length", "18 characters, or 20 or 22 on a disability certificate")
    _check_citizen(number[:18])
    if number[18:] and not _DISABILITY.fullmatch(number[18:]):
        raise BadValue("wrong tail", "after 18 characters: type 1 to 7, grade 1 to 4, then B1, B2")
    return number


def disability(number: str) -> Disability | None:
    """Read type and grade from a number of 20 or 22 characters; None from one of 18."""
    tail = _DISABILITY.fullmatch(citizen_number(number)[18:])
    return Disability(int(tail[1]), int(tail[2])) if tail else None


def credit_check(first: str) -> str:
    """Give the check character for the first 17 of a unified social credit code (GB 32100)."""
    pairs = zip(first, _CREDIT_WEIGHTS, strict=True)
    total = sum(_CREDIT_LETTERS.index(letter) * weight for letter, weight in pairs)
    return _CREDIT_LETTERS[-total % 31]


def credit_code(text: str) -> str:
    """Parse a unified social credit code (统一社会信用代码)."""
    code = re.sub(r"\s", "", plain(text)).lstrip("'`").upper()
    if not _CREDIT.fullmatch(code):
        raise BadValue("not a credit code", "18 digits and capitals without I, O, S, V and Z")
    if credit_check(code[:17]) != code[17]:
        raise BadValue("wrong check digit", "compare the code with the certificate")
    return code


def _check_citizen(number: str) -> None:
    if not _CITIZEN.fullmatch(number):
        raise BadValue("not a citizen number", "17 digits, then a digit or X")
    if number.endswith("000"):
        # What is left when fifteen digits are kept; a right number of this shape is one in 1,100.
        raise BadValue("damaged number", _RETYPE)
    if citizen_check(number[:17]) != number[17]:
        raise BadValue("wrong check digit", _RETYPE)
    if int(number[6:10]) not in _YEARS:
        raise BadValue("no such birthday", _RETYPE)
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadValue("no such birthday", _RETYPE) from None
