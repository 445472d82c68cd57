"""Requests over the application: limits, arguments, names of operations, and the wire."""

from __future__ import annotations

import time

import pytest

from api.limits import MOST_ALIASES, MOST_BYTES, MOST_CHARACTERS, MOST_DEPTH, MOST_FIELDS
from tests.api.asked import Asked
from tests.tiny import TINY


@pytest.fixture(scope="module")
def asked() -> Asked:
    """Give the application over a graph in which nothing is found."""
    return Asked(TINY)


def test_an_unknown_key_is_null(asked: Asked) -> None:
    """Nothing found is no error."""
    assert asked.ask('{ town(code: "no such") { key } }') == {"data": {"town": None}}
    assert asked.ask('{ node(id: "Town:no such") { id } }') == {"data": {"node": None}}


@pytest.mark.parametrize(
    "query",
    [
        '{ node(id: "no id") { id } }',
        '{ node(id: "Castle:1") { id } }',
        '{ node(id: "Town:") { id } }',
        '{ towns(after: "no cursor") { nodes { key } } }',
        '{ towns(after: "WyJhIiwiYiJd") { nodes { key } } }',
        '{ towns(after: "WzFd") { nodes { key } } }',
        "{ towns(first: 0) { nodes { key } } }",
        "{ towns(first: -1) { nodes { key } } }",
        "query($f: Int) { towns(first: $f) { nodes { key } } }",
    ],
)
def test_a_wrong_argument_is_told(asked: Asked, query: str) -> None:
    """Before anything is fetched, and with nothing in data."""
    before = len(asked.kept.asked)
    assert asked.code(query, {"f": None}) == "BAD_ARGUMENT"
    assert len(asked.kept.asked) == before


@pytest.mark.parametrize("day", ["20190630", "2019-6-30", "2019-W01-1", "2019-02-30", "", "９"])
def test_a_day_has_one_form(asked: Asked, day: str) -> None:
    """What Python would read besides is refused, as literal and as variable."""
    literal = f'{{ towns(asOf: "{day}") {{ nodes {{ key }} }} }}'
    assert asked.code(literal) == "GRAPHQL_VALIDATION_FAILED"
    query = "query($d: Date) { towns(asOf: $d) { nodes { key } } }"
    assert asked.code(query, {"d": day}) == "BAD_ARGUMENT"


def _nested(depth: int) -> str:
    text = "key"
    for _ in range(depth - 2):
        text = f"within {{ {text} }}"
    return f'{{ town(code: "1") {{ {text} }} }}'


def _wide(fields: int) -> str:
    """Ask for so many fields, about a hundred in each of some towns."""
    whole, rest = divmod(fields, 100)
    sizes = [99] * (whole - 1) + [99 + rest]
    towns = (f't{n}: town(code: "1") {{ {"key " * size} }}' for n, size in enumerate(sizes))
    return f"{{ {' '.join(towns)} }}"


@pytest.mark.parametrize(
    ("fits", "passes"),
    [
        (_nested(MOST_DEPTH), _nested(MOST_DEPTH + 1)),
        (_wide(MOST_FIELDS), _wide(MOST_FIELDS + 1)),
        tuple(
            f'{{ town(code: "1") {{ {" ".join(f"a{n}: key" for n in range(many))} }} }}'
            for many in (MOST_ALIASES, MOST_ALIASES + 1)
        ),
        ("{ towns(first: 1000) { nodes { key } } }", "{ towns(first: 1001) { nodes { key } } }"),
        (
            "{ towns(first: 300) { nodes { houses(first: 300) { totalCount } } } }",
            "{ towns(first: 400) { nodes { houses(first: 300) { totalCount } } } }",
        ),
        (f"{{ __typename }} #{'x' * (MOST_CHARACTERS - 30)}", "x" * (MOST_CHARACTERS + 1)),
    ],
    ids=["depth", "fields", "aliases", "page", "cost", "characters"],
)
def test_a_limit_is_held(asked: Asked, fits: str, passes: str) -> None:
    """What just fits is answered; one more is too much, and nothing is fetched."""
    assert "errors" not in asked.ask(fits)
    before = len(asked.kept.asked)
    assert asked.code(passes) == "TOO_MUCH"
    assert len(asked.kept.asked) == before


