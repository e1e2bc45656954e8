"""What a run would ask for, without asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from .job import check_settings, fetch_job, is_address
from .settings import RunSettings

__all__ = ["plan_run"]


def plan_run(targets: Iterable[str], settings: RunSettings) -> Iterator[str]:
    """One line a target: addresses as they are, titles with the site where they would be looked up.

    Raises what the run itself would raise before its first request.
    """
    check_settings(settings)
    job = fetch_job(targets, settings)
    for target in islice(dict.fromkeys(job.targets), settings.limit):
        yield target if is_address(target) else f"{target}\t{settings.site}"
