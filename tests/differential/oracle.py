"""Answer GraphQL honestly: graphql-core with plain resolvers over plain Python data."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    execute,
    parse,
)

from graph.catalogue import Model
from graph.description import Direction, Kind, NodeKind, Property, Way
from graph.kinds import Cardinality, Mark, Privacy, join_key
from tests.differential.facts import Facts, Link, Thing
from tests.differential.plain_schema import plain_schema

_BOUNDS = {"valid_from": date(1, 1, 1), "valid_to": date(9999, 12, 31)}


@dataclass(frozen=True, slots=True)
class At:
    """A thing as it is asked about on a day."""

    thing: Thing
    day: date


@dataclass(frozen=True, slots=True)
class Along:
    """A row of a list or the end of a link: the thing, how it was reached, where it stands."""

    far: At
    keys: tuple[str, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose page has been cut."""

    page: Sequence[Along]
    total: int
    more: bool
    behind: bool


@dataclass(slots=True)
class Asking:
    """Who asks and on which day; counts the root fields that were fetched."""

    clearance: Privacy
    today: date = field(default_factory=lambda: datetime.now(ZoneInfo("Asia/Shanghai")).date())
    fetched: int = 0

    def sees(self, kind: Kind, prop: Property) -> bool:
        """Tell whether a property is open."""
        closed = max(kind.privacy, prop.privacy)
        return closed is not Privacy.SEALED and closed <= self.clearance


class Oracle:
    """Answers documents over one graph."""

    def __init__(self, sdl: str, facts: Facts) -> None:
        self.schema = plain_schema(sdl)
        self.facts = facts
        self._model: Model = facts.model
        self._starts, self._ends = facts.around()

    def answer(
        self, text: str, variables: Mapping[str, Any], asking: Asking, name: str | None = None
    ) -> ExecutionResult:
        """Execute one operation."""
        result = execute(
            self.schema,
            parse(text),
            context_value=asking,
            variable_values=dict(variables),
            operation_name=name,
            field_resolver=self._resolve,
            type_resolver=lambda value, _info, _type: value.thing.kind,
        )
        if not isinstance(result, ExecutionResult):
            raise TypeError("no resolver here is asynchronous")
        return result

    def _resolve(self, source: Any, info: GraphQLResolveInfo[Asking], **given: Any) -> Any:
        asking: Asking = info.context
        match source:
            case None:
                asking.fetched += 1
                return self._root(info.field_name, given, asking)
            case At():
                return self._of_node(source, info.field_name, given, asking)
            case Along():
                return self._of_edge(source, info.field_name, asking)
            case Listed():
                return _of_list(source, info.field_name)
            case _:
                return source[info.field_name]

    def _root(self, name: str, given: dict[str, Any], asking: Asking) -> Any:
        day = given.get("asOf") or asking.today
        if name == "node":
            kind, _, key = given["id"].partition(":")
            return self._by_key(self._model.node(kind), key, day)
        kind_of = {k.one: k for k in self._model.nodes.values()}
        if name in kind_of:
            parts = [given[_field(kind_of[name], part)] for part in kind_of[name].cls.key_parts]
            return self._by_key(kind_of[name], join_key(*parts), day)
        kinds = {k.many: k for k in self._model.nodes.values()}
        held = None if given.get("ever") else day
        rows = [
            Along(At(one, day), (one.key,))
            for one in self.facts.things.values()
            if one.kind == kinds[name].name
            and _holds(kinds[name], one.values, held)
            and _passes(kinds[name], one, given.get("where"))
        ]
        return _listed(rows, given)

    def _by_key(self, kind: NodeKind, key: str, day: date) -> At | None:
        found = self.facts.things.get((kind.name, key))
        return At(found, day) if found and _holds(kind, found.values, day) else None

    def _of_node(self, at: At, name: str, given: dict[str, Any], asking: Asking) -> Any:
        kind = self._model.node(at.thing.kind)
        match name:
            case "id":
                return f"{kind.name}:{at.thing.key}"
            case "key":
                return at.thing.key
            case "caption":
                return _told(kind, kind.caption, at.thing.values, asking)
            case "origins":
                return self._origins(at.thing)
        prop = next((one for one in kind.properties if one.field == name), None)
        if prop is not None:
            return _told(kind, prop, at.thing.values, asking)
        return self._along(at, name, given)

    def _along(self, at: At, name: str, given: dict[str, Any]) -> Any:
        ways = self._model.ways(at.thing.kind)
        way = ways[name] if name in ways else ways[name.removesuffix("Link")]
        day = given.get("asOf") or at.day
        rows = self._reached(way, at.thing, day, None if given.get("ever") else day)
        if way.cardinality is Cardinality.MANY:
            kept = [
                row
                for row in rows
                if not given.get("where") or _passes(way.far[0], row.far.thing, given["where"])
            ]
            return _listed(kept, given)
        if len(rows) > 1:
            raise GraphQLError("more than one holds on this day, where at most one may")
        if not rows:
            return None
        return rows[0].far if name in ways else rows[0]

    def _reached(self, way: Way, near: Thing, day: date, held: date | None) -> list[Along]:
        out = way.direction is Direction.OUT
        found = (self._starts if out else self._ends).get(near.spot, [])
        rows = []
        for link in found:
            far = self.facts.things[link.end if out else link.start]
            kind = self._model.node(far.kind)
            if link.kind != way.link.name or not _holds(way.link, link.values, held):
                continue
            if _holds(kind, far.values, held):
                keys = (far.key, link.key, *((far.kind,) if len(way.far) > 1 else ()))
                rows.append(Along(At(far, day), keys, link))
        return rows

    def _of_edge(self, row: Along, name: str, asking: Asking) -> Any:
        if name == "cursor":
            return _cursor(row.keys)
        if name == "node":
            return row.far
        if row.link is None:
            raise LookupError(name)
        if name == "origins":
            return self._origins(row.link)
        kind = self._model.links[row.link.kind]
        prop = next(one for one in kind.properties if one.field == name)
        return _told(kind, prop, row.link.values, asking)

    def _origins(self, said: Thing | Link) -> list[dict[str, Any]]:
        places = [origin.split("|") for origin in said.origins]
        return [
            {
                "file": self.facts.files[digest][0],
                "sheet": sheet,
                "row": int(row) if row.isdigit() else None,
                "loadedAt": self.facts.files[digest][1],
            }
            for digest, sheet, row in places
            if digest in self.facts.files
        ]


