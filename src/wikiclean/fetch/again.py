"""One page that was seen before, looked at again."""

from __future__ import annotations

from dataclasses import replace

from ..model.page import Page
from ..model.seen import SeenPage
from .api import NotModified
from .ladder import climb, climb_to_itself
from .session import Session
from .steps import fetch_page
from .target import read_target

__all__ = ["fetch_again"]


def fetch_again(target: str, *, site: str | None, session: Session, seen: SeenPage | None) -> Page | None:
    """The page at an address as it is now; None where the wiki says that it is as it was.

    `seen`: the last visit. An address with the page's number means this very page, also where it has become a
    redirect or is gone. Raises what `fetch_page` raises.
    """
    wanted = read_target(target, site)
    if wanted.page_id is not None:
        page = climb_to_itself(session, wanted)
        return replace(page, title=seen.title) if page.title is None and seen is not None else page
    if seen is None or wanted.as_seen:
        return fetch_page(target, site=site, session=session)
    try:
        return climb(session, wanted, seen)
    except NotModified:
        return None
