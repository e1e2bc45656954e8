"""SIGINT, SIGTERM and a time limit end a run in good order: what is done is saved, what is not is done next time."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

__all__ = ["Interrupted", "Stop", "interruptible"]

_TIME_OVER = getattr(signal, "SIGALRM", 0)
"""What stands for the end of the time: the alarm clock's signal, where the system has one."""


class Interrupted(BaseException):
    """The run is asked to end. No Exception: nothing that handles a page's errors may catch it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum

    @property
    def exit_code(self) -> int:
        """130 for SIGINT, 143 for SIGTERM; 1 when the time is over."""
        return 1 if self.signum == _TIME_OVER else 128 + self.signum

    @property
    def reason(self) -> str:
        """For people."""
        return "--max-time" if self.signum == _TIME_OVER else "a signal"


class Stop:
    """Remembers the first signal, and holds it back while something is being written."""

    def __init__(self) -> None:
        self.signum: int | None = None
        self.held_back = False

    def check(self) -> None:
        """Raise Interrupted if a signal has come."""
        if self.signum is not None:
            raise Interrupted(self.signum)

    def remember(self, signum: int) -> bool:
        """Whether it is the first, and nothing is being written."""
        first, self.signum = self.signum is None, signum if self.signum is None else self.signum
        return first and not self.held_back

    @contextmanager
    def shielded(self) -> Iterator[None]:
        """Inside, a signal is only remembered: `check` raises it later."""
        before, self.held_back = self.held_back, True
        try:
            yield
        finally:
            self.held_back = before


@contextmanager
def interruptible(max_time: float | None = None) -> Iterator[Stop]:
    """Inside, the first SIGINT or SIGTERM raises Interrupted wherever the run is; later ones wait for its end.

    `max_time`: seconds after which the same happens. Outside the main thread signals are left alone, as they cannot
    be handled there, and the time is looked at by `Stop.check`; so it is where the system has no alarm clock.
    """
    stop = Stop()
    with ExitStack() as stack:
        if threading.current_thread() is not threading.main_thread():
            alarmed = False
        else:
            alarmed = max_time is not None and hasattr(signal, "setitimer")
            stack.enter_context(_handled(stop, signal.SIGINT, signal.SIGTERM, *([_TIME_OVER] if alarmed else ())))
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, max_time or 0)
            stack.callback(signal.setitimer, signal.ITIMER_REAL, 0)
        elif max_time is not None:
            timer = threading.Timer(max_time, stop.remember, (_TIME_OVER,))
            timer.daemon = True
            timer.start()
            stack.callback(timer.cancel)
        yield stop


@contextmanager
def _handled(stop: Stop, *numbers: int) -> Iterator[None]:
    def handle(signum: int, _frame: FrameType | None) -> None:
        if stop.remember(signum):
            raise Interrupted(signum)

    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
