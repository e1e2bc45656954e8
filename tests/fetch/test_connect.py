"""What is connected to is what was checked; names are looked up by a resolver of the test's own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from server import Reply, Site

from wikiclean.errors import RefusedError, UnreachableError

Make = Callable[..., Any]


class Resolver:
    """`names`: name -> addresses, one list a look-up, the last again and again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self)

    def __call__(self, host: str, port: int, *rest: Any, **options: Any) -> Any:
        if host[:1].isdigit() or ":" in host:
            return self._real(host, port, *rest, **options)
        self.asked.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        known = self.names[host]
        addresses = known.pop(0) if len(known) > 1 else known[0]
        return [found for address in addresses for found in self._real(address, port, 0, socket.SOCK_STREAM)]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Resolver:
    return Resolver(monkeypatch)


def at(site: Site, host: str) -> str:
    return site.url.replace("127.0.0.1", host)


def close_after(body: bytes) -> Reply:
    return Reply(body=body, headers={"Connection": "close"})


def test_a_name_that_leads_into_a_private_network_is_not_connected_to(
    site: Site, opened: Make, resolver: Resolver
) -> None:
    resolver.names["wiki.example"] = [["127.0.0.1"]]
    with opened(allow_private=False) as session, pytest.raises(RefusedError, match="private network"):
        session.get(at(site, "wiki.example"))
    assert not site.seen
    assert resolver.asked == ["wiki.example"]


def test_a_name_is_looked_up_once_a_connection(site: Site, opened: Make, resolver: Resolver) -> None:
    resolver.names["wiki.example"] = [["127.0.0.1"], ["169.254.169.254"]]
    site.replies["/"] = [Reply(body=b"a"), Reply(body=b"b")]
    with opened() as session:
        assert [session.get(at(site, "wiki.example")).body for _ in range(2)] == [b"a", b"b"]
    assert resolver.asked == ["wiki.example"]
    assert {headers["host"] for _, headers in site.seen} == {at(site, "wiki.example").removeprefix("http://")}


def test_a_name_that_has_moved_is_checked_at_the_next_connection(site: Site, opened: Make, resolver: Resolver) -> None:
    resolver.names["wiki.example"] = [["127.0.0.1"], ["169.254.169.254"]]
    site.replies["/"] = [close_after(b"a")]
    with opened() as session:
        session.get(at(site, "wiki.example"))
        with pytest.raises(RefusedError, match="where no wiki is"):
            session.get(at(site, "wiki.example"))
    assert len(site.seen) == 1


def test_a_repetition_is_checked_too(site: Site, opened: Make, resolver: Resolver) -> None:
    resolver.names["wiki.example"] = [["127.0.0.1"], ["169.254.169.254"]]
    site.replies["/"] = [Reply(503, headers={"Connection": "close"})]
    with opened() as session, pytest.raises(RefusedError, match="where no wiki is"):
        session.get(at(site, "wiki.example"))
    assert len(site.seen) == 1


def test_a_redirect_to_a_metadata_service_is_refused(site: Site, opened: Make) -> None:
    site.replies["/"] = [Reply(302, headers={"Location": "http://169.254.169.254/latest/meta-data"})]
    with opened() as session, pytest.raises(RefusedError, match=r"169\.254\.169\.254"):
        session.get(site.url)


@pytest.mark.parametrize("written", ["0x7f000001", "2130706433", "127.1", "0177.0.0.1", "[::ffff:127.0.0.1]"])
def test_other_ways_to_write_loopback(opened: Make, written: str) -> None:
    with opened(allow_private=False, retries=0) as session, pytest.raises((RefusedError, UnreachableError)) as caught:
        session.get(f"http://{written}:9/")
    assert "refused" not in str(caught.value), "nothing was connected to"


def test_the_next_address_is_tried(site: Site, opened: Make, resolver: Resolver) -> None:
    resolver.names["wiki.example"] = [["127.0.0.2", "127.0.0.1"]]  # nobody listens at the first
    site.replies["/"] = [Reply(body=b"here")]
    with opened(retries=0) as session:
        assert session.get(at(site, "wiki.example")).body == b"here"


