"""Put one operation to both sides and say where they differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError

from api.answers import Answers, Ask
from api.failures import failure
from api.schema import build
from api.viewer import INSPECTOR, PUBLIC
from graph.errors import TooMuch
from graph.kinds import Privacy
from graph.store import Store
from tests.differential.facts import Facts
from tests.differential.operations import Operation, Operations
from tests.differential.oracle import Asking, Oracle
from tests.differential.shrink import shrink

_VIEWERS = {Privacy.PUBLIC: PUBLIC, Privacy.CASE: INSPECTOR}


@dataclass(slots=True)
class Tally:
    """What was compared."""

    operations: int = 0
    refused: int = 0
    statements: int = 0
    characters: int = 0
    errors: Counter[str] = field(default_factory=Counter)


class Trial:
    """The compiled path on an engine that holds the facts, beside the oracle on the same facts."""

    def __init__(self, facts: Facts, store: Store, *, sound: bool = True) -> None:
        built = build(facts.model, questions=())
        self.answers = Answers(built.compiler, store)
        self.oracle = Oracle(built.sdl, facts)
        self.tally = Tally()
        self.last: Any = None
        self._store, self._sound = store, sound

    def operations(self, seed: int, facts: Facts | None = None) -> Operations:
        """Give the operations of one seed; arguments take their values from the facts."""
        rng = Random(seed)  # noqa: S311 - seeded, so that a failure can be had again
        return Operations(rng, self.oracle.schema, facts or self.oracle.facts)

    async def difference(self, one: Operation) -> str:
        """Run one operation on both sides; give what differs, or nothing."""
        asking = Asking(one.clearance)
        judged, trips = self.answers.judged, self._store.round_trips
        ours = await self.ours(one)
        self.last = ours.data
        if _codes(ours) == ["TOO_MUCH"]:
            self.tally.refused += 1
            return ""
        theirs = self.oracle.answer(one.text, one.variables, asking, one.name)
        trips = self._store.round_trips - trips
        self.tally.operations += 1
        self.tally.statements += trips
        mine, wanted = _told(ours), _told(theirs)
        self.tally.characters += len(mine)
        if mine != wanted:
            return _apart(mine, wanted)
        self.tally.errors.update(error.message for error in ours.errors or ())
        if any(e.path and c != "DATA_ANOMALY" for e, c in _coded(ours)):
            return f"an anomaly of the data has another code: {_codes(ours)}"
        # graphql-core leaves the other root fields alone once one has made all of data null.
        if trips != asking.fetched and not ours.errors:
            return f"{trips} round trips for {asking.fetched} root fields"
        if self._sound and self.answers.judged != judged:
            return "graphql-core had to complete what the shaper should have"
        return ""

    async def ours(self, one: Operation) -> ExecutionResult:
        """Answer by the compiled path."""
        try:
            prepared = self.answers.documents.get(one.text)
        except TooMuch as error:
            return ExecutionResult(None, [failure(error)])
        if prepared.errors:
            return ExecutionResult(None, prepared.errors)
        ask = Ask(prepared, one.name, one.variables, _VIEWERS[one.clearance])
        return await self.answers.answer(ask)

    async def run(self, operations: Operations, count: int) -> str:
        """Compare so many operations; give the first difference made small, or nothing."""
        for _ in range(count):
            one = operations.next()
            found = await self.difference(one)
            if found:
                return f"{found}\nmade small:\n{await self.smallest(one)}"
            operations.cursors.gather(self.last)
        return ""

    async def smallest(self, one: Operation) -> str:
        """Make a failing operation small and say all about it."""

        async def fails(text: str) -> bool:
            return bool(await self.difference(_with(one, text)))

        small = _with(one, await shrink(one.text, self.oracle.schema, fails))
        told = orjson.dumps(dict(small.variables)).decode()
        found = await self.difference(small)
        return f"{small.text}\nvariables: {told}\nviewer: {small.clearance.name}\n{found}"


def _with(one: Operation, text: str) -> Operation:
    return Operation(text, one.variables, one.clearance, one.name)


def _apart(mine: str, wanted: str) -> str:
    """Show both sides from shortly before the place where they part."""
    pairs = enumerate(zip(mine, wanted, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), 0)
    near = slice(max(0, at - 200), at + 300)
    return f"ours:   {mine[near]}\noracle: {wanted[near]}"


def _coded(result: ExecutionResult) -> list[tuple[GraphQLError, Any]]:
    return [(error, (error.extensions or {}).get("code")) for error in result.errors or ()]


def _codes(result: ExecutionResult) -> list[Any]:
    return [code for _, code in _coded(result)]


def _told(result: ExecutionResult) -> str:
    """Write data in its order of keys, and where each error stands in answer and document."""
    errors = [
        {"path": error.path, "locations": [list(place) for place in error.locations or ()]}
        for error in result.errors or ()
    ]
    return orjson.dumps({"data": result.data, "errors": errors}).decode()
