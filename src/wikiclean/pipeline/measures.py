"""How large a run's pages were and how long they took: sums and buckets, never a list of all pages."""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..model.ledger import RuleTotal

__all__ = ["Histogram", "Measures", "PageMeasure", "RuleHits"]

SHOWN = 20
"""Slowest and largest pages that are remembered."""
_TITLE, _ADDRESS = 200, 500
"""Letters of a title, and of an address that is still worth keeping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeasure:
    """One page: its bytes as received, and the milliseconds to fetch (waiting included), clean and parse it."""

    title: str
    outcome: str
    bytes: int
    fetch_ms: float = 0.0
    clean_ms: float = 0.0
    parse_ms: float = 0.0
    url: str | None = None

    @property
    def work_ms(self) -> float:
        """What it took here: a wiki may be asked slowly on purpose."""
        return self.clean_ms + self.parse_ms

    def shortened(self) -> PageMeasure:
        """The same with a title and an address that cannot fill a report."""
        url = self.url if self.url is not None and len(self.url) <= _ADDRESS else None
        times = {name: round(getattr(self, name), 1) for name in ("fetch_ms", "clean_ms", "parse_ms")}
        return PageMeasure(title=self.title[:_TITLE], outcome=self.outcome, bytes=self.bytes, url=url, **times)


@dataclass(slots=True)
class Histogram:
    """Values in buckets that double: bucket N holds what is at least 2^(N-1) and below 2^N, 0 all below 1."""

    total: float = 0.0
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, value: float) -> None:
        """Count a value of 0 or more."""
        bucket = max(0, math.frexp(value)[1]) if value >= 1 else 0
        self.counts[bucket] = self.counts.get(bucket, 0) + 1
        self.total += value

    @property
    def number(self) -> int:
        """How many values were counted."""
        return sum(self.counts.values())

    def below(self, share: float) -> float | None:
        """The end of the bucket in which this share of the values is reached; None without any."""
        reached, wanted = 0, share * self.number
        for bucket, count in sorted(self.counts.items()):
            reached += count
            if reached >= wanted:
                return float(2**bucket)
        return None

    def to_dict(self) -> dict[str, Any]:
        """For run.json: the sum, and how many values lie below each power of two and not below the one before."""
        return {
            "sum": round(self.total, 1),
            "below": {str(2**bucket): count for bucket, count in sorted(self.counts.items())},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Histogram:
        """What `to_dict` made."""
        return cls(data["sum"], {int(end).bit_length() - 1: count for end, count in data["below"].items()})


@dataclass(slots=True)
class RuleHits:
    """What one rule removed over all pages of a run that are articles."""

    pages: int = 0
    pieces: int = 0
    letters: int = 0


class Measures:
    """The measures of a run's pages that are done; its size does not grow with their number."""

    def __init__(self) -> None:
        self.bytes, self.fetch_ms, self.clean_ms, self.parse_ms = Histogram(), Histogram(), Histogram(), Histogram()
        self.rules: dict[str, RuleHits] = {}
        self._slowest: list[tuple[float, int, PageMeasure]] = []
        self._largest: list[tuple[float, int, PageMeasure]] = []
        self._order = 0

    @property
    def pages(self) -> int:
        """How many pages were measured."""
        return self.bytes.number

    @property
    def slowest(self) -> list[PageMeasure]:
        """The pages that took longest to clean and parse, longest first."""
        return _sorted(self._slowest)

    @property
    def largest(self) -> list[PageMeasure]:
        """The pages with most bytes, largest first."""
        return _sorted(self._largest)

    def add(self, page: PageMeasure, removed: Mapping[str, RuleTotal]) -> None:
        """Count a page; `removed`: what each rule took away from it."""
        for name in ("bytes", "fetch_ms", "clean_ms", "parse_ms"):
            getattr(self, name).add(getattr(page, name))
        for rule, total in removed.items():
            hits = self.rules.setdefault(rule, RuleHits())
            hits.pages += 1
            hits.pieces += total.pieces
            hits.letters += total.letters
        short = page.shortened()
        self._push(self._slowest, short.work_ms, short)
        self._push(self._largest, short.bytes, short)

    def _push(self, kept: list[tuple[float, int, PageMeasure]], value: float, page: PageMeasure) -> None:
        self._order -= 1  # of two alike the earlier one stays
        heapq.heappush(kept, (value, self._order, page))
        if len(kept) > SHOWN:
            heapq.heappop(kept)

    def to_dict(self) -> dict[str, Any]:
        """For run.json."""
        return {
            "pages": self.pages,
            **{name: getattr(self, name).to_dict() for name in ("bytes", "fetch_ms", "clean_ms", "parse_ms")},
            "slowest": [asdict(page) for page in self.slowest],
            "largest": [asdict(page) for page in self.largest],
            "rules": {rule: asdict(hits) for rule, hits in sorted(self.rules.items())},
        }

    @classmethod
    def from_report(cls, report: str | None) -> Measures:
        """Those in the text of a run.json, to be gone on with; none where it holds none."""
        made = cls()
        data = json.loads(report).get("measured") if report else None
        if data is None:
            return made
        for name in ("bytes", "fetch_ms", "clean_ms", "parse_ms"):
            setattr(made, name, Histogram.from_dict(data[name]))
        made.rules = {rule: RuleHits(**hits) for rule, hits in data["rules"].items()}
        for page in (PageMeasure(**each) for each in data["slowest"]):
            made._push(made._slowest, page.work_ms, page)
        for page in (PageMeasure(**each) for each in data["largest"]):
            made._push(made._largest, page.bytes, page)
        return made


def _sorted(kept: list[tuple[float, int, PageMeasure]]) -> list[PageMeasure]:
    return [page for _, _, page in sorted(kept, key=lambda entry: entry[:2], reverse=True)]
