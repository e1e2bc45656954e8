"""The words that lead to a use: its verb ("is used off-label"), its noun ("its other off-label uses"), with the status they give it."""

from __future__ import annotations

from ...grammar import Statement, lower_at
from ..english import ADVERBS, AUXILIARIES, DRUG_NOUNS
from ..uses.frames import OFF_LABEL
from .words import DENIED, KINDS, NOUNS, UNTOLD, VERBS, Status

__all__ = ["LONGEST_FRAME", "kind_at", "verb_at"]


LONGEST_FRAME = 20
"""Tokens from where a frame begins to the word that tells of a use."""


_OPENERS = frozenset("the a an its".split())


def verb_at(statement: Statement, clause: int, at: int) -> tuple[Status, int, int] | None:
    """ "is used off-label", "has been studied": (status, the verb or what is said before it, next)."""
    tokens = statement.tokens
    k = at
    while k < at + LONGEST_FRAME and (
        lower_at(tokens, k) in AUXILIARIES
        or (k == at and lower_at(tokens, k) in _MAY)
        or (k > at and (lower_at(tokens, k) in ("also", "being") or ADVERBS.at(tokens, k) or UNTOLD.at(tokens, k)))
    ):
        k += 1
    off_label = any(OFF_LABEL.at(tokens, j) is not None for j in range(clause, min(clause + 3, at)))
    if (off := OFF_LABEL.at(tokens, k)) is not None:
        off_label, k = True, off[1]
    verb = VERBS.at(tokens, k)
    if verb is None or (k == at and lower_at(tokens, k) == "used" and lower_at(tokens, k - 1) in AUXILIARIES):
        return None
    if k == at and lower_at(tokens, k) in _WITH_AUXILIARY and lower_at(tokens, k - 1) not in DRUG_NOUNS:
        return None
    if any(token.lower in DENIED for token in tokens[max(0, at - 2) : k]) or lower_at(tokens, k - 1) == "-":
        return None
    status, after = verb
    begun = k
    while True:
        if (off := OFF_LABEL.at(tokens, after)) is not None:
            off_label, after = True, off[1]
        elif (said := ADVERBS.at(tokens, after) or UNTOLD.at(tokens, after)) is not None:
            after = said[1]
        else:
            break
    return ("off_label" if off_label else status), begun, after


_MAY = frozenset("may can could".split())


_WITH_AUXILIARY = frozenset("effective useful taken given applied administered".split())


def kind_at(statement: Statement, at: int) -> tuple[Status, int, bool] | None:
    """ "its other off-label uses": (status, next, whether nothing but the noun was said)."""
    tokens = statement.tokens
    status: Status = "unspecified"
    k = at
    while lower_at(tokens, k) in _OPENERS:
        k += 1
    begun = k
    while (kind := KINDS.at(tokens, k)) is not None:
        status = kind[0] if kind[0] != "unspecified" else status
        k = kind[1]
    noun = NOUNS.at(tokens, k)
    if noun is None or (lower_at(tokens, k) == "use" and k == begun):
        return None
    return status, noun[1], k == begun
