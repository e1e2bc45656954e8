"""Amounts as written: one number or a range, with its unit, never converted and never averaged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..model.quantity import UCUM, Quantity, Ratio
from .grammar import Phrases
from .tokens import Token
from .units import Unit, read_unit

__all__ = ["SCALES", "Amount", "is_joined", "quantity_of", "read_amount", "read_amounts", "read_number", "read_ratio"]

Comparator = Literal["<", "<=", ">", ">=", "~"]

SCALES = {"million": Decimal(10) ** 6, "billion": Decimal(10) ** 9, "thousand": Decimal(10) ** 3}
"""Words that scale the number before them."""
_DASHES = frozenset("-–—−‑")
_TO = frozenset({"to", *_DASHES})
_COMPARATORS: Phrases[Comparator] = Phrases.of(
    {
        "~": "about|approximately|around|roughly|~|approx",
        "<": "<|less than|under",
        ">": ">|more than|greater than|over",
        ">=": "≥|at least",
        "<=": "≤|no more than|not more than|up to",
    }
)
_MAX_DIGITS = 15
_HALVES = {("1", "2"): Decimal("0.5"), ("1", "4"): Decimal("0.25"), ("3", "4"): Decimal("0.75")}
# "50.000 IU" is fifty thousand to some writers and fifty to others: no number at all.
_UNSURE = re.compile(r"\d{1,3}\.000")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range with or without a unit: its tokens are `tokens[start:next]`."""

    low: Decimal
    high: Decimal | None
    unit: str | None
    start: int
    next: int
    comparator: Comparator | None = None
    plus_minus: Decimal | None = None


def read_amount(tokens: Sequence[Token], at: int, *, words: bool = True) -> Amount | None:
    """The amount that begins at token `at`. `words`: whether "two" is a number here."""
    start = at
    comparator: Comparator | None = None
    if at < len(tokens) and tokens[at].value is None:
        said = _COMPARATORS.at(tokens, at)
        if said is None:
            return None
        comparator, at = said
    first = read_number(tokens, at, words=words)
    if first is None:
        return None
    low, at = first
    plus_minus = high = unit = None
    if at < len(tokens) and tokens[at].text == "±" and (error := read_number(tokens, at + 1, words=False)):
        plus_minus, at = error
    elif (second := _read_second(tokens, at, low, words=words)) is not None:
        low, high, at, unit = second
    if unit is None and (found := _read_hyphenated_unit(tokens, at)):
        unit, at = found.code, found.next
    if high is not None and high < low:
        return None
    if tokens[at - 1].end - tokens[start].start > _MAX_DIGITS and max(_digits(low), _digits(high or low)) > _MAX_DIGITS:
        return None
    return Amount(low, high, unit, start, at, comparator, plus_minus)


def _digits(number: Decimal) -> int:
    return len(number.as_tuple().digits)


