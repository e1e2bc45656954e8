"""Which pages of a wiki are meant: what `scrape` can be told instead of titles."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ..errors import UsageError

__all__ = ["Selection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Pages by what they have in common; exactly one of the ways must be given."""

    category: str | None = None
    """Members of a category, with or without `Category:`."""
    depth: int = 0
    """How many levels of subcategories are gone down into."""
    prefix: str | None = None
    """Titles that begin so."""
    search: str | None = None
    """What the wiki's own search finds."""
    links_of: str | None = None
    """Pages that a page links to."""
    sitemap: str | None = None
    """Pages that a sitemap lists: its address, or `robots` for those that robots.txt names."""
    feed: str | None = None
    """Pages that an Atom or RSS feed tells of, by its address."""
    everything: bool = False
    """All articles that are no redirects."""
    namespaces: tuple[int, ...] = (0,)
    """MediaWiki's numbers; 0 are the articles."""

    def to_json(self, *, limit: int | None = None) -> str:
        """One line, that says the same for the same selection; `limit`: how many of its pages were wanted."""
        return json.dumps({**asdict(self), "limit": limit}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> tuple[Selection, int | None]:
        """What `to_json` wrote: the selection and the limit."""
        data: dict[str, Any] = json.loads(line)
        limit = data.pop("limit")
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**given), limit

    def __post_init__(self) -> None:
        if self.depth and self.category is None:
            raise UsageError("--depth goes with --category")
        named = [self.category, self.prefix, self.search, self.links_of, self.sitemap, self.feed]
        if sum(way is not None for way in (*named, self.everything or None)) != 1:
            raise UsageError("select by one of --category, --prefix, --search, --links-of, --sitemap, --feed and --all")
        if not self.namespaces or min(self.namespaces) < 0:
            raise UsageError("pages are taken from namespaces with numbers of 0 and more; give at least one")
        if self.depth < 0:
            raise UsageError(f"a depth of {self.depth} makes no sense; give 0 or more")
