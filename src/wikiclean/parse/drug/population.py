"""Whom a statement is about: age groups, ages, weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ...model.kinds.drug import Population
from ...model.quantity import Quantity
from ..quantities import quantity_of, read_amount
from ..tokens import Token

__all__ = ["read_population"]

AgeGroup = Literal["neonate", "infant", "child", "adolescent", "adult", "geriatric"]

_GROUPS: dict[str, AgeGroup] = {
    "neonates": "neonate", "neonate": "neonate", "newborns": "neonate", "infants": "infant", "infant": "infant",
    "babies": "infant", "children": "child", "child": "child", "toddlers": "child", "adolescents": "adolescent",
    "adolescent": "adolescent", "teenagers": "adolescent", "adults": "adult", "adult": "adult", "elderly": "geriatric",
}  # fmt: skip
_ADJECTIVES: dict[str, AgeGroup] = {
    "elderly": "geriatric",
    "adult": "adult",
    "pediatric": "child",
    "paediatric": "child",
}
_PEOPLE = frozenset("patients people persons men women subjects individuals boys girls".split())


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if at < len(tokens) else ""


def read_population(text: str, tokens: Sequence[Token], at: int) -> tuple[Population, int] | None:
    """ "in adults", "for children 12 years and older", "in patients weighing less than 50 kg": (population, next)."""
    if _lower(tokens, at) not in ("in", "for", "to", "adults", "adult", "children", "elderly", "infants", "patients"):
        return None
    if _lower(tokens, at) in ("in", "for", "to"):
        at += 1
    start = at
    group: AgeGroup | None = None
    while _lower(tokens, at) in ("the", "older", "elderly", "adult", "pediatric", "paediatric", "younger"):
        word = _lower(tokens, at)
        group = _ADJECTIVES.get(word, group)
        at += 1
    word = _lower(tokens, at)
    if word in _GROUPS:
        group = _GROUPS[word] if group is None or word not in ("adults", "adult") else group
        if _lower(tokens, at - 1) == "older" and word == "adults":
            group = "geriatric"
        at += 1
        if _lower(tokens, at) == "and" and _lower(tokens, at + 1) in _GROUPS:
            return None  # two groups: one population would say too little
    elif word in _PEOPLE:
        at += 1
    elif group is None:
        return None
    age = weight = None
    if (found := _read_age(text, tokens, at)) is not None:
        age, at = found
    elif _lower(tokens, at) == "weighing" and (amount := read_amount(tokens, at + 1)) and amount.unit == "kg":
        weight, at = quantity_of(text, tokens, amount), amount.next
    if group is None and age is None and weight is None:
        return None
    said = text[tokens[start].start : tokens[at - 1].end]
    return Population(text=said, age_group=group, age=age, weight=weight), at


def _read_age(text: str, tokens: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """ "aged 12 years and older", "over 65 years of age", "6 to 11 years old": (Quantity, next)."""
    below = above = False
    while _lower(tokens, at) in (
        "aged",
        "of",
        "who",
        "are",
        "over",
        "above",
        "under",
        "below",
        "older",
        "younger",
        "than",
    ):
        above = above or _lower(tokens, at) in ("over", "above", "older")
        below = below or _lower(tokens, at) in ("under", "below", "younger")
        at += 1
    amount = read_amount(tokens, at)
    if amount is None or amount.unit not in ("a", "mo", "wk", "d"):
        return None
    after = amount.next
    if [t.lower for t in tokens[after : after + 2]] == ["of", "age"]:
        after += 2
    elif _lower(tokens, after) == "old":
        after += 1
    orolder = _lower(tokens, after) in ("and", "or") and _lower(tokens, after + 1) in ("older", "over", "above", "up")
    oryounger = _lower(tokens, after) in ("and", "or") and _lower(tokens, after + 1) in ("younger", "under", "below")
    if orolder or oryounger:
        after += 2
    quantity = quantity_of(text, tokens, amount)
    if amount.high is None and amount.comparator is None:
        sign = ">=" if orolder else "<=" if oryounger else ">" if above else "<" if below else None
        if sign:
            quantity = quantity.model_copy(update={"comparator": sign})
    return quantity, after
