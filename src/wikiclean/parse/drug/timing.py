"""How often, when and how long: frequency phrases as parts of FHIR Timing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..tokens import Token
from ..units import TIME_UNITS

__all__ = ["Frequency", "read_frequency", "read_per_day", "read_when"]


@dataclass(frozen=True, slots=True)
class Frequency:
    """`frequency` times in `period` `unit`; ranges have a maximum. `next`: index after the phrase."""

    next: int
    frequency: int = 1
    frequency_max: int | None = None
    period: Decimal = Decimal(1)
    period_max: Decimal | None = None
    unit: str = "d"
    when: tuple[str, ...] = ()


_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_EACH = {"daily": "d", "weekly": "wk", "monthly": "mo", "yearly": "a", "annually": "a", "nightly": "d", "hourly": "h"}
_LATIN: dict[str, Frequency] = {
    "bid": Frequency(0, 2), "tid": Frequency(0, 3), "qid": Frequency(0, 4), "qd": Frequency(0), "od": Frequency(0),
    "bd": Frequency(0, 2), "tds": Frequency(0, 3), "qds": Frequency(0, 4), "qod": Frequency(0, 1, period=Decimal(2)),
    "qhs": Frequency(0, when=("HS",)),
}  # fmt: skip
_Q_HOURS = re.compile(r"q(\d{1,2})h")
_WHEN: tuple[tuple[str, str], ...] = (
    ("at bedtime", "HS"), ("before bedtime", "HS"), ("before bed", "HS"), ("at night", "NIGHT"),
    ("before meals", "AC"), ("before each meal", "AC"), ("before a meal", "AC"), ("with meals", "C"),
    ("with each meal", "C"), ("with food", "C"), ("with a meal", "C"), ("after meals", "PC"), ("after each meal", "PC"),
    ("in the morning", "MORN"), ("each morning", "MORN"), ("every morning", "MORN"), ("in the evening", "EVE"),
    ("each evening", "EVE"), ("every evening", "EVE"), ("on waking", "WAKE"), ("before breakfast", "ACM"),
    ("with breakfast", "CM"), ("after breakfast", "PCM"), ("before dinner", "ACV"),
)  # fmt: skip
_DAILY_WHEN = frozenset({"HS", "NIGHT", "MORN", "EVE", "WAKE", "ACM", "CM", "PCM", "ACV"})


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if at < len(tokens) else ""


def _unit(tokens: Sequence[Token], at: int) -> str | None:
    return TIME_UNITS.get(_lower(tokens, at))


def read_frequency(tokens: Sequence[Token], at: int) -> Frequency | None:
    """A frequency phrase at token `at`: "twice a day", "every 8 to 12 hours", "q8h", "every other day"."""
    word = _lower(tokens, at).replace(".", "")
    if found := _LATIN.get(word):
        after = at + 1 + (_lower(tokens, at + 1) == ".")
        return Frequency(after, found.frequency, period=found.period, when=found.when)
    if match := _Q_HOURS.fullmatch(word):
        return Frequency(at + 1, period=Decimal(match[1]), unit="h")
    if word == "q" and at + 1 < len(tokens) and tokens[at + 1].kind == "number" and (unit := _unit(tokens, at + 2)):
        return Frequency(at + 3, period=tokens[at + 1].value or Decimal(1), unit=unit)
    if word in ("every", "each"):
        return _read_every(tokens, at + 1)
    return _read_times(tokens, at)


def _read_every(tokens: Sequence[Token], at: int) -> Frequency | None:
    word = _lower(tokens, at)
    if word in ("other", "second", "alternate") and (unit := _unit(tokens, at + 1)):
        return Frequency(at + 2, period=Decimal(2), unit=unit)
    if word == "night":
        return Frequency(at + 1, when=("NIGHT",))
    if unit := _unit(tokens, at):
        return Frequency(at + 1, unit=unit)
    if at >= len(tokens) or (low := tokens[at].value) is None:
        return None
    at += 1
    high = None
    if _lower(tokens, at) in ("to", "-", "–", "or") and at + 1 < len(tokens) and tokens[at + 1].value is not None:
        high = tokens[at + 1].value
        at += 2
    if _lower(tokens, at) == "-":
        at += 1
    unit = _unit(tokens, at)
    return Frequency(at + 1, period=low, period_max=high, unit=unit) if unit else None


def _read_times(tokens: Sequence[Token], at: int) -> Frequency | None:
    start = at
    high: int | None = None
    word = _lower(tokens, at)
    if word in _TIMES:
        count = _TIMES[word]
        at += 1
        if _lower(tokens, at) in ("or", "to") and _lower(tokens, at + 1) in _TIMES:
            high = _TIMES[_lower(tokens, at + 1)]
            at += 2
        elif _lower(tokens, at) in ("or", "to") and _lower(tokens, at + 2) == "times":
            value = tokens[at + 1].value
            if value is None:
                return None
            high = int(value)
            at += 3
    elif at < len(tokens) and tokens[at].value is not None:
        value = tokens[at].value
        assert value is not None
        at += 1
        if _lower(tokens, at) in ("to", "-", "–", "or") and at + 1 < len(tokens) and tokens[at + 1].value is not None:
            high = int(tokens[at + 1].value or 0)
            at += 2
        if _lower(tokens, at) != "times" or value != value.to_integral_value():
            return None
        count = int(value)
        at += 1
    else:
        return None
    if not 1 <= count <= 24 or (high is not None and high < count):
        return None
    if (each := _EACH.get(_lower(tokens, at))) is not None:
        when = ("NIGHT",) if _lower(tokens, at) == "nightly" else ()
        return Frequency(at + 1, count, high, unit=each, when=when)
    if _lower(tokens, at) in ("a", "per", "each", "every", "/"):
        if _lower(tokens, at) == "every" and (found := _read_every(tokens, at + 1)):
            return Frequency(found.next, count, high, found.period, found.period_max, found.unit)
        if unit := _unit(tokens, at + 1):
            return Frequency(at + 2, count, high, unit=unit)
    if start + 1 == at and word == "once" and (moment := read_when(tokens, at)) and moment[0] in _DAILY_WHEN:
        return Frequency(moment[1], 1, when=(moment[0],))
    return None


def read_per_day(tokens: Sequence[Token], at: int) -> int | None:
    """ "daily", "a day", "per day", "/day" after an amount: index after it."""
    if _lower(tokens, at) in ("daily", "total"):
        return at + 1 if _lower(tokens, at) == "daily" else None
    if _lower(tokens, at) in ("a", "per", "/", "each") and _lower(tokens, at + 1) in ("day", "d", "24"):
        return at + 2
    return None


def read_when(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """An event of the day: (FHIR EventTiming code, index after it)."""
    for phrase, code in _WHEN:
        words = phrase.split()
        if [token.lower for token in tokens[at : at + len(words)]] == words:
            return code, at + len(words)
    return None
