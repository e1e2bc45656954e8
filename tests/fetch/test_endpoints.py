from __future__ import annotations

import json
import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from server import Reply, Site

from wikiclean.errors import UnreachableError
from wikiclean.fetch.steps import fetch_page

Make = Callable[..., Any]
PARSED = Reply(body=json.dumps({"parse": {"title": "X", "pageid": 7, "revid": 70, "text": "<p>x</p>"}}).encode())
VIEW = Reply(body=b"<html><body><div id='mw-content-text'><p>x</p></div></body></html>")


def edit_uri(href: str) -> Reply:
    return Reply(body=f'<html><head><link type="application/rsd+xml" href="{href}" rel=EditURI></head>'.encode())


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("path", ["/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php"])
def test_the_usual_places(site: Site, opened: Make, path: str) -> None:
    site.replies[path] = [PARSED]
    with opened() as session:
        for _ in range(2):
            assert fetch_page("X", site=site.url, session=session).transport == "api_parse"
    assert site.paths[-2:] == [path, path]
    assert len(site.seen) <= 5


def test_one_of_several_wikis_on_a_host_is_not_mistaken_for_another(site: Site, opened: Make) -> None:
    site.replies["/api.php"] = [Reply(body=PARSED.body.replace(b'"X"', b'"Other"'))]
    site.replies["/de/api.php"] = [PARSED]
    with opened() as session:
        fetch_page("X", site=site.url, session=session)
        for target, where in (
            (f"{site.url}/de/wiki/X", None),
            ("X", f"{site.url}/de/"),
            ("X", f"{site.url}/de/wiki/Main"),
        ):
            page = fetch_page(target, site=where, session=session)
            assert json.loads(page.body)["parse"]["title"] == "X"
            assert page.url == f"{site.url}/de/wiki/X"


def test_a_closed_api_is_not_asked_for_every_page(site: Site, opened: Make) -> None:
    site.replies["/wiki/X"] = [VIEW]
    with opened() as session:
        for _ in range(3):
            assert fetch_page("X", site=site.url, session=session).transport == "page_html"
    apis = ["/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php"]
    rests = ["/w/rest.php/v1/page/X/html", "/rest.php/v1/page/X/html"]
    assert site.paths == [*apis, *rests, *["/wiki/X"] * 3]


def test_an_api_that_a_page_names_and_that_is_closed_is_asked_once(site: Site, opened: Make) -> None:
    site.replies["/wiki/X"] = [edit_uri("/odd/api.php?action=rsd")]
    site.replies["/odd/api.php"] = [Reply(403)]
    with opened() as session:
        for _ in range(3):
            assert fetch_page("X", site=site.url, session=session).transport == "page_html"
    assert site.paths.count("/odd/api.php") == 1


def test_an_api_on_another_host_is_left_alone(site: Site, opened: Make) -> None:
    site.replies["/wiki/X"] = [edit_uri("http://other.example/api.php?action=rsd")]
    with opened() as session:
        assert fetch_page("X", site=site.url, session=session).transport == "page_html"


def test_a_page_that_names_its_api_is_believed_from_the_start(site: Site, opened: Make) -> None:
    site.replies["/wiki/X"] = [edit_uri("/odd/api.php?action=rsd&amp;x=1")]
    site.replies["/odd/api.php"] = [PARSED]
    with opened() as session:
        fetch_page("X", site=site.url, session=session, rendering="page_html")
        fetch_page("X", site=site.url, session=session)
    assert site.paths == ["/wiki/X", "/odd/api.php"]


def test_a_redirect_of_the_api_is_followed_once(site: Site, opened: Make) -> None:
    site.replies["/w/api.php"] = [lambda asked: Reply(301, headers={"Location": asked.replace("/w/", "/new/")})]
    site.replies["/new/api.php"] = [PARSED]
    with opened() as session:
        for _ in range(3):
            assert fetch_page("X", site=site.url, session=session).transport == "api_parse"
    assert site.paths == ["/w/api.php", *["/new/api.php"] * 3]


def test_a_silent_api_is_left_after_two_pages(site: Site, opened: Make) -> None:
    site.replies["/w/api.php"] = [Reply(act=hang_up)]
    site.replies["/wiki/X"] = [VIEW]
    with opened(retries=0) as session:
        for _ in range(4):
            assert fetch_page("X", site=site.url, session=session).transport == "page_html"
    assert site.paths.count("/w/api.php") == 2
    assert site.paths.count("/wiki/X") == 4


def test_an_api_that_was_silent_once_is_asked_again(site: Site, opened: Make) -> None:
    site.replies["/w/api.php"] = [Reply(act=hang_up), PARSED, Reply(act=hang_up), PARSED]
    site.replies["/wiki/X"] = [VIEW]
    with opened(retries=0) as session:
        transports = [fetch_page("X", site=site.url, session=session).transport for _ in range(4)]
    assert transports == ["page_html", "api_parse", "page_html", "api_parse"]


def test_a_host_that_is_not_there_is_asked_for_nothing_more(opened: Make) -> None:
    with opened(retries=0) as session, pytest.raises(UnreachableError) as caught:
        fetch_page("X", site="http://127.0.0.1:9", session=session)
    assert "/w/api.php" in str(caught.value)
