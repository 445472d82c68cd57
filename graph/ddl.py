"""What a database must have before the first row, as values that each engine says its own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constraint:
    """No two nodes of a label share the value of a property; serves as its index too."""

    name: str
    label: str
    property: str


@dataclass(frozen=True, slots=True)
class RangeIndex:
    """Values of a property are found by equality, order or prefix."""

    name: str
    label_or_type: str
    property: str
    on_relationship: bool = False


@dataclass(frozen=True, slots=True)
class FullText:
    """Words of a property are found; every Chinese character is a word of its own.

    The property may carry no other index: the embedded engine allows one per property.
    """

    name: str
    label: str
    property: str


Definition = Constraint | RangeIndex | FullText
