"""A wiki that misbehaves: each fault ends in its type, with few requests, and what was known before stays as it was.

Passing trouble costs nothing: the page is there in the end. Nobody sleeps here: what would have been slept is written
down, so that a test that hangs would be one that waits for bytes, which the session's own bounds end.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from live_wiki import LiveWiki
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.report import RunReport
from wikiclean.pipeline.run import run
from wikiclean.pipeline.settings import RunSettings

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))

from server import Reply, serve

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parents[2]
EDITED_AT = "2024-01-01T00:00:00Z"
BOUNDS: dict[str, Any] = {"allow_private": True, "rate": 1e6, "robots": "off", "read_timeout": 20, "max_wait": 60}
TITLE = "Gout"


def view(title: str, words: str) -> str:
    said = json.dumps({"wgPageName": title, "wgNamespaceNumber": 0})
    return f"<html><script>RLCONF={said};</script><body><div id='mw-content-text'><p>{words}</p></div></body></html>"


CHALLENGE = '<html><head><title>Just a moment...</title></head><body><div class="cf-chl-x"></div></body></html>'
COOKIES = "<html><body><noscript>Please enable JavaScript and cookies to continue</noscript></body></html>"
LOGIN = "<html><body><form action='/Special:UserLogin'><input type='password' name='wpPassword'></form></body></html>"
PARKED = "<html><body><p>This domain is for sale. Take 5 mg of our medicine daily.</p></body></html>"
HTML, JSON = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
SWAPPED: list[dict[str, Any]] = [
    {"match": "action=query", "status": 200, "headers": JSON, "body": '{"batchcomplete":true,"query":{"pages":[]}}'},
    {"match": "action=parse", "status": 200, "headers": JSON,
     "body": json.dumps({"parse": {"title": "Aldesleukin", "pageid": 1, "revid": 1, "text": "<p>Take 5 mg.</p>"}})},
    {"match": "rest.php", "status": 404},
    {"match": "^/wiki/", "status": 200, "headers": HTML, "body": view("Aldesleukin", "Take 5 mg.")},
]  # fmt: skip
HALF = {"headers": {**HTML, "Content-Length": "120"}, "status": 200, "body": view("Gout", "Take 5 mg of it daily.")}
MORE = {"headers": {**HTML, "Content-Length": "9000"}, "status": 200, "body": view("Gout", "Take 5 mg of it.")}

LASTING: dict[str, tuple[list[dict[str, Any]], dict[str, Any], str, int]] = {
    "429": ([{"status": 429, "headers": {"Retry-After": "1"}}], {}, "RefusedError", 5),
    "429 for an hour": ([{"status": 429, "headers": {"Retry-After": "3600"}}], {}, "RefusedError", 1),
    "maxlag": ([{"lag": 9}], {}, "RefusedError", 4),
    "503": ([{"status": 503}], {}, "RefusedError", 5),
    "500": ([{"status": 500}], {}, "RefusedError", 9),
    "reset": ([{"drop": True}], {}, "UnreachableError", 7),
    "slow body": ([{"rate": 200}], {"total_timeout": 1}, "TimedOutError", 6),
    "silence": ([{"delay": 3}], {"read_timeout": 0.3, "retries": 1}, "TimedOutError", 6),
    "body cut off": ([{"truncate": 900}], {}, "UnreachableError", 7),
    "no gzip": ([{"garble": True}], {}, "UnreachableError", 7),
    "too small a length": ([{"match": "php", "status": 404}, HALF], {}, "UnreachableError", 8),
    "too large a length": ([{"match": "php", "status": 404}, MORE], {"read_timeout": 0.3}, "UnreachableError", 9),
    "endless": ([{"status": 200, "headers": HTML, "body": "x" * 60_000}], {"max_bytes": 50_000}, "LimitError", 1),
    "redirects in a circle": ([{"status": 302, "headers": {"Location": "/wiki/Gout"}}], {}, "RefusedError", 11),
    "redirect to a cloud's secrets": (
        [{"status": 302, "headers": {"Location": "http://169.254.169.254/latest"}}], {}, "RefusedError", 2
    ),
    "challenge": ([{"status": 200, "headers": HTML, "body": CHALLENGE}], {}, "blocked", 7),
    "cookie wall": ([{"status": 200, "headers": HTML, "body": COOKIES}], {}, "blocked", 7),
    "login": ([{"status": 200, "headers": HTML, "body": LOGIN}], {}, "blocked", 7),
    "empty": ([{"status": 200, "headers": HTML, "body": ""}], {}, "UnreachableError", 6),
    "another page": (SWAPPED, {}, "WrongPageError", 8),
    "no HTML": (
        [{"match": "php", "status": 404},
         {"status": 200, "headers": {"Content-Type": "application/pdf"}, "body": "%PDF-1.4"}],
        {}, "not_html", 7,
    ),
    "403": ([{"status": 403}], {}, "RefusedError", 7),
}  # fmt: skip
"""Rules of the fault, bounds of the session -> what the page ends as, and the most requests it may cost."""

PASSING: dict[str, tuple[dict[str, Any], int]] = {
    "429": ({"times": 2, "status": 429, "headers": {"Retry-After": "1"}}, 3),
    "503": ({"times": 2, "status": 503, "headers": {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}}, 3),
    "a burst of 500": ({"times": 3, "status": 500}, 4),
    "reset": ({"times": 2, "drop": True}, 3),
    "body cut off": ({"times": 2, "truncate": 900}, 3),
    "no gzip": ({"times": 2, "garble": True}, 3),
    "empty": ({"times": 1, "status": 200, "body": ""}, 2),
    "half a JSON": ({"times": 1, "status": 200, "headers": JSON, "body": '{"parse": {"title": "Go'}, 2),
    "another page": ({**SWAPPED[1], "times": 1}, 3),
}


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr("wikiclean.fetch.clock.time", SimpleNamespace(monotonic=time.monotonic, sleep=taken.append))
    return taken


def scrape(live_wiki: LiveWiki, out: Path, *titles: str, site: str | None = None, **bounds: Any) -> RunReport:
    session = SessionSettings(**{**BOUNDS, **bounds})
    return run(titles, out, settings=RunSettings(site=site or live_wiki.url, profile="wikimd", session=session))


@pytest.fixture(scope="module")
def known(live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scrape from before the trouble."""
    out = tmp_path_factory.mktemp("known") / "out"
    assert scrape(live_wiki, out, TITLE).exit_code == 0
    return out


