"""What is never asked: other schemes than HTTP, private networks, Wikimedia without a contact."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from ..errors import RefusedError, UsageError

__all__ = ["check_address", "check_contact", "host_of"]

_WIKIMEDIA = (
    "wikipedia.org", "wikimedia.org", "wiktionary.org", "wikibooks.org", "wikidata.org", "wikisource.org",
    "wikiquote.org", "wikivoyage.org", "wikinews.org", "wikiversity.org", "wikifunctions.org", "mediawiki.org",
)  # fmt: skip
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def host_of(url: str) -> str:
    """Host and port of an address, in lower case: what pace and memory are kept by."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def check_contact(contact: str | None) -> None:
    """Raise UsageError for a contact that cannot stand in a header."""
    if contact is not None and not (contact.isascii() and contact.isprintable() and contact.strip()):
        raise UsageError("the contact must be a mail or web address in plain ASCII", where=repr(contact))


def check_address(url: str, *, contact: str | None, allow_private: bool) -> None:
    """Raise RefusedError for an address that must not be asked, UsageError for Wikimedia without a contact.

    The name is looked up here and once more by the request.
    """
    host = check_scheme(url)
    if contact is None and any(host == name or host.endswith(f".{name}") for name in _WIKIMEDIA):
        raise UsageError(
            "Wikimedia asks every robot for a contact: give --contact with your mail or web address, "
            "or set WIKICLEAN_CONTACT",
            where=host,
        )
    if not allow_private and _is_private(host):
        raise RefusedError("the address lies in a private network; give --allow-private if that is meant", where=url)


def check_scheme(url: str) -> str:
    """The host of `url`, in lower case without a final dot. Raises RefusedError unless it is http or https."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError as error:
        raise RefusedError(f"no web address: {error}", where=url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedError("only http and https addresses are fetched", where=url)
    return host


def _is_private(host: str) -> bool:
    """Whether any address of `host` is not public; a name that is not found is left to the request."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return not all(_is_public(ipaddress.ip_address(address.partition("%")[0])) for address in found)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether `address` is of the public internet; for an IPv6 address that wraps an IPv4 one, whether that is."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and any(address in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast
