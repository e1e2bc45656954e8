"""What a run is made of: its targets, and how a target becomes a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..errors import RequestsSpentError, UsageError
from ..fetch.inputs.settings import InputSettings
from ..model.page import Page
from ..store.queue import QueueItem

if TYPE_CHECKING:
    from ..fetch.archive import Archive
    from ..fetch.traffic import Traffic
    from ..store.visit import Visit
    from ..store.wikis import StoredWiki
    from .settings import RunSettings

__all__ = ["Job", "Loader", "check_settings", "discover", "fetch_job", "file_job"]

Loader = Callable[[QueueItem], Page | None]
"""None: the wiki says that the page is as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`open_loader` is entered once, when the first page is wanted: it holds the session."""

    command: str
    targets: Iterable[str]
    selected: str | None = None
    """What the targets have in common, where the wiki is asked for them."""
    open_loader: Callable[[], AbstractContextManager[Loader]]
    traffic: Traffic | None = None
    """What was asked for over the network, and how much may be."""
    archive: Archive | None = None
    """Where its answers are kept."""
    note_wiki: Callable[[QueueItem, Visit, str], StoredWiki] | None = None
    """What to remember of the wiki that a target came from, and of the profile that fitted; asked once a wiki."""
    checked: dict[str, Any] | None = None
    """Of a refresh: what was checked, and how; filled as `targets` is asked."""
    finish: Callable[[], None] | None = None
    """Done with the note that the run came to its end, in one transaction."""
    reread: bool = False
    """Whether the pages come from the archive: a result says nothing new of the wiki then."""


def check_settings(settings: RunSettings) -> None:
    """Refuse before anything is written what no page could be done with.

    Raises UsageError for a limit below 1, ProfileError for a site or profile that is not known.
    """
    from ..sites.registry import load_profile

    if settings.limit is not None and settings.limit < 1:
        raise UsageError(f"a limit of {settings.limit} leaves nothing to do; give 1 or more")
    if settings.profile is not None:
        load_profile(settings.profile)
    if settings.site is not None and "://" not in settings.site:
        load_profile(settings.site)


def fetch_job(targets: Iterable[str], settings: RunSettings, archive: Archive | None = None) -> Job:
    """Pages from a wiki: each target is a title or an address.

    Raises UsageError if the first one names no page: a slip of the pen makes no directory.
    """
    from ..fetch.cursor import Cursor
    from ..fetch.target import read_target
    from ..fetch.traffic import Traffic
    from ..store.wikis import StoredWiki

    traffic = Traffic(settings.session.max_requests if settings.session is not None else None)

    @contextmanager
    def open_loader() -> Iterator[Loader]:
        from ..fetch.session import SessionSettings, open_session
        from ..fetch.steps import fetch_page

        with open_session(settings.session or SessionSettings(), traffic=traffic, archive=archive) as session:
            yield lambda item: fetch_page(item.target, site=item.site, session=session)

    def note_wiki(item: QueueItem, visit: Visit, fitted: str) -> StoredWiki:
        wanted = read_target(item.target, item.site)
        memory = traffic.wikis.get(wanted.base)
        names_records = visit.wiki != urlsplit(wanted.base).hostname
        return StoredWiki(
            wiki=visit.wiki,
            base=wanted.base,
            site=item.site,
            profile=_kept_profile(settings.profile) or (fitted if names_records else None),
            selections=(settings.selection.to_json(limit=settings.limit),) if settings.selection is not None else (),
            api=memory.api if memory is not None else None,
            checked_at=visit.seen_at,
            cursor=Cursor(swept_at=visit.seen_at).to_json(),
        )

    coming = iter(targets)
    first = list(islice(coming, 1))
    for target in first:
        read_target(target, settings.site)
    wanted, selected = chain(first, coming), None
    if settings.selection is not None:
        given = list(wanted)
        wanted, selected = (
            chain(given, discover(settings, traffic, archive)),
            f"{settings.selection}\n{settings.limit}\n{given}",
        )
    return Job(
        command="scrape",
        targets=wanted,
        selected=selected,
        open_loader=open_loader,
        traffic=traffic,
        archive=archive,
        note_wiki=note_wiki,
    )


def _kept_profile(given: str | None) -> str | None:
    """A profile's name, or its file wherever a later run is started from."""
    return str(Path(given).resolve()) if given is not None and Path(given).is_file() else given


def discover(settings: RunSettings, traffic: Traffic | None = None, archive: Archive | None = None) -> Iterator[str]:
    """Titles of the pages that the settings select, asked from the wiki as they are wanted.

    Raises UsageError without a site, RefusedError where the wiki does not list its pages, RequestsSpentError.
    """
    from ..fetch.discover import discover_titles
    from ..fetch.session import SessionSettings, open_session

    assert settings.selection is not None
    if settings.site is None:
        raise UsageError("pages are selected from a wiki, and none is named; give --site with a profile or an address")
    with open_session(settings.session or SessionSettings(), traffic=traffic, archive=archive) as session:
        try:
            yield from discover_titles(settings.selection, site=settings.site, session=session)
        except RequestsSpentError as spent:
            raise RequestsSpentError(
                f"{spent.message} before all pages were listed, and a list cannot be gone on with; "
                "give more to --max-requests, or select fewer pages",
                where=spent.where,
            ) from spent


def file_job(sources: Iterable[str | Path], settings: InputSettings | None = None) -> Job:
    """Pages that are on disk: each source is a page, a file of pages, or a folder of such files.

    Of the WARC files together, the latest response of each address is taken.
    """
    from ..fetch.inputs.places import PlaceReader, list_places

    told = settings or InputSettings()

    @contextmanager
    def open_loader() -> Iterator[Loader]:
        reader = PlaceReader(told)
        yield lambda item: reader.read(item.target, site=item.site)

    return Job(command="process", targets=list_places(map(Path, sources), told), open_loader=open_loader)
