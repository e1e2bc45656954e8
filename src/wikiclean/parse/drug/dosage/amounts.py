"""Amounts that are doses: of what, counted in what, and what is only the strength of a product."""

from __future__ import annotations

from decimal import Decimal

from ....model.quantity import UCUM, Quantity, Ratio
from ...grammar import Phrases, Statement, lower_at
from ...quantities import Amount, is_joined, quantity_of, read_amount, read_amounts, read_number
from ...units import read_unit
from ..routes import read_route
from ..timing import read_per_day, read_per_period
from .pieces import (
    Basis,
    Choice,
    Dose,
    Maximum,
    Strength,
    Value,
)

__all__ = [
    "BASIS_WORDS",
    "DOSE_DIMENSIONS",
    "is_concentration",
    "ratio_of",
    "read_basis",
    "read_counted",
    "read_dose",
    "read_strength",
    "skip_strength",
]

DOSE_DIMENSIONS = frozenset(
    {"mass", "amount", "activity", "radioactivity", "dose/weight", "dose/bsa", "rate", "count", "volume"}
)
_BASES: Phrases[str] = Phrases.of(
    {
        "per_administration": "per dose|/dose|/ dose|per injection|per administration|per infusion|a dose|each dose|"
        "/dose|"
        "per single dose|for each dose",
        "per_course": "per course|per treatment course|cumulative|over the course of treatment|for a course|"
        "over a course|/course|"
        "per course of treatment|for a full course|over the whole course|cumulative dose for a course",
    }
)
_MAX_BEHIND = Phrases.of(
    {
        None: "max|maximum|max.|at most|at the most|as a maximum|as maximum|is the maximum|is the ceiling|is the limit|is the upper limit|being the maximum|"
        "is not to be exceeded|should not be exceeded|must not be exceeded|is the highest dose|is the maximum dose|is the maximum recommended dose|is the usual maximum"
    }
)
_STRENGTH_FORMS = frozenset(
    {"{tablet}", "{capsule}", "{patch}", "{suppository}", "{puff}", "{vial}", "{spray}", "[drp]", "{application}"}
)
_FORMS = frozenset(
    "tablets capsules tablet capsule vials vial ampules ampoules syringes pens patches suppositories caplets "
    "sachets".split()
)
_COUNTS = frozenset(
    {"{tablet}", "{capsule}", "{puff}", "{spray}", "{patch}", "{suppository}", "{application}", "[drp]", "{vial}"}
)


def read_dose(statement: Statement, at: int) -> tuple[Value, int] | None:
    """An amount to be given, amounts to choose from, or an amount with "maximum" behind it."""
    tokens = statement.tokens
    if (choice := _choice(statement, at)) is not None:
        return choice
    if (amount := _amount(statement, at)) is None:
        return None
    after = amount.next
    after = _skip_diluent(statement, after)
    if is_concentration(statement, after) or _is_strength(statement, at, after):
        return None
    quantity = quantity_of(statement.text, tokens, amount)
    after = _skip_equivalent(statement, skip_strength(statement, after, amount.unit or ""))
    daily = read_per_day(tokens, after)
    behind = _MAX_BEHIND.at(tokens, daily or after)
    if behind is not None and lower_at(tokens, behind[1]) in ("", ")", ";", ",", "."):
        ratio, top, _ = ratio_of(statement, amount, after, None)
        return Maximum(top, ratio), behind[1]
    return Dose(quantity), after


