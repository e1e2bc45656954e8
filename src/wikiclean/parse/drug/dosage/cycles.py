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

_REST = Phrases.of(
    {
        None: "rest|rest period|break|off|off treatment|off therapy|off drug|off-treatment|pause|interval|"
        "treatment-free period|"
        "drug-free period|drug-free interval|treatment-free interval|treatment-free|without treatment|rest interval|"
        "of rest|break period|without therapy|washout|treatment break|of no treatment|off medication|drug holiday|"
        "rest from treatment|free interval|no treatment|without the drug|off the drug|of break|without medication"
    }
)
_REST_OPENERS = Phrases.of(
    {
        None: "followed by|then|and then|and|with|followed by at least|with a subsequent|which can be repeated after|"
        "which may be repeated after|that can be repeated after|that may be repeated after|can be repeated after|"
        "may be repeated after|repeated after|a course that may be given again after|"
        "a course that can be given again after|"
        "a course that may be repeated after|a course that can be repeated after|which may be given again after|"
        "may be given again after|and repeated after|to be repeated after|and may be repeated after|given again after|"
        "and can be repeated after|should be repeated after|which should be repeated after|is repeated after|"
        "which is repeated after|the course may be repeated after|the course can be repeated after|"
        "the cycle may be repeated after|"
        "the course is repeated after|followed by a break of|followed by a rest of|followed by an interval of|"
        "resumed after|"
        "followed by a pause of|the cycle is repeated after|followed by a rest period of|"
        "followed by a treatment-free interval of"
    }
)
_REPEATED = Phrases.of(
    {
        None: "repeated every|and repeated every|to be repeated every|which is repeated every|cycles repeated every|"
        "in cycles repeated every|in cycles of|in a cycle of|the cycle is repeated every|cycles are repeated every|"
        "the cycle repeats every|the course is repeated every|courses are repeated every|with cycles repeated every|"
        "repeating every|is repeated every|repeat every|and repeat every|repeated at intervals of|"
        "with the cycle repeated every|"
        "which may be repeated every|may be repeated every|can be repeated every|cycle repeated every|repeated each|"
        "courses repeated every|with courses repeated every|which can be repeated every|in a cycle repeated every|"
        "in courses repeated every|as cycles repeated every"
    }
)
_OF_CYCLE = Phrases.of(
    {
        None: "of each|of every|of a|in a|in each|in every|of the|every|each|in|of|of repeated|in repeated|of an|per|"
        "as a|as|"
        "in the|on a|in an|of repeating|in consecutive|of consecutive|of successive|in repeating|during each|on each|"
        "out of every|out of each|out of a|with a|using a"
    }
)


CYCLE_WORDS = (
    _REST_OPENERS.first_words | _REPEATED.first_words | _OF_CYCLE.first_words | LIMIT_WORDS
    | frozenset("on at in from the day days week weeks month months for a an".split())
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
    return _as_length(statement, found[0], found[2]) or _as_on(statement, found[0], found[2])


def _read_rest(statement: Statement, at: int) -> tuple[Value, int] | None:
    tokens = statement.tokens
    opener = _REST_OPENERS.at(tokens, at)
    begin = opener[1] if opener else at
    found = read_time(statement, begin)
    if found is None or found[1] not in LONG:
        return None
    tail = _REST.at(tokens, found[2])
    if tail is None and (lower_at(tokens, found[2] + 1), lower_at(tokens, found[2] + 2)) == ("-", "free"):
        tail = (None, found[2] + 4)  # "tablet-free interval"
    if tail is not None:
        return Cycled(rest=found[0]), tail[1]
    said = "" if opener is None else statement.quote(at, opener[1])
    if any(word in said for word in ("break of", "rest of", "pause of", "interval of", "period of")):
        return Cycled(rest=found[0]), found[2]
    return None


def _read_repeat(statement: Statement, at: int) -> tuple[Value, int] | None:
    opener = _REPEATED.at(statement.tokens, at)
    if opener is None:
        return None
    begin = opener[1]
    found = read_time(statement, begin)
    if found is None:
        return None
    quantity, unit, after = found
    high = quantity.high
    frequency = Frequency(period=quantity.low or quantity.value or Frequency().period, period_max=high, unit=unit)
    return Repeated(quantity, frequency), after


def _read_length(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "of each 21-day cycle", "in 28-day cycles", "(21-day cycle)"."""
    tokens = statement.tokens
    opener = _OF_CYCLE.at(tokens, at)
    found = read_time(statement, opener[1] if opener else at)
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
    if lower_at(tokens, at) == "at" and (timed := _points(statement, at + 1)) is not None:
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
        quantity = Quantity.model_validate(
            {"low": low, "high": high, "unit": "d", "as_written": statement.quote(begin, after)}
        )
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
