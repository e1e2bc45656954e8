"""Words between the phrases of a dosage statement that say nothing of the dose; the drug's names among them."""

from __future__ import annotations

from ...grammar import Phrases, Statement, lower_at
from ...quantities import is_joined, read_amount
from .words import FRAME, FRAME_PHRASES, SALTS

__all__ = ["read_frame", "read_other_name"]

_IGNORED_SIGNS = frozenset(":\"'“”®™•’")
_CONCENTRATION = Phrases.of(
    {None: "solution|cream|ointment|gel|lotion|foam|shampoo|eye drops|ophthalmic solution|suspension|spray|"
    "topical solution|"
           "paste|eye ointment|solutions|creams|ophthalmic suspension|topical gel|nasal spray|ointments|gels|"
           "topical cream"}
)  # fmt: skip


def read_frame(statement: Statement, at: int) -> int | None:
    """A word that says nothing of the dose: index after it."""
    tokens = statement.tokens
    token = tokens[at]
    if found := FRAME_PHRASES.at(tokens, at):
        return found[1]
    if token.value is not None:
        # "a 1% cream": the strength of a product
        amount = read_amount(tokens, at)
        if amount is not None and amount.unit == "%" and (form := _CONCENTRATION.at(tokens, amount.next)):
            return form[1]
        # "B12", "alfa-2b": a number inside the drug's name
        if token.lower in statement.subject_words and is_joined(tokens, at) and _is_subject(statement, at - 1):
            return at + 1
        if token.lower in statement.subject_words and is_joined(tokens, at + 1) and is_joined(tokens, at + 2):
            return at + 2 if tokens[at + 1].text == "-" and _is_subject(statement, at + 2) else None  # "5-FU"
        return None
    if token.lower in FRAME or token.lower in statement.subject_words:
        return at + 1
    if (other := read_other_name(statement, at)) is not None:
        return other
    if token.kind == "sign" and token.text in _IGNORED_SIGNS:
        return at + 1
    if token.text in "-–" and is_joined(tokens, at) and is_joined(tokens, at + 1):
        joins = all(
            n < len(tokens) and (tokens[n].lower in FRAME or tokens[n].lower in statement.subject_words)
            for n in (at - 1, at + 1)
        )
        return at + 1 if joins else None
    return None


def read_other_name(statement: Statement, at: int) -> int | None:
    """Behind the drug's name: its salt, or another name in brackets. Index after it."""
    tokens = statement.tokens
    if lower_at(tokens, at - 1) not in statement.subject_words:
        return None
    if tokens[at].lower in SALTS:
        return at + 1
    if tokens[at].text != "(":
        return None
    end = at + 1
    while end < len(tokens) and end - at < 5 and tokens[end].kind == "word" and tokens[end].value is None:
        end += 1
    named = end > at + 1 and tokens[at + 1].text[0].isupper() and lower_at(tokens, end) == ")"
    return end + 1 if named else None


def _is_subject(statement: Statement, at: int) -> bool:
    token = statement.tokens[at]
    return token.lower in statement.subject_words or (token.text in "-–" and is_joined(statement.tokens, at))
