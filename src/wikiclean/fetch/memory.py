"""What is learnt of a wiki on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

__all__ = ["WikiMemory"]


@dataclass(slots=True)
class WikiMemory:
    """The ways to the pages of one wiki: its `api.php`, its REST API, its page views."""

    api: str | None = None
    """Where the API answered."""
    closed: bool = False
    """Whether there is none to ask: not found, not open, or silent."""
    tried: set[str] = field(default_factory=set)
    """Addresses that turned out not to be an open API."""
    silences: int = 0
    """How often in a row it gave no answer."""
    viewed: bool = False
    """Whether a page was asked for without conditions: only such a view lets the wiki run its waiting jobs."""
    rest: str | None = None
    """Where the REST API answered."""
    rest_closed: bool = False
    rest_silences: int = 0
    meanings: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Title asked for, title that came -> whether the wiki says that both are one page."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Address of an entry point -> why it last did not give what was asked for."""
    pages: Counter[str] = field(default_factory=Counter)
    """Transport -> how many pages came by it."""

    resolved: Counter[str] = field(default_factory=Counter)
    """Of titles: asked about, normalised, redirects."""

    def described(self) -> dict[str, Any]:
        """What stands in run.json."""
        said: dict[str, Any] = {
            "api": self.api,
            "rest": self.rest,
            "pages": dict(sorted(self.pages.items())),
            "failed": dict(sorted(self.reasons.items())),
        }
        if self.resolved:
            said["resolved"] = dict(sorted(self.resolved.items()))
        return said
