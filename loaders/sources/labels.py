"""From the words of a register to the entries of a closed list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from graph.values import Vocabulary
from loaders.cells import BadValue, many, plain

V = TypeVar("V", bound=Vocabulary)


def label(vocabulary: type[V]) -> Callable[[str], V]:
    """Make the parser for a closed list: labels, aliases and names, brackets of either width."""
    exact = vocabulary.spellings()
    known = {_spelling(text): entry for text, entry in exact.items()}
    allowed = ", ".join(entry.label for entry in vocabulary)

    def parse(text: str) -> V:
        # Most cells hold a label as it is printed: folding is for the others.
        entry = exact.get(text) or known.get(_spelling(text))
        if entry is None:
            raise BadValue("unknown label", f"write one of {allowed}")
        return entry

    return parse


def labels(vocabulary: type[V]) -> Callable[[str], tuple[V, ...]]:
    """Make the parser for a cell that lists several entries; the order is kept."""
    parse = label(vocabulary)

    def parse_all(text: str) -> tuple[V, ...]:
        return tuple(dict.fromkeys(parse(part) for part in many(text)))

    return parse_all


def _spelling(text: str) -> str:
    return re.sub(r"\s+", "", plain(text)).casefold()
