from __future__ import annotations

import gzip

import pytest
from server import Reply, Site

from wikiclean.errors import LimitError, RefusedError, UnreachableError, UsageError
from wikiclean.fetch.session import SessionSettings, open_session

LOCAL = SessionSettings(allow_private=True, contact="ops@example.org", retries=2, rate=10_000)


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
    settings = SessionSettings(allow_private=True, max_bytes=100_000, rate=10_000)
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
    with open_session(SessionSettings(allow_private=True)) as session:
        session.get(site.url, pace=5)
        session.get(site.url, pace=5)
    assert len(naps) == 1
    assert 4 < naps[0] <= 5
