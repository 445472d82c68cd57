"""One load from end to end: look at the files, check every row, write, settle what waited."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.catalogue import Model
from graph.cypher.statement import Statement
from graph.cypher.write import merge_nodes
from graph.errors import BangfuError, TooManyRejected
from graph.model.evidence import Load, SourceFile
from graph.model.vocabularies import ChangeKind
from graph.store import Transaction, Writer
from loaders.ahead import ahead, seldom_collecting
from loaders.batch import Batches, Group, Links
from loaders.checking import Checking, FileSeen, Rules
from loaders.closing import Closing
from loaders.entry import Standing
from loaders.files import Given, Offer, arrange, digest_of, offers
from loaders.identity import Identity
from loaders.journal import Stamp
from loaders.lock import Lease, lease
from loaders.places import GraphGazetteer, Places
from loaders.report.progress import Progress, Stage
from loaders.report.report import LoadReport, Status
from loaders.sources.source import Source
from loaders.waiting import arrived, keep
from loaders.writing import Ready, Writing, Written

_FILES = Statement("MATCH (f:SourceFile) RETURN f.key, f.rank, f.data_date, f.sha256")
_LOAD = Statement("MATCH (l:Load {key: $load}) RETURN l.started_at, l.finished_at")
_FINISH = Statement(
    "MATCH (l:Load {key: $load})\n"
    "SET l.finished_at = $at, l.accepted = $accepted, l.rejected = $rejected"
)
_READ_IN = Statement(
    "UNWIND $files AS file\n"
    "MATCH (f:SourceFile {key: file})\n"
    "MATCH (l:Load {key: $load})\n"
    "MERGE (f)-[r:READ_IN {key: ''}]->(l)"
)

_FULL = Statement("UNWIND $files AS file\nMATCH (f:SourceFile {key: file})\nSET f.scope = $scope")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to load and how."""

    paths: Sequence[Path]
    sources: Sequence[Source]
    rules: Rules = field(default_factory=Rules)
    only: str | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What a load works with."""

    model: Model
    writer: Writer
    identity: Identity
    progress: Progress
    home: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a load went, and where each file that was read is, by its digest."""

    report: LoadReport
    paths: dict[str, Path]
    error: BangfuError | None = None


def load(wanted: Wanted, tools: Tools) -> Outcome:
    """Load files; the same files with the same options again are nothing to do.

    A file that is refused, or that has too many bad rows, stops the load before anything of its
    stage is written; the outcome then carries the error. Raises what goes wrong before that.
    """
    known = offers(wanted.sources, wanted.only)
    files = arrange(wanted.paths, known)
    wanted = replace(wanted, paths=[one.path for one in files])
    rules = wanted.rules
    name = digest_of(files, (rules.data_date, rules.county, rules.full, wanted.only))
    with seldom_collecting(), tools.writer.lock(), lease(tools.writer) as held:
        run = _Run(wanted, tools, held, name)
        return run.go(files, known)


