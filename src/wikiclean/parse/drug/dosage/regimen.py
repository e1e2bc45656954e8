"""Which doses are steps of one regimen and which are alternatives."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from ....model.kinds.drug import Population
from ...grammar import Statement
from .groups import Group, group_pieces
from .pieces import (
    Both,
    Dose,
    Indicated,
    Link,
    Piece,
)
from .refusal import Refused
from .settling import settle
from .sharing import choose_routes, share
from .step import FIRST, Step, make_step, once

__all__ = ["build_regimens"]

_LATER_ENDS = (" later", " afterwards", " after that")
_IN_COURSE = ("when ", "if ", "once ", "after ")
_IN_TIME = (*_IN_COURSE, "until ", "at ", "on ", "from ", "over ", "as ", "within ", "during ", "for ")
_ORGANS = frozenset("clearance gfr egfr crcl renal kidney kidneys hepatic liver".split())
_LATER = frozenset({"maintenance", "subsequent", "titration", "range"})


def build_regimens(statement: Statement, pieces: Sequence[Piece]) -> list[Step]:
    """The steps that the pieces make, with their place in a regimen; raises Refused where they do not fit together."""
    pieces, common = _apart(pieces)
    groups = group_pieces(pieces)
    steps = [make_step(statement, group) for group in groups]
    steps = [step for step in steps if step.says_something or step.top is not None or step.conditions or step.when]
    steps = _without_opening(_with_intervals(_join_loose(_without_portions(steps))))
    for step in steps[1:]:
        _set_apart(step, steps[0])
    if not steps:
        raise Refused("unknown_pattern", "no dose and no frequency")
    _place(steps)
    for step in steps:
        if step.link == "next" and step.dose is None and any(_is_untimed_alternative(o, step) for o in steps):
            raise Refused("ambiguous_list", "a later step of one of several doses")
    for step in steps:
        if step.bolus and not any(other.regimen == step.regimen for other in steps if other is not step):
            step.phase = None
    share(steps)
    for step in steps:
        _hold_common(step, statement, common)
    _drop_course(steps)
    steps = [chosen for step in steps for chosen in choose_routes(step, steps)]
    for step in steps:
        settle(step)
    return steps


def _is_untimed_alternative(other: Step, step: Step) -> bool:
    return other.regimen != step.regimen and other.dose is not None and other.frequency is None and other.daily is None


def _without_portions(steps: list[Step]) -> list[Step]:
    """ "2 g daily, divided as 500 mg every 6 hours or 1 g every 12 hours": portions of the dose of a day, no doses."""
    if len(steps) < 2 or steps[0].daily is None or steps[0].dose is None:
        return steps
    whole = steps[0]
    end = 1
    while end < len(steps) and steps[end].link == ("," if end == 1 else "or") and _is_portion(whole, steps[end]):
        end += 1
    if end == 1:
        if steps[1].parted:
            raise Refused("ambiguous_list", "portions that are not the dose of the day")
        return steps
    if end == 2:
        whole.frequency, whole.often = steps[1].frequency, steps[1].often
    whole.divided = True
    whole.spans += [span for step in steps[1:end] for span in step.spans]
    return [whole, *steps[end:]]


def _without_opening(steps: list[Step]) -> list[Step]:
    """ "It is injected once a week; the dose is 25 mg": how often is said first, and of all doses behind it."""
    if len(steps) < 2 or not _is_opening(steps[0]) or any(step.dose is None for step in steps[1:]):
        return steps
    first, *doses = steps
    if any(step.link == "next" for step in doses[:1]):
        return steps
    for step in doses:
        begun = step.phase in FIRST and len(doses) > 1  # how often is said of what follows
        if step.frequency is None and step.daily is None and not step.when and not begun:
            step.frequency, step.often, step.daily, step.when = first.frequency, first.often, first.daily, first.when
        step.routes = step.routes or first.routes
        step.spans = [*first.spans, *step.spans]
    doses[0].link = first.link
    return doses


def _is_opening(step: Step) -> bool:
    told = (step.dose, step.top, step.population, step.indication, step.bounds, step.count, step.length, step.phase)
    timed = step.frequency is not None or step.daily is not None
    return timed and not step.conditions and not step.partners and all(part is None for part in told)


def _with_intervals(steps: list[Step]) -> list[Step]:
    """ "5 mg/kg at weeks 0, 2 and 6 and every 8 weeks thereafter": one dose; how often is said behind when it begins."""
    made: list[Step] = []
    for step in steps:
        before = made[-1] if made else None
        told = (step.dose, step.top, step.population, step.indication, step.bounds, step.daily)
        interval = step.link == "next" and step.frequency is not None and all(part is None for part in told)
        timed = before is None or before.frequency is not None or before.daily is not None or not before.conditions
        if before is None or timed or not interval or before.dose is None or before.phase in ("loading", "induction"):
            made.append(step)
            continue
        before.frequency, before.often, before.phase, before.interval = step.frequency, step.often, None, True
        before.conditions += step.conditions
        before.spans += step.spans
    if len(made) == 1 and made[0].phase == "subsequent" and (not made[0].changed or _is_for_some(made[0])):
        made[0].phase = None  # "at week 0 and every 4 weeks thereafter", "in kidney failure it is lowered to 5 mg"
    return made


def _is_portion(whole: Step, step: Step) -> bool:
    """Whether so many of the amount make the dose of the day."""
    often, one, total = step.frequency, step.dose, whole.dose
    if often is None or one is None or total is None or one.value is None or total.value is None:
        return False
    if (
        one.unit not in _MILLIGRAMS
        or total.unit not in _MILLIGRAMS
        or often.frequency_max is not None
        or often.period_max is not None
    ):
        return False
    if step.population is not None or step.indication is not None or step.conditions or often.unit not in _DAY:
        return False
    parts = one.value * _MILLIGRAMS[one.unit] * often.frequency * _DAY[often.unit]
    return parts == total.value * _MILLIGRAMS[total.unit] * often.period


_DAY = {"h": 24, "d": 1}
_MILLIGRAMS = {"g": Decimal(1000), "mg": Decimal(1), "ug": Decimal("0.001")}


def _apart(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces, and apart from them what stands behind "in both cases"."""
    at = next((n for n, piece in enumerate(pieces) if isinstance(piece.value, Both)), None)
    if at is None:
        return list(pieces), []
    common = [piece for piece in pieces[at + 1 :] if not isinstance(piece.value, Link)]
    if any(isinstance(piece.value, Dose) for piece in common):
        return [piece for piece in pieces if not isinstance(piece.value, Both)], []
    return list(pieces[:at]), common


