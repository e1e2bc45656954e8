"""`wikiclean doctor` at a site that is no wiki; tests/live asks real ones."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fetch"))

from server import Reply, Site, serve

Make = Callable[..., Any]

BLOG = b"""<!DOCTYPE html><html lang="en"><head><title>A blog</title>
<meta content="WordPress 6.5" name="generator"></head><body><h1>A blog</h1><p>Of a day's news.</p></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as opened:
        yield opened


def test_a_site_that_is_no_wiki(run: Make, site: Site) -> None:
    site.replies["/"] = [Reply(body=BLOG, headers={"Content-Type": "text/html", "X-RateLimit-Limit": "60"})]
    site.replies["/robots.txt"] = [Reply(body=b"User-agent: *\nDisallow: /w/\nCrawl-delay: 0.25")]
    ended = run("doctor", f"{site.url}/", "--allow-private", "--rate", "1000", "--format", "json")
    found = json.loads(ended.out)
    assert ended.code == 3
    assert (found["software"], found["trial"], found["cost"]) == ("WordPress 6.5", None, None)
    assert found["limits"] == {"x-ratelimit-limit": "60"}
    assert found["robots"] == {"pages": None, "api": "robots.txt disallows this address", "delay": 0.25}
    assert (found["profile"], found["profile_fits"]) == ("mediawiki", False)


def test_what_a_site_says_cannot_forge_lines(run: Make, site: Site) -> None:
    bad = BLOG.replace(b"WordPress 6.5", b"Word\x1b[31mPress\nprofile       wikimd")
    site.replies["/"] = [Reply(body=bad, headers={"Content-Type": "text/html"})]
    site.replies["/robots.txt"] = [Reply(404)]
    ended = run("doctor", f"{site.url}/", "--allow-private", "--rate", "1000")
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "wiki",
        "software",
        "licence",
        "robots.txt",
        "limits",
        "profile",
        "trial",
    ]
    assert "\x1b" not in ended.out


def test_an_address_that_is_none_is_wrong_use(run: Make) -> None:
    assert run("doctor", "nowhere").code == 2
    assert run("doctor", "https://").code == 2
