"""What holds of every compiled plan: it compiles, and its values are parameters."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.cypher.read import read_statement
from graph.cypher.search import phrase
from tests.differential.any_facts import fill
from tests.differential.plans import Plans
from tests.tiny import TINY

FACTS = fill(TINY, 1)
WORDS = re.compile(r"'([^']*)'")
LITERALS = {"", "|", "**", *TINY.nodes}
NUMBERS = {"0", "1", "2"}


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(seed=st.integers(0, 2**32))
def test_every_plan_compiles_and_every_value_is_a_parameter(seed: int) -> None:
    """Texts and numbers in a statement are its own; no hole is made up."""
    plan, holes = Plans(FACTS, seed).next()
    text = read_statement(plan).text
    assert set(re.findall(r"\$(\w+)", text)) <= set(holes)
    assert set(WORDS.findall(text)) <= LITERALS
    assert set(re.findall(r"(?<![\w$])\d+", WORDS.sub("", text))) <= NUMBERS
    assert text.count("(") == text.count(")")
    assert text.count("[") == text.count("]")
    assert text == read_statement(plan).text


@given(text=st.text())
def test_a_phrase_stays_a_phrase(text: str) -> None:
    """Its only bare quotes are the first and the last character."""
    made = phrase(text)
    inner = re.sub(r"\\[\\\"]", "", made[1:-1])
    assert made[0] == made[-1] == '"'
    assert not {'"', "\\"} & set(inner)
