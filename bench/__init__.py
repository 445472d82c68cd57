"""The measurements that the project promises, and what they are measured against."""

from __future__ import annotations
