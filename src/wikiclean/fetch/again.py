"""One page that was seen before, looked at again: this very page, not what it may lead to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime

from ..model.page import Page
from ..model.seen import SeenPage
from .api import accepted, get
from .mediawiki import fetch_by_api, page_of_html
from .memory import WikiMemory
from .session import Answer, Session
from .steps import fetch_page
from .target import Target, read_target

__all__ = ["fetch_again"]

_HEAD_BYTES = 200_000
_ARTICLE_ID = re.compile(rb'"wgArticleId":\s*(\d+)')
_REDIRECTED = re.compile(rb'"wgRedirectedFrom":\s*"')


def fetch_again(target: str, *, site: str | None, session: Session, seen: SeenPage | None) -> Page | None:
    """The page at an address as it is now; None where the wiki says that it is as it was.

    `seen`: the last visit; without it the page is fetched as for the first time. A page that has become a redirect
    comes back as that. Raises what `fetch_page` raises.
    """
    wanted = read_target(target, site)
    if seen is None and wanted.page_id is None:
        return fetch_page(target, site=site, session=session)
    page = fetch_by_api(session, wanted, follow=False) if not wanted.as_seen else None
    if page is None:
        page = _fetch_view(session, wanted, seen)
    if page is None or page.title is not None or seen is None:
        return page
    return replace(page, title=seen.title)


def _fetch_view(session: Session, target: Target, seen: SeenPage | None) -> Page | None:
    """The page's HTML, if it is another than that of the last visit.

    The first view of a session has no conditions: MediaWiki runs the jobs that make an edit of a template reach
    its pages after such a view only, and would else say for ever that nothing changed.
    """
    memory = session.wikis.setdefault(target.base, WikiMemory())
    conditions = _conditions(seen) if seen is not None and memory.viewed else {}
    memory.viewed = memory.viewed or not conditions
    answer = get(session, target, target.url, headers=conditions)
    if answer.status == 304:
        return None
    accepted(answer)
    if seen is not None and _leads_elsewhere(answer, seen):
        mark = "&" if "?" in target.url else "?"
        answer = accepted(get(session, target, f"{target.url}{mark}redirect=no"))
    return page_of_html(session, target, answer)


def _conditions(seen: SeenPage) -> dict[str, str]:
    """Headers that ask for the page only if it changed since it was last seen as an article."""
    if seen.outcome != "article":
        return {}
    conditions = {}
    if seen.etag:
        conditions["If-None-Match"] = seen.etag
    if seen.last_modified:
        conditions["If-Modified-Since"] = format_datetime(datetime.fromisoformat(seen.last_modified), usegmt=True)
    return conditions


def _leads_elsewhere(answer: Answer, seen: SeenPage) -> bool:
    """Whether a redirect led to another page; the same page under a new title is a page that was renamed."""
    head = answer.body[:_HEAD_BYTES]
    number = _ARTICLE_ID.search(head)
    return _REDIRECTED.search(head) is not None and (number is None or int(number[1]) != seen.page_id)
