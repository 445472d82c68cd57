"""The questions that GraphiQL opens with."""

from __future__ import annotations

from api.pages import Tab

TABS = (
    Tab(
        "谁在帮扶这一户 Who helps this household",
        """query WhoHelps($of: ID!, $day: Date) {
  help(of: $of, asOf: $day, first: 50) {
    nodes {
      means
      role
      since
      until
      helper { id caption }
      through { id caption }
      answerable { id caption }
      chain { kind validFrom validTo from { caption } to { caption } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
""",
        {"of": "Household:", "day": "2019-06-30"},
    ),
    Tab(
        "一个村 One village",
        """query Village($code: String!, $day: Date) {
  village(code: $code, asOf: $day) {
    name
    path
    liesIn { name partOf { name } }
    residentTeams { edges { validFrom validTo node { name members { nodes { name } } } } }
    ledger { nodes { period collectiveIncome leftList } }
    households(first: 5) { totalCount nodes { caption } }
  }
}
""",
        {"code": "370406108200", "day": "2019-06-30"},
    ),
    Tab(
        "项目库 The project bank",
        """query Projects($after: String) {
  projects(first: 20, after: $after) {
    totalCount
    nodes {
      number
      name
      category
      budget
      managedBy { nodes { name seats { edges { lead node { name } } } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
""",
        None,
    ),
)
