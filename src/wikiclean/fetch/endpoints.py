"""Where a wiki's `api.php` and `rest.php` are, and what the session has learnt of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urljoin

from ..errors import UnreachableError
from ..text import one_line
from .guard import host_of
from .memory import WikiMemory
from .session import Answer, Session
from .target import Target

__all__ = ["Endpoints"]

_API_PATHS = ("/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php")
_FOLDERS = ("/w", "")
_REST = "rest.php"
_LINK = re.compile(r"<link\b[^>]*\brel=[\"']?EditURI\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HEAD_BYTES = 200_000
_SILENCES = 2
"""After so many requests in a row without an answer the API counts as closed."""


class Endpoints:
    """One wiki's endpoints, as one session knows them."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session, self._base, self._profile = session, target.base, target.profile
        self._memory = session.wikis.setdefault(target.base, WikiMemory())

    @property
    def api(self) -> str | None:
        """Where the API is, as far as the session knows."""
        return self._memory.api

    @property
    def is_closed(self) -> bool:
        """Whether there is no API to ask."""
        return self._memory.closed

    def count(self, titles: Mapping[str, int]) -> None:
        """Add to the counts of titles that were resolved."""
        self._memory.resolved.update(titles)

    def list_apis(self, params: Mapping[str, str], page_url: str) -> list[str]:
        """Addresses to ask, best first: the known one, or where an `api.php` usually is; none if it is closed.

        In replay the cassette says which was asked, so that its pages replay in any order.
        """
        if self._session.replaying:
            recorded = [
                url
                for url in self._session.list_recorded(params)
                if url.startswith(f"{self._base}/") and url.endswith("/api.php")
            ]
            if recorded or self._session.holds(page_url):
                return recorded
        if self._memory.api is not None:
            return [self._memory.api]
        if self._memory.closed:
            return []
        paths = (self._profile.api, *_API_PATHS) if self._profile.api else _API_PATHS
        listed = [self._base + path for path in dict.fromkeys(paths)]
        return [api for api in listed if api not in self._memory.tried]

    def answered(self, answer: Answer) -> None:
        """This is where the wiki's API answered, after redirects."""
        self._memory.api, self._memory.closed = answer.url.partition("?")[0], False
        self._memory.silences = 0

    def note(self, address: str, reason: str) -> None:
        """An entry point did not give what was asked for: remember why."""
        self._memory.reasons[address] = one_line(reason)

    def gave(self, transport: str) -> None:
        """A page came by this transport."""
        self._memory.pages[transport] += 1

    def refused(self, api: str, reason: str) -> None:
        """This is no API, or it is closed. A cassette's answers say so for one page only."""
        self.note(api, reason)
        if not self._session.replaying:
            self._memory.tried.add(api)
            if self._memory.api == api:
                self._memory.api = None

    def give_up(self) -> None:
        """There is no API to ask. In replay each page says so for itself."""
        if not self._session.replaying:
            self._memory.api, self._memory.closed = None, True

    def was_silent(self, api: str, error: UnreachableError) -> None:
        """The API gave no answer. Raises `error` where the whole host cannot be reached."""
        self.note(api, error.message)
        if not self._session.has_reached(api):
            raise error
        self._memory.silences += 1
        if self._memory.silences >= _SILENCES:
            self._memory.tried.add(api)
            self.give_up()

    def list_rests(self, path: str) -> list[str]:
        """Addresses of `rest.php` to ask for `path`, best first; none if there is no REST API.

        They are looked for beside an `api.php` that is known, else where they usually are.
        """
        memory = self._memory
        if memory.rest is not None:
            listed = [memory.rest]
        elif memory.rest_closed:
            return []
        elif memory.api is not None:
            listed = [self.script(_REST)]
        else:
            first = [self._profile.api.removesuffix("/api.php")] if self._profile.api else []
            listed = [f"{self._base}{folder}/{_REST}" for folder in dict.fromkeys((*first, *_FOLDERS))]
        return [rest for rest in listed if self._session.holds(rest + path)]

    def answered_rest(self, rest: str) -> None:
        """This is where the wiki's REST API answered."""
        self._memory.rest, self._memory.rest_silences = rest, 0

    def has_no_rest(self) -> None:
        """There is no REST API to ask."""
        if not self._session.replaying:
            self._memory.rest, self._memory.rest_closed = None, True

    def was_silent_rest(self, rest: str, error: UnreachableError) -> None:
        """The REST API gave no answer. Raises `error` where the whole host cannot be reached."""
        self.note(rest, error.message)
        if not self._session.has_reached(rest):
            raise error
        self._memory.rest_silences += 1
        if self._memory.rest_silences >= _SILENCES:
            self.has_no_rest()

    def learn_from(self, page: Answer) -> None:
        """Take the API's address from a page's `<link rel="EditURI">`, if it is on the page's own host."""
        link = _LINK.search(page.body[:_HEAD_BYTES].decode("utf-8", "replace"))
        href = _HREF.search(link[0]) if link else None
        if href is None or self._memory.api is not None:
            return
        try:
            api = urljoin(page.url, unescape(href[1])).partition("?")[0]
            is_ours = host_of(api) == host_of(page.url)
        except ValueError:
            return
        if is_ours and api not in self._memory.tried:
            self._memory.api, self._memory.closed = api, False

    def script(self, name: str) -> str:
        """Address of another entry point, in the folder of `api.php`."""
        api = self._memory.api or self._base + (self._profile.api or _API_PATHS[0])
        return f"{api.removesuffix('/api.php')}/{name}"
