"""What neighbours in a list share: "elevations in enzymes and bilirubin", "chest or back pain", "redness and swelling of the eyes"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...grammar import lower_at
from ...tokens import Token
from .frames import Item, Span
from .lexicon import ADJECTIVES, BODY_PARTS, CHANGES, HEADS, MEASURES, PARTS, SENSATIONS

__all__ = [
    "head_of",
    "is_bare_change",
    "is_bare_part",
    "is_bare_quality",
    "share_change",
    "share_end",
    "share_head",
    "share_noun",
]

_MEASURED = MEASURES | PARTS | frozenset("serum blood plasma liver the - red white cell alkaline uric in of".split())


def share_head(tokens: Sequence[Token], items: list[Item], item: Item) -> None:
    """What is only measured takes the change of the term before: "elevations in enzymes and bilirubin"."""
    if item.parent is not None or item.spans != [item.spans[-1]]:
        return
    at = next(i for i, other in enumerate(items) if other is item)
    before = next((other for other in reversed(items[:at]) if other.parent is None), None)
    if before is None or before is not items[at - 1]:
        return
    first, after = item.spans[0]
    words = [tokens[i].lower for i in range(first, after)]
    if not all(word in _MEASURED for word in words) or not any(word in MEASURES for word in words):
        return
    head = head_of(tokens, before)
    if head is not None:
        item.spans = [(head[0], head[1] - 1) if words[0] in ("in", "of") else head, (first, after)]


def head_of(tokens: Sequence[Token], item: Item) -> Span | None:
    """The tokens of "mild elevations in", "increased": a change, before what is measured."""
    if len(item.spans) > 1:
        return item.spans[0]
    first, after = item.spans[0]
    for i in range(first + 1, min(after, first + 9)):
        if tokens[i].lower in ("in", "of") and tokens[i - 1].lower in CHANGES:
            return first, i + 1
    if tokens[first].lower in CHANGES and any(tokens[i].lower in MEASURES for i in range(first + 1, after)):
        return first, first + 1
    return None


def share_noun(tokens: Sequence[Token], items: list[Item]) -> None:
    """A modifier alone takes the noun of the next term: "chest or back pain"."""
    for item, following in zip(reversed(items[:-1]), reversed(items[1:]), strict=True):
        if item.parent is not following.parent or item.arms or item.condition or len(item.spans) > 1:
            continue
        first, after = item.spans[0]
        if any(tokens[i].lower not in PARTS for i in range(first, after)):
            continue
        start, end = following.spans[0]
        noun = following.spans[1][0] if len(following.spans) > 1 else start
        end = following.spans[-1][1]
        while noun < end and tokens[noun].lower in PARTS:
            noun += 1
        if noun == start and tokens[start].lower not in ADJECTIVES and end - start > 1:
            noun += 1
        if noun < end and (noun > start or len(following.spans) > 1):
            item.spans = [(first, after), (noun, end)]


def share_end(tokens: Sequence[Token], items: list[Item]) -> None:
    """Two sensations share their place: "redness and swelling of the eyes"."""
    for item, following in pairwise(items if len(items) == 2 else ()):
        first, after = item.spans[0]
        start, end = following.spans[0]
        if len(item.spans) + len(following.spans) > 2 or item.parent is not following.parent or after + 1 != start:
            continue
        if after - first > 2 or tokens[after - 1].lower not in SENSATIONS or tokens[start].lower not in SENSATIONS:
            continue
        if lower_at(tokens, start + 1) in ("of", "in", "around") and end > start + 2:
            item.spans = [(first, after), (start + 1, end)]


def share_change(tokens: Sequence[Token], items: list[Item]) -> None:
    """Two changes of one measure: "weight gain or loss", "gain or loss of weight", "increased or decreased appetite"."""
    for item, following in pairwise(items):
        first, after = item.spans[0]
        start, end = following.spans[0]
        if len(item.spans) + len(following.spans) > 2 or item.parent is not following.parent or after + 1 != start:
            continue
        words, others = [[tokens[i].lower for i in range(*span)] for span in ((first, after), (start, end))]
        if _are_opposites(words[-1], others[0]) and set(words[:-1]) & _MEASURED and len(others) == 1:
            following.spans = [(first, after - 1), (start, end)]
        elif len(words) == 1 and _are_opposites(words[0], others[0]) and end > start + 1:
            measured = start + 1 + (others[1] in ("of", "in"))
            if measured < end and tokens[measured].lower in _MEASURED:
                item.spans = [(first, after), (start + 1, end)]


def is_bare_change(tokens: Sequence[Token], item: Item) -> bool:
    """ "loss" alone: a change of nothing that is named."""
    first, after = item.spans[0]
    return len(item.spans) == 1 and after == first + 1 and tokens[first].lower in _UP | _DOWN


def is_bare_quality(tokens: Sequence[Token], item: Item) -> bool:
    """ "acute" alone: an adjective without what it is said of."""
    return len(item.spans) == 1 and all(tokens[i].lower in ADJECTIVES - HEADS for i in range(*item.spans[0]))


def is_bare_part(tokens: Sequence[Token], item: Item) -> bool:
    """ "legs" alone: a part of the body, and nothing that happens to it."""
    return len(item.spans) == 1 and all(tokens[i].lower in BODY_PARTS for i in range(*item.spans[0]))


def _are_opposites(word: str, other: str) -> bool:
    return (word in _UP and other in _DOWN) or (word in _DOWN and other in _UP)


_UP = frozenset("gain increase increases increased rise rises elevated raised".split())
_DOWN = frozenset("loss decrease decreases decreased reduction reductions reduced lowered".split())
"""Changes one way and the other."""
