"""Cycles: days of dosing, length, rest, repetition."""

from __future__ import annotations

from ....model.quantity import Quantity
from ...grammar import Phrases, Statement, lower_at
from ...quantities import read_number
from ...units import read_time_unit
from ..timing import Frequency
from .courses import LIMIT_WORDS, LONG, read_time
from .pieces import (
    Cycled,
    Proviso,
    Repeated,
    Value,
)

__all__ = ["CYCLE_WORDS", "read_cycle"]

_REST = Phrases.listed(
    "rest|rest period|break|off|off treatment|off therapy|off drug|off-treatment|pause|interval|treatment-free period|drug-free period|"
    "drug-free interval|treatment-free interval|treatment-free|without treatment|rest interval|of rest|break period|without therapy|"
    "washout|treatment break|of no treatment|off medication|drug holiday|rest from treatment|free interval|no treatment|"
    "without the drug|off the drug|of break|without medication|resting period|recovery period|rest phase|without drug|drug-free|gap"
)
"""Behind a span of time: "a 7-day rest", "one week without treatment"."""
_REST_OF = Phrases.listed(
    "rest of|rest period of|break of|pause of|rest interval of|treatment-free interval of|treatment-free period of|drug-free interval of|"
    "drug-free period of|resting period of|recovery period of|washout of|washout period of|no treatment for|rest for|break for|"
    "pause for|nothing for|nothing is given for|no drug for|none for|drug holiday of|break lasting|rest lasting|rest period lasting|pause lasting|gap of|rest phase of|treatment break of"
)
"""In front of a span of time: "a break of one week"."""
_REST_LEADS = Phrases.listed(
    "followed by|which is followed by|and followed by|then followed by|then|and then|and|with|before|succeeded by|interrupted by|"
    "after which comes|after which there is|after which there follows|after which follows|then comes|then there is|with a subsequent|"
    "resumed after|followed by at least"
)
_GIVEN_AGAIN = frozenset(
    "which that and may can should is be to a the it course courses cycle cycles treatment given repeated resumed again".split()
)
_REPEATING = frozenset("repeated repeat repeats repeating".split())
_AT_TIMES = Phrases.listed("every|each|at intervals of|at an interval of|after every")
_BEFORE_REPEATED = frozenset(
    "and with in the whole as which a these such each of cycle cycles course courses treatment being is are may can should be to usually then it".split()
)
_CYCLES_OF = Phrases.listed("cycle of|cycles of|cycle lasting|cycles lasting|cycle being|cycles being")
_MOST_LEAD = 7
"""Words in front of "repeated every"."""
_OUT_OF = Phrases.listed("out of|out of every|of every|of each|in every|in each")
_OF_CYCLE = Phrases.of(
    {
        None: "of each|of every|of a|in a|in each|in every|of the|every|each|in|of|of repeated|in repeated|of an|per|"
        "as a|as|"
        "to complete a|to complete each|to make a|to make up a|completing a|making a|forming a|in the|on a|in an|of repeating|in consecutive|of consecutive|of successive|in repeating|during each|on each|"
        "out of every|out of each|out of a|with a|using a"
    }
)


CYCLE_WORDS = (
    _REST_LEADS.first_words | _GIVEN_AGAIN | _REST_OF.first_words | _BEFORE_REPEATED | _REPEATING | _OF_CYCLE.first_words | LIMIT_WORDS
    | frozenset("on at after in from the day days week weeks month months for a an".split())
)  # fmt: skip


