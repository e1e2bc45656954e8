"""Shared by all tests: where the helpers for tests and the shared real pages lie."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

for folder in (ROOT / "tests", ROOT / "tests" / "clean"):
    sys.path.insert(0, str(folder))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder of real pages, seed and evaluation, which is never part of the repository."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared real pages (../shared/data) are not on this machine")
    return SHARED / "data"
