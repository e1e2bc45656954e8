"""Never faster to a host than it likes."""

from __future__ import annotations

from .clock import Clock

__all__ = ["Pace"]


class Pace:
    """When each host was asked last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def keep(self, host: str, interval: float) -> None:
        """Wait until `interval` seconds have gone by since the last call for `host`."""
        now = self._clock.now()
        if host in self._last and (wait := self._last[host] + interval - now) > 0:
            self._clock.sleep(wait)
        self._last[host] = self._clock.now()
