"""How long and how many: courses, single administrations, numbers of doses, divided doses."""

from __future__ import annotations

from ....model.quantity import UCUM, Quantity
from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount, quantity_of, read_amount, read_number
from ...units import read_time_unit
from ..routes import read_route
from ..timing import read_frequency
from .pieces import (
    Bounds,
    Count,
    Cycled,
    Divided,
    Lasting,
    Proviso,
    Value,
)
from .refusal import Refused

__all__ = [
    "COUNT_WORDS",
    "COURSE_WORDS",
    "DIVIDED_WORDS",
    "LASTING_WORDS",
    "LIMIT_WORDS",
    "LONG",
    "ends_phrase",
    "read_count",
    "read_course",
    "read_divided",
    "read_lasting",
    "read_time",
]

_LIMITS: Phrases[str] = Phrases.of(
    {
        "<=": "up to|a maximum of|no more than|not more than|no longer than|up to a maximum of|a maximum period of|"
        "not longer than|at most|a total of up to|≤",
        ">=": "at least|a minimum of|not less than|no less than|a minimum period of|≥",
        "~": "about|approximately|around|roughly",
        "": "a period of|a total of|the first|another|a further|the next|an additional|the initial|a duration of|"
        "the following|"
        "the remaining|a course of|a total duration of|a total treatment duration of|an initial|periods of|the last",
    }
)
LIMIT_WORDS = _LIMITS.first_words
_SHORT = frozenset({"s", "min", "h"})
LONG = frozenset({"d", "wk", "mo", "a"})
_SIGNS = {"<=": "<=", ">=": ">=", "~": "~"}


def read_time(statement: Statement, at: int) -> tuple[Quantity, str, int] | None:
    """ "30 minutes", "up to 2 weeks", "a 7-day": (quantity with its comparator, unit, next)."""
    tokens = statement.tokens
    sign = ""
    while limit := _LIMITS.at(tokens, at):
        sign, at = limit[0] or sign, limit[1]
    if lower_at(tokens, at) in ("a", "an", "one", "half"):
        # "a day", "half an hour": the article is the number
        if (amount := read_amount(tokens, at + 1)) is None and (one := _article(statement, at)) is not None:
            quantity, unit, after = one
            return _signed(quantity, sign), unit, after
        at += lower_at(tokens, at) in ("a", "an")
    if tokens_value(statement, at) is None:
        return None
    amount = read_amount(tokens, at)
    if amount is not None and amount.unit is None and lower_at(tokens, amount.next) in _NIGHTS:
        amount = Amount(amount.low, amount.high, "d", amount.start, amount.next + 1)
    if amount is not None and amount.unit is None and lower_at(tokens, amount.next) in _WHOLE_TIMES:
        # "for five consecutive days", "for four more weeks"
        said = read_time_unit(tokens, amount.next + 1)
        amount = Amount(amount.low, amount.high, said[0], amount.start, said[1]) if said else None
    if amount is None or amount.unit is None or UCUM[amount.unit] != "time":
        return None
    return _signed(quantity_of(statement.text, tokens, amount), sign), amount.unit, amount.next


_NIGHTS = frozenset({"nights", "mornings", "evenings"})
_WHOLE_TIMES = frozenset("consecutive successive more further additional full whole straight treatment".split())


def tokens_value(statement: Statement, at: int) -> object:
    """The number that token `at` is, or None."""
    return statement.tokens[at].value if at < len(statement.tokens) else None


def _article(statement: Statement, at: int) -> tuple[Quantity, str, int] | None:
    tokens = statement.tokens
    half = lower_at(tokens, at) == "half" and lower_at(tokens, at + 1) in ("a", "an")
    unit = read_time_unit(tokens, at + 1 + half)
    if unit is None:
        return None
    return Quantity.model_validate(
        {"value": tokens[at].value if half else 1, "unit": unit[0], "as_written": statement.quote(at, unit[1])}
    ), *unit


def _signed(quantity: Quantity, sign: str) -> Quantity:
    return quantity.model_copy(update={"comparator": _SIGNS[sign]}) if sign and not quantity.comparator else quantity


_GOING_ON = frozenset("on continue continued continues continuing goes go".split())
COURSE_WORDS = frozenset("on for x × lasts last lasting a an as in".split())
"""Words, beside numbers, that `read_course` may begin with; so too below and in the other files of phrases."""


