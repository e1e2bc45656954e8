from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from wikiclean.fetch.session import Session, SessionSettings, open_session

sys.path.insert(0, str(Path(__file__).parent))

from fake_clock import FakeClock
from server import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as made:
        yield made


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody sleeps in tests: what would have been slept is written down."""
    taken: list[float] = []
    monkeypatch.setattr("time.sleep", taken.append)
    return taken


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def opened(clock: FakeClock) -> Callable[..., AbstractContextManager[Session]]:
    """Open a session that may ask loopback, on the fake clock."""

    def call(**settings: Any) -> AbstractContextManager[Session]:
        return open_session(SessionSettings(**{"allow_private": True, "robots": "off", **settings}), clock=clock.clock)

    return call


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    for name in ("WIKICLEAN_CONTACT", *proxies, *(name.lower() for name in proxies)):
        monkeypatch.delenv(name, raising=False)
