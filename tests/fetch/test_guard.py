from __future__ import annotations

import socket

import pytest

from wikiclean.errors import RefusedError, UsageError
from wikiclean.fetch.guard import check_address, host_of


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name stand for these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    names(monkeypatch, address)
    with pytest.raises(RefusedError, match="--allow-private"):
        check_address("http://wiki.example/", contact=None, allow_private=False)
    check_address("http://wiki.example/", contact=None, allow_private=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    names(monkeypatch, address)
    check_address("https://wiki.example/", contact=None, allow_private=False)


def test_one_private_address_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, "8.8.8.8", "127.0.0.1")
    with pytest.raises(RefusedError):
        check_address("http://wiki.example/", contact=None, allow_private=False)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
def test_a_name_that_is_not_found_is_left_to_the_request(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    check_address("http://wiki.example/", contact=None, allow_private=False)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://wiki.example/", "http://", "http://[x/", "wiki.example"])
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(RefusedError):
        check_address(url, contact="me@example.org", allow_private=True)


@pytest.mark.parametrize("host", ["en.wikipedia.org", "EN.Wikipedia.ORG.", "www.mediawiki.org", "wikidata.org"])
def test_wikimedia_wants_a_contact(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    names(monkeypatch, "8.8.8.8")
    with pytest.raises(UsageError, match=r"--contact.*WIKICLEAN_CONTACT"):
        check_address(f"https://{host}/wiki/X", contact=None, allow_private=False)
    check_address(f"https://{host}/wiki/X", contact="me@example.org", allow_private=False)


@pytest.mark.parametrize("host", ["notwikipedia.org", "wikipedia.org.example"])
def test_a_like_name_is_not_wikimedia(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    names(monkeypatch, "8.8.8.8")
    check_address(f"https://{host}/", contact=None, allow_private=False)


def test_the_host_is_known_by_name_and_port() -> None:
    assert host_of("https://me:secret@Wiki.Example:8080/x") == "wiki.example:8080"
