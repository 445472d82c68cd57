"""What a load says afterwards: on screen, as JSON, and as workbooks with the bad cells marked."""

from __future__ import annotations

from loaders.report.json_report import as_json, write_json
from loaders.report.marked import Marked, mark_all, write_marked
from loaders.report.progress import Bar, Progress, Stage
from loaders.report.report import KindCount, LoadReport, MissingEnd, Note, Status
from loaders.report.screen import print_report
from loaders.report.table import TableReport

__all__ = [
    "Bar",
    "KindCount",
    "LoadReport",
    "Marked",
    "MissingEnd",
    "Note",
    "Progress",
    "Stage",
    "Status",
    "TableReport",
    "as_json",
    "mark_all",
    "print_report",
    "write_json",
    "write_marked",
]
