"""The words that lead to a use: its verb ("is used off-label"), its noun ("its other off-label uses"), with the status they give it."""

from __future__ import annotations

from ...grammar import Statement, lower_at
from ..english import ADVERBS, AUXILIARIES, DRUG_NOUNS, FINITE
from ..uses.frames import OFF_LABEL, UNAPPROVED
from ..uses.people import read_people
from .words import DENIED, HAS_PLACE, KINDS, NOUNS, UNTOLD, VERBS, Status

__all__ = ["LONGEST_FRAME", "after_manner", "kind_at", "verb_at"]


LONGEST_FRAME = 20
"""Tokens from where a frame begins to the word that tells of a use."""


_OPENERS = frozenset("the a an its".split())


def verb_at(statement: Statement, clause: int, at: int) -> tuple[Status, int, int] | None:
    """ "is used off-label", "has been studied": (status, the verb or what is said before it, next)."""
    tokens = statement.tokens
    openers = (OFF_LABEL.at(tokens, j) for j in range(clause, min(clause + 3, at)))
    off_label = any(found is not None and lower_at(tokens, found[1]) != "use" for found in openers)
    if (place := HAS_PLACE.at(tokens, at)) is not None:
        return "off_label" if off_label else "unspecified", at, place[1]
    k = at
    while k < at + LONGEST_FRAME and (
        lower_at(tokens, k) in AUXILIARIES
        or (k == at and lower_at(tokens, k) in _MAY)
        or (k > at and (lower_at(tokens, k) in ("also", "being") or ADVERBS.at(tokens, k) or UNTOLD.at(tokens, k)))
    ):
        k += 1
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
    if lower_at(tokens, k) in _INTENDED and lower_at(tokens, k - 1) in ("was", "were", "been"):
        return None
    manner, after = after_manner(statement, after)
    return ("off_label" if off_label else manner or status), k, after


def after_manner(statement: Statement, at: int) -> tuple[Status | None, int]:
    """After what says how it is used: adverbs, "off-label", ", without formal approval,"; with the status that it gives."""
    tokens = statement.tokens
    status: Status | None = None
    while True:
        if (found := _status_at(statement, at)) is not None:
            status, at = found
        elif said := [told[1] for phrases in (ADVERBS, UNTOLD) if (told := phrases.at(tokens, at))]:
            at = max(said)
        elif (aside := _after_aside(statement, at)) is not None:
            inner = _status_at(statement, at + 1)
            status, at = inner[0] if inner else status, aside
        else:
            return status, at


def _status_at(statement: Statement, at: int) -> tuple[Status, int] | None:
    if (off := OFF_LABEL.at(statement.tokens, at)) is not None:
        return "off_label", off[1]
    found = UNAPPROVED.at(statement.tokens, at)
    return None if found is None else ("not_approved", found[1])


def _after_aside(statement: Statement, at: int) -> int | None:
    """After ", together with a corticosteroid," before what it is used for; None where it says for whom, or is a clause."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "," or read_people(statement, at + 1) is not None:
        return None
    for k in range(at + 1, min(at + _LONGEST_ASIDE, len(tokens))):
        word = tokens[k].lower
        if word == ",":
            return k + 1 if lower_at(tokens, k + 1) in _LEADS else None
        if word in FINITE - _PARTICIPLES or word in _NO_ASIDE or tokens[k].kind == "number":
            return None
    return None


_LONGEST_ASIDE = 10
_LEADS = frozenset("for in to as against".split())
_PARTICIPLES = frozenset("approved licensed authorised authorized given taken used".split())
_NO_ASIDE = frozenset("( ) ; : . for to never no which who that it they but".split())


_INTENDED = frozenset("meant intended".split())


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
