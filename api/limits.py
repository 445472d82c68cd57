"""What a document may cost before it is validated: measured in one pass, each fragment once."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph.errors import TooMuch

MOST_BYTES = 256 * 1024
MOST_CHARACTERS = 30_000
MOST_TOKENS = 4_000
MOST_DEPTH = 16
MOST_FIELDS = 1_000
MOST_ALIASES = 60


@dataclass(frozen=True, slots=True)
class Size:
    """How deep a selection goes, and how many fields and aliases it has, fragments opened."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0


def measure(document: DocumentNode) -> None:
    """Refuse a document that is too deep or too wide, or whose fragments go in circles."""
    meter = _Meter(document)
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            size = meter.of(one.selection_set)
            _hold("depth", size.depth, MOST_DEPTH)
            _hold("fields", size.fields, MOST_FIELDS)
            _hold("aliases", size.aliases, MOST_ALIASES)


def _hold(what: str, figure: int, limit: int) -> None:
    if figure > limit:
        raise TooMuch(f"the document has {what} {figure}; at most {limit} are allowed")


class _Meter:
    """Remembers the size of each fragment, so that spreading it again costs nothing."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            one.name.value: one
            for one in document.definitions
            if isinstance(one, FragmentDefinitionNode)
        }
        self._known: dict[str, Size | None] = {}

    def of(self, selections: SelectionSetNode | None) -> Size:
        depth = fields = aliases = 0
        for one in selections.selections if selections else ():
            if isinstance(one, FieldNode):
                below = self.of(one.selection_set)
                depth = max(depth, below.depth + 1)
                fields += below.fields + 1
                aliases += below.aliases + (one.alias is not None)
                continue
            if isinstance(one, FragmentSpreadNode):
                below = self._fragment(one.name.value)
            else:
                below = self.of(getattr(one, "selection_set", None))
            depth = max(depth, below.depth)
            fields += below.fields
            aliases += below.aliases
        return Size(depth, fields, aliases)

    def _fragment(self, name: str) -> Size:
        if name not in self._known:
            fragment = self._fragments.get(name)
            if fragment is None:
                return Size()  # validation says that it is unknown
            self._known[name] = None
            self._known[name] = self.of(fragment.selection_set)
        size = self._known[name]
        if size is None:
            raise TooMuch(f"fragment {name} spreads itself")
        return size
