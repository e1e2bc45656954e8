"""What of a record counts as a change.

Fetching the same revision again moves times, hashes of the bytes and the letters that ads took; none of that
is news to a reader, and a record that says the same stays as it was, to the byte.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.monograph import Monograph

__all__ = ["digest_record", "render_record"]

# Not each way to a page says its canonical address and the time of its revision; the revision's number each does.
_FETCH_DATA = frozenset(
    {
        "url", "canonical_url", "revision_timestamp", "transport", "retrieved_at", "http_status", "etag",
        "last_modified", "content_type", "content_sha256", "extractor", "rules_version",
    }
)  # fmt: skip


def render_record(record: Monograph, *, indent: int | None = None) -> str:
    """The record as one line of JSON, or spread over lines; what is absent is left out."""
    return record.model_dump_json(exclude_none=True, indent=indent)


def digest_record(record: Monograph) -> str:
    """SHA-256 of revision, text, structure and facts: everything but how and when it was fetched and read."""
    data = record.model_dump(
        mode="json",
        exclude={
            "record_id": True,
            "source": set(_FETCH_DATA),
            "page": {"redirected_from"},
            "quality": {"removed_chars"},
        },
    )
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
