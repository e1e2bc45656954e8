"""Dates as written: year, month and year, full date; as EDTF with the precision that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..grammar import Phrases, lower_at
from ..tokens import Token

__all__ = ["Date", "is_approximate", "read_date", "read_relative_time"]

_MONTHS = Phrases(
    {
        name: number
        for number, names in enumerate(
            "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
            "november|nov december|dec".split(),
            1,
        )
        for name in names.split("|")
    }
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What narrows a year without a month: the year alone has a code.
_PARTS = Phrases.listed(
    "early|late|mid|mid-|the beginning of|the end of|the middle of|the start of|the spring of|the summer of|"
    "the autumn of|the fall of|the winter of|spring|summer|autumn|fall|winter|spring of|summer of|early in|late in|"
    "the first half of|the second half of|the first quarter of|the second quarter of|the third quarter of|"
    "the fourth quarter of|the year"
)
# What makes a date one of about that time, for which there is no code.
_APPROXIMATE = Phrases.listed(
    "around|about|approximately|circa|roughly|some time around|sometime around|or around|or about|or before|or after|c.|ca.|ca|c"
)
_UNITS = frozenset("year years month months decade decades week weeks day days".split())
_AFTER = frozenset("later afterwards afterward thereafter earlier".split())
_RELATIVE = Phrases.listed(
    "in the same year|the same year|that same year|that year|in that year|late that year|early that year|late in that year|later that year|later that same year|"
    "later in the same year|later the same year|the same month|in the same month|that month|the following year|"
    "in the following year|the next year|the previous year|the year after|the year before|the following month|"
    "in the following months|in the following years|a year later|one year later|a month later|a decade later|"
    "a few years later|several years later|some years later|a few months later|several months later|shortly after|"
    "shortly afterwards|shortly thereafter|soon after|soon afterwards|soon thereafter|later that decade|"
    "in the years that followed|in subsequent years|in recent years|at the same time|earlier that year|"
    "in the next year|the next month|within a year|within a few years|within months|in later years|many years later|much later|years later|long afterwards|"
    "at that time|in the year of its approval|in the year of its introduction|in the year of its launch|in the year after its approval|on the same day|the same day"
)


# After a month: a year that another clause names.
_SAME_YEAR = Phrases.listed(
    "of the same year|of that year|of that same year|that year|the same year|of the following year|the following year|"
    "of the next year|the next year|of the year after|of the previous year|of the year before"
)


@dataclass(frozen=True, slots=True)
class Date:
    """`edtf` is None for what has no single year ("the late 1950s", "around 1990", "July of that year"); `first`, `next`: its tokens, "in" outside."""

    edtf: str | None
    first: int
    next: int


def read_date(tokens: Sequence[Token], at: int) -> Date | None:
    """A date at token `at`, its preposition before it: "1989", "March 2012", "about 2001", "the late 1950s"."""
    first = at + (lower_at(tokens, at) == "either")
    found = _read_date(tokens, first)
    if found is None or lower_at(tokens, found.next) not in ("or", "/"):
        return found if first == at else None
    other = _read_date(tokens, found.next + 1)
    open_ended = lower_at(tokens, found.next + 1) in ("earlier", "later", "before", "after")
    after = other.next if other is not None else found.next + 2 if open_ended else None
    return found if after is None else Date(None, found.first, after)


def _read_date(tokens: Sequence[Token], at: int) -> Date | None:
    first = at
    if (about := _APPROXIMATE.at(tokens, at)) is not None:
        inner = None if is_approximate(tokens, about[1]) else read_date(tokens, about[1])
        return None if inner is None else Date(None, first, inner.next)
    if (part := _PARTS.at(tokens, at)) is not None:
        at = part[1]
        if lower_at(tokens, at) == "-":
            at += 1
        year = _year(tokens, at)
        if year is not None and (after := _closed(tokens, at + 1)) is not None:
            return Date(year, first, after)
        if (found := _month_first(tokens, at)) is not None:
            return Date(found.edtf, first, found.next)
        return _decade(tokens, at, first)
    if lower_at(tokens, at) == "the":
        if (whole := _decade(tokens, at + 1, first)) is not None:
            return whole
        inner = read_date(tokens, at + 1) if _PARTS.at(tokens, at + 1) else _day_first(tokens, at + 1)
        return None if inner is None else Date(inner.edtf, first, inner.next)
    if (decade := _decade(tokens, at, first)) is not None:
        return decade
    if (found := _month_first(tokens, at) or _day_first(tokens, at) or _iso(tokens, at)) is not None:
        return found
    year = _year(tokens, at)
    if year is None or (after := _closed(tokens, at + 1)) is None:
        return None
    return Date(year, first, after)


def is_approximate(tokens: Sequence[Token], at: int) -> bool:
    """Whether "about" or the like begins at token `at`: with it no preposition is needed."""
    return _APPROXIMATE.at(tokens, at) is not None


def read_relative_time(tokens: Sequence[Token], at: int) -> int | None:
    """After "two years later", "the following year", "within a year of its launch": a time that is no date."""
    after = _relative(tokens, at)
    if after is not None and (since := _SINCE.at(tokens, after)) is not None:
        return since[1]
    return after


_SINCE = Phrases.listed(
    "of its approval|of its introduction|of its launch|of its release|of its market launch|of the launch|of approval|of launch|"
    "of being introduced|of being approved|after its approval|after its introduction|after its launch"
)


def _relative(tokens: Sequence[Token], at: int) -> int | None:
    if (found := _RELATIVE.at(tokens, at)) is not None:
        return found[1]
    if lower_at(tokens, at) in ("over", "within", "in", "during") and lower_at(tokens, at + 1) == "the":
        k = at + 2
        while lower_at(tokens, k) in (
            "next",
            "following",
            "subsequent",
            "ensuing",
            "few",
            "several",
            "two",
            "three",
            "four",
            "five",
            "ten",
        ):
            k += 1
        if k > at + 2 and lower_at(tokens, k) in _UNITS:
            return k + 1
    if lower_at(tokens, at) in ("about", "nearly", "almost", "over", "only", "just", "some", "more"):
        at += 1
        if lower_at(tokens, at) == "than":
            at += 1
    number = at < len(tokens) and (tokens[at].value is not None or tokens[at].lower in ("a", "an", "several", "few"))
    if number and lower_at(tokens, at + 1) in _UNITS and lower_at(tokens, at + 2) in _AFTER:
        return at + 3
    return None


def _year(tokens: Sequence[Token], at: int) -> str | None:
    token = tokens[at] if at < len(tokens) else None
    if token is not None and token.text.isdigit() and len(token.text) == 4 and "1800" <= token.text < "2100":
        return token.text
    return None


def _closed(tokens: Sequence[Token], at: int) -> int | None:
    """`at`, unless the year before it goes on: "1998-2002", "1998/99", "1950s"."""
    if at < len(tokens) and tokens[at].start == tokens[at - 1].end:
        if tokens[at].lower in ("s", "-", "–", "/", "'s", "’s"):
            return None
        if tokens[at].lower in ("'", "’") and lower_at(tokens, at + 1) == "s":
            return None
    return at


def _decade(tokens: Sequence[Token], at: int, first: int) -> Date | None:
    """ "1950s": no year."""
    if lower_at(tokens, at) in ("early", "late", "mid", "mid-", "later"):
        at += 1
        if lower_at(tokens, at) == "-":
            at += 1
        if lower_at(tokens, at) == "to" and lower_at(tokens, at + 1) in ("mid", "late"):
            at += 2 + (lower_at(tokens, at + 2) == "-")
    if _year(tokens, at) is None or at + 1 >= len(tokens) or tokens[at + 1].start != tokens[at].end:
        return None
    if tokens[at + 1].lower in ("s", "'s", "’s"):
        return Date(None, first, at + 2)
    return None


def _month_first(tokens: Sequence[Token], at: int) -> Date | None:
    """ "March 2012", "May 5, 2011", "March of 2012"."""
    month = _MONTHS.at(tokens, at)
    if month is None or not tokens[at].text[0].isupper():
        return None
    number, after = month
    if lower_at(tokens, after) == "." and len(tokens[at].text) <= 4:
        after += 1
    day = _day(tokens, after)
    following = after
    if day is not None:
        following = day[1]
    return _with_year(tokens, at, following, number, day[0] if day else None)


def _day_first(tokens: Sequence[Token], at: int) -> Date | None:
    """ "5 May 2011", "the 5th of May 2011", "5 May, 2011"."""
    day = _day(tokens, at)
    if day is None:
        return None
    after = day[1] + (lower_at(tokens, day[1]) == "of")
    month = _MONTHS.at(tokens, after)
    if month is None or not tokens[after].text[0].isupper():
        return None
    number, following = month
    return _with_year(tokens, at, following, number, day[0])


def _with_year(tokens: Sequence[Token], at: int, following: int, month: int, day: int | None) -> Date | None:
    """The date that begins at `at`, with the year behind its month and day; "of the same year" gives words only."""
    if (same := _SAME_YEAR.at(tokens, following)) is not None:
        return Date(None, at, same[1])
    if lower_at(tokens, following) in (",", "of"):
        following += 1
    year = _year(tokens, following)
    if year is None or (end := _closed(tokens, following + 1)) is None:
        return None
    return Date(_edtf(year, month, day), at, end)


def _iso(tokens: Sequence[Token], at: int) -> Date | None:
    """ "2011-05-20"."""
    year = _year(tokens, at)
    if year is None or [lower_at(tokens, at + 1), lower_at(tokens, at + 3)] != ["-", "-"]:
        return None
    month, day = lower_at(tokens, at + 2), lower_at(tokens, at + 4)
    if not (len(month) == len(day) == 2 and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return None
    return Date(_edtf(year, int(month), int(day)), at, at + 5)


def _day(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    token = tokens[at] if at < len(tokens) else None
    if token is None or not token.text.isdigit() or not 1 <= int(token.text) <= _DAYS[0]:
        return None
    at += 1
    if lower_at(tokens, at) in ("st", "nd", "rd", "th"):
        at += 1
    return int(token.text), at


def _edtf(year: str, month: int, day: int | None) -> str | None:
    """None for a day that its month does not have."""
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}" if day <= _DAYS[month - 1] else None