@pytest.fixture
def out(known: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, which must say the same in the end."""
    out = tmp_path / "out"
    shutil.copytree(known, out)
    before = (out / "records.jsonl").read_bytes()
    yield out
    assert (out / "records.jsonl").read_bytes() == before
    assert before


def endings(report: RunReport) -> dict[str, int]:
    return report.tally.outcomes | report.tally.failures


@pytest.mark.usefixtures("naps")
@pytest.mark.parametrize("name", LASTING)
def test_lasting_trouble_ends_in_its_type(
    live_wiki: LiveWiki, out: Path, fault: Callable[..., None], asked: Callable[[], list[Any]], name: str
) -> None:
    rules, bounds, ending, most = LASTING[name]
    fault(*({"match": ".", **rule} for rule in rules))
    report = scrape(live_wiki, out, TITLE, **bounds)
    assert (report.exit_code, endings(report)) == (3, {ending: 1})
    assert len(asked()) <= most
    assert report.network is not None
    assert report.network["requests"] <= most


@pytest.mark.parametrize("name", PASSING)
def test_passing_trouble_costs_nothing(
    live_wiki: LiveWiki, out: Path, fault: Callable[..., None], asked: Callable[[], list[Any]], naps: list[float],
    name: str,
) -> None:  # fmt: skip
    rule, most = PASSING[name]
    fault({"match": "api.php", **rule})
    report = scrape(live_wiki, out, TITLE)
    assert (report.exit_code, endings(report)) == (0, {"article": 1})
    assert report.tally.changes == {"unchanged": 1}
    assert len(asked()) <= most
    assert max(naps, default=0) <= 10


@pytest.mark.usefixtures("naps")
def test_a_host_that_the_wiki_redirects_to_is_not_taken_for_it(
    live_wiki: LiveWiki, out: Path, fault: Callable[..., None], asked: Callable[[], list[Any]]
) -> None:
    with serve() as other:
        other.replies["*"] = [Reply(body=PARKED.encode(), headers=HTML)]
        fault({"match": ".", "status": 302, "headers": {"Location": f"{other.url}/parked"}})
        report = scrape(live_wiki, out, TITLE)
        assert len(other.seen) <= 8
    assert (report.exit_code, endings(report)) == (3, {"WrongPageError": 1})
    assert len(asked()) <= 8


@pytest.mark.usefixtures("naps")
@pytest.mark.parametrize(
    "site", ["http://wiki.invalid", "https://{host}", "http://127.0.0.1:9"], ids=["dns", "tls", "closed"]
)
def test_a_host_that_cannot_be_connected_to(
    live_wiki: LiveWiki, out: Path, asked: Callable[[], list[Any]], site: str
) -> None:
    site = site.format(host=live_wiki.url.removeprefix("http://"))
    report = scrape(live_wiki, out, TITLE, site=site)
    assert (report.exit_code, endings(report)) == (3, {"UnreachableError": 1})
    assert report.network is not None
    assert report.network["requests"] <= 5
    assert all(line["status"] == 400 for line in asked())


def test_a_wiki_that_limits_its_readers_is_asked_more_slowly(
    live_wiki: LiveWiki, out: Path, fault: Callable[..., None], asked: Callable[[], list[Any]]
) -> None:
    fault({"match": "api.php", "limit": [4, 1], "status": 429, "headers": {"Retry-After": "1"}})
    report = scrape(live_wiki, out, *(f"Nowhere {number}" for number in range(12)))
    assert endings(report) == {"missing": 12}
    assert sum(line["status"] == 429 for line in asked()) <= 6


@pytest.mark.usefixtures("naps")
def test_a_wiki_that_is_down_is_not_stormed(
    live_wiki: LiveWiki, out: Path, fault: Callable[..., None], asked: Callable[[], list[Any]]
) -> None:
    fault({"match": ".", "status": 503})
    titles = [f"Page {number}" for number in range(20)]
    report = scrape(live_wiki, out, *titles)
    assert endings(report) == {"RefusedError": 20}
    assert len(asked()) <= 5 + 19 * 2


@pytest.mark.usefixtures("naps")
def test_robots_txt_decides_on_views_and_on_the_api_if_it_is_strict(
    live_wiki: LiveWiki, out: Path, asked: Callable[[], list[Any]], tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "fixtures" / "wiki", rules)
    try:
        for denied, robots, ending, paths in (
            ("/w/", "pages", "article", ["/robots.txt", "/w/api.php"]),
            ("/w/", "strict", "article", ["/robots.txt", "/wiki/Gout"]),
            ("/", "strict", "robots_denied", ["/robots.txt"]),
        ):
            (rules / "robots.txt").write_text(f"User-agent: *\nDisallow: {denied}\nDisallow: /*.php\n")
            live_wiki.run("load", str(rules), "--at", EDITED_AT)
            asked()
            report = scrape(live_wiki, out, TITLE, robots=robots)
            assert endings(report) == {ending: 1}
            assert report.exit_code == (3 if ending == "robots_denied" else 0)
            assert [line["uri"].partition("?")[0] for line in asked()] == paths
    finally:
        (rules / "robots.txt").unlink()
        live_wiki.run("load", str(rules), "--at", EDITED_AT)
