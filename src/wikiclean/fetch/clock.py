"""The time a session goes by; tests bring their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Clock"]


def _sleep(seconds: float) -> None:
    time.sleep(seconds)  # looked up each time, so that a test may put its own in place


@dataclass(frozen=True, slots=True)
class Clock:
    """`now`: seconds on a clock that never goes back; `sleep`: waits so many seconds."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = _sleep
