"""Clauses that point back to a use just told: "but is not approved for that disorder", "a use for which it has no licence"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token
from ..approvals.drugs import read_drug
from ..approvals.predicates import predicate_at
from ..uses.frames import after_antecedent
from .words import THAT

__all__ = ["is_unapproved_later"]

_LEADS = Phrases.listed(
    "for|in|for use in|for use for|for treating|for the treatment of|for treatment of|for the management of|to treat|to manage|"
    "for use against|for preventing|for the prevention of|in treating|in the treatment of"
)
_POINTING = frozenset("this that these those such".split())
_POINTED_AT = frozenset(
    "disorder disorders condition conditions disease diseases illness illnesses indication indications use uses purpose purposes "
    "setting settings role roles context contexts syndrome syndromes application applications situation situations".split()
)
_CONNECTIVES = frozenset(", but and although though yet while it ; however".split())


def is_unapproved_later(statement: Statement, at: int) -> bool:
    """Whether the use that ends before token `at` is said not to be approved: "... but has yet to gain approval for it"."""
    tokens = statement.tokens
    relative = after_antecedent(tokens, at)
    if relative is not None:
        drug = read_drug(statement, relative)
        if drug is None or drug.name is not None or drug.copy:
            return False
        predicate = predicate_at(statement, drug.next)
        return predicate is not None and predicate.action == "not_approved" and _ends(tokens, predicate.next)
    if [lower_at(tokens, at), lower_at(tokens, at + 1)] == ["and", ","]:
        return False  # "A and, though not approved for it, B": said of the use that follows
    while lower_at(tokens, at) in _CONNECTIVES:
        at += 1
    predicate = predicate_at(statement, at)
    if predicate is None:
        drug = read_drug(statement, at)
        if drug is None or drug.name is not None or drug.copy:
            return False
        predicate = predicate_at(statement, drug.next)
    return predicate is not None and predicate.action == "not_approved" and _points_back(tokens, predicate.next)


def _points_back(tokens: Sequence[Token], at: int) -> bool:
    """ "for this purpose", "for use in that disorder"."""
    if THAT.at(tokens, at) is not None:
        return True
    lead = _LEADS.at(tokens, at)
    return lead is not None and lower_at(tokens, lead[1]) in _POINTING and lower_at(tokens, lead[1] + 1) in _POINTED_AT


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing narrows what was said: the clause ends."""
    return at >= len(tokens) or lower_at(tokens, at) in (".", ";", ",", ")")
