"""One page of a MediaWiki: by `action=parse`, else by the page's HTML; other renderings on demand.

A missing, deleted or special page is an answer like any other: what it is, the cleaner tells.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from typing import Any, Literal
from urllib.parse import quote, urljoin

from ..errors import FetchError, RefusedError, UnreachableError
from ..model.page import Page, Transport
from ..text import normal_title
from .session import Answer, Session
from .target import Target

__all__ = ["Rendering", "fetch_by_api", "fetch_rendering"]

Rendering = Literal["api_parse", "page_html", "action_render", "rest_html"]

_API_PATHS = ("/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php")
_EDIT_URI = re.compile(r"<link[^>]+rel=[\"']EditURI[\"'][^>]*href=[\"']([^\"']+)[\"']", re.IGNORECASE)
_PROPERTIES = "text|revid|displaytitle|categories|links|langlinks|properties"
_CLOSED = frozenset({"readapidenied", "permissiondenied", "blocked", "autoblocked", "unknown_action", "mustbeloggedin"})
_LAG_TRIES = 4


class _NoApi(Exception):  # noqa: N818 - a signal inside this file
    """What answered is no MediaWiki API, or it is closed."""


def fetch_by_api(session: Session, target: Target) -> Page | None:
    """The page by `action=parse`; None where the wiki has no API, or a closed one (remembered for the session)."""
    if target.base in session.known_apis:
        known = session.known_apis[target.base]
        candidates = [known] if known else []
    else:
        paths = dict.fromkeys((target.profile.api, *_API_PATHS) if target.profile.api else _API_PATHS)
        candidates = [target.base + path for path in paths]
    for api in candidates:
        try:
            page = _ask_parse(session, api, target)
        except _NoApi:
            continue
        session.known_apis[target.base] = api
        return page
    session.known_apis[target.base] = None
    return None


def fetch_rendering(session: Session, target: Target, rendering: Rendering) -> Page:
    """The page in one rendering. Raises RefusedError or UnreachableError where the wiki does not give it."""
    if rendering == "api_parse":
        page = fetch_by_api(session, target)
        if page is None:
            raise RefusedError("the wiki has no open api.php", where=target.base)
        return page
    if rendering == "page_html":
        return _page_html(session, target)
    title = quote(target.title.replace(" ", "_"), safe="")
    script = _script_path(session, target)
    if rendering == "action_render":
        answer = _get(session, target, f"{script}/index.php", {"title": target.title, "action": "render"})
    else:
        answer = _get(session, target, f"{script}/rest.php/v1/page/{title}/html")
    return _page(session, target, answer, rendering)


def _script_path(session: Session, target: Target) -> str:
    """Address of the folder of `index.php`, as far as the session knows it."""
    api = session.known_apis.get(target.base) or target.base + (target.profile.api or _API_PATHS[0])
    return api.removesuffix("/api.php")


def _page_html(session: Session, target: Target) -> Page:
    """The page as readers see it; on the way the wiki says where its API is."""
    answer = _get(session, target, target.url)
    if answer.status >= 500:
        raise RefusedError(f"the wiki answered with status {answer.status}", where=target.url)
    if match := _EDIT_URI.search(answer.body[:100_000].decode("utf-8", "replace")):
        api = urljoin(answer.url, unescape(match[1])).partition("?")[0]
        if api.startswith(target.base) and not session.known_apis.get(target.base):
            session.known_apis[target.base] = api
    return _page(session, target, answer, "page_html")


def _ask_parse(session: Session, api: str, target: Target) -> Page:
    params = {
        "action": "parse",
        "format": "json",
        "formatversion": "2",
        "prop": _PROPERTIES,
        "redirects": "1",
        "disablelimitreport": "1",
        "disableeditsection": "1",
        "maxlag": "5",
    }
    if target.revision is None:
        params["page"] = target.title
    else:
        params["oldid"] = str(target.revision)
    for _ in range(_LAG_TRIES):
        try:
            answer = _get(session, target, api, params)
        except UnreachableError as error:
            raise _NoApi from error
        data = _json_of(answer)
        code = (data.get("error") or {}).get("code")
        if code != "maxlag":
            break
        session.wait(_seconds(answer.headers.get("retry-after")))
    else:
        raise RefusedError(f"the wiki's databases lag; it asked {_LAG_TRIES} times to come back later", where=api)
    if code in _CLOSED:
        raise _NoApi
    redirects = (data.get("parse") or {}).get("redirects") or ()
    return _page(
        session,
        target,
        answer,
        "api_parse",
        redirected_from=normal_title(redirects[0]["from"]) if redirects else None,
    )


def _json_of(answer: Answer) -> dict[str, Any]:
    """The API's answer; `_NoApi` for anything that no MediaWiki API says."""
    if answer.status >= 500 or answer.status == 429:
        raise RefusedError(f"the wiki answered with status {answer.status}", where=answer.url)
    if answer.status >= 400:
        raise _NoApi
    try:
        data = json.loads(answer.body)
    except ValueError as error:
        raise _NoApi from error
    if not isinstance(data, dict) or not ("parse" in data or isinstance(data.get("error"), dict)):
        raise _NoApi
    return data


def _seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdigit() else 5.0


def _get(session: Session, target: Target, url: str, params: dict[str, str] | None = None) -> Answer:
    try:
        return session.get(url, params, pace=target.profile.pace)
    except FetchError as error:
        if error.where is None:
            error.where = url
        raise


def _page(
    session: Session, target: Target, answer: Answer, transport: Transport, *, redirected_from: str | None = None
) -> Page:
    final = answer.url if transport == "page_html" and answer.url != target.url else None
    return Page(
        body=answer.body,
        transport=transport,
        url=target.url,
        final_url=final,
        status=answer.status,
        headers=answer.headers,
        site=target.profile.name if target.profile.name != "mediawiki" else None,
        title=target.title,
        revision_id=target.revision,
        retrieved_at=None if session.replaying else datetime.now(UTC).replace(microsecond=0),
        redirected_from=redirected_from,
    )
