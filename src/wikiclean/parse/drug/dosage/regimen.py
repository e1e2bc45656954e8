"""Which doses are steps of one regimen and which are alternatives, and what is said once for several."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ....model.kinds.drug import Population
from ....model.quantity import UCUM, Quantity
from ...grammar import Statement
from .groups import Group, group_pieces
from .pieces import (
    Both,
    Dose,
    Indicated,
    Link,
    Piece,
    Routes,
    Whom,
)
from .refusal import Refused
from .settling import settle
from .step import FIRST, Step, make_step, once

__all__ = ["build_regimens"]

_LASTING = frozenset({"intravenous", "subcutaneous", "intramuscular", "epidural", "intrathecal", "intraosseous"})
_APART = frozenset({";", "whereas"})
_LATER = frozenset({"maintenance", "subsequent", "titration", "range"})


def build_regimens(statement: Statement, pieces: Sequence[Piece]) -> list[Step]:
    """The steps that the pieces make, with their place in a regimen; raises Refused where they do not fit together."""
    pieces, common = _apart(pieces)
    groups = group_pieces(pieces)
    steps = [make_step(statement, group) for group in groups]
    steps = [step for step in steps if step.says_something or step.top is not None or step.conditions or step.when]
    steps = _join_loose(steps)
    for step in steps[1:]:
        _set_apart(step, steps[0])
    if not steps:
        raise Refused("unknown_pattern", "no dose and no frequency")
    _place(steps)
    _share(steps)
    for step in steps:
        _hold_common(step, statement, common)
    _drop_course(steps)
    steps = [chosen for step in steps for chosen in _choose_routes(step, steps)]
    for step in steps:
        settle(step)
    return steps


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
            if step.population is not None or step.indication is not None or step.routes:
                raise Refused("multiple_subjects", "a proviso for others")
            before = made[-1]
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
            if step.routes or step.bounds or step.duration or step.on or step.population or step.indication:
                raise Refused("unknown_pattern", "a step without a dose")
            continue
        made.append(step)
    return [step for step in made if step.says_something or step.top is not None]


# ------------------------------------------------------------------ places
def _place(steps: Sequence[Step]) -> None:
    """Sequence and regimen: a further step keeps the regimen, an alternative opens a new one."""
    regimen = 1
    for number, (before, step) in enumerate(itertools.pairwise(steps), 1):
        untimed = step.frequency is None and step.daily is None and not step.when
        if before.dose is None and before.top is not None and step.dose is not None and untimed:
            raise Refused("ambiguous_list", "a dose or a maximum")
        if step.dose is None and step.top is not None:
            regimen += 1
            step.regimen, step.sequence = regimen, 1
        elif step.link == "next":
            step.regimen, step.sequence = before.regimen, before.sequence + 1
            if before.phase is None and before.sequence == 1:
                before.phase = "initial"
            step.phase = step.phase or "subsequent"
        elif step.link == "after" or (step.phase in FIRST and before.phase is None and not _differs(before, step)):
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
        elif _differs(before, step) or step.link in ("or", "(") or _is_listed(steps, number):
            regimen += 1
            step.regimen, step.sequence = regimen, 1
        else:
            raise Refused("ambiguous_list", "two doses, and nothing says which is when")


def _is_further(before: Step, step: Step) -> bool:
    if _in_turn(before, step):
        step.phase = step.phase or "subsequent"
        return True
    if step.population is not None and step.population != before.population and before.population is not None:
        return False
    if step.phase in _LATER and (before.phase in FIRST or step.phase != "range"):
        return True
    return before.phase in FIRST and step.phase is None and step.link in (";", "and") and not _differs(before, step)


def _in_turn(before: Step, step: Step) -> bool:
    """ "4 mg for 2 weeks, 8 mg for 2 weeks and 12 mg thereafter", "50 mg on day 1, 100 mg on day 2"."""
    if step.link not in (",", "and") or step.population is not None or step.indication is not None:
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


# ------------------------------------------------------------------ what is said once for several
def _share(steps: Sequence[Step]) -> None:
    _share_backward(steps)
    for before, step in itertools.pairwise(steps):
        _share_forward(before, step)


def _share_forward(before: Step, step: Step) -> None:
    """Population and indication in front of a dose hold for its further steps and alternatives."""
    same = before.regimen == step.regimen
    near = step.link not in _APART or same
    fronted = bool(step.front)
    for piece in before.front:
        value = piece.value
        if isinstance(value, Whom) and step.population is None and (same or (near and not fronted)):
            step.population = value.population
        elif isinstance(value, Indicated) and step.indication is None and (same or (near and not fronted)):
            step.indication = value.text
            if value.prophylaxis and step.phase is None:
                step.phase = "prophylaxis"
        elif isinstance(value, Routes) and not step.routes and not same and step.link in ("or", ",", "and"):
            step.routes = value.choices
        else:
            continue
        step.spans.append((piece.first, piece.after))
        step.front.append(piece)
    if near and step.link == "or" and step.phase is None and (before.front or before.phase == "maintenance"):
        step.phase = before.phase if before.phase in FIRST | {"maintenance"} else None
    untimed = (
        step.basis is None and step.daily is None and step.frequency is None and not step.when and step.count is None
    )
    if step.dose is not None and untimed and step.link != "after" and before.daily is not None and before.basis is None:
        step.daily = before.daily
    if same and step.dose is None and step.frequency is not None and before.dose is not None and step.link == "next":
        step.dose, step.basis = before.dose, before.basis
        step.routes = step.routes or before.routes
        step.spans = [*before.spans, *step.spans]


def _share_backward(steps: Sequence[Step]) -> None:
    """ "5 mg (children) or 10 mg (adults) twice daily": the timing behind the last holds for all in the list."""
    for before, step in reversed(list(itertools.pairwise(steps))):
        if before.dose is None and before.top is not None and before.maximum is None and before.daily is None:
            before.daily = step.daily
        labelled = step.link in _APART and bool(before.front) and bool(step.front)
        if (step.link not in ("or", "and", ",", "next") and not labelled) or before.dose is None or step.dose is None:
            continue
        if _ends_before(before, step):
            continue
        if step.link == "or" and not _names_people(before) and not before.conditions:
            before.indication = step.indication
        if step.link == "next" and before.regimen == step.regimen and step.phase not in ("subsequent", "titration"):
            continue
        if (
            step.link == "or"
            and step.duration is not None
            and before.duration is None
            and not before.routes
            and step.frequency
            and before.frequency
        ):
            before.routes, before.duration = step.routes, step.duration  # "A every 2 weeks or B every 4 as an infusion"
            before.spans += step.spans
        bare = before.frequency is None and before.daily is None and before.basis is None and not before.when
        if not bare or before.conditions or before.count is not None or not _alike(before.dose, step.dose):
            continue
        if before.conditions and step.link == "next":
            continue
        if before.bounds is not None or before.on is not None:
            continue
        if step.link == "next" and before.phase in FIRST:
            continue
        before.frequency, before.often, before.daily, before.when = step.frequency, step.often, step.daily, step.when
        before.divided, before.divided_doses = step.divided, step.divided_doses
        before.bounds, before.duration, before.as_needed = step.bounds, step.duration, step.as_needed
        if not before.routes:
            before.routes = step.routes
        if step.link in ("or", ",") and not _names_people(before) and not _names_people_apart(before, step):
            before.indication, before.population = step.indication, step.population
        before.spans += step.spans


def _ends_before(before: Step, step: Step) -> bool:
    """ "5 mg/kg over 90 minutes and …", "a loading dose of 4 mg and a maintenance dose of 2 mg weekly", "5 mg in
    children and 10 mg daily in adults": what stands behind the second dose is said of it alone."""
    phases = {before.phase, step.phase}
    turned = bool(phases & (FIRST - {"initial"})) and len(phases) > 1
    apart = before.told and (step.own_timing or not step.told)
    untimed = before.frequency is None and before.daily is None and before.basis is None and not before.when
    if apart and not turned and untimed and step.daily is not None and before.phase not in FIRST:
        raise Refused("ambiguous_list", "the dose of a day, and one that may be of a day")
    return turned or apart


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts may share a timing: both masses, also by weight or surface; no rate beside a mass."""
    by_body = {"mass", "dose/weight", "dose/bsa"}
    return {UCUM[one.unit], UCUM[other.unit]} <= by_body or UCUM[one.unit] == UCUM[other.unit]


def _names_people(step: Step) -> bool:
    return step.population is not None or step.indication is not None


def _names_people_apart(before: Step, step: Step) -> bool:
    return bool(before.conditions) or before.regimen == step.regimen


def _choose_routes(step: Step, steps: Sequence[Step]) -> list[Step]:
    """ "intravenously or intramuscularly": one instruction each."""
    if len(step.routes) < 2:
        return [step]
    if len(steps) > 1:
        step.routes = ()  # which of them goes with which dose is not said
        return [step]
    made = []
    for number, route in enumerate(step.routes, 1):
        copy = Step(**{name: getattr(step, name) for name in Step.__slots__})
        copy.routes, copy.regimen = (route,), number
        if route[0] not in _LASTING and any(other[0] in _LASTING for other in step.routes):
            copy.duration = None  # "by mouth or as an infusion over one hour"
        made.append(copy)
    return made
