"""Which pages titles mean: normalised, through redirects, with their namespace; fifty a request.

Source: https://www.mediawiki.org/wiki/API:Query#Resolving_redirects
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .lists import Lists
from .query import batches_of_titles

__all__ = ["Resolved", "resolve_titles"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a title means."""

    asked: str
    title: str
    namespace: int
    page_id: int | None
    """None where there is no such page."""


def resolve_titles(lists: Lists, titles: Iterable[str]) -> Iterator[Resolved]:
    """Each title's page, in order; titles that no page can have are left out. Raises as `Lists.ask` does."""
    for batch in batches_of_titles(titles):
        data = lists.ask({"titles": "|".join(batch), "redirects": "1", "converttitles": "1"})
        query = data.get("query") or {}
        leads_to = {
            str(step.get("from")): str(step.get("to"))
            for name in ("normalized", "converted", "redirects")
            for step in query.get(name) or ()
        }
        lists.count(
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
