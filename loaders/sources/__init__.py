"""The kinds of export that counties hold, each in a file of its own."""

from __future__ import annotations