def test_a_page_by_variable_is_limited_at_each_request(asked: Asked) -> None:
    """The same prepared document fits with one value and not with another."""
    query = "query($f: Int!) { towns(first: $f) { nodes { houses(first: 300) { totalCount } } } }"
    assert "errors" not in asked.ask(query, {"f": 300})
    assert asked.code(query, {"f": 400}) == "TOO_MUCH"
    assert "errors" not in asked.ask(query, {"f": 300})


def test_a_bomb_of_fragments_is_refused_at_once(asked: Asked) -> None:
    """Thirty levels that double at each would be a thousand million fields."""
    levels = " ".join(f"fragment F{n} on Town {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))
    bomb = f'{{ town(code: "1") {{ ...F0 }} }} {levels} fragment F30 on Town {{ key }}'
    began = time.perf_counter()
    assert asked.code(bomb) == "TOO_MUCH"
    assert time.perf_counter() - began < 0.2


def test_fragments_in_a_circle_are_refused(asked: Asked) -> None:
    """Directly and through another one."""
    circle = "fragment A on Town { ...B } fragment B on Town { within { ...A } }"
    assert asked.code(f'{{ town(code: "1") {{ ...A }} }} {circle}') == "TOO_MUCH"


TWO = 'query One { __typename } query Two { town(code: "1") { key } }'


def test_of_several_operations_one_is_named(asked: Asked) -> None:
    """Without a name, or with a wrong one, none is run."""
    assert asked.ask(TWO, operationName="One") == {"data": {"__typename": "Query"}}
    assert asked.ask(TWO, operationName="Two") == {"data": {"town": None}}
    assert asked.code(TWO) == "BAD_ARGUMENT"
    assert asked.code(TWO, operationName="Three") == "BAD_ARGUMENT"
    assert asked.code("{ __typename }", operationName="Three") == "BAD_ARGUMENT"


def test_what_is_not_graphql_is_told(asked: Asked) -> None:
    """With the place, and a code of its own."""
    answer = asked.ask("{ towns { ")
    assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
    assert answer["errors"][0]["locations"] == [{"line": 1, "column": 11}]


def test_what_does_not_fit_the_schema_is_told_without_suggestions(asked: Asked) -> None:
    """A near miss gives no hint of other names."""
    answer = asked.ask('{ town(code: "1") { nam } }')
    assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert "Did you mean" not in str(answer)


def test_nothing_can_be_changed(asked: Asked) -> None:
    """There is neither a mutation nor a subscription."""
    for word in ("mutation", "subscription"):
        assert "errors" in asked.ask(f"{word} {{ towns {{ totalCount }} }}")
        assert f"type {word.capitalize()}" not in asked.sdl
    assert not [one for one in asked.kept.asked if "SET" in one.text or "MERGE" in one.text]


def test_introspection_and_things_go_together(asked: Asked) -> None:
    """What graphql-core completes knows the kind of each thing."""
    asked.kept.rows_ = [[[["1", "东郭镇"]]]]
    query = '{ __type(name: "Town") { name } node(id: "Town:1") { key ... on Town { name } } }'
    answer = asked.ask(query)
    asked.kept.rows_ = [[[]]]
    assert answer["data"] == {"__type": {"name": "Town"}, "node": {"key": "1", "name": "东郭镇"}}


def test_a_large_body_is_refused(asked: Asked) -> None:
    """Whatever it holds; one that just fits is read."""
    start, end = '{"query": "{ __typename }", "extensions": {"x": "', '"}}'
    room = MOST_BYTES - len(start) - len(end)
    headers = {"content-type": "application/json"}
    for more, status in ((0, 200), (1, 413)):
        body = f"{start}{'x' * (room + more)}{end}"
        given = asked.send("POST", content=body, headers=headers)
        assert given.status_code == status


def test_a_question_may_come_by_get(asked: Asked) -> None:
    """With its variables as JSON."""
    given = asked.send(
        "GET",
        params={
            "query": "query($c: String!) { town(code: $c) { key } }",
            "variables": '{"c": "1"}',
        },
    )
    assert given.json() == {"data": {"town": None}}
