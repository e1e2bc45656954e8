"""Pieces of a dosage statement put together: which belong to which dose, and which doses are steps or alternatives."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...model.kinds.drug import Population
from ...model.quantity import UCUM, Quantity, Ratio
from ..grammar import Statement
from .dosage_reader import Refused
from .pieces import (
    AsNeeded,
    Basis,
    BasisName,
    Bounds,
    Cap,
    Change,
    Close,
    Count,
    Cycled,
    Daily,
    Divided,
    Dose,
    Indicated,
    Lasting,
    Link,
    Maximum,
    Next,
    Often,
    Open,
    Phase,
    PhaseName,
    Piece,
    Proviso,
    Repeated,
    Routes,
    When,
    Whom,
    With,
)
from .timing import Frequency

__all__ = ["Step", "build_regimens"]

_FIRST = frozenset({"initial", "loading", "induction"})
_LATER = frozenset({"maintenance", "subsequent", "titration", "range"})


@dataclass(slots=True)
class Step:
    """One instruction as it is put together; `spans` are its token ranges."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    link: str = ""
    """What stands in front of it: a conjunction or sign, or "next" for a further step."""
    dose: Quantity | None = None
    basis: BasisName | None = None
    daily: str | None = None
    """The words that say it is the dose of a day."""
    routes: tuple[tuple[str, int, int], ...] = ()
    frequency: Frequency | None = None
    often: str | None = None
    """The words of the frequency."""
    when: tuple[str, ...] = ()
    as_needed: bool = False
    bounds: Quantity | None = None
    duration: Quantity | None = None
    count: int | None = None
    count_max: int | None = None
    length: Quantity | None = None
    on: Quantity | None = None
    rest: Quantity | None = None
    repeats: int | None = None
    repeated: Repeated | None = None
    top: Quantity | None = None
    maximum: Ratio | None = None
    divided: bool = False
    divided_doses: Quantity | None = None
    population: Population | None = None
    indication: str | None = None
    partners: tuple[str, ...] = ()
    phase: PhaseName | None = None
    conditions: list[str] = field(default_factory=list)
    front: list[Piece] = field(default_factory=list)
    """Population, indication and route that stand before the dose: they hold for what follows too."""
    sequence: int = 1
    regimen: int = 1

    @property
    def says_something(self) -> bool:
        """Whether it says a dose, a frequency or a maximum."""
        return self.dose is not None or self.frequency is not None or self.maximum is not None or self.daily is not None


@dataclass(slots=True)
class _Group:
    """The pieces round one dose."""

    pieces: list[Piece] = field(default_factory=list)
    link: str = ""
    phase: PhaseName | None = None
    opener: Piece | None = None
    """The "then" or "increased to" that it begins with."""

    @property
    def has_dose(self) -> bool:
        return any(isinstance(piece.value, Dose) for piece in self.pieces)

    @property
    def has_timing(self) -> bool:
        return any(isinstance(piece.value, Often | Daily) for piece in self.pieces)


def build_regimens(statement: Statement, pieces: Sequence[Piece]) -> list[Step]:
    """The steps that the pieces make, with their place in a regimen; raises Refused where they do not fit together."""
    groups = _group(pieces)
    steps = [_step(statement, group) for group in groups]
    steps = [step for step in steps if step.says_something or step.top is not None or step.conditions or step.when]
    steps = _join_loose(steps)
    if not steps:
        raise Refused("unknown_pattern", "no dose and no frequency")
    _place(steps)
    _share(steps)
    steps = [chosen for step in steps for chosen in _choose_routes(step, steps)]
    for step in steps:
        _settle(step)
    return steps


# ------------------------------------------------------------------ groups
def _group(pieces: Sequence[Piece]) -> list[_Group]:
    """Parts the pieces so that each part has one dose."""
    groups: list[_Group] = []
    segment: list[Piece] = []
    link = ""
    phase: PhaseName | None = None
    opener: Piece | None = None
    waiting: list[Piece] = []

    def close() -> None:
        nonlocal segment, waiting
        made = _split_segment(segment)
        made[0].link, made[0].phase, made[0].opener = link, phase, opener
        if not made[0].has_dose and not made[0].has_timing and not groups and len(made) == 1:
            waiting += made[0].pieces  # what stands in front of the first dose, behind a sign
        else:
            made[0].pieces = [*waiting, *made[0].pieces]
            waiting = []
            groups.extend(made)
        segment = []

    for piece in pieces:
        value = piece.value
        if isinstance(value, Next):
            if segment or not link:
                close()
            again = not segment and link == "next"
            link, phase, opener = "next", _later(phase, value.phase) if again else value.phase, piece
        elif isinstance(value, Link) and value.strength == 3:
            if segment:
                close()
                link, phase, opener = ";", None, None
        else:
            segment.append(piece)
    if segment or waiting:
        close()
        if waiting:
            groups.append(_Group(waiting))
    return [group for group in groups if group.pieces]


