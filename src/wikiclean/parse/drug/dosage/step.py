"""One instruction as it is put together from the pieces round one dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ....model.kinds.drug import Population
from ....model.quantity import Quantity, Ratio
from ...grammar import Statement
from ..timing import Frequency
from .caps import read_cap
from .groups import Group
from .pieces import (
    AsNeeded,
    Basis,
    BasisName,
    Both,
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
    Strength,
    When,
    Whom,
    With,
)
from .refusal import Refused
from .words import CHANGES

__all__ = ["FIRST", "Step", "make_step", "once"]

FIRST = frozenset({"initial", "loading", "induction"})
_LOWERING = frozenset("lowered reduced decreased halved lower reduce decrease lowering reducing decreasing".split())


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
    top_said: str | None = None
    maximum: Ratio | None = None
    divided: bool = False
    divided_doses: Quantity | None = None
    population: Population | None = None
    indication: str | None = None
    people: str | None = None
    """ "patients with X", where that is the indication."""
    partners: tuple[str, ...] = ()
    phase: PhaseName | None = None
    conditions: list[str] = field(default_factory=list)
    front: list[Piece] = field(default_factory=list)
    """Population, indication and route that stand before the dose: they hold for what follows too."""
    told: bool = False
    """Whether route, people, use or length of an administration stand behind its dose."""
    parted: bool = False
    """Whether "divided" stands in front of its dose: it is a portion of another."""
    changed: bool = False
    """Whether it begins with "increased to"."""
    lowered: bool = False
    """Whether it begins with "reduced to"."""
    given: bool = False
    """Whether a route or the length of an administration stands behind its dose."""
    own_timing: bool = False
    """Whether how often stands in front of those: it is said of this dose alone."""
    bolus: bool = False
    """Whether its phase is that of a bolus, which is no loading dose on its own."""
    total: bool = False
    """Whether its dose is "a total of": that of the course, where no more than its length is said."""
    interval: bool = False
    """Whether how often is said of the doses behind its first ones: "on days 1 and 15 and then once a month"."""
    timed_ahead: bool = False
    """Whether how often stands in front of its dose."""
    sequence: int = 1
    regimen: int = 1

    @property
    def says_something(self) -> bool:
        """Whether it says a dose, a frequency or a maximum."""
        return self.dose is not None or self.frequency is not None or self.maximum is not None or self.daily is not None


def make_step(statement: Statement, group: Group) -> Step:
    """What the pieces of a group say together; raises Refused where two of them cannot both hold."""
    step = Step(link=group.link, phase=group.phase)
    dosed = timed = partnered = False
    changed = group.link == "next"
    if group.opener is not None:
        _open(step, statement, group.opener)
    previous: Piece | None = None
    run: tuple[int, int] | None = None  # the tokens of the last proviso
    for number, piece in enumerate(group.pieces):
        value = piece.value
        if isinstance(value, Change) and any(
            isinstance(later.value, Dose) for later in _up_to_link(group.pieces[number + 1 :])
        ):
            raise Refused("unknown_pattern", "an increment is no dose")
        said = statement.quote(piece.first, piece.after)
        partnered = partnered and isinstance(value, Often | Daily | When | Routes | Divided)
        if partnered:
            continue  # "500 mg once daily with prednisone 5 mg | twice daily"
        if dosed and isinstance(value, Routes | Lasting | Whom | Indicated):
            step.told, step.own_timing = True, step.own_timing or timed
            step.given = step.given or isinstance(value, Routes | Lasting)
        match value:
            case Dose():
                once(step.top, "a dose behind a maximum")
                if step.dose is not None:
                    raise Refused("ambiguous_list", "two doses in one step")
                step.dose, dosed = value.quantity, True
                step.total = any(
                    token.lower == "total" for token in statement.tokens[max(piece.first - 3, 0) : piece.first]
                )
            case Basis():
                step.basis = value.name
            case Daily():
                step.daily = step.daily or said
                timed = timed or dosed
                step.timed_ahead = step.timed_ahead or not dosed
            case Often():
                timed = timed or dosed
                step.timed_ahead = step.timed_ahead or not dosed
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
            case AsNeeded() if isinstance(previous and previous.value, Change):
                continue  # of the change, not of the dose
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
            case Bounds() if changed and said.lower().startswith("over"):
                step.conditions.append(said)  # "raised to 20 mg over four weeks": how fast
            case Bounds():
                once(step.bounds, "two lengths of treatment")
                step.bounds = value.quantity
            case Lasting():
                once(step.duration, "two lengths of an administration")
                step.duration = value.quantity
            case Count():
                step.count = value.low if value.low is not None else step.count
                step.count_max = value.high if value.high is not None else step.count_max
            case Cycled():
                _set_cycle(step, value, said)
            case Repeated():
                once(step.repeated, "two repetitions")
                step.repeated = value
            case Divided():
                step.divided = True
                step.parted = step.parted or not dosed
                step.divided_doses = step.divided_doses or value.doses
                if value.frequency is not None:
                    _set_frequency(step, value.frequency, said)
            case Whom():
                if step.population is not None and _is_described(value.population):
                    step.conditions.append(value.population.text)
                else:
                    step.population = _narrowed(step.population, value.population)
                if not dosed:
                    step.front.append(piece)
            case Indicated():
                if step.indication is not None and step.indication != value.text:
                    raise Refused("multiple_subjects", "two indications in one step")
                step.indication = value.text
                step.people = value.people
                if value.prophylaxis and step.phase is None:
                    step.phase = "prophylaxis"
                if not dosed:
                    step.front.append(piece)
            case With():
                step.partners = (*step.partners, *value.drugs)
                partnered = value.dosed and timed
                if value.dosed and not group.has_dose:
                    raise Refused("multiple_subjects", "the dose of another drug")
            case Proviso() if read_cap(statement, piece.first) is None and any(
                isinstance(other.value, Change) for other in group.pieces[:number]
            ):
                continue  # of the change, not of the dose
            case Proviso():
                near = previous is not None and isinstance(previous.value, Link) and previous.after == piece.first
                if run is not None and near and previous is not None and run[1] == previous.first:
                    previous = Piece(value, *run)  # "before meals and at night, without food": one proviso
                if previous is not None and isinstance(previous.value, Proviso) and step.conditions:
                    opened = isinstance(group.pieces[number - 1].value, Open)  # "in renal failure (CrCl <30 mL/min)"
                    after = piece.after + (opened and piece.after < len(statement.tokens))
                    step.conditions[-1] = statement.quote(previous.first, after)
                    piece = Piece(Proviso(step.conditions[-1]), previous.first, after)
                else:
                    step.conditions.append(value.text)
                step.when = (*step.when, *value.when)
                run = (piece.first, piece.after)
            case Phase():
                if (
                    step.phase is None
                    or step.phase == "subsequent"
                    or (step.phase == "initial" and value.name in ("loading", "induction"))
                    or (value.name in ("maintenance",) and step.phase not in FIRST)
                ):
                    step.phase, step.bolus = value.name, "bolus" in said.lower()
            case Maximum():
                once(step.top, "two maxima")
                step.top, step.maximum = value.top, value.ratio
                caps = [other for other in group.pieces[:number] if isinstance(other.value, Cap)]
                first = caps[-1].first if caps else piece.first
                step.top_said = statement.quote(first, piece.after)
                step.spans.append((first, piece.after))
            case Change():
                changed = True
            case Link() | Open() | Close() | Cap() | Next() | Strength() | Both():
                continue
        step.spans.append((piece.first, piece.after))
        previous = piece
    return step


def _open(step: Step, statement: Statement, opener: Piece) -> None:
    """What "followed every two weeks by", "reduced to" says of the step that it opens."""
    step.spans.append((opener.first, opener.after))
    if not isinstance(opener.value, Next):
        return
    words = {token.lower for token in statement.tokens[opener.first : opener.after]}
    step.changed, step.lowered = bool(words & CHANGES), bool(words & _LOWERING)
    if opener.value.proviso:
        step.conditions.append(opener.value.proviso)
    if opener.value.often is not None:
        step.frequency, step.often = opener.value.often


def _is_described(population: Population) -> bool:
    """Whether it says nothing but words: "patients on dialysis"."""
    return population == Population(text=population.text) and len(population.text.split()) > 2


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


def once(value: object, detail: str) -> None:
    """Refuses a second value of a slot that has one."""
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
