"""A real Neo4j Community server for the live tests, without Docker: Java 17 and Maven suffice."""

from __future__ import annotations
