"""What is learnt of a wiki on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["WikiMemory"]


@dataclass(slots=True)
class WikiMemory:
    """The API of one wiki."""

    api: str | None = None
    """Where it answered."""
    closed: bool = False
    """Whether there is none to ask: not found, not open, or silent."""
    tried: set[str] = field(default_factory=set)
    """Addresses that turned out not to be an open API."""
    silences: int = 0
    """How often in a row it gave no answer."""
    viewed: bool = False
    """Whether a page was asked for without conditions: only such a view lets the wiki run its waiting jobs."""

    def described(self) -> dict[str, Any]:
        """What stands in run.json."""
        return {"api": self.api}
