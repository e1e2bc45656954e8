"""What a phrase of a dosage statement may say: the pieces that `reader` finds and `regimen` puts together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ....model.kinds.drug import Population
from ....model.quantity import Quantity, Ratio
from ..timing import Frequency

__all__ = [
    "AsNeeded",
    "Basis",
    "Both",
    "Bounds",
    "Cap",
    "Change",
    "Choice",
    "Close",
    "Count",
    "Cycled",
    "Daily",
    "Divided",
    "Dose",
    "Indicated",
    "Lasting",
    "Link",
    "Maximum",
    "Next",
    "Often",
    "Open",
    "Phase",
    "PhaseName",
    "Piece",
    "Proviso",
    "Repeated",
    "Routes",
    "Strength",
    "Value",
    "When",
    "Whom",
    "With",
]  # fmt: skip

PhaseName = Literal[
    "usual", "initial", "loading", "titration", "induction", "maintenance", "subsequent", "prophylaxis", "range"
]
BasisName = Literal["per_administration", "per_day", "per_course"]


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount to be given."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Choice:
    """Amounts to choose from that share the unit of the last, "5, 10 or 20 mg": (quantity, first token, after)."""

    doses: tuple[tuple[Quantity, int, int], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the amount is for: "per dose", "per course"."""

    name: BasisName


@dataclass(frozen=True, slots=True)
class Daily:
    """ "daily", "a day": the amount of a day."""


@dataclass(frozen=True, slots=True)
class Often:
    """How often."""

    frequency: Frequency


@dataclass(frozen=True, slots=True)
class When:
    """Events of the day."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """ "as needed", "prn"; "if needed" behind an increase is no more than its condition (`sure` is False)."""

    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Routes:
    """One route, or routes to choose from: (term, offset, end)."""

    choices: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Length of treatment."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Lasting:
    """Length of one administration."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Count:
    """Number of doses."""

    low: int | None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Cycled:
    """Parts of a cycle."""

    length: Quantity | None = None
    on: Quantity | None = None
    rest: Quantity | None = None
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """ "repeated every 4 weeks": the length of a cycle, or the interval of single doses."""

    quantity: Quantity
    frequency: Frequency


@dataclass(frozen=True, slots=True)
class Divided:
    """ "in 2 to 3 divided doses"; `frequency` in "divided every 8 hours"."""

    doses: Quantity | None = None
    frequency: Frequency | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """A population."""

    population: Population


@dataclass(frozen=True, slots=True)
class Indicated:
    """An indication: tokens `first` up to `after`."""

    text: str
    prophylaxis: bool = False
    people: str | None = None
    """The people who have it, as written: "patients with X"."""


@dataclass(frozen=True, slots=True)
class With:
    """Drugs that are given together with it; `dosed` where an amount of theirs is said."""

    drugs: tuple[str, ...]
    dosed: bool = False


@dataclass(frozen=True, slots=True)
class Proviso:
    """A condition, as written; `when` where it names an event of the day ("30 minutes before meals")."""

    text: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """ "initial", "maintenance"."""

    name: PhaseName


@dataclass(frozen=True, slots=True)
class Next:
    """ "then", "followed by", "increased to": what follows is a further step."""

    phase: PhaseName
    proviso: str | None = None
    """What stands inside: "followed two weeks later by"."""
    often: tuple[Frequency, str] | None = None
    """How often and its words, where that stands inside: "followed every three weeks by"."""


@dataclass(frozen=True, slots=True)
class Change:
    """An increment, or a change without an amount: nothing that is given."""


@dataclass(frozen=True, slots=True)
class Cap:
    """ "up to a maximum of": the amount that follows is a maximum."""

    period: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Maximum:
    """The most in a period; without one, the period is that of the dose."""

    top: Quantity
    ratio: Ratio | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What parts two doses: `strength` 1 for a comma, 2 for "and", "or", 3 for ";" and ends of clauses."""

    word: str
    strength: int


@dataclass(frozen=True, slots=True)
class Open:
    """ "("."""


@dataclass(frozen=True, slots=True)
class Strength:
    """What a product holds, "tablets of 70 mg": the dose, where no other is said. None: several to choose from."""

    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """ "in both cases": what follows holds for all doses before it."""


@dataclass(frozen=True, slots=True)
class Close:
    """ ")"."""


Value = (
    Dose | Choice | Basis | Daily | Often | When | AsNeeded | Routes | Bounds | Lasting | Count | Cycled | Repeated
    | Divided | Whom | Indicated | With | Proviso | Phase | Next | Change | Cap | Maximum | Link | Open | Close
    | Strength | Both
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """What tokens `first` up to, not including, `after` say."""

    value: Value
    first: int
    after: int
