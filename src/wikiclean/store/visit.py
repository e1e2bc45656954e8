"""What one visit to a page told about it, taken from a Document or from a record alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..text import normal_title

if TYPE_CHECKING:
    from ..model.document import Document
    from ..model.monograph import Monograph

__all__ = ["Visit", "write_time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Fields as in `tables.pages`; times as ISO 8601 text in UTC."""

    wiki: str
    title: str
    outcome: str
    page_id: int | None = None
    namespace: int = 0
    url: str | None = None
    canonical_url: str | None = None
    transport: str | None = None
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    content_sha256: str | None = None
    revision_id: int | None = None
    revision_timestamp: str | None = None
    retrieved_at: str | None = None
    redirected_from: str | None = None
    redirects_to: str | None = None
    seen_at: str | None = None
    health: str | None = None
    """What was found on the page, as `PageHealth.to_json` writes it."""
    reread: bool = False
    """No visit, but another reading of what an earlier one archived: nothing new is known of the page itself."""

    def to_json(self) -> str:
        """One line; what is absent is left out."""
        return json.dumps({name: value for name, value in asdict(self).items() if value is not None})

    @classmethod
    def from_json(cls, line: str) -> Visit:
        """The visit that `to_json` wrote."""
        return cls(**json.loads(line))

    @classmethod
    def of_document(cls, document: Document) -> Visit:
        """The visit that a Document is the result of, whatever its outcome."""
        source = document.source
        return cls(
            wiki=source.wiki,
            title=normal_title(document.title),
            outcome=document.outcome,
            page_id=source.page_id,
            namespace=source.namespace,
            url=source.url,
            canonical_url=source.canonical_url,
            transport=source.transport,
            http_status=source.http_status,
            etag=source.etag,
            last_modified=write_time(source.last_modified),
            content_type=source.content_type,
            content_sha256=source.content_sha256,
            revision_id=source.revision_id,
            revision_timestamp=write_time(source.revision_timestamp),
            retrieved_at=write_time(source.retrieved_at),
            redirected_from=source.redirected_from,
            redirects_to=source.redirects_to,
        )

    @classmethod
    def of_record(cls, record: Monograph) -> Visit:
        """The visit that a record remembers."""
        source = record.source
        return cls(
            wiki=_wiki_of(record),
            title=normal_title(record.page.title),
            outcome="article",
            page_id=source.page_id,
            namespace=record.page.namespace,
            url=str(source.url) if source.url else None,
            canonical_url=str(source.canonical_url) if source.canonical_url else None,
            transport=source.transport,
            http_status=source.http_status,
            etag=source.etag,
            last_modified=write_time(source.last_modified),
            content_type=source.content_type,
            content_sha256=source.content_sha256,
            revision_id=source.revision_id,
            revision_timestamp=write_time(source.revision_timestamp),
            retrieved_at=write_time(source.retrieved_at),
            redirected_from=record.page.redirected_from,
        )


def write_time(value: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second; a time without a zone is taken as UTC."""
    if value is None:
        return None
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _wiki_of(record: Monograph) -> str:
    """The first part of a record id; it may hold a colon itself (a host with its port)."""
    record_id = record.record_id
    for tail in (record.source.page_id, normal_title(record.page.title), record.page.title):
        if tail is not None and record_id.endswith(f":{tail}"):
            return record_id.removesuffix(f":{tail}")
    return record_id.partition(":")[0]
