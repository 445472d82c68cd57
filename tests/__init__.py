"""Tests, in the rooms of the house that they test."""

from __future__ import annotations
