"""A page by the best way that its wiki offers: `api.php`, then REST, then the page's HTML.

What a way failed of is remembered with the wiki and told in run.json. A way that turned out to be closed is not
tried again in the session; a host that is overloaded is not asked by another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from functools import partial

from ..errors import RefusedError, WrongPageError
from ..model.page import Page
from ..model.seen import SeenPage
from ..text import normal_title
from .endpoints import Endpoints
from .fate import is_missing, read_fate
from .identity import find_difference, read_redirect
from .mediawiki import fetch_by_api, fetch_by_rest, fetch_view
from .session import Session
from .target import Target, title_target

__all__ = ["climb", "climb_to_itself"]

_HOPS = 4
"""Redirects of redirects that are followed, where the wiki does not do it itself."""
_TIMES = 2
"""How often a way is tried that gives another page than the one asked for: a cache may have mixed them up."""

_Way = Callable[[Session, Target], Page | None]


def climb(session: Session, target: Target, seen: SeenPage | None = None) -> Page:
    """The page, by the first way that gives it; redirects and moves are followed to where they end.

    A missing page is a page like any other, and so is a redirect that leads nowhere. `seen`: the last visit; where
    the wiki says that nothing changed since, NotModified is raised. Raises as `fetch_page` does, and WrongPageError
    where every way gives another page.
    """
    page = _follow(session, target, seen)
    Endpoints(session, target).gave(page.transport)
    return page


def climb_to_itself(session: Session, target: Target) -> Page:
    """The very page that `target` gives the number of: a redirect comes as itself, a missing page as missing.

    Only an API knows numbers for sure: without one, a wrong address would look like a page that was deleted. Raises
    RefusedError where there is none (any more), else as `climb`.
    """
    page, difference = _try(partial(fetch_by_api, follow=False), session, target)
    if page is None and difference is not None:
        raise WrongPageError(f"the wiki answers with another page: {difference}", where=target.url)
    if page is None:
        raise RefusedError("the wiki's api.php does not give the page", where=target.url)
    Endpoints(session, target).gave(page.transport)
    return page


def _follow(session: Session, target: Target, seen: SeenPage | None) -> Page:
    first = page = _fetch(session, target, seen)
    at, visited = target, {normal_title(target.title or "")}
    for _ in range(_HOPS):
        fate = read_fate(session, at, page) if is_missing(page) else None
        leads_to = fate.moved_to if fate is not None else read_redirect(session, at, page)
        if leads_to is None or leads_to in visited:
            break
        visited.add(leads_to)
        at = title_target(at, leads_to)
        page = _fetch(session, at)
    if page is first:
        return replace(page, deleted=fate is not None and fate.deleted)
    if is_missing(page) or leads_to is not None:
        return first  # a redirect to a page that is not there, a circle, a chain without end
    return replace(page, url=target.url, final_url=at.url, redirected_from=target.title or first.title)


def _fetch(session: Session, target: Target, seen: SeenPage | None = None) -> Page:
    """The page by the first way that gives it, as it is."""
    conditions = _conditions(seen) if seen is not None else {}
    by_rest = partial(fetch_by_rest, conditions=conditions.get("rest_html"))
    by_view = partial(fetch_view, conditions=conditions.get("page_html"))
    endpoints = Endpoints(session, target)
    known, difference = endpoints.api, None
    for way in (fetch_by_api, by_rest, by_view):
        page, said = _try(way, session, target)
        difference = said or difference
        if page is None:
            continue
        if way is by_view and endpoints.api not in (None, known):  # the page said where it is
            page = _try(fetch_by_api, session, target)[0] or page
        return page
    raise WrongPageError(f"the wiki answers with another page: {difference}", where=target.url)


def _conditions(seen: SeenPage) -> dict[str, dict[str, str]]:
    """Transport -> headers that ask for a page only if it changed since it was last had that way, as an article."""
    if seen.outcome != "article" or seen.transport is None:
        return {}
    headers = {}
    if seen.etag:
        headers["If-None-Match"] = seen.etag
    if seen.last_modified:
        headers["If-Modified-Since"] = format_datetime(datetime.fromisoformat(seen.last_modified), usegmt=True)
    return {seen.transport: headers}


def _try(way: _Way, session: Session, target: Target) -> tuple[Page | None, str | None]:
    """The page by one way, or how it differed from what was asked for."""
    difference = None
    for _ in range(_TIMES):
        page = way(session, target)
        difference = find_difference(session, target, page) if page is not None else None
        if difference is None:
            return page, None
        Endpoints(session, target).note(target.url, difference)
    return None, difference
