"""Check tables row by row: facts go into batches, bad rows into the report, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from graph.errors import FileRefused, TooManyRejected
from loaders.batch import Batches
from loaders.entry import Standing
from loaders.files import Given, Offer, day_of
from loaders.identity import Identity
from loaders.places import Places
from loaders.readers import FileFacts, Table, open_tables
from loaders.record import BadCell, Record, Rejection
from loaders.report.progress import Progress, Stage
from loaders.report.report import LoadReport
from loaders.report.table import TableReport
from loaders.sources.source import Fact, Setting, Source

_FEW = 20
"""Bad rows that are always allowed: a small file is not refused for a handful."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the person who loads has said: the day of files that name none, county, threshold."""

    data_date: date | None = None
    county: str = ""
    threshold: float = 0.05
    full: str = ""
    """The code of the region of which the files are full lists; empty where they are not."""
    brake: float = 0.2
    """The largest share of open links that a full list may end."""


@dataclass(slots=True)
class FileSeen:
    """A file that was read: what it is, and the source that it is of."""

    facts: FileFacts
    source: Source
    data_date: date
    rank: int


@dataclass(slots=True)
class Checking:
    """Checks the files of one load."""

    offers: dict[str, Offer]
    rules: Rules
    identity: Identity
    report: LoadReport
    standings: dict[str, Standing]
    seen: dict[str, FileSeen] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def check(
        self, files: Iterable[Given], batches: Batches, places: Places, progress: Progress
    ) -> None:
        """Read every table of the files; raise when a file has too many bad rows."""
        vocabularies = {name: offer.vocabulary for name, offer in self.offers.items()}
        for given in files:
            settings: dict[str, Setting] = {}
            for name, table in open_tables(given.path, vocabularies):
                offer = self.offers[name]
                data_date = self._see(table.file, offer.source)
                self.paths[table.file.digest] = given.path
                setting = settings.get(table.file.key)
                if setting is None:
                    setting = Setting(data_date, self.identity, places, self.rules.county)
                    settings[table.file.key] = setting
                told = self.report.file(table, offer.source.term, offer.form.name, offer.vocabulary)
                bar = progress.begin(Stage.CHECK, table.file.label)
                for record in table.records:
                    bar.advance()
                    self._row(offer, record, setting, batches, told)
                bar.end()
                self.report.skip(table.skipped)
                self._hold(table, told)

    def _see(self, file: FileFacts, source: Source) -> date:
        data_date = day_of(file.name, source, self.rules.data_date)
        known = self.standings.get(file.key)
        if known is not None and known.data_date != data_date:
            raise FileRefused(
                f"{file.label}: it was loaded as of {known.data_date}; the same file cannot speak "
                f"for {data_date} too. Load it with --date {known.data_date}"
            )
        rank = max(source.rank, known.rank if known else 0)
        self.standings[file.key] = Standing(rank, data_date, file.digest)
        first = self.seen.get(file.key)
        self.seen[file.key] = FileSeen(file, first.source if first else source, data_date, rank)
        return data_date

    def _row(
        self, offer: Offer, record: Record, setting: Setting, batches: Batches, told: TableReport
    ) -> None:
        origin = record.origin
        try:
            facts: list[Fact] = list(offer.form.facts(record, setting))
            record.finish()
        except BadCell as bad:
            told.reject(bad.rejection(origin))
            return
        except ValidationError as error:
            told.reject(_invalid(record, error))
            return
        text = str(origin)
        for fact in facts:
            batches.add(fact, text)

    def _hold(self, table: Table, told: TableReport) -> None:
        if told.rejected > max(_FEW, self.rules.threshold * told.rows):
            raise TooManyRejected(
                f"{table.file.label}: {told.rejected} of {told.rows} rows are bad; more than "
                f"{self.rules.threshold:.0%} stops a load. Correct them, or raise --threshold"
            )


def _invalid(record: Record, error: ValidationError) -> Rejection:
    """Say which values of a row do not go together; the error's own text may hold them."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the row"
    rule = "period" if "period" in first["msg"] else "not allowed"
    return Rejection(record.origin, where, rule, "", first["msg"].removeprefix("Value error, "))
