"""Lists of pages that a wiki's API gives: members of a category, all pages, what the search finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import RefusedError
from .api import NoApi
from .endpoints import Endpoints
from .query import Query
from .session import Session
from .target import Target

__all__ = ["Lists"]


class Lists:
    """Of one wiki."""

    def __init__(self, session: Session, wiki: Target) -> None:
        self._query, self._wiki = Query(session, wiki), wiki
        self._endpoints = Endpoints(session, wiki)

    @property
    def is_closed(self) -> bool:
        """Whether the wiki turned out to have no open API."""
        return self._endpoints.is_closed

    def entries(self, name: str, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Entries of the list `name`, through all its continuations. Raises as `ask` does."""
        more: dict[str, str] = {}
        while True:
            data = self.ask({**asked, **more})
            for entry in (data.get("query") or {}).get(name) or ():
                if isinstance(entry, dict) and isinstance(entry.get("title"), str):
                    yield entry
            more = {key: str(value) for key, value in (data.get("continue") or {}).items()}
            if not more:
                return

    def ask(self, asked: dict[str, str]) -> dict[str, Any]:
        """One answer. Raises RefusedError where the wiki has no open API, or refuses the question."""
        try:
            return self._query.ask(asked)[1]
        except NoApi as closed:
            self._endpoints.give_up()
            raise RefusedError(
                "pages cannot be selected: the wiki has no open api.php; give titles (--titles FILE)",
                where=self._wiki.base,
            ) from closed

    def count(self, **titles: int) -> None:
        """Remember how many titles were resolved, for run.json."""
        self._endpoints.count(titles)
