"""Up to where the changes of a wiki are known, as it is kept between two refreshes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

__all__ = ["Cursor", "earlier", "seconds_between"]

_FORM = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Times are the wiki's own, as its API writes them: 2026-01-31T12:00:00Z."""

    at: str | None = None
    """Changes before it are known."""
    listed: frozenset[int] | None = None
    """Recent changes shortly before `at` that were read already: the wiki may still list others of that time. None
    where they were not read, as by a scrape."""
    newest: int | None = None
    """The highest number of a recent change that was read; None where they were not."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """Templates -> time of an edit that had not reached all pages with the template when they were looked at."""
    swept_at: str | None = None
    """When every page was last looked at, instead of those only that recent changes name."""

    def to_json(self) -> str:
        """Everything but `at`, which has a column of its own."""
        return json.dumps(
            {
                "listed": sorted(self.listed) if self.listed is not None else None,
                "newest": self.newest,
                "waiting": dict(sorted(self.waiting.items())),
                "swept_at": self.swept_at,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, at: str | None, text: str | None) -> Cursor:
        """What `to_json` wrote."""
        data = json.loads(text) if text else {}
        return cls(
            at=at,
            listed=frozenset(listed) if (listed := data.get("listed")) is not None else None,
            newest=data.get("newest"),
            waiting=data.get("waiting", {}),
            swept_at=data.get("swept_at"),
        )


def earlier(time: str, seconds: float) -> str:
    """So many seconds before `time`.

    >>> earlier("2026-01-01T00:00:30Z", 60)
    '2025-12-31T23:59:30Z'
    """
    return (_read(time) - timedelta(seconds=seconds)).strftime(_FORM)


def seconds_between(first: str, last: str) -> float:
    """How long after `first` `last` is."""
    return (_read(last) - _read(first)).total_seconds()


def _read(time: str) -> datetime:
    return datetime.strptime(time, _FORM).replace(tzinfo=UTC)
