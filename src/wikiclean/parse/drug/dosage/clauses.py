"""Clauses that are about something else: where they end, and whether their numbers can be no doses."""

from __future__ import annotations

from ...grammar import Statement, lower_at
from ...quantities import is_joined
from .words import CLAUSE_VERBS, DOSE_OPENERS, OPENERS, SUBJECTS, TOPICS

__all__ = ["clause_end", "is_about_something_else"]

# Words of a clause that may take back or change the dose beside it.
_QUALIFYING = frozenset(
    "instead former formerly longer this that previously half double doubled halved unless no never".split()
)
# Without a number: "the dose varies by indication", "dosing is individualized".
_UNDECIDED = frozenset("varies vary depends depend individualized individualised based determined calculated".split())


_GIVING = frozenset(
    "dose doses dosage dosages given taken administered take receive injected infused applied regimen used".split()
)


def clause_end(statement: Statement, at: int) -> int:
    """Where the clause ends: at ";", or where a clause about the dose begins."""
    tokens = statement.tokens
    for n in range(at, len(tokens)):
        word = tokens[n].lower
        if word == ";" or (word == "." and not is_joined(tokens, n + 1)):
            return n
        if word in (",", "and", "but", "or"):
            inner = n + 1 + (word == "," and lower_at(tokens, n + 1) in ("and", "but", "or", "with"))
            if DOSE_OPENERS.at(tokens, inner) is not None and _leads_to_amount(statement, inner):
                return n
    return len(tokens)


def _leads_to_amount(statement: Statement, at: int) -> bool:
    """Whether a verb of giving or a noun of dosing stands before the next amount: it is a dose, no strength."""
    for token in statement.tokens[at : at + 12]:
        if token.lower in _GIVING:
            return True
        if token.value is not None or token.text in ",;":
            return False
    return False


def is_about_something_else(statement: Statement, begin: int, end: int) -> bool:
    """Whether the clause has another topic: a closed frame of one, or a new subject without any number."""
    tokens = statement.tokens
    first = begin
    while first < end and tokens[first].lower in (",", ";", "and", "but", "or", ".", "with"):
        first += 1
    number = next((n for n in range(first, end) if tokens[n].value is not None and not is_joined(tokens, n)), end)
    topic = next((n for n in range(first, min(number + 1, end, first + 14)) if TOPICS.at(tokens, n) is not None), None)
    if topic is not None:
        return True
    if number == end and any(tokens[n].lower in _UNDECIDED for n in range(first, end)):
        return True
    if number < end or any(tokens[n].lower in _QUALIFYING for n in range(first, end)):
        return False
    heads = SUBJECTS.at(tokens, first) is not None or tokens[first].lower in statement.subject_words
    opened = first < end and tokens[first].lower in OPENERS
    return (heads or opened) and any(token.lower in CLAUSE_VERBS for token in tokens[first:end])
