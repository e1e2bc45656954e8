"""Figures that are no percentage of patients: bounds of classes, ratios, multiples of an upper limit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...grammar import lower_at
from ...tokens import Token
from .words import CLASSES, PEOPLE

__all__ = ["class_within", "read_bound", "read_ratio", "read_uln"]


def read_ratio(tokens: Sequence[Token], at: int) -> int | None:
    """ "about 1 in 50,000 users", "one in ten": the token after it. It is no percentage, and none is made of it."""
    while lower_at(tokens, at) in _ABOUT:
        at += 1
    at += lower_at(tokens, at + 1) in PEOPLE and lower_at(tokens, at) == "one"  # "one patient in seven"
    after = at + 3
    if (
        after > len(tokens)
        or (tokens[at].value != 1 and tokens[at].lower not in PEOPLE)
        or tokens[at + 1].lower not in ("in", "of", "per", "out")
    ):
        return None
    after -= tokens[at + 1].lower == "out"
    after += lower_at(tokens, at + 2) in ("every", "of")
    if after > len(tokens) or tokens[after - 1].value is None or lower_at(tokens, after) == "%":
        return None
    if lower_at(tokens, after) in ("to", "-", "–") and after + 1 < len(tokens) and tokens[after + 1].value is not None:
        after += 2
    if lower_at(tokens, after) == "%":
        return None
    while lower_at(tokens, after) in PEOPLE | _COUNTED:
        after += 1
    return after


_COUNTED = frozenset("treated prescriptions treatments courses doses exposures exposed vaccinations".split())
_ABOUT = frozenset("about approximately around roughly an a estimated only perhaps nearly".split())


def read_bound(tokens: Sequence[Token], at: int) -> int | None:
    """A class bound in brackets, "(≥1/100 to <1/10)" or "(>10%)": the token after the closing bracket."""
    if lower_at(tokens, at) not in ("(", "["):
        return None
    begin = at + 1
    at = begin
    numbers = 0
    while at < len(tokens) and tokens[at].text not in (")", "]"):
        token = tokens[at]
        if token.kind == "number":
            numbers += 1
        elif token.lower not in _BOUND_WORDS:
            return None
        at += 1
    return at + 1 if numbers and at < len(tokens) else None


_BOUND_WORDS = frozenset(
    "incidence frequency ≥ ≤ < > = / % to and but - – — more less greater fewer than in or equal up of patients people users from between "
    "at least cases over under about treated affecting affects may affect out per every occurs occurring".split()
)


def class_within(tokens: Sequence[Token], at: int, end: int, wording: str | None) -> str | None:
    """The SmPC class that the wording is the word of, where the bound at `tokens[at:end]` is that of the class.

    "Common (>10%)" gives none: the word says one class and the bound another.
    """
    frequency_class = CLASSES.get(wording or "")
    shares = _shares(tokens[at:end])
    if frequency_class is None or shares is None:
        return None
    low, high = _CLASS_BOUNDS[frequency_class]
    words = {token.lower for token in tokens[at:end]}
    above, below = bool(words & _ABOVE_ONE), bool(words & _BELOW_ONE)
    agrees = shares == {low, high} or (above != below and shares == {low if above else high})
    return frequency_class if agrees else None


def _shares(tokens: Sequence[Token]) -> set[Decimal] | None:
    """The shares of patients that a bound names, "1/100", "1 in 10", "1 to 10%"; None where a number is none."""
    shares: set[Decimal] = set()
    bare: list[Decimal] = []
    index = 0
    while index < len(tokens):
        value = tokens[index].value
        if value is not None:
            after = index + 1 + (lower_at(tokens, index + 1) == "out")
            of = tokens[after + 1].value if after + 1 < len(tokens) else None
            if value == 1 and of and lower_at(tokens, after) in ("/", "in", "of", "per"):
                shares.add(1 / Decimal(of))
                index = after + 1
            else:
                bare.append(Decimal(value))
        elif tokens[index].text == "%":
            shares.update(number / 100 for number in bare)
            bare = []
        elif tokens[index].kind == "number":
            return None
        index += 1
    return shares if shares and not bare else None


_CLASS_BOUNDS: dict[str, tuple[Decimal | None, Decimal | None]] = {
    "very_common": (Decimal("0.1"), None),
    "common": (Decimal("0.01"), Decimal("0.1")),
    "uncommon": (Decimal("0.001"), Decimal("0.01")),
    "rare": (Decimal("0.0001"), Decimal("0.001")),
    "very_rare": (None, Decimal("0.0001")),
}
"""From and below, as SmPC section 4.8 has them."""
_ABOVE_ONE = frozenset("> ≥ more greater over least".split())
_BELOW_ONE = frozenset("< ≤ less fewer under up".split())

_TIMES = frozenset("times x × fold time".split())
_LIMIT = frozenset(
    "the upper limit limits of normal uln range reference laboratory - value values ( ) level levels".split()
)
_ABOVE = frozenset(
    "over above greater more exceeding than of at least to up ≥ > between and beyond exceed exceeded about least as high that".split()
)


def read_uln(tokens: Sequence[Token], at: int) -> int | None:
    """ "above 5 times the upper limit of normal", "(>3 x ULN)": the token after it, which is part of a term."""
    begin = at
    while lower_at(tokens, at) in _ABOVE:
        at += 1
    numbers = 0
    while at < len(tokens) and (
        tokens[at].value is not None or (numbers and lower_at(tokens, at) in ("to", "-", "–", "and", "or"))
    ):
        numbers += tokens[at].value is not None
        at += 1
    while lower_at(tokens, at) == "-":
        at += 1
    if not numbers or lower_at(tokens, at) not in _TIMES:
        return None
    at += 1
    last = at
    said = False
    while lower_at(tokens, at) in _LIMIT:
        word = tokens[at].lower
        if word in ("(", ")"):
            if word == "(" and lower_at(tokens, at + 1) == "uln" and lower_at(tokens, at + 2) == ")":
                at += 3
                last = at
                said = True
                continue
            break
        said |= word in ("normal", "uln")
        at += 1
        last = at
    return last if said and last > begin else None
