"""Where a response lies in an archive of WARC files."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ArchivedResponse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedResponse:
    """One record of an archive, as its index tells it."""

    url: str
    status: int
    file: str
    """Name of the file in the archive's directory."""
    offset: int
    """Bytes before the record in the file; it begins a gzip member there."""
    content_sha256: str
    """Of the body, unpacked: what `Source.content_sha256` says of the record read from it."""
    payload_digest: str
    """Of the body as it was sent, packed or not: `WARC-Payload-Digest`."""
    retrieved_at: str
    """ISO 8601 in UTC, to the second."""
    revisit: bool = False
    """The body is that of an earlier response of the same address and lies there."""
