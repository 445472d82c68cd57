"""The report of a load as JSON, and each rejection as a line of it."""

from __future__ import annotations

from pathlib import Path

import orjson
from inline_snapshot import snapshot

from graph.model.vocabularies import ChangeKind
from loaders.readers import Skipped
from loaders.report import Status, as_json, write_json
from tests.loaders.test_report import rejection, report_of_nine


def test_the_json_of_a_load(tmp_path: Path) -> None:
    """Everything a machine may want to know, keys sorted, nothing of the machine it ran on."""
    report, kept = report_of_nine(tmp_path)
    kept.reject(rejection(5))
    kept.reject(rejection(5, "户编号", "blank"))
    kept.reject(rejection(8))
    report.count("Household", added=5, same=1)
    report.count("Household", added=1, changed=2)
    report.missing(
        "PAIRED_WITH", "Cadre", "Household", [("a/1", "b/2", "a/1>b/2", False, True)] * 2
    )
    report.change(ChangeKind.CHANGED, 2)
    report.skip(
        [Skipped("户信息.csv", "说明", "户信息.csv, sheet 说明: it has no rows. Export it.")]
    )
    report.note("cells normalised", 12, where="联系电话")
    report.finish(Status.DONE, "2026-01-01T00:00:09Z")
    assert as_json(report).decode() == snapshot("""\
{
  "changes": {
    "changed": 2
  },
  "files": [
    {
      "archive": "",
      "bytes": 2048,
      "encoding": "gb18030",
      "format": "csv",
      "name": "户信息.csv",
      "rows": {
        "accepted": 7,
        "read": 9,
        "rejected": 2
      },
      "sha256": "abababababababababababababababababababababababababababababababab",
      "tables": [
        {
          "form": "households",
          "header_row": 3,
          "left_out_or_mended": {
            "blank": 2,
            "footers": 1,
            "merged_cells": 0,
            "repeated_headers": 0,
            "short": 0
          },
          "rejections": {
            "by_rule": [
              {
                "column": "户编号",
                "count": 1,
                "rule": "blank"
              },
              {
                "column": "联系电话",
                "count": 2,
                "rule": "not a telephone number"
              }
            ],
            "first": [
              {
                "column": "联系电话",
                "digest": "abababababababab",
                "file": "户信息.csv",
                "place": 4,
                "row": 5,
                "rule": "not a telephone number",
                "sheet": "",
                "shown": "1******89[11]",
                "suggestion": "write 11 digits"
              },
              {
                "column": "户编号",
                "digest": "abababababababab",
                "file": "户信息.csv",
                "place": 4,
                "row": 5,
                "rule": "blank",
                "sheet": "",
                "shown": "1******89[11]",
                "suggestion": "write 11 digits"
              },
              {
                "column": "联系电话",
                "digest": "abababababababab",
                "file": "户信息.csv",
                "place": 4,
                "row": 8,
                "rule": "not a telephone number",
                "sheet": "",
                "shown": "1******89[11]",
                "suggestion": "write 11 digits"
              }
            ],
            "listed": 3,
            "total": 3
          },
          "rows": {
            "accepted": 7,
            "read": 9,
            "rejected": 2
          },
          "sheet": "",
          "source": "户信息"
        }
      ]
    }
  ],
  "finished_at": "2026-01-01T00:00:09Z",
  "kinds": {
    "Household": {
      "added": 6,
      "changed": 2,
      "same": 1
    }
  },
  "load": "5f0c",
  "missing_ends": {
    "by_link": [
      {
        "count": 2,
        "end": "Household",
        "link": "PAIRED_WITH",
        "start": "Cadre"
      }
    ],
    "first": [
      {
        "end": "Household",
        "end_key": "b/2",
        "key": "a/1>b/2",
        "link": "PAIRED_WITH",
        "no_end": true,
        "no_start": false,
        "start": "Cadre",
        "start_key": "a/1"
      },
      {
        "end": "Household",
        "end_key": "b/2",
        "key": "a/1>b/2",
        "link": "PAIRED_WITH",
        "no_end": true,
        "no_start": false,
        "start": "Cadre",
        "start_key": "a/1"
      }
    ],
    "listed": 2,
    "total": 2
  },
  "notes": [
    {
      "count": 12,
      "what": "cells normalised",
      "where": "联系电话"
    }
  ],
  "reason": "",
  "rejections_file": "rejected.jsonl",
  "rows": {
    "accepted": 7,
    "read": 9,
    "rejected": 2
  },
  "skipped_sheets": [
    {
      "file": "户信息.csv",
      "reason": "户信息.csv, sheet 说明: it has no rows. Export it.",
      "sheet": "说明"
    }
  ],
  "started_at": "2026-01-01T00:00:00Z",
  "status": "DONE"
}
""")
    write_json(report, tmp_path / "report.json")
    assert (tmp_path / "report.json").read_bytes() == as_json(report)
    assert (tmp_path / "report.json").stat().st_mode & 0o777 == 0o600


def test_every_rejection_is_a_line(tmp_path: Path) -> None:
    """The file of rejections says by itself where each one stands."""
    report, kept = report_of_nine(tmp_path)
    kept.reject(rejection(5))
    report.finish(Status.DONE, "")
    assert report.spool == tmp_path / "rejected.jsonl"
    (line,) = report.spool.read_bytes().splitlines()
    assert orjson.loads(line) == snapshot(
        {
            "column": "联系电话",
            "digest": "abababababababab",
            "file": "户信息.csv",
            "place": 4,
            "row": 5,
            "rule": "not a telephone number",
            "sheet": "",
            "shown": "1******89[11]",
            "suggestion": "write 11 digits",
        }
    )
