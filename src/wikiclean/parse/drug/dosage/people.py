"""Whom a dose is for, told by a word of open class: "asthmatic children", "users of inhaled steroids take …"."""

from __future__ import annotations

from ....model.kinds.drug import Population
from ...grammar import Statement, lower_at
from ...quantities import is_joined
from ..population import read_described, read_population
from ..uses.illness import ends_as_illness
from .indications import INDICATION_WORDS
from .nouns import INNER, STOP, Stops
from .pieces import Value, Whom
from .words import BEING, FRAME, GIVING

__all__ = ["read_described_people", "read_takers"]

_PREPOSITIONS = frozenset("for in against as to with on during after before at".split())
_MAY = frozenset("may should can must often usually".split())
_MOST_TAKERS = 6
"""Words for those who take it."""
_TAKING = frozenset(
    "need needs require requires take takes receive receives start starts begin begins get gets wear wears inhale inject swallow use".split()
)
_NO_TAKERS = frozenset(
    "nurses doctors physicians dentists surgeons clinicians pharmacists experts guidelines midwives parents caregivers authors "
    "it they one this these treatment therapy patients people doses infusions injections tablets most".split()
)
_NO_DESCRIPTION = STOP | INNER | FRAME | GIVING | INDICATION_WORDS


def read_takers(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "heavy smokers wear …", "users of inhaled steroids should take …": people, by what they do."""
    tokens = statement.tokens
    verb = head = at
    while verb < len(tokens) and tokens[verb].lower not in _TAKING:
        token = tokens[verb]
        if verb - at > _MOST_TAKERS or token.kind != "word" or token.value is not None or token.lower in BEING - _MAY:
            return None
        head = verb if head == at and token.lower in INNER | _MAY else head
        verb += 1
    end = verb - (lower_at(tokens, verb - 1) in _MAY)
    head = head if head > at else end
    named = [token.lower for token in tokens[at:head]]
    if verb == len(tokens) or not named or not named[-1].endswith("s") or ends_as_illness(named):
        return None
    if (
        set(named) & (_NO_TAKERS | STOP | _PREPOSITIONS | statement.subject_words)
        or read_population(statement, at) is not None
    ):
        return None
    return Whom(Population(text=statement.quote(at, end))), end


def read_described_people(statement: Statement, at: int, stops: Stops) -> tuple[Value, int] | None:
    """ "asthmatic children", "dialysis patients": people and an open word before them, where a clause or list item begins."""
    end = at
    while end < at + 3 and end < len(statement.tokens) and _describes(statement, end, stops):
        end += 1
    if end == at or end >= len(statement.tokens):
        return None
    found = read_described(statement, at, end)
    return (Whom(found[0]), found[1]) if found is not None else None


def _describes(statement: Statement, at: int, stops: Stops) -> bool:
    """Whether an open word stands here that may say more of the people behind it."""
    token = statement.tokens[at]
    word = token.lower
    if token.text == "-":
        return is_joined(statement.tokens, at) and is_joined(statement.tokens, at + 1)
    if token.kind != "word" or token.value is not None or word in _NO_DESCRIPTION or word.endswith("ly"):
        return False
    return word not in statement.subject_words and not stops(at)
