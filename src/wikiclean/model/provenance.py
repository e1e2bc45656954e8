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
    spdx: str | None = None
    """SPDX id, e.g. `CC-BY-SA-4.0`."""
    url: AnyUrl | None = None
    attribution: str | None = None


class DerivedFrom(Model):
    """prov:wasDerivedFrom."""

    url: AnyUrl
    title: str | None = None
    basis: Literal["declared", "text_match"]
    """Said on the page, or shown by overlap of word sequences."""
    overlap: float | None = Field(default=None, ge=0, le=1)


class Source(Model):
    """The page a record was read from, and what read it."""

    url: AnyUrl | None = None
    """As asked for; absent for pasted text."""
    canonical_url: AnyUrl | None = None
    site: NonEmpty
    """Id of the site profile: `wikimd`, `wikipedia`, …"""
    transport: Transport
    page_id: int | None = None
    revision_id: int | None = None
    revision_timestamp: AwareDatetime | None = None
    retrieved_at: AwareDatetime | None = None
    """prov:generatedAtTime: fetch time, WARC date or dump date; absent for a local file."""
    http_status: int | None = Field(default=None, ge=100, le=599)
    etag: str | None = None
    last_modified: AwareDatetime | None = None
    content_type: str | None = None
    content_sha256: Sha256
    """Of the bytes as received."""
    text_sha256: Sha256
    """Of the record's `text` in UTF-8."""
    licence: Licence | None = None
    derived_from: tuple[DerivedFrom, ...] = ()
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
