"""What time it was at the wiki: changes are compared by its clock, not by ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from .session import Answer

__all__ = ["wiki_time"]


def wiki_time(answer: Answer) -> datetime:
    """A time, to the second, that lies before what `answer` shows was put together.

    From its `Date`, less its `Age` in caches on the way (RFC 9111) and the time it took; from our own clock where
    it has no date.
    """
    told = answer.headers.get("date")
    try:
        date = parsedate_to_datetime(told) if told else None
    except ValueError:
        date = None
    date = date or datetime.now(UTC)
    date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    age = answer.headers.get("age", "")
    cached = int(age) if age.isascii() and age.isdigit() and len(age) < 9 else 0
    return (date - timedelta(seconds=answer.seconds + cached + 1)).replace(microsecond=0)
