"""Killed at random moments and started again, a scrape and a refresh end like those that nobody disturbed.

A few moments are tried here. For a night's work: WIKICLEAN_KILLS=50 pytest tests/live/test_killed.py
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import postgres
from live_wiki import LiveWiki
from store_content import content
from wikiclean.store.base import open_store
from wikiclean.store.verify import verify_store

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("WIKICLEAN_KILLS", "4"))
PREFIX = f"Disturbed {os.getpid()}"
"""Of the pages that are changed; a wiki of an earlier session may be gone on with."""

PROGRAM = """
import sys
from wikiclean.fetch.selection import Selection
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.refresh import refresh
from wikiclean.pipeline.run import run
from wikiclean.pipeline.settings import RunSettings

what, site, out, *store = sys.argv[1:]
told = RunSettings(
    site=site if what != "refresh" else None,
    profile="wikimd",
    session=SessionSettings(allow_private=True, rate=1e6, robots="off"),
    selection=None if what == "refresh" else Selection(everything=True) if what == "all" else Selection(prefix=what),
    store=store[0] if store else None,
    observe=lambda step: print(step.target, flush=True),
)
report = refresh(out, settings=told) if what == "refresh" else run([], out, settings=told)
sys.exit(report.exit_code)
"""


@dataclass(frozen=True)
class Moment:
    """So many seconds after so many pages; before the first page they are still being listed."""

    pages: int
    seconds: float

    @classmethod
    def of(cls, number: int, pages: int) -> Moment:
        """Some moment of a run of so many pages; the same for the same number."""
        chance = random.Random(number)
        after = chance.randrange(pages + 1)
        return cls(after, chance.uniform(0.3, 1.0) if after == 0 else chance.uniform(0.0, 0.08))


@dataclass(frozen=True)
class Disturbed:
    """A command on a directory. `what`: all, refresh, or how titles begin."""

    what: str
    wiki: LiveWiki
    out: Path
    address: str | None
    """Of the store, where it is not in the directory."""

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, self.what, self.wiki.url, str(self.out)]
        command += [self.address] if self.address else []
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def finish(self) -> list[str]:
        """Pages that it did."""
        process = self.start()
        pages, errors = process.communicate(timeout=300)
        assert (process.returncode, "Traceback" in errors) == (0, False), errors
        return pages.splitlines()

    def kill_at(self, moment: Moment) -> bool:
        """Whether it was still at work then."""
        process = self.start()
        assert process.stdout is not None
        for _ in range(moment.pages):
            process.stdout.readline()
        time.sleep(moment.seconds)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def content(self) -> dict[str, Any]:
        """What is stored; that it is sound, and that the archive holds what it was read from, is asserted."""
        with open_store(self.address or self.out) as store:
            store.directory = self.out
            assert [finding for finding in verify_store(store) if finding is not None] == []
        return content(self.out, self.address)


@dataclass(frozen=True)
class Calm:
    """What an undisturbed run comes to."""

    content: dict[str, Any]
    pages: int


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> postgres.Server | None:
    """For the store; None for a file in the directory."""
    return request.getfixturevalue("postgresql") if request.param == "postgresql" else None


# --- scrape


@pytest.fixture(scope="module")
def undisturbed_scrape(live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory) -> Calm:
    scrape = Disturbed("all", live_wiki, tmp_path_factory.mktemp("undisturbed") / "out", None)
    pages = scrape.finish()
    assert len(pages) > 30
    return Calm(scrape.content(), len(pages))


@pytest.fixture
def scrape(live_wiki: LiveWiki, server: postgres.Server | None, tmp_path: Path) -> Disturbed:
    return Disturbed("all", live_wiki, tmp_path / "out", server.database() if server is not None else None)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_scrape_ends_like_an_undisturbed_one(undisturbed_scrape: Calm, scrape: Disturbed, number: int) -> None:
    scrape.kill_at(Moment.of(number, undisturbed_scrape.pages))
    scrape.finish()
    assert scrape.content() == undisturbed_scrape.content


def test_killed_again_and_again_it_comes_to_an_end(undisturbed_scrape: Calm, scrape: Disturbed) -> None:
    for number in range(4):
        killed = scrape.kill_at(Moment(pages=8, seconds=0.01 * number))
        assert killed
    assert len(scrape.finish()) <= undisturbed_scrape.pages - 4 * 8, "what was done was not done again"
    assert scrape.content() == undisturbed_scrape.content


# --- refresh


@dataclass(frozen=True)
class Scraped:
    """A scrape of pages that changed since; to be copied, as each refresh changes it."""

    wiki: LiveWiki
    out: Path
    address: str | None

    def copy(self, place: Path, server: postgres.Server | None) -> Disturbed:
        out = place / "out"
        shutil.copytree(self.out, out)
        if self.address is None or server is None:
            return Disturbed("refresh", self.wiki, out, None)
        return Disturbed("refresh", self.wiki, out, server.database(like=self.address))


@pytest.fixture(scope="module")
def changed(
    live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[bool, Scraped]]:
    """By whether the store is on a server. Of 24 pages 8 are edited, 2 renamed, 2 deleted, 1 becomes a redirect."""
    titles = [f"{PREFIX} {number:02}" for number in range(24)]
    place = tmp_path_factory.mktemp("changed")
    pages = place / "pages"
    pages.mkdir()
    shutil.copy(ROOT / "fixtures" / "wiki" / "LocalSettings.php", pages)
    for title in titles:
        (pages / f"{title}.wiki").write_text(f"'''{title}''' is a drug. The usual dose is 5 mg once daily.", "utf-8")
    live_wiki.run("load", str(pages), "--at", "2024-01-01T00:00:00Z")
    scraped = {False: Scraped(live_wiki, place / "file", None)}
    if postgres.is_at_hand():
        address = request.getfixturevalue("postgresql").database()
        scraped[True] = Scraped(live_wiki, place / "server", address)
    for each in scraped.values():
        Disturbed(PREFIX, live_wiki, each.out, each.address).finish()
    for title in titles[:8]:
        (pages / f"{title}.wiki").write_text(f"'''{title}''' is a drug. The usual dose is 10 mg twice daily.", "utf-8")
    (pages / f"{titles[8]}.wiki").write_text(f"#REDIRECT [[{titles[9]}]]", "utf-8")
    live_wiki.run("load", str(pages))
    renamed = {title: f"{title} again" for title in titles[10:12]}
    maintain(live_wiki, "moveBatch.php", place, [f"{old}|{new}" for old, new in renamed.items()])
    maintain(live_wiki, "deleteBatch.php", place, titles[12:14])
    yield scraped
    maintain(live_wiki, "deleteBatch.php", place, [*titles, *renamed.values()])


def maintain(wiki: LiveWiki, script: str, place: Path, lines: list[str]) -> None:
    """Run one of MediaWiki's own scripts over a list."""
    (place / script).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    wiki.run("run", script, str(place / script))


@pytest.fixture(scope="module")
def undisturbed_refresh(changed: dict[bool, Scraped], tmp_path_factory: pytest.TempPathFactory) -> Calm:
    refresh = changed[False].copy(tmp_path_factory.mktemp("undisturbed"), None)
    pages = refresh.finish()
    assert 13 <= len(pages) < 24
    found = refresh.content()
    told = sorted(json.loads(row["json"])["change"] for row in found["changes"])
    assert [change for change in told if change != "added"] == ["changed"] * 8 + ["gone"] * 3 + ["renamed"] * 2
    return Calm(found, len(pages))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_refresh_ends_like_an_undisturbed_one(
    undisturbed_refresh: Calm,
    changed: dict[bool, Scraped],
    server: postgres.Server | None,
    tmp_path: Path,
    number: int,
) -> None:
    refresh = changed[server is not None].copy(tmp_path, server)
    refresh.kill_at(Moment.of(number, undisturbed_refresh.pages))
    refresh.finish()
    assert refresh.content() == undisturbed_refresh.content
