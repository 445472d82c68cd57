"""The demonstration: a real city's divisions, an invented county's files, and one question."""

from __future__ import annotations

import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click
import orjson
import uvicorn

from api.app import Application, Options, create_app
from api.questions.help import HelpMeans
from api.viewer import INSPECTOR
from graph.engines import open_engine
from graph.errors import EngineError
from graph.kinds import join_key
from graph.model import MODEL
from graph.model.vocabularies import BenefitKind, PairingDuty, PartyType, TeamRole
from graph.settings import Settings
from graph.values import Vocabulary
from loaders.checking import Rules
from loaders.desk import load_files
from loaders.run import Wanted
from loaders.samples.ledger import Ledger
from loaders.samples.make import make_ledger
from loaders.samples.mess import Mess
from loaders.samples.scale import DEMO
from loaders.samples.writer import write_county
from loaders.sources import SOURCES

_SEED = 1
_DAY = date(2019, 6, 30)
_DATA_DATE = date(2020, 12, 31)
_REGISTER = join_key("370406000000", "山亭区建档立卡登记簿")
_PATIENCE = 30.0

_ROLES: dict[str, type[Vocabulary]] = {
    "PAIRING": PairingDuty,
    "TEAM": TeamRole,
    "LINKAGE": PartyType,
    "PROJECT": BenefitKind,
}

_QUESTION = """query WhoHelps($of: ID!, $day: Date!) {
  subject: node(id: $of, asOf: $day) { caption ... on Household { livesIn { path } } }
  help(of: $of, asOf: $day, first: 100) {
    nodes {
      means role since until
      helper { caption ... on Cadre { worksFor { nodes { name } } } }
      through { caption }
      answerable { caption }
      chain { kind origins { file sheet row } }
    }
  }
}"""


def run(settings: Settings, *, once: bool, port: int) -> None:
    """Write the files, load them, ask, show the answer, then serve until Ctrl-C."""
    began = time.monotonic()
    files = settings.home / "files"
    shutil.rmtree(settings.home, ignore_errors=True)
    ledger = make_ledger(DEMO, _SEED)
    paths = write_county(ledger, files, Mess(), _SEED).files
    click.echo(f"样例文件 sample files: {len(paths)} 个 in {files}")
    with open_engine(settings) as engine:
        rules = Rules(data_date=_DATA_DATE)
        outcome = load_files(engine, settings, Wanted(paths, SOURCES, rules))
        if outcome.error is not None:
            raise outcome.error
        subject = f"Household:{join_key(_REGISTER, _household(ledger))}"
        inspector = create_app(MODEL, engine.access, Options(viewer=INSPECTOR))
        with _served(inspector, port) as address:
            click.echo(_answer(_ask(address, subject), "本机督查 local inspector"))
            took = time.monotonic() - began
            click.echo(f"\n用时 {took:.1f} s。 {took:.1f} s from the first file to the answer.")
            if once:
                return
            click.echo(f"GraphiQL: {address}/   对象 of: {subject}   (Ctrl-C 结束 ends)")
            threading.Event().wait()


def _household(ledger: Ledger) -> str:
    """Pick a household that is paired and benefits from a project on the day."""
    paired = {one.household for one in ledger.pairings if one.span.holds(_DAY)}
    found = (one.household for one in ledger.benefits if one.span.holds(_DAY))
    return next(str(household) for household in found if household in paired)


@contextmanager
def _served(app: Application, port: int) -> Iterator[str]:
    """Serve on loopback in a thread; a port that is taken is an error at once."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    limit = time.monotonic() + _PATIENCE
    while not server.started:
        if not thread.is_alive() or time.monotonic() > limit:
            raise EngineError(f"port {port} is taken or the service did not start; try --port")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _ask(address: str, subject: str) -> dict[str, Any]:
    body = orjson.dumps({"query": _QUESTION, "variables": {"of": subject, "day": str(_DAY)}})
    request = urllib.request.Request(  # noqa: S310 - our own loopback address
        f"{address}/graphql", data=body, headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310 - the same
        told = orjson.loads(response.read())
    if told.get("errors"):
        raise EngineError(f"the question was refused: {told['errors'][0]['message']}")
    data: dict[str, Any] = told["data"]
    return data


def _answer(data: dict[str, Any], viewer: str) -> str:
    subject = data["subject"]
    village = (subject["livesIn"] or {}).get("path", "")
    lines = [
        "",
        f"问 question: 谁在帮扶「{subject['caption']}」户（{village}），",
        f"    以什么方式，谁负责，截至 {_DAY}？",
        f"答 answer ({viewer}, GraphQL over HTTP):",
    ]
    for one in data["help"]["nodes"]:
        lines += _told(one)
    return "\n".join(lines)


def _told(one: dict[str, Any]) -> Iterator[str]:
    helper: dict[str, Any] = one["helper"] or {"caption": "（无实施单位）"}
    employers: list[dict[str, Any]] = helper.get("worksFor", {}).get("nodes", [])
    units = [unit["name"] for unit in employers]
    unit = f"（{'、'.join(units)}）" if units else ""
    means, role = HelpMeans[one["means"]].label, _ROLES[one["means"]][one["role"]].label
    through = f" · {one['through']['caption']}" if one["through"] else ""
    period = f"{one['since'] or '不详'} 起，至 {one['until'] or '今'}"
    said = {_place(link["origins"][0]) for link in one["chain"]}
    yield f"  [{means}{through}] {helper['caption']}{unit}"
    yield f"      角色 {role}；{period}；责任人 {_names(one['answerable'])}"
    yield f"      关系链 {' ← '.join(link['kind'] for link in one['chain'])}"
    yield f"      依据 {'；'.join(sorted(said))}"


def _place(origin: dict[str, Any]) -> str:
    return f"{origin['file']} {origin['sheet']}第{origin['row']}行"


def _names(things: list[dict[str, Any]]) -> str:
    return "、".join(thing["caption"] for thing in things) or "（缺）"
