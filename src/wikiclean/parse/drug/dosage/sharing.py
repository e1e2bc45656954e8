"""What is said once for several doses: population, use, route and timing, forward and backward."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ....model.quantity import UCUM, Quantity
from .pieces import (
    Indicated,
    Routes,
    Whom,
)
from .refusal import Refused
from .step import FIRST, Step

__all__ = ["choose_routes", "share"]

_LASTING = frozenset({"intravenous", "subcutaneous", "intramuscular", "epidural", "intrathecal", "intraosseous"})
_APART = frozenset({";", "whereas"})


def share(steps: Sequence[Step]) -> None:
    """Gives each step what is said once for it and others; raises Refused where that is not clear."""
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
    apart = step.link == "and" and step.population is not None and before.population is not None
    if untimed and before.timed_ahead and step.dose is not None and (apart or step.link in ("or", ",")):
        step.frequency, step.often, step.daily = before.frequency, before.often, before.daily
        step.timed_ahead = True  # "once a day, 15, 30 or 45 mg"
        step.spans = [*before.spans, *step.spans]
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
        later = step.link == "next" or (step.link == "and" and before.regimen == step.regimen)
        if later and before.phase in FIRST:
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
    apart = before.given or (before.told and (step.own_timing or not step.told))
    untimed = before.frequency is None and before.daily is None and before.basis is None and not before.when
    if apart and not turned and untimed and step.daily is not None and before.phase not in FIRST and before.link != "(":
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


def choose_routes(step: Step, steps: Sequence[Step]) -> list[Step]:
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
