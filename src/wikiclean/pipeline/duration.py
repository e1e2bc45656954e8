"""Times as people write them."""

from __future__ import annotations

import re

from ..errors import UsageError

__all__ = ["parse_duration", "say_duration"]

_FORM = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?:in)?)?(?:(\d+)s?)?", re.IGNORECASE)
_SECONDS = (86400, 3600, 60, 1)


def parse_duration(text: str) -> float:
    """Seconds of `90`, `90s`, `30m`, `1h30m`, `2d`. Raises UsageError for anything else, and for no time at all.

    >>> parse_duration("1h30m")
    5400.0
    """
    match = _FORM.fullmatch(text.replace(" ", ""))
    parts = match.groups(default="0") if match else ()
    seconds = sum(int(part) * unit for part, unit in zip(parts, _SECONDS, strict=True)) if match else 0
    if not 0 < seconds < 10**8:
        raise UsageError(f"{text!r} is no time to work in; give seconds (90), or 30m, 2h, 1h30m")
    return float(seconds)


def say_duration(seconds: float) -> str:
    """A time in its two largest units.

    >>> say_duration(5403), say_duration(42.4)
    ('1 h 30 min', '42 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
