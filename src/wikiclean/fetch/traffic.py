"""What was asked for, and how much may be: one account for all sessions of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..errors import RequestsSpentError
from .memory import WikiMemory
from .robots import Rules

__all__ = ["Traffic"]


@dataclass(slots=True)
class Traffic:
    """Requests as they went over the network, robots.txt, redirects and repetitions counted; none in replay."""

    max_requests: int | None = None
    requests: int = 0
    repeated: int = 0
    """How many of them were made again after a failure."""
    statuses: Counter[int] = field(default_factory=Counter)
    bytes: int = 0
    """Of bodies, unpacked."""
    wikis: dict[str, WikiMemory] = field(default_factory=dict)
    """Wiki (`Target.base`) -> what was learnt of it."""
    robots: dict[str, Rules] = field(default_factory=dict)
    """Host, with its scheme -> the rules of its robots.txt, read once."""

    def remember_api(self, base: str, api: str | None) -> None:
        """What an earlier run learnt of a wiki."""
        if api is not None:
            self.wikis.setdefault(base, WikiMemory()).api = api

    def spend(self, url: str, *, again: bool) -> None:
        """Count a request that is about to be made. Raises RequestsSpentError where it is one too many."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            raise RequestsSpentError(f"the budget of {self.max_requests} requests is spent", where=url)
        self.requests += 1
        self.repeated += again

    def answered(self, status: int, size: int) -> None:
        """Count an answer."""
        self.statuses[status] += 1
        self.bytes += size

    def described(self) -> dict[str, Any]:
        """What stands in run.json."""
        return {
            "requests": self.requests,
            "repeated": self.repeated,
            "bytes": self.bytes,
            "statuses": {str(status): count for status, count in sorted(self.statuses.items())},
            "wikis": {base: memory.described() for base, memory in sorted(self.wikis.items())},
        }
