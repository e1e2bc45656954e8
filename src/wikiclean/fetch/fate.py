"""What became of a page that is missing: the wiki's log says whether it was moved or deleted.

Source: https://www.mediawiki.org/wiki/API:Logevents
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from ..errors import RefusedError, RobotsDeniedError, UnreachableError
from ..model.page import Page
from ..text import normal_title
from .api import ASKED_OF_ALL, NoApi, ask_api
from .endpoints import Endpoints
from .session import Session
from .target import Target

__all__ = ["Fate", "is_missing", "read_fate"]

_ERROR_BYTES = 500
"""Of an answer, in which an error shows."""
_ENTRIES = 10
"""Of the log, newest first: what moved or deleted a page is among its last."""


@dataclass(frozen=True, slots=True)
class Fate:
    """At most one of both is there."""

    moved_to: str | None = None
    deleted: bool = False


def is_missing(page: Page) -> bool:
    """Whether the wiki says that there is no page of this title."""
    if page.status in (404, 410):
        return True
    if page.transport != "api_parse" or b'"missingtitle"' not in page.body[:_ERROR_BYTES]:
        return False
    try:
        return bool(json.loads(page.body).get("error", {}).get("code") == "missingtitle")
    except (ValueError, AttributeError, RecursionError):
        return False


def read_fate(session: Session, target: Target, page: Page) -> Fate:
    """Ask the log of the wiki's API, if that gave the page; a log that cannot be read says nothing."""
    api = Endpoints(session, target).api
    if page.transport != "api_parse" or target.title is None or api is None:
        return Fate()
    params = {
        "action": "query",
        "list": "logevents",
        "letitle": target.title,
        "leprop": "type|details",
        "lelimit": str(_ENTRIES),
        **ASKED_OF_ALL,
    }
    if session.replaying and not session.list_recorded(params):
        return Fate()  # the recording is older than this question
    try:
        _, data = ask_api(session, target, api, params)
    except (NoApi, RefusedError, RobotsDeniedError, UnreachableError):
        return Fate()
    for event in (data.get("query") or {}).get("logevents") or ():
        action = event.get("action")
        if event.get("type") == "move":
            title = normal_title(str((event.get("params") or {}).get("target_title") or ""))
            return Fate(moved_to=title or None)
        if event.get("type") == "delete" and action in ("delete", "delete_redir"):
            return Fate(deleted=True)
        if event.get("type") == "delete" and action == "restore":
            return Fate()
    return Fate()
