"""Tests of the way in."""

from __future__ import annotations
