"""Which of a wiki's known pages may look different now, asked in as few requests as the wiki allows.

Three ways, the cheapest that is sure:

1. the wiki's recent changes since the last time, if they reach back that far; they say whom to ask about;
2. revision, `touched` and title of every page, fifty a question, or five hundred where all pages of a small wiki
   are asked for in order;
3. every page by itself, where there is no open API: the wiki may then answer that nothing changed (status 304).

`touched` moves when a template is edited, but only once the wiki's job queue has got to the page; a template whose
pages had not all been reached is asked about again next time.
Source: https://www.mediawiki.org/wiki/API:Info, https://www.mediawiki.org/wiki/Manual:Page_table#page_touched
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal, Protocol

from ..errors import RefusedError
from ..model.seen import SeenPage
from ..text import normal_title
from .api import NoApi
from .cursor import Cursor, earlier, seconds_between
from .query import MOST_TITLES, Query, batches_of_titles, time_of
from .recent import Entry, Recent, TooFarBack, read_recent
from .session import Session
from .target import Target, page_address, title_of_address

__all__ = ["How", "KnownPages", "Look", "WikiChanges"]

How = Literal["recent changes", "revision ids", "page by page"]

OVERLAP = 120.0
"""Seconds before the last time that are read again: an edit is listed when it is stored, under the time it began."""
_SWEEP_EVERY = 7 * 86_400.0
"""Seconds after which every page is asked about whatever recent changes say: imports and scripts may not be listed."""
_WAIT_AT_MOST = 30 * 86_400.0
"""Seconds after which an edit of a template is no longer expected to reach the pages."""
_FILES = 6


class KnownPages(Protocol):
    """The pages of one wiki that there are records or tombstones of."""

    def count(self) -> int:
        """How many."""

    def namespaces(self) -> list[int]:
        """The namespaces that they are in."""

    def with_ids(self, ids: Collection[int]) -> list[SeenPage]:
        """Those with one of these page ids."""

    def with_titles(self, titles: Collection[str]) -> list[SeenPage]:
        """Those that were seen under one of these titles."""

    def batches(self) -> Iterator[list[SeenPage]]:
        """All, some at a time, those first that were seen longest ago."""


@dataclass(frozen=True, slots=True)
class Look:
    """A page that has to be looked at."""

    target: str
    """Its address: by its number where that is known, so that it is this very page."""
    why: str
    touched: str | None = None
    """When the wiki touched it last; what it shows from now on has that in it."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the wiki says of a page today."""

    page_id: int
    title: str
    revision_id: int | None
    touched: str
    is_redirect: bool