def _choice(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "5 or 10 mg", "25, 50 or 100 mg": amounts that share the unit of the last."""
    tokens = statement.tokens
    amounts: list[Amount] = []
    closed = False
    while (amount := read_amount(tokens, at, words=False)) is not None and amount.comparator is None:
        amounts.append(amount)
        at = amount.next
        if amount.unit is not None or amount.plus_minus is not None:
            break
        if lower_at(tokens, at) == "or" or (lower_at(tokens, at), lower_at(tokens, at + 1)) == (",", "or"):
            closed, at = True, at + 1 + (lower_at(tokens, at) == ",")
        elif lower_at(tokens, at) == "," and not is_joined(tokens, at + 1):
            at += 1
        else:
            return None
    if len(amounts) < 2 or not closed or (unit := amounts[-1].unit) is None:
        return None
    if UCUM[unit] not in DOSE_DIMENSIONS or unit in ("{dose}", "{cycle}"):
        return None
    if is_concentration(statement, at) or _is_strength(statement, amounts[0].start, at):
        return None
    text = statement.text
    low, high = amounts[0], amounts[-1]
    if len(amounts) == 2 and high.high is None and low.high is None and low.low < high.low:
        return Dose(quantity_of(text, tokens, Amount(low.low, high.low, unit, low.start, at))), at  # "5 or 10 mg"
    made = tuple((quantity_of(text, tokens, one, unit=unit), one.start, one.next) for one in amounts)
    return Choice(made), at


def _amount(statement: Statement, at: int) -> Amount | None:
    """An amount with a unit of doses: "10 to 20 mg", "between 5 and 10 mg", "two 500 mg tablets", "half a tablet"."""
    tokens = statement.tokens
    if lower_at(tokens, at) == "between":
        low = read_amount(tokens, at + 1)
        if low is None or low.high is not None or low.comparator or lower_at(tokens, low.next) not in ("and", "to"):
            return None
        high = read_amount(tokens, low.next + 1)
        if high is None or high.high is not None or high.low < low.low or low.unit not in (None, high.unit):
            return None
        amount: Amount | None = Amount(low.low, high.low, high.unit, low.start, high.next)
    else:
        amount = read_amount(tokens, at)
        if amount is not None and amount.unit is None:
            amount = read_counted(statement, amount)
    if amount is None or amount.unit is None or amount.plus_minus is not None:
        return None
    if amount.comparator not in (None, "~", ">=") or UCUM[amount.unit] not in DOSE_DIMENSIONS:
        return None
    if amount.unit in ("{dose}", "{cycle}", "kg") or amount.low == 0:
        return None
    return amount


def read_counted(statement: Statement, number: Amount) -> Amount | None:
    """ "half a tablet", "two 500 mg tablets": a number, and the unit behind an article or the strength of one."""
    tokens = statement.tokens
    at = number.next
    if lower_at(tokens, at) == "or" and number.high is None and (second := read_number(tokens, at + 1)):
        if second[0] <= number.low:
            return None
        number, at = Amount(number.low, second[0], None, number.start, second[1]), second[1]
    if lower_at(tokens, at) in ("a", "of"):
        skip = at + 1 + (lower_at(tokens, at) == "of" and lower_at(tokens, at + 1) in ("a", "one"))
        unit = read_unit(tokens, skip)
        if unit is None or unit.code not in _COUNTS | {"g", "mg"} or number.low >= 1:
            return None
        return Amount(number.low, number.high, unit.code, number.start, unit.next)
    strength = read_amount(tokens, at) if at < len(tokens) and tokens[at].kind == "number" else None
    if strength is not None and strength.unit is not None and UCUM[strength.unit] in ("mass", "activity", "rate"):
        unit = read_unit(tokens, strength.next)
        if unit is not None and unit.code in _COUNTS:
            return Amount(number.low, number.high, unit.code, number.start, unit.next)
    return None


def _is_strength(statement: Statement, at: int, after: int) -> bool:
    """ "10 mg tablets", "tablets of 10 mg": what one of them holds."""
    if lower_at(statement.tokens, at - 1) == "of" and lower_at(statement.tokens, at - 2) in _FORMS:
        return True
    unit = read_unit(statement.tokens, after)
    return unit is not None and unit.code in _STRENGTH_FORMS


_HOLDERS = _FORMS | frozenset(
    "pessary pessaries suppository lozenge lozenges troche troches implant implants ring rings cartridges cream solution syringe "
    "patch ampule ampoule injector injectors".split()
)


def read_strength(statement: Statement, at: int) -> tuple[Value, int] | None:
    """ "tablets of 70 mg", "the 21 mg patch", "tablets of 5, 10 and 20 mg": (strength, index after it)."""
    tokens = statement.tokens
    if lower_at(tokens, at) in _HOLDERS and lower_at(tokens, at + 1) in ("of", "containing"):
        found = read_amounts(tokens, at + 2)
        if found is None or UCUM[found[1]] not in ("mass", "activity"):
            return None
        amounts, unit, after = found
        single = len(amounts) == 1
        return Strength(quantity_of(statement.text, tokens, amounts[0], unit=unit) if single else None), after
    amount = read_amount(tokens, at) if tokens[at].kind == "number" else None
    if (
        amount is None
        or amount.unit is None
        or UCUM[amount.unit] not in ("mass", "activity", "rate")
        or amount.high is not None
    ):
        return None
    if lower_at(tokens, amount.next) in _HOLDERS - {"cream", "solution"}:
        return Strength(quantity_of(statement.text, tokens, amount)), amount.next + 1
    return None


BASIS_WORDS = _BASES.first_words


def read_basis(statement: Statement, at: int, *, behind_dose: bool) -> tuple[Value, int] | None:
    """ "per dose", "per course", "cumulative"; "a dose" and "each dose" only behind an amount."""
    found = _BASES.at(statement.tokens, at)
    if found is None or (lower_at(statement.tokens, at) in ("a", "each") and not behind_dose):
        return None
    return Basis("per_course" if found[0] == "per_course" else "per_administration"), found[1]


def is_concentration(statement: Statement, after: int) -> bool:
    """ "100 units/mL", "5 mg per 100 g": a concentration, or a rate without a unit in the table."""
    word = lower_at(statement.tokens, after)
    if word not in ("/", "per", "in"):
        return False
    if word == "in":
        unit = read_amount(statement.tokens, after + 1)
        return unit is not None and unit.unit in ("mL", "L")
    period = read_per_period(statement.tokens, after)
    rate = period is not None and period[0].unit in ("s", "min", "h") and period[0].period == 1
    if rate and read_per_day(statement.tokens, after) is None:
        return True  # a rate whose unit is not in the table
    return (
        read_per_day(statement.tokens, after) is None
        and period is None
        and _BASES.at(statement.tokens, after) is None
        and read_route(statement.tokens, after) is None
    )


_DILUTING = Phrases.listed("in|diluted in|dissolved in|mixed with|mixed in|diluted with|diluted to")
_DILUENTS = frozenset(
    "saline dextrose glucose water juice fluid normal sterile isotonic sodium chloride solution".split()
)


def _skip_diluent(statement: Statement, after: int) -> int:
    """ "(1 mg) in 20 mL of 5% dextrose": what it is diluted in says nothing of the dose. Index after it."""
    tokens = statement.tokens
    if (found := _DILUTING.at(tokens, after)) is None:
        return after
    volume = read_amount(tokens, found[1])
    if volume is None or volume.unit not in ("mL", "L") or lower_at(tokens, volume.next) != "of":
        return after
    begin = volume.next + 1
    strength = read_amount(tokens, begin) if begin < len(tokens) and tokens[begin].value is not None else None
    begin = strength.next if strength is not None and strength.unit == "%" else begin
    end = begin
    while lower_at(tokens, end) in _DILUENTS:
        end += 1
    return end if end > begin else after


def skip_strength(statement: Statement, after: int, unit: str) -> int:
    """Behind a count: "(500 mg each)", "of 500 mg", "(250 mg)": the strength of one of them."""
    tokens = statement.tokens
    if unit not in _COUNTS or lower_at(tokens, after) not in ("(", "of"):
        return after
    strengths = read_amounts(tokens, after + 1)
    if strengths is None or UCUM[strengths[1]] not in ("mass", "activity", "volume"):
        return after
    end = strengths[2]
    while lower_at(tokens, end) in (
        "each",
        "per",
        "tablet",
        "capsule",
        "in",
        "total",
        "puff",
        "spray",
        "/",
        "patch",
    ):
        end += 1
    if lower_at(tokens, after) == "of":
        return end
    return end + 1 if lower_at(tokens, end) == ")" else after


def _skip_equivalent(statement: Statement, after: int) -> int:
    """Behind an amount: "(two 80 mg injections)", "as two 200 mg tablets": the same, counted."""
    tokens = statement.tokens
    if lower_at(tokens, after) not in ("(", "as") or (number := read_number(tokens, after + 1)) is None:
        return after
    counted = lower_at(tokens, number[1]) in _FORMS | {"injections", "injection", "doses", "infusions"}
    if counted and lower_at(tokens, after) == "(" and lower_at(tokens, number[1] + 1) == ")":
        return number[1] + 2  # "600 mg (two injections)"
    begin = number[1] + (lower_at(tokens, number[1]) in ("x", "×"))
    strength = read_amount(tokens, begin) if begin < len(tokens) and tokens[begin].kind == "number" else None
    if strength is None or strength.unit is None or UCUM[strength.unit] not in ("mass", "activity"):
        return after
    bracket = lower_at(tokens, after) == "("
    closed = lower_at(tokens, strength.next) in _FORMS | {"injections", "injection", "doses", "infusions"}
    if bracket and begin > number[1] and lower_at(tokens, strength.next) == ")":  # "(2 x 300 mg)"
        return strength.next + 1
    if closed and not bracket:
        return strength.next + 1
    return strength.next + 2 if closed and lower_at(tokens, strength.next + 1) == ")" else after


_PER_DOSE = Phrases.of(
    {
        None: "per dose|/dose|per single dose|a dose|per administration|per injection|in a single dose|at a time|in one dose|"
        "in any one dose"
    }
)


_TO_BE_GIVEN = Phrases.of(
    {
        None: "should be used|should be given|should be taken|may be used|may be given|may be taken|can be used|"
        "can be given|can be taken|is given|is taken|is allowed|is permitted|are allowed|should be administered|"
        "may be administered|must be given|must be taken|must be used"
    }
)


def ratio_of(
    statement: Statement, amount: Amount, at: int, period: Quantity | None
) -> tuple[Ratio | None, Quantity, int]:
    """The maximum that an amount is: with its period if one is said behind it. (ratio, the amount itself, next)."""
    tokens = statement.tokens
    top = quantity_of(statement.text, tokens, amount).model_copy(update={"comparator": None})
    given = _TO_BE_GIVEN.at(tokens, at)
    if given is not None and lower_at(tokens, given[1]) in ("in", "within", "per", "a", "each", "every", "daily"):
        at = given[1]  # "no more than 12 mg should be used in 24 hours"
    if (daily := read_per_day(tokens, at)) is not None:
        said = Quantity(value=Decimal(1), unit="d", as_written=_period_words(statement, at, daily))
        if period is None or statement.tokens[daily - 1].lower not in ("hours", "h"):
            return Ratio(numerator=top, denominator=_hours(statement, at, daily) or said), top, daily
    if (found := read_per_period(tokens, at)) is not None and found[0].period_max is None:
        frequency, after = found
        said = Quantity(value=frequency.period, unit=frequency.unit, as_written=_period_words(statement, at, after))
        return Ratio(numerator=top, denominator=said), top, after
    if lower_at(tokens, at) == "weekly":
        said = Quantity(value=Decimal(1), unit="wk", as_written=tokens[at].text)
        return Ratio(numerator=top, denominator=said), top, at + 1
    if (one := _PER_DOSE.at(tokens, at)) is not None:
        said = Quantity(value=Decimal(1), unit="{dose}", as_written=statement.quote(at, one[1]))
        return Ratio(numerator=top, denominator=said), top, one[1]
    if period is not None:
        return Ratio(numerator=top, denominator=period), top, at
    return None, top, at


def _hours(statement: Statement, first: int, after: int) -> Quantity | None:
    """ "per 24 hours": as it is written, no day."""
    found = read_per_period(statement.tokens, first)
    if found is None or found[1] != after or found[0].unit == "d":
        return None
    frequency = found[0]
    return Quantity(value=frequency.period, unit=frequency.unit, as_written=_period_words(statement, first, after))


def _period_words(statement: Statement, first: int, after: int) -> str:
    """The words of a period, without the stroke or preposition in front of its number."""
    tokens = statement.tokens
    begin = next((n for n in range(first, after) if tokens[n].value is not None), first)
    return statement.quote(begin, after)
