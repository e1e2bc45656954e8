"""Where a record came from (PROV-O and Dublin Core terms)."""

from __future__ import annotations

from typing import Literal

from pydantic import AnyUrl, AwareDatetime, Field

from .base import Model, NonEmpty, Sha256
from .page import Transport

__all__ = ["DerivedFrom", "Licence", "Source"]


class Licence(Model):
    """dcterms:license."""

    name: NonEmpty
    """As the wiki names it."""
    spdx: str | None = None
    """SPDX id, e.g. `CC-BY-SA-4.0`."""
    url: AnyUrl | None = None
    """Of its text."""
    attribution: str | None = None
    """Whom to name."""


class DerivedFrom(Model):
    """prov:wasDerivedFrom."""

    url: AnyUrl
    """Of the source."""
    title: str | None = None
    """Words of the link to it."""
    basis: Literal["declared", "text_match"]
    """Said on the page, or shown by overlap of word sequences."""
    overlap: float | None = Field(default=None, ge=0, le=1)
    """Share of the text found there, for `text_match`."""


class Source(Model):
    """The page a record was read from, and what read it."""

    url: AnyUrl | None = None
    """As asked for; absent for pasted text."""
    canonical_url: AnyUrl | None = None
    """As the page itself says."""
    site: NonEmpty
    """Id of the site profile: `wikimd`, `wikipedia`, …"""
    transport: Transport
    """Which rendering of the page was read."""
    page_id: int | None = None
    """The wiki's own number of the page."""
    revision_id: int | None = None
    """Of the revision that was read."""
    revision_timestamp: AwareDatetime | None = None
    """When that revision was saved."""
    retrieved_at: AwareDatetime | None = None
    """prov:generatedAtTime: fetch time, WARC date or dump date; absent for a local file."""
    http_status: int | None = Field(default=None, ge=100, le=599)
    """Of the response."""
    etag: str | None = None
    """Of the response."""
    last_modified: AwareDatetime | None = None
    """Of the response."""
    content_type: str | None = None
    """Of the response, or of the file."""
    content_sha256: Sha256
    """Of the bytes as received."""
    text_sha256: Sha256
    """Of the record's `text` in UTF-8."""
    licence: Licence | None = None
    """Terms of the text."""
    derived_from: tuple[DerivedFrom, ...] = ()
    """Sources that the page itself declares."""
    extractor: NonEmpty
    """`wikiclean/<version>`."""
    rules_version: NonEmpty
    """Changes whenever a reading rule, taxonomy or profile changes."""

    @property
    def permalink(self) -> str | None:
        """Address of the very revision that was read (`oldid`); of the page where the revision is not known."""
        address = self.canonical_url or self.url
        if address is None:
            return None
        page = str(address).partition("#")[0]
        if self.revision_id is None or "oldid=" in page:
            return page
        return f"{page}{'&' if '?' in page else '?'}oldid={self.revision_id}"
