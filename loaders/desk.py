"""One load as the person at the desk sees it: progress, report, JSON, marked workbooks."""

from __future__ import annotations

from rich.console import Console

from graph.engines import Engine
from graph.model import MODEL
from graph.settings import Settings
from graph.stamp import hold_identity, prepare
from graph.store import Writer
from loaders.identity import read_identity
from loaders.report.json_report import write_json
from loaders.report.marked import mark_all
from loaders.report.progress import Progress
from loaders.report.screen import print_report
from loaders.run import Outcome, Tools, Wanted, load


def load_files(engine: Engine, settings: Settings, wanted: Wanted) -> Outcome:
    """Load files into the graph of an engine and show what became of them.

    The JSON report and the marked workbooks go to `reports` under the settings' home.
    """
    console = Console()
    identity = read_identity(settings.identity_key_file or settings.home / "identity.key")
    with Writer(engine.access) as writer, Progress(console) as progress:
        prepare(engine, writer, MODEL)
        hold_identity(writer, MODEL, identity.fingerprint)
        outcome = load(wanted, Tools(MODEL, writer, identity, progress, settings.home))
    folder, report = settings.home / "reports", outcome.report
    told = folder / f"{report.load}.json"
    write_json(report, told)
    marked = mark_all(report, outcome.paths, folder / report.load)
    print_report(report, console, full=told, marked=[one.path for one in marked])
    return outcome
