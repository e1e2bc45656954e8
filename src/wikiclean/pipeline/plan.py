"""What a run would ask for, without asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from .job import check_settings
from .settings import RunSettings

__all__ = ["plan_run"]


def plan_run(targets: Iterable[str], settings: RunSettings) -> Iterator[str]:
    """The address of each page that a run would fetch. Raises UsageError for a target that names no page."""
    from ..fetch.target import read_target

    check_settings(settings)
    for target in islice(dict.fromkeys(targets), settings.limit):
        yield read_target(target, settings.site).url
