"""SIGINT and SIGTERM end a run in good order: what is done is saved, what is not is done next time."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Interrupted", "Stop", "interruptible"]


class Interrupted(BaseException):
    """A signal asked the run to end. No Exception: nothing that handles a page's errors may catch it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum

    @property
    def exit_code(self) -> int:
        """130 for SIGINT, 143 for SIGTERM."""
        return 128 + self.signum


class Stop:
    """Remembers the first signal, and holds it back while something is being written."""

    def __init__(self) -> None:
        self.signum: int | None = None
        self.held_back = False

    def check(self) -> None:
        """Raise Interrupted if a signal has come."""
        if self.signum is not None:
            raise Interrupted(self.signum)

    @contextmanager
    def shielded(self) -> Iterator[None]:
        """Inside, a signal is only remembered: `check` raises it later."""
        before, self.held_back = self.held_back, True
        try:
            yield
        finally:
            self.held_back = before


@contextmanager
def interruptible() -> Iterator[Stop]:
    """Inside, the first SIGINT or SIGTERM raises Interrupted wherever the run is; later ones wait for its end.

    Outside the main thread signals are left alone: there they cannot be handled.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def handle(signum: int, _frame: FrameType | None) -> None:
        first, stop.signum = stop.signum is None, stop.signum or signum
        if first and not stop.held_back:
            raise Interrupted(signum)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