def _listed(rows: list[Along], given: dict[str, Any]) -> Listed:
    after = _keys(given["after"]) if given.get("after") else None
    behind = sorted(rows, key=lambda row: row.keys)
    if after is not None:
        behind = [row for row in behind if row.keys > after]
    first = given["first"]
    return Listed(behind[:first], len(rows), len(behind) > first, after is not None)


def _of_list(listed: Listed, name: str) -> Any:
    match name:
        case "nodes":
            return [row.far for row in listed.page]
        case "edges":
            return listed.page
        case "totalCount":
            return listed.total
        case _:
            return {
                "hasNextPage": listed.more,
                "hasPreviousPage": listed.behind,
                "startCursor": _cursor(listed.page[0].keys) if listed.page else None,
                "endCursor": _cursor(listed.page[-1].keys) if listed.page else None,
            }


def _field(kind: NodeKind, name: str) -> str:
    return next(one.field for one in kind.properties if one.name == name)


def _holds(kind: Kind, values: Mapping[str, Any], day: date | None) -> bool:
    if day is None or not kind.temporal:
        return True
    return bool(values["valid_from"] <= day < values["valid_to"])


def _passes(kind: NodeKind, thing: Thing, where: Mapping[str, Any] | None) -> bool:
    for name, words in (where or {}).items():
        prop = next(one for one in kind.properties if one.field == name)
        held = thing.values.get(prop.name)
        for operator, wanted in (words or {}).items():
            if wanted is None:
                if held is not None:
                    return False
            elif held is None or not any(
                _same(held, one) for one in (wanted if operator == "in" else [wanted])
            ):
                return False
    return True


def _same(held: object, wanted: object) -> bool:
    return held == wanted and isinstance(held, bool) is isinstance(wanted, bool)


def _told(kind: Kind, prop: Property, values: Mapping[str, Any], asking: Asking) -> Any:
    held = values.get(prop.name)
    if not asking.sees(kind, prop):
        if Mark.CAPTION in prop.marks and held is not None:
            return f"{held[:1]}**"
        return None
    if prop.name in _BOUNDS and held == _BOUNDS[prop.name]:
        return None
    # A list that is not stored is an empty one.
    return [] if prop.many and held is None else held


def _cursor(keys: tuple[str, ...]) -> str:
    text = json.dumps(keys, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _keys(cursor: str) -> tuple[str, ...]:
    return tuple(json.loads(base64.urlsafe_b64decode(cursor + "===")))
