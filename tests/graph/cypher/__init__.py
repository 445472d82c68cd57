"""Tests of the generated Cypher."""

from __future__ import annotations
