"""What a run tells while it goes: for a progress bar, a log, or a caller's own eyes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .process import Result

__all__ = ["Observer", "Step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One target has come to its end."""

    target: str
    done: int
    """Targets that have ended, this one and those of an earlier part of the run included."""
    total: int
    failed: int
    outcome: str
    """Outcome of the page, or the name of the error's class."""
    result: Result | None = None
    """Absent where no page could be had."""


Observer = Callable[[Step], None]
