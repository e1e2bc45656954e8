from __future__ import annotations

import json

import pytest
from server import Reply, Site

from wikiclean.clean.steps import clean_page
from wikiclean.errors import RefusedError
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page

LOCAL = SessionSettings(allow_private=True, retries=0, rate=10_000)
PARSED = {"parse": {"title": "Aspirin", "pageid": 7, "revid": 70, "text": "<p>Text</p>", "redirects": []}}
HTML = b"<html><body><h1 id='firstHeading'>Aspirin</h1><div id='mw-content-text'><p>Page</p></div></body></html>"


def as_json(data: object) -> Reply:
    return Reply(body=json.dumps(data).encode(), headers={"Content-Type": "application/json"})


def test_the_api_is_asked_first_and_found_where_it_lies(site: Site) -> None:
    site.replies["/api.php"] = [as_json(PARSED)]
    with open_session(LOCAL) as session:
        page = fetch_page("aspirin", site=site.url, session=session)
        fetch_page("Aspirin", site=site.url, session=session)
    assert (page.transport, page.title, page.url) == ("api_parse", "Aspirin", f"{site.url}/wiki/Aspirin")
    assert page.retrieved_at is not None
    document = clean_page(page).document
    assert (document.source.page_id, document.source.revision_id, document.text) == (7, 70, "Text")
    paths = [path.partition("?")[0] for path, _ in site.seen]
    assert paths == ["/w/api.php", "/api.php", "/api.php"]  # looked for once


def test_a_redirect_is_recorded(site: Site) -> None:
    parsed = {"parse": {**PARSED["parse"], "redirects": [{"from": "ASS", "to": "Aspirin"}]}}
    site.replies["/w/api.php"] = [as_json(parsed)]
    with open_session(LOCAL) as session:
        page = fetch_page("ASS", site=site.url, session=session)
    assert page.redirected_from == "ASS"
    assert clean_page(page).document.source.redirected_from == "ASS"


@pytest.mark.parametrize(
    "closed",
    [Reply(403, b"no"), Reply(200, b"<html>login</html>"), as_json({"error": {"code": "readapidenied"}}), Reply(404)],
)
def test_a_closed_api_falls_back_to_the_page(site: Site, closed: Reply) -> None:
    site.replies["*"] = [closed]
    site.replies["/wiki/Aspirin"] = [Reply(body=HTML)]
    with open_session(LOCAL) as session:
        page = fetch_page(f"{site.url}/wiki/Aspirin", session=session)
    assert page.transport == "page_html"
    assert clean_page(page).document.text == "Page"


def test_the_page_says_where_its_api_is(site: Site) -> None:
    link = f"<link rel='EditURI' type='application/rsd+xml' href='{site.url}/odd/api.php?action=rsd'>".encode()
    site.replies["/wiki/Aspirin"] = [Reply(body=b"<html><head>" + link + b"</head>" + HTML)]
    site.replies["/odd/api.php"] = [as_json(PARSED)]
    with open_session(LOCAL) as session:
        assert fetch_page("Aspirin", site=site.url, session=session).transport == "api_parse"


def test_missing_pages_are_pages(site: Site) -> None:
    site.replies["/w/api.php"] = [as_json({"error": {"code": "missingtitle", "info": "none"}})]
    with open_session(LOCAL) as session:
        page = fetch_page("Nowhere", site=site.url, session=session)
    assert clean_page(page).document.outcome == "missing"


def test_a_lagging_wiki_is_waited_for(site: Site, naps: list[float]) -> None:
    lag = Reply(body=b'{"error": {"code": "maxlag", "lag": 9}}', headers={"Retry-After": "5"})
    site.replies["/w/api.php"] = [lag, lag, as_json(PARSED)]
    with open_session(LOCAL) as session:
        assert fetch_page("Aspirin", site=site.url, session=session).transport == "api_parse"
    assert naps.count(5) == 2


def test_a_wiki_that_lags_on_is_an_error(site: Site, naps: list[float]) -> None:
    site.replies["/w/api.php"] = [Reply(body=b'{"error": {"code": "maxlag"}}')]
    with open_session(LOCAL) as session, pytest.raises(RefusedError, match="lag"):
        fetch_page("Aspirin", site=site.url, session=session)
    assert naps


def test_a_broken_wiki_is_an_error_not_a_missing_page(site: Site) -> None:
    site.replies["*"] = [Reply(500, b"oops")]
    with open_session(LOCAL) as session, pytest.raises(RefusedError, match="500"):
        fetch_page("Aspirin", site=site.url, session=session)
