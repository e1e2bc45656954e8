"""Does a run find on a wiki's pages what earlier runs found? If not, the wiki's layout may have changed.

Each page is compared with what was found on it before. What an edit may take away is allowed for; what more pages
lose than edits explain has drifted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..store.health import Figure

__all__ = ["Drift", "Finding", "find_drift"]

EDITED = 0.1
"""Share of the pages of another revision that may lose a figure: edits take sections and facts away."""
SAME = 0.01
"""The same for pages of the same revision, which only an edited template or another layout can change."""
CHANCE = 0.01
"""A figure has drifted where its loss, or a greater one, would be less likely than this."""
LEAST = 3
"""Pages that must lose a figure before it counts; fewer where the wiki has no more records."""
LASTING = 5.0
"""Pages that may vanish at most by each of two reasons: because the wiki deletes some, and because it has many."""

_MANY = 100
COMMON, RARE, NEW = 0.9, 0.5, 20
"""Pages that are new to the store: what COMMON of all earlier pages had, RARE of at least NEW of these must have."""
STRUCTURE = ("lead", "sections")
"""Figures that new pages are judged by: what else a page holds depends on what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A figure that left its band."""

    wiki: str
    figure: str
    had: int
    """Pages for which it held before; for pages that are new, all of them."""
    lost: int
    allowed: int
    """How many of them could lose it without being found."""
    examples: tuple[str, ...]

    @property
    def message(self) -> str:
        """In words: which rule or field, how many pages, which."""
        kind, _, name = self.figure.partition(".")
        subject = {
            "rule": f"the rule {name} no longer fires",
            "field": f"the field {name} is no longer found",
            "infobox": f"the infobox row {name} is no longer found" if name else "the infobox is no longer found",
            "section": f"the section {name} is no longer found",
            "kind": f"pages are no longer a {name}",
        }.get(kind) or _SUBJECTS.get(self.figure, self.figure)
        shown = ", ".join(self.examples)
        return f"{subject} on {self.lost} of {self.had} pages of {self.wiki} (up to {self.allowed} expected): {shown}"

    def to_dict(self) -> dict[str, Any]:
        """For run.json."""
        return {
            "wiki": self.wiki,
            "figure": self.figure,
            "had": self.had,
            "lost": self.lost,
            "allowed": self.allowed,
            "examples": list(self.examples),
            "message": self.message,
        }


_SUBJECTS = {
    "article": "there is no article any more",
    "lead": "there is no lead any more",
    "sections": "there are no sections any more",
    "references": "there are no references any more",
    "categories": "there are no categories any more",
    "known_headings": "there are headings of unknown kind",
    "root": "the profile's root element is no longer found",
    "text.length": "the text is less than half as long",
    "text.furniture": "text that was removed before is kept",
    "text.removed": "text that was kept before is removed",
    "new.lead": "there is no lead",
    "new.sections": "there are no sections",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What a run's comparison with earlier ones found."""

    compared: Mapping[str, int]
    """Wiki -> pages that could be compared with an earlier visit."""
    findings: tuple[Finding, ...] = ()
    accepted: bool = False

    @property
    def stops(self) -> bool:
        """Whether the run may not be published."""
        return bool(self.findings) and not self.accepted

    def summary(self) -> str:
        """The worst finding in words, and how many more there are."""
        more = f", and {len(self.findings) - 1} more (see run.json)" if len(self.findings) > 1 else ""
        return f"{self.findings[0].message}{more}"

    def to_dict(self) -> dict[str, Any]:
        """For run.json."""
        findings = [finding.to_dict() for finding in self.findings]
        return {"compared": dict(self.compared), "accepted": self.accepted, "findings": findings}


def find_drift(
    figures: Iterable[Figure], earlier: Mapping[str, Sequence[Sequence[Figure]]], records: Mapping[str, int]
) -> list[Finding]:
    """The figures of a run that left the band of earlier runs, those first that most pages of a kind lost.

    `earlier`: wiki -> its last runs' figures, newest first; `records`: wiki -> its current records.
    """
    found: list[Finding] = []
    history = {wiki: _History(of_wiki) for wiki, of_wiki in earlier.items()}
    for figure in figures:
        past = history.get(figure.wiki)
        if past is None or not past.runs:
            continue
        found += _judge(figure, past, records.get(figure.wiki, 0))
    return sorted(found, key=lambda each: (-each.lost / each.had, -each.lost, each.wiki, each.figure))


class _History:
    """What earlier runs over a wiki found; a figure counts only where it did not break then."""

    def __init__(self, runs: Sequence[Sequence[Figure]]) -> None:
        self.runs = runs
        self._sums: dict[str, list[int]] = {}
        self._last: dict[str, Figure] = {}
        for figures in runs:
            for each in figures:
                self._last.setdefault(each.name, each)
                if not each.broke:
                    counts = (each.pages, each.hits, each.same, each.same_lost, each.edited, each.edited_lost)
                    sums = self._sums.setdefault(each.name, [0] * len(counts))
                    for at, count in enumerate(counts):
                        sums[at] += count

    def share(self, name: str) -> float | None:
        """Share of the pages that had it, over all runs."""
        pages, hits, *_ = self._sums.get(name, [0, 0])
        return hits / pages if pages else None

    def losses(self, name: str) -> tuple[float, float]:
        """Shares of pages of the same and of another revision that lost it."""
        _, _, same, same_lost, edited, edited_lost = self._sums.get(name, [0] * 6)
        return (same_lost / same if same else 0.0), (edited_lost / edited if edited else 0.0)


def _judge(figure: Figure, past: _History, records: int) -> Iterable[Finding]:
    if figure.name.startswith("new."):
        share = past.share(figure.name.removeprefix("new."))
        is_common = share is not None and share >= COMMON and figure.pages >= NEW
        if is_common and figure.hits < RARE * figure.pages:
            allowed = math.floor((1 - RARE) * figure.pages)
            yield _finding(figure, figure.pages, figure.pages - figure.hits, allowed)
        return
    same, edited = past.losses(figure.name)
    if figure.name.startswith("rule.") and (share := past.share(figure.name)) is not None:
        edited = max(edited, 1 - share)  # what a rule removes may come and go, as advertisements do
    if figure.name == "article":
        # A refresh visits pages because they are gone: what it does not visit is there, and counts.
        expected = min(LASTING, EDITED * figure.had) + SAME * figure.had
        expected += min(LASTING, SAME * max(0, records - figure.had))
    else:
        expected = figure.same * max(SAME, same) + figure.edited * max(EDITED, edited)
    least = max(1, min(LEAST, records))
    if figure.lost >= least and _tail(figure.lost, expected) < CHANCE:
        yield _finding(figure, figure.had, figure.lost, _allowed(expected, least))


def _finding(figure: Figure, had: int, lost: int, allowed: int) -> Finding:
    return Finding(wiki=figure.wiki, figure=figure.name, had=had, lost=lost, allowed=allowed, examples=figure.examples)


def _allowed(expected: float, least: int) -> int:
    count = max(least, math.floor(expected))
    while _tail(count, expected) >= CHANCE:
        count += 1
    return count - 1


def _tail(count: int, expected: float) -> float:
    """Chance of `count` or more losses where `expected` are expected: Poisson, and its normal limit for many."""
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    if expected > _MANY:
        return 0.5 * math.erfc((count - 0.5 - expected) / math.sqrt(2 * expected))
    logarithm = math.log(expected)
    below = (math.exp(number * logarithm - expected - math.lgamma(number + 1)) for number in range(count))
    return max(0.0, 1.0 - math.fsum(below))
