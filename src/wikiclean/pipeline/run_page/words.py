"""Values from wikis and numbers, as they are shown: short, on one line, and never an address a browser would run."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ...text import one_line

__all__ = ["Linked", "link_of", "say_bytes", "say_ms", "say_number", "say_seconds", "say_share", "shorten"]

_LENGTH, _ADDRESS = 160, 300
_NO_ADDRESS = frozenset(' "<>\\^`{|}')
"""What an address holds only percent-encoded."""
_KILO, _SECOND, _MINUTE, _HOUR = 1024, 1000, 60, 3600
_TEN = 10
_UNITS = ("kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that may lead somewhere."""

    text: str
    href: str | None = None


def shorten(text: str, length: int = _LENGTH) -> str:
    """The beginning of a text, its control characters as escapes."""
    shown = one_line(text[: length + 1])
    return shown if len(text) <= length else f"{shown[:length]}…"


def link_of(address: str | None) -> str | None:
    """The address, if it is one of the web and no longer than such are."""
    if address is None or len(address) > _ADDRESS or one_line(address) != address or _NO_ADDRESS & set(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def say_number(value: float) -> str:
    """With commas, without a fraction."""
    return f"{value:,.0f}"


def say_share(share: float) -> str:
    """A percentage that says 0 % and 100 % only of none and all."""
    percent = 100 * share
    if 0 < percent < 1:
        return "< 1 %"
    return f"{min(percent, 99) if share < 1 else percent:.0f} %"


def say_bytes(value: float) -> str:
    """In B, kB (of 1,024) or MB."""
    if value < _KILO:
        return f"{value:.0f} B"
    power = 1 if value < _KILO**2 else 2 if value < _KILO**3 else 3
    value, unit = value / _KILO**power, _UNITS[power - 1]
    return f"{value:.1f} {unit}" if value < _TEN and value % 1 else f"{value:,.0f} {unit}"


def say_ms(value: float) -> str:
    """In ms or s."""
    if value < _SECOND:
        return f"{value:.1f} ms" if 0 < value < _TEN and value % 1 else f"{value:.0f} ms"
    return say_seconds(value / _SECOND)


def say_seconds(value: float) -> str:
    """In s, min or h."""
    if value < _MINUTE:
        return f"{value:.1f} s" if value < _TEN else f"{value:.0f} s"
    if value < _HOUR:
        return f"{value // _MINUTE:.0f} min {value % _MINUTE:.0f} s"
    return f"{value // _HOUR:,.0f} h {value % _HOUR // _MINUTE:.0f} min"
