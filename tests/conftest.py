"""Shared by all tests: where the helpers for tests and the shared real pages lie."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

for folder in (ROOT / "tests", ROOT / "tests" / "clean", ROOT / "tests" / "fetch"):
    sys.path.insert(0, str(folder))

import postgres  # noqa: E402 - found by the path above


def pytest_configure() -> None:
    """Compiled modules must be those of the sources beside them: an older one would be tested in their place."""
    for source in (ROOT / "src").rglob("*.py"):
        for compiled in source.parent.glob(f"{source.stem}.*.so"):
            if compiled.stat().st_mtime < source.stat().st_mtime:
                pytest.exit(f"{source} is newer than what was compiled from it: run `make` again", returncode=2)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """A PostgreSQL server, one for all tests; skipped where it is not installed."""
    with postgres.serve() as server:
        yield server


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder of real pages, seed and evaluation, which is never part of the repository."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared real pages (../shared/data) are not on this machine")
    return SHARED / "data"
