"""Which way a page comes by, what the others failed of, and whether it is the page that was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from fake_clock import FakeClock
from server import Reply, Site, serve

from wikiclean.clean.steps import clean_page
from wikiclean.errors import RefusedError, RobotsDeniedError, UnreachableError, WrongPageError
from wikiclean.fetch.session import Session, SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page
from wikiclean.fetch.traffic import Traffic

Make = Callable[..., Any]
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
VIEW_PATH, REST_PATH = "/wiki/Aspirin", "/w/rest.php/v1/page/Aspirin/html"


def parsed(title: str = "Aspirin", **more: Any) -> Reply:
    parse = {"title": title, "pageid": 7, "revid": 70, "text": "<p>By the API.</p>", "redirects": [], **more}
    return Reply(body=json.dumps({"parse": parse}).encode(), headers=JSON)


def failed(code: str) -> Reply:
    return Reply(body=json.dumps({"error": {"code": code, "info": "no"}}).encode(), headers=JSON)


def rest(title: str = "Aspirin", content: str = "<p>By REST.</p>") -> Reply:
    head = f'<link rel="dc:isVersionOf" href="//wiki.example/wiki/{title}"/><title>{title}</title>'
    return Reply(
        body=(
            f'<html prefix="dc: http://purl.org/dc/terms/ mw: http://mediawiki.org/rdf/"><head>{head}</head>'
            f'<body class="mw-parser-output">{content}</body></html>'
        ).encode(),
        headers=HTML,
    )


def view(title: str = "Aspirin", content: str = "<p>As seen.</p>", **variables: Any) -> Reply:
    known = {"wgPageName": title.replace(" ", "_"), "wgNamespaceNumber": 0, "wgArticleId": 7, **variables}
    return Reply(
        body=(
            f"<html><head><script>RLCONF={json.dumps(known)};</script></head><body>"
            f"<h1 id='firstHeading'>{title}</h1><div id='mw-content-text'>{content}</div></body></html>"
        ).encode(),
        headers=HTML,
    )


def redirect_view(title: str) -> Reply:
    return view(title, f'<div class="redirectMsg"><ul class="redirectText"><li>{title}</li></ul></div>')


def fetch(site: Site, session: Session, target: str = "Aspirin") -> Any:
    return fetch_page(target, site=site.url, session=session)


class TestWays:
    @pytest.mark.parametrize(
        ("api", "rested", "transport"),
        [
            (parsed(), rest(), "api_parse"),
            (Reply(403), rest(), "rest_html"),
            (failed("readapidenied"), rest(), "rest_html"),
            (failed("permissiondenied"), rest(), "rest_html"),
            (Reply(body=b"<html>Just a moment...</html>"), rest(), "rest_html"),
            (Reply(403), Reply(404), "page_html"),
            (Reply(403), Reply(body=b"<html><body>Welcome to nginx</body></html>"), "page_html"),
            (Reply(403), Reply(403, b'{"httpCode":403,"httpReason":"Forbidden"}', JSON), "page_html"),
            (Reply(500), Reply(500), "page_html"),
            (Reply(body=b""), Reply(body=b""), "page_html"),
            (Reply(body=b'{"parse": {"title": "Asp', headers=JSON), Reply(404), "page_html"),
            (parsed("Ibuprofen"), rest("Ibuprofen"), "page_html"),
        ],
    )
    def test_the_first_that_gives_the_page(
        self, site: Site, opened: Make, api: Reply, rested: Reply, transport: str
    ) -> None:
        site.replies |= {"/w/api.php": [api], REST_PATH: [rested], VIEW_PATH: [view()]}
        with opened(retries=0) as session:
            assert fetch(site, session).transport == transport
        assert len(site.seen) <= 8

    def test_what_was_found_is_remembered(self, site: Site, opened: Make) -> None:
        site.replies |= {"/w/api.php": [Reply(403)], REST_PATH: [rest()]}
        with opened() as session:
            for _ in range(3):
                assert fetch(site, session).transport == "rest_html"
        assert site.paths.count("/w/api.php") == 1
        assert site.paths[-2:] == [REST_PATH, REST_PATH]

    def test_why_each_way_failed_is_told(self, site: Site, clock: FakeClock) -> None:
        site.replies |= {
            "/w/api.php": [failed("readapidenied")],
            "/api.php": [Reply(body=b"<html>hello</html>")],
            REST_PATH: [Reply(404)],
            VIEW_PATH: [view()],
        }
        traffic = Traffic()
        settings = SessionSettings(allow_private=True, robots="off")
        with open_session(settings, clock=clock.clock, traffic=traffic) as session:
            fetch(site, session)
        assert traffic.described()["wikis"][site.url] == {
            "api": None,
            "rest": None,
            "pages": {"page_html": 1},
            "failed": {
                f"{site.url}/w/api.php": "readapidenied",
                f"{site.url}/api.php": "no JSON",
                f"{site.url}/wiki/api.php": "status 404",
                f"{site.url}/mediawiki/api.php": "status 404",
                f"{site.url}/w/rest.php": "status 404",
                f"{site.url}/rest.php": "status 404",
            },
        }

    @pytest.mark.parametrize("status", [429, 503, 502, 504])
    def test_a_host_with_trouble_is_not_asked_by_another_way(self, site: Site, opened: Make, status: int) -> None:
        site.replies |= {"/w/api.php": [Reply(status)], VIEW_PATH: [view()]}
        with opened(retries=1) as session, pytest.raises(RefusedError, match=str(status)):
            fetch(site, session)
        assert site.paths == ["/w/api.php"] * 2

    def test_a_page_that_the_api_does_not_give_closes_it_for_no_other(self, site: Site, opened: Make) -> None:
        site.replies |= {"/w/api.php": [failed("permissiondenied"), parsed()], VIEW_PATH: [view()]}
        with opened() as session:
            assert [fetch(site, session).transport for _ in range(2)] == ["page_html", "api_parse"]

    def test_a_missing_page_of_the_rest_api(self, site: Site, opened: Make) -> None:
        site.replies |= {"*": [Reply(403)], REST_PATH: [Reply(404, b'{"httpCode":404,"httpReason":"Not Found"}', JSON)]}
        with opened() as session:
            page = fetch(site, session)
        assert (page.transport, clean_page(page).document.outcome) == ("rest_html", "missing")

    def test_robots_txt_that_denies_the_apis_leaves_the_page(self, site: Site, opened: Make) -> None:
        site.replies |= {
            "/robots.txt": [Reply(body=b"User-agent: *\nDisallow: /w/\nDisallow: /api.php\nDisallow: /*rest.php")],
            "/w/api.php": [parsed()],
            VIEW_PATH: [view()],
        }
        with opened(robots="pages") as session:
            assert fetch(site, session).transport == "api_parse"
        with opened(robots="strict") as session:
            assert fetch(site, session).transport == "page_html"

    def test_robots_txt_that_denies_all_is_a_result_of_its_own(self, site: Site, opened: Make) -> None:
        site.replies["/robots.txt"] = [Reply(body=b"User-agent: *\nDisallow: /")]
        with opened(robots="strict") as session, pytest.raises(RobotsDeniedError):
            fetch(site, session)
        assert site.paths == ["/robots.txt"]

    def test_a_recording_replays_the_way_it_went(self, site: Site, opened: Make, tmp_path: Path) -> None:
        site.replies |= {"/w/api.php": [Reply(403)], REST_PATH: [rest()]}
        with opened(record=tmp_path / "c.yaml") as session:
            first = fetch(site, session)
        with open_session(SessionSettings(cassette=tmp_path / "c.yaml")) as session:
            assert fetch(site, session).body == first.body


class TestRedirects:
    def test_of_the_rest_api_are_followed(self, site: Site, opened: Make) -> None:
        site.replies |= {
            "/w/rest.php/v1/page/ASS/html": [rest("ASS", '<link rel="mw:PageProp/redirect" href="./Aspirin#Use"/>')],
            REST_PATH: [rest()],
        }
        with opened() as session:
            page = fetch(site, session, "ASS")
        assert (page.url, page.redirected_from) == (f"{site.url}/wiki/ASS", "ASS")
        document = clean_page(page).document
        assert (document.title, document.source.redirected_from, document.text) == ("Aspirin", "ASS", "By REST.")

    def test_by_http_are_recorded(self, site: Site, opened: Make) -> None:
        site.replies |= {
            "/w/rest.php/v1/page/ASS/html": [Reply(307, headers={"Location": REST_PATH})],
            REST_PATH: [rest()],
        }
        with opened() as session:
            assert fetch(site, session, "ASS").redirected_from == "ASS"

    def test_what_a_page_view_leaves_is_read_from_the_source(self, site: Site, opened: Make) -> None:
        site.replies |= {
            "/wiki/Two": [redirect_view("One")],
            "/w/index.php": [Reply(body="#REDIRECCIÓN [[Aspirin#Dosis]] {{x}}".encode())],
            VIEW_PATH: [view()],
        }
        with opened() as session:
            site.replies["/wiki/Two"] = [view("One", '<div class="redirectMsg"></div>', wgRedirectedFrom="Two")]
            page = fetch(site, session, "Two")
        assert dict(parse_qsl(urlsplit(site.seen[-2][0]).query)) == {"title": "One", "action": "raw"}
        assert (page.redirected_from, page.final_url) == ("Two", f"{site.url}/wiki/Aspirin")

    @pytest.mark.parametrize("leads_to", ["Two", "Nowhere", "Three"])
    def test_that_lead_nowhere_stay_redirects(self, site: Site, opened: Make, leads_to: str) -> None:
        raw = {"Two": leads_to, "Three": "Two"}
        site.replies |= {
            "/wiki/Two": [redirect_view("Two")],
            "/wiki/Three": [redirect_view("Three")],
            "/w/index.php": [
                lambda asked: Reply(
                    body=f"#REDIRECT [[{raw[dict(parse_qsl(urlsplit(asked).query))['title']]}]]".encode()
                )
            ],
        }
        with opened() as session:
            page = fetch(site, session, "Two")
        assert clean_page(page).document.outcome == "redirect"
        assert len(site.seen) <= 12


class TestWrongPages:
    def test_another_pages_body_is_asked_for_again(self, site: Site, opened: Make) -> None:
        site.replies["/w/api.php"] = [parsed("Ibuprofen"), Reply(body=b'{"batchcomplete":true,"query":{}}'), parsed()]
        with opened() as session:
            assert b"Aspirin" in fetch(site, session).body
        assert len(site.seen) == 3

    def test_another_page_by_every_way_is_an_error(self, site: Site, opened: Make) -> None:
        site.replies |= {
            "/w/api.php": [lambda asked: parsed("Ibuprofen") if "parse" in asked else Reply(body=b'{"batchcomplete":true}')],
            REST_PATH: [rest("Ibuprofen")],
            VIEW_PATH: [view("Ibuprofen")],
        }  # fmt: skip
        with opened() as session, pytest.raises(WrongPageError, match="'Ibuprofen' came, and 'Aspirin'"):
            fetch(site, session)
        assert len(site.seen) <= 12

    @pytest.mark.parametrize(
        ("asked", "api"),
        [
            ("aspirin", parsed("Aspirin")),
            ("ASPIRIN", parsed("Aspirin")),
            ("ASS", parsed("Aspirin", redirects=[{"from": "ASS", "to": "Aspirin"}])),
            ("Ａspirin", parsed("Aspirin")),
        ],
    )
    def test_other_ways_to_write_a_title(self, site: Site, opened: Make, asked: str, api: Reply) -> None:
        site.replies["/w/api.php"] = [api]
        with opened() as session:
            fetch(site, session, asked)
        assert len(site.seen) == 1

    def test_a_title_that_the_wiki_writes_in_another_way_is_asked_about(self, site: Site, opened: Make) -> None:
        found = {"batchcomplete": True, "query": {"pages": [{"title": "Wikipedia:Rules", "pageid": 7}]}}
        site.replies["/w/api.php"] = [
            lambda asked: Reply(body=json.dumps(found).encode()) if "query" in asked else parsed("Wikipedia:Rules")
        ]
        with opened() as session:
            fetch(site, session, "WP:Rules")
        assert len(site.seen) == 2

    @pytest.mark.parametrize(
        ("target", "variables", "fits"),
        [
            ("/index.php?curid=7", {}, True),
            ("/index.php?curid=8", {}, False),
            ("/index.php?title=Aspirin&oldid=70", {"wgRevisionId": 70}, True),
            ("/index.php?title=Aspirin&oldid=71", {"wgRevisionId": 70}, False),
        ],
    )
    def test_numbers_are_compared_too(
        self, site: Site, opened: Make, target: str, variables: dict[str, Any], fits: bool
    ) -> None:
        site.replies["/index.php"] = [view(**variables)]
        with opened() as session:
            if fits:
                assert fetch_page(site.url + target, session=session).transport == "page_html"
            else:
                with pytest.raises(WrongPageError, match="asked for"):
                    fetch_page(site.url + target, session=session)

    def test_a_page_that_says_nothing_of_itself_is_believed(self, site: Site, opened: Make) -> None:
        site.replies[VIEW_PATH] = [Reply(body=b"<p>Words.</p>", headers=HTML)]
        with opened() as session:
            assert fetch(site, session).transport == "page_html"

    @pytest.mark.parametrize("fits", [True, False])
    def test_a_page_of_another_host_must_say_that_it_is_the_page(self, site: Site, opened: Make, fits: bool) -> None:
        with serve() as other:
            other.replies["/x"] = [view() if fits else Reply(body=b"<p>This domain is for sale.</p>", headers=HTML)]
            site.replies[VIEW_PATH] = [Reply(301, headers={"Location": f"{other.url}/x"})]
            with opened() as session:
                if fits:
                    assert fetch(site, session).final_url == f"{other.url}/x"
                else:
                    with pytest.raises(WrongPageError, match="sent us to"):
                        fetch(site, session)


class TestFate:
    @staticmethod
    def wiki(site: Site, *events: dict[str, Any]) -> None:
        def answer(asked: str) -> Reply:
            query = dict(parse_qsl(urlsplit(asked).query))
            if query["action"] == "query":
                assert query["letitle"] == "Asspirin"
                log = {"batchcomplete": True, "query": {"logevents": events}}
                return Reply(body=json.dumps(log).encode(), headers=JSON)
            return parsed() if query["page"] == "Aspirin" else failed("missingtitle")

        site.replies["/w/api.php"] = [answer]

    def test_a_page_that_was_moved_is_fetched_where_it_is(self, site: Site, opened: Make) -> None:
        self.wiki(site, {"type": "move", "action": "move", "params": {"target_title": "Aspirin"}})
        with opened() as session:
            page = fetch(site, session, "Asspirin")
        document = clean_page(page).document
        assert (document.outcome, document.title, document.source.redirected_from) == ("article", "Aspirin", "Asspirin")
        assert document.source.url == f"{site.url}/wiki/Asspirin"

    @pytest.mark.parametrize(
        ("events", "outcome"),
        [
            ([{"type": "delete", "action": "delete"}], "deleted"),
            ([{"type": "protect", "action": "protect"}, {"type": "delete", "action": "delete"}], "deleted"),
            ([{"type": "delete", "action": "restore"}, {"type": "delete", "action": "delete"}], "missing"),
            ([{"type": "move", "action": "move", "params": {}}], "missing"),
            ([], "missing"),
        ],
    )
    def test_a_page_that_was_deleted(self, site: Site, opened: Make, events: Any, outcome: str) -> None:
        self.wiki(site, *events)
        with opened() as session:
            page = fetch(site, session, "Asspirin")
        assert clean_page(page).document.outcome == outcome
        assert len(site.seen) == 2

    def test_a_log_that_cannot_be_read_says_nothing(self, site: Site, opened: Make) -> None:
        site.replies["/w/api.php"] = [failed("missingtitle"), Reply(503)]
        with opened(retries=0) as session:
            assert clean_page(fetch(site, session, "Asspirin")).document.outcome == "missing"


class TestHalfAnswers:
    @pytest.mark.parametrize(
        ("body", "said"), [(b"", "is empty"), (b" \n", "is empty"), (view().body[:-20], "breaks off")]
    )
    def test_a_page_that_is_not_whole_is_asked_for_once_more(
        self, site: Site, opened: Make, body: bytes, said: str
    ) -> None:
        closed: dict[str, Any] = {"*": [Reply(403)]}
        site.replies |= closed | {VIEW_PATH: [Reply(body=body, headers=HTML), view()]}
        with opened() as session:
            assert b"As seen" in fetch(site, session).body
        site.replies |= closed | {VIEW_PATH: [Reply(body=body, headers=HTML)]}
        with opened() as session, pytest.raises(UnreachableError, match=said):
            fetch(site, session)
        assert site.paths.count(VIEW_PATH) == 4

    def test_an_api_with_one_empty_answer_is_asked_again(self, site: Site, opened: Make) -> None:
        site.replies["/w/api.php"] = [Reply(body=b""), parsed()]
        with opened() as session:
            assert fetch(site, session).transport == "api_parse"
