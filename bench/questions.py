"""The four questions of the read path, as GraphQL, and how close to the limit each must come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from bench.county import DAY, REGISTER, Size, household_number, village_code

_POINT = """\
query Point($registry: String!, $number: String!, $day: Date!) {
  household(registry: $registry, number: $number, asOf: $day) {
    id head address
    livesIn { id name }
    members { nodes { id name born } }
    pairedBy {
      edges { validFrom duty node { id name worksFor { nodes { id name } } } }
    }
  }
}
"""
_ONE_VILLAGE = """\
query OneVillage($code: String!, $day: Date!) {
  village(code: $code, asOf: $day) {
    id name
    households(first: 100) {
      nodes {
        id head
        members { nodes { id name born } }
        pairedBy { edges { validFrom node { id name } } }
      }
    }
  }
}
"""
_SCALARS = """\
query Scalars {
  households(first: 1000, asOf: "2019-06-30") {
    nodes { id number head address phone bank standard identified }
  }
}
"""
_VILLAGES = """\
query Villages {
  villages(first: 10, where: { kind: { eq: VILLAGERS } }, asOf: "2019-06-30") {
    nodes {
      id name
      projects { totalCount }
      households(first: 5) {
        totalCount
        nodes {
          id head
          members { totalCount }
          pairedBy {
            edges {
              validFrom
              node { id name worksFor { nodes { id name unitType } } }
            }
          }
        }
      }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `most` is how many times the limit its p50 may take on Neo4j."""

    name: str
    text: str
    document: str
    variables: Mapping[str, str]
    most: float

    @property
    def body(self) -> bytes:
        """Write the body of the request."""
        return orjson.dumps({"query": self.document, "variables": dict(self.variables)})


def questions(size: Size) -> tuple[Question, ...]:
    """Put the questions to a county of some size."""
    day = DAY.isoformat()
    number = household_number(size.households // 2)
    point = {"registry": REGISTER.key, "number": number, "day": day}
    village = {"code": village_code(size.villages // 3, size.towns), "day": day}
    return (
        Question("q1", "one household, whole", _POINT, point, 1.7),
        Question("q2", "100 households of a village", _ONE_VILLAGE, village, 1.3),
        Question("q3", "1000 households, 8 scalars", _SCALARS, {}, 1.15),
        Question("q4", "10 villages, counts and helpers", _VILLAGES, {}, 1.4),
    )