def read_cycle(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "on days 1 to 5", "of each 21-day cycle", "repeated every 4 weeks", "followed by a 7-day rest", "3 weeks on"."""
    if statement.tokens[at].value is not None:
        return _read_span(statement, at)
    return (
        _read_rest(statement, at)
        or _read_repeat(statement, at)
        or _read_length(statement, at)
        or _read_days(statement, at)
        or (_read_span(statement, at + 1) if lower_at(statement.tokens, at) == "for" else None)
    )


def _read_span(statement: Statement, at: int) -> tuple[Value, int] | None:
    """From a number on: "7 days off", "21-day cycle", "3 weeks on"."""
    found = read_time(statement, at)
    if found is None or found[1] not in LONG:
        return None
    rest = _REST.at(statement.tokens, found[2])
    if rest is not None:
        return Cycled(rest=found[0]), rest[1]
    if (among := _OUT_OF.at(statement.tokens, found[2])) is not None:  # "3 weeks out of 4"
        number = read_number(statement.tokens, among[1])
        same = number is not None and read_time_unit(statement.tokens, number[1]) is None and number[0] > 1
        cycles = number is not None and lower_at(statement.tokens, number[1]) in ("-", "cycles", "cycle")
        if number is not None and same and not cycles:
            said = {"value": number[0], "unit": found[1], "as_written": statement.quote(among[1], number[1])}
            return Cycled(on=found[0], length=Quantity.model_validate(said)), number[1]
    return _as_length(statement, found[0], found[2]) or _as_on(statement, found[0], found[2])


def _read_rest(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "(followed by) a 7-day rest", "(after which comes) a rest of 7 days", "(may be repeated after) a week off"."""
    tokens = statement.tokens
    lead = _REST_LEADS.at(tokens, at)
    begin = lead[1] if lead else _again(statement, at)
    article = begin + (lower_at(tokens, begin) in ("a", "an", "the"))
    if (named := _REST_OF.at(tokens, article)) is not None or (
        begin > at and (named := _INTERVAL_OF.at(tokens, article)) is not None
    ):
        found = read_time(statement, named[1])
        if found is None or found[1] not in LONG:
            return None
        tail = _REST.at(tokens, found[2])  # "nothing for a 7-day rest"
        return Cycled(rest=found[0]), tail[1] if tail is not None else found[2]
    found = read_time(statement, begin)
    if found is None or found[1] not in LONG:
        return None
    tail = _REST.at(tokens, found[2])
    if tail is None and (lower_at(tokens, found[2] + 1), lower_at(tokens, found[2] + 2)) == ("-", "free"):
        tail = (True, found[2] + 4)  # "tablet-free interval"
    return (Cycled(rest=found[0]), tail[1]) if tail is not None else None


_INTERVAL_OF = Phrases.listed("interval of|period of")


def _again(statement: Statement, at: int) -> int:
    """ "which may be repeated after", "a course that can be given again after": index after it, or `at`."""
    tokens = statement.tokens
    end = at
    while lower_at(tokens, end) in _GIVEN_AGAIN and end - at < _MOST_LEAD:
        end += 1
    again = {token.lower for token in tokens[at:end]} & {"again", "repeated", "resumed"}
    return end + 1 if again and lower_at(tokens, end) == "after" else at


def _read_repeat(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "repeated every 4 weeks", "with the cycle being repeated at intervals of 21 days"."""
    tokens = statement.tokens
    begin = at
    while lower_at(tokens, begin) in _BEFORE_REPEATED and begin - at < _MOST_LEAD:
        begin += 1
    if lower_at(tokens, begin) not in _REPEATING or (often := _AT_TIMES.at(tokens, begin + 1)) is None:
        return None
    found = read_time(statement, often[1])
    if found is None:
        return None
    quantity, unit, after = found
    frequency = Frequency(
        period=quantity.low or quantity.value or Frequency().period, period_max=quantity.high, unit=unit
    )
    return Repeated(quantity, frequency), after


def _read_length(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "of each 21-day cycle", "in 28-day cycles", "(21-day cycle)"."""
    tokens = statement.tokens
    opener = _OF_CYCLE.at(tokens, at)
    begin = opener[1] if opener else at
    if (named := _CYCLES_OF.at(tokens, begin)) is not None:  # "in cycles of 3 weeks"
        found = read_time(statement, named[1])
        return (Cycled(length=found[0]), found[2]) if found is not None and found[1] in LONG else None
    found = read_time(statement, begin)
    if found is None or found[1] not in LONG:
        return None
    return _as_length(statement, found[0], found[2])


def _as_length(statement: Statement, quantity: Quantity, after: int) -> tuple[Value, int] | None:
    tokens = statement.tokens
    while lower_at(tokens, after) in ("treatment", "dosing", "repeated", "chemotherapy", "therapy"):
        after += 1
    return (Cycled(length=quantity), after + 1) if lower_at(tokens, after) in ("cycle", "cycles") else None


def _read_days(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "on days 1 to 5", "days 1–14", "on day 1"; a list of days ("days 1, 8 and 15") has no slot and stays text."""
    tokens = statement.tokens
    begin = at + (lower_at(tokens, at) in ("on", "at", "in", "from"))
    begin += lower_at(tokens, begin) == "the"
    if lower_at(tokens, at) in ("at", "after") and (timed := _points(statement, at + 1)) is not None:
        return Proviso(statement.quote(at, timed)), timed
    word = lower_at(tokens, begin)
    if word not in ("day", "days", "week", "weeks", "month", "months"):
        return None
    first = read_number(tokens, begin + 1, words=False)
    if first is None:
        return None
    low, after = first
    if lower_at(tokens, after) in ("to", "through", "-", "–", "until") and (second := _day(statement, after + 1)):
        high, after = second
        if word != "days" or (lower_at(tokens, after) in (",", "and") and _day(statement, after + 1)):
            return _day_list(statement, at, after)
        if low != 1:  # which days they are has no slot
            return Proviso(statement.quote(at, after)), after
        quantity = Quantity.model_validate({"value": high, "unit": "d", "as_written": statement.quote(begin, after)})
        return Cycled(on=quantity), after
    if word == "day" and lower_at(tokens, after) not in (",", "and", "or"):
        quantity = Quantity.model_validate({"value": low, "unit": "d", "as_written": statement.quote(begin, after)})
        return Cycled(on=quantity), after
    return _day_list(statement, at, after)


def _points(statement: Statement, at: int) -> int | None:
    """ "0, 1 and 6 months": index after it."""
    tokens = statement.tokens
    seen = 0
    while (number := read_number(tokens, at)) is not None:
        seen, at = seen + 1, number[1]
        while lower_at(tokens, at) in (",", "and", "then"):
            at += 1
    unit = read_time_unit(tokens, at)
    return unit[1] if unit is not None and seen > 1 else None


def _day(statement: Statement, at: int) -> tuple[object, int] | None:
    tokens = statement.tokens
    at += lower_at(tokens, at) in ("day", "days", "week", "weeks")
    return read_number(tokens, at, words=False)


def _day_list(statement: Statement, at: int, after: int) -> tuple[Value, int]:
    tokens = statement.tokens
    while lower_at(tokens, after) in (",", "and", "or", "to", "through", "-", "–"):
        begin = after + 1
        begin += lower_at(tokens, begin) in ("and", "or")
        day = _day(statement, begin)
        if day is None or lower_at(tokens, day[1]) in ("mg", "g", "mcg", "%", "/", "units"):
            break
        after = day[1]
    return Proviso(statement.quote(at, after)), after


def _as_on(statement: Statement, quantity: Quantity, at: int) -> tuple[Value, int] | None:
    """ "(3 weeks) on", "(21 days) on treatment"."""
    if lower_at(statement.tokens, at) != "on":
        return None
    after = at + 1
    if lower_at(statement.tokens, after) in ("treatment", "therapy", "drug"):
        return Cycled(on=quantity), after + 1
    parted = lower_at(statement.tokens, after) in (",", "and", "/", "followed", "then", ";", ")")
    return (Cycled(on=quantity), after) if parted else None
