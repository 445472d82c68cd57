"""Sources: small records in, facts out, and each bad cell by its rule."""

from __future__ import annotations
