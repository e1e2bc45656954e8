"""One page: cleaned, and read if it is an article."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ..errors import InputError, NotAnArticleError, WikicleanError
from ..model.document import Document, Outcome
from ..model.ledger import Ledger
from ..model.page import Page

if TYPE_CHECKING:
    from ..model.kinds.condition import ConditionMonograph
    from ..model.kinds.drug import DrugMonograph
    from ..model.monograph import Article
    from ..sites.profile import SiteProfile

__all__ = ["Result", "process_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one page.

    `outcome` is the Document's, or `failed` where the bytes could not become a Document or the article no
    record: then `error` says why. `record` is there if and only if the outcome is `article`.
    """

    outcome: Outcome | Literal["failed"]
    record: DrugMonograph | ConditionMonograph | Article | None = None
    document: Document | None = None
    ledger: Ledger = field(default=Ledger())
    error: WikicleanError | None = None
    clean_seconds: float = field(default=0.0, compare=False)
    """How long cleaning took; like `parse_seconds` no part of what the page became."""
    parse_seconds: float = field(default=0.0, compare=False)

    def require(self) -> DrugMonograph | ConditionMonograph | Article:
        """The record. Raises what stood in its way: `error`, or NotAnArticleError naming the outcome."""
        if self.record is not None:
            return self.record
        if self.error is not None:
            raise self.error
        raise NotAnArticleError(f"the page is no article but: {self.outcome}", where=_where(self.document))


def process_page(page: Page, *, profile: SiteProfile | None = None, keep: Sequence[str] = ()) -> Result:
    """Clean a page and read it.

    `profile` is used instead of the one that fits the page; `keep` is handed to `clean_page`. Raises nothing
    that is about the page: that stands in `Result.error`.
    """
    from ..clean.steps import clean_page

    began = time.perf_counter()
    try:
        cleaned = clean_page(page, profile=profile, keep=tuple(keep))
    except InputError as refused:
        return Result(outcome="failed", error=refused)
    cleaned_at = time.perf_counter()
    took = cleaned_at - began
    document, ledger = cleaned.document, cleaned.ledger
    if document.outcome != "article":
        return Result(outcome=document.outcome, document=document, ledger=ledger, clean_seconds=took)
    if not document.title:
        error = InputError("the page says no title; give one (--title, or a sidecar NAME.json)", where=page.url)
        return Result(outcome="failed", document=document, ledger=ledger, error=error)
    from ..parse.steps import parse_document

    try:
        record = parse_document(document)
    except WikicleanError as refused:
        return Result(outcome="failed", document=document, ledger=ledger, error=refused)
    return Result(
        outcome="article",
        record=record,
        document=document,
        ledger=ledger,
        clean_seconds=took,
        parse_seconds=time.perf_counter() - cleaned_at,
    )


def _where(document: Document | None) -> str | None:
    return (document.source.url or document.title) if document is not None else None
