"""Where a product clause begins and ends: what stands behind its last item begins another clause, or says nothing of products."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import lower_at
from ...quantities import read_amount
from ...tokens import Token
from ..timing import read_frequency
from .brands import FRAME_WORDS, read_in_place
from .dose_forms import PRODUCT_NOUNS
from .words import ADVERBS, ARTICLES, CLAUSE_STARTS, FINITE, GENERIC_WORDS, HOLDS, JOINS, is_open

__all__ = ["begins_dose", "begins_with_verb", "is_apart", "is_led"]

_CONJUNCTIONS = frozenset({"but", "while", "whereas", "though", "although", "so", "because", "since"})
_OPENS = frozenset(
    "starts begins requires takes varies depends ranges consists comes acts works belongs carries causes being having take "
    "begin start require need needs vary".split()
)
_OF_PARTS = frozenset({"of", "with", "containing", "as"})
_LONGEST_SUBJECT = 8


def is_apart(rest: Sequence[Token], read: int, *, generic: bool, combined: bool) -> bool:
    """Whether a clause may end before `rest`: nothing there is said of its products.

    `read`: how many of its tokens say nothing of a product. `generic`: the clause tells of a generic alone.
    `combined`: its last product is a combination, of which more may be said.
    """
    if _holds_more(rest) or _names_more(rest):
        return False
    if any(token.lower in FRAME_WORDS or token.lower in GENERIC_WORDS for token in _own(rest, generic=generic)):
        return False
    if begins_dose(rest, read) or any(CLAUSE_STARTS.at(rest, index) for index in range(read + 1)) or _is_clause(rest):
        return True
    if any(token.kind == "number" or token.lower in PRODUCT_NOUNS for token in rest):
        return False
    return (rest[0].lower in JOINS or is_open(rest[0])) and not combined


def begins_dose(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dose begins at token `at`, behind a comma or "with": "…, with 5 mg twice daily as the usual dose"."""
    before = lower_at(tokens, at - 1)
    parted = before in (",", ";", "–", "—") or (
        before in ("with", "and", "but") and lower_at(tokens, at - 2) in (",", ";")
    )
    amount = read_amount(tokens, at) if parted and at < len(tokens) and tokens[at].value is not None else None
    if amount is None or amount.unit is None:
        return False
    return read_frequency(tokens, amount.next) is not None or lower_at(tokens, amount.next) == "daily"


def _own(rest: Sequence[Token], *, generic: bool) -> Sequence[Token]:
    """What stands before a semicolon, or a "but": behind it another clause has its own products."""
    for index, token in enumerate(rest):
        if token.text == ";" or (generic and token.lower in _CONJUNCTIONS):
            return rest[:index]
    return rest


def _is_clause(rest: Sequence[Token]) -> bool:
    """Whether it begins with a join, a subject without number or form, and a verb: ", and treatment starts with"."""
    at = _past_joins(rest, 0)
    if (place := read_in_place(rest, at)) is not None:
        at = _past_joins(rest, place)
    if at == 0:
        return False
    if (
        at < len(rest) and rest[at].kind == "word" and rest[at].value is not None
    ):  # "one tablet being taken", "one takes"
        at += 1 + (lower_at(rest, at + 1) in PRODUCT_NOUNS)
    for token in rest[at : at + _LONGEST_SUBJECT]:
        if token.lower in FINITE or token.lower in _OPENS:
            return True
        if token.kind != "word" or token.value is not None or token.lower in PRODUCT_NOUNS or token.lower in _OF_PARTS:
            return False
    return False


def _holds_more(rest: Sequence[Token]) -> bool:
    """Whether a strength is said of the products before: "…, each containing 5 mg", but not "…, capsules contain 5 mg"."""
    for index, token in enumerate(rest):
        if token.lower in PRODUCT_NOUNS:
            return False
        if token.lower in HOLDS and lower_at(rest, index + 1)[:1].isdigit():
            return True
    return False


def _names_more(rest: Sequence[Token]) -> bool:
    """Whether a brand name may stand here, before another clause: "…, scored, and as Zendra"."""
    for index, token in enumerate(rest[:-1]):
        if token.lower in FINITE or token.lower in _OPENS or CLAUSE_STARTS.at(rest, index) is not None:
            return False
        if token.lower in ("as", "called", "named") and rest[index + 1].text[0].isupper():
            return True
    return False


def _past_joins(rest: Sequence[Token], at: int) -> int:
    while lower_at(rest, at) in JOINS or lower_at(rest, at) in _CONJUNCTIONS:
        at += 1
    return at


def is_led(tokens: Sequence[Token], at: int) -> bool:
    """Whether "as" or "in" stands before the item at token `at`."""
    before = at - 1
    while lower_at(tokens, before) in ARTICLES:
        before -= 1
    return lower_at(tokens, before) in ("as", "in")


def begins_with_verb(rest: Sequence[Token]) -> bool:
    """Whether what stands before is the subject of another verb: "; tablets of 5 mg | are taken daily"."""
    at = 0
    while lower_at(rest, at) in ADVERBS:
        at += 1
    return lower_at(rest, at) in FINITE
