"""The limit: the same answers from hand-written Cypher, with no GraphQL in between.

One bare ASGI function on the official driver. Each statement gives maps in one record, in the
form of the answer; nothing is planned, checked or shaped.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString

import neo4j
import orjson
from starlette.types import Receive, Scope, Send

from bench.county import DAY, Size
from bench.questions import questions
from graph.engines import Access
from graph.engines.bolt import open_reader
from graph.kinds import join_key
from graph.values import FIRST_DAY

Given = Mapping[str, str]

# A map that stands in a map must not hold a projection: the embedded engine gives the projection
# alone. So lists are gathered first and named in the map, at no cost on Neo4j.
_POINT: LiteralString = """
MATCH (h:Household {key: $key})
WITH h,
  COLLECT {
    MATCH (h)-[r:LIVES_IN]->(v:Village)
    WHERE r.valid_from <= $day AND $day < r.valid_to
      AND v.valid_from <= $day AND $day < v.valid_to
    RETURN v {id: 'Village:' + v.key, .name}
  } AS villages,
  COLLECT {
    MATCH (h)<-[r:MEMBER_OF]-(p:Person)
    WHERE r.valid_from <= $day AND $day < r.valid_to
    WITH p, r ORDER BY p.key, r.key LIMIT 20
    RETURN p {id: 'Person:' + p.key, .name, born: toString(p.born)}
  } AS members,
  COLLECT {
    MATCH (h)<-[r:PAIRED_WITH]-(c:Cadre)
    WHERE r.valid_from <= $day AND $day < r.valid_to
    WITH c, r ORDER BY c.key, r.key LIMIT 20
    WITH c, r, COLLECT {
      MATCH (c)-[w:WORKS_FOR]->(o:Organisation)
      WHERE w.valid_from <= $day AND $day < w.valid_to
      WITH o, w ORDER BY o.key, w.key LIMIT 20
      RETURN o {id: 'Organisation:' + o.key, .name}
    } AS units
    RETURN r {
      validFrom: CASE r.valid_from WHEN $unknown THEN null ELSE toString(r.valid_from) END,
      .duty,
      node: c {id: 'Cadre:' + c.key, .name, worksFor: {nodes: units}}
    }
  } AS pairings
