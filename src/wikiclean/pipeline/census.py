"""A run's figures: every page counted, and compared with what was found on it before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..store.health import Figure, KnownPage, PageHealth
from ..store.visit import Visit
from .report import FAILING_OUTCOMES

__all__ = ["Census"]

EXAMPLES = 3
_HALF = 0.5
_LETTERS = 100
"""Texts and ledgers below this are too short to be compared by their letters."""


@dataclass(slots=True)
class _Count:
    pages: int = 0
    hits: int = 0
    same: int = 0
    same_lost: int = 0
    edited: int = 0
    edited_lost: int = 0
    examples: list[str] = field(default_factory=list)


class Census:
    """Counts pages one by one; its size is that of the figures, however many pages there are."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, _Count]] = {}
        self._articles: dict[str, int] = {}
        self.compared: dict[str, int] = {}
        """Wiki -> pages that could be compared with an earlier visit."""

    def count(self, wiki: str, outcome: str, health: PageHealth | None) -> None:
        """Count a page without comparing it."""
        self._hit(wiki, "shown", holds=outcome not in FAILING_OUTCOMES)
        if outcome in FAILING_OUTCOMES:
            return
        self._hit(wiki, "article", holds=outcome == "article")
        if health is not None:
            self._articles[wiki] = self._articles.get(wiki, 0) + 1
            for name in health.figures:
                self._of(wiki, name).hits += 1

    def compare(self, visit: Visit, known: KnownPage | None) -> None:
        """Count a page and what it lost since the visit before."""
        wiki, title = visit.wiki, visit.title
        health = PageHealth.from_json(visit.health) if visit.health is not None else None
        self.count(wiki, visit.outcome, health)
        if known is None or known.health is None or not known.is_current:
            if health is not None:
                for name in ("lead", "sections"):
                    self._new(wiki, name, title, holds=name in health.figures)
            return
        self.compared[wiki] = self.compared.get(wiki, 0) + 1
        self._lose(wiki, "article", title, same=False, lost=health is None)
        if health is None:
            return
        alike = health.read_as == known.health.read_as
        same = alike and visit.revision_id is not None and visit.revision_id == known.revision_id
        for name, lost in _losses(known.health, health, alike=alike, same=same):
            self._lose(wiki, name, title, same=same, lost=lost)

    def figures(self) -> Iterator[Figure]:
        """All figures, by wiki and name."""
        for wiki, counts in sorted(self._counts.items()):
            for name, count in sorted(counts.items()):
                yield Figure(
                    wiki=wiki,
                    name=name,
                    pages=count.pages or self._articles.get(wiki, 0),
                    hits=count.hits,
                    same=count.same,
                    same_lost=count.same_lost,
                    edited=count.edited,
                    edited_lost=count.edited_lost,
                    examples=tuple(count.examples),
                )

    def _of(self, wiki: str, name: str) -> _Count:
        return self._counts.setdefault(wiki, {}).setdefault(name, _Count())

    def _hit(self, wiki: str, name: str, *, holds: bool) -> None:
        count = self._of(wiki, name)
        count.pages += 1
        count.hits += holds

    def _new(self, wiki: str, name: str, title: str, *, holds: bool) -> None:
        count = self._of(wiki, f"new.{name}")
        count.pages += 1
        count.hits += holds
        if not holds and len(count.examples) < EXAMPLES:
            count.examples.append(title)

    def _lose(self, wiki: str, name: str, title: str, *, same: bool, lost: bool) -> None:
        count = self._of(wiki, name)
        if same:
            count.same += 1
            count.same_lost += lost
        else:
            count.edited += 1
            count.edited_lost += lost
        if lost and len(count.examples) < EXAMPLES:
            count.examples.append(title)


def _losses(before: PageHealth, now: PageHealth, *, alike: bool, same: bool) -> Iterator[tuple[str, bool]]:
    """What held before, and whether it was lost. `alike`: read from one rendering by one version of the rules."""
    kept_out = same and now.kept <= before.kept
    for name in before.figures:
        if not name.startswith("rule."):
            yield name, name not in now.figures
        elif alike:
            # Furniture comes and goes; on an unedited page it is known whether any of it is kept now.
            yield name, name not in now.figures and not kept_out
    if before.kept >= _LETTERS:
        yield "text.length", now.kept < _HALF * before.kept
    if alike:
        moved = before.removed - now.removed
        yield "text.furniture", moved >= _LETTERS * _HALF and now.kept - before.kept >= _HALF * moved
        yield "text.removed", -moved >= _LETTERS and before.kept - now.kept >= _HALF * -moved
