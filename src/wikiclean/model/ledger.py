"""The ledger: everything visible that did not reach the Document, with the rule that removed it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from ..text import count_letters

__all__ = ["Ledger", "Removal", "RuleTotal"]


class Removal(NamedTuple):
    """One removed piece: visible letters in page order, and why they went. (A page has hundreds: see `Span`.)"""

    rule: str
    """Id of the rule, e.g. `mediawiki/edit-link`."""
    reason: str
    text: str
    where: str
    """Place of the piece: a path of element names with id or class, or `line N` of a plain text."""


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """What one rule removed from a page: how many pieces, how many letters and digits."""

    pieces: int
    letters: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All removals of one page, in page order."""

    removals: tuple[Removal, ...] = field(default=())

    def by_rule(self) -> dict[str, RuleTotal]:
        """Sums a rule, largest first."""
        pieces: Counter[str] = Counter()
        letters: Counter[str] = Counter()
        for removal in self.removals:
            pieces[removal.rule] += 1
            letters[removal.rule] += count_letters(removal.text)
        order = sorted(pieces, key=lambda rule: (-letters[rule], rule))
        return {rule: RuleTotal(pieces[rule], letters[rule]) for rule in order}

    @property
    def letters(self) -> int:
        """Letters and digits removed in all."""
        return count_letters("\n".join(removal.text for removal in self.removals))
