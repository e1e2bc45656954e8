"""Maxima: what the amount behind "up to" is the most of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ....model.quantity import UCUM, Quantity
from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount, is_joined, quantity_of, read_amount
from ..timing import read_frequency, read_per_day
from .amounts import DOSE_DIMENSIONS, is_concentration, ratio_of, read_counted, skip_strength
from .pieces import (
    Bounds,
    Cap,
    Change,
    Count,
    Maximum,
    Proviso,
    Value,
)
from .refusal import Refused

__all__ = ["CAP_WORDS", "read_cap", "read_capped"]

_CAPS = Phrases.of(
    {
        None: "maximum|max|max.|do not take more than|never take more than|do not use more than|"
        "should not take more than|take no more than|a maximum of|maximum of|up to a maximum of|to a maximum of|"
        "with a maximum of|to a maximum|"
        "not to exceed|should not exceed|must not exceed|not exceeding|no more than|not more than|never more than|"
        "do not exceed|without exceeding|a maximum|maximum dose|maximum recommended dose|the maximum is|"
        "the maximum being|"
        "the maximum dose is|the maximum dose being|the maximum dose|the maximum recommended dose|the maximum|up to|"
        "as high as|may not exceed|not exceed|but not more than|but no more than|and not to exceed|should never exceed|"
        "with the maximum|at most|up to a total of|up to a limit of|up to a ceiling of|to a limit of|a limit of|"
        "and no more than|with no more than|not to be exceeded|limited to|to a ceiling of|with a ceiling of|"
        "and should not exceed|and must not exceed|but should not exceed|the dose should not exceed|"
        "which should not exceed|"
        "doses should not exceed|should not be more than|"
        "the total dose should not exceed|up to a maximum|maximum single dose|the highest recommended dose|"
        "is not to exceed|"
        "the maximum total dose|with doses not exceeding|as much as|maximal dose|maximal|a maximal dose of|"
        "the upper limit is|"
        "are not to exceed|with an upper limit of|upper limit|ceiling dose|the maximal dose|doses of up to|doses up to|"
        "to no more than|to not more than|or up to|and up to|but up to|maximum allowed|maximum permitted|"
        "a maximum dose of|"
        "doses as high as|may be as high as|can be as high as|maximums|maximum:|maximum amount|"
        "recommended maximum|a ceiling of|the ceiling is|ceiling of|an upper limit of|a top dose of|the top dose is|a maximum dosage of|maximum dosage|"
        "to a maximum cumulative dose of|a maximum total dose of|up to a total dose of|maximum total dose|maximum cumulative dose"
    }
)
_CAPS_DAILY = Phrases.of(
    {
        None: "maximum daily dose|maximum recommended daily dose|maximum daily dosage|the maximum daily dose|"
        "maximum daily|max daily|"
        "a maximum daily dose of|daily maximum|daily maximum dose|the daily maximum|a daily maximum|"
        "daily dose should not exceed|"
        "the daily dose should not exceed|total daily dose should not exceed|the total daily dose should not exceed|"
        "the daily maximum dose|maximum total daily dose|a maximum daily dosage|daily doses up to|daily limit|"
        "daily limit of|"
        "the maximum recommended daily dose|a daily maximum of|to a maximum daily dose of|"
        "up to a maximum daily dose of|"
        "with a maximum daily dose of|daily doses should not exceed|daily doses of up to|daily dose must not exceed|"
        "the daily dose must not exceed|with a daily maximum of|maximal daily dose|recommended maximum daily dose|"
        "the recommended maximum daily dose|a maximum recommended daily dose of|to a maximum recommended daily dose of|"
        "daily dose not exceeding|daily dose not to exceed|highest daily dose|maximum dose per day|"
        "maximum daily amount|"
        "a total daily dose of up to|max daily dose|max. daily dose|"
        "maximum dose daily"
    }
)
_EXCESS = Phrases(
    {
        f"{daily}{what} {more}": True
        for daily in ("", "daily ", "infusion ")
        for what in ("doses", "dosages", "rates", "amounts")
        for more in (
            "above",
            "beyond",
            "over",
            "exceeding",
            "greater than",
            "higher than",
            "of more than",
            "in excess of",
        )
    }
)
_BEFORE_CAPPED = frozenset(". : of is are being to dose total the a recommended dosage usually single was".split())
_AFTER_EXCESS = Phrases.of({False: "are rarely needed|are seldom needed|are rarely necessary|are seldom necessary|are rarely required|"
                                   "are seldom required|are rarely used|are seldom used",
                            True: "are not recommended|should be avoided|should not be used|should not be given|"
"are not advised|"
                                  "is not recommended|should not be exceeded|are not generally recommended|"
                                  "must not be used|"
                                  "must not be given"})  # fmt: skip


_NEGATIONS = frozenset("not never no without cannot".split())
_MORE = Phrases.of(
    {
        None: "exceed|exceeding|exceeded|above|beyond|over|more than|higher than|greater than|surpass|surpassing|in excess of|"
        "larger than|go above|go beyond|longer than|faster than|quicker than|more quickly than|more rapidly than"
    }
)
_BEFORE_MORE = frozenset(
    "should must may can do does be is are it to go rise going rising ever usually normally".split()
)

CAP_WORDS = (
    _CAPS.first_words
    | _EXCESS.first_words
    | _CAPS_DAILY.first_words
    | _NEGATIONS
    | {"should", "must", "may", "can", "do"}
)


def read_cap(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "up to a maximum of", "not to exceed", "maximum daily dose": the amount that follows is a maximum."""
    tokens = statement.tokens
    if (excess := _EXCESS.at(tokens, at)) is not None:
        return _read_excess(statement, at, excess[1])
    daily = _CAPS_DAILY.at(tokens, at)
    found = daily or _CAPS.at(tokens, at)
    if (limited := _negated(statement, at)) is not None and (found is None or limited > found[1]):
        daily, found = None, (None, limited)
    if found is None:
        return None
    after = found[1]
    said = statement.quote(at, after)
    while lower_at(tokens, after) in _BEFORE_CAPPED and not is_joined(tokens, after + 1):
        after += 1
        if after - found[1] > 4:
            return None
    period = None
    if daily is not None:
        word = next(token for token in tokens[at : daily[1]] if token.lower in ("daily", "day"))
        named = statement.text[word.start : word.end] if word.lower == "daily" else said
        period = Quantity(value=Decimal(1), unit="d", as_written=named)
    return Cap(period), after


