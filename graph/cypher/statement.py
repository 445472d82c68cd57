"""One statement for the database: text and parameters, with one checked door for words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.errors import ModelError

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text and the values that it names; values never stand in the text."""

    text: str
    parameters: Mapping[str, object] = field(default_factory=lambda: _NOTHING, repr=False)

    def bind(self, **parameters: object) -> Statement:
        """Return the same text with further parameters."""
        return Statement(self.text, {**self.parameters, **parameters})


def word(text: str) -> str:
    """Let a label, type or property name into a statement, or refuse it."""
    if not _WORD.match(text):
        raise ModelError(f"{text!r} is no word for Cypher: letters, digits and _ only")
    return text
