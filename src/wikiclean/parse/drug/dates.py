"""Dates as written: year, month and year, full date; as EDTF with the precision that is written."""

from __future__ import annotations

import re

__all__ = ["DATE", "edtf_of"]

_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_MONTH = "|".join(name.capitalize() for name in _MONTHS)

DATE = (
    rf"(?P<date>(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})"
    rf"(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?:of\s+)?(?P<year1>(?:19|20)\d\d)|(?P<year2>(?:19|20)\d\d))(?!\d|-\d|–\d|s\b)"
)
"""Pattern source of a date; a decade ("1950s") or a span of years is none."""


def edtf_of(match: re.Match[str]) -> str | None:
    """EDTF of a match of `DATE`; None for a day that no month has."""
    year = match["year1"] or match["year2"]
    if not match["month"]:
        return year
    month = _MONTHS[match["month"].lower()]
    day = match["day1"] or match["day2"]
    if not day:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(day):02}" if 1 <= int(day) <= 31 else None
