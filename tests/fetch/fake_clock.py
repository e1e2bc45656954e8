"""A clock on which time goes by only in sleep."""

from __future__ import annotations

from dataclasses import dataclass, field

from wikiclean.fetch.clock import Clock


@dataclass
class FakeClock:
    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)
