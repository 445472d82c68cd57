"""Saved queries for Neo4j Browser: some derived from the model, some written by hand."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from importlib.resources import files

from graph.catalogue import Model

_NAMED = re.compile(r"[(\[]\w*:(\w+)")
_EXAMPLES = {"day": 'date("2019-06-30")'}
_BLANK = '"…"'


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One query with its Chinese title, its folder, and the parameters to set before it."""

    title: str
    folder: str
    about: str
    parameters: tuple[str, ...]
    text: str

    @property
    def description(self) -> str:
        """Say what it answers, and the line that sets its parameters."""
        if not self.parameters:
            return self.about
        given = [f"{name}: {_EXAMPLES.get(name, _BLANK)}" for name in self.parameters]
        return f"{self.about} 先执行 :params {{{', '.join(given)}}}"


def saved_queries(model: Model) -> tuple[SavedQuery, ...]:
    """List the queries that a model can answer, derived ones first."""
    known = {*model.nodes, *(link.type for link in model.links.values())}
    by_hand = [query for query in written() if set(_NAMED.findall(query.text)) <= known]
    return (_nodes(model), _links(model), _held(model), *by_hand)


def written() -> tuple[SavedQuery, ...]:
    """Read the queries written by hand: a title, then folder and parameters, then a sentence."""
    folder = files("graph.publish") / "queries"
    texts = {
        one.name: one.read_text(encoding="utf-8")
        for one in folder.iterdir()
        if one.name.endswith(".cypher")
    }
    return tuple(_read(texts[name]) for name in sorted(texts))


def as_cypher(model: Model) -> str:
    """Write all queries as one text, to be read, pasted, or run by a shell."""
    parts = [
        f"// {query.title}\n// {query.description}\n{query.text};\n"
        for query in saved_queries(model)
    ]
    return "\n".join(parts)


def as_csv(model: Model) -> str:
    """Write all queries in the form that Browser's import of saved Cypher reads."""
    queries = saved_queries(model)
    folders = {
        name: str(place) for place, name in enumerate(dict.fromkeys(q.folder for q in queries))
    }
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\n").writerow
    write(("name", "description", "query", "id", "parentId", "isFolder"))
    for name, number in folders.items():
        write((name, "", "", number, "", "true"))
    for place, query in enumerate(queries, len(folders)):
        write((query.title, query.description, query.text, place, folders[query.folder], "false"))
    return out.getvalue()


def _read(text: str) -> SavedQuery:
    title, where, about, body = text.split("\n", 3)
    folder, _, names = where.removeprefix("// ").partition("|")
    return SavedQuery(
        title=title.removeprefix("// "),
        folder=folder.strip(),
        about=about.removeprefix("// "),
        parameters=tuple(name.strip() for name in names.split(",") if name.strip()),
        text=body.strip(),
    )


def _nodes(model: Model) -> SavedQuery:
    arms = [
        f"MATCH (n:{kind.label}) WITH count(n) AS total "
        f"RETURN '{kind.label}' AS kind, '{kind.term}' AS term, total"
        for kind in model.nodes.values()
    ]
    return SavedQuery("各类节点的数量", "概览", "每类节点一行。", (), _union(arms))


def _links(model: Model) -> SavedQuery:
    arms = [
        f"MATCH ()-[r:{link.type}]->() WITH count(r) AS total "
        f"RETURN '{link.type}' AS link, '{link.term}' AS term, total"
        for link in model.links.values()
    ]
    return SavedQuery("各类关系的数量", "概览", "每类关系一行。", (), _union(arms))


def _held(model: Model) -> SavedQuery:
    arms = [
        f"MATCH ()-[r:{link.type}]->() WHERE r.valid_from <= $day AND $day < r.valid_to "
        f"WITH count(r) AS total RETURN '{link.type}' AS link, '{link.term}' AS term, total"
        for link in model.links.values()
        if link.temporal
    ]
    about = "有有效期的每类关系，当日成立的有多少。"
    return SavedQuery("某日成立的关系数量", "概览", about, ("day",), _union(arms))


def _union(arms: list[str]) -> str:
    return "\nUNION ALL\n".join(arms)
