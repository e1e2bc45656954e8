"""One question to a MediaWiki's `api.php`, asked as its etiquette wants.

Source: https://www.mediawiki.org/wiki/API:Etiquette, https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..errors import FetchError, RefusedError
from .patience import seconds_of
from .session import Answer, Session
from .target import Target

__all__ = ["ASKED_OF_ALL", "NoApi", "accepted", "ask_api", "get"]

ASKED_OF_ALL = {"format": "json", "formatversion": "2", "maxlag": "5"}
"""Parameters of every question."""

_CLOSED = frozenset({"readapidenied", "permissiondenied", "blocked", "autoblocked", "unknown_action", "mustbeloggedin"})
"""API errors that say: not for you."""
_BUSY = frozenset({"maxlag", "ratelimited"})
"""API errors that say: later. They come with status 200."""
_BUSY_TRIES = 4
_BUSY_WAIT = 5.0
"""Seconds, where a busy API does not say how long."""
_REFUSALS = frozenset({401, 402, 403, 407, 429, 451})


class NoApi(Exception):  # noqa: N818
    """What answered is no MediaWiki API, or it is closed; a signal, no error of the user's."""


def ask_api(session: Session, target: Target, api: str, params: dict[str, str]) -> tuple[Answer, dict[str, Any]]:
    """The API's answer and what its JSON holds; waits while the wiki says that it is busy."""
    for tries in range(_BUSY_TRIES):
        answer = get(session, target, api, params)
        data = _json_of(answer, params["action"])
        code = (data.get("error") or {}).get("code")
        if code in _CLOSED:
            raise NoApi
        if code not in _BUSY:
            return answer, data
        if tries + 1 < _BUSY_TRIES:
            asked = seconds_of(answer.headers.get("retry-after"))
            session.wait(_BUSY_WAIT if asked is None else asked, where=api)
    raise RefusedError(
        f"the wiki lags or limits us ({code}); it asked {_BUSY_TRIES} times to come back later", where=api
    )


def _json_of(answer: Answer, action: str) -> dict[str, Any]:
    """The API's answer; `NoApi` for anything that no MediaWiki API says."""
    if answer.status >= 500 or answer.status == 429:
        accepted(answer)
    if answer.status >= 400:
        raise NoApi
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise NoApi from error
    if not isinstance(data, dict) or not (
        isinstance(data.get("error"), dict)
        or isinstance(data.get(action), dict)
        or (action == "query" and data.get("batchcomplete") is True)
    ):
        raise NoApi
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
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Any answer, at the profile's pace; an error says which address it was about."""
    try:
        return session.get(url, params, pace=target.profile.pace, headers=headers)
    except FetchError as error:
        if error.where is None:
            error.where = url
        raise
