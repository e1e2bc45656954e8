"""What `wikiclean doctor` finds at a real MediaWiki, well and in trouble."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from live_wiki import LiveWiki
from wikiclean.cli.main import main
from wikiclean.errors import UnreachableError
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.doctor import Checkup, examine

pytestmark = pytest.mark.live

SETTINGS = SessionSettings(allow_private=True, rate=1e6, robots="off", retries=0)


@pytest.fixture
def fault(live_wiki: LiveWiki) -> Iterator[Callable[..., None]]:
    """Let the wiki misbehave; it is well again after the test."""

    def call(match: str, **rule: Any) -> None:
        live_wiki.run("fault", json.dumps({"match": match, **rule}))

    yield call
    live_wiki.run("fault")


def ways(found: Checkup) -> dict[str, bool]:
    return {way.name: way.why is None for way in found.ways}


def test_a_wiki_that_is_well(live_wiki: LiveWiki) -> None:
    found = examine(f"{live_wiki.url}/wiki/Aldesleukin", settings=SETTINGS)
    assert found.wiki == live_wiki.url
    assert found.software is not None
    assert found.software.startswith("MediaWiki 1.")
    assert ways(found) == {"api.php": True, "REST": True, "page views": True}
    assert found.ways[0].address == f"{live_wiki.url}/w/api.php"
    assert {"vector", "minerva"} <= set(found.skins)
    assert (found.profile, found.profile_fits) == ("wikimd", True)
    assert found.trial is not None
    assert (found.trial.title, found.trial.outcome, found.trial.kind) == ("Aldesleukin", "article", "drug")
    assert found.trial.facts
    assert found.cost is not None
    assert found.cost.articles >= 40
    assert found.cost.requests == found.cost.articles + 2
    assert found.requests <= 8
    assert found.is_sound


def test_what_robots_txt_wants_is_told(live_wiki: LiveWiki) -> None:
    found = examine(live_wiki.url, settings=SessionSettings(allow_private=True))
    assert (found.robots.pages, found.robots.delay) == (None, 1.0)
    assert found.cost is not None
    assert found.cost.seconds >= found.cost.requests


def test_a_closed_api_leaves_the_other_ways(live_wiki: LiveWiki, fault: Callable[..., None]) -> None:
    fault("api.php", status=403, body="closed")
    found = examine(f"{live_wiki.url}/wiki/Aldesleukin", settings=SETTINGS)
    assert ways(found) == {"api.php": False, "REST": True, "page views": True}
    assert "403" in (found.ways[0].why or "")
    assert found.software is not None, "the front page says it"
    assert found.trial is not None
    assert (found.trial.transport, found.trial.kind) == ("rest_html", "drug")
    assert found.cost is None, "nobody counts the articles"
    assert found.is_sound


def test_a_wall_before_everything_is_no_wiki_to_scrape(live_wiki: LiveWiki, fault: Callable[..., None]) -> None:
    challenge = "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
    fault(".", status=200, body=challenge, headers={"Content-Type": "text/html"})
    found = examine(f"{live_wiki.url}/wiki/Aldesleukin", settings=SETTINGS)
    assert ways(found)["api.php"] is False
    assert found.trial is not None
    assert found.trial.outcome == "blocked"
    assert not found.is_sound


def test_a_wiki_that_limits_us_says_so(live_wiki: LiveWiki, fault: Callable[..., None]) -> None:
    fault("/wiki/", status=429, headers={"Retry-After": "600"})
    found = examine(f"{live_wiki.url}/wiki/Aldesleukin", settings=SETTINGS)
    assert ways(found)["page views"] is False
    assert found.limits["status 429"] == "2", "the front page and the page itself"
    assert found.is_sound, "the API is open"


def test_nobody_there(live_wiki: LiveWiki) -> None:
    with pytest.raises(UnreachableError):
        examine("http://127.0.0.1:9/", settings=SETTINGS)
    assert main(["doctor", live_wiki.url]) == 3, "a private address that nobody allowed"