def is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` stands right behind the one before it, without a space."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def read_number(tokens: Sequence[Token], at: int, *, words: bool = True) -> tuple[Decimal, int] | None:
    """One number: "1,250", "2.4 million", "1½", "1/2", "twenty-eight". (value, index after it)."""
    if at >= len(tokens) or (value := tokens[at].value) is None:
        return None
    token = tokens[at]
    if (token.kind == "word" and not words) or _UNSURE.fullmatch(token.text):
        return None
    at += 1
    if at < len(tokens):
        after = tokens[at]
        if after.text in ("½", "¼", "¾") and value == value.to_integral_value():
            value, at = value + (after.value or 0), at + 1
        elif after.text == "/" and (
            part := _HALVES.get((token.text, tokens[at + 1].text if at + 1 < len(tokens) else ""))
        ):
            value, at = part, at + 2
        elif after.text in _DASHES and token.kind == "word" and value >= 20 and _is_ones(tokens, at + 1):
            value, at = value + (tokens[at + 1].value or 0), at + 2
        elif after.kind == "number" and at + 2 < len(tokens) and tokens[at + 1].text == "/":
            if (part := _HALVES.get((after.text, tokens[at + 2].text))) is None:
                return None
            value, at = value + part, at + 3
    if at < len(tokens) and (scale := SCALES.get(tokens[at].lower)):
        return value * scale, at + 1
    return value, at


def _is_ones(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "word" and 0 < (tokens[at].value or 0) < 10 and is_joined(tokens, at)


def _read_second(
    tokens: Sequence[Token], at: int, low: Decimal, *, words: bool
) -> tuple[Decimal, Decimal, int, str | None] | None:
    """The upper end of a range: "to 10", "- 10", or "mg to 10 mg" with the unit said twice. (low, high, next, unit)."""
    unit = _read_hyphenated_unit(tokens, at)
    after = unit.next if unit else at
    if unit is None and _lower(tokens, at) in _DASHES and is_joined(tokens, at) and _lower(tokens, at + 1) == "to":
        after = at + 1  # "10- to 20-mg doses"
    if after >= len(tokens) or tokens[after].lower not in (*_TO, "or"):
        return None
    second = read_number(tokens, after + 1, words=words)
    if second is None:
        return None
    high, end = second
    if tokens[after].lower == "or":  # "one or two tablets", never "5 or 10 mg": those are strengths to choose from
        counted = read_unit(tokens, end)
        if unit is not None or counted is None or UCUM[counted.code] not in ("count", "time"):
            return None
    if unit is None:
        # "1 to 2 million": the scale of the upper end is the lower end's too.
        scale = SCALES.get(tokens[end - 1].lower)
        if scale and tokens[at - 1].lower not in SCALES and low * scale <= high:
            low = low * scale
        return low, high, end, None
    again = _read_hyphenated_unit(tokens, end)
    return (low, high, again.next, unit.code) if again and again.code == unit.code else None


def _read_hyphenated_unit(tokens: Sequence[Token], at: int) -> Unit | None:
    """A unit, also behind a hyphen: "500-mg", "21-day"."""
    if _lower(tokens, at) in _DASHES and is_joined(tokens, at) and is_joined(tokens, at + 1):
        at += 1
        if at < len(tokens) and tokens[at].kind == "number":
            return None
    return read_unit(tokens, at)


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def quantity_of(
    text: str, tokens: Sequence[Token], amount: Amount, *, unit: str | None = None, qualifier: str | None = None
) -> Quantity:
    """The model's quantity of an amount; `unit` where a list shares the unit of its last."""
    start = tokens[amount.start].start
    end = tokens[amount.next - 1].end
    ranged = amount.high is not None
    return Quantity(
        value=None if ranged else amount.low,
        low=amount.low if ranged else None,
        high=amount.high,
        comparator=amount.comparator,
        plus_minus=amount.plus_minus,
        unit=unit or amount.unit or "1",
        as_written=text[start:end],
        qualifier=qualifier,
    )


def read_amounts(tokens: Sequence[Token], at: int) -> tuple[list[Amount], str, int] | None:
    """A list of amounts that share the unit of the last: "5, 10 and 20 mg". (amounts, unit, next)."""
    amounts: list[Amount] = []
    while (amount := read_amount(tokens, at, words=False)) is not None:
        amounts.append(amount)
        at = amount.next
        after = at
        while after < len(tokens) and tokens[after].lower in (",", "and", "or", "/", "&"):
            after += 1
        if after == at or after >= len(tokens) or tokens[after].kind != "number":
            break
        at = after
    if not amounts or (unit := amounts[-1].unit) is None:
        return None
    if any(amount.unit not in (None, unit) for amount in amounts):
        return None
    return amounts, unit, amounts[-1].next


def read_ratio(text: str, tokens: Sequence[Token], at: int) -> tuple[Ratio, int] | None:
    """An amount in a volume: "100 mg/5 mL", "300 mg in 30 mL", "25 mg per mL" is a plain unit."""
    top = read_amount(tokens, at, words=False)
    if top is None or top.unit is None or top.high is not None:
        return None
    after = top.next
    if after >= len(tokens) or tokens[after].lower not in ("/", "in", "per"):
        return None
    bottom = read_amount(tokens, after + 1, words=False)
    if bottom is None or bottom.unit not in ("mL", "L", "{dose}", "{puff}", "{spray}", "[drp]"):
        return None
    return (
        Ratio(numerator=quantity_of(text, tokens, top), denominator=quantity_of(text, tokens, bottom)),
        bottom.next,
    )
