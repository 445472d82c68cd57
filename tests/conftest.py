"""What tests share: where the published material is that does not belong to the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Find the published documents and divisions by one setting, or skip with the reason."""
    folder = Path(os.environ.get("BANGFU_SHARED") or _ROOT.parent / "shared")
    if not (folder / "divisions").is_dir():
        pytest.skip(f"BANGFU_SHARED names no folder with divisions: {folder.name}")
    return folder


# A shared machine is slow at times: no example has a deadline. The gate draws the same examples
# every time, so that it judges the change and not the dice; people draw new ones.
settings.register_profile("people", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "people")