def _hold_common(step: Step, statement: Statement, common: Sequence[Piece]) -> None:
    if not common:
        return
    held = make_step(statement, Group(list(common)))
    step.bounds, step.duration = step.bounds or held.bounds, step.duration or held.duration
    step.routes, step.when = step.routes or held.routes, step.when or held.when
    if step.frequency is None and step.daily is None:
        step.frequency, step.often, step.daily = held.frequency, held.often, held.daily
    step.conditions += held.conditions
    step.spans += held.spans


def _drop_course(steps: Sequence[Step]) -> None:
    """ "The five-day course is 500 mg on the first day and 250 mg on days 2 to 5": the length is that of both."""
    first = steps[0]
    if len(steps) > 1 and first.bounds is not None and steps[1].sequence == 2 and _in_turn_days(first):
        first.bounds = None


def _in_turn_days(step: Step) -> bool:
    return any({"day", "days"} & set(text.split()) for text in step.conditions)


def _set_apart(step: Step, first: Step) -> None:
    """ "10 mg, or 5 mg in patients with X": X sets the people apart; it is not what the dose is for."""
    if step.people is None or first.people is not None:
        return
    step.indication = None
    if step.population is None:
        step.population = Population(text=step.people)
    else:
        step.conditions.append(step.people)
    step.front = [piece for piece in step.front if not isinstance(piece.value, Indicated)]


