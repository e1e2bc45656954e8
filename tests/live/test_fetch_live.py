"""Fetching from a real MediaWiki, well and in trouble; what it cost is counted at the server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from live_wiki import LiveWiki
from wikiclean.clean.steps import clean_page
from wikiclean.errors import LimitError, RefusedError, RobotsDeniedError, UnreachableError
from wikiclean.fetch.clock import Clock
from wikiclean.fetch.session import Session, SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page

pytestmark = pytest.mark.live

SETTINGS = SessionSettings(allow_private=True, rate=1e6, contact="tests@wiki.example", max_wait=60, robots="off")


class Naps(list[float]):
    """What would have been slept."""


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def session(naps: Naps) -> Iterator[Session]:
    with open_session(SETTINGS, clock=Clock(sleep=naps.append)) as opened:
        yield opened


def fetch(live_wiki: LiveWiki, session: Session, target: str, **options: Any) -> Page:
    return fetch_page(target, site=live_wiki.url, session=session, **options)


def test_a_page_with_what_the_wiki_says_of_it(
    live_wiki: LiveWiki, session: Session, asked: Callable[[], list[dict[str, Any]]]
) -> None:
    page = fetch(live_wiki, session, "Aldesleukin")
    parsed = json.loads(page.body)["parse"]
    assert (page.transport, page.status, page.title) == ("api_parse", 200, "Aldesleukin")
    assert (page.page_id, page.revision_id) == (parsed["pageid"], parsed["revid"])
    assert page.retrieved_at is not None
    (request,) = asked()
    assert request["agent"].startswith("wikiclean/")
    assert "(tests@wiki.example)" in request["agent"]
    assert request["encoding"] == "gzip"


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("Nowhere to be found", "missing"),
        ("Special:Version", "special"),
        ("Velmo (disambiguation)", "disambiguation"),
        ("Blankazole", "blank"),
        ("أسبرينول", "article"),
        ("試験薬", "article"),
    ],
)
@pytest.mark.parametrize("rendering", ["api_parse", "page_html"])
def test_what_a_page_is_comes_back_as_a_page(
    live_wiki: LiveWiki, session: Session, target: str, outcome: str, rendering: str
) -> None:
    page = fetch(live_wiki, session, target, rendering=rendering)
    assert clean_page(page).document.outcome == outcome


def test_a_redirect_is_recorded(live_wiki: LiveWiki, session: Session) -> None:
    for rendering in ("api_parse", "page_html"):
        document = clean_page(fetch(live_wiki, session, "Proleukin", rendering=rendering)).document
        assert (document.title, document.source.redirected_from) == ("Aldesleukin", "Proleukin")


def test_addresses_of_one_page(live_wiki: LiveWiki, session: Session) -> None:
    known = fetch(live_wiki, session, "Aldesleukin")
    for path in (
        "/wiki/Aldesleukin#Dosage",
        "//wiki/Aldesleukin",
        "/index.php/Aldesleukin",
        "/index.php?title=Aldesleukin&useskin=timeless",
        f"/index.php?oldid={known.revision_id}",
        f"/index.php?curid={known.page_id}",
    ):
        page = fetch_page(live_wiki.url + path, session=session)
        assert (page.page_id, page.revision_id) == (known.page_id, known.revision_id)


def test_a_recording_replays_every_rendering(live_wiki: LiveWiki, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    wanted = [
        (title, rendering)
        for title in ("Aldesleukin", "Proleukin", "Nowhere to be found", "試験薬")
        for rendering in ("api_parse", "page_html", "action_render", "rest_html")
    ]

    def collect(settings: SessionSettings) -> list[Page]:
        with open_session(settings) as session:
            return [
                replace(
                    fetch(live_wiki, session, title, rendering=rendering), retrieved_at=None, served_at=None, headers={}
                )
                for title, rendering in wanted
            ]

    recorded = collect(replace(SETTINGS, record=first))
    assert collect(SessionSettings(cassette=first)) == recorded
    collect(replace(SETTINGS, record=second))
    text = first.read_text("utf-8")
    etags = [line for line in text.splitlines() if "/view/html" in line]
    assert etags  # REST's ETag and Last-Modified tell of the rendering, not of the page
    assert "tests@wiki.example" not in text
    assert [line for line in text.splitlines() if "Date:" in line or "Set-Cookie" in line] == []


def test_recording_a_revision_twice_gives_the_same_file(live_wiki: LiveWiki, tmp_path: Path) -> None:
    texts = []
    for name in ("a.yaml", "b.yaml"):
        with open_session(replace(SETTINGS, record=tmp_path / name)) as session:
            for title in ("Aldesleukin", "Gout", "Nowhere to be found"):
                fetch(live_wiki, session, title)
                fetch(live_wiki, session, title, rendering="page_html")
        texts.append((tmp_path / name).read_bytes())
    assert texts[0] == texts[1]


def test_a_busy_wiki_is_given_the_time_it_asks_for(
    live_wiki: LiveWiki, session: Session, naps: Naps, fault: Callable[..., None], asked: Callable[[], list[Any]]
) -> None:
    fault(times=2, status=503, headers={"Retry-After": "7"})
    assert fetch(live_wiki, session, "Gout").transport == "api_parse"
    assert [nap for nap in naps if nap > 1] == [7, 7]
    assert len(asked()) == 3


def test_a_lagging_database_is_waited_for(
    live_wiki: LiveWiki, fault: Callable[..., None], asked: Callable[[], list[Any]]
) -> None:
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if naps.count(5) == 2:
            live_wiki.run("fault")  # it has caught up

    fault(lag=9)
    with open_session(SETTINGS, clock=Clock(sleep=nap)) as session:
        assert fetch(live_wiki, session, "Gout").transport == "api_parse"
    assert naps.count(5) == 2
    assert len(asked()) == 3


def test_a_wiki_that_lags_on_is_refused_in_few_requests(
    live_wiki: LiveWiki, session: Session, fault: Callable[..., None], asked: Callable[[], list[Any]]
) -> None:
    fault(lag=9)
    with pytest.raises(RefusedError, match="maxlag"):
        fetch(live_wiki, session, "Gout")
    assert len(asked()) == 4


@pytest.mark.parametrize("rule", [{"drop": True}, {"truncate": 900}], ids=["drop", "truncate"])
def test_a_broken_answer_is_asked_for_again(
    live_wiki: LiveWiki, session: Session, fault: Callable[..., None], asked: Callable[[], list[Any]], rule: Any
) -> None:
    fault(times=1, **rule)
    page = fetch(live_wiki, session, "Gout")
    assert (page.transport, clean_page(page).document.outcome) == ("api_parse", "article")
    assert len(asked()) == 2


@pytest.mark.parametrize(
    "rule", [{"drop": True}, {"truncate": 900}, {"garble": True}], ids=["drop", "truncate", "garble"]
)
def test_a_wiki_that_answers_nothing_whole_is_unreachable(
    live_wiki: LiveWiki, session: Session, fault: Callable[..., None], asked: Callable[[], list[Any]], rule: Any
) -> None:
    fault(match=".", **rule)
    with pytest.raises(UnreachableError):
        fetch(live_wiki, session, "Gout")
    assert len(asked()) <= 7  # three of the API, then two of each other way


@pytest.mark.parametrize(
    "rule",
    [
        {"status": 403},
        {"status": 404},
        {"status": 200, "body": "<html><title>Just a moment...</title></html>"},
        {"status": 200, "body": '{"error":{"code":"readapidenied"}}'},
        {"drop": True},
    ],
    ids=["403", "404", "challenge", "login", "drop"],
)
@pytest.mark.parametrize(("match", "transport"), [("api.php", "rest_html"), ("(api|rest).php", "page_html")])
def test_a_closed_api_gives_way_to_the_next(
    live_wiki: LiveWiki, session: Session, fault: Callable[..., None], rule: Any, match: str, transport: str
) -> None:
    fault(match=match, **rule)
    page = fetch(live_wiki, session, "Aldesleukin")
    assert (page.transport, clean_page(page).document.outcome) == (transport, "article")


def test_a_challenge_everywhere_is_a_blocked_page(
    live_wiki: LiveWiki, session: Session, fault: Callable[..., None]
) -> None:
    fault(match=".", status=200, body='<html><title>Just a moment...</title><div class="cf-chl-x"></div></html>')
    assert clean_page(fetch(live_wiki, session, "Aldesleukin")).document.outcome == "blocked"


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_wiki_that_says_no_is_refused_in_few_requests(
    live_wiki: LiveWiki, session: Session, fault: Callable[..., None], asked: Callable[[], list[Any]], status: int
) -> None:
    fault(match=".", status=status)
    with pytest.raises(RefusedError, match=str(status)):
        fetch(live_wiki, session, "Aldesleukin")
    assert len(asked()) <= {403: 7, 500: 9}.get(status, 5)  # every way is tried once, a host with trouble by one only


def test_a_loop_of_redirects_ends(live_wiki: LiveWiki, session: Session, fault: Callable[..., None]) -> None:
    fault(match="^/wiki/Loop", status=302, headers={"Location": "/wiki/Loop"})
    with pytest.raises(RefusedError, match="redirects"):
        fetch(live_wiki, session, "Loop", rendering="page_html")


def test_a_page_beyond_the_limit_is_cut_off(live_wiki: LiveWiki) -> None:
    with (
        open_session(replace(SETTINGS, max_bytes=2000)) as session,
        pytest.raises(LimitError, match="larger than 2,000 bytes"),
    ):
        fetch(live_wiki, session, "Aldesleukin")


def test_loopback_is_not_asked_unless_it_is_meant(live_wiki: LiveWiki, asked: Callable[[], list[Any]]) -> None:
    with open_session(SessionSettings()) as session, pytest.raises(RefusedError, match="--allow-private"):
        fetch(live_wiki, session, "Aldesleukin")
    assert asked() == []


def test_a_title_that_no_page_can_have_is_missing(live_wiki: LiveWiki, session: Session) -> None:
    page = fetch(live_wiki, session, "A<b", rendering="api_parse")
    assert clean_page(page).document.outcome == "missing"


def test_robots_txt_is_read_once_and_obeyed(live_wiki: LiveWiki, asked: Callable[[], list[dict[str, Any]]]) -> None:
    with open_session(replace(SETTINGS, robots="pages")) as session:
        fetch_page("Gout", site=live_wiki.url, session=session)
        fetch_page("Gout", site=live_wiki.url, session=session, rendering="page_html")
        with pytest.raises(RobotsDeniedError):
            fetch_page(f"{live_wiki.url}/wiki/Special:Version", session=session, rendering="page_html")
    uris = [line["uri"].partition("?")[0] for line in asked()]
    assert uris == ["/robots.txt", "/w/api.php", "/wiki/Gout"]
