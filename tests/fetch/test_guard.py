from __future__ import annotations

import pytest

from wikiclean.errors import RefusedError, UsageError
from wikiclean.fetch.guard import check_addresses, check_operator, check_scheme, host_of


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::",
        "fc00::1", "ff0e::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_unless_they_are_meant(address: str) -> None:
    with pytest.raises(RefusedError, match="--allow-private"):
        check_addresses("wiki.example", [address], allow_private=False)
    check_addresses("wiki.example", [address], allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "fe80::1%eth0", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "100.100.100.200",
        "168.63.129.16", "fd00:ec2::254",
    ],
)  # fmt: skip
@pytest.mark.parametrize("allow_private", [False, True])
def test_where_clouds_keep_secrets_is_never_asked(address: str, allow_private: bool) -> None:
    with pytest.raises(RefusedError, match="where no wiki is"):
        check_addresses("wiki.example", [address], allow_private=allow_private)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_asked(address: str) -> None:
    check_addresses("wiki.example", [address], allow_private=False)


def test_one_private_address_is_enough() -> None:
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1"):
        check_addresses("wiki.example", ["8.8.8.8", "127.0.0.1"], allow_private=False)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://wiki.example/", "http://", "http://[x/", "wiki.example"])
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(RefusedError):
        check_scheme(url)


@pytest.mark.parametrize("url", ["https://me:secret@wiki.example/", "https://me@wiki.example/"])
def test_no_password_in_an_address(url: str) -> None:
    with pytest.raises(RefusedError, match="password") as caught:
        check_scheme(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("host", ["en.wikipedia.org", "EN.Wikipedia.ORG.", "www.mediawiki.org", "wikidata.org"])
def test_wikimedia_wants_a_contact(host: str) -> None:
    with pytest.raises(UsageError, match=r"--contact.*WIKICLEAN_CONTACT"):
        check_operator(f"https://{host}/wiki/X", None)
    check_operator(f"https://{host}/wiki/X", "me@example.org")


@pytest.mark.parametrize("host", ["notwikipedia.org", "wikipedia.org.example"])
def test_a_like_name_is_not_wikimedia(host: str) -> None:
    check_operator(f"https://{host}/", None)


def test_the_host_is_known_by_name_and_port() -> None:
    assert host_of("https://me:secret@Wiki.Example:8080/x") == "wiki.example:8080"