def _later(before: PhaseName | None, now: PhaseName) -> PhaseName:
    return before if before is not None and before != "subsequent" else now


def _split_segment(segment: list[Piece]) -> list[_Group]:
    doses = [n for n, piece in enumerate(segment) if isinstance(piece.value, Dose) and not _in_brackets(segment, n)]
    groups: list[_Group] = []
    begin, link = 0, ""
    for one, other in itertools.pairwise(doses):
        cut = _cut(segment, one, other)
        if cut is None:
            raise Refused("ambiguous_list", "two doses and nothing between them")
        groups.append(_Group(segment[begin:cut], link))
        value = segment[cut].value
        assert isinstance(value, Link)
        link, begin = value.word, cut + 1
    groups.append(_Group(segment[begin:], link))
    return [part for group in groups for part in _bracketed(group)]


def _in_brackets(segment: Sequence[Piece], at: int) -> bool:
    depth = 0
    for piece in segment[:at]:
        depth += isinstance(piece.value, Open)
        depth -= isinstance(piece.value, Close)
    return depth > 0


def _bracketed(group: _Group) -> list[_Group]:
    """A dose in brackets behind a dose: the same in another measure is left out; with its own people, an alternative."""
    opened = next(
        (n for n, piece in enumerate(group.pieces)
         if isinstance(piece.value, Dose) and _in_brackets(group.pieces, n)),
        None,
    )  # fmt: skip
    if opened is None:
        return [group]
    first = max(n for n in range(opened) if isinstance(group.pieces[n].value, Open))
    last = next(
        (n for n in range(opened, len(group.pieces)) if isinstance(group.pieces[n].value, Close)), len(group.pieces)
    )
    inside = group.pieces[first + 1 : last]
    outside = [*group.pieces[:first], *group.pieces[last + 1 :]]
    if sum(isinstance(piece.value, Dose) for piece in inside) > 1:
        raise Refused("ambiguous_list", "doses in brackets")
    main = next((piece.value for piece in group.pieces[:first] if isinstance(piece.value, Dose)), None)
    if any(isinstance(piece.value, Whom | Indicated | Proviso) for piece in inside):
        return [_Group(outside, group.link, group.phase), _Group(inside, "(")]
    same = inside[0].value
    if main is None or (len(inside) > 1 and not all(isinstance(piece.value, Dose | Daily | Basis) for piece in inside)):
        raise Refused("ambiguous_list", "a dose in brackets")
    assert isinstance(same, Dose)
    if UCUM[same.quantity.unit] == UCUM[main.quantity.unit]:
        raise Refused("ambiguous_list", "two doses of one measure")
    return [_Group(outside, group.link, group.phase)]


def _cut(segment: Sequence[Piece], one: int, other: int) -> int | None:
    """Where two doses part: the last "and", "or" between them; else a comma, before what stands in front of the next."""
    links = [n for n in range(one + 1, other) if isinstance(segment[n].value, Link) and not _in_brackets(segment, n)]
    strong = [n for n in links if _strength(segment[n]) >= 2]
    if strong:
        behind = [n for n in strong if all(not isinstance(p.value, Daily | Often | Bounds) for p in segment[n:other])]
        return (behind or strong)[-1]
    fronted = [n for n in links if n + 1 < other and isinstance(segment[n + 1].value, Whom | Indicated)]
    if fronted:
        return fronted[0]
    return links[-1] if links else None


def _strength(piece: Piece) -> int:
    return piece.value.strength if isinstance(piece.value, Link) else 0


