"""Strengths as pages write them: "5, 10 and 20 mg", "5- and 10-mg", "125 and 250 mg/5 mL", "0.05%", "25 mcg per puff"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ....model.kinds.drug import Strength
from ....model.quantity import UCUM, Quantity, Ratio
from ...grammar import Phrases, lower_at
from ...quantities import SCALES, Amount, quantity_of, read_amount
from ...tokens import Token
from ...units import read_unit
from .dose_forms import read_noun
from .subjects import past_name

__all__ = [
    "Of",
    "StrengthError",
    "Strengths",
    "after_counts",
    "is_unclear",
    "read_groups",
    "read_strengths",
    "skip_bracketed",
    "skip_combined",
]

Of = Literal["mass", "percent", "concentration", "rate", "volume", "count"]

_OF: dict[str, Of] = {
    "mass": "mass", "amount": "mass", "activity": "mass", "radioactivity": "mass", "concentration": "concentration",
    "density": "concentration", "rate": "rate", "volume": "volume", "count": "count",
}  # fmt: skip
_JOINS = frozenset({",", "and", "or", "&"})
_IN = frozenset({"/", "per", "in", "over"})
_EACH = frozenset({"each", "every", "a", "an", "one"})
# What a strength can be in: "mg/5 mL", "mcg per puff", "mg/24 hours", "mg per gram".
_DENOMINATORS = frozenset({"volume", "count", "time"})


_UNSCALED = 1000
"""A number from here on carries its own scale."""


class StrengthError(Exception):
    """Numbers that could be read in two ways: "50/12.5 mg"."""


@dataclass(frozen=True, slots=True)
class Strengths:
    """Numbers that share one unit, at `tokens[first:next]`. `of`: what the unit measures."""

    items: tuple[Strength, ...]
    of: Of
    first: int
    next: int

    @property
    def is_size(self) -> bool:
        """A volume or a count on its own is how much is in a package, no strength."""
        return self.of in ("volume", "count")

    def in_volume(self, volume: Strengths) -> Strengths:
        """The same in the one volume that was said before: "each 5 mL contains 125 mg"."""
        bottom = volume.items[0].quantity
        tops = [item.quantity for item in self.items]
        if bottom is None or self.of != "mass":
            raise StrengthError("a volume of nothing")
        ratios = tuple(Strength(ratio=Ratio(numerator=top, denominator=bottom)) for top in tops if top is not None)
        return Strengths(ratios, "concentration", self.first, self.next)


def read_strengths(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool] | None = None) -> Strengths | None:
    """The numbers that begin at token `at`, up to the first unit and what it is in.

    `drug`: the names of the page's drug, one of which may stand before what it is in: "50 mg of it in 10 mL".
    """
    amounts: list[Amount] = []
    here = at
    while (amount := _amount(tokens, here)) is not None:
        amounts.append(amount)
        here = amount.next
        if amount.unit is not None:
            break
        here = _after_join(tokens, here)
        if here == amount.next:
            break
    unit = amounts[-1].unit if amounts else None
    if unit is None:
        return None
    of: Of | None = "percent" if unit == "%" else _OF.get(UCUM[unit])
    if of is None:
        return None
    amounts = _scaled(tokens, amounts)
    if drug is not None and (named := past_name(drug, tokens, here)) > here:
        here = named if lower_at(tokens, named) in _IN and _bottom(text, tokens, named) else here
    if of in ("mass", "percent") and lower_at(tokens, here) in _IN:
        if (bottom := _bottom(text, tokens, here)) is not None:
            ratios = tuple(
                Strength(ratio=Ratio(numerator=quantity_of(text, tokens, amount, unit=unit), denominator=bottom[0]))
                for amount in amounts
            )
            return Strengths(ratios, "concentration", at, bottom[1])
        if lower_at(tokens, here) == "/" and _amount(tokens, here + 1) is not None:
            raise StrengthError("two amounts")
    items = tuple(Strength(quantity=quantity_of(text, tokens, amount, unit=unit)) for amount in amounts)
    return Strengths(items, of, at, here)


def read_groups(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> list[Strengths]:
    """Strengths of more than one unit, joined: "500 mg and 1 g"."""
    groups: list[Strengths] = []
    here = at
    while (group := read_strengths(text, tokens, here, drug)) is not None:
        groups.append(group)
        here = group.next
        while lower_at(tokens, here) in (",", "and", "or"):
            here += 1
        if here == group.next or not lower_at(tokens, here)[:1].isdigit():
            break
    return _in_one_time(groups)


def skip_bracketed(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> int | None:
    """Behind a partner: the index after "(12.5 or 25 mg)", what it holds of the partner."""
    groups = read_groups(text, tokens, at + 1, drug)
    return groups[-1].next + 1 if groups and lower_at(tokens, groups[-1].next) == ")" else None


def _in_one_time(groups: list[Strengths]) -> list[Strengths]:
    """The last one's time said for all: "4 mg, 8 mg or 12 mg over 24 hours"."""
    last = groups[-1].items[-1].ratio if groups else None
    if last is None or UCUM[last.denominator.unit] != "time":
        return groups
    made: list[Strengths] = []
    for group in groups:
        tops = [item.quantity for item in group.items if item.quantity is not None]
        if group.of == "mass" and len(tops) == len(group.items):
            items = tuple(Strength(ratio=Ratio(numerator=top, denominator=last.denominator)) for top in tops)
            group = Strengths(items, "concentration", group.first, group.next)
        made.append(group)
    return made


