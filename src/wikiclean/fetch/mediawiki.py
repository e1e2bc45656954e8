"""One page of a MediaWiki in each of its renderings.

A missing, deleted or special page is an answer like any other: what it is, the cleaner tells.
Source: https://www.mediawiki.org/wiki/API:Parsing_wikitext, https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import quote, unquote

from ..errors import RefusedError, RobotsDeniedError, UnreachableError, UsageError
from ..model.page import Page, Transport
from ..text import fold, normal_title
from .api import ASKED_OF_ALL, NoApi, PageDenied, accepted, ask_api, get
from .endpoints import Endpoints
from .memory import WikiMemory
from .session import Answer, Session
from .target import Target, page_address, title_of_address
from .wiki_time import wiki_time

__all__ = ["Rendering", "fetch_by_api", "fetch_by_rest", "fetch_rendering", "fetch_view"]

Rendering = Literal["api_parse", "page_html", "action_render", "rest_html"]

_PARSOID = re.compile(rb"<html\b[^>]*http://mediawiki\.org/rdf/")
_REST_ERROR = re.compile(rb"\s*\{.*\"httpCode\":", re.DOTALL)
_HEAD_BYTES = 4000

_PROPERTIES = "text|revid|displaytitle|categories|links|langlinks|properties"


def fetch_by_api(session: Session, target: Target, *, follow: bool = True) -> Page | None:
    """The page by `action=parse`; None where the wiki has no API, a closed one, or one that keeps silent.

    `follow`: whether a redirect stands for the page that it leads to, or for itself. What was found is remembered
    for the session. Raises UnreachableError where the host cannot be reached, RefusedError where the API answers
    with an error of its server or stays busy.
    """
    endpoints = Endpoints(session, target)
    params = _parameters(target, follow=follow)
    for api in endpoints.list_apis(params, target.url):
        try:
            answer, data = ask_api(session, target, api, params)
        except (PageDenied, RobotsDeniedError) as error:
            endpoints.note(api, str(error) if isinstance(error, PageDenied) else error.message)
            return None
        except NoApi as signal:
            endpoints.refused(api, str(signal))
            continue
        except UnreachableError as error:
            endpoints.was_silent(api, error)
            return None
        endpoints.answered(answer)
        return _page_of_parse(session, target, answer, data)
    endpoints.give_up()
    return None


def fetch_rendering(session: Session, target: Target, rendering: Rendering) -> Page:
    """The page in one rendering.

    Raises RefusedError or UnreachableError where the wiki does not give it, UsageError where the target does
    not say enough for it.
    """
    if rendering == "page_html":
        return fetch_view(session, target)
    if target.as_seen or (target.title is None and rendering != "api_parse"):
        raise UsageError(
            f"the address says too little for {rendering}; give the page's title and --site", where=target.url
        )
    if rendering == "api_parse":
        page = fetch_by_api(session, target)
        if page is None:
            raise RefusedError("the wiki has no open api.php", where=target.base)
        return page
    endpoints = Endpoints(session, target)
    title = target.title or ""
    if rendering == "action_render":
        params = {"title": title, "action": "render"} | _revision_of(target)
        answer = get(session, target, endpoints.script("index.php"), params)
    else:
        answer = get(session, target, endpoints.script("rest.php") + _rest_path(target))
    return _page(session, target, accepted(answer), rendering)


def fetch_by_rest(session: Session, target: Target, conditions: Mapping[str, str] | None = None) -> Page | None:
    """The page as the REST API renders it; None where there is no such API, a closed one, or one that keeps silent.

    What was found is remembered for the session. Raises as `fetch_by_api` does, and NotModified under `conditions`.
    """
    if target.title is None and target.revision is None:
        return None  # it knows no page ids
    endpoints, path = Endpoints(session, target), _rest_path(target)
    listed = endpoints.list_rests(path)
    for rest in listed:
        try:
            answer = get(session, target, rest + path, conditions=conditions)
        except RobotsDeniedError as error:
            endpoints.note(rest, error.message)
            return None
        except UnreachableError as error:
            endpoints.was_silent_rest(rest, error)
            return None
        if answer.status == 500:
            endpoints.was_silent_rest(rest, UnreachableError("status 500", where=answer.url))
            return None
        if answer.status > 500 or answer.status == 429:
            accepted(answer)
        is_rest = _PARSOID.search(answer.body[:_HEAD_BYTES]) or _REST_ERROR.match(answer.body)
        if is_rest and answer.status in (200, 404):
            endpoints.answered_rest(rest)
            if target.revision is not None:
                return _page(session, target, answer, "rest_html")
            name = answer.url.rpartition("/page/")[2].removesuffix("/html")
            return _page(session, target, answer, "rest_html", redirected_from=_went_on(target, name))
        endpoints.note(rest, "no answer of a MediaWiki" if answer.status == 200 else f"status {answer.status}")
        if is_rest:
            return None  # it is there, and does not give this page
    if listed:
        endpoints.has_no_rest()
    return None


def _rest_path(target: Target) -> str:
    if target.revision is not None:
        return f"/v1/revision/{target.revision}/html"
    return f"/v1/page/{quote((target.title or '').replace(' ', '_'), safe='')}/html"


def fetch_view(session: Session, target: Target, conditions: Mapping[str, str] | None = None) -> Page:
    """The page as readers see it; on the way the wiki says where its API is. NotModified under `conditions`.

    The first view of a wiki in a session is asked for without them: MediaWiki runs the jobs that let an edit of a
    template reach its pages only after such a view, and would else say for ever that nothing changed.
    """
    memory = session.wikis.setdefault(target.base, WikiMemory())
    answer = accepted(get(session, target, target.url, conditions=conditions if memory.viewed else None))
    memory.viewed = True
    Endpoints(session, target).learn_from(answer)
    is_view = answer.url != target.url and not answer.url.partition("?")[0].endswith(".php")
    redirected_from = _went_on(target, title_of_address(answer.url)) if is_view else None
    return _page(session, target, answer, "page_html", redirected_from=redirected_from)


def _went_on(target: Target, led_to: str) -> str | None:
    """The title asked for, where the wiki sent us on to another one by HTTP."""
    if target.title is None or fold(normal_title(unquote(led_to))) == fold(target.title):
        return None
    return target.title


def _parameters(target: Target, *, follow: bool) -> dict[str, str]:
    params = {
        "action": "parse",
        "prop": _PROPERTIES,
        **({"redirects": "1"} if follow else {}),
        "disablelimitreport": "1",
        "disableeditsection": "1",
        **ASKED_OF_ALL,
    }
    if target.revision is not None:
        params |= _revision_of(target)
    elif target.page_id is not None:
        params["pageid"] = str(target.page_id)
    else:
        params["page"] = target.title or ""
    return params


def _revision_of(target: Target) -> dict[str, str]:
    return {} if target.revision is None else {"oldid": str(target.revision)}


def _page_of_parse(session: Session, target: Target, answer: Answer, data: dict[str, Any]) -> Page:
    parsed = data.get("parse") or {}
    redirects = parsed.get("redirects") or ()
    if target.title is None and target.page_id is not None and isinstance(title := parsed.get("title"), str):
        target = replace(target, url=page_address(target.base, title))  # a number is no address for people
    return _page(
        session,
        target,
        answer,
        "api_parse",
        page_id=parsed.get("pageid"),
        revision_id=parsed.get("revid"),
        redirected_from=normal_title(str(redirects[0].get("from") or "")) or None if redirects else None,
    )


def _page(
    session: Session,
    target: Target,
    answer: Answer,
    transport: Transport,
    *,
    page_id: object = None,
    revision_id: object = None,
    redirected_from: str | None = None,
) -> Page:
    final = answer.url if transport == "page_html" and answer.url != target.url else None
    return Page(
        body=answer.body,
        transport=transport,
        url=target.url,
        final_url=final,
        status=answer.status,
        headers=answer.headers,
        site=target.site,
        title=target.title,
        page_id=_number(page_id) or target.page_id,
        revision_id=_number(revision_id) or target.revision,
        retrieved_at=answer.received_at.replace(microsecond=0) if answer.received_at is not None else None,
        served_at=None if session.replaying else wiki_time(answer),
        redirected_from=redirected_from,
    )


def _number(value: object) -> int | None:
    """An id; MediaWiki writes 0 where there is none."""
    return value if isinstance(value, int) and value > 0 else None
