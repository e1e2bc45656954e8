"""Amounts as written: one number or a range, with its unit, never converted and never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..model.quantity import UCUM, Quantity, Ratio
from .tokens import Token
from .units import read_unit

__all__ = ["Amount", "quantity_of", "read_amount", "read_amounts", "read_ratio"]

Comparator = Literal["<", "<=", ">", ">=", "~"]

_SCALES = {"million": Decimal(10) ** 6, "billion": Decimal(10) ** 9, "thousand": Decimal(10) ** 3}
_TO = frozenset({"to", "-", "–", "—"})
_ABOUT = frozenset({"about", "approximately", "around", "roughly", "~", "approx"})
_SIGNS: dict[str, Comparator] = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}
_PHRASES: tuple[tuple[tuple[str, ...], Comparator], ...] = (
    (("less", "than"), "<"),
    (("more", "than"), ">"),
    (("greater", "than"), ">"),
    (("at", "least"), ">="),
    (("no", "more", "than"), "<="),
    (("not", "more", "than"), "<="),
    (("up", "to"), "<="),
    (("over",), ">"),
    (("under",), "<"),
)
_MAX_DIGITS = 15


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
    comparator, at = _read_comparator(tokens, at)
    first = _read_number(tokens, at, words=words)
    if first is None:
        return None
    low, at = first
    plus_minus = high = unit = None
    if at < len(tokens) and tokens[at].text == "±" and (error := _read_number(tokens, at + 1, words=False)):
        plus_minus, at = error
    elif (second := _read_second(tokens, at, words=words)) is not None:
        high, at, unit = second
    if unit is None and (found := read_unit(tokens, at)):
        unit, at = found.code, found.next
    if high is not None and high < low:
        return None
    if max(_digits(low), _digits(high or low)) > _MAX_DIGITS:
        return None
    return Amount(low, high, unit, start, at, comparator, plus_minus)


def _digits(number: Decimal) -> int:
    return len(number.as_tuple().digits)


def _read_comparator(tokens: Sequence[Token], at: int) -> tuple[Comparator | None, int]:
    if at < len(tokens) and tokens[at].value is None:
        if tokens[at].lower in _ABOUT:
            return "~", at + 1
        if sign := _SIGNS.get(tokens[at].text):
            return sign, at + 1
        words = tuple(token.lower for token in tokens[at : at + 3])
        for phrase, said in _PHRASES:
            if words[: len(phrase)] == phrase:
                return said, at + len(phrase)
    return None, at


def _read_number(tokens: Sequence[Token], at: int, *, words: bool) -> tuple[Decimal, int] | None:
    if at >= len(tokens) or (value := tokens[at].value) is None:
        return None
    if tokens[at].kind == "word" and not words:
        return None
    at += 1
    if at < len(tokens) and tokens[at].text in ("½", "¼", "¾") and value == value.to_integral_value():
        value += tokens[at].value or Decimal(0)
        at += 1
    if at < len(tokens) and (scale := _SCALES.get(tokens[at].lower)):
        return value * scale, at + 1
    return value, at


def _read_second(tokens: Sequence[Token], at: int, *, words: bool) -> tuple[Decimal, int, str | None] | None:
    """The upper end of a range: "to 10", "- 10", or "mg to 10 mg" with the unit said twice."""
    unit = read_unit(tokens, at)
    after = unit.next if unit else at
    if after >= len(tokens) or tokens[after].lower not in (*_TO, "or"):
        return None
    second = _read_number(tokens, after + 1, words=words)
    if second is None:
        return None
    high, end = second
    if tokens[after].lower == "or":  # "one or two tablets", never "5 or 10 mg": those are strengths to choose from
        counted = read_unit(tokens, end)
        if unit is not None or counted is None or UCUM[counted.code] != "count":
            return None
    if unit is None:
        return high, end, None
    again = read_unit(tokens, end)
    return (high, again.next, unit.code) if again and again.code == unit.code else None


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
