"""Provenance and page data of a record."""

from __future__ import annotations

import hashlib
import re

from ..model.document import Document
from ..model.provenance import Licence, Source
from ..model.structure import PageInfo
from ..sites.registry import load_profile, profile_names
from ..text import normal_title
from .derivation import read_derivation
from .versions import EXTRACTOR, rules_version

__all__ = ["lead_names", "page_of", "record_id_of", "source_of"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def record_id_of(document: Document) -> str:
    """`<wiki>:<page id>`, else `<wiki>:<title>`; rule R7."""
    source = document.source
    return f"{source.wiki}:{source.page_id or normal_title(document.title)}"


def source_of(document: Document) -> Source:
    """Where the record came from; nothing of it is made up from the clock."""
    source = document.source
    return Source.model_validate(
        {
            "url": _address(source.url),
            "canonical_url": _address(source.canonical_url),
            "site": source.site,
            "transport": source.transport,
            "page_id": source.page_id,
            "revision_id": source.revision_id,
            "revision_timestamp": source.revision_timestamp,
            "retrieved_at": source.retrieved_at,
            "http_status": source.http_status,
            "etag": source.etag,
            "last_modified": source.last_modified,
            "content_type": source.content_type,
            "content_sha256": source.content_sha256,
            "text_sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "licence": _licence(document),
            "derived_from": read_derivation(document),
            "extractor": EXTRACTOR,
            "rules_version": rules_version(),
        }
    )


def _address(url: str | None) -> str | None:
    """Absolute web addresses only; a saved page may hold relative ones."""
    if url is not None and url.startswith("//"):
        return f"https:{url}"
    return url if url is not None and re.match(r"https?://[^/\s]+", url) else None


def _licence(document: Document) -> Licence | None:
    source = document.source
    declared = load_profile(source.site).licence if source.site in profile_names() else None
    name = source.licence_name or (declared.name if declared else None)
    if name is None and source.licence_url is None:
        return None
    return Licence.model_validate(
        {
            "name": name or source.licence_url,
            "spdx": declared.spdx if declared else None,
            "url": _address(source.licence_url) or (declared.url if declared else None),
            "attribution": declared.attribution if declared else None,
        }
    )


_LONGEST_NAME = 120
_MOST_WORDS = 8
_SENTENCE = re.compile(
    r"[.!?:;]\s|[!?]$"
    r"|\b(?:is|are|was|were|be|been|has|have|had|can|may|might|must|should|shall|will|would|do|does|not|never|please|avoid)\b",
    re.I,
)
"""What names do not hold: the end of a sentence, a verb that makes one."""


def lead_names(document: Document) -> tuple[str, ...]:
    """Names set bold in the first paragraph of the page, as wikis mark what the page is about.

    A warning set bold is none: names are short and are no sentences.
    """
    first = next((block for block in document.blocks if block.kind == "paragraph"), None)
    if first is None or document.sections[first.section].level > 0:
        return ()
    bold = [
        document.text[span.start : span.end]
        for span in document.spans
        if span.kind == "strong" and first.start <= span.start and span.end <= first.end
    ]
    names = (name.strip(" ,;:.()") for name in bold if _is_name(name.strip()))
    return tuple(dict.fromkeys(name for name in names if name))


def _is_name(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and len(words.split()) <= _MOST_WORDS and _SENTENCE.search(words) is None


def page_of(document: Document) -> PageInfo:
    """The page as the wiki knows it."""
    source = document.source
    stub = next((notice.text for notice in document.notices if notice.kind == "stub"), None)
    title = document.title or "Untitled"
    language = document.language if _LANGUAGE.fullmatch(document.language) else "und"
    return PageInfo(
        title=title,
        display_title=source.display_title,
        language=language,
        namespace=source.namespace,
        aliases=tuple(name for name in lead_names(document) if name != title),
        redirected_from=source.redirected_from,
        is_disambiguation=document.outcome == "disambiguation",
        is_stub=stub is not None,
        stub_notice=stub,
        categories=document.categories,
        short_description=source.short_description,
        wikidata=source.wikidata,
        interlanguage={language.code: language.title for language in document.languages},
    )
