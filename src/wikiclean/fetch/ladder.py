"""A page by the best way that its wiki offers: `api.php`, then REST, then the page's HTML.

What a way failed of is remembered with the wiki and told in run.json. A way that turned out to be closed is not
tried again in the session; a host that is overloaded is not asked by another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..errors import WrongPageError
from ..model.page import Page
from ..text import normal_title
from .endpoints import Endpoints
from .fate import is_missing, read_fate
from .identity import find_difference, read_redirect
from .mediawiki import fetch_by_api, fetch_by_rest, fetch_view
from .session import Session
from .target import Target, title_target

__all__ = ["climb"]

_HOPS = 4
"""Redirects of redirects that are followed, where the wiki does not do it itself."""
_TIMES = 2
"""How often a way is tried that gives another page than the one asked for: a cache may have mixed them up."""

_Way = Callable[[Session, Target], Page | None]


def climb(session: Session, target: Target) -> Page:
    """The page, by the first way that gives it; redirects and moves are followed to where they end.

    A missing page is a page like any other, and so is a redirect that leads nowhere. Raises as `fetch_page` does,
    and WrongPageError where every way gives another page.
    """
    page = _follow(session, target)
    Endpoints(session, target).gave(page.transport)
    return page


def _follow(session: Session, target: Target) -> Page:
    first = page = _fetch(session, target)
    at, seen = target, {normal_title(target.title or "")}
    for _ in range(_HOPS):
        fate = read_fate(session, at, page) if is_missing(page) else None
        leads_to = fate.moved_to if fate is not None else read_redirect(session, at, page)
        if leads_to is None or leads_to in seen:
            break
        seen.add(leads_to)
        at = title_target(at, leads_to)
        page = _fetch(session, at)
    if page is first:
        return replace(page, deleted=fate is not None and fate.deleted)
    if is_missing(page) or leads_to is not None:
        return first  # a redirect to a page that is not there, a circle, a chain without end
    return replace(page, url=target.url, final_url=at.url, redirected_from=target.title or first.title)


def _fetch(session: Session, target: Target) -> Page:
    """The page by the first way that gives it, as it is."""
    endpoints = Endpoints(session, target)
    known, difference = endpoints.api, None
    for way in (fetch_by_api, fetch_by_rest, fetch_view):
        page, said = _try(way, session, target)
        difference = said or difference
        if page is None:
            continue
        if way is fetch_view and endpoints.api not in (None, known):  # the page said where it is
            page = _try(fetch_by_api, session, target)[0] or page
        return page
    raise WrongPageError(f"the wiki answers with another page: {difference}", where=target.url)


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
