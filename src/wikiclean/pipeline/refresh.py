"""Records brought up to date: the wikis are asked what changed, and only that is fetched.

A refresh is a run like any other. Its queue holds the addresses of the pages that have to be looked at; up to where
the changes of a wiki are known moves on when all of them have been. A run that is killed goes on with its queue; one
that ends is followed by one that begins where it began to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import FetchError, RequestsSpentError, UnreachableError, UsageError
from ..fetch.archive import Archive
from ..fetch.traffic import Traffic
from ..model.page import Page
from ..store.base import Store, open_store
from ..store.lock import hold_lock
from ..store.queue import QueueItem
from ..store.visit import write_time
from ..store.wikis import StoredWiki
from ..text import normal_title
from .archiving import ARCHIVE_NAME
from .job import Job, check_settings
from .report import RunReport
from .run import carry_out
from .settings import RunSettings
from .signals import interruptible

if TYPE_CHECKING:
    from ..fetch.session import Session
    from ..model.seen import SeenPage
    from ..store.seen import SeenPages

__all__ = ["refresh"]

_TITLES = 500
"""Titles of a selection that are looked up together."""


def refresh(out: str | Path, *, discover: bool = False, settings: RunSettings | None = None) -> RunReport:
    """Bring the records in a directory up to date with the wikis that they were scraped from.

    `discover`: repeat what the scrapes selected, so that pages come in that are new there. A wiki that does not
    answer is a failure in the report; its records stay, and the next refresh asks for the same again. Raises
    UsageError where no wiki is known, LockedError, StoreError.
    """
    settings = settings or RunSettings()
    check_settings(settings)
    out = Path(out)
    with (
        interruptible(settings.max_time) as stop,
        open_store(settings.store or out) as store,
        hold_lock(out),
        store.lock(),
    ):
        wikis = store.wikis.all()
        if not wikis:
            raise UsageError(
                "nothing to refresh: the records here were read from files, and no wiki is known to ask; "
                "scrape the pages once with `wikiclean scrape … -o DIR`",
                where=str(out),
            )
        profiles = {wiki.profile for wiki in wikis}
        if settings.profile is None and len(profiles) == 1:
            settings = replace(settings, profile=profiles.pop())
            check_settings(settings)
        with ExitStack() as stack:
            asking = _Asking(store, wikis, settings, discover, Archive(out / ARCHIVE_NAME), stack)
            return carry_out(asking.job(), out, settings, store, stop)


class _Asking:
    """The wikis of a store, asked what changed, and for what did."""

    def __init__(
        self,
        store: Store,
        wikis: list[StoredWiki],
        settings: RunSettings,
        discover: bool,
        archive: Archive,
        stack: ExitStack,
    ) -> None:
        self._store, self._settings, self._discover, self._archive = store, settings, discover, archive
        self._stack = stack
        """Closes the session."""
        self._wikis = wikis
        self._bases = {wiki.base for wiki in wikis}
        self._traffic = Traffic(settings.session.max_requests if settings.session is not None else None)
        for wiki in wikis:
            self._traffic.remember_api(wiki.base, wiki.api)
        self._checked: dict[str, Any] = {}
        self._touched: dict[str, str] = {}
        """Address of a page -> when its wiki touched it, as it said before it was looked at."""
        self._down: dict[str, FetchError] = {}
        """Address of a wiki -> why it could not be asked."""

    def job(self) -> Job:
        return Job(
            command="refresh",
            targets=self._targets(),
            selected=f"discover={self._discover} limit={self._settings.limit}",
            open_loader=lambda: nullcontext(self._load),
            traffic=self._traffic,
            archive=self._archive,
            checked=self._checked,
            finish=self._store.wikis.commit_plans,
        )

    @cached_property
    def _session(self) -> Session:
        """One for all that is asked."""
        from ..fetch.session import SessionSettings, open_session

        given = self._settings.session or SessionSettings()
        return self._stack.enter_context(open_session(given, traffic=self._traffic, archive=self._archive))

    # --- what changed

    def _targets(self) -> Iterator[str]:
        """Addresses of the pages to look at: what failed last time, what changed since, what is new."""
        self._store.wikis.drop_plans()
        for item in self._store.failed_targets("refresh"):
            if not self._is_wiki(item.target):
                yield item.target
        for wiki in self._wikis:
            yield from self._targets_of(wiki)

    def _targets_of(self, wiki: StoredWiki) -> Iterator[str]:
        from ..fetch.changes import WikiChanges
        from ..fetch.cursor import Cursor
        from ..fetch.target import wiki_at

        pages = self._store.wikis.pages_of(wiki.wiki)
        cursor = Cursor.from_json(wiki.checked_at, wiki.cursor)
        changes = WikiChanges(self._session, wiki_at(wiki.base, wiki.site), pages, cursor)
        address, looks, new = f"{wiki.base}/", 0, 0
        try:
            for look in changes.find():
                looks += 1
                if look.touched is not None:
                    self._touched[look.target] = look.touched
                yield look.target
            for target in self._new_members(wiki, pages) if self._discover else ():
                new += 1
                yield target
        except RequestsSpentError as spent:
            said = f"{spent.message} before it was known what changed; give more (see docs/refresh.md)"
            raise RequestsSpentError(said, where=wiki.base) from spent
        except FetchError as error:
            self._down[address] = error
            yield address
            return
        self._store.forget_failed(address)
        self._store.wikis.plan(
            wiki.wiki, api=changes.api, checked_at=changes.cursor.at, cursor=changes.cursor.to_json()
        )
        told = {"pages": pages.count(), "how": changes.how, "because": changes.reason, "looked_at": looks, "new": new}
        self._checked[wiki.wiki] = told

    def _new_members(self, wiki: StoredWiki, pages: SeenPages) -> Iterator[str]:
        """Addresses of pages that the scrapes' selections mean today and that were never seen."""
        from ..fetch.discover import discover_titles
        from ..fetch.selection import Selection
        from ..fetch.target import page_address

        for line in wiki.selections:
            selection, limit = Selection.from_json(line)
            found = islice(discover_titles(selection, site=wiki.site or wiki.base, session=self._session), limit)
            while titles := [normal_title(title) for title in islice(found, _TITLES)]:
                known = {page.title for page in pages.with_titles(titles)} | pages.aliases_among(titles)
                yield from (page_address(wiki.base, title) for title in titles if title not in known)

    # --- the pages

    def _load(self, item: QueueItem) -> Page | None:
        from ..fetch.again import fetch_again
        from ..fetch.target import read_target

        target, session = item.target, self._session
        if self._is_wiki(target):
            raise self._down.get(target) or UnreachableError("it could not be asked what changed", where=target)
        wanted = read_target(target)
        known = [(wiki, self._store.wikis.pages_of(wiki.wiki)) for wiki in self._wikis if wiki.base == wanted.base]
        if not known:  # a scrape has found the wiki at another address since the run began
            return fetch_again(target, site=None, session=session, seen=None)
        found = [(wiki, pages, _find(pages, target, wanted.page_id, wanted.title)) for wiki, pages in known]
        wiki, pages, seen = next((each for each in found if each[2] is not None), found[0])
        page = fetch_again(target, site=wiki.site, session=session, seen=seen)
        if page is None:
            assert seen is not None
            pages.note_unchanged(seen, write_time(self._settings.now()))
            return None
        if (touched := self._touched.get(target)) is not None and page.served_at is not None:
            page = replace(page, served_at=max(page.served_at, datetime.fromisoformat(touched)))
        return replace(page, site=wiki.profile) if wiki.profile is not None else page

    def _is_wiki(self, target: str) -> bool:
        """Whether a target stands for a whole wiki: one that could not be asked."""
        return target.removesuffix("/") in self._bases


def _find(pages: SeenPages, target: str, page_id: int | None, title: str | None) -> SeenPage | None:
    """The last visit to the page at an address; of several of one title, the one that was had from there."""
    if page_id is not None:
        return next(iter(pages.with_ids([page_id])), None)
    found = pages.with_titles([title]) if title is not None else []
    return next((page for page in found if page.address == target), found[-1] if found else None)
