"""Titles of the pages that a selection means, asked from the wiki in as few requests as it allows.

Source: https://www.mediawiki.org/wiki/API:Lists, https://www.mediawiki.org/wiki/API:Continue
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from ..errors import RefusedError
from ..text import normal_title
from .api import ASKED_OF_ALL, NoApi, ask_api
from .endpoints import Endpoints
from .selection import Selection
from .session import Session
from .target import Target, read_wiki

__all__ = ["discover_titles"]

_CATEGORY = "14"


def discover_titles(selection: Selection, *, site: str, session: Session) -> Iterator[str]:
    """Titles, one at a time as the wiki lists them; a title may come twice, a million are never held.

    Raises RefusedError where the wiki has no open API or refuses the question (an unknown category is no error:
    it has no members), UnreachableError, LimitError, CassetteMissError.
    """
    wiki = read_wiki(site)
    namespaces = "|".join(map(str, selection.namespaces))
    asker = _Asker(session, wiki)
    if selection.category is not None:
        yield from _members(asker, selection, namespaces)
    elif selection.search is not None:
        asked = {
            "list": "search",
            "srsearch": selection.search,
            "srnamespace": namespaces,
            "srprop": "",
            "srlimit": "max",
        }
        yield from (entry["title"] for entry in asker.entries("search", asked))
    elif selection.links_of is not None:
        asked = {
            "titles": selection.links_of,
            "generator": "links",
            "gplnamespace": namespaces,
            "gpllimit": "max",
            "redirects": "1",
        }
        yield from (entry["title"] for entry in asker.entries("pages", asked) if not entry.get("missing"))
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
            yield from (entry["title"] for entry in asker.entries("allpages", asked))


def _members(asker: _Asker, selection: Selection, namespaces: str) -> Iterator[str]:
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
        for entry in asker.entries("categorymembers", asked):
            title = entry["title"]
            if deeper and str(entry.get("ns")) == _CATEGORY and title not in known:
                known.add(title)
                waiting.append((title, level + 1))
            if entry.get("ns") in selection.namespaces:
                yield title


def _category_title(name: str) -> str:
    """With the English prefix, which every wiki understands; one that is there in any language is left."""
    title = normal_title(name)
    return title if ":" in title else f"Category:{title}"


class _Asker:
    """Questions to the `query` module of one wiki."""

    def __init__(self, session: Session, wiki: Target) -> None:
        self._session, self._wiki = session, wiki
        self._endpoints = Endpoints(session, wiki)

    def entries(self, name: str, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Entries of the list `name`, through all its continuations."""
        params = {"action": "query", **asked, **ASKED_OF_ALL}
        more: dict[str, str] = {}
        while True:
            data = self._ask({**params, **more})
            found = (data.get("query") or {}).get(name) or ()
            for entry in found:
                if isinstance(entry, dict) and isinstance(entry.get("title"), str):
                    yield entry
            more = {key: str(value) for key, value in (data.get("continue") or {}).items()}
            if not more:
                return

    def _ask(self, params: dict[str, str]) -> dict[str, Any]:
        for api in self._endpoints.list_apis(params, self._wiki.url):
            try:
                answer, data = ask_api(self._session, self._wiki, api, params)
            except NoApi as signal:
                self._endpoints.refused(api, str(signal))
                continue
            self._endpoints.answered(answer)
            if error := data.get("error"):
                said = " ".join(str(error.get("info") or error.get("code") or "no reason given").split())
                raise RefusedError(f"the wiki refused the question: {said}", where=api)
            return data
        raise RefusedError(
            "pages cannot be selected: the wiki has no open api.php; give titles (--titles FILE)", where=self._wiki.base
        )
