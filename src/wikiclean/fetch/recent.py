"""A wiki's list of recent changes, read back to a point in time.

It tells whom to ask about, never what is true: a page may have been deleted, moved and restored since. What was
changed longer ago than `$wgRCMaxAge` is dropped from it, so that the list counts only if it reaches back far enough.
Source: https://www.mediawiki.org/wiki/API:RecentChanges
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .cursor import seconds_between
from .query import Query, QuestionRefused, time_of

__all__ = ["Entry", "Recent", "TooFarBack", "read_recent"]

_ASKED = {
    "list": "recentchanges",
    "rctype": "edit|new|log|external",
    "rcprop": "title|ids|timestamp|loginfo",
    "rclimit": "max",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list."""

    number: int
    at: str
    page_id: int | None
    """Absent in some entries of logs; a deleted page keeps its old one."""
    revision_id: int | None
    """Of an edit, what it made; absent for a log's entry."""
    titles: tuple[tuple[int, str], ...]
    """Namespace and title of the page, and of what a log's entry names beside it: where it was moved to, …"""


@dataclass(frozen=True, slots=True)
class Recent:
    """What was read."""

    now: str
    """The wiki's time when it was asked."""
    entries: tuple[Entry, ...]

    @property
    def newest(self) -> int:
        """The highest number; entries get them in the order in which they are made, whatever time they bear."""
        return max((entry.number for entry in self.entries), default=0)


class TooFarBack(Exception):  # noqa: N818 - a signal: another way has to be taken
    """The list does not reach back far enough, or reading it would cost more than it saves. Says why."""

    def __init__(self, why: str, recent: Recent | None = None) -> None:
        super().__init__(why)
        self.recent = recent
        """What was read of it."""


def read_recent(query: Query, *, since: str, reach: str, most: int) -> Recent:
    """All entries from `since` on, newest first, and some earlier ones, in at most `most` questions.

    `reach`: what must be covered; the list is only whole if something at or before it still stands in it. Raises
    TooFarBack, NoApi.
    """
    entries: list[Entry] = []
    now, reaches, asked = "", False, 0
    try:
        for answer, data in query.answers({**_ASKED, "curtimestamp": "1"}):
            asked += 1
            now = now or time_of(answer, data)
            last = None
            for entry in _entries(data):
                last = entry.at
                reaches = reaches or entry.at <= reach
                entries.append(entry)
            if last is not None and last < since:
                return Recent(now, tuple(entries))
            if last is not None and (span := seconds_between(last, now)) > 0:
                expected = asked * seconds_between(since, now) / span
                if data.get("continue") and expected > most:
                    raise TooFarBack("the wiki changes too much", Recent(now, tuple(entries)))
    except QuestionRefused as refused:
        raise TooFarBack(refused.message) from refused
    if not reaches:
        raise TooFarBack("the wiki's recent changes do not reach back far enough", Recent(now, tuple(entries)))
    return Recent(now, tuple(entries))


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    for line in (data.get("query") or {}).get("recentchanges") or ():
        if not isinstance(line, dict) or not isinstance(line.get("timestamp"), str):
            continue
        is_edit = line.get("type") in ("edit", "new")
        yield Entry(
            number=int(line.get("rcid") or 0),
            at=line["timestamp"],
            page_id=line.get("pageid") or None,
            revision_id=(line.get("revid") or None) if is_edit else None,
            titles=tuple(_titles(line)),
        )


def _titles(line: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """A hidden entry names none."""
    if isinstance(line.get("title"), str):
        yield int(line.get("ns") or 0), line["title"]
    parameters = line.get("logparams")
    if not isinstance(parameters, dict):
        return
    for name, value in parameters.items():  # target_title of a move, dest_title of a merge
        if name.endswith("_title") and isinstance(value, str):
            yield int(parameters.get(name.removesuffix("_title") + "_ns") or 0), value
