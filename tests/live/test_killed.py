"""Killed at random moments and started again, a scrape ends like one that nobody disturbed.

A few moments are tried here. For a night's work: WIKICLEAN_KILLS=50 pytest tests/live/test_killed.py
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from live_wiki import LiveWiki
from store_content import content

pytestmark = pytest.mark.live

KILLS = int(os.environ.get("WIKICLEAN_KILLS", "4"))

PROGRAM = """
import sys
from wikiclean.fetch.selection import Selection
from wikiclean.fetch.session import SessionSettings
from wikiclean.pipeline.run import run
from wikiclean.pipeline.settings import RunSettings

site, out, *store = sys.argv[1:]
session = SessionSettings(allow_private=True, rate=1e6, robots="off")
told = RunSettings(
    site=site,
    profile="wikimd",
    selection=Selection(everything=True),
    session=session,
    store=store[0] if store else None,
    observe=lambda step: print(step.target, flush=True),
)
report = run([], out, settings=told)
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


class Scrape:
    """`address`: of the store, where it is not in the directory."""

    def __init__(self, wiki: LiveWiki, out: Path, address: str | None) -> None:
        self.out, self.address = out, address
        self._command = [sys.executable, "-c", PROGRAM, wiki.url, str(out), *([address] if address else [])]

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

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
        return content(self.out, self.address)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def scrape(live_wiki: LiveWiki, store_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Scrape:
    address = request.getfixturevalue("postgresql").database() if store_kind == "postgresql" else None
    return Scrape(live_wiki, tmp_path / "out", address)


@dataclass(frozen=True)
class Calm:
    content: dict[str, Any]
    pages: int


@pytest.fixture(scope="module")
def undisturbed(live_wiki: LiveWiki, tmp_path_factory: pytest.TempPathFactory) -> Calm:
    scrape = Scrape(live_wiki, tmp_path_factory.mktemp("undisturbed") / "out", None)
    pages = scrape.finish()
    assert len(pages) > 30
    return Calm(scrape.content(), len(pages))


@pytest.mark.parametrize("number", range(KILLS))
def test_killed_and_started_again_it_ends_like_an_undisturbed_run(
    scrape: Scrape, number: int, undisturbed: Calm
) -> None:
    scrape.kill_at(Moment.of(number, undisturbed.pages))
    scrape.finish()
    assert scrape.content() == undisturbed.content


def test_killed_again_and_again_it_comes_to_an_end(scrape: Scrape, undisturbed: Calm) -> None:
    for number in range(4):
        killed = scrape.kill_at(Moment(pages=8, seconds=0.01 * number))
        assert killed
    assert len(scrape.finish()) < 15, "what was done was not done again"
    assert scrape.content() == undisturbed.content
