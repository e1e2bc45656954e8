"""What a run would ask for, without asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ..store.queue import once
from .job import check_settings, discover
from .settings import RunSettings

__all__ = ["plan_run"]


def plan_run(targets: Iterable[str], settings: RunSettings) -> Iterator[str]:
    """The address of each page that a run would fetch, as they become known.

    Only the lists of a selection are asked from the wiki. Raises UsageError for a target that names no page.
    """
    from ..fetch.target import read_target

    check_settings(settings)
    selected = discover(settings) if settings.selection is not None else ()
    for target in islice(once(chain(targets, selected)), settings.limit):
        yield read_target(target, settings.site).url
