"""The compiled read path against graphql-core over plain Python data."""

from __future__ import annotations
