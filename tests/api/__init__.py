"""Tests of how people ask."""

from __future__ import annotations
