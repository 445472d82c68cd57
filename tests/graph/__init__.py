"""Tests of what the graph is and how to speak to it."""

from __future__ import annotations
