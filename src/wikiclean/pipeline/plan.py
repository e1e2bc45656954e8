"""What a run would ask for, without asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ..errors import NoStoreError
from ..store.base import open_store
from ..store.queue import once, selection_of, selection_of_targets
from .job import check_settings, fetch_job
from .settings import RunSettings

__all__ = ["PlannedPage", "plan_run"]


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that would be fetched. `seconds`: the pause that its wiki is given before the next request."""

    url: str
    seconds: float


def plan_run(targets: Iterable[str], out: str | Path, settings: RunSettings) -> Iterator[PlannedPage]:
    """Each page that `run` would fetch if it was called now, in its order, as they become known.

    Only the lists of a selection are asked from the wiki, and not even those where a run for the same broke off: its
    queue says what is left. Nothing is written. Raises UsageError for a target that names no page.
    """
    from ..fetch.target import read_target

    check_settings(settings)
    rate = settings.session.rate if settings.session is not None else None
    for target, site in _targets(targets, out, settings):
        page = read_target(target, site)
        yield PlannedPage(page.url, 1 / rate if rate else page.profile.pace)


def _targets(targets: Iterable[str], out: str | Path, settings: RunSettings) -> Iterator[tuple[str, str | None]]:
    """Target and site."""
    job = fetch_job(targets, settings)
    wanted: Iterable[str] = islice(iter(job.targets), settings.limit)
    if settings.resume:
        try:
            store = open_store(settings.store or out)
        except NoStoreError:
            pass
        else:
            with closing(store):
                if job.selected is not None:
                    selection = selection_of(settings.site, job.selected)
                else:
                    wanted = list(wanted)
                    selection = selection_of_targets(wanted, site=settings.site)
                waiting = store.waiting_items(job.command, selection, stopped=settings.accept_drift)
                if waiting is not None:
                    yield from ((item.target, item.site) for item in waiting)
                    return
    yield from ((target, settings.site) for target in once(wanted))