class _Run:
    def __init__(self, wanted: Wanted, tools: Tools, held: Lease, name: str) -> None:
        self._tools, self._lease = tools, held
        self._rules, self._sources = wanted.rules, wanted.sources
        self._began = self._started(name)
        spool = tools.home / "reports" / f"{name}.rejections.jsonl"
        self.report = LoadReport(name, self._began[0], spool)
        self._stamp = Stamp(name, self._began[0])
        self._title = f"{len(wanted.paths)} 个文件 {self._began[0][:10]}"

    def go(self, files: Sequence[Given], known: dict[str, Offer]) -> Outcome:
        """Check and write, stage after stage."""
        if self._began[1] is not None:
            self.report.finish(Status.NOTHING_TO_DO, _now())
            return Outcome(self.report, {})
        standings = self._standings()
        checking = Checking(known, self._rules, self._tools.identity, self.report, standings)
        writing = Writing(self._tools.model, self._tools.writer, standings, self._stamp)
        try:
            for _, stage in groupby(files, key=lambda one: one.stage):
                self._stage(list(stage), checking, writing)
            self._settle_waiting(writing)
            self._close()
        except BangfuError as error:
            status = (
                Status.TOO_MANY_REJECTED if isinstance(error, TooManyRejected) else Status.REFUSED
            )
            self.report.finish(status, _now(), reason=str(error))
            return Outcome(self.report, checking.paths, error)
        self._finish()
        return Outcome(self.report, checking.paths)

    def _stage(self, files: Sequence[Given], checking: Checking, writing: Writing) -> None:
        places = Places(GraphGazetteer(self._tools.writer.read))
        with tempfile.TemporaryDirectory(prefix="bangfu-") as folder:
            batches = Batches(self._tools.model, Path(folder), checking.standings)
            try:
                checking.check(files, batches, places, self._tools.progress)
                self._register(checking.seen.values())
                for group in batches.groups():
                    bar = self._tools.progress.begin(Stage.WRITE, group.kind, batches.count(group))
                    every = (writing.ready(group, batch) for batch in batches.take(group))
                    for ready in ahead(every):
                        self._count(group, self._write(writing, ready))
                        bar.advance(len(ready.batch))
                    bar.end()
            finally:
                batches.close()

    def _write(self, writing: Writing, ready: Ready) -> Written:
        group = ready.group
        done = writing.write(ready, self._lease.renew)
        if done.waiting and isinstance(group, Links):
            self._tools.writer.write(lambda tx: keep(tx, group, done.waiting, writing.standings))
        return done

    def _count(self, group: Group, done: Written) -> None:
        self.report.count(group.kind, added=done.added, changed=done.changed, same=done.same)
        for kind, times in done.changes.items():
            self.report.change(ChangeKind[kind], times)
        if isinstance(group, Links):
            self.report.missing(group.kind, group.start, group.end, done.missing)

    def _settle_waiting(self, writing: Writing) -> None:
        for group, batch, besides in arrived(self._tools.writer):
            self._count(group, writing.write(writing.ready(group, batch), besides))

    def _close(self) -> None:
        """End what full lists no longer mention; another source may have moved their scope."""
        closing = Closing(self._tools.model, self._tools.writer, self._stamp, self._rules.brake)
        for source in self._sources:
            if source.covers:
                for kind, times in closing.close(source.name, source.covers).items():
                    self.report.change(ChangeKind[kind], times)

    def _register(self, seen: Iterable[FileSeen]) -> None:
        """Write the load and its files before anything that names them."""
        name, at = self._stamp.load, self._stamp.at
        kinds = self._tools.model
        files = list(seen)
        begun = Load(digest=name, title=self._title, started_at=at)
        rows = [_source_file(file, at, self._rules.full) for file in files]

        def work(tx: Transaction) -> None:
            self._lease.renew(tx)
            tx.run(
                merge_nodes(kinds.kind_of(Load)).bind(
                    rows=[_bookkept(kinds, begun)], load=name, at=at
                )
            )
            merge = merge_nodes(kinds.kind_of(SourceFile))
            tx.run(merge.bind(rows=[_bookkept(kinds, row) for row in rows], load=name, at=at))
            keys = [row.key for row in rows]
            tx.run(_READ_IN.bind(files=keys, load=name))
            if self._rules.full:
                full = [row.key for row in rows if row.scope]
                tx.run(_FULL.bind(files=full, scope=self._rules.full))

        self._tools.writer.write(work)

    def _started(self, name: str) -> tuple[str, str | None]:
        """Say when this very load began first, and when it ended, if it ever did."""
        for started, finished in self._tools.writer.read(_LOAD.bind(load=name)):
            return started, finished
        return _now(), None

    def _standings(self) -> dict[str, Standing]:
        return {
            key: Standing(rank, day.to_native(), sha256)
            for key, rank, day, sha256 in self._tools.writer.read(_FILES)
        }

    def _finish(self) -> None:
        at = _now()
        told = {
            "accepted": self.report.rows - self.report.rejected,
            "rejected": self.report.rejected,
        }
        finish = _FINISH.bind(load=self._stamp.load, at=at, **told)
        self._tools.writer.write(lambda tx: tx.run(finish))
        self.report.finish(Status.DONE, at)


def _source_file(seen: FileSeen, at: str, full: str) -> SourceFile:
    return SourceFile(
        digest=seen.facts.key,
        name=seen.facts.label,
        source=seen.source.name,
        size=seen.facts.size,
        sha256=seen.facts.digest,
        rank=seen.rank,
        data_date=seen.data_date,
        scope=full if full and seen.source.covers else None,
        loaded_at=at,
    )


def _bookkept(model: Model, node: Load | SourceFile) -> dict[str, Any]:
    row = {**model.kind_of(type(node)).stored(node), "key": node.key, "origins": []}
    return {**row, "fingerprint": ""}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
