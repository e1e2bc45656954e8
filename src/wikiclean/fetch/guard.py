"""What is never asked: other schemes than HTTP, private networks, Wikimedia without a contact."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from ..errors import RefusedError, UsageError

__all__ = ["check_addresses", "check_contact", "check_operator", "check_scheme", "host_of"]

_WIKIMEDIA = (
    "wikipedia.org", "wikimedia.org", "wiktionary.org", "wikibooks.org", "wikidata.org", "wikisource.org",
    "wikiquote.org", "wikivoyage.org", "wikinews.org", "wikiversity.org", "wikifunctions.org", "mediawiki.org",
)  # fmt: skip
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_METADATA = frozenset(
    map(ipaddress.ip_address, ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"))
)
"""Where clouds hand out credentials to whoever asks from inside, besides the link-local 169.254.169.254: Alibaba,
Azure, Oracle, AWS and Google over IPv6. No wiki is there."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def host_of(url: str) -> str:
    """Host and port of an address, in lower case: what pace and memory are kept by."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def check_contact(contact: str | None) -> None:
    """Raise UsageError for a contact that cannot stand in a header."""
    if contact is not None and not (contact.isascii() and contact.isprintable() and contact.strip()):
        raise UsageError("the contact must be a mail or web address in plain ASCII", where=repr(contact))


def check_operator(url: str, contact: str | None) -> None:
    """Raise UsageError where Wikimedia would be asked by nobody in particular."""
    host = check_scheme(url)
    if contact is None and any(host == name or host.endswith(f".{name}") for name in _WIKIMEDIA):
        raise UsageError(
            "Wikimedia asks every robot for a contact: give --contact with your mail or web address, "
            "or set WIKICLEAN_CONTACT",
            where=host,
        )


def check_scheme(url: str) -> str:
    """The host of `url`, in lower case without a final dot.

    Raises RefusedError unless it is http or https, and for a password in the address: it would go into records
    and logs, and a redirect could make us show it to anybody.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError as error:
        raise RefusedError(f"no web address: {error}", where=url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedError("only http and https addresses are fetched", where=url)
    if parts.username is not None or parts.password is not None:
        raise RefusedError("an address must not hold a password; put it into ~/.netrc", where=host)
    return host


def check_addresses(host: str, addresses: Iterable[str], *, allow_private: bool) -> None:
    """Raise RefusedError if one of the addresses that `host` stands for must not be connected to."""
    for written in addresses:
        address = _inner_of(ipaddress.ip_address(written.partition("%")[0]))
        if address.is_link_local or address in _METADATA:
            raise RefusedError(f"{host} stands for {address}, where no wiki is", where=host)
        if not allow_private and (not address.is_global or address.is_multicast):
            raise RefusedError(
                f"{host} stands for {address}, which lies in a private network; give --allow-private if that is meant",
                where=host,
            )


def _inner_of(address: _Address) -> _Address:
    """The IPv4 address that an IPv6 address wraps (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if inner is None and any(address in network for network in _NAT64):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address
