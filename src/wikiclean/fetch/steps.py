"""`fetch_page`: one page from a wiki."""

from __future__ import annotations

from ..model.page import Page
from .ladder import climb
from .mediawiki import Rendering, fetch_rendering
from .session import Session, open_session
from .target import Target, read_target

__all__ = ["fetch_page"]


def fetch_page(
    target: str, *, site: str | None = None, session: Session | None = None, rendering: Rendering | None = None
) -> Page:
    """Fetch one page: by `api.php` where the wiki has an open one, else by its REST API, else its HTML.

    `target`: a page's title or address. `site`: a profile's name or the wiki's address; needed for a title.
    `session`: from `open_session`, for more than one page. `rendering`: this one and no other.
    A page that is missing, redirected or a special one comes back as a Page; `clean_page` says what it is.
    Raises UsageError for a target that names no page, UnreachableError (no answer), RefusedError (401, 403,
    429, 5xx after all tries), WrongPageError (another page's body), LimitError (too large), CassetteMissError
    (not recorded), RequestsSpentError.
    """
    wanted = read_target(target, site)
    if session is not None:
        return _fetch(session, wanted, rendering)
    with open_session() as own:
        return _fetch(own, wanted, rendering)


def _fetch(session: Session, target: Target, rendering: Rendering | None) -> Page:
    if rendering is not None:
        return fetch_rendering(session, target, rendering)
    if target.as_seen:
        return fetch_rendering(session, target, "page_html")
    return climb(session, target)
