"""What a frame says of all the terms of its list, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ....model.kinds.drug import Incidence
from ....model.quality import UnparsedReason

__all__ = ["Frame", "Item", "Listing", "Relation", "Span", "Unreadable", "Word"]

Span = tuple[int, int]
"""Tokens of the statement: the first, and the one after the last."""

Relation = Literal["caused_by", "part_of"]


class Unreadable(Exception):  # noqa: N818 - a signal to the reader of clauses
    """A clause has a frame of adverse effects, and what stands in it cannot be read whole."""

    def __init__(self, reason: UnparsedReason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a closed list as it stands: its meaning, and its tokens."""

    value: str
    span: Span


@dataclass(slots=True)
class Frame:
    """What a frame says of every term of its list."""

    rule: str
    spans: list[Span] = field(default_factory=list)
    """Tokens of the frame itself."""
    frequency: Word | None = None
    severity: Word | None = None
    frequency_class: str | None = None
    arms: tuple[Incidence, ...] = ()
    condition: Span | None = None
    carried: bool = False
    """Whether its proviso stands in the clause before, about the same subject."""
    body_system: Span | None = None
    negated: bool = False
    adverse: bool = False
    """Whether its words alone say that these are adverse effects."""
    each: bool = False
    """Whether one figure is said to hold for each term."""

    def begins(self, at: int) -> int:
        """The first token of a clause whose opener this is, and that goes on at token `at`."""
        return min([at, *(span[0] for span in self.spans)])

    @property
    def bounded(self) -> bool:
        """Whether its figures are bounds from below, "in more than 5%", which hold for each of several terms."""
        return bool(self.arms) and all(arm.value.comparator in (">", ">=") for arm in self.arms)

    @property
    def shared(self) -> bool:
        """Whether its figures are bounds or ranges, "1% to 3%", as those who list several effects give for each."""
        return self.bounded or bool(self.arms and all(arm.value.low is not None for arm in self.arms))

    @property
    def qualified(self) -> bool:
        """Whether it says how often or how severe."""
        return self.frequency is not None or self.severity is not None or self.frequency_class is not None


@dataclass(slots=True)
class Item:
    """One term of a list: its tokens, in two parts where it shares a head or an end with its neighbour."""

    spans: list[Span]
    frequency: Word | None = None
    """Its own word for how often."""
    arms: tuple[Incidence, ...] = ()
    figures: Span | None = None
    apart: bool = False
    """Whether its figures are its own: in a bracket, or set apart from the other terms by "as well as"."""
    condition: Span | None = None
    parent: Item | None = None
    relation: Relation | None = None

    @property
    def first(self) -> int:
        """The first token of what is its own."""
        return min(span[0] for span in self.spans)

    @property
    def after(self) -> int:
        """The token after it."""
        return max(span[1] for span in self.spans)

    def ancestors(self) -> list[Item]:
        """What it belongs to or follows from, the nearest first."""
        found = []
        above = self.parent
        while above is not None:
            found.append(above)
            above = above.parent
        return found


@dataclass(slots=True)
class Listing:
    """A list as read: its items in order, members and consequences after what they belong to."""

    items: list[Item] = field(default_factory=list)
    next: int = 0
    condition: Span | None = None
    """A proviso after the last term, which holds for all."""
    each: bool = False

    @property
    def top(self) -> list[Item]:
        """The items that belong to no other."""
        return [item for item in self.items if item.parent is None]
