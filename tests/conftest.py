"""What tests share: where the published material is that does not belong to the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Find the published documents and divisions by one setting, or skip with the reason."""
    folder = Path(os.environ.get("BANGFU_SHARED") or _ROOT.parent / "shared")
    if not (folder / "divisions").is_dir():
        pytest.skip(f"BANGFU_SHARED names no folder with divisions: {folder.name}")
    return folder
