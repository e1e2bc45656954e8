from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from fake_clock import FakeClock
from server import Reply, Site

from wikiclean.clean.steps import clean_page
from wikiclean.errors import RefusedError, UsageError
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page

Make = Callable[..., Any]
LOCAL = SessionSettings(allow_private=True, robots="off", retries=0, rate=10_000)
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


def test_the_page_carries_what_the_api_said_beside_it(site: Site) -> None:
    site.replies["/w/api.php"] = [as_json(PARSED)]
    with open_session(LOCAL) as session:
        page = fetch_page("Aspirin", site=site.url, session=session)
    assert (page.page_id, page.revision_id, page.status) == (7, 70, 200)
    assert page.headers["content-type"] == "application/json"
    assert json.loads(page.body) == PARSED
    asked = dict(parse_qsl(urlsplit(site.seen[0][0]).query))
    assert asked["page"] == "Aspirin"
    assert (asked["action"], asked["formatversion"], asked["redirects"], asked["maxlag"]) == ("parse", "2", "1", "5")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/index.php?title=Aspirin&oldid=33", {"oldid": "33"}),
        ("/index.php?oldid=33", {"oldid": "33"}),
        ("/?curid=44", {"pageid": "44"}),
        ("/index.php?title=Aspirin&curid=44", {"page": "Aspirin"}),
        ("/wiki/Aspirin?useskin=monobook", {"page": "Aspirin"}),
    ],
)
def test_what_an_address_names_is_asked_for(site: Site, address: str, asked: dict[str, str]) -> None:
    site.replies["/w/api.php"] = [as_json(PARSED)]
    with open_session(LOCAL) as session:
        fetch_page(site.url + address, session=session)
    sent = dict(parse_qsl(urlsplit(site.seen[0][0]).query))
    assert {name: sent[name] for name in ("page", "oldid", "pageid") if name in sent} == asked


@pytest.mark.parametrize("address", ["/index.php?title=A&diff=2&oldid=1", "/wiki/A?action=history", "/pages/A"])
def test_what_only_the_address_shows_is_fetched_as_it_is(site: Site, address: str) -> None:
    site.replies["*"] = [Reply(body=HTML)]
    with open_session(LOCAL) as session:
        page = fetch_page(site.url + address, session=session)
        with pytest.raises(UsageError, match="too little"):
            fetch_page(site.url + address, session=session, rendering="api_parse")
    assert page.transport == "page_html"
    assert [path for path, _ in site.seen] == [address]


def test_each_rendering_can_be_asked_for(site: Site) -> None:
    site.replies["*"] = [Reply(body=HTML)]
    site.replies["/w/api.php"] = [as_json(PARSED)]
    with open_session(LOCAL) as session:
        for rendering in ("api_parse", "page_html", "action_render", "rest_html"):
            page = fetch_page("Q&A/1", site=site.url, session=session, rendering=rendering)
            assert page.transport == rendering
        fetch_page(f"{site.url}/w/index.php?title=A&oldid=3", session=session, rendering="rest_html")
    assert [path for path, _ in site.seen[1:]] == [
        "/wiki/Q%26A/1",
        "/w/index.php?title=Q%26A%2F1&action=render",
        "/w/rest.php/v1/page/Q%26A%2F1/html",
        "/w/rest.php/v1/revision/3/html",
    ]


def test_the_api_alone_is_refused_where_it_is_closed(site: Site) -> None:
    with open_session(LOCAL) as session, pytest.raises(RefusedError, match=r"no open api\.php"):
        fetch_page("Aspirin", site=site.url, session=session, rendering="api_parse")


@pytest.mark.parametrize("status", [401, 403, 429, 451, 500, 503])
def test_a_wiki_that_says_no_to_everything_is_an_error(site: Site, status: int) -> None:
    site.replies["*"] = [Reply(status, b"<html>no", {"Retry-After": "900"})]
    with open_session(LOCAL) as session, pytest.raises(RefusedError, match=rf"{status}; it asks .* 900 s") as caught:
        fetch_page("Aspirin", site=site.url, session=session)
    assert caught.value.where is not None
    assert caught.value.where.startswith(site.url)


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_page_of_a_wiki_without_api_is_a_page(site: Site, status: int) -> None:
    site.replies["*"] = [Reply(status, b"<html><body>none</body></html>")]
    with open_session(LOCAL) as session:
        page = fetch_page("Nowhere", site=site.url, session=session)
    assert (page.transport, page.status) == ("page_html", status)
    assert clean_page(page).document.outcome == "missing"


@pytest.mark.parametrize("code", ["missingtitle", "invalidtitle", "pagecannotexist", "nosuchrevid"])
def test_answers_about_the_page_are_pages(site: Site, code: str) -> None:
    site.replies["/w/api.php"] = [as_json({"error": {"code": code, "info": "…"}})]
    with open_session(LOCAL) as session:
        page = fetch_page("A<b", site=site.url, session=session)
    assert (page.transport, page.title, page.page_id) == ("api_parse", "A<b", None)
    assert len(site.seen) == (2 if code == "missingtitle" else 1)  # whether it was moved or deleted


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"parse"', b'{"query": {}}', b'{"parse": "text"}', b"[" * 200_000, b"\xff\xfe"]
)
def test_what_is_no_answer_of_the_api_is_none(site: Site, body: bytes) -> None:
    site.replies["*"] = [Reply(body=body)]
    site.replies["/wiki/Aspirin"] = [Reply(body=HTML)]
    with open_session(LOCAL) as session:
        assert fetch_page("Aspirin", site=site.url, session=session).transport == "page_html"


def test_a_limited_client_waits_as_long_as_it_is_told(site: Site, opened: Make, clock: FakeClock) -> None:
    busy = {"error": {"code": "ratelimited"}}
    site.replies["/w/api.php"] = [
        Reply(body=json.dumps(busy).encode(), headers={"Retry-After": "11"}), as_json(busy), as_json(PARSED)
    ]  # fmt: skip
    with opened(rate=1000) as session:
        assert fetch_page("Aspirin", site=site.url, session=session).transport == "api_parse"
    assert clock.slept == [11, 5]


def test_a_wait_too_long_is_not_begun(site: Site, opened: Make, clock: FakeClock) -> None:
    busy = json.dumps({"error": {"code": "maxlag"}}).encode()
    site.replies["/w/api.php"] = [Reply(body=busy, headers={"Retry-After": "7200"})]
    with opened() as session, pytest.raises(RefusedError, match="come back in 7200 s"):
        fetch_page("Aspirin", site=site.url, session=session)
    assert (clock.slept, len(site.seen)) == ([], 1)


def test_a_moved_address_is_recorded(site: Site) -> None:
    site.replies["/wiki/old"] = [Reply(301, headers={"Location": "/wiki/New"})]
    site.replies["/wiki/New"] = [Reply(body=HTML)]
    with open_session(LOCAL) as session:
        page = fetch_page(f"{site.url}/wiki/old", session=session, rendering="page_html")
    assert (page.url, page.final_url) == (f"{site.url}/wiki/old", f"{site.url}/wiki/New")


def test_a_profile_of_ones_own_goes_with_the_page(site: Site, tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('name = "mine"\nextends = "mediawiki"\n', encoding="utf-8")
    site.replies["/w/api.php"] = [as_json(PARSED)]
    with open_session(LOCAL) as session:
        page = fetch_page(f"{site.url}/wiki/Aspirin", site=str(profile), session=session)
    assert page.site == str(profile)
    assert clean_page(page).document.source.site == "mine"
