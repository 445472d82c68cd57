"""Generate operations over a schema: valid documents with variables, as wild as clients write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    parse,
    validate,
)

from graph.kinds import Privacy
from tests.differential.arguments import Arguments
from tests.differential.facts import Facts


@dataclass(frozen=True, slots=True)
class Operation:
    """A document, which operation of it to run, its variables, and how much the asker may see."""

    text: str
    variables: Mapping[str, Any]
    clearance: Privacy
    name: str | None = None


@dataclass(slots=True)
class Cursors:
    """Cursors that answers gave, by the type of the list; `lists` tells which key is which list."""

    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, str] = field(default_factory=dict)

    def gather(self, answer: Any, key: str = "") -> None:
        """Keep what an answer gave."""
        match answer:
            case list():
                for one in answer:
                    self.gather(one, key)
            case dict():
                for name, value in answer.items():
                    if name in {"cursor", "startCursor", "endCursor"}:
                        self._keep(key, value)
                    else:
                        inside = name in {"edges", "pageInfo"}
                        self.gather(value, key if inside else name)

    def _keep(self, key: str, cursor: str | None) -> None:
        kept = self.found[self.lists.get(key, "")]
        if cursor and len(kept) < 200:
            kept.append(cursor)


class Operations:
    """Makes one operation after another; cursors come from the answers to earlier ones."""

    def __init__(self, rng: Random, schema: GraphQLSchema, facts: Facts) -> None:
        self.cursors = Cursors()
        self.rejected = 0
        self._rng, self._schema, self._facts = rng, schema, facts

    def next(self) -> Operation:
        """Make the next operation; one that the schema refuses is made again."""
        while True:
            clearance = self._rng.choice((Privacy.PUBLIC, Privacy.CASE))
            self.cursors.lists.clear()
            draft = _Draft(self._rng, self._schema, self._facts, self.cursors, clearance)
            made = draft.whole()
            if not validate(self._schema, parse(made.text)):
                return made
            self.rejected += 1


class _Draft:
    """One document while it is written."""

    def __init__(
        self,
        rng: Random,
        schema: GraphQLSchema,
        facts: Facts,
        cursors: Cursors,
        clearance: Privacy,
    ) -> None:
        self.rng, self.schema, self.cursors = rng, schema, cursors
        self.arguments = Arguments(rng, facts, cursors.found, clearance)
        self.clearance = clearance
        self.left = rng.choice((6, 15, 30, 60))
        self.fragments: dict[str, tuple[str, str]] = {}
        self.names = 0
        self.used: set[str] = set()

    def whole(self) -> Operation:
        query = self.schema.query_type
        if query is None:
            raise TypeError("a schema has a query type")
        body = " ".join(
            self.field(name, query.fields[name], 0, 4)
            for name in self.rng.choices(list(query.fields), k=self.rng.choice((1, 1, 2, 3)))
        )
        if self.chance(0.1):
            body += " __typename"
        spreads = " ".join(text for _, text in self.fragments.values())
        declared = self.arguments.declared()
        name = "Main" if declared or self.chance(0.5) else ""
        other = "query Other { __typename } " if name and self.chance(0.1) else ""
        text = f"{other}query {name}{declared} {{ {body} }} {spreads}"
        if not name and self.chance(0.5):
            text = f"{{ {body} }} {spreads}"
        return Operation(text, self.arguments.values, self.clearance, name if other else None)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def field(self, name: str, made: GraphQLField, pages: int, depth: int) -> str:
        """Write a field; with arguments it gets an alias of its own where the name is taken."""
        self.left -= 1
        inner = get_named_type(made.type)
        arguments = self.arguments.of(name, made, pages)
        key = name
        if self.chance(0.2) or (made.args and name in self.used):
            self.names += 1
            key = f"k{self.names}"
        self.used.add(name)
        if inner.name.endswith("Connection"):
            key = self.list_key(key, inner.name)
        alias = "" if key == name else f"{key}: "
        head = f"{alias}{name}{arguments}{self.directive()}"
        if not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
            return head
        pages += inner.name.endswith("Connection")
        text = f"{head} {self.selection(inner, pages, depth - 1)}"
        if self.chance(0.08):
            # The same key again, asking for something else below: both are merged.
            text += f" {head} {self.selection(inner, pages, depth - 1)}"
        return text

    def list_key(self, key: str, kind: str) -> str:
        """Note which list a key stands for; a key that stands for another gives way."""
        lists = self.cursors.lists
        if lists.setdefault(key, kind) != kind:
            self.names += 1
            key = f"k{self.names}"
            lists[key] = kind
        return key

    def directive(self) -> str:
        if not self.chance(0.12):
            return ""
        word = self.rng.choice(("skip", "include"))
        return f" @{word}(if: {self.arguments.flag()})"

    def selection(
        self, owner: GraphQLObjectType | GraphQLInterfaceType, pages: int, depth: int
    ) -> str:
        parts = [self.part(owner, pages, depth) for _ in range(self.rng.randint(1, 5))]
        if self.chance(0.2):
            parts.append("__typename" if self.chance(0.7) else "kind: __typename")
        return f"{{ {' '.join(parts)} }}"

    def part(self, owner: GraphQLObjectType | GraphQLInterfaceType, pages: int, depth: int) -> str:
        """Write a field or a fragment."""
        fragments = 0.6 if owner.name == "Thing" else 0.12
        if self.left > 0 and depth > 0 and self.chance(fragments):
            return self.fragment(owner, pages, depth)
        names = self.offered(owner, deep=self.left > 0 and depth > 0)
        name = self.rng.choice(names) if names else "__typename"
        if name == "__typename":
            return name
        return self.field(name, owner.fields[name], pages, depth)

    def offered(self, owner: GraphQLObjectType | GraphQLInterfaceType, *, deep: bool) -> list[str]:
        """List fields: leaves, and objects twice where it may go deeper."""
        leaves: list[str] = []
        objects: list[str] = []
        for name, made in owner.fields.items():
            inner = get_named_type(made.type)
            is_object = isinstance(inner, GraphQLObjectType | GraphQLInterfaceType)
            (objects if is_object else leaves).append(name)
        if owner.name.endswith("Connection"):
            return objects + leaves if self.left > -60 else leaves
        if owner.name.endswith("Edge") and deep:
            return ["node", "node", "node", *leaves]
        return leaves + objects * 2 if deep else leaves

    def fragment(
        self, owner: GraphQLObjectType | GraphQLInterfaceType, pages: int, depth: int
    ) -> str:
        on = self.condition(owner)
        known = [name for name, (kind, _) in self.fragments.items() if kind == on.name]
        if known and self.chance(0.5):
            return f"...{self.rng.choice(known)}{self.directive()}"
        if self.chance(0.5):
            typed = f" on {on.name}" if on is not owner or self.chance(0.7) else ""
            return f"...{typed}{self.directive()} {self.selection(on, pages, depth)}"
        self.names += 1
        name = f"F{self.names}"
        body = self.selection(on, pages, depth)
        self.fragments[name] = (on.name, f"fragment {name} on {on.name} {body}")
        return f"...{name}{self.directive()}"

    def condition(
        self, owner: GraphQLObjectType | GraphQLInterfaceType
    ) -> GraphQLObjectType | GraphQLInterfaceType:
        """Choose a type that overlaps with the owner."""
        names = ["Thing", *(k for k in self.arguments.facts.model.nodes)]
        if owner.name == "Thing":
            chosen = self.rng.choice([*names, "House", "Town", "House", "Town"])
        else:
            chosen = self.rng.choice(["Thing", owner.name] if owner.name in names else [owner.name])
        found = self.schema.type_map[chosen]
        if not isinstance(found, GraphQLObjectType | GraphQLInterfaceType):
            raise TypeError(chosen)
        return found
