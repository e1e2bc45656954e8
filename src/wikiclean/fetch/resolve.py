"""Which pages titles mean: normalised, through redirects, with their namespace; fifty a request.

Source: https://www.mediawiki.org/wiki/API:Query#Resolving_redirects
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from .query import Asker

__all__ = ["Resolved", "resolve_titles"]

_MOST = 50
"""Titles a request, for readers without special rights."""
_MOST_LETTERS = 6000
"""Of an address, as servers take it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a title means."""

    asked: str
    title: str
    namespace: int
    page_id: int | None
    """None where there is no such page."""


def resolve_titles(asker: Asker, titles: Iterable[str]) -> Iterator[Resolved]:
    """Each title's page, in order; titles that no page can have are left out. Raises as `Asker.ask` does."""
    for batch in _batches(titles):
        data = asker.ask({"titles": "|".join(batch), "redirects": "1", "converttitles": "1"})
        query = data.get("query") or {}
        leads_to = {
            str(step.get("from")): str(step.get("to"))
            for name in ("normalized", "converted", "redirects")
            for step in query.get(name) or ()
        }
        asker.count(
            redirects=len(query.get("redirects") or ()), normalized=len(query.get("normalized") or ()), asked=len(batch)
        )
        pages = {str(page.get("title")): page for page in query.get("pages") or () if not page.get("invalid")}
        for asked in batch:
            title, steps = asked, 0
            while title in leads_to and title not in pages and steps < len(leads_to):
                title, steps = leads_to[title], steps + 1
            if (page := pages.get(title)) is None:
                continue
            yield Resolved(asked, title, int(page.get("ns", 0)), page.get("pageid"))


def _batches(titles: Iterable[str]) -> Iterator[list[str]]:
    """At most fifty titles each, and at most as many letters as an address may have."""
    batch: dict[str, None] = {}
    size = 0
    for title in titles:
        length = len(quote(title)) + 3
        if batch and (len(batch) == _MOST or size + length > _MOST_LETTERS):
            yield list(batch)
            batch, size = {}, 0
        batch[title] = None
        size += length
    if batch:
        yield list(batch)
