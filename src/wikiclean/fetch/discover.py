"""Titles of the pages that a selection means, asked from the wiki in as few requests as it allows.

Source: https://www.mediawiki.org/wiki/API:Lists, https://www.mediawiki.org/wiki/API:Continue
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from ..errors import RefusedError, RobotsDeniedError, UsageError
from ..text import normal_title
from .lists import Lists
from .resolve import resolve_titles
from .selection import Selection
from .session import Session
from .sitemaps import list_feed, list_sitemap
from .target import Target, read_target, read_wiki

__all__ = ["discover_titles"]

_CATEGORY = "14"
_BATCH = 500
"""Addresses that are looked at together."""


def discover_titles(selection: Selection, *, site: str, session: Session) -> Iterator[str]:
    """Titles, one at a time as the wiki lists them; a title may come twice, a million are never held.

    From sitemaps and feeds the address of a page comes instead where its title is not known. Raises RefusedError
    where the wiki has no open API (sitemaps and feeds do without) or refuses the question (an unknown category is
    no error: it has no members), UnreachableError, LimitError, CassetteMissError, RequestsSpentError.
    """
    wiki = read_wiki(site)
    namespaces = "|".join(map(str, selection.namespaces))
    lists = Lists(session, wiki)
    if selection.sitemap is not None:
        pages = list_sitemap(session, wiki, selection.sitemap, selection.namespaces)
        yield from _pages_of(lists, wiki, pages, selection.namespaces)
    elif selection.feed is not None:
        yield from _pages_of(lists, wiki, list_feed(session, wiki, selection.feed), selection.namespaces)
    elif selection.category is not None:
        yield from _members(lists, selection, namespaces)
    elif selection.search is not None:
        asked = {
            "list": "search",
            "srsearch": selection.search,
            "srnamespace": namespaces,
            "srprop": "",
            "srlimit": "max",
        }
        yield from (entry["title"] for entry in lists.entries("search", asked))
    elif selection.links_of is not None:
        asked = {
            "titles": selection.links_of,
            "generator": "links",
            "gplnamespace": namespaces,
            "gpllimit": "max",
            "redirects": "1",
        }
        yield from (entry["title"] for entry in lists.entries("pages", asked) if not entry.get("missing"))
    else:
        for namespace in selection.namespaces:  # this list takes one at a time
            asked = {
                "list": "allpages",
                "apnamespace": str(namespace),
                "apfilterredir": "nonredirects",
                "aplimit": "max",
            }
            if selection.prefix is not None:
                asked["apprefix"] = normal_title(selection.prefix)
            yield from (entry["title"] for entry in lists.entries("allpages", asked))


def _members(lists: Lists, selection: Selection, namespaces: str) -> Iterator[str]:
    """Members of a category and, level by level, of its subcategories, each asked once: categories may be circles."""
    root = _category_title(selection.category or "")
    known, waiting = {root}, deque([(root, 0)])
    while waiting:
        category, level = waiting.popleft()
        deeper = level < selection.depth
        wanted = namespaces + (f"|{_CATEGORY}" if deeper else "")
        asked = {
            "list": "categorymembers",
            "cmtitle": category,
            "cmnamespace": wanted,
            "cmprop": "title",
            "cmlimit": "max",
        }
        for entry in lists.entries("categorymembers", asked):
            title = entry["title"]
            if deeper and str(entry.get("ns")) == _CATEGORY and title not in known:
                known.add(title)
                waiting.append((title, level + 1))
            if entry.get("ns") in selection.namespaces:
                yield title


def _pages_of(lists: Lists, wiki: Target, addresses: Iterator[str], namespaces: tuple[int, ...]) -> Iterator[str]:
    """Pages of the namespaces that addresses lead to, through redirects; without an API, what the addresses say."""
    may_ask = True
    while batch := list(islice(addresses, _BATCH)):
        plain: dict[str, str] = {}
        for address in batch:
            title, known = _read_address(address, wiki)
            if title is None:
                yield address
            else:
                plain.setdefault(title, known)
        if may_ask:
            try:
                for page in resolve_titles(lists, plain):
                    if page.page_id is not None and page.namespace in namespaces:
                        yield page.title
                continue
            except RefusedError as error:
                if not (lists.is_closed or isinstance(error, RobotsDeniedError)):
                    raise
                may_ask = False
        yield from plain.values()


def _read_address(address: str, wiki: Target) -> tuple[str | None, str]:
    """The title of the page of the wiki that an address leads to, if it says it, and what to ask for.

    A difference and an old revision stand for their page.
    """
    try:
        target = read_target(address)
    except UsageError:
        return None, address
    if target.base != wiki.base or target.title is None:
        return None, address
    return target.title, target.title if target.as_seen or target.revision is not None else target.url


def _category_title(name: str) -> str:
    """With the English prefix, which every wiki understands; one that is there in any language is left."""
    title = normal_title(name)
    return title if ":" in title else f"Category:{title}"
