from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import vcr
from fake_clock import FakeClock
from server import Reply, Site

from wikiclean.errors import LimitError, RefusedError, UnreachableError, UsageError
from wikiclean.fetch.session import SessionSettings, open_session

Make = Callable[..., Any]
LOCAL = SessionSettings(allow_private=True, robots="off", contact="ops@example.org", retries=2, rate=10_000)


def test_it_says_who_it_is(site: Site) -> None:
    site.replies["*"] = [Reply(body=b"hello")]
    with open_session(LOCAL) as session:
        answer = session.get(site.url + "/x", {"b": "2"})
    assert (answer.status, answer.body, answer.url) == (200, b"hello", site.url + "/x?b=2")
    headers = site.seen[0][1]
    assert headers["user-agent"].startswith("wikiclean/")
    assert "ops@example.org" in headers["user-agent"]
    assert headers["accept-encoding"] == "gzip"


def test_it_waits_as_long_as_the_server_asks_and_tries_again(site: Site, naps: list[float]) -> None:
    site.replies["/x"] = [Reply(503, b"busy", {"Retry-After": "7"}), Reply(body=b"fine")]
    with open_session(LOCAL) as session:
        assert session.get(site.url + "/x").body == b"fine"
    assert 7 in naps
    assert len(site.seen) == 2


def test_it_gives_up_after_its_retries_and_returns_the_last_answer(site: Site, naps: list[float]) -> None:
    site.replies["/x"] = [Reply(503, b"busy", {"Retry-After": "1"})]
    with open_session(LOCAL) as session:
        assert session.get(site.url + "/x").status == 503
    assert len(site.seen) == 3
    assert naps


def test_a_gzipped_answer_comes_unpacked(site: Site) -> None:
    site.replies["*"] = [Reply(body=gzip.compress(b"words " * 100), headers={"Content-Encoding": "gzip"})]
    with open_session(LOCAL) as session:
        assert session.get(site.url).body == b"words " * 100


def test_an_answer_beyond_the_limit_is_cut_off(site: Site) -> None:
    site.replies["*"] = [Reply(body=b"x" * 300_000)]
    settings = SessionSettings(allow_private=True, robots="off", max_bytes=100_000, rate=10_000)
    with open_session(settings) as session, pytest.raises(LimitError, match="larger than 100,000 bytes"):
        session.get(site.url)


def test_redirects_are_followed_and_bounded(site: Site) -> None:
    site.replies["/a"] = [Reply(301, headers={"Location": "/b"})]
    site.replies["/b"] = [Reply(body=b"there")]
    site.replies["/loop"] = [Reply(302, headers={"Location": "/loop"})]
    with open_session(LOCAL) as session:
        assert session.get(site.url + "/a").url == site.url + "/b"
        with pytest.raises(RefusedError, match="redirects"):
            session.get(site.url + "/loop")


def test_private_addresses_are_refused_unless_they_are_meant(site: Site) -> None:
    with open_session(SessionSettings()) as session, pytest.raises(RefusedError, match="--allow-private"):
        session.get(site.url)
    assert not site.seen


def test_a_redirect_into_another_scheme_is_refused(site: Site) -> None:
    site.replies["*"] = [Reply(302, headers={"Location": "file:///etc/passwd"})]
    with open_session(LOCAL) as session, pytest.raises(RefusedError, match="http and https"):
        session.get(site.url)


def test_wikimedia_asks_for_a_contact() -> None:
    with open_session(SessionSettings()) as session, pytest.raises(UsageError, match="WIKICLEAN_CONTACT"):
        session.get("https://en.wikipedia.org/wiki/Aspirin")


def test_nobody_there(naps: list[float]) -> None:
    with open_session(LOCAL) as session, pytest.raises(UnreachableError, match="no answer") as caught:
        session.get("http://127.0.0.1:9/")
    assert caught.value.where == "http://127.0.0.1:9/"
    assert caught.value.__cause__ is not None
    assert naps is not None


def test_it_keeps_the_pace_of_a_host(site: Site, naps: list[float]) -> None:
    site.replies["*"] = [Reply(body=b"x")]
    with open_session(SessionSettings(allow_private=True, robots="off")) as session:
        session.get(site.url, pace=5)
        session.get(site.url, pace=5)
    assert len(naps) == 1
    assert 4 < naps[0] <= 5


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(100_000):
        handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def test_an_answer_is_whole_with_headers_in_lower_case(site: Site, opened: Make) -> None:
    site.replies["/page"] = [Reply(body="Grüße".encode(), headers={"ETag": '"1"', "Content-Type": "text/html"})]
    with opened() as session:
        answer = session.get(f"{site.url}/page", {"title": "A b", "x": "ä"})
    assert answer.url == f"{site.url}/page?title=A+b&x=%C3%A4"
    assert (answer.status, answer.body) == (200, "Grüße".encode())
    assert answer.headers["etag"] == '"1"'
    assert site.seen[0][0] == "/page?title=A+b&x=%C3%A4"


@pytest.mark.parametrize("status", [204, 400, 403, 404, 410, 418])
def test_a_status_is_an_answer(site: Site, opened: Make, status: int) -> None:
    site.replies["/page"] = [Reply(status)]
    with opened() as session:
        assert session.get(f"{site.url}/page").status == status
    assert len(site.seen) == 1


@pytest.mark.parametrize("contact", ["Zoë", "a\nb", "💊@example.org", "  ", "a\x00b"])
def test_a_contact_that_no_header_can_hold_is_wrong_use(contact: str) -> None:
    with pytest.raises(UsageError, match="contact"), open_session(SessionSettings(contact=contact)):
        pass


