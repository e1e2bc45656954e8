"""How often and when in the day: frequency phrases as parts of FHIR Timing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..grammar import Phrases, lower_at
from ..quantities import is_joined, read_number
from ..tokens import Token
from ..units import read_time_unit

__all__ = [
    "FREQUENCY_WORDS",
    "PER_DAY_WORDS",
    "PER_PERIOD_WORDS",
    "WHEN_WORDS",
    "Frequency",
    "read_frequency",
    "read_per_day",
    "read_per_period",
    "read_when",
]


@dataclass(frozen=True, slots=True)
class Frequency:
    """`frequency` times in `period` `unit`; ranges have a maximum."""

    frequency: int = 1
    frequency_max: int | None = None
    period: Decimal = Decimal(1)
    period_max: Decimal | None = None
    unit: str = "d"
    when: tuple[str, ...] = ()


_DASHES = frozenset("-–—‑")
_ONE = {"once": 1, "twice": 2, "thrice": 3}
_ADVERBS: dict[str, Frequency] = {
    "daily": Frequency(), "nightly": Frequency(when=("NIGHT",)), "weekly": Frequency(unit="wk"),
    "fortnightly": Frequency(period=Decimal(2), unit="wk"), "monthly": Frequency(unit="mo"),
    "quarterly": Frequency(period=Decimal(3), unit="mo"), "yearly": Frequency(unit="a"),
    "annually": Frequency(unit="a"),
    "hourly": Frequency(unit="h"),
}  # fmt: skip
# Latin and other abbreviations, whole phrases with a period of their own.
_FIXED: Phrases[Frequency] = Phrases.of(
    {
        Frequency(2): "bid|b.i.d.|b.i.d|bd|b.d.|b.d",
        Frequency(3): "tid|t.i.d.|t.i.d|tds|t.d.s.|t.d.s",
        Frequency(4): "qid|q.i.d.|q.i.d|qds|q.d.s.|q.d.s",
        Frequency(1): "qd|q.d.|q.d|od|o.d.|o.d|a single daily dose|one daily dose|single daily doses|single daily dose|"
        "one single daily dose|every day|each day|at daily intervals|a daily injection|a daily infusion",
        Frequency(period=Decimal(2)): "qod|q.o.d.|q.o.d|eod|every other day|every second day|every alternate day|"
        "on alternate days|alternate days|every 2nd day|each other day|on alternating days|on every other day",
        Frequency(period=Decimal(3)): "every third day|every 3rd day",
        Frequency(period=Decimal(4)): "every fourth day",
        Frequency(period=Decimal(2), unit="wk"): "every other week|every second week|every alternate week|qow|"
        "every fortnight|once a fortnight|on alternate weeks",
        Frequency(period=Decimal(3), unit="wk"): "every third week",
        Frequency(period=Decimal(4), unit="wk"): "every fourth week",
        Frequency(period=Decimal(2), unit="mo"): "every other month|every second month",
        Frequency(when=("HS",)): "qhs|q.h.s.|q.h.s|every bedtime|each bedtime",
        Frequency(when=("MORN",)): "qam|q.a.m.|every morning|each morning|once every morning|once each morning",
        Frequency(when=("EVE",)): "every evening|each evening|once every evening|once each evening",
        Frequency(when=("NIGHT",)): "every night|each night|once per night|once a night|once every night|once each night|nightly|once nightly",
        Frequency(2, when=("MORN", "EVE")): "every morning and evening|each morning and evening|"
        "each morning and each evening|"
        "every morning and every evening",
        Frequency(2, when=("MORN", "NIGHT")): "every morning and night|each morning and night|every morning and "
        "every night",
        Frequency(unit="wk"): "qwk|qw|at weekly intervals|at intervals of one week|weekly intervals",
        Frequency(unit="mo"): "at monthly intervals|qmo",
    }
)  # fmt: skip
# "daily" has other words before it: "once-daily", "3 times daily", "twice a day".
_PER_DAY = Phrases.of(
    {
        None: "daily|a day|per day|/day|/ d|/24 h|/24 hours|/24h|per 24 hours|per diem|on a daily basis|total daily|"
        "each 24 hours"
    }
)
_WHEN: Phrases[tuple[str, ...]] = Phrases.of(
    {
        (
            "HS",
        ): "at bedtime|before bedtime|before bed|at bed time|on going to bed|before going to bed|prior to bedtime|"
        "hs|h.s.|h.s|at sleep time|before sleep|before sleeping|on retiring|at hs|just before bedtime|"
        "immediately before bedtime|before retiring|in bed",
        ("NIGHT",): "at night|at nighttime|at night-time|in the night|nocte|during the night",
        ("AC",): "before meals|before each meal|before a meal|before food|before eating|ac|a.c.|before every meal|"
        "with the start of each meal|just before meals|immediately before meals|prior to meals|before main meals|before feeds|before each feed|"
        "before each main meal|prior to each meal|shortly before meals|before the meal",
        ("C",): "with meals|with each meal|with food|with a meal|with every meal|with main meals|with the main meals|"
        "with each main meal|at mealtimes|at meal times|at mealtime|with food or milk|during meals|with the meal|"
        "at meals|with meals or snacks|with meals and snacks|with milk or food|with meals containing fat|"
        "with a fatty meal|with fatty meals|with a high-fat meal|with a light meal|with a low-fat meal|"
        "with fatty food|with a fat-containing meal|with food containing fat|with the largest meal of the day|"
        "with the first bite of each meal|with the first bite of each main meal|"
        "at the start of each meal|at the start of meals|at the beginning of each meal|with meals that contain fat|"
        "during or after meals|with a main meal|"
        "together with food|with or after food|with or after meals|with or just after food",
        (
            "PC",
        ): "after meals|after each meal|after a meal|after food|after eating|pc|p.c.|after every meal|following meals|after feeds|after each feed|"
        "after the meal|immediately after meals|following a meal|after main meals",
        ("MORN",): "morning dose|in the morning|mane|in the mornings|am|a.m.|in the early morning|in the a.m.|each am",
        ("AFT",): "in the afternoon",
        ("EVE",): "evening dose|in the evening|in the evenings|pm|p.m.|in the early evening",
        ("MORN", "EVE"): "morning and evening|in the morning and evening|in the morning and in the evening|"
        "in the morning and the evening|mornings and evenings",
        ("MORN", "NIGHT"): "morning and night|in the morning and at night|in the morning and night",
        ("MORN", "HS"): "in the morning and at bedtime",
        ("NOON",): "at noon|at midday",
        ("WAKE",): "on waking|upon waking|upon awakening|on awakening|on arising|upon arising|after waking|on wakening",
        ("ACM", "ACD"): "before breakfast and lunch|before breakfast and before lunch",
        ("ACM", "ACV"): "before breakfast and dinner|before breakfast and supper|before breakfast and the evening meal|"
        "before the morning and evening meals",
        ("ACM",): "before breakfast|prior to breakfast|before the first meal of the day|just before breakfast",
        ("CM",): "with breakfast|at breakfast",
        ("PCM",): "after breakfast",
        ("ACD",): "before lunch",
        ("CD",): "with lunch|at lunch",
        ("PCD",): "after lunch",
        ("ACV",): "before dinner|before supper|before the evening meal",
        ("CV",): "with dinner|with supper|with the evening meal|with an evening meal|at dinner|with their evening meal",
        ("PCV",): "after dinner|after supper|after the evening meal",
        ("AC", "HS"): "before meals and at bedtime|before each meal and at bedtime",
        ("C", "HS"): "with meals and at bedtime|with each meal and at bedtime",
        ("PC", "HS"): "after meals and at bedtime|after each meal and at bedtime",
        ("CM", "CV"): "with breakfast and dinner|with breakfast and supper|with breakfast and the evening meal|"
        "with the morning and evening meals|with morning and evening meals",
    }
)
_ON_A_DAY = Phrases.of(
    {None: "on a single day|on one day|in a single day|in one day|on the same day|in the day|during the day"}
)
_DAILY_WHEN = frozenset({"HS", "NIGHT", "MORN", "EVE", "WAKE", "ACM", "CM", "PCM", "ACV", "CV", "PCV", "NOON", "AFT"})
_MOST = 24


FREQUENCY_WORDS = (
    _FIXED.first_words | _ADVERBS.keys() | _ONE.keys() | frozenset("q q. every each at on about approximately".split())
)
PER_PERIOD_WORDS = frozenset({"a", "per", "/"})
PER_DAY_WORDS = _PER_DAY.first_words
WHEN_WORDS = _WHEN.first_words
"""Words, beside numbers, that the phrases may begin with."""


def read_frequency(tokens: Sequence[Token], at: int) -> tuple[Frequency, int] | None:
    """A frequency at token `at`: "twice a day", "every 8 to 12 hours", "q8h", "every other day". (frequency, next)."""
    if found := _FIXED.at(tokens, at):
        first, after = found
        second = _FIXED.at(tokens, after + 1) if lower_at(tokens, after) in ("to", "or", "-", "–") else None
        if second is not None and first.frequency < second[0].frequency and replace(first, frequency=1) == Frequency():
            return replace(first, frequency_max=second[0].frequency), second[1]  # "BID to QID"
        return found
    word = lower_at(tokens, at)
    if word in ("q", "q.", "every", "each"):
        return _read_every(tokens, at + 1 + (word == "q" and lower_at(tokens, at + 1) == "."))
    if word == "at" and (lower_at(tokens, at + 1), lower_at(tokens, at + 2)) == ("intervals", "of"):
        return _read_every(tokens, at + 3)
    if (
        word == "at"
        and (found := _read_span(tokens, at + 1))
        and lower_at(tokens, found[1]) in ("interval", "intervals")
    ):
        return found[0], found[1] + 1
    apart = at + (word in ("about", "approximately"))
    if (found := _read_span(tokens, apart)) is not None and lower_at(tokens, found[1]) == "apart":
        return found[0], found[1] + 1
    if (adverb := _ADVERBS.get(word)) is not None and word != "daily":
        return adverb, at + 1
    if (hourly := _read_span(tokens, at, unit_word="hourly")) is not None:
        return hourly
    return _read_times(tokens, at)


def _read_every(tokens: Sequence[Token], at: int) -> tuple[Frequency, int] | None:
    """After "every": "8 hours", "6 to 8 h", "week", "four-week"."""
    if (found := _read_span(tokens, at)) is not None:
        return found
    if (one := read_time_unit(tokens, at)) is not None:
        return Frequency(unit=one[0]), one[1]
    return None


def _read_span(tokens: Sequence[Token], at: int, *, unit_word: str | None = None) -> tuple[Frequency, int] | None:
    """ "8 hours", "6 to 8 h", "12 or 24 hours", "8-hourly": one per that span of time."""
    first = read_number(tokens, at)
    if first is None:
        return None
    low, at = first
    high = None
    if lower_at(tokens, at) in ("to", "or", "-", "–", "—", "through") and (second := read_number(tokens, at + 1)):
        high, at = second
        if high <= low:
            return None
    if lower_at(tokens, at) in _DASHES and is_joined(tokens, at):
        at += 1
    if unit_word is not None:
        return (Frequency(period=low, period_max=high, unit="h"), at + 1) if lower_at(tokens, at) == unit_word else None
    unit = read_time_unit(tokens, at)
    return (Frequency(period=low, period_max=high, unit=unit[0]), unit[1]) if unit and low > 0 else None


def _read_times(tokens: Sequence[Token], at: int) -> tuple[Frequency, int] | None:
    """ "twice daily", "2 to 3 times a week", "once or twice per day", "once every 4 weeks", "3x/day"."""
    counted = _read_count(tokens, at)
    if counted is None:
        return _read_days_a_week(tokens, at)
    count, high, after = counted
    if not 1 <= count <= _MOST or (high is not None and not count < high <= _MOST):
        return None
    base = Frequency(count, high)
    if lower_at(tokens, after) in _DASHES and is_joined(tokens, after):
        after += 1
    if (adverb := _ADVERBS.get(lower_at(tokens, after))) is not None:
        return replace(base, period=adverb.period, unit=adverb.unit, when=adverb.when), after + 1
    if (period := read_per_period(tokens, after)) is not None:
        return replace(period[0], frequency=count, frequency_max=high), period[1]
    if lower_at(tokens, after) == "every" and (every := _read_every(tokens, after + 1)):
        return replace(every[0], frequency=count, frequency_max=high), every[1]
    if count == 1 and high is None and (moment := read_when(tokens, after)) and moment[0][0] in _DAILY_WHEN:
        return Frequency(when=moment[0]), moment[1]
    return None


def _read_days_a_week(tokens: Sequence[Token], at: int) -> tuple[Frequency, int] | None:
    """ "five days per week", "on two days a week"."""
    number = read_number(tokens, at + (lower_at(tokens, at) == "on"))
    if number is None or lower_at(tokens, number[1]) != "days" or not 1 < number[0] < 7:
        return None
    week = read_per_period(tokens, number[1] + 1)
    if week is None or number[0] != int(number[0]) or week[0] != Frequency(unit="wk"):
        return None
    return Frequency(int(number[0]), unit="wk"), week[1]


def _read_count(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int] | None:
    """ "twice", "once or twice", "2 to 3 times", "four times", "3 x": (count, its maximum, next)."""
    first = _read_one_count(tokens, at)
    if first is None:
        return None
    count, at, timed = first
    high = None
    if lower_at(tokens, at) in ("or", "to", "-", "–", "—") and (second := _read_one_count(tokens, at + 1)):
        high, at, timed = second
    return (count, high, at) if timed else None


def _read_one_count(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """(count, next, whether "times" was said)."""
    if (said := _ONE.get(lower_at(tokens, at))) is not None:
        return said, at + 1, True
    number = read_number(tokens, at)
    if number is None or number[0] != number[0].to_integral_value() or number[0] > _MOST:
        return None
    value, at = number
    if lower_at(tokens, at) in _DASHES and lower_at(tokens, at + 1) == "times":
        at += 1
    timed = lower_at(tokens, at) in ("times", "time", "x", "×")
    return int(value), at + timed, timed


def read_per_period(tokens: Sequence[Token], at: int) -> tuple[Frequency, int] | None:
    """ "a week", "per month", "/day", "each day", "in 24 hours": one per that period. (frequency, next)."""
    word = lower_at(tokens, at)
    if (whole := _ON_A_DAY.at(tokens, at)) is not None:
        return Frequency(), whole[1]
    if word not in ("a", "an", "per", "each", "every", "/", "in", "in any", "within"):
        return None
    after = at + 1
    if word in ("in", "within") and lower_at(tokens, after) in ("a", "any", "one", "each", "every"):
        after += lower_at(tokens, after) != "one" and tokens[after].value is None
        if lower_at(tokens, after) in _DASHES:
            after += 1
    if word != "a" and (found := _read_span(tokens, after)) is not None:
        following = found[1] + (lower_at(tokens, found[1]) == "period")
        return found[0], following
    unit = read_time_unit(tokens, after)
    if unit is not None and unit[0] == "s" and word in ("a", "each", "every"):
        return None  # "a second tablet"
    if unit is None or (word in ("in", "within") and lower_at(tokens, after - 1) in ("in", "within")):
        return None
    return Frequency(unit=unit[0]), unit[1]


def read_per_day(tokens: Sequence[Token], at: int) -> int | None:
    """ "daily", "a day", "per day", "/day" after an amount: index after it."""
    found = _PER_DAY.at(tokens, at)
    return found[1] if found else None


def read_when(tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int] | None:
    """Events of the day: (FHIR EventTiming codes, index after the phrase)."""
    return _WHEN.at(tokens, at)
