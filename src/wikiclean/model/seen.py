"""A page as it was last seen: what a later look at its wiki is compared with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SeenPage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """Absent is what the visit did not tell; times are ISO 8601 text in UTC, as MediaWiki writes them."""

    title: str
    page_id: int | None = None
    outcome: str = "article"
    """Of the last visit."""
    revision_id: int | None = None
    seen_at: str | None = None
    """The wiki's time of the last visit: what it touched later may look different now."""
    transport: str | None = None
    """How it was last had as an article; `address`, `etag` and `last_modified` are of then."""
    address: str | None = None
    etag: str | None = None
    last_modified: str | None = None
