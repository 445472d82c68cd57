"""Generate arguments: literals and variables, given, absent, null, or left to a default."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from graphql import GraphQLField

from graph.description import NodeKind, Property
from graph.kinds import Privacy
from tests.differential.facts import Facts
from tests.differential.tiny_facts import DAYS


class Word(str):
    """An entry of a closed list: a text without quotes."""

    __slots__ = ()


def literal(value: object) -> str:
    """Write a value as GraphQL does."""
    match value:
        case Word():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(literal(one) for one in value) + "]"
        case Written():
            return value.text
        case _:
            return json.dumps(value, ensure_ascii=False)


class Written:
    """A piece of a document that is written already, such as a variable."""

    def __init__(self, text: str) -> None:
        self.text = text


class Arguments:
    """The arguments of one operation, and the variables that they ask for."""

    def __init__(
        self, rng: Random, facts: Facts, cursors: Mapping[str, list[str]], clearance: Privacy
    ) -> None:
        self.values: dict[str, Any] = {}
        self.facts = facts
        self._rng, self._cursors, self._clearance = rng, cursors, clearance
        self._declared: list[str] = []
        self._chosen: Mapping[str, Any] = {}

    def declared(self) -> str:
        """Write the variables of the operation."""
        return f"({', '.join(self._declared)})" if self._declared else ""

    def flag(self) -> str:
        """Write a condition."""
        value = self._rng.random() < 0.5
        if self._rng.random() < 0.5:
            return literal(value)
        return self._variable("Boolean!", value, self._rng.choice((None, not value)))

    def of(self, name: str, field: GraphQLField, pages: int) -> str:
        """Write the arguments of a field."""
        given = {key: self._one(name, key, field, pages) for key in field.args}
        told = ", ".join(f"{key}: {text}" for key, text in given.items() if text is not None)
        return f"({told})" if told else ""

    def _one(self, name: str, key: str, field: GraphQLField, pages: int) -> str | None:
        chance = self._rng.random
        match key:
            case "first":
                if pages == 0 and chance() < 0.4:
                    return None
                most = 1000 if pages == 0 and chance() < 0.05 else 8 if pages == 0 else 4
                return self._given("Int", self._rng.randint(1, most), required=True)
            case "after":
                kind = str(field.type).rstrip("!")
                known = self._cursors.get(kind, [])
                if not known or chance() < 0.7:
                    return self._given("String", None) if chance() < 0.1 else None
                return self._given("String", self._rng.choice(known))
            case "asOf":
                return self._given("Date", self._day()) if chance() < 0.4 else None
            case "ever":
                if chance() < 0.6:
                    return None
                return self._given("Boolean", chance() < 0.7, required=True)
            case "where":
                kind = str(field.args[key].type).removesuffix("Filter")
                return self._where(self.facts.model.node(kind)) if chance() < 0.35 else None
            case "id":
                return self._given("ID", self._id(), must=True)
            case _:
                return self._given("String", self._part(name, key), must=True)

    def _day(self) -> str:
        day = self._rng.choice(DAYS[1:-1]) + timedelta(days=self._rng.randint(-1, 1))
        return day.isoformat()

    def _id(self) -> str:
        kind, key = self._rng.choice(list(self.facts.things))
        return f"{kind}:{key}" if self._rng.random() < 0.9 else f"{kind}:no such"

    def _part(self, name: str, key: str) -> str:
        """Give a part of a key; the parts of one key are those of one thing."""
        kind = next(one for one in self.facts.model.nodes.values() if one.one == name)
        prop = next(one for one in kind.properties if one.field == key)
        if prop.name == kind.cls.key_parts[0]:
            things = [one for one in self.facts.things.values() if one.kind == kind.name]
            self._chosen = self._rng.choice(things).values
        return str(self._chosen[prop.name])

    def _given(
        self, kind: str, value: object, *, required: bool = False, must: bool = False
    ) -> str | None:
        """Write an argument by literal or variable.

        `required` may not be null but has a default; `must` may be neither null nor left out.
        """
        if self._rng.random() < 0.55:
            return literal(value)
        forms = ["sure", "sure", "default"]
        forms += [] if must else ["absent", "maybe"]
        forms += [] if must or required else ["null", "null default"]
        match self._rng.choice(forms):
            case "sure" if value is not None:
                return self._variable(f"{kind}!", value)
            case "default":
                return self._variable(kind, None, value)
            case "absent":
                return self._variable(kind, None)
            case "null":
                return self._variable(kind, None, present=True)
            case "null default":
                return self._variable(kind, value, Written("null"))
            case _:
                return self._variable(kind, value, present=not must)

    def _variable(
        self, kind: str, value: object, default: object = None, *, present: bool = False
    ) -> str:
        name = f"v{len(self._declared)}"
        said = "" if default is None else f" = {literal(default)}"
        self._declared.append(f"${name}: {kind}{said}")
        if value is not None or present:
            self.values[name] = json.loads(json.dumps(value))
        return f"${name}"

    def _where(self, kind: NodeKind) -> str | None:
        """Write a filter of what the asker may see."""
        open_to = [
            one
            for one in kind.properties
            if not one.many
            and one.name not in {"valid_from", "valid_to"}
            and max(kind.privacy, one.privacy) <= self._clearance
        ]
        if not open_to:
            return self._given(f"{kind.name}Filter", {})
        chosen = self._rng.sample(open_to, min(len(open_to), self._rng.choice((1, 1, 2))))
        plain = self._rng.random() < 0.5
        words = {one.field: self._words(kind, one, plain=plain) for one in chosen}
        if plain:
            return self._given(f"{kind.name}Filter", words)
        return literal(words)

    def _words(self, kind: NodeKind, prop: Property, *, plain: bool) -> object:
        """Write the words of one property; a plain one has no variables inside."""
        chance = self._rng.random
        if chance() < 0.05:
            return None if chance() < 0.5 else {}
        if chance() < 0.3:
            values = [self._value(kind, prop) for _ in range(self._rng.randint(0, 3))]
            if plain or chance() < 0.5:
                return {"in": values if len(values) != 1 or chance() < 0.5 else values[0]}
            return {"in": [self._inside(f"{prop.type.graphql}!", one) for one in values]}
        value = None if chance() < 0.15 else self._value(kind, prop)
        if plain or value is None:
            return {"eq": value}
        if chance() < 0.3:
            return self._inside(f"{prop.type.graphql}Filter", {"eq": value})
        return {"eq": Written(self._given(prop.type.graphql, value) or "null")}

    def _inside(self, kind: str, value: object) -> Written:
        return Written(self._variable(kind, value))

    def _value(self, kind: NodeKind, prop: Property) -> object:
        """Take a value that some thing has, as a client writes it."""
        held = [
            one.values[prop.name]
            for one in self.facts.things.values()
            if one.kind == kind.name and prop.name in one.values
        ]
        value = self._rng.choice(held) if held else ""
        if isinstance(value, date):
            return value.isoformat()
        return Word(value) if prop.type.vocabulary and held else value
