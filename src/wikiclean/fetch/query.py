"""Questions to the `query` module of a wiki's API, through all their continuations.

Source: https://www.mediawiki.org/wiki/API:Query, https://www.mediawiki.org/wiki/API:Continue
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import RefusedError
from .api import ASKED_OF_ALL, NoApi, ask_api
from .endpoints import Endpoints
from .session import Session
from .target import Target

__all__ = ["Asker"]


class Asker:
    """Questions to the `query` module of one wiki."""

    def __init__(self, session: Session, wiki: Target) -> None:
        self._session, self._wiki = session, wiki
        self._endpoints = Endpoints(session, wiki)

    def entries(self, name: str, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Entries of the list `name`, through all its continuations."""
        more: dict[str, str] = {}
        while True:
            data = self.ask({**asked, **more})
            found = (data.get("query") or {}).get(name) or ()
            for entry in found:
                if isinstance(entry, dict) and isinstance(entry.get("title"), str):
                    yield entry
            more = {key: str(value) for key, value in (data.get("continue") or {}).items()}
            if not more:
                return

    @property
    def is_closed(self) -> bool:
        """Whether the wiki turned out to have no open API."""
        return self._endpoints.is_closed

    def count(self, **titles: int) -> None:
        """Remember how many titles were resolved, for run.json."""
        self._endpoints.count(titles)

    def ask(self, asked: dict[str, str]) -> dict[str, Any]:
        """One answer. Raises RefusedError where the wiki has no open API, or refuses the question."""
        params = {"action": "query", **asked, **ASKED_OF_ALL}
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
        self._endpoints.give_up()
        raise RefusedError(
            "pages cannot be selected: the wiki has no open api.php; give titles (--titles FILE)", where=self._wiki.base
        )
