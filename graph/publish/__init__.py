"""The model on the wall: pages printed from a model, committed, and checked to be fresh."""

from __future__ import annotations
