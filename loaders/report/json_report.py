"""A report as JSON: sorted, the same for the same load, masked values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import orjson

from loaders.readers import FileFacts
from loaders.report.private import replacing
from loaders.report.report import LoadReport
from loaders.report.spool import plain
from loaders.report.table import TableReport

_OPTIONS: Final = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
_DONE_TO_ROWS: Final = ("blank", "footers", "repeated_headers", "short", "merged_cells")


def as_json(report: LoadReport) -> bytes:
    """Give the report as JSON, UTF-8, keys sorted."""
    return orjson.dumps(_report(report), option=_OPTIONS)


def write_json(report: LoadReport, path: Path) -> None:
    """Write the report as JSON, readable by its owner only."""
    with replacing(path) as file:
        file.write(as_json(report))


def _report(report: LoadReport) -> dict[str, Any]:
    return {
        "load": report.load,
        "status": report.status.name,
        "reason": report.reason,
        "started_at": report.started_at,
        "finished_at": report.finished_at,
        "rows": _rows(report.tables),
        "files": [_file(facts, tables) for facts, tables in report.files.items()],
        "kinds": {kind: asdict(figures) for kind, figures in report.kinds.items()},
        "changes": {kind.name.lower(): times for kind, times in report.changes.items()},
        "missing_ends": _missing(report),
        "skipped_sheets": [asdict(each) for each in report.skipped_sheets],
        "notes": [
            {**note._asdict(), "count": times} for note, times in sorted(report.notes.items())
        ],
        # Without its folder, so that the same load gives the same report on another machine.
        "rejections_file": report.spool.name if report.spool else None,
    }


def _file(facts: FileFacts, tables: Sequence[TableReport]) -> dict[str, Any]:
    return {
        "name": facts.name,
        "archive": facts.archive,
        "sha256": facts.digest,
        "bytes": facts.size,
        "format": facts.format,
        "encoding": facts.encoding,
        "rows": _rows(tables),
        "tables": [_table(table) for table in tables],
    }


def _table(table: TableReport) -> dict[str, Any]:
    first = table.first
    return {
        "sheet": table.sheet,
        "source": table.source,
        "form": table.form,
        "header_row": table.header_row,
        "rows": _rows([table]),
        "left_out_or_mended": {name: getattr(table.tally, name) for name in _DONE_TO_ROWS},
        "rejections": {
            "total": table.rejections,
            "listed": len(first),
            "by_rule": _by_rule(table),
            "first": [plain(rejection, table.facts) for rejection in first],
        },
    }


def _rows(tables: Sequence[TableReport]) -> dict[str, int]:
    return {
        "read": sum(table.rows for table in tables),
        "accepted": sum(table.accepted for table in tables),
        "rejected": sum(table.rejected for table in tables),
    }


def _by_rule(table: TableReport) -> list[dict[str, Any]]:
    return [
        {"column": column, "rule": rule, "count": times}
        for (column, rule), times in sorted(table.by_rule.items())
    ]


def _missing(report: LoadReport) -> dict[str, Any]:
    return {
        "total": report.missing_by_link.total(),
        "listed": len(report.missing_ends),
        "by_link": [
            {"link": link, "start": start, "end": end, "count": times}
            for (link, start, end), times in sorted(report.missing_by_link.items())
        ],
        "first": [each._asdict() for each in report.missing_ends],
    }
