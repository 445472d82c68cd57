"""From files to tables of records: encodings, header rows, footers and refusals."""

from __future__ import annotations

from loaders.readers.opening import check_columns, open_table, open_tables, recognise
from loaders.readers.table import FileFacts, Skipped, Table, Tally
from loaders.record import Column, Vocabulary

__all__ = [
    "Column",
    "FileFacts",
    "Skipped",
    "Table",
    "Tally",
    "Vocabulary",
    "check_columns",
    "open_table",
    "open_tables",
    "recognise",
]
