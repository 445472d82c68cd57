"""`help(of:)`: everything that reaches a household, village or person, by which chain.

A chain holds on a day when every link of it does: its period runs from the latest start to the
earliest end among its links.
"""

from __future__ import annotations

from api.questions.question import Chain, ManyThings, OneThing, Question, Told
from graph.values import Vocabulary


class HelpMeans(Vocabulary):
    """By what means help comes (帮扶方式)."""

    PAIRING = ("结对帮扶",)
    TEAM = ("驻村工作队",)
    LINKAGE = ("五方挂钩",)
    PROJECT = ("帮扶项目",)


def _held(*links: str) -> str:
    return " AND ".join(f"{one}.valid_from <= $day AND $day < {one}.valid_to" for one in links)


_PAIRING = f"""
MATCH (h)<-[a:PAIRED_WITH]-(c:Cadre) WHERE {_held("a")}
RETURN 'PAIRING' AS means, a.duty AS role, c AS helper, null AS through,
  [c] AS answerable, [a] + near AS chain
"""

_TEAM = f"""
MATCH (v)<-[s:STATIONED_IN]-(t:ResidentTeam)<-[m:SERVES_IN]-(c:Cadre) WHERE {_held("s", "m")}
RETURN 'TEAM' AS means, m.role AS role, c AS helper, t AS through,
  COLLECT {{
    MATCH (t)<-[l:SERVES_IN]-(x:Cadre)
    WHERE {_held("l")} AND l.role IN ['LEADER', 'FIRST_SECRETARY']
    WITH DISTINCT x ORDER BY x.key RETURN x
  }} AS answerable, [m, s] + near AS chain
"""

_LINKAGE = f"""
MATCH (v)-[i:LIES_IN]->(o:Region)-[p:PART_OF]->(k:Region)<-[l:LINKED_TO]-(g:LinkageGroup)
  <-[m:PARTY_OF]-(c:Organisation|Region)
WHERE {_held("i", "p", "l", "m")}
RETURN 'LINKAGE' AS means, m.party AS role, c AS helper, g AS through,
  COLLECT {{
    MATCH (g)<-[y:PARTY_OF]-(x:Organisation|Region) WHERE {_held("y")} AND y.lead
    WITH DISTINCT x ORDER BY x.key RETURN x
  }} AS answerable, [m, l, p, i] + near AS chain
"""

_PROJECT = f"""
MATCH (b)<-[f:BENEFITS]-(j:Project) WHERE {_held("f")}
OPTIONAL MATCH (j)-[e:CARRIED_OUT_BY]->(c:Organisation) WHERE {_held("e")}
RETURN 'PROJECT' AS means, f.kind AS role, c AS helper, j AS through,
  COLLECT {{
    MATCH (j)<-[m:MANAGES]-(:TaskForce)<-[y:SITS_ON]-(x:Cadre)
    WHERE {_held("m", "y")} AND y.lead
    WITH DISTINCT x ORDER BY x.key RETURN x
  }} AS answerable, CASE WHEN e IS NULL THEN [f] ELSE [e, f] END + near AS chain
"""

_ROW = """
WITH means, role, helper, through, answerable, chain,
  toString(reduce(d = date('0001-01-01'), x IN chain |
    CASE WHEN x.valid_from > d THEN x.valid_from ELSE d END)) AS since,
  toString(reduce(d = date('9999-12-31'), x IN chain |
    CASE WHEN x.valid_to < d THEN x.valid_to ELSE d END)) AS until,
  CASE means WHEN 'PAIRING' THEN '1' WHEN 'TEAM' THEN '2' WHEN 'LINKAGE' THEN '3' ELSE '4' END
    + coalesce('/' + labels(through)[0] + '/' + through.key, '') AS by_means,
  coalesce(labels(helper)[0] + '/' + helper.key, '') AS by_helper,
  reduce(s = '', x IN chain | s + '/' + coalesce(x.key, '') + '>' + endNode(x).key) AS by_chain
"""

_OF_VILLAGE = (_TEAM, _LINKAGE, _PROJECT.replace("(b)", "(v)"))
_AT_HOME = f"""
MATCH (h)-[w:LIVES_IN]->(v:Village) WHERE {_held("w")}
WITH v, [w] + near AS home
"""
_OF_HOUSEHOLD = (
    _PAIRING,
    _PROJECT.replace("(b)", "(h)"),
    *(_AT_HOME + arm.replace("near", "home") for arm in _OF_VILLAGE),
)
_STARTS = {
    "Village": "MATCH (v:Village {key: $of})\nWITH v, [] AS near",
    "Household": "MATCH (h:Household {key: $of})\nWITH h, [] AS near",
    "Person": "MATCH (q:Person {key: $of})-[w:MEMBER_OF]->(h:Household)\n"
    f"WHERE {_held('w')}\nWITH h, [w] AS near",
}


def head(subject: str) -> str:
    """Write the Cypher for one kind of subject: one arm for each means; `near` leads home."""
    bound, arms = ("v", _OF_VILLAGE) if subject == "Village" else ("h", _OF_HOUSEHOLD)
    return f"{_STARTS[subject]}\nCALL ({bound}, near) {{{'UNION ALL'.join(arms)}}}{_ROW}"


_HELPERS = ("Cadre", "Organisation", "Region")
_LINKED = (
    "Person",
    "Household",
    "Village",
    "Region",
    "Cadre",
    "Organisation",
    "ResidentTeam",
    "LinkageGroup",
    "Project",
)

HELP = Question(
    name="help",
    about="帮扶: what reaches a household, village or person on a day, and by which chain.",
    row="Help",
    subjects=("Household", "Village", "Person"),
    head=head,
    columns=(
        Told("means", "帮扶方式: pairing, team, linkage or project.", HelpMeans, required=True),
        Told(
            "role",
            "角色: what the helper is in it: duty, team role, party, or kind of benefit.",
            "String",
            required=True,
        ),
        OneThing(
            "helper",
            "帮扶者: who helps; null where a project has no unit that carries it out.",
            _HELPERS,
        ),
        OneThing(
            "through",
            "经由: the team, linkage group or project through which it comes.",
            ("ResidentTeam", "LinkageGroup", "Project"),
        ),
        ManyThings("answerable", "责任人: who answers for it on the day.", _HELPERS),
        Told("since", "起: since when the whole chain holds; null if unknown.", "Date"),
        Told("until", "止: up to, but not on, which day it holds; null while open.", "Date"),
        Chain(
            "chain", "关系链: the links from the helper to the subject, in order.", _LINKED, _LINKED
        ),
    ),
    order=("by_means", "by_helper", "by_chain"),
)
