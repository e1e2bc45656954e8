from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from server import Reply, Site

from wikiclean.clean.steps import clean_page
from wikiclean.errors import RefusedError, WrongPageError
from wikiclean.fetch.again import fetch_again
from wikiclean.fetch.session import Answer, SessionSettings, open_session
from wikiclean.fetch.wiki_time import wiki_time
from wikiclean.model.page import Page
from wikiclean.model.seen import SeenPage

LOCAL = SessionSettings(allow_private=True, robots="off", rate=1000)
MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT"


def view(asked: str) -> Reply:
    title = asked.rpartition("/")[2]
    variables = f'<script>{{"wgPageName":"{title}","wgArticleId":7,"wgRevisionId":9}}</script>'
    body = f"<html><head>{variables}</head><body><p>It is {title}.</p></body></html>"
    return Reply(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8", "Last-Modified": MODIFIED})


def seen(title: str, **given: Any) -> SeenPage:
    known: dict[str, Any] = {"page_id": 7, "transport": "page_html", "last_modified": "2026-01-01T00:00:00Z"}
    return SeenPage(title=title, **{**known, **given})


def look(site: Site, *pages: SeenPage) -> list[Page | None]:
    with open_session(LOCAL) as session:
        return [fetch_again(f"{site.url}/wiki/{page.title}", site=None, session=session, seen=page) for page in pages]


@pytest.fixture
def views(site: Site) -> Callable[[], list[str | None]]:
    """The conditions under which pages were asked for."""
    return lambda: [
        headers.get("if-modified-since")
        for asked, headers in site.seen
        if asked.startswith("/wiki/") and ".php" not in asked
    ]


def test_only_the_first_view_is_without_conditions(site: Site, views: Callable[[], list[str | None]]) -> None:
    site.replies["*"] = [lambda asked: view(asked) if asked.startswith("/wiki/") else Reply(404)]
    look(site, seen("A"), seen("B"), seen("C"))
    assert views() == [None, MODIFIED, MODIFIED]


def test_what_was_not_modified_is_no_page(site: Site) -> None:
    def answer(asked: str) -> Reply:
        is_conditional = "if-modified-since" in site.seen[-1][1]
        return Reply(304) if is_conditional else view(asked) if asked.startswith("/wiki/") else Reply(404)

    site.replies["*"] = [answer]
    first, second = look(site, seen("A"), seen("B"))
    assert first is not None
    assert second is None


@pytest.mark.parametrize("other", [{"transport": "api_parse"}, {"outcome": "blank"}, {"last_modified": None}])
def test_conditions_are_for_what_was_had_the_same_way(
    site: Site, views: Callable[[], list[str | None]], other: dict[str, Any]
) -> None:
    site.replies["*"] = [lambda asked: view(asked) if asked.startswith("/wiki/") else Reply(404)]
    look(site, seen("A"), seen("B", **other))
    assert views() == [None, None]


def by_number(site: Site, page: SeenPage | None, **parsed: Any) -> Page | None:
    body = json.dumps({"parse": parsed} if parsed else {"error": {"code": "nosuchpageid"}}).encode()
    site.replies["/w/api.php"] = [Reply(body=body)]
    with open_session(LOCAL) as session:
        return fetch_again(f"{site.url}/w/index.php?curid=7", site=None, session=session, seen=page)


def test_a_number_means_this_very_page(site: Site) -> None:
    html = '<div class="mw-parser-output"><div class="redirectMsg"><ul class="redirectText"><li><a href="/wiki/B" title="B">B</a></li></ul></div></div>'
    page = by_number(site, seen("A"), title="A", pageid=7, revid=9, text=html)
    assert page is not None
    document = clean_page(page).document
    assert (document.outcome, document.title, document.source.redirects_to) == ("redirect", "A", "B")
    assert page.url == f"{site.url}/wiki/A"
    assert not any("redirects=1" in asked for asked, _ in site.seen)


def test_a_number_that_is_no_more_keeps_its_title(site: Site) -> None:
    page = by_number(site, seen("A"))
    assert page is not None
    document = clean_page(page).document
    assert (document.outcome, document.title, document.source.page_id) == ("missing", "A", 7)


def test_the_time_of_an_answer_is_the_wikis(site: Site) -> None:
    answer = Answer(site.url, 200, {"date": "Thu, 01 Jan 2026 00:01:00 GMT", "age": "10"}, b"", seconds=4.2)
    assert wiki_time(answer) == datetime(2026, 1, 1, 0, 0, 44, tzinfo=UTC)


def test_without_an_api_a_number_is_not_asked_for(site: Site) -> None:
    """Another address for it might not be there, and the page would look deleted."""
    with open_session(LOCAL) as session, pytest.raises(RefusedError):
        fetch_again(f"{site.url}/index.php?curid=7", site=None, session=session, seen=seen("A"))


def test_another_page_under_a_number_is_no_page(site: Site) -> None:
    with pytest.raises(WrongPageError):
        by_number(site, seen("A"), title="B", pageid=8, revid=9, text="<p>It is B.</p>")