class WikiChanges:
    """Finds what changed on one wiki; when `find` has come to its end, `cursor` is where the next time begins.

    `how` says which way was taken, `reason` why not a cheaper one.
    """

    def __init__(self, session: Session, wiki: Target, known: KnownPages, cursor: Cursor) -> None:
        self._wiki, self._known = wiki, known
        self._query = Query(session, wiki)
        self.cursor = cursor
        self.how: How = "revision ids"
        self.reason: str | None = None
        self._now: str | None = None
        """The wiki's time at the first question."""
        self._touched: dict[int, str] = {}
        """Page id -> when the wiki touched it, of pages that hold a changed template."""

    @property
    def api(self) -> str | None:
        """Where the wiki's API answered."""
        return self._query.api

    def find(self) -> Iterator[Look]:
        """Pages to look at, each once, as they become known.

        Raises RefusedError or UnreachableError where the wiki does not answer as a wiki: then nothing is known.
        """
        heard = False
        try:
            for look in self._ask():
                heard = True
                yield look
        except NoApi as closed:
            if heard or self._query.answered:
                raise RefusedError("the wiki's API closed while it was asked", where=self._wiki.base) from closed
            self.how, self.reason = "page by page", "the wiki has no open API"
            for batch in self._known.batches():
                for page in batch:
                    yield Look(_address_of(page, self._wiki.base), "no API tells")

    def _ask(self) -> Iterator[Look]:
        count, before = self._known.count(), self.cursor
        found: list[Look] | None = None
        if count > MOST_TITLES and before.at is not None:
            try:
                found = self._ask_by_name(before, before.at, most=max(3, -(-count // MOST_TITLES)))
            except TooFarBack as too_far:
                self.reason = str(too_far)
                if too_far.recent is not None:
                    self._note(too_far.recent)
        now = self._now or before.at
        if found is not None and now is not None and before.swept_at is not None:
            if seconds_between(before.swept_at, now) < _SWEEP_EVERY:
                self.how = "recent changes"
                yield from found
                return
            self.reason = "every page is asked about once a week"
        yield from self._sweep(count)
        now = self._now or before.at
        self.cursor = replace(self.cursor, at=now, swept_at=now)

    # --- by recent changes

    def _ask_by_name(self, before: Cursor, reach: str, *, most: int) -> list[Look]:
        """Ask about pages that recent changes name, and pages that hold a template that they name."""
        since = earlier(reach, OVERLAP)
        recent = read_recent(self._query, since=since, reach=reach, most=most)
        self._note(recent)
        suspects, news = self._suspects(entry for entry in recent.entries if _is_new(entry, before, since))
        # What changed before the first visit to the pages is in them, unless it is known that it was not listed then.
        changed = _changed_titles(entry for entry in news if before.listed is not None or entry.at >= reach)
        changed = {**before.waiting, **changed}
        holders = self._holders(changed, most=most)
        for page in self._known.with_ids(set().union(*holders.values())):
            suspects[page.page_id or page.title] = page
            self._touched[page.page_id or 0] = ""
        found = list(self._compare(suspects.values()))
        self.cursor = replace(self.cursor, waiting=self._still_waiting(changed, holders, recent.now))
        return found

    def _note(self, recent: Recent) -> None:
        """Remember what was read: it is no news next time."""
        self._now = recent.now
        listed = frozenset(entry.number for entry in recent.entries if entry.at >= earlier(recent.now, OVERLAP))
        self.cursor = replace(self.cursor, at=recent.now, listed=listed, newest=recent.newest)

    def _suspects(self, entries: Iterable[Entry]) -> tuple[dict[int | str, SeenPage], list[Entry]]:
        """Known pages that the entries name, by number or title; and the entries that tell something new."""
        entries = list(entries)
        by_id = {page.page_id: page for page in self._known.with_ids({e.page_id for e in entries if e.page_id})}
        by_title: dict[str, list[SeenPage]] = {}
        for page in self._known.with_titles({normal_title(title) for e in entries for _, title in e.titles}):
            by_title.setdefault(page.title, []).append(page)
        suspects: dict[int | str, SeenPage] = {}
        news = []
        for entry in entries:
            same = by_id.get(entry.page_id) if entry.page_id else None
            if same is not None and entry.revision_id is not None and _has_seen(same, entry.revision_id):
                continue
            news.append(entry)
            named = [page for _, title in entry.titles for page in by_title.get(normal_title(title), ())]
            for page in (*named, *([same] if same is not None else ())):
                suspects[page.page_id or page.title] = page
        return suspects, news

    def _holders(self, changed: Mapping[str, str], *, most: int) -> dict[str, set[int]]:
        """Title of a changed page -> ids of the pages that hold it as a template."""
        holders: dict[str, set[int]] = {}
        before = self._query.asked
        for titles in batches_of_titles(changed):
            asked = {"titles": "|".join(titles), "prop": "transcludedin", "tiprop": "pageid", "tilimit": "max"}
            for _, data in self._query.answers(asked):
                for page in (data.get("query") or {}).get("pages") or ():
                    ids = {holder["pageid"] for holder in page.get("transcludedin") or () if holder.get("pageid")}
                    holders.setdefault(str(page.get("title")), set()).update(ids)
                if self._query.asked - before > most:
                    raise TooFarBack("too many pages hold the templates that changed")
        return holders

    def _still_waiting(
        self, changed: Mapping[str, str], holders: Mapping[str, Collection[int]], now: str
    ) -> dict[str, str]:
        """Templates whose edit had not reached each of our pages that hold it, unless it never will."""
        return {
            title: at
            for title, at in changed.items()
            if seconds_between(at, now) < _WAIT_AT_MOST
            and any("" < self._touched.get(holder, "") < at for holder in holders.get(title, ()))
        }

    # --- by what the wiki says of pages

    def _sweep(self, count: int) -> Iterator[Look]:
        """Ask about every page."""
        namespaces = self._known.namespaces()
        if count > 10 * MOST_TITLES and self._ask_size() // 500 + len(namespaces) < count // MOST_TITLES:
            met: set[int] = set()
            for namespace in namespaces:
                yield from self._compare_all(namespace, met)
            for batch in self._known.batches():
                yield from self._compare(page for page in batch if page.page_id not in met)
        else:
            for batch in self._known.batches():
                yield from self._compare(batch)

    def _ask_size(self) -> float:
        """How many pages of all kinds the wiki has."""
        (data,) = self._answers({"meta": "siteinfo", "siprop": "statistics"})
        size = ((data.get("query") or {}).get("statistics") or {}).get("pages")
        return size if isinstance(size, int) else math.inf

    def _answers(self, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Answers to a question; what time it was at the first of all is remembered."""
        for answer, data in self._query.answers({**asked, "curtimestamp": "1"}):
            self._now = self._now or time_of(answer, data)
            yield data

    def _compare_all(self, namespace: int, met: set[int]) -> Iterator[Look]:
        """Go through all pages of a namespace; `met` gets the ids of the known ones among them."""
        asked = {
            "generator": "allpages",
            "gapnamespace": str(namespace),
            "gaplimit": "max",
            "prop": "info",
        }
        for data in self._answers(asked):
            states = _states(data)
            for page in self._known.with_ids(states.keys()):
                assert page.page_id is not None
                met.add(page.page_id)
                yield from self._judge(page, states[page.page_id])

    def _compare(self, pages: Iterable[SeenPage]) -> Iterator[Look]:
        """Ask about these pages: by their numbers, and by their titles where there is no such number (any more)."""
        by_title: list[SeenPage] = []
        numbered: list[SeenPage] = []
        for page in pages:
            (numbered if page.page_id is not None else by_title).append(page)
        for batch in _in_batches(numbered):
            states = self._ask_states({"pageids": "|".join(str(page.page_id) for page in batch)})
            for page in batch:
                if (state := states.get(page.page_id or 0)) is not None:
                    yield from self._judge(page, state)
                    continue
                by_title.append(page)
                if page.outcome != "missing":
                    yield self._look(page, "gone")
        yield from self._compare_titles(by_title)

    def _compare_titles(self, pages: Collection[SeenPage]) -> Iterator[Look]:
        """Pages without a number, and pages whose number is gone: another page may bear the title now."""
        states: dict[str, _State] = {}
        for titles in batches_of_titles(dict.fromkeys(page.title for page in pages)):
            found = self._ask_states({"titles": "|".join(titles)})
            states |= {normal_title(state.title): state for state in found.values()}
        known = {page.page_id for page in self._known.with_ids({state.page_id for state in states.values()})}
        for page in pages:
            state = states.get(page.title)
            if state is not None and not state.is_redirect:
                if state.page_id not in known:
                    known.add(state.page_id)
                    yield self._look(state, "new under its title")
            elif page.page_id is None and page.outcome != ("missing" if state is None else "redirect"):
                yield self._look(page, "gone" if state is None else "redirect")

    def _ask_states(self, asked: dict[str, str]) -> dict[int, _State]:
        states: dict[int, _State] = {}
        for data in self._answers({**asked, "prop": "info"}):
            states |= _states(data)
        return states

    def _judge(self, page: SeenPage, state: _State) -> Iterator[Look]:
        if state.page_id in self._touched:
            self._touched[state.page_id] = state.touched
        if page.outcome == "missing":
            why = None if state.is_redirect else "back"
        elif state.is_redirect != (page.outcome == "redirect"):
            why = "redirect" if state.is_redirect else "back"
        elif normal_title(state.title) != page.title:
            why = "renamed"
        elif state.revision_id != page.revision_id:
            why = "edited"
        elif not state.is_redirect and (page.seen_at is None or state.touched > page.seen_at):
            why = "touched"
        else:
            why = None
        if why is not None:
            yield self._look(state, why)

    def _look(self, page: SeenPage | _State, why: str) -> Look:
        if page.page_id is None:
            return Look(page_address(self._wiki.base, page.title), why)
        touched = (page.touched or None) if isinstance(page, _State) else None
        return Look(f"{self._wiki.base}/index.php?curid={page.page_id}", why, touched)


def _in_batches(pages: Iterable[SeenPage]) -> Iterator[list[SeenPage]]:
    """As many pages as one question may name."""
    coming = iter(pages)
    while batch := list(islice(coming, MOST_TITLES)):
        yield batch


def _address_of(page: SeenPage, base: str) -> str:
    """Where its HTML is: where it was had, unless that was a redirect to it or no address for people."""
    if page.address is not None and title_of_address(page.address) == page.title:
        return page.address
    return page_address(base, page.title)


def _is_new(entry: Entry, before: Cursor, since: str) -> bool:
    """Whether an entry was not read before; one that bears an earlier time may still have been made since."""
    if entry.at >= since:
        return before.listed is None or entry.number not in before.listed
    return before.newest is None or entry.number > before.newest


def _has_seen(page: SeenPage, revision_id: int) -> bool:
    """Whether the last visit to the page showed this revision or a later one."""
    return page.outcome != "missing" and page.revision_id is not None and page.revision_id >= revision_id


def _changed_titles(entries: Iterable[Entry]) -> dict[str, str]:
    """Pages that others may hold as a template -> when they were changed last; no talk pages, no files."""
    changed: dict[str, str] = {}
    for entry in entries:
        for namespace, title in entry.titles:
            if namespace >= 0 and namespace % 2 == 0 and namespace != _FILES:
                changed[title] = max(changed.get(title, ""), entry.at)
    return changed


def _states(data: Mapping[str, Any]) -> dict[int, _State]:
    """The pages of an answer that are there, by their numbers."""
    found = {}
    for page in (data.get("query") or {}).get("pages") or ():
        if isinstance(page, dict) and page.get("pageid") and not page.get("missing"):
            found[page["pageid"]] = _State(
                page["pageid"],
                str(page.get("title")),
                page.get("lastrevid") or None,
                str(page.get("touched") or ""),
                bool(page.get("redirect")),
            )
    return found
