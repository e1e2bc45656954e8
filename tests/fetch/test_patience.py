from __future__ import annotations

import pickle
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from fake_clock import FakeClock
from server import Reply, Site

from wikiclean.errors import UnreachableError
from wikiclean.fetch.clock import Clock
from wikiclean.fetch.patience import Patience, backoff_of, seconds_of

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0), ("120", 120), (" 5 ", 5), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        (None, None), ("", None), ("soon", None), ("-5", None), ("1.5", None), ("٣", None),
    ],
)  # fmt: skip
def test_retry_after_in_seconds(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    seconds = seconds_of(later)
    assert seconds is not None
    assert 7000 < seconds <= 7200


def test_a_retry_after_beyond_all_measure_is_a_number() -> None:
    assert seconds_of("9" * 5000) == 999_999_999_999


def test_backoff_doubles_up_to_a_bound() -> None:
    for tries, seconds in ((1, 1), (2, 2), (3, 4), (6, 30), (1000, 30)):
        assert seconds <= backoff_of(tries) <= seconds * 1.25


def test_a_wait_is_allowed_within_the_time_that_is_left() -> None:
    now = 0.0
    patience = Patience(Clock(lambda: now), total=100, max_wait=60)
    with patience.one_answer():
        assert patience.allows(60)
        assert not patience.allows(61)
        now = 50.0
        assert patience.allows(49)
        assert not patience.allows(50)
        assert not patience.is_over
        now = 100.0
        assert patience.is_over
    with patience.one_answer():
        assert not patience.is_over


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def drip_in_chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"1\r\nx\r\n")
        time.sleep(0.02)


def drip_without_length(handler: BaseHTTPRequestHandler) -> None:
    handler.protocol_version = "HTTP/1.0"
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(1000):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n"[:1])
        time.sleep(0.02)


def drop(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def keep_silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


def break_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"the first words")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(site: Site, opened: Make, clock: FakeClock, status: int) -> None:
    site.replies["/"] = [Reply(status), Reply(status), Reply(body=b"at last")]
    with opened() as session:
        assert session.get(f"{site.url}/").body == b"at last"
    first, second = clock.slept
    assert 1 <= first <= 1.25
    assert 2 <= second <= 2.5


def test_after_all_tries_the_last_answer_counts(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply(503, b"down")]
    with opened(retries=2) as session:
        answer = session.get(f"{site.url}/")
    assert (answer.status, answer.body, len(site.seen)) == (503, b"down", 3)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(site: Site, opened: Make, clock: FakeClock, status: int) -> None:
    site.replies["/"] = [Reply(status, headers={"Retry-After": "17"}), Reply()]
    with opened() as session:
        assert session.get(f"{site.url}/").status == 200
    assert clock.slept == [17]


def test_a_retry_after_too_long_ends_it_at_once(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply(429, headers={"Retry-After": "3600"}), Reply()]
    with opened() as session:
        assert session.get(f"{site.url}/").status == 429
    assert (clock.slept, len(site.seen)) == ([], 1)


def test_waits_count_for_the_time_of_an_answer(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply(503, headers={"Retry-After": "100"})]
    with opened(total_timeout=250, retries=9) as session:
        assert session.get(f"{site.url}/").status == 503
    assert clock.slept == [100, 100]


def test_a_retry_after_without_sense_is_passed_over(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply(503, headers={"Retry-After": "soon"}), Reply()]
    with opened() as session:
        assert session.get(f"{site.url}/").status == 200
    assert len(clock.slept) == 1


def test_a_dropped_connection_is_tried_again(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply(act=drop), Reply(body=b"here")]
    with opened() as session:
        assert session.get(f"{site.url}/").body == b"here"


def test_silence_is_tried_again_only_twice(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply(act=keep_silent)]
    with opened(read_timeout=0.05, retries=9) as session:
        with pytest.raises(UnreachableError, match="time") as caught:
            session.get(f"{site.url}/")
        assert session.has_reached(site.url)
    assert len(site.seen) == 3
    assert caught.value.where == f"{site.url}/"
    assert caught.value.__cause__ is not None
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_body_that_breaks_off_is_asked_for_again(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply(act=break_off), Reply(body=b"whole")]
    with opened() as session:
        assert session.get(f"{site.url}/").body == b"whole"
    assert len(clock.slept) == 1


def test_a_body_that_always_breaks_off_is_no_answer(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply(act=break_off)]
    with opened(retries=9) as session, pytest.raises(UnreachableError, match="15 bytes read"):
        session.get(f"{site.url}/")
    assert len(site.seen) == 3


@pytest.mark.parametrize("act", [drip, drip_in_chunks, drip_without_length, drip_headers], ids=lambda act: act.__name__)
def test_a_server_that_drips_holds_nobody(site: Site, opened: Make, act: Any) -> None:
    site.replies["/"] = [Reply(act=act)]
    with opened(total_timeout=0.2) as session, pytest.raises(UnreachableError, match=r"within 0\.2 s"):
        session.get(f"{site.url}/")
    assert len(site.seen) <= 1
