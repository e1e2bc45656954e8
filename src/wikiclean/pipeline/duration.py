"""How long a run may take, as people write it."""

from __future__ import annotations

import re

from ..errors import UsageError

__all__ = ["parse_duration"]

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