def test_a_name_that_is_not_found(opened: Make, resolver: Resolver) -> None:
    with opened(retries=1) as session, pytest.raises(UnreachableError, match="Name or service not known"):
        session.get("http://nowhere.example/")
    assert resolver.asked == ["nowhere.example"] * 2


def test_a_resolver_that_keeps_silent_holds_nobody(
    opened: Make, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    over = threading.Event()
    request.addfinalizer(over.set)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(60) and [])
    with (
        opened(retries=0, connect_timeout=0.05) as session,
        pytest.raises(UnreachableError, match=r"not found within 0\.05 s"),
    ):
        session.get("http://slow.example/")


class TestProxy:
    @pytest.fixture(autouse=True)
    def _proxy(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setenv("HTTP_PROXY", site.url)
        monkeypatch.setenv("http_proxy", site.url)
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        site.replies["*"] = [Reply(body=b"by the proxy")]
        return iter([None])

    def test_it_may_be_private_and_looks_up_what_we_cannot(self, site: Site, opened: Make, resolver: Resolver) -> None:
        with opened(allow_private=False) as session:
            assert session.get("http://wiki.example/x").body == b"by the proxy"
        assert [asked for asked, _ in site.seen] == ["http://wiki.example/x"]
        assert resolver.asked == ["wiki.example"]

    @pytest.mark.parametrize("host", ["inner.example", "127.0.0.1", "[::1]"])
    def test_it_is_not_asked_for_what_is_private(self, site: Site, opened: Make, resolver: Resolver, host: str) -> None:
        resolver.names["inner.example"] = [["10.0.0.1"]]
        with opened(allow_private=False) as session, pytest.raises(RefusedError, match="private network"):
            session.get(f"http://{host}/x")
        assert not site.seen


class TestCredentials:
    @pytest.fixture(autouse=True)
    def _netrc(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resolver: Resolver) -> None:
        path = tmp_path / "netrc"
        path.write_text("machine wiki.example login me password secret\ndefault login any password body\n")
        monkeypatch.setenv("NETRC", str(path))
        resolver.names |= {"wiki.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}

    def shown(self, site: Site) -> list[bool]:
        return ["authorization" in headers for _, headers in site.seen]

    def test_they_are_for_the_host_they_are_written_for(self, site: Site, opened: Make) -> None:
        site.replies["*"] = [Reply()]
        with opened() as session:
            session.get(at(site, "wiki.example"))
            session.get(at(site, "other.example"))
        assert self.shown(site) == [True, False]

    def test_they_do_not_follow_to_another_host(self, site: Site, opened: Make) -> None:
        site.replies["/a"] = [Reply(302, headers={"Location": at(site, "other.example") + "/b"})]
        site.replies["/b"] = [Reply(302, headers={"Location": at(site, "wiki.example") + "/c"})]
        site.replies["/c"] = [Reply()]
        with opened() as session:
            session.get(at(site, "wiki.example") + "/a")
            session.get(at(site, "other.example") + "/b")
        assert self.shown(site) == [True, False, True, False, False]

    def test_a_redirect_brings_none(self, site: Site, opened: Make) -> None:
        site.replies["/a"] = [Reply(302, headers={"Location": site.url.replace("://", "://me:secret@") + "/b"})]
        with opened() as session, pytest.raises(RefusedError, match="password"):
            session.get(f"{site.url}/a")
        assert len(site.seen) == 1


def test_no_cookie_is_kept(site: Site, opened: Make) -> None:
    site.replies["*"] = [Reply(headers={"Set-Cookie": "session=1; Path=/"})]
    with opened() as session:
        session.get(f"{site.url}/a")
        session.get(f"{site.url}/b")
    assert not any("cookie" in headers for _, headers in site.seen)


def flood(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    for number in range(50_000):
        handler.send_header(f"X-{number}", "x" * 100)
    handler.end_headers()


def long_line(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("X-Long", "x" * 1_000_000)
    handler.end_headers()


@pytest.mark.parametrize("act", [flood, long_line], ids=lambda act: act.__name__)
def test_headers_are_bounded(site: Site, opened: Make, act: Any) -> None:
    site.replies["*"] = [Reply(act=act)]
    with opened(retries=0) as session, pytest.raises(UnreachableError, match=r"headers|header line"):
        session.get(site.url)
