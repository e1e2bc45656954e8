"""One question to a MediaWiki's `api.php`, asked as its etiquette wants.

Source: https://www.mediawiki.org/wiki/API:Etiquette, https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..errors import FetchError, RefusedError, UnreachableError
from .patience import seconds_of
from .session import Answer, Session
from .target import Target

__all__ = ["ASKED_OF_ALL", "NoApi", "NotModified", "PageDenied", "accepted", "ask_api", "get"]

ASKED_OF_ALL = {"format": "json", "formatversion": "2", "maxlag": "5"}
"""Parameters of every question."""

_CLOSED = frozenset({"readapidenied", "permissiondenied", "blocked", "autoblocked", "unknown_action", "mustbeloggedin"})
"""API errors that say: not for you."""
_OF_THE_PAGE = "permissiondenied"
"""The one among them that, as an answer to `action=parse`, may be about one page only."""
_BUSY = frozenset({"maxlag", "ratelimited"})
"""API errors that say: later. They come with status 200."""
_BUSY_TRIES = 4
_BUSY_WAIT = 5.0
"""Seconds, where a busy API does not say how long."""
_TIMES = 2
_PAGE_END = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_MEDIAWIKI = re.compile(rb"wgPageName|content=\"MediaWiki |http://mediawiki\.org/rdf/")
_HEAD_BYTES = 200_000
_END_BYTES = 4000
"""Of the end of a page, where its last tags are; servers put remarks behind them."""
_REFUSALS = frozenset({401, 402, 403, 407, 429, 451})


class NoApi(Exception):  # noqa: N818
    """What answered is no MediaWiki API, or it is closed; a signal, no error of the user's. Its text says why."""


class NotModified(Exception):  # noqa: N818
    """What was asked for under conditions is as it was; a signal."""


class PageDenied(NoApi):
    """The API is open, and does not give this page."""


def ask_api(session: Session, target: Target, api: str, params: dict[str, str]) -> tuple[Answer, dict[str, Any]]:
    """The API's answer and what its JSON holds; waits while the wiki says that it is busy."""
    for tries in range(_BUSY_TRIES):
        answer = get(session, target, api, params)
        data = _json_of(answer, params["action"])
        code = (data.get("error") or {}).get("code")
        if code == _OF_THE_PAGE and params["action"] == "parse":
            raise PageDenied(code)
        if code in _CLOSED:
            raise NoApi(code)
        if code not in _BUSY:
            return answer, data
        if tries + 1 < _BUSY_TRIES:
            asked = seconds_of(answer.headers.get("retry-after"))
            session.wait(_BUSY_WAIT if asked is None else asked, where=api)
    raise RefusedError(
        f"the wiki lags or limits us ({code}); it asked {_BUSY_TRIES} times to come back later", where=api
    )


def _json_of(answer: Answer, action: str) -> dict[str, Any]:
    """The API's answer; `NoApi` for anything that no MediaWiki API says.

    Raises UnreachableError for an answer that is no whole one, RefusedError for a host with trouble.
    """
    if answer.status == 500:
        raise UnreachableError("the API answers with status 500", where=answer.url)
    if answer.status > 500 or answer.status == 429:
        accepted(answer)
    if answer.status >= 400:
        raise NoApi(f"status {answer.status}")
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        if answer.body.lstrip()[:1] == b"{":
            raise UnreachableError("the API's answer breaks off", where=answer.url) from error
        raise NoApi("no JSON") from error
    if not isinstance(data, dict) or not (
        isinstance(data.get("error"), dict)
        or isinstance(data.get(action), dict)
        or (action == "query" and data.get("batchcomplete") is True)
    ):
        raise NoApi("no answer of a MediaWiki")
    return data


def accepted(answer: Answer) -> Answer:
    """The answer, unless it says no: RefusedError for 401, 403, 429, 5xx and their like. 404 is an answer."""
    if answer.status >= 500 or answer.status in _REFUSALS:
        asked = seconds_of(answer.headers.get("retry-after"))
        later = f"; it asks to come back in {asked:.0f} s" if asked else ""
        raise RefusedError(f"the wiki answered with status {answer.status}{later}", where=answer.url)
    return answer


def get(
    session: Session,
    target: Target,
    url: str,
    params: Mapping[str, str] | None = None,
    conditions: Mapping[str, str] | None = None,
) -> Answer:
    """Any answer, at the profile's pace; an error says which address it was about.

    An answer that says "fine" and holds nothing, or not all, is asked for once more; a second one raises
    UnreachableError. `conditions`: headers under which the answer is wanted; NotModified where they do not hold.
    """
    try:
        for _ in range(_TIMES):
            answer = session.get(url, params, pace=target.profile.pace, headers=conditions)
            if answer.status == 304 and conditions:
                raise NotModified
            if session.replaying or (lack := _lack_of(answer)) is None:
                return answer
    except FetchError as error:
        if error.where is None:
            error.where = url
        raise
    raise UnreachableError(f"the answer {lack}", where=answer.url)


def _lack_of(answer: Answer) -> str | None:
    """What is wrong with an answer that looks whole to HTTP; None for nothing."""
    if answer.status != 200:
        return None
    if not answer.body.strip():
        return "is empty"
    # Chunks and gzip show their end. A length that is too small, or none, cuts a page off without a word. MediaWiki
    # writes the end of each page.
    length = answer.headers.get("content-length")
    shows_its_end = "transfer-encoding" in answer.headers or (length is not None and length != str(len(answer.body)))
    is_page = not shows_its_end and _MEDIAWIKI.search(answer.body[:_HEAD_BYTES])
    if is_page and not _PAGE_END.search(answer.body[-_END_BYTES:]):
        return "breaks off before the page's end"
    return None
