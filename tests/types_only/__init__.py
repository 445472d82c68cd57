"""Code that is checked by the type checkers and never run."""

from __future__ import annotations