def _join_loose(steps: list[Step]) -> list[Step]:
    """A maximum, a proviso or a time of day behind a sign, without a dose: it belongs to the dose before it."""
    made: list[Step] = []
    for step in steps:
        loose = step.dose is None and step.frequency is None and (step.daily is None or step.top is not None)
        other_maximum = step.top is not None and bool(made) and made[-1].dose is None and made[-1].top is not None
        if other_maximum and step.link in ("and", "or", ","):
            made.append(step)
            continue
        if loose and made and (step.top is not None or step.link != "next"):
            if step.top is not None and (step.population is not None or step.indication is not None):
                made.append(step)
                continue
            if step.top is None and step.link == ";" and (step.population is not None or step.indication is not None):
                continue  # "; in cats it is given only once": no dose of theirs is said
            before = made[-1]
            told = {route for route, *_ in step.routes} - {route for one in made for route, *_ in one.routes}
            if step.population is not None or step.indication is not None or told:
                raise Refused("multiple_subjects", "a proviso for others")
            if step.top is None and step.link == ";" and before.link in ("or", ",", "and") and len(made) > 1:
                continue  # of which of the alternatives is not said
            if step.top is not None:
                once(before.top, "two maxima")
                if len(made) > 1 and step.link == ";" and made[-1].link != "next":
                    made.append(step)  # of which of the alternatives is not said
                    continue
                before.top, before.maximum, before.top_said = step.top, step.maximum, step.top_said
            before.daily = before.daily or step.daily
            before.conditions += step.conditions
            before.when = (*before.when, *step.when)
            before.bounds = before.bounds or step.bounds
            before.spans += step.spans
            continue
        if loose and step.top is None and made:
            said = (
                step.population,
                step.bounds,
                step.duration,
                step.on,
                step.rest,
                step.length,
                step.repeats,
                step.count,
            )
            if step.routes or step.repeated or step.indication or any(part is not None for part in said):
                raise Refused("unknown_pattern", "a step without a dose")
            continue
        made.append(step)
    return [step for step in made if step.says_something or step.top is not None]


# ------------------------------------------------------------------ places
def _place(steps: Sequence[Step]) -> None:
    """Sequence and regimen: a further step keeps the regimen, an alternative opens a new one."""
    regimen = 1
    for number, (before, step) in enumerate(itertools.pairwise(steps), 1):
        if step.link == "next" and before.link == "(":
            before = steps[number - 2]  # "5 mg (2 mg in X), raised to 10 mg": of the dose outside
        untimed = step.frequency is None and step.daily is None and not step.when
        if before.dose is None and before.top is not None and step.dose is not None and untimed:
            raise Refused("ambiguous_list", "a dose or a maximum")
        if step.dose is None and step.top is not None:
            regimen += 1
            step.regimen, step.sequence = regimen, 1
        elif step.link == "next" and _is_lowered_for_some(before, step):
            regimen += 1
            step.regimen, step.sequence, step.phase = regimen, 1, None
        elif step.link == "next":
            step.regimen, step.sequence = before.regimen, before.sequence + 1
            if before.phase is None and before.sequence == 1:
                before.phase = "initial"
            step.phase = step.phase or "subsequent"
        elif step.link == "after" or (
            step.phase in FIRST and step.link != "or" and before.phase is None and not _differs(before, step)
        ):
            step.regimen, step.sequence = before.regimen, before.sequence
            before.sequence += 1
            step.phase = step.phase or "initial"
            before.phase = before.phase or ("subsequent" if step.link == "after" else None)
        elif _is_further(before, step):
            step.regimen, step.sequence = before.regimen, before.sequence + 1
            if before.phase is None and step.phase == "subsequent":
                before.phase = "initial"
        elif _is_beside(before, step):
            step.regimen, step.sequence = before.regimen, before.sequence
            if before.timed_ahead and step.frequency is None and before.when:
                before.frequency = None  # "four times a day, 250 mg with meals and 500 mg at bedtime": of both
        elif _differs(before, step) or step.link in ("or", "(") or _is_listed(steps, number):
            regimen += 1
            step.regimen, step.sequence = regimen, 1
            if step.link == "(" and step.phase is None and step.dose is not None and before.phase == "initial":
                step.phase = "initial"
        else:
            raise Refused("ambiguous_list", "two doses, and nothing says which is when")


