"""Tests that speak to a running engine: the embedded one, or a Neo4j with BANGFU_LIVE=neo4j."""

from __future__ import annotations
