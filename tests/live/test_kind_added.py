"""One class in one file is a new kind of link: published, loaded, served, asked both ways."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.engines import Engine
from graph.engines.process import end, pick_ports
from graph.settings import Settings

_ROOT = Path(__file__).parents[2]
_PARTS = ("graph", "api", "loaders", "docs", "bangfu.py")
_KIND = '''

from graph.kinds import Number


class Evaluates(Temporal, Relationship[Organisation, Policy], inverse="evaluated_by"):
    """A unit evaluates how a policy is carried out (政策评估)."""

    number: Number[str]
    """评估编号: the number of the evaluation."""
    score: Whole
    """评分: out of a hundred."""
'''
_SOURCE = '''"""Evaluations of policies: one evaluation a row."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.policies import Evaluates, Policy
from loaders.cells import whole
from loaders.record import Column, Record
from loaders.sources.organisations import organisation
from loaders.sources.periods import taken_span
from loaders.sources.source import Fact, Form, Setting, Source

_NAMES = ("评估编号", "评估单位", "政策文号", "政策标题", "评分")
_COLUMNS = tuple(Column(name, required=True) for name in _NAMES)
_START, _END = Column("评估开始"), Column("评估结束")


def _facts(record: Record, setting: Setting) -> Iterator[Fact]:
    number, unit, document, title = (record.require(*one.spellings) for one in _COLUMNS[:4])
    body = organisation(unit, setting.county)
    policy = Policy(number=document, issuer="示例市政府", title=title)
    yield body
    yield policy
    yield Evaluates(
        start=body.refer(),
        end=policy.refer(),
        number=number,
        score=record.parse_required(whole, *_COLUMNS[4].spellings),
        **taken_span(record, _START, _END),
    )


EVALUATIONS = Source(
    name="evaluations",
    term="政策评估台账",
    rank=50,
    forms=(Form("政策评估台账", (*_COLUMNS, _START, _END), {}, _facts),),
)
'''
_COUNTY = "370481000000"
_ROWS = (
    ("评估编号", "评估单位", "政策文号", "政策标题", "评分", "评估开始", "评估结束"),
    ("P-1", "示例大学", "示政发〔2019〕1号", "示例办法", "91", "2019-03-01", ""),
    ("P-2", "示例大学", "示政发〔2019〕2号", "示例细则", "84", "2018-01-01", "2018-12-31"),
)
_FORWARD = """query($county: String!, $asOf: Date) {
  organisation(region: $county, name: "示例大学", asOf: $asOf) {
    evaluates { edges {
      number score validFrom validTo origins { file row } node { number caption }
    } }
  }
}"""
_BACKWARD = """query($asOf: Date) {
  policy(number: "示政发〔2019〕1号", asOf: $asOf) {
    evaluatedBy { edges { score validFrom node { name } } }
  }
}"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the packages, and add the class and a source that yields it."""
    copied = tmp_path_factory.mktemp("copy")
    for part in _PARTS:
        if (_ROOT / part).is_dir():
            shutil.copytree(
                _ROOT / part, copied / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(_ROOT / part, copied)
    with (copied / "graph/model/policies.py").open("a", encoding="utf-8") as model:
        model.write(_KIND)
    sources = copied / "loaders/sources"
    (sources / "evaluations.py").write_text(_SOURCE, encoding="utf-8")
    with (sources / "__init__.py").open("a", encoding="utf-8") as known:
        known.write("\nfrom loaders.sources.evaluations import EVALUATIONS\n")
        known.write("SOURCES = (*SOURCES, EVALUATIONS)\n")
    return copied


@pytest.fixture
def environment(copy: Path, empty_graph: Engine, settings: Settings) -> dict[str, str]:
    """Say to a child where the copy is, and the engine under test."""
    told = {**os.environ, "PYTHONPATH": str(copy), "BANGFU_HOME": str(settings.home)}
    if not settings.embedded:
        told |= {
            "BANGFU_NEO4J_URI": empty_graph.access.uri,
            "BANGFU_NEO4J_PASSWORD": settings.neo4j_password,
        }
    return told


def test_a_class_added_is_published_loaded_and_asked_both_ways(
    copy: Path, environment: dict[str, str]
) -> None:
    """Nothing but the class says that there is such a link."""
    _bangfu(copy, environment, "model", "publish")
    assert "Evaluates" in (copy / "docs/model.md").read_text(encoding="utf-8")
    published = (copy / "api/schema.graphql").read_text(encoding="utf-8")
    assert "  evaluates(" in published
    assert "  evaluatedBy(" in published

    file = copy / "评估_20191231.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(_ROWS)
    _bangfu(copy, environment, "load", str(file), "--county", _COUNTY)

    with _served(copy, environment) as address:
        for day, expected in (("2019-06-30", _FIRST), ("2018-06-30", _SECOND)):
            found = _ask(address, _FORWARD, county=_COUNTY, asOf=day)
            assert found == {"organisation": {"evaluates": {"edges": [expected]}}}
        edge = {"score": 91, "validFrom": "2019-03-01", "node": {"name": "示例大学"}}
        found = _ask(address, _BACKWARD, asOf="2019-06-30")
        assert found == {"policy": {"evaluatedBy": {"edges": [edge]}}}
        found = _ask(address, _BACKWARD, asOf="2018-06-30")
        assert found == {"policy": {"evaluatedBy": {"edges": []}}}


_FIRST = {
    "number": "P-1",
    "score": 91,
    "validFrom": "2019-03-01",
    "validTo": None,
    "origins": [{"file": "评估_20191231.csv", "row": 2}],
    "node": {"number": "示政发〔2019〕1号", "caption": "示例办法"},
}
_SECOND = {
    "number": "P-2",
    "score": 84,
    "validFrom": "2018-01-01",
    "validTo": "2019-01-01",
    "origins": [{"file": "评估_20191231.csv", "row": 3}],
    "node": {"number": "示政发〔2019〕2号", "caption": "示例细则"},
}


def _bangfu(copy: Path, environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own program, in the copy
        [sys.executable, "bangfu.py", *words],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _served(copy: Path, environment: dict[str, str]) -> Iterator[str]:
    """Serve from the copy for the length of the block; give the address of the questions."""
    port = pick_ports(0, 0).http
    child = subprocess.Popen(  # noqa: S603 - as above
        [sys.executable, "bangfu.py", "serve", "--port", str(port)], cwd=copy, env=environment
    )
    try:
        address = f"http://127.0.0.1:{port}/graphql"
        _await(child, address)
        yield address
    finally:
        end(child.pid)
        child.wait()


def _await(child: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(300):
        assert child.poll() is None, "the service ended before it answered"
        try:
            _ask(address, "{ __typename }")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service did not answer within 30 s")


def _ask(address: str, query: str, **variables: str) -> Any:
    body = json.dumps({"query": query, "variables": variables}).encode()
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(address, body, headers)  # noqa: S310 - our own loopback address
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - as above
        told = json.load(answer)
    assert "errors" not in told, told
    return told["data"]
