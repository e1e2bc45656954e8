"""Never faster to a host than it likes, and slower while it has trouble.

A host that says "too much" (429, 503, maxlag) is given longer pauses, doubled each time; one that takes long for
its answers gets a pause as long as it took. Each quick answer takes a quarter of that back.
"""

from __future__ import annotations

from dataclasses import dataclass

from .clock import Clock

__all__ = ["Pace"]

_FIRST, _MOST = 1.0, 60.0
"""Seconds of an added pause."""
_LONG = 2.0
"""Seconds after which an answer was long in coming."""
_RECOVERY = 0.75
_NOTHING = 0.1
"""Seconds; less is no pause at all."""


@dataclass(slots=True)
class _Host:
    last: float | None = None
    """When it was asked last."""
    added: float = 0.0
    """Seconds that are waited beyond the interval."""


class Pace:
    """When each host was asked last, and how it took it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def keep(self, host: str, interval: float) -> None:
        """Wait until `interval` seconds, and what the host needs beyond, have gone by since it was asked last."""
        known = self._host(host)
        if known.last is not None and (wait := known.last + interval + known.added - self._clock.now()) > 0:
            self._clock.sleep(wait)
        self.mark(host)

    def mark(self, host: str) -> None:
        """The host is asked now."""
        self._host(host).last = self._clock.now()

    def slow_down(self, host: str) -> None:
        """The host said that it was too much."""
        known = self._host(host)
        known.added = min(max(known.added * 2, _FIRST), _MOST)

    def took(self, host: str, seconds: float) -> None:
        """The host answered, so many seconds after it was asked."""
        known = self._host(host)
        if seconds > _LONG:
            known.added = min(max(known.added, (known.added + seconds) / 2), _MOST)
        else:
            known.added = left if (left := known.added * _RECOVERY) > _NOTHING else 0.0

    def added(self, host: str) -> float:
        """Seconds that the host is given beyond the interval, at present."""
        return self._host(host).added

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())
