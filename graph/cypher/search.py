"""Full text as pure text: the phrase narrows by the index, CONTAINS decides, the key sorts."""

from __future__ import annotations

import unicodedata

from graph.cypher.schema import SEARCH, full_text
from graph.cypher.statement import Statement, word
from graph.description import NodeKind

_DECIDED = f"WHERE node.{SEARCH} CONTAINS $text\nRETURN node.key ORDER BY node.key LIMIT $limit"


def search(kind: NodeKind, text: str, limit: int) -> Statement:
    """Find the keys of things whose search text holds a text, by key, at most so many.

    Every piece of Chinese is found, from one character on; Latin words and numbers as a whole. A
    text without a letter or digit is in no index: there every thing of the kind is looked at.
    """
    if not _indexed(text):
        return scan_statement(kind).bind(text=text, limit=limit)
    return search_statement(kind).bind(phrase=phrase(text), text=text, limit=limit)


def search_statement(kind: NodeKind) -> Statement:
    """Ask the index for `$phrase`, which is `phrase($text)`, and keep what holds `$text`."""
    return Statement(
        f"CALL db.index.fulltext.queryNodes('{word(full_text(kind).name)}', $phrase) YIELD node\n"
        f"WITH node {_DECIDED}"
    )


def scan_statement(kind: NodeKind) -> Statement:
    """Look at every thing of a kind and keep what holds `$text`."""
    return Statement(f"MATCH (node:{word(kind.label)}) {_DECIDED}")


def phrase(text: str) -> str:
    """Write a text as a quoted phrase of Lucene, in which a quote and a backslash are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _indexed(text: str) -> bool:
    """Tell whether the analyser makes a word of any character: a letter or a decimal digit."""
    kinds = {unicodedata.category(one) for one in text}
    return any(kind.startswith("L") or kind == "Nd" for kind in kinds)
