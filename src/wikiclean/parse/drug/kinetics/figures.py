"""Figures of pharmacokinetics: an amount as such texts write it, and whom or what it holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ....model.quantity import UCUM
from ...grammar import Phrases, lower_at
from ...quantities import Amount, Comparator, read_amount
from ...tokens import Token
from ...units import TIME_UNITS
from ..drug_names import is_drug_name
from ..routes import ROUTES

__all__ = ["Said", "fits", "read_figure", "route_in", "said_of"]

_BEFORE: Phrases[Comparator] = Phrases(
    {"nearly": "~", "almost": "~", "some": "~", "ca.": "~", "ca": "~", "circa": "~", "c.": "~", "an estimated": "~",
     "in the region of": "~", "on the order of": "~", "of the order of": "~", "≈": "~",
     "in excess of": ">", "exceeding": ">", "exceeds": ">", "approaches": "~", "approximates": "~", "above": ">", "well over": ">", "below": "<", "a maximum of": "<=",
     "as much as": "<=", "as long as": "<=", "a minimum of": ">=", "as high as": "<=", "as many as": "<=", "as short as": ">=",
     "as little as": ">=", "as low as": ">=", "exceed": ">", "does not exceed": "<=", "do not exceed": "<=", "not exceeding": "<=",
     "no longer than": "<=", "no higher than": "<=", "not exceed": "<=", "never exceeds": "<=", "longer than": ">", "higher than": ">",
     "shorter than": "<", "lower than": "<", "well below": "<", "well above": ">", "just over": ">", "just under": "<",
     "slightly more than": ">", "slightly less than": "<", "a little over": ">", "upwards of": ">", "close to": "~", "not less than": ">=",
     "within": "<="}
)  # fmt: skip
_SIGNS: Phrases[Comparator] = Phrases(
    {"about": "~", "approximately": "~", "around": "~", "roughly": "~", "up to": "<=", "at least": ">=", "more than": ">",
     "less than": "<", "over": ">", "under": "<"}
)  # fmt: skip
"""Signs before an article that counts: "about a week"."""
_AFTER: Phrases[Comparator] = Phrases(
    {"or more": ">=", "or longer": ">=", "or greater": ">=", "or higher": ">=", "or less": "<=", "or shorter": "<="}
)
_ARTICLES = frozenset({"a", "an"})
_DASHES = frozenset("-–—")
_FIRST = (
    _BEFORE.first_words
    | _SIGNS.first_words
    | _ARTICLES
    | frozenset(
        "between from about approximately around roughly approx ~ < > ≤ ≥ less more greater at no not up over under half".split()
    )
)
"""What a figure begins with, if not with a number."""


def read_figure(tokens: Sequence[Token], at: int) -> Amount | None:
    """An amount with its unit at token `at`: as `read_amount`, and "between 5 and 7 hours", "an hour", "a 12-hour"."""
    if at >= len(tokens) or (tokens[at].value is None and tokens[at].lower not in _FIRST):
        return None
    start, comparator = at, None
    if (found := _BEFORE.at(tokens, at)) is not None:
        comparator, at = found
    if lower_at(tokens, at) in ("between", "from") and (ranged := _between(tokens, at)) is not None:
        return ranged
    sign = _SIGNS.at(tokens, at)
    whole = _article(tokens, sign[1] if sign is not None else at)
    if whole is not None:
        value, unit, end = whole
        said = comparator or (sign[0] if sign is not None else None)
        return _up_to(tokens, Amount(value, None, unit, start, end, said))
    amount = read_amount(tokens, at)
    if amount is not None and amount.unit is None and amount.high is None:
        amount = _and_a_half(tokens, amount) or amount
    if amount is not None and amount.unit is None and lower_at(tokens, amount.next) == "s":
        amount = Amount(amount.low, amount.high, "s", at, amount.next + 1, amount.comparator, amount.plus_minus)
    if amount is None or amount.unit is None:
        return None
    end, said = amount.next, amount.comparator or comparator
    if amount.high is not None and comparator == "<=":
        said = amount.comparator  # "within 1 to 2 hours" is a range
    if (after := _AFTER.at(tokens, end)) is not None and said is None:
        said, end = after
    return Amount(amount.low, amount.high, amount.unit, start, end, said, amount.plus_minus)


def _and_a_half(tokens: Sequence[Token], whole: Amount) -> Amount | None:
    """ "two and a half hours", "about one and a half hours", behind the number."""
    at = whole.next
    if [lower_at(tokens, place) for place in range(at, at + 3)] != ["and", "a", "half"]:
        return None
    unit = TIME_UNITS.get(lower_at(tokens, at + 3))
    if unit is None:
        return None
    return Amount(whole.low + Decimal("0.5"), None, unit, whole.start, at + 4, whole.comparator)


def _article(tokens: Sequence[Token], at: int) -> tuple[Decimal, str, int] | None:
    """ "an hour", "half an hour"; never "an hour and a half": (number, UCUM code, next)."""
    value = Decimal(1)
    if lower_at(tokens, at) == "half" and lower_at(tokens, at + 1) in _ARTICLES:
        value, at = Decimal("0.5"), at + 1
    unit = TIME_UNITS.get(lower_at(tokens, at + 1))
    if lower_at(tokens, at) not in _ARTICLES or unit is None or len(lower_at(tokens, at + 1)) < 3:
        return None
    if lower_at(tokens, at + 2) == "and" and lower_at(tokens, at + 3) in ("a", "half"):
        return None
    return value, unit, at + 2


def _up_to(tokens: Sequence[Token], low: Amount) -> Amount:
    """ "half an hour to an hour": a range whose ends are said with articles."""
    if lower_at(tokens, low.next) != "to":
        return low
    high = _article(tokens, low.next + 1)
    if high is None:
        amount = read_amount(tokens, low.next + 1)
        if amount is None or amount.unit is None or amount.high is not None:
            return low
        high = amount.low, amount.unit, amount.next
    if high[1] != low.unit or high[0] < low.low:
        return low
    return Amount(low.low, high[0], low.unit, low.start, high[2], low.comparator)


def _between(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "between 5 and 7 hours", "from 20% to 40%"."""
    join = "and" if lower_at(tokens, at) == "between" else "to"
    sign: Comparator | None = None
    after = at + 1
    if lower_at(tokens, after) in ("about", "approximately", "around", "roughly"):
        sign, after = "~", after + 1
    whole = _article(tokens, after)
    low = read_amount(tokens, after) if whole is None else Amount(whole[0], None, whole[1], after, whole[2])
    if low is None or low.comparator:
        return None
    if low.high is not None:  # "from 5 to 7 hours" reads as one range already
        return Amount(low.low, low.high, low.unit, at, low.next, sign) if low.unit and join == "to" else None
    if lower_at(tokens, low.next) != join:
        return None
    last = low.next + 1 + (lower_at(tokens, low.next + 1) in ("about", "approximately", "around", "roughly"))
    end = _article(tokens, last)
    high = read_amount(tokens, last) if end is None else Amount(end[0], None, end[1], last, end[2])
    if high is None or high.unit is None or high.high is not None or high.comparator:
        return None
    if low.unit not in (None, high.unit) or high.low < low.low:
        return None
    return Amount(low.low, high.low, high.unit, at, high.next, sign)