def _is_lowered_for_some(before: Step, step: Step) -> bool:
    """ "5 mg daily, lowered to 2.5 mg daily in patients with X": the dose of some, no later dose of all."""
    return step.lowered and _is_for_some(step) and before.phase not in FIRST and before.sequence == 1


def _is_for_some(step: Step) -> bool:
    """Whether people or their state set it apart, and not when it is given."""
    said = [text.lower() for text in step.conditions]
    apart = any(not text.startswith(_IN_TIME) or _ORGANS & set(text.split()) for text in said)
    return step.population is not None or apart


def _is_further(before: Step, step: Step) -> bool:
    if _comes_later(before, step):
        step.phase = step.phase or "subsequent"
        return True
    if _in_turn(before, step):
        step.phase = step.phase or "subsequent"
        return True
    if step.population is not None and step.population != before.population and before.population is not None:
        return False
    if step.link == "whereas":
        return False
    if step.phase in _LATER and (before.phase in FIRST or step.phase != "range"):
        return True
    return before.phase in FIRST and step.phase is None and step.link in (";", "and") and not _differs(before, step)


def _comes_later(before: Step, step: Step) -> bool:
    """ "1 mg at once and 0.5 mg one hour later"; behind a first dose also "and 20 mg is used when …"."""
    if step.population is not None or step.indication is not None or step.link not in ("and", ",", ";"):
        return False
    later = any(text.endswith(_LATER_ENDS) for text in step.conditions)
    begun = before.phase == "initial" and step.phase is None and step.link != ","
    same_route = not step.routes or not before.routes or step.routes[0][0] == before.routes[0][0]
    return later or (begun and same_route and any(text.startswith(_IN_COURSE) for text in step.conditions))


def _in_turn(before: Step, step: Step) -> bool:
    """ "4 mg for 2 weeks, 8 mg for 2 weeks and 12 mg thereafter", "50 mg on day 1, 100 mg on day 2"."""
    if step.link not in (",", "and") or step.population is not None or step.indication is not None:
        return False
    if step.phase == "prophylaxis" and before.phase != "prophylaxis":
        return False
    return all(
        one.bounds is not None or any({"day", "days", "week", "weeks"} & set(text.split()) for text in one.conditions)
        for one in (before, step)
    )


def _is_beside(before: Step, step: Step) -> bool:
    """ "10 mg in the morning and 20 mg at night": both, on one day."""
    return (
        step.link in ("and", ",")
        and bool(_moments(before))
        and bool(_moments(step))
        and _moments(before) != _moments(step)
    )


def _moments(step: Step) -> tuple[str, ...]:
    return (*step.when, *(step.frequency.when if step.frequency else ()))


def _differs(before: Step, step: Step) -> bool:
    """Whether people, use, route or proviso set it apart from the dose before."""
    return (
        (step.population is not None and step.population != before.population)
        or (step.indication is not None and step.indication != before.indication)
        or (bool(step.routes) and bool(before.routes) and step.routes[0][0] != before.routes[0][0])
        or bool(step.conditions)
        or (bool(step.partners) and step.partners != before.partners)
        or (step.phase == "prophylaxis" and before.phase != "prophylaxis")
        or step.link == "whereas"
    )


def _is_listed(steps: Sequence[Step], at: int) -> bool:
    """ "A, B or C": a comma in front of step `at` stands for the "or" behind it."""
    for step in steps[at:]:
        if step.link != ",":
            return step.link == "or"
    return False