# ------------------------------------------------------------------ steps
def _step(statement: Statement, group: _Group) -> Step:
    step = Step(link=group.link, phase=group.phase)
    dosed = False
    changed = group.link == "next"
    if group.opener is not None:
        step.spans.append((group.opener.first, group.opener.after))
    previous: Piece | None = None
    for number, piece in enumerate(group.pieces):
        value = piece.value
        if isinstance(value, Change) and any(
            isinstance(later.value, Dose) for later in _up_to_link(group.pieces[number + 1 :])
        ):
            raise Refused("unknown_pattern", "an increment is no dose")
        said = statement.quote(piece.first, piece.after)
        match value:
            case Dose():
                if step.dose is not None:
                    raise Refused("ambiguous_list", "two doses in one step")
                step.dose, dosed = value.quantity, True
            case Basis():
                step.basis = value.name
            case Daily():
                step.daily = step.daily or said
            case Often():
                _set_frequency(step, value.frequency, said)
            case When():
                either = (
                    number > 1 and isinstance(previous and previous.value, When) and _is_or(group.pieces[number - 1])
                )
                if either and previous is not None and isinstance(previous.value, When):
                    step.when = step.when[: len(step.when) - len(previous.value.codes)]
                    step.conditions.append(statement.quote(previous.first, piece.after))
                else:
                    step.when = (*step.when, *value.codes)
            case AsNeeded():
                if previous is not None and isinstance(previous.value, Proviso) and not value.sure:
                    step.conditions[-1] = statement.quote(previous.first, piece.after)
                elif value.sure or not changed:
                    step.as_needed = True
                else:
                    step.conditions.append(value.text)
            case Routes():
                if not dosed:
                    step.front.append(piece)
                if step.routes and {route for route, *_ in step.routes} != {route for route, *_ in value.choices}:
                    raise Refused("ambiguous_list", "two routes in one step")
                step.routes = step.routes or value.choices
            case Bounds():
                _once(step.bounds, "two lengths of treatment")
                step.bounds = value.quantity
            case Lasting():
                _once(step.duration, "two lengths of an administration")
                step.duration = value.quantity
            case Count():
                step.count = value.low if value.low is not None else step.count
                step.count_max = value.high if value.high is not None else step.count_max
            case Cycled():
                _set_cycle(step, value, said)
            case Repeated():
                _once(step.repeated, "two repetitions")
                step.repeated = value
            case Divided():
                step.divided = True
                step.divided_doses = step.divided_doses or value.doses
                if value.frequency is not None:
                    _set_frequency(step, value.frequency, said)
            case Whom():
                step.population = _narrowed(step.population, value.population)
                if not dosed:
                    step.front.append(piece)
            case Indicated():
                if step.indication is not None and step.indication != value.text:
                    raise Refused("multiple_subjects", "two indications in one step")
                step.indication = value.text
                if value.prophylaxis and step.phase is None:
                    step.phase = "prophylaxis"
                if not dosed:
                    step.front.append(piece)
            case With():
                step.partners = (*step.partners, *value.drugs)
                if value.dosed and not group.has_dose:
                    raise Refused("multiple_subjects", "the dose of another drug")
            case Proviso():
                if previous is not None and isinstance(previous.value, Proviso):
                    step.conditions[-1] = statement.quote(previous.first, piece.after)
                    piece = Piece(Proviso(step.conditions[-1]), previous.first, piece.after)
                else:
                    step.conditions.append(value.text)
                step.when = (*step.when, *value.when)
            case Phase():
                if (
                    step.phase is None
                    or step.phase == "subsequent"
                    or (value.name in ("maintenance",) and step.phase not in _FIRST)
                ):
                    step.phase = value.name
            case Maximum():
                _once(step.top, "two maxima")
                step.top, step.maximum = value.top, value.ratio
            case Change():
                changed = True
            case Link() | Open() | Close() | Cap() | Next():
                continue
        step.spans.append((piece.first, piece.after))
        previous = piece
    return step


def _narrowed(wide: Population | None, narrow: Population) -> Population:
    """ "In children …: 10 mg for those weighing 15 to 25 kg": the band in the group."""
    if wide is None or wide == narrow:
        return narrow
    banded = narrow.age is not None or narrow.weight is not None
    if banded and wide.age is None and wide.weight is None and narrow.age_group is None and narrow.sex is None:
        return narrow.model_copy(update={"age_group": wide.age_group, "sex": wide.sex})
    raise Refused("multiple_subjects", "two populations in one step")


def _is_or(piece: Piece) -> bool:
    return isinstance(piece.value, Link) and piece.value.word == "or"