def _negated(statement: Statement, at: int) -> int | None:
    """ "should not go beyond", "never more than", "not above": index after the comparison."""
    tokens = statement.tokens
    here = at
    while lower_at(tokens, here) in _BEFORE_MORE and here - at < 3:
        here += 1
    if lower_at(tokens, here) not in _NEGATIONS:
        return None
    here += 1
    while lower_at(tokens, here) in _BEFORE_MORE and here - at < 6:
        here += 1
    more = _MORE.at(tokens, here)
    return more[1] if more else None


def _read_excess(statement: Statement, at: int, first: int) -> tuple[Value, int] | None:
    """ "doses above 400 mg per day are not recommended"; those that are "seldom needed" bound nothing."""
    tokens = statement.tokens
    amount = read_amount(tokens, first)
    if amount is None:
        return None
    found = _AFTER_EXCESS.at(tokens, read_per_day(tokens, amount.next) or amount.next)
    if found is None:
        return None
    if not found[0]:
        return Change(), found[1]
    by_day = tokens[at].lower == "daily"
    return Cap(Quantity(value=Decimal(1), unit="d", as_written=tokens[at].text) if by_day else None), first


def _skip_excess(statement: Statement, at: int) -> int:
    """Index after "are not recommended", which closes "doses above X"."""
    found = _AFTER_EXCESS.at(statement.tokens, at)
    return found[1] if found else at


def read_capped(
    statement: Statement, at: int, cap_at: int, period: Quantity | None, counted: str | None
) -> tuple[Value, int] | None:
    """The amount behind the maximum that stands at token `cap_at`: of a period, of a course, or a number of doses.

    `counted`: the unit that the dose before it is counted in.
    """
    tokens = statement.tokens
    amount = read_amount(tokens, at)
    if amount is not None and amount.unit is None:
        bare = amount if counted is not None else None
        amount = read_counted(statement, amount)
        if amount is None and bare is not None:
            return _capped_count(statement, bare, counted or "", period)
    if amount is None or amount.unit is None or amount.comparator is not None:
        return None
    dimension = UCUM[amount.unit]
    if dimension == "time":
        quantity = quantity_of(statement.text, tokens, amount).model_copy(update={"comparator": "<="})
        return Bounds(quantity), amount.next
    if dimension not in DOSE_DIMENSIONS or amount.unit == "{cycle}":
        return None
    after = skip_strength(statement, amount.next, amount.unit)
    ratio, top, after = ratio_of(statement, amount, after, period)
    if ratio is None and dimension == "rate":
        after = _skip_excess(statement, after)
        return Proviso(statement.quote(cap_at, after)), after
    often = read_frequency(tokens, after)
    if ratio is None and often is not None and (often[0].frequency > 1 or often[0].unit != "d"):
        # "up to 100 mg three times daily": no amount of a period; it stays a proviso
        return Proviso(statement.quote(cap_at, often[1])), often[1]
    if amount.unit == "{dose}" and lower_at(tokens, after) == "of":
        raise Refused("ambiguous_list", "so many doses at most")  # "no more than two doses of 10 mg in a day"
    if amount.unit == "{dose}" and ratio is None:
        return Count(None, int(amount.high or amount.low)), after
    if ratio is None and is_concentration(statement, after):
        return None
    after = _skip_excess(statement, after)
    return Maximum(top, ratio), after


def _capped_count(
    statement: Statement, bare: Amount, counted: str, period: Quantity | None
) -> tuple[Value, int] | None:
    """ "(1 to 2 tablets, maximum) 8 a day": the number counts what the dose before it counts."""
    ratio, top, after = ratio_of(statement, replace(bare, unit=counted), bare.next, period)
    return (Maximum(top, ratio), after) if ratio is not None and bare.comparator is None else None
