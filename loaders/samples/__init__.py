"""Invented counties: a ledger that is the truth, and the messy files that say it."""

from __future__ import annotations
