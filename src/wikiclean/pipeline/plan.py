"""What a run would ask for, without asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from .settings import RunSettings

__all__ = ["plan_run"]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def plan_run(targets: Iterable[str], settings: RunSettings) -> Iterator[str]:
    """One line a target: addresses as they are, titles with the site where they would be looked up."""
    for target in islice(dict.fromkeys(targets), settings.limit):
        if _ADDRESS.match(target) or settings.site is None:
            yield target
        else:
            yield f"{target}\t{settings.site}"
