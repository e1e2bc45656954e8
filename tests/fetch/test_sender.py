"""What one answer costs in requests: repetitions, pace, budget."""

from __future__ import annotations

import gzip
import socket
import ssl
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from fake_clock import FakeClock
from server import Reply, Site

from wikiclean.errors import RequestsSpentError, UnreachableError, UsageError
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.traffic import Traffic

Make = Callable[..., Any]


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def test_every_request_counts(site: Site, clock: FakeClock) -> None:
    site.replies["/robots.txt"] = [Reply(404)]
    site.replies["/a"] = [Reply(503), Reply(302, headers={"Location": "/b"})]
    site.replies["/b"] = [Reply(act=hang_up), Reply(body=b"four")]
    traffic = Traffic()
    with open_session(SessionSettings(allow_private=True), clock=clock.clock, traffic=traffic) as session:
        session.get(f"{site.url}/a")
    assert site.paths == ["/robots.txt", "/a", "/a", "/b", "/b"]
    assert (traffic.requests, traffic.repeated) == (5, 2)
    assert traffic.described() == {
        "requests": 5,
        "repeated": 2,
        "bytes": len(b"four"),
        "statuses": {"200": 1, "302": 1, "404": 1, "503": 1},
        "wikis": {},
    }


def test_a_budget_ends_before_the_request_that_is_one_too_many(site: Site, opened: Make) -> None:
    site.replies["*"] = [Reply()]
    with opened(max_requests=3) as session:
        for _ in range(3):
            session.get(site.url)
        for _ in range(2):
            with pytest.raises(RequestsSpentError, match="3 requests") as caught:
                session.get(f"{site.url}/x")
        assert caught.value.where == f"{site.url}/x"
    assert len(site.seen) == 3


def test_repetitions_count_for_the_budget(site: Site, opened: Make) -> None:
    site.replies["*"] = [Reply(503)]
    with opened(max_requests=2) as session, pytest.raises(RequestsSpentError):
        session.get(site.url)
    assert len(site.seen) == 2


def test_sessions_of_a_run_share_a_budget(site: Site, clock: FakeClock) -> None:
    site.replies["*"] = [Reply()]
    settings = SessionSettings(allow_private=True, robots="off")
    traffic = Traffic(3)
    for _ in range(3):
        with open_session(settings, clock=clock.clock, traffic=traffic) as session:
            session.get(site.url)
    with open_session(settings, traffic=traffic) as session, pytest.raises(RequestsSpentError):
        session.get(site.url)


def test_a_budget_that_is_spent_before_robots_txt_is_read_is_no_denial(site: Site) -> None:
    traffic = Traffic(2, requests=2)
    with (
        open_session(SessionSettings(allow_private=True), traffic=traffic) as session,
        pytest.raises(RequestsSpentError),
    ):
        session.get(site.url)
    assert not site.seen


def test_robots_txt_is_read_once_a_run(site: Site, clock: FakeClock) -> None:
    site.replies["*"] = [Reply()]
    traffic = Traffic()
    for _ in range(2):
        with open_session(SessionSettings(allow_private=True), clock=clock.clock, traffic=traffic) as session:
            session.get(site.url)
    assert site.paths == ["/robots.txt", "/", "/"]


def test_a_budget_of_nothing_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="budget"), open_session(SessionSettings(max_requests=0)):
        pass


def test_repetitions_keep_the_interval_that_the_host_wants(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply(503), Reply()]
    with opened() as session:
        session.get(site.url, pace=20)
    assert clock.slept == [20]


def test_a_host_with_trouble_is_asked_more_slowly_until_it_is_well(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/bad"] = [Reply(503), Reply(429), Reply()]
    site.replies["/"] = [Reply()]
    with opened() as session:
        session.get(f"{site.url}/bad")
        del clock.slept[:]
        for _ in range(12):
            session.get(site.url, pace=1)
    assert clock.slept == sorted(clock.slept, reverse=True)
    assert 1.5 < clock.slept[0] < 3
    assert clock.slept[-1] == 1


def test_a_gzip_stream_that_ends_too_early_is_asked_for_again(site: Site, opened: Make) -> None:
    packed = gzip.compress(b"milligrams " * 2000)
    encoded = {"Content-Encoding": "gzip"}
    site.replies["/"] = [Reply(body=packed[:-20], headers=encoded), Reply(body=packed, headers=encoded)]
    with opened() as session:
        assert session.get(site.url).body == b"milligrams " * 2000


def test_a_certificate_that_does_not_fit_is_not_asked_for_again(
    opened: Make, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ssl.SSLCertVerificationError("certificate verify failed: self-signed certificate")

    tries = []
    monkeypatch.setattr("urllib3.connection.ssl_wrap_socket", lambda *_, **__: tries.append(1) or refuse())
    with opened() as session, pytest.raises(UnreachableError, match="certificate"):
        session.get(site.url.replace("http:", "https:"))
    assert len(tries) == 1


def test_a_host_that_is_down_is_not_stormed(site: Site, opened: Make) -> None:
    site.replies["/down"] = [Reply(500)]
    site.replies["/"] = [Reply()]
    with opened(retries=4) as session:
        counts = []
        for path in ("/down", "/down", "/", "/down"):
            before = len(site.seen)
            session.get(site.url + path)
            counts.append(len(site.seen) - before)
    assert counts == [5, 2, 1, 5]