@pytest.mark.parametrize("rate", [0, -1, float("nan")])
def test_a_rate_that_asks_for_nothing_is_wrong_use(rate: float) -> None:
    with pytest.raises(UsageError, match="rate"), open_session(SessionSettings(rate=rate)):
        pass


def test_a_host_is_paced(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply()]
    with opened() as session:
        for _ in range(3):
            session.get(f"{site.url}/", pace=2.5)
    assert clock.slept == [2.5, 2.5]


def test_a_rate_given_replaces_the_pace(site: Site, opened: Make, clock: FakeClock) -> None:
    site.replies["/"] = [Reply()]
    with opened(rate=4) as session:
        session.get(f"{site.url}/", pace=9)
        session.get(f"{site.url}/", pace=9)
    assert clock.slept == [0.25]


def test_who_is_not_there_is_not_reached(opened: Make) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and not listening
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        with opened(retries=1) as session:
            with pytest.raises(UnreachableError, match="refused"):
                session.get(url)
            assert not session.has_reached(url)


def test_half_a_gzip_stream_is_no_page(site: Site, opened: Make) -> None:
    packed = gzip.compress(b"milligrams " * 20_000)
    site.replies["/"] = [Reply(body=packed[: len(packed) // 2], headers={"Content-Encoding": "gzip"})]
    with opened() as session, pytest.raises(UnreachableError, match="ends too early"):
        session.get(f"{site.url}/")


def test_an_encoding_nobody_asked_for_is_refused(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply(body=b"...", headers={"Content-Encoding": "br"})]
    with opened() as session, pytest.raises(RefusedError, match="'br'"):
        session.get(f"{site.url}/")


def test_too_large_is_cut_off(site: Site, opened: Make) -> None:
    site.replies["/plain"] = [Reply(body=b"x" * 1001)]
    site.replies["/fits"] = [Reply(body=b"x" * 1000)]
    site.replies["/bomb"] = [Reply(body=gzip.compress(b"x" * 5_000_000, 9)[:900], headers={"Content-Encoding": "gzip"})]
    site.replies["/endless"] = [Reply(act=endless)]
    with opened(max_bytes=1000) as session:
        for path in ("/plain", "/bomb", "/endless"):
            with pytest.raises(LimitError, match="1,000 bytes"):
                session.get(site.url + path)
        assert len(session.get(f"{site.url}/fits").body) == 1000


def test_redirects_are_followed(site: Site, opened: Make) -> None:
    site.replies["/a"] = [Reply(301, headers={"Location": "b?x=1"})]
    site.replies["/b"] = [Reply(302, headers={"Location": "/wiki/Grüße".encode().decode("latin-1")})]
    site.replies["/wiki/Gr%C3%BC%C3%9Fe"] = [Reply(body=b"here")]
    with opened() as session:
        answer = session.get(f"{site.url}/a")
    assert (answer.url, answer.body) == (f"{site.url}/wiki/Gr%C3%BC%C3%9Fe", b"here")


def test_the_body_of_a_redirect_is_bounded(site: Site, opened: Make) -> None:
    def redirect(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/b")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for _ in range(100_000):
            handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    site.replies["/a"] = [Reply(act=redirect)]
    with opened(max_bytes=10_000) as session, pytest.raises(LimitError):
        session.get(f"{site.url}/a")


def test_redirects_without_end_are_refused(site: Site, opened: Make) -> None:
    site.replies["/a"] = [Reply(302, headers={"Location": "/a"})]
    with opened(rate=1000) as session, pytest.raises(RefusedError, match="more than 10 redirects"):
        session.get(f"{site.url}/a")
    assert len(site.seen) == 11


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://wiki.example/", "http://[", "gopher:x"])
def test_redirects_lead_to_web_addresses_only(site: Site, opened: Make, place: str) -> None:
    site.replies["/a"] = [Reply(302, headers={"Location": place})]
    with opened() as session, pytest.raises(RefusedError):
        session.get(f"{site.url}/a")


@pytest.mark.parametrize("url", ["ftp://x/", "http://", "http://[::1", "//x/y", "x", "http://h:99999/"])
def test_what_is_no_web_address_is_not_asked(opened: Make, url: str) -> None:
    with opened(retries=0) as session, pytest.raises((RefusedError, UnreachableError)):
        session.get(url)


def test_a_session_is_safe_in_threads_and_asks_one_at_a_time(site: Site, opened: Make) -> None:
    site.replies["/"] = [lambda asked: Reply(body=asked.partition("n=")[2].encode())]
    with opened(rate=1e6) as session, ThreadPoolExecutor(8) as pool:
        bodies = list(pool.map(lambda n: session.get(f"{site.url}/", {"n": str(n)}).body, range(40)))
    assert bodies == [str(n).encode() for n in range(40)]
    assert site.most_at_once == 1


def test_nothing_is_left_behind(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply()]
    before = threading.active_count()
    with opened() as session:
        session.get(f"{site.url}/")
        watches = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        for watch in watches:
            watch.join(5)
            assert not watch.is_alive()
    assert threading.active_count() <= before + 1  # the server's own, for the connection


@pytest.mark.parametrize("decoded", [True, False])
def test_it_works_inside_a_vcrpy_of_the_users_own(site: Site, opened: Make, tmp_path: Path, decoded: bool) -> None:
    body = b"<p>five milligrams</p>\n" * 50
    site.replies["*"] = [Reply(body=gzip.compress(body), headers={"Content-Encoding": "gzip"})]
    for _ in range(2):
        with (
            vcr.use_cassette(str(tmp_path / "c.yaml"), decode_compressed_response=decoded),
            opened() as session,
        ):
            assert session.get(f"{site.url}/x").body == body
    assert len(site.seen) == 1
