"""Answers in plain Python to what the graph is asked."""

from __future__ import annotations
