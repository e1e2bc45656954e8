"""Questions to the `query` module of one wiki, through all the continuations of an answer.

Source: https://www.mediawiki.org/wiki/API:Query, https://www.mediawiki.org/wiki/API:Continue
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ..errors import RefusedError
from .api import ASKED_OF_ALL, NoApi, ask_api
from .endpoints import Endpoints
from .session import Answer, Session
from .target import Target
from .wiki_time import wiki_time

__all__ = ["MOST_TITLES", "Query", "QuestionRefused", "batches_of_titles", "time_of"]

MOST_TITLES = 50
"""Pages that one question may name, for those who are no bots."""
_LONGEST_LIST = 6000
"""Letters of titles in one address; servers refuse addresses of more than 8 kB."""


class QuestionRefused(RefusedError):  # noqa: N818 - a kind of refusal
    """The wiki answers questions, and refuses this one."""


class Query:
    """Asks one wiki; counts what it asks."""

    def __init__(self, session: Session, wiki: Target) -> None:
        self._session, self._wiki = session, wiki
        self._endpoints = Endpoints(session, wiki)
        self.asked = 0
        """Questions so far."""
        self.answered = False
        """Whether an API was there."""

    @property
    def api(self) -> str | None:
        """Where the wiki's API answered."""
        return self._endpoints.api

    def ask(self, params: dict[str, str]) -> tuple[Answer, dict[str, Any]]:
        """One answer. Raises QuestionRefused, NoApi where there is none, and whatever the session raises."""
        full = {"action": "query", **params, **ASKED_OF_ALL}
        for api in self._endpoints.list_apis(full, self._wiki.url):
            self.asked += 1
            try:
                answer, data = ask_api(self._session, self._wiki, api, full)
            except NoApi as signal:
                self._endpoints.refused(api, str(signal))
                continue
            self._endpoints.answered(answer)
            self.answered = True
            if error := data.get("error"):
                said = " ".join(str(error.get("info") or error.get("code") or "no reason given").split())
                raise QuestionRefused(f"the wiki refused the question: {said}", where=api)
            return answer, data
        raise NoApi

    def answers(self, params: dict[str, str]) -> Iterator[tuple[Answer, dict[str, Any]]]:
        """The answer, and all its continuations as they are wanted."""
        more: dict[str, str] = {}
        while True:
            answer, data = self.ask({**params, **more})
            yield answer, data
            more = {key: str(value) for key, value in (data.get("continue") or {}).items()}
            if not more:
                return


def time_of(answer: Answer, data: Mapping[str, Any]) -> str:
    """When the wiki answered a question that had `curtimestamp` in it, by its own clock."""
    told = data.get("curtimestamp")
    return told if isinstance(told, str) else wiki_time(answer).strftime("%Y-%m-%dT%H:%M:%SZ")


def batches_of_titles(titles: Iterable[str]) -> Iterator[list[str]]:
    """As many titles as one question may name and one address may hold."""
    batch: list[str] = []
    length = 0
    for title in titles:
        size = len(quote(title)) + 3
        if batch and (len(batch) == MOST_TITLES or length + size > _LONGEST_LIST):
            yield batch
            batch, length = [], 0
        batch.append(title)
        length += size
    if batch:
        yield batch