def _up_to_link(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces up to the first sign or conjunction."""
    end = next((n for n, piece in enumerate(pieces) if isinstance(piece.value, Link)), len(pieces))
    return list(pieces[:end])


def _once(value: object, detail: str) -> None:
    if value is not None:
        raise Refused("ambiguous_list", detail)


def _set_frequency(step: Step, frequency: Frequency, said: str) -> None:
    if step.frequency is None:
        step.frequency, step.often = frequency, said
        return
    if said.endswith("apart"):  # "twice daily, 12 hours apart"
        step.conditions.append(said)
        return
    # "once daily for 5 days every 3 weeks": the second is the length of the cycle
    longer = frequency.unit in ("wk", "mo") or (frequency.unit == "d" and frequency.period > 6)
    if (
        frequency.frequency == 1
        and longer
        and (step.bounds is not None or step.on is not None or any("day" in text for text in step.conditions))
        and step.length is None
        and frequency.period_max is None
    ):
        step.length = Quantity(value=frequency.period, unit=frequency.unit, as_written=said)
        return
    if step.frequency != frequency:
        raise Refused("ambiguous_list", "two frequencies in one step")


def _set_cycle(step: Step, value: Cycled, said: str) -> None:
    for name in ("length", "on", "rest", "repeats"):
        if (given := getattr(value, name)) is not None:
            if getattr(step, name) not in (None, given):
                raise Refused("ambiguous_list", "two cycles in one step")
            setattr(step, name, given)
    if value.on is not None and value.on.as_written.lower().startswith("day"):
        step.conditions.append(said)


def _join_loose(steps: list[Step]) -> list[Step]:
    """A maximum, a proviso or a time of day behind a sign, without a dose: it belongs to the dose before it."""
    made: list[Step] = []
    for step in steps:
        loose = step.dose is None and step.frequency is None and step.daily is None
        if loose and made and (step.top is not None or step.link != "next"):
            if step.population is not None or step.indication is not None or step.routes:
                raise Refused("multiple_subjects", "a proviso for others")
            before = made[-1]
            if step.top is not None:
                _once(before.top, "two maxima")
                if len(made) > 1 and step.link == ";" and made[-1].link != "next":
                    raise Refused("ambiguous_list", "a maximum behind alternatives")
                before.top, before.maximum = step.top, step.maximum
            before.conditions += step.conditions
            before.when = (*before.when, *step.when)
            before.bounds = before.bounds or step.bounds
            before.spans += step.spans
            continue
        if loose and step.top is None and made:
            continue
        made.append(step)
    return [step for step in made if step.says_something or step.top is not None]


# ------------------------------------------------------------------ places
def _place(steps: Sequence[Step]) -> None:
    """Sequence and regimen: a further step keeps the regimen, an alternative opens a new one."""
    regimen = 1
    for before, step in itertools.pairwise(steps):
        if step.link == "next":
            step.regimen, step.sequence = before.regimen, before.sequence + 1
            if before.phase is None and before.sequence == 1:
                before.phase = "initial"
            step.phase = step.phase or "subsequent"
        elif step.link == "after" or (step.phase in _FIRST and before.phase is None and not _differs(before, step)):
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
        elif _is_alternative(before, step):
            regimen += 1
            step.regimen, step.sequence = regimen, 1
        else:
            raise Refused("ambiguous_list", "two doses, and nothing says which is when")


def _is_further(before: Step, step: Step) -> bool:
    if step.population is not None and step.population != before.population and before.population is not None:
        return False
    if step.phase in _LATER and (before.phase in _FIRST or step.phase != "range"):
        return True
    return before.phase in _FIRST and step.phase is None and step.link in (";", "and") and not _differs(before, step)


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
        or step.phase == "prophylaxis"
    )


def _is_alternative(before: Step, step: Step) -> bool:
    return _differs(before, step) or step.link in ("or", "(") or (step.link == "," and before.link in ("", ",", "or"))


# ------------------------------------------------------------------ what is said once for several
def _share(steps: Sequence[Step]) -> None:
    _share_backward(steps)
    for before, step in itertools.pairwise(steps):
        _share_forward(before, step)


def _share_forward(before: Step, step: Step) -> None:
    """Population and indication in front of a dose hold for its further steps and alternatives."""
    same = before.regimen == step.regimen
    near = step.link != ";" or same
    for piece in before.front:
        value = piece.value
        if isinstance(value, Whom) and step.population is None and (same or (near and not step.front)):
            step.population = value.population
        elif isinstance(value, Indicated) and step.indication is None and (same or (near and not step.front)):
            step.indication = value.text
            if value.prophylaxis and step.phase is None:
                step.phase = "prophylaxis"
        elif isinstance(value, Routes) and not step.routes and not same and step.link in ("or", ",", "and"):
            step.routes = value.choices
        else:
            continue
        step.spans.append((piece.first, piece.after))
        step.front.append(piece)
    if near and before.front and before.phase in _FIRST and step.link == "or" and step.phase is None:
        step.phase = before.phase
    if step.basis is None and step.daily is None and step.frequency is None and step.dose is not None:
        if before.daily is not None and before.basis is None and not step.when and step.count is None:
            step.daily = before.daily
    if same and step.dose is None and step.frequency is not None and before.dose is not None and step.link == "next":
        step.dose, step.basis = before.dose, before.basis
        step.routes = step.routes or before.routes
        step.spans = [*before.spans, *step.spans]


def _share_backward(steps: Sequence[Step]) -> None:
    """ "5 mg (children) or 10 mg (adults) twice daily": the timing behind the last holds for all in the list."""
    for before, step in reversed(list(itertools.pairwise(steps))):
        if step.link not in ("or", "and", ",", "next") or before.dose is None or step.dose is None:
            continue
        if step.link == "or" and not _names_people(before) and not before.conditions:
            before.indication = step.indication
        if step.link == "next" and before.regimen == step.regimen and step.phase not in ("subsequent", "titration"):
            continue
        bare = before.frequency is None and before.daily is None and before.basis is None and not before.when
        if not bare or before.count is not None or not _alike(before.dose, step.dose):
            continue
        if before.conditions and step.link == "next":
            continue
        if before.bounds is not None or before.on is not None:
            continue
        if step.link == "next" and before.phase in _FIRST:
            continue
        before.frequency, before.often, before.daily, before.when = step.frequency, step.often, step.daily, step.when
        before.divided, before.divided_doses = step.divided, step.divided_doses
        before.bounds, before.duration, before.as_needed = step.bounds, step.duration, step.as_needed
        if not before.routes:
            before.routes = step.routes
        if step.link in ("or", ",") and not _names_people(before) and not _names_people_apart(before, step):
            before.indication, before.population = step.indication, step.population
        before.spans += step.spans


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
        raise Refused("ambiguous_list", "routes to choose from in one of several doses")
    made = []
    for number, route in enumerate(step.routes, 1):
        copy = Step(**{name: getattr(step, name) for name in Step.__slots__})
        copy.routes, copy.regimen = (route,), number
        made.append(copy)
    return made


# ------------------------------------------------------------------ one step, settled
def _settle(step: Step) -> None:
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
        longer = step.frequency.unit in ("wk", "mo") or step.frequency.period > 6
        if longer and step.bounds is not None and step.frequency.frequency == 1 and step.often is not None:
            step.length = Quantity(value=step.frequency.period, unit=step.frequency.unit, as_written=step.often)
            step.frequency = None
        elif step.dose is not None and step.frequency.when and step.frequency.period == 1:
            step.when, step.frequency = (*step.when, *step.frequency.when), None
        elif step.dose is not None:
            raise Refused("ambiguous_list", "the dose of a day, and how often it is given")
    if (
        step.frequency is not None
        and step.length is None
        and any("day" in text.split()[0:2][-1] for text in step.conditions)
    ):
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
    _settle_basis(step)
    _settle_maximum(step)


def _every_is_length(step: Step) -> None:
    """ "on day 1 every 3 weeks": the length of the cycle, no interval of doses."""
    found = step.frequency
    if found is None or step.often is None or found.frequency != 1 or found.period_max is not None:
        return
    if found.unit in ("wk", "mo") or (found.unit == "d" and found.period > 6):
        step.length = Quantity(value=found.period, unit=found.unit, as_written=step.often)
        step.frequency = None


def _settle_basis(step: Step) -> None:
    if step.dose is None:
        if step.daily is not None and step.frequency is None and step.maximum is None and step.top is None:
            step.frequency = Frequency()
        return
    if step.basis is not None:
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
    said = step.daily if step.basis == "per_day" else None
    frequency = step.frequency
    if said is None and frequency is not None and (frequency.frequency, frequency.frequency_max) == (1, None):
        if frequency.period == Decimal(1) and frequency.unit == "d" and step.often is not None:
            said = step.often
    if said is None:
        raise Refused("unknown_pattern", "a maximum without its period")
    step.maximum = Ratio(numerator=step.top, denominator=Quantity(value=Decimal(1), unit="d", as_written=said))