_DIMENSIONS = {
    "half_life": "time",
    "onset": "time",
    "duration_of_action": "time",
    "tmax": "time",
    "bioavailability": "%",
    "protein_binding": "%",
    "molar_mass": "molar_mass",
    "volume_of_distribution": "volume",
}


def fits(kind: str, unit: str | None) -> bool:
    """Whether a figure of `kind` may be in `unit` (UCUM): a half-life in a unit of time, a bioavailability in %."""
    wanted = _DIMENSIONS.get(kind)
    return unit is not None and (unit == wanted or UCUM[unit] == wanted)


class Said(NamedTuple):
    """What words beside a figure tell: whose it is, by which route, and the words themselves."""

    subject: str | None = None
    route: str | None = None
    qualifier: str | None = None


_METABOLITE = re.compile(r"\bmetabolites?\b|\bcarboxylate\b|\bglucuronide\b|\bsulfoxide\b|\bprodrug\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"\b(?:parent|unchanged)\b", re.IGNORECASE)
_DERIVED = re.compile(r"^(?:nor|desmethyl|demethyl|hydroxy|dehydro|desacetyl|oxo|[NO]-des|[NO]-)\w{4,}", re.IGNORECASE)
_CODE_NAME = re.compile(r"(?!CYP|COVID|HIV)(?=\S*\d)(?:[A-Z][A-Za-z]*|\d{1,2})-?[A-Za-z\d]*-?[A-Za-z\d]+")
"""A name of letters and digits: "M1", "SN-38", "EXP3174", "6-MNA"."""
_FRAME_OF_NAME = re.compile(r"^(?:the|its|for the|for|of the|of|in the|as)\s+", re.IGNORECASE)
_ROUTE_FRAME = re.compile(
    r"^(?:(?:after|following|by|via|when|given|taken|administered|for|with|if|the|a|an|single|as)\s+)*"
    r"(?P<route>.+?)(?:\s+(?:administration|dosing|dose|doses|route|use|intake|ingestion|formulation|form|tablets?|capsules?))*$",
    re.IGNORECASE,
)
_OWN_WAYS = {"insufflation": "nasal", "insufflated": "nasal", "iv": "intravenous", "smoked": "inhalation"}


def route_in(words: str) -> str | None:
    """The route that a few words name and nothing else: "by mouth", "after oral administration", "IV"."""
    said = " ".join(words.casefold().strip(" .:").split())
    if route := ROUTES.get(said):
        return route
    match = _ROUTE_FRAME.match(said)
    inner = match["route"] if match else said
    return ROUTES.get(inner) or _OWN_WAYS.get(inner) or ROUTES.get(f"by {inner}")


def said_of(words: str, title: str) -> Said:
    """What the words beside a figure in a cell say: a metabolite, a route, else a qualifier."""
    said = " ".join(words.split()).strip(" ():;,.–—-")
    if not said:
        return Said()
    if route := route_in(said):
        return Said(None, route, said)
    if _NO_SUBJECT.search(said):
        return Said(None, None, said)
    subject = _FRAME_OF_NAME.sub("", said)
    names = title.casefold()
    if subject.casefold() == names:
        return Said(None, None, said)
    derived = _DERIVED.match(subject) or (len(names) > 5 and names in subject.casefold())
    if (
        _METABOLITE.search(said)
        or is_drug_name(subject)
        or _CODE_NAME.fullmatch(subject)
        or (derived and len(said.split()) <= 3)
    ):
        return Said(subject, None, said)
    if route := route_in(said.partition(",")[0]):  # "oral, fasting"
        return Said(None, route, said)
    return Said(None, None, said)
