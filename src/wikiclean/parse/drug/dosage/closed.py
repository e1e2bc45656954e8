"""The readers of closed phrases of a dosage statement: amounts, timing, routes, people."""

from __future__ import annotations

from ....model.kinds.drug import Population
from ...grammar import Phrases, Statement, index_at, lower_at
from ...quantities import is_joined, read_number
from ..population import read_population
from ..products.subjects import names_of
from ..routes import read_route
from ..timing import (
    read_frequency,
    read_per_day,
    read_per_period,
    read_when,
)
from .amounts import read_basis, read_dose
from .caps import read_cap
from .changes import (
    read_as_needed,
    read_change,
    read_next,
)
from .courses import (
    read_count,
    read_course,
    read_divided,
    read_lasting,
    read_time,
)
from .cycles import read_cycle
from .nouns import NAME_ADJECTIVES
from .pieces import (
    Bounds,
    Cap,
    Close,
    Count,
    Cycled,
    Daily,
    Dose,
    Lasting,
    Link,
    Often,
    Open,
    Piece,
    Proviso,
    Routes,
    Value,
    When,
    Whom,
)
from .refusal import Refused
from .words import CHANGES

__all__ = ["RENEWED", "ClosedPhraseReader"]

RENEWED = frozenset("changed replaced renewed".split())
"""What is done to a patch that often."""

_NO_PERIOD_BEHIND = frozenset("after in for within of over about during than until by at".split())
_TIMES_IN_ALL = Phrases.listed(
    "times in all|times in total|times altogether|doses in all|doses in total|doses altogether"
)
_AGE_LEADS = frozenset("from aged age ages under below above".split())
_NO_PERIOD_AHEAD = frozenset("- – before after prior earlier later ago beforehand".split())
_UNNAMED = frozenset({"injection", "injections", "infusion"})
_ILLNESS_ENDS = ("itis", "osis", "asis", "iasis", "rrhea", "rrhoea", "oma", "omas", "titis")
_ILLNESSES = frozenset(
    "infection infections polyps congestion thrush ulcer ulcers cancer cancers fissure fissures warts dryness atrophy lesions disease "
    "diseases herpes zoster bleeding allergies allergy pain hypertension obstruction worms".split()
)
_GIVINGS = frozenset("dose doses injection injections infusion infusions".split())


