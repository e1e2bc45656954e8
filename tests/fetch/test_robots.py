from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_clock import FakeClock
from server import Reply, Site

from wikiclean.errors import RefusedError, RobotsDeniedError
from wikiclean.fetch.session import Session
from wikiclean.fetch.steps import fetch_page

Opened = Callable[..., AbstractContextManager[Session]]
PARSED = {"parse": {"title": "Aspirin", "pageid": 7, "revid": 70, "text": "<p>x</p>"}}


@pytest.fixture
def strict(opened: Opened) -> Iterator[Session]:
    with opened(robots="strict", retries=0) as session:
        yield session


@pytest.fixture
def polite(opened: Opened) -> Iterator[Session]:
    with opened(robots="pages", retries=0) as session:
        yield session


def says(site: Site, text: str, **reply: Any) -> None:
    site.replies["/robots.txt"] = [replace(Reply(body=text.encode()), **reply)]
    site.replies["*"] = [Reply(body=b"page")]


def test_an_address_that_is_disallowed_is_not_asked_for(site: Site, polite: Session) -> None:
    says(site, "User-agent: *\nDisallow: /wiki/Special:\n")
    assert polite.get(f"{site.url}/wiki/Aspirin").body == b"page"
    with pytest.raises(RobotsDeniedError, match=r"robots\.txt"):
        polite.get(f"{site.url}/wiki/Special:Random")
    assert site.paths == ["/robots.txt", "/wiki/Aspirin"]


def test_a_group_for_us_counts_more_than_that_for_all(site: Site, polite: Session) -> None:
    says(site, "User-agent: *\nDisallow: /\n\nUser-agent: wikiclean\nDisallow: /private/\n")
    assert polite.get(f"{site.url}/wiki/Aspirin").body == b"page"
    with pytest.raises(RobotsDeniedError):
        polite.get(f"{site.url}/private/x")


@pytest.mark.parametrize("path", ["/w/api.php", "/api.php", "/w/rest.php/v1/page/X/html", "/api/rest_v1/page/html/X"])
def test_the_apis_have_an_etiquette_of_their_own(site: Site, polite: Session, path: str) -> None:
    says(site, "User-agent: *\nDisallow: /w/\nDisallow: /api\n")
    assert polite.get(f"{site.url}{path}").body == b"page"
    with pytest.raises(RobotsDeniedError):
        polite.get(f"{site.url}/w/index.php?title=X")


def test_a_strict_session_keeps_to_it_everywhere(site: Site, strict: Session) -> None:
    says(site, "User-agent: *\nDisallow: /w/\n")
    with pytest.raises(RobotsDeniedError):
        strict.get(f"{site.url}/w/api.php")


def test_a_redirect_does_not_lead_round_it(site: Site, polite: Session) -> None:
    says(site, "User-agent: *\nDisallow: /secret/\n")
    site.replies["/wiki/A"] = [Reply(302, headers={"Location": "/secret/A"})]
    with pytest.raises(RobotsDeniedError):
        polite.get(f"{site.url}/wiki/A")
    assert "/secret/A" not in site.paths


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_file_means_no_rules(site: Site, polite: Session, status: int) -> None:
    says(site, "User-agent: *\nDisallow: /\n", status=status)
    assert polite.get(f"{site.url}/wiki/A").body == b"page"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_file_that_cannot_be_read_means_no_pages_but_the_api(site: Site, polite: Session, status: int) -> None:
    says(site, "", status=status)
    with pytest.raises(RefusedError, match=str(status)) as caught:
        polite.get(f"{site.url}/wiki/A")
    assert not isinstance(caught.value, RobotsDeniedError)
    assert polite.get(f"{site.url}/w/api.php").body == b"page"


def test_it_is_read_once_and_through_redirects(site: Site, polite: Session) -> None:
    says(site, "User-agent: *\nDisallow: /private/\n")
    site.replies["/robots-moved.txt"] = site.replies["/robots.txt"]
    site.replies["/robots.txt"] = [Reply(301, headers={"Location": "/robots-moved.txt"})]
    for _ in range(3):
        polite.get(f"{site.url}/wiki/A")
    with pytest.raises(RobotsDeniedError):
        polite.get(f"{site.url}/private/A")
    assert site.paths.count("/robots-moved.txt") == 1


@pytest.mark.parametrize(
    ("rule", "seconds"), [("Crawl-delay: 7", 7), ("Request-rate: 1/20", 20), ("Crawl-delay: 9999", 60)]
)
def test_the_delay_it_asks_for_is_kept_by_the_api_too(
    site: Site, polite: Session, clock: FakeClock, rule: str, seconds: int
) -> None:
    says(site, f"User-agent: *\n{rule}\n")
    polite.get(f"{site.url}/w/api.php")
    begun = clock.clock.now()
    polite.get(f"{site.url}/w/api.php")
    assert clock.clock.now() - begun == pytest.approx(seconds)


def test_a_page_kept_from_us_where_the_api_is_closed(site: Site, polite: Session) -> None:
    says(site, "User-agent: *\nDisallow: /wiki/\n")
    site.replies["/w/api.php"] = [Reply(body=json.dumps({"error": {"code": "readapidenied"}}).encode())]
    with pytest.raises(RobotsDeniedError):
        fetch_page("Aspirin", site=site.url, session=polite)


def test_a_replay_asks_nobody(site: Site, opened: Opened, tmp_path: Path) -> None:
    site.replies["/w/api.php"] = [Reply(body=json.dumps(PARSED).encode())]
    says_no = "User-agent: *\nDisallow: /\n"
    says(site, says_no)
    with opened(robots="pages", record=tmp_path / "x.yaml") as session:
        fetch_page("Aspirin", site=site.url, session=session)
    assert "robots" not in (tmp_path / "x.yaml").read_text("utf-8")
    with opened(robots="strict", cassette=tmp_path / "x.yaml") as session:
        assert fetch_page("Aspirin", site=site.url, session=session).page_id == 7
