"""One page of a MediaWiki: by `action=parse`, else by the page's HTML; other renderings on demand.

A missing, deleted or special page is an answer like any other: what it is, the cleaner tells.
Source: https://www.mediawiki.org/wiki/API:Parsing_wikitext, https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote

from ..errors import RefusedError, UnreachableError, UsageError
from ..model.page import Page, Transport
from ..text import normal_title
from .api import ASKED_OF_ALL, NoApi, accepted, ask_api, get
from .endpoints import Endpoints
from .session import Answer, Session
from .target import Target, page_address
from .wiki_time import wiki_time

__all__ = ["Rendering", "fetch_by_api", "fetch_rendering", "page_of_html"]

Rendering = Literal["api_parse", "page_html", "action_render", "rest_html"]

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
        except NoApi:
            endpoints.refused(api)
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
        return _page_html(session, target)
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
    elif target.revision is not None:
        answer = get(session, target, endpoints.script(f"rest.php/v1/revision/{target.revision}/html"))
    else:
        name = quote(title.replace(" ", "_"), safe="")
        answer = get(session, target, endpoints.script(f"rest.php/v1/page/{name}/html"))
    return _page(session, target, accepted(answer), rendering)


def _page_html(session: Session, target: Target) -> Page:
    """The page as readers see it; on the way the wiki says where its API is."""
    return page_of_html(session, target, accepted(get(session, target, target.url)))


def page_of_html(session: Session, target: Target, answer: Answer) -> Page:
    """The page that a view shows; what the view says of the wiki's API is remembered."""
    Endpoints(session, target).learn_from(answer)
    return _page(session, target, answer, "page_html")


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
        retrieved_at=None if session.replaying else datetime.now(UTC).replace(microsecond=0),
        served_at=None if session.replaying else wiki_time(answer),
        redirected_from=redirected_from,
    )


def _number(value: object) -> int | None:
    """An id; MediaWiki writes 0 where there is none."""
    return value if isinstance(value, int) and value > 0 else None