def after_counts(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """The index after numbers that count what a package holds: "30 and 90 | tablets"."""
    while at < len(tokens) and tokens[at].kind == "number":
        noun = read_noun(text, tokens, at + 1)
        if noun is not None and noun.plural:
            return at + 1
        at = _after_join(tokens, at + 1)
    return None


def is_unclear(tokens: Sequence[Token], at: int) -> bool:
    """Whether one of the numbers listed from token `at` on can be read in two ways: "0,5 mg", "5 and 2,5 mg"."""
    while at < len(tokens) and (tokens[at].kind == "number" or tokens[at].text == "/" or tokens[at].lower in _JOINS):
        if tokens[at].kind == "number" and tokens[at].value is None:
            return True
        at += 1
    return False


def _scaled(tokens: Sequence[Token], amounts: list[Amount]) -> list[Amount]:
    """The last number's "million" said for all, as its unit is: "3, 6 and 9 million units"."""
    scale = SCALES.get(lower_at(tokens, amounts[-1].start + 1))
    if scale is None or any(amount.low >= _UNSCALED for amount in amounts[:-1]):
        return amounts
    scaled = [
        replace(amount, low=amount.low * scale, high=None if amount.high is None else amount.high * scale)
        for amount in amounts[:-1]
    ]
    return [*scaled, amounts[-1]]


def skip_combined(tokens: Sequence[Token], at: int) -> int | None:
    """The index after the strengths of a combination, "10/100 and 25/250 mg", "50 mg/12.5 mg"; None for anything else.

    The record has no place for the strengths of several drugs in one product.
    """
    here, slashes, unit = at, 0, None
    while here < len(tokens):
        if tokens[here].kind == "number":
            if tokens[here].value is None:
                return None
            found = read_unit(tokens, here + 1)
            unit, here = (found, found.next) if found else (unit, here + 1)
        elif lower_at(tokens, here) == "/" and lower_at(tokens, here + 1)[:1].isdigit():
            slashes += 1
            here += 1
        else:
            after = _after_join(tokens, here)
            if after == here or not lower_at(tokens, after)[:1].isdigit():
                break
            here = after
    return here if slashes and unit is not None and UCUM[unit.code] in ("mass", "activity") else None


def _amount(tokens: Sequence[Token], at: int) -> Amount | None:
    """One number, its unit directly after it or after a hyphen: "10 mg", "10-mg"."""
    amount = read_amount(tokens, at, words=False)
    if amount is None or amount.comparator is not None or amount.plus_minus is not None:
        return None
    if amount.unit is None and lower_at(tokens, amount.next) == "/" and lower_at(tokens, amount.next + 1)[:1].isdigit():
        raise StrengthError("numbers with a slash")
    if amount.unit is None and lower_at(tokens, amount.next) == "-" and (unit := read_unit(tokens, amount.next + 1)):
        return Amount(amount.low, amount.high, unit.code, amount.start, unit.next)
    return amount


def _after_join(tokens: Sequence[Token], at: int) -> int:
    """After "," "and" "or" or ", and", and the hyphen of "5-, 10- and 20-mg"."""
    here = at + 1 if lower_at(tokens, at) == "-" else at
    begin = here
    while lower_at(tokens, here) in _JOINS:
        here += 1
    return here if here > begin else at


def _bottom(text: str, tokens: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """The denominator after "/", "per" or "in": with its number, or one of the unit."""
    here = at + 1
    worded = lower_at(tokens, at) in ("in", "over")
    if lower_at(tokens, here) in _EACH:
        here += 1
    if (amount := _amount(tokens, here)) is not None:
        if amount.unit is None or amount.high is not None or not _is_denominator(amount.unit):
            return None
        return quantity_of(text, tokens, amount), amount.next
    unit = None if worded else read_unit(tokens, here)
    if unit is None or not _is_denominator(unit.code) or unit.code in ("{tablet}", "{capsule}", "{vial}"):
        return None
    written = text[tokens[at].start : tokens[unit.next - 1].end]
    return Quantity(value=Decimal(1), unit=unit.code, as_written=written), unit.next


def _is_denominator(unit: str) -> bool:
    return UCUM[unit] in _DENOMINATORS or unit == "g"