class ClosedPhraseReader:
    """What a phrase of closed words says at a token, given the pieces read so far."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._tokens = statement.tokens
        self._cap: Cap | None = None
        self._after = False  # inside "after a loading dose of …,": the comma begins the further step
        self._made: list[Piece] = []
        self._dosed = False  # whether an amount is among them
        self._open_words: list[int] = []
        self._treated: int | None = None  # index after "gout is treated with"
        self._names = names_of(statement)

    def _begins_clause(self) -> bool:
        return not self._made or (isinstance(self._made[-1].value, Link) and self._made[-1].value.strength == 3)

    def _cycle(self, at: int) -> tuple[Value, int] | None:
        return read_cycle(self._statement, at)

    def _divided(self, at: int) -> tuple[Value, int] | None:
        return read_divided(self._statement, at)

    def _course(self, at: int) -> tuple[Value, int] | None:
        return read_course(self._statement, at)

    def _lasting(self, at: int) -> tuple[Value, int] | None:
        return read_lasting(self._statement, at)

    def _needed(self, at: int) -> tuple[Value, int] | None:
        return read_as_needed(self._statement, at)

    def _count(self, at: int) -> tuple[Value, int] | None:
        if read_frequency(self._tokens, at) is not None:
            return None
        return read_count(self._statement, at) or self._number_of_doses(at)

    def _number_of_doses(self, at: int) -> tuple[Value, int] | None:
        """ "one intramuscular injection of 5 mg", "three 1 mL doses", "six doses are given": how many."""
        number = read_number(self._tokens, at)
        if number is not None and lower_at(self._tokens, number[1]) in ("cycles", "courses"):
            dosed = lower_at(self._tokens, number[1] + 1) == "of" and self._dose(number[1] + 2) is not None
            return (Cycled(repeats=int(number[0])), number[1] + 1) if dosed else None
        if number is None or number[0] != int(number[0]) or not 1 <= number[0] <= 100:
            return None
        if (times := _TIMES_IN_ALL.at(self._tokens, number[1])) is not None:
            return Count(int(number[0])), times[1]
        here = number[1]
        if (dose := self._dose(here)) is not None and not is_joined(self._tokens, here):
            here = dose[1]
        if (route := self._routes(here)) is not None:
            here = route[1] - (self._tokens[route[1] - 1].lower in _GIVINGS)
        if lower_at(self._tokens, here) not in _GIVINGS:
            return None
        follows = lower_at(self._tokens, here + 1)
        counted = dose is not None or follows in ("are", "is") or (follows == "of" and self._dose(here + 2) is not None)
        return (Count(int(number[0])), number[1]) if counted else None

    def _when(self, at: int) -> tuple[Value, int] | None:
        found = read_when(self._tokens, at)
        return (When(found[0]), found[1]) if found else None

    def _often(self, at: int) -> tuple[Value, int] | None:
        renewed = lower_at(self._tokens, at) in RENEWED
        found = read_frequency(self._tokens, at + renewed)
        if found is not None and lower_at(self._tokens, found[1]) in CHANGES:
            return None  # "weekly increases of 5 mg"
        behind = lower_at(self._tokens, at - 1) not in _NO_PERIOD_BEHIND
        if (
            found is None
            and behind
            and lower_at(self._tokens, at) in ("a", "per", "/")
            and read_per_day(self._tokens, at) is None
        ):
            found = read_per_period(self._tokens, at)
            if found is not None and (lower_at(self._tokens, found[1]) in _NO_PERIOD_AHEAD or not self._counts()):
                found = None
        return (Often(found[0]), found[1]) if found else None

    def _counts(self) -> bool:
        """Whether an amount has been read, to which "a week" may belong."""
        return self._dosed

    def _daily(self, at: int) -> tuple[Value, int] | None:
        after = read_per_day(self._tokens, at)
        if after is None:
            return None
        apart = lower_at(self._tokens, after) in ("before", "after", "prior") and lower_at(self._tokens, at) == "a"
        apart = apart and not (self._follows_dose() and self._made[-1].after == at)
        return None if apart and read_when(self._tokens, after) is None else (Daily(), after)  # "a day before surgery"

    def _change(self, at: int) -> tuple[Value, int] | None:
        return read_change(self._statement, at)

    def _limit(self, at: int) -> tuple[Value, int] | None:
        found = read_cap(self._statement, at)
        if found is not None and read_frequency(self._tokens, found[1]) is not None:
            return None
        return found

    def _next(self, at: int) -> tuple[Value, int] | None:
        return read_next(self._statement, at)

    def _bare_age(self) -> bool:
        """Whether an age may stand without a noun: in brackets, and at the beginning of a clause."""
        return self._begins_clause() or isinstance(self._made[-1].value, Open)

    def _population(self, at: int) -> tuple[Value, int] | None:
        if self._counts() and isinstance(self._made[-1].value, Open):
            time = read_time(self._statement, at)  # "10 mg daily (two weeks)"
            if time is not None and time[1] != "a" and lower_at(self._tokens, time[2]) == ")":
                if isinstance(self._made[-2].value, Often) and self._made[-2].value.frequency.unit != "d":
                    return Proviso(self._statement.quote(at, time[2])), time[2]  # "every 3 months (13 weeks)"
                return Lasting(time[0]) if time[1] in ("s", "min", "h") else Bounds(time[0]), time[2]
        found = read_population(self._statement, at, bare_age=self._bare_age())
        if found is None and self._counts() and self._tokens[at].value is None:
            found = read_population(self._statement, at, bare_age=True)  # "1 g below 75 kg"
            found = found if found is not None and self._is_bare_band(at, found[0]) else None
        if found is not None and (end := self._part_of_life(found[1])) is not None:
            first = at + (lower_at(self._tokens, at) in ("in", "for"))
            return Whom(found[0].model_copy(update={"text": self._statement.quote(first, end)})), end
        return (Whom(found[0]), found[1]) if found else None

    def _is_bare_band(self, at: int, population: Population) -> bool:
        """Whether a weight or age behind a dose, without a noun, can be nothing else: "5 mg from 6 to 14 years"."""
        if population.age is None:
            return population.weight is not None
        return self._tokens[at].lower in _AGE_LEADS and population.age.unit in ("a", "mo")

    def _part_of_life(self, at: int) -> int | None:
        """ "(neonates) in the first week of life": index after it."""
        words = [token.lower for token in self._tokens[at : at + 8]]
        if words[:2] != ["in", "the"] or "of" not in words:
            return None
        end = words.index("of")
        return at + end + 2 if words[end + 1 : end + 2] == ["life"] else None

    def _routes(self, at: int) -> tuple[Value, int] | None:
        """One route, or "A or B", "A/B"."""
        if self._names_illness(at):
            return None
        choices: list[tuple[str, int, int]] = []
        begin = at + (lower_at(self._tokens, at) == "either")
        while (found := read_route(self._tokens, begin)) is not None:
            route, after = found
            choices.append((route, self._tokens[begin].start, self._tokens[after - 1].end))
            at = after
            begin = after + 1
            if lower_at(self._tokens, after) not in ("or", "/"):
                break
        if choices and self._has_unnamed_alternative(choices[0][1], at):
            raise Refused("ambiguous_list", "a route or an injection")
        if not choices or len({route for route, *_ in choices}) < len(choices):
            return None
        return Routes(tuple(choices)), at

    def _names_illness(self, at: int) -> bool:
        """ "vaginal candidiasis", "nasal polyps": the adjective of a route in front of an illness."""
        if self._tokens[at].lower not in NAME_ADJECTIVES:
            return False
        word = lower_at(self._tokens, at + 1)
        return word.endswith(_ILLNESS_ENDS) or word in _ILLNESSES

    def _has_unnamed_alternative(self, start: int, after: int) -> bool:
        """ "by mouth or injection", "by injection or by mouth": one of the two has no route of its own."""
        tokens = self._tokens
        if lower_at(tokens, after - 1) in _UNNAMED:  # "by intravenous injection or infusion"
            return False
        behind = after + 1 + (lower_at(tokens, after + 1) == "by")
        if lower_at(tokens, after) in ("or", "and", "/") and lower_at(tokens, behind) in _UNNAMED:
            return True
        first = index_at(tokens, start)
        return lower_at(tokens, first - 1) in ("or", "and", "/") and lower_at(tokens, first - 2) in _UNNAMED

    def _basis(self, at: int) -> tuple[Value, int] | None:
        return read_basis(self._statement, at, behind_dose=self._follows_dose())

    def _dose(self, at: int) -> tuple[Value, int] | None:
        return read_dose(self._statement, at)

    def _follows_dose(self) -> bool:
        return bool(self._made) and isinstance(self._made[-1].value, Dose)

    def _inside_brackets(self) -> bool:
        return sum(isinstance(p.value, Open) - isinstance(p.value, Close) for p in self._made) > 0