RETURN h {
  id: 'Household:' + h.key, .head, .address,
  livesIn: villages[0], members: {nodes: members}, pairedBy: {edges: pairings}
} AS household
"""
_ONE_VILLAGE: LiteralString = """
MATCH (v:Village {key: $code})
WHERE v.valid_from <= $day AND $day < v.valid_to
WITH v, COLLECT {
  MATCH (v)<-[l:LIVES_IN]-(h:Household)
  WHERE l.valid_from <= $day AND $day < l.valid_to
  WITH h, l ORDER BY h.key, l.key LIMIT 100
  WITH h,
    COLLECT {
      MATCH (h)<-[r:MEMBER_OF]-(p:Person)
      WHERE r.valid_from <= $day AND $day < r.valid_to
      WITH p, r ORDER BY p.key, r.key LIMIT 20
      RETURN p {id: 'Person:' + p.key, .name, born: toString(p.born)}
    } AS members,
    COLLECT {
      MATCH (h)<-[r:PAIRED_WITH]-(c:Cadre)
      WHERE r.valid_from <= $day AND $day < r.valid_to
      WITH c, r ORDER BY c.key, r.key LIMIT 20
      RETURN r {
        validFrom: CASE r.valid_from WHEN $unknown THEN null ELSE toString(r.valid_from) END,
        node: c {id: 'Cadre:' + c.key, .name}
      }
    } AS pairings
  RETURN h {
    id: 'Household:' + h.key, .head, members: {nodes: members}, pairedBy: {edges: pairings}
  }
} AS households
RETURN v {id: 'Village:' + v.key, .name, households: {nodes: households}} AS village
"""
_SCALARS: LiteralString = """
MATCH (h:Household) WHERE h.key > ''
WITH h ORDER BY h.key LIMIT 1000
WITH collect(h {
  id: 'Household:' + h.key, .number, .head, .address, .phone, .bank, .standard, .identified
}) AS nodes
RETURN {nodes: nodes} AS households
"""
_VILLAGES: LiteralString = """
MATCH (v:Village)
WHERE v.key > '' AND v.kind = 'VILLAGERS' AND v.valid_from <= $day AND $day < v.valid_to
WITH v ORDER BY v.key LIMIT 10
WITH v,
  COUNT { (v)<-[:LOCATED_IN]-(:Project) } AS projects,
  COUNT {
    MATCH (v)<-[l:LIVES_IN]-(:Household)
    WHERE l.valid_from <= $day AND $day < l.valid_to
  } AS total,
  COLLECT {
    MATCH (v)<-[l:LIVES_IN]-(h:Household)
    WHERE l.valid_from <= $day AND $day < l.valid_to
    WITH h, l ORDER BY h.key, l.key LIMIT 5
    WITH h,
      COUNT {
        MATCH (h)<-[r:MEMBER_OF]-(:Person)
        WHERE r.valid_from <= $day AND $day < r.valid_to
      } AS members,
      COLLECT {
        MATCH (h)<-[r:PAIRED_WITH]-(c:Cadre)
        WHERE r.valid_from <= $day AND $day < r.valid_to
        WITH c, r ORDER BY c.key, r.key LIMIT 20
        WITH c, r, COLLECT {
          MATCH (c)-[w:WORKS_FOR]->(o:Organisation)
          WHERE w.valid_from <= $day AND $day < w.valid_to
          WITH o, w ORDER BY o.key, w.key LIMIT 20
          RETURN o {id: 'Organisation:' + o.key, .name, unitType: o.unit_type}
        } AS units
        RETURN r {
          validFrom: CASE r.valid_from WHEN $unknown THEN null ELSE toString(r.valid_from) END,
          node: c {id: 'Cadre:' + c.key, .name, worksFor: {nodes: units}}
        }
      } AS pairings
    RETURN h {
      id: 'Household:' + h.key, .head,
      members: {totalCount: members}, pairedBy: {edges: pairings}
    }
  } AS households
WITH collect(v {
  id: 'Village:' + v.key, .name,
  projects: {totalCount: projects}, households: {totalCount: total, nodes: households}
}) AS nodes
RETURN {nodes: nodes} AS villages
"""


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement written by hand, and its parameters for the variables of a request."""

    cypher: LiteralString
    parameters: Callable[[Given], dict[str, Any]]


def _point(given: Given) -> dict[str, Any]:
    key = join_key(given["registry"], given["number"])
    return {"key": key, "day": date.fromisoformat(given["day"]), "unknown": FIRST_DAY}


def _one_village(given: Given) -> dict[str, Any]:
    day = date.fromisoformat(given["day"])
    return {"code": given["code"], "day": day, "unknown": FIRST_DAY}


_BY_NAME = {
    "q1": _Written(_POINT, _point),
    "q2": _Written(_ONE_VILLAGE, _one_village),
    "q3": _Written(_SCALARS, lambda _given: {}),
    "q4": _Written(_VILLAGES, lambda _given: {"day": DAY, "unknown": FIRST_DAY}),
}


class Limit:
    """The ASGI application; it belongs to the event loop on which it starts."""

    def __init__(self, access: Access) -> None:
        self._known = {one.document: _BY_NAME[one.name] for one in questions(Size())}
        self._driver = open_reader(access)
        self._options: dict[str, Any] = {
            "database": access.database,
            "fetch_size": -1,
            "default_access_mode": neo4j.READ_ACCESS,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question, or start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        asked = orjson.loads(await _body(receive))
        written = self._known[asked["query"]]
        data = await self._data(written.cypher, written.parameters(asked["variables"]))
        body = orjson.dumps({"data": data})
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _data(self, cypher: LiteralString, parameters: dict[str, Any]) -> dict[str, Any]:
        async with self._driver.session(**self._options) as session:
            result = await session.run(cypher, parameters)
            (row,) = await result.values()
            return dict(zip(result.keys(), row, strict=True))

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._driver.verify_connectivity()
        # As the service does it: the two differ in their way to the answer, and in nothing else.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._driver.close()
        await send({"type": "lifespan.shutdown.complete"})


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message["body"]
    return body
