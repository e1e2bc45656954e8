"""How long one answer may take, and when to ask once more.

`Retry-After` is obeyed or not waited for at all: asking earlier than a wiki wants helps nobody.
"""

from __future__ import annotations

import math
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any

from .clock import Clock

__all__ = ["RETRIED", "Patience", "backoff_of", "seconds_of"]

RETRIED = (429, 500, 502, 503, 504)
"""Statuses that may pass."""
_FIRST_BACKOFF, _MOST_BACKOFF = 1.0, 30.0


def seconds_of(retry_after: str | None) -> float | None:
    """What `Retry-After` asks for, in seconds from now; None where it is absent or makes no sense.

    >>> seconds_of("120"), seconds_of("soon"), seconds_of("Thu, 01 Jan 1970 00:00:00 GMT")
    (120.0, None, 0.0)
    """
    if not retry_after:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        return max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


class Patience:
    """The time budget of one answer, with redirects, retries and waits. One answer at a time.

    When the time is over, the connection in use is cut: a server that sends a byte now and then holds nobody.
    """

    def __init__(self, clock: Clock, *, total: float, max_wait: float) -> None:
        self._clock, self._total, self._max_wait = clock, total, max_wait
        self._end = math.inf
        self._lock = threading.Lock()
        self._cut = False
        self._connection: Any = None

    @contextmanager
    def one_answer(self) -> Iterator[None]:
        """Start the time of one answer; it ends with the block."""
        self._end, self._cut = self._clock.now() + self._total, False
        watch = threading.Timer(self._total, self._cut_off)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            with self._lock:
                self._connection = None

    @property
    def is_over(self) -> bool:
        """Whether the time of this answer is over."""
        return self._cut or self._clock.now() >= self._end

    def allows(self, seconds: float) -> bool:
        """Whether a wait of so many seconds is worth it."""
        return not self._cut and seconds <= self._max_wait and self._clock.now() + seconds < self._end

    def wait(self, seconds: float) -> None:
        """Wait so many seconds."""
        self._clock.sleep(seconds)

    def watch(self, connection: Any) -> None:  # noqa: ANN401 - urllib3 has one class for each scheme
        """The connection that the next bytes come from, or the response where it has taken the connection over."""
        with self._lock:
            self._connection = connection
        if self._cut:
            self._cut_off()

    def _cut_off(self) -> None:
        with self._lock:
            self._cut = True
            sock = getattr(self._connection, "sock", None)
            try:
                if isinstance(sock, socket.socket):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # a TLS socket's own would wait for the peer
                elif hasattr(self._connection, "shutdown"):
                    self._connection.shutdown()
            except (OSError, ValueError, RuntimeError):
                pass  # it is closed already


def backoff_of(tries: int) -> float:
    """Seconds to wait after so many tries failed: doubling, with up to a quarter more so that clients scatter."""
    return min(_FIRST_BACKOFF * 2.0 ** (tries - 1), _MOST_BACKOFF) * (1 + random.random() / 4)  # noqa: S311
