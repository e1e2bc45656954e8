"""Of two readings of a step, the right one: days of a cycle or of treatment, period of a maximum, basis of a dose."""

from __future__ import annotations

from decimal import Decimal

from ....model.quantity import Quantity, Ratio
from ..timing import Frequency
from .refusal import Refused
from .step import Step

__all__ = ["settle"]


def settle(step: Step) -> None:
    """Decides between the readings of its parts: days of a cycle, the period of a maximum, the basis of the dose."""
    if step.repeated is not None:
        once = step.count is not None and step.bounds is None and step.rest is None
        if step.frequency is None and step.daily is None and (once or step.repeated.frequency.unit in ("h", "min")):
            step.frequency = step.repeated.frequency
        elif step.length is None:
            step.length = step.repeated.quantity
    if step.on is not None and step.frequency is not None and step.length is None and step.daily is None:
        _every_is_length(step)
    if step.daily is not None and step.frequency is not None and not step.divided:
        _settle_daily(step, step.frequency)
    dated = not step.interval and any(_names_days(text) for text in step.conditions)
    if step.frequency is not None and step.length is None and dated:
        _every_is_length(step)
    cyclic = step.length is not None or step.rest is not None
    if cyclic and step.on is None and step.bounds is not None and step.bounds.comparator is None:
        step.on, step.bounds = step.bounds, None
    if step.on is not None and step.on.as_written.lower().startswith("day"):
        said = next((text for text in step.conditions if step.on.as_written in text), None)
        if cyclic and said is not None:
            step.conditions.remove(said)
        elif not cyclic:
            step.on = None
    if step.dose is not None and step.dose.unit == "{patch}" and step.routes and step.routes[0][0] == "topical":
        step.routes = (("transdermal", *step.routes[0][1:]),)
    if step.divided and step.frequency == Frequency() and step.divided_doses is not None:
        step.frequency = None  # "once daily or in two divided doses"
    if step.divided and step.duration is not None:  # "over 24 hours in divided doses"
        step.bounds, step.duration = step.bounds or step.duration, None
    _settle_basis(step)
    _settle_maximum(step)


def _settle_daily(step: Step, frequency: Frequency) -> None:
    """ "20 mg daily … every 3 weeks": the length of a cycle; "daily … each morning": a time of day."""
    if step.bounds is not None and _every_is_length(step):
        return
    if step.dose is not None and frequency.when and frequency.period == 1:
        step.when, step.frequency = (*step.when, *frequency.when), None
    elif step.dose is not None:
        raise Refused("ambiguous_list", "the dose of a day, and how often it is given")


def _names_days(text: str) -> bool:
    """ "on days 1 and 8", "day 1"."""
    return any(word.startswith("day") for word in text.split()[:2])


def _every_is_length(step: Step) -> bool:
    """ "on day 1 every 3 weeks": the length of the cycle, no interval of doses. Whether it is one."""
    found = step.frequency
    if found is None or step.often is None or found.frequency != 1 or found.period_max is not None:
        return False
    if found.unit not in ("wk", "mo") and not (found.unit == "d" and found.period > 6):
        return False
    step.length = Quantity(value=found.period, unit=found.unit, as_written=step.often)
    step.frequency = None
    return True


def _settle_basis(step: Step) -> None:
    if step.dose is None:
        if step.daily is not None and step.frequency is None and step.maximum is None and step.top is None:
            step.frequency = Frequency()
        return
    if step.basis is not None:
        return
    if step.daily is not None and step.frequency is None and step.bounds is None and (step.count or 0) > 1:
        raise Refused("ambiguous_list", "so many doses, in all or in a day")  # "four doses of 1 g a day"
    if step.total and step.bounds is not None and step.frequency is None and step.daily is None:
        step.basis = "per_course"
        return
    step.basis = "per_day" if step.daily is not None or step.divided else "per_administration"
    if step.count is not None and (step.daily is not None or step.frequency is not None) and step.count == 1:
        repeated_single = step.repeated is not None
        if not repeated_single:
            step.count = None


def _settle_maximum(step: Step) -> None:
    """A maximum without a period has the period of its dose, where that is a day."""
    if step.top is None or step.maximum is not None:
        return
    said = step.daily if step.basis == "per_day" or step.dose is None else None
    frequency = step.frequency
    if said is None and frequency is not None and _is_once_a_day(frequency):
        said = step.often
    if said is None and step.dose is not None and step.top_said is not None:
        step.conditions.append(step.top_said)
        return
    if said is None:
        raise Refused("unknown_pattern", "a maximum without its period")
    # "OD" holds no number: the words of the amount do
    words = (
        said if any(word in said.lower() for word in ("day", "daily", "once", "every", "each")) else step.top.as_written
    )
    step.maximum = Ratio(numerator=step.top, denominator=Quantity(value=Decimal(1), unit="d", as_written=words))


def _is_once_a_day(frequency: Frequency) -> bool:
    return frequency == Frequency(when=frequency.when)
