"""What a cassette must not hold: secrets, cookies, mail addresses, addresses of people's machines.

Recordings are committed and shared. What is taken out leaves a word in its place, so that a reader sees that something
was there; the same exchange gives the same bytes.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from .cassette_format import Exchange

__all__ = ["REDACTED", "redact_exchange", "redact_url"]

REDACTED = "REDACTED"

_SECRET = re.compile(
    r"(?:.*[_-])?(?:api[_-]?key|auth|authorization|cookie|key|passw(?:or)?d|secret|session(?:[_-]?id)?|sid|signature|token)",
    re.IGNORECASE,
)
"""Names of parameters and headers whose values are nobody's business."""
_HARMLESS = frozenset({"cache-key", "surrogate-key"})
_JSON_SECRET = re.compile(
    rb'("(?:[a-z]*token|password|sessionid|lgtoken|wgUserName|wgUserEditCount)"\s*:\s*)"(?!\+\\)[^"]+"', re.IGNORECASE
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?!example\b)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w-])")
_MAILBOX = "someone@example.org"
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_ANYONE = "192.0.2.1"
_ENZYMES = 7
"""EC numbers of enzymes look like addresses, "EC 3.4.21.4", and their first number is at most this."""


def redact_exchange(exchange: Exchange) -> Exchange:
    """The exchange without what must not be shared. Bodies that are no text stay as they are."""
    headers = {
        name: REDACTED if _is_secret(name) else _redact_text(value)
        for name, value in exchange.headers.items()
        if name.lower() not in ("set-cookie", "cookie")
    }
    return replace(exchange, url=redact_url(exchange.url), headers=headers, body=_redact_body(exchange.body))


def redact_url(url: str) -> str:
    """An address without a password in it, and without the values of secret parameters."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_is_secret(name) or _MAIL.search(value) for name, value in pairs):
        query = urlencode([(name, REDACTED if _is_secret(name) else _redact_text(value)) for name, value in pairs])
    return parts._replace(netloc=place, query=query).geturl()


def _is_secret(name: str) -> bool:
    return name.lower() not in _HARMLESS and _SECRET.fullmatch(name) is not None


def _redact_body(body: bytes) -> bytes:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return body
    cleaned = _redact_text(text).encode()
    return _JSON_SECRET.sub(rb'\1"' + REDACTED.encode() + rb'"', cleaned)


def _redact_text(text: str) -> str:
    if "@" in text:
        text = _MAIL.sub(_MAILBOX, text)
    return _IPV4.sub(_redact_address, text)


def _redact_address(found: re.Match[str]) -> str:
    """Public addresses go; those of private networks name nobody, and tests are recorded from them."""
    try:
        address = ipaddress.IPv4Address(found[0])
    except ValueError:
        return found[0]
    is_enzyme = int(found[0].partition(".")[0]) <= _ENZYMES
    return found[0] if is_enzyme or not address.is_global else _ANYONE
