"""Failures of a run by their reason, from its `failures.jsonl`; read line by line, a few of each kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..failures import FILE_NAME
from .words import Linked, link_of, shorten

__all__ = ["Reason", "read_reasons"]

_EACH, _ALL = 40, 400
"""Failures that are listed for one reason, and for all of them."""
_MESSAGE = 240


@dataclass(frozen=True, slots=True)
class FailedPage:
    """One failure."""

    target: Linked
    message: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for failures, with the first of them."""

    name: str
    count: int
    pages: tuple[FailedPage, ...]

    @property
    def more(self) -> int:
        """How many there are beside those listed."""
        return self.count - len(self.pages)


def read_reasons(directory: Path | None, counted: Mapping[str, int]) -> list[Reason]:
    """The reasons, those first that most pages failed for; `counted` stands where the file is not at hand."""
    found: Counter[str] = Counter()
    pages: dict[str, list[FailedPage]] = {}
    listed = 0
    path = directory / FILE_NAME if directory is not None else None
    if path is not None and path.is_file():
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                told = _read(line)
                if told is None:
                    continue
                name = str(told.get("error", "unknown"))
                found[name] += 1
                of_name = pages.setdefault(name, [])
                if len(of_name) < _EACH and listed < _ALL:
                    of_name.append(_page(told))
                    listed += 1
    counts = dict(found) or dict(counted)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [Reason(shorten(name), count, tuple(pages.get(name, ()))) for name, count in ordered]


def _read(line: str) -> dict[str, Any] | None:
    """A line; None for one that a killed run left unfinished."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _page(told: Mapping[str, Any]) -> FailedPage:
    target = str(told.get("target", ""))
    where = told.get("where")
    href = link_of(target) or (link_of(where) if isinstance(where, str) else None)
    return FailedPage(Linked(shorten(target), href), shorten(str(told.get("message", "")), _MESSAGE))