def read_course(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "for 7 to 10 days", "for up to 2 weeks", "for 5 doses", "for six cycles", "a 10-day course of"."""
    tokens = statement.tokens
    word = lower_at(tokens, at)
    lasting = word in ("lasts", "last", "lasting") and lower_at(tokens, at - 1) in (
        "treatment",
        "therapy",
        "course",
        "courses",
    )
    if word in ("for", "x", "×") or lasting:
        begin = at + 1 + (lower_at(tokens, at + 1) == "only")
        if (found := read_time(statement, begin)) is not None:
            quantity, unit, after = found
            goes_on = unit in _SHORT or lower_at(tokens, at - 1) in _GOING_ON  # "continued for 4 weeks after return"
            if lower_at(tokens, after) in (
                ("before", "prior", "after", "following") if goes_on else ("before", "prior")
            ):
                return None
            if unit in ("s", "min") or (unit == "h" and lower_at(tokens, at - 1) == "worn"):
                return Lasting(quantity), after
            if lower_at(tokens, after) == "course":
                after += 1
            return Bounds(quantity), after
        return _read_counted(statement, begin)
    if word == "on" and (number := read_number(tokens, at + 1)) is not None and number[0] == int(number[0]) >= 1:
        return (Count(int(number[0])), number[1] + 1) if lower_at(tokens, number[1]) == "occasions" else None
    begin = at + (word in ("a", "an", "as", "in"))
    begin += begin == at + 1 and lower_at(tokens, begin) in ("a", "an")
    amount = read_amount(tokens, begin) if tokens_value(statement, begin) is not None else None
    if amount is not None and amount.unit in LONG and lower_at(tokens, amount.next) in ("course", "courses"):
        return Bounds(quantity_of(statement.text, tokens, amount)), amount.next + 1
    return None


def _read_counted(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "(for) 5 doses", "(for) up to 14 doses", "(for) six cycles"."""
    tokens = statement.tokens
    begin = at
    sign = ""
    while said := _LIMITS.at(tokens, at):
        sign, at = said[0] or sign, said[1]
    number = read_amount(tokens, at) if tokens_value(statement, at) is not None else None
    if number is None or number.low != number.low.to_integral_value():
        return None
    unit, after = number.unit, number.next
    if unit is None and lower_at(tokens, after) in ("total", "treatment", "weekly", "daily", "monthly", "consecutive"):
        word = lower_at(tokens, after + 1)
        if word not in ("doses", "cycles", "injections", "infusions"):
            return None
        unit, after = ("{cycle}" if word == "cycles" else "{dose}"), after + 2
    elif unit is None and lower_at(tokens, after) in ("injections", "infusions", "courses"):
        unit, after = "{dose}" if lower_at(tokens, after) != "courses" else "{cycle}", after + 1
    low, high = int(number.low), None if number.high is None else int(number.high)
    if unit == "{dose}":
        if sign == "<=":
            return Count(None, high or low), after
        return (Count(low, high), after) if sign == "" else None
    if unit == "{cycle}":
        if sign == "" and high is None:
            return Cycled(repeats=low), after
        return Proviso(statement.quote(begin - 1, after)), after
    return None


_SINGLE = Phrases.of(
    {
        None: "as a single dose|a single dose of|a single dose|single dose of|single doses of|single dose|"
        "single doses|as one dose|"
        "as a one-time dose|a one-time dose of|one-time dose|as single doses|in a single dose|in one dose|"
        "one single dose|"
        "single-dose|once only|one time only|one time|one dose of|a single|as a single|as single|single|once|"
        "as one single dose|a one-off dose|one-off dose|once only"
    }
)


COUNT_WORDS = _SINGLE.first_words


def read_count(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "as a single dose", "once", "a single (oral) dose": one dose."""
    found = _SINGLE.at(statement.tokens, at)
    if found is None:
        return None
    following = lower_at(statement.tokens, found[1])
    if lower_at(statement.tokens, at) == "once" and found[1] == at + 1 and not ends_phrase(statement, at + 1):
        return None  # "once symptoms are controlled"
    if following in ("or", "and", "to") or (
        following == "dose" and lower_at(statement.tokens, found[1] + 1) in ("or", "vial")
    ):
        return None
    return Count(1), found[1]


_AFTER_ONCE = frozenset("only at in on before after with for by then if when as every".split())


def ends_phrase(statement: Statement, at: int) -> bool:
    """Whether a phrase may end before token `at`: a sign, the end, a preposition."""
    word = lower_at(statement.tokens, at)
    return not word or not word[0].isalpha() or word in _AFTER_ONCE


LASTING_WORDS = frozenset("over during through as by via in a an".split())


def read_lasting(statement: Statement, at: int) -> tuple[Value, int] | None:
    """Of one administration: "over 30 minutes", "as a 1-hour infusion", "over at least 2 hours"."""
    tokens = statement.tokens
    word = lower_at(tokens, at)
    if word in ("over", "during", "through"):
        found = read_time(statement, at + 1)
        if found is None:
            return None
        quantity, unit, after = found
        return (Lasting(quantity) if unit in _SHORT else Bounds(quantity)), after
    begin = at + (word in ("as", "by", "via", "in"))
    begin += lower_at(tokens, begin) in ("a", "an")
    if begin == at and tokens_value(statement, at) is None:
        return None
    amount = read_amount(tokens, begin) if tokens_value(statement, begin) is not None else None
    if amount is None or amount.unit not in _SHORT:
        return None
    after = amount.next
    while lower_at(tokens, after) in ("continuous", "slow", "long", "constant"):
        after += 1
    if route := read_route(tokens, after):
        if lower_at(tokens, route[1] - 1) in ("infusion", "infusions", "drip", "injection"):
            # the route is said inside: it is read on its own
            return Lasting(quantity_of(statement.text, tokens, amount)), after
        return None
    if lower_at(tokens, after) in ("infusion", "infusions", "drip"):
        return Lasting(quantity_of(statement.text, tokens, amount)), after + 1
    return None


_DIVIDED_TAILS = Phrases.of(
    {
        None: "divided doses|equally divided doses|equal doses|separate doses|divided portions|equal portions|doses|"
        "daily divided doses|divided daily doses|daily doses|divided dosages|equal divided doses|dose|individual doses|"
        "evenly divided doses|separated doses|divided dose|split doses|single doses|equal daily doses|injections|"
        "equal parts|divided injections|separate administrations|administrations|intakes|takings|separate injections"
    }
)
_DIVIDED = Phrases.of(
    {
        None: "in divided doses|in equally divided doses|divided doses|in single or divided doses|"
        "as single or divided doses|"
        "in a divided dose|given in divided doses|as divided doses|in separate doses|in several divided doses|"
        "in multiple divided doses|in a single dose or in divided doses|in a single or divided doses|in divided dose|"
        "as a single dose or in divided doses|as a single or divided dose|in single or multiple doses|"
        "in equal divided doses|"
        "in single doses or divided doses|as a single dose or divided doses|in evenly divided doses|in divided dosage|"
        "in split doses|once or in divided doses|in one dose or divided|in a single dose or divided|in one or more doses|in one dose or in divided doses|in a single dose or divided doses|divided"
    }
)
_DIVIDING = Phrases.of(
    {
        None: "in|divided into|divided in|as|given in|split into|given as|divided to|div in|div into|taken in|"
        "administered in|"
        "divided among|spread over|taken as|into|administered as|divided over|split over|shared out over|shared over|shared out among|shared among|spaced over|spread out over|shared out in|"
        "split in|separated into"
    }
)


DIVIDED_WORDS = _DIVIDING.first_words | _DIVIDED.first_words | {"divided", "div", "split"}


def read_divided(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "in divided doses", "in 3 to 6 divided doses", "divided every 6 to 8 hours", "divided twice daily"."""
    tokens = statement.tokens
    if found := _DIVIDING.at(tokens, at):
        begin = found[1]
        both = lower_at(tokens, begin) in ("either",)
        numbered = _read_portions(statement, begin + both)
        if numbered is not None:
            return numbered
    if lower_at(tokens, at) in ("divided", "div", "split") and (
        often := read_frequency(tokens, at + 1 + _dot(statement, at + 1))
    ):
        return Divided(frequency=often[0]), often[1]
    if lower_at(tokens, at) in ("divided", "split") and lower_at(tokens, at + 1) in ("and", "equally", "evenly"):
        skip = at + 2 + (lower_at(tokens, at + 2) in ("given", "administered", "taken"))
        if often := read_frequency(tokens, skip):
            return Divided(frequency=often[0]), often[1]
        return None
    if found := _DIVIDED.at(tokens, at):
        return Divided(), found[1]
    return None


def _dot(statement: Statement, at: int) -> int:
    return int(lower_at(statement.tokens, at) == ".")


def _read_portions(statement: Statement, at: int) -> tuple[Value, int] | None:
    tokens = statement.tokens
    if tokens_value(statement, at) is None and lower_at(tokens, at) != "single":
        return None
    begin = at
    if lower_at(tokens, at) == "single" or (lower_at(tokens, at) == "a" and lower_at(tokens, at + 1) == "single"):
        return None
    first = read_number(tokens, at)
    if first is None:
        return None
    low, at = first
    high = None
    if lower_at(tokens, at) in ("to", "or", "-", "–") and (second := read_number(tokens, at + 1)):
        high, at = second
        if high < low:
            return None
    tail = _DIVIDED_TAILS.at(tokens, at)
    if tail is None or low != low.to_integral_value() or (high is None and low == 1):
        return None
    if lower_at(tokens, tail[1]) == "of" and read_amount(tokens, tail[1] + 1) is not None:
        if {"divided", "split", "portions", "parts"} & {token.lower for token in tokens[at : tail[1]]}:
            raise Refused("ambiguous_list", "how much a portion is")
        return Count(int(low), None if high is None else int(high)), tail[1]  # "in three doses of 5 mg"
    amount = Amount(low, high, "{dose}", begin, tail[1])
    return Divided(quantity_of(statement.text, tokens, amount)), tail[1]
