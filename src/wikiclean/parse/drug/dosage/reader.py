"""A dosage statement as pieces: every token belongs to a phrase of the grammar, says nothing, or stops the reading.

A clause that is about something else (a product, side effects, monitoring) is left out whole, when it begins and ends
where a new subject does and its numbers cannot be doses.
"""

from __future__ import annotations

from collections.abc import Callable

from ....model.kinds.drug import Population
from ....model.quality import UnparsedReason
from ....model.quantity import UCUM
from ...grammar import Phrases, Statement, index_at, lower_at
from ...quantities import is_joined, quantity_of, read_amount, read_number
from ...units import read_unit
from ..population import BAND_WORDS, POPULATION_WORDS, read_population
from ..products.subjects import names_of
from ..routes import ROUTE_WORDS, read_route
from ..timing import (
    FREQUENCY_WORDS,
    PER_DAY_WORDS,
    PER_PERIOD_WORDS,
    WHEN_WORDS,
    read_frequency,
    read_per_day,
    read_per_period,
    read_when,
)
from .amounts import BASIS_WORDS, DOSE_DIMENSIONS, read_basis, read_dose, read_strength
from .caps import CAP_WORDS, read_cap, read_capped
from .changes import (
    CHANGE_WORDS,
    NEEDED_WORDS,
    NEXT_WORDS,
    PHASE_WORDS,
    read_as_needed,
    read_change,
    read_next,
    read_phase,
)
from .clauses import (
    OF_DOSE,
    check_frames,
    clause_end,
    is_about_something_else,
    is_alarm,
    leads_to_amount,
    without_asides,
)
from .courses import (
    COUNT_WORDS,
    COURSE_WORDS,
    DIVIDED_WORDS,
    LASTING_WORDS,
    read_count,
    read_course,
    read_divided,
    read_lasting,
    read_time,
)
from .cycles import CYCLE_WORDS, read_cycle
from .frame import read_frame, read_other_name
from .indications import INDICATION_WORDS, PATIENT_WORDS, read_indication, read_label, read_patients_with
from .nouns import STOP, is_part_of_name, read_noun_phrase, read_noun_phrases
from .partners import PARTNER_WORDS, begins_partner, read_partner
from .pieces import (
    Both,
    Bounds,
    Cap,
    Change,
    Choice,
    Close,
    Count,
    Daily,
    Dose,
    Indicated,
    Link,
    Maximum,
    Next,
    Often,
    Open,
    Piece,
    Proviso,
    Routes,
    Strength,
    Value,
    When,
    Whom,
)
from .provisos import PEOPLE, PROVISO_WORDS, begins_proviso, proviso_end, read_proviso
from .refusal import Refused
from .words import CHANGES, CLAUSE_VERBS, FRAME, GIVING

__all__ = ["DosageReader"]

_LINKS: Phrases[tuple[str, int]] = Phrases.of(
    {
        ("and", 2): "and|as well as|&|and also",
        (
            "or",
            2,
        ): "and it can also|and it may also|and can also|and may also|it can also|it may also|or|or alternatively|alternatively|or else|and alternatively|an alternative is|or as an alternative",
        ("but", 2): "but|in contrast to|compared with",
        (";", 3): "; and|; or|; but",
        ("whereas", 3): "while|whereas|; while|and while|; whereas|and whereas",
    }
)

_NO_PERIOD_BEHIND = frozenset("after in for within of over about during than until by at".split())
_LINK_WORDS = _LINKS.first_words | frozenset(",;.()—–[") | {"with", "to"}
_UNNAMED = frozenset({"injection", "injections", "infusion"})
_OFTEN_WORDS = FREQUENCY_WORDS | PER_PERIOD_WORDS
_GIVINGS = frozenset("dose doses injection injections infusion infusions".split())
_BOTH = Phrases.of(
    {None: "in both cases|in both instances|in either case|in each case|for both uses|in all cases|both"}
)
_TAKING = frozenset(
    "take takes receive receives start starts begin begins get gets wear wears inhale inject swallow use".split()
)
_NO_TAKERS = frozenset(
    "it they one this these treatment therapy patients people doses infusions injections tablets most".split()
)
_AGAIN = Phrases.of({None: "a second dose|a second tablet|another dose|another tablet|a further dose|a third dose"})
_LONG_UNITS = frozenset({"d", "wk", "mo"})
_TIME_ENDS = frozenset({"of", "", ".", ";", ")"})
_MAY = frozenset("may can could should is might will if after".split())
_LONGEST = 220
"""Tokens of the longest statement that is read."""
_SETTING = frozenset(
    "because due despite in for with as at on by under after before among of over unlike although though while since when from "
    "to during".split()
)
_LATER_WORDS = frozenset("another further subsequent later additional repeat repeated following".split())
_DOSING_NOUNS = frozenset(
    "dose doses dosage injection injections infusion infusions portions parts tablet tablets capsule capsules times "
    "or to and intervals administrations courses amounts boluses bolus".split()
)
_Reader = Callable[[int], tuple[Value, int] | None]
# Words, beside number words, that an amount may begin with: "about 5 mg", "between 5 and 10 mg".
_BEFORE_AMOUNT = frozenset("between about approximately around roughly ~ approx at ≥".split())


class DosageReader:
    """One statement, token by token."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._tokens = statement.tokens
        self._cap: Cap | None = None
        self._after = False  # inside "after a loading dose of …,": the comma begins the further step
        self._made: list[Piece] = []
        self._open_words: list[int] = []
        self._treated: int | None = None  # index after "gout is treated with"
        self._names = names_of(statement)
        # Readers of closed phrases, by the words or the numbers they begin with; then of open ones.
        self._of_words: tuple[tuple[frozenset[str], _Reader], ...] = (
            (CYCLE_WORDS, self._cycle), (DIVIDED_WORDS, self._divided), (COURSE_WORDS, self._course),
            (LASTING_WORDS, self._lasting), (NEEDED_WORDS, self._needed), (COUNT_WORDS, self._count),
            (WHEN_WORDS, self._when), (_OFTEN_WORDS, self._often), (PER_DAY_WORDS, self._daily),
            (CHANGE_WORDS, self._change), (CAP_WORDS, self._limit), (NEXT_WORDS, self._next),
            (POPULATION_WORDS, self._population), (_BEFORE_AMOUNT, self._dose), (ROUTE_WORDS, self._routes),
            (BASIS_WORDS, self._basis),
        )  # fmt: skip
        self._by_word: dict[str, tuple[_Reader, ...]] = {}
        self._open_by_word: dict[str, tuple[_Reader, ...]] = {}
        self._of_numbers: tuple[_Reader, ...] = (
            self._dose, self._cycle, self._course, self._lasting, self._count, self._often,
        )  # fmt: skip
        self._of_open_words: tuple[tuple[frozenset[str], _Reader], ...] = (
            (PATIENT_WORDS, self._patients_with), (PROVISO_WORDS, self._proviso), (_LINK_WORDS, self._link),
            (PARTNER_WORDS, self._partner), (INDICATION_WORDS, self._indication), (PHASE_WORDS, self._phase),
        )  # fmt: skip

    def pieces(self) -> list[Piece]:
        """The pieces of the statement, in order; raises Refused where a token stays unread."""
        at = 0
        tokens = self._tokens
        if len(tokens) > _LONGEST:
            raise Refused("unknown_pattern", "too long for a sentence")
        while at < len(tokens):
            after = self._read(at)
            if after is None and self._is_open(at):
                self._open_words.append(at)
                after = at + 1
            at = after if after is not None else self._leave_out(at)
        if self._cap is not None:
            raise Refused("unknown_pattern", "a maximum without an amount")
        pieces = _doses_of_products(self._made)
        pieces = without_asides(self._statement, pieces, self._open_words)
        if "infobox" not in self._statement.passage.kinds:
            check_frames(self._statement, pieces, self._open_words)
        return pieces

    def _is_open(self, at: int) -> bool:
        """A word of open class: it may stand wherever it does not change what the dose is."""
        token = self._tokens[at]
        if self._is_aside_number(at):
            return True
        if token.kind == "word" and token.value is None:
            return not is_alarm(self._statement, at)
        return token.text in "-–/'’&" and not any(
            token.kind == "number" for token in (self._tokens[at - 1], self._tokens[min(at + 1, len(self._tokens) - 1)])
        )

    def _read(self, at: int) -> int | None:
        """Read one phrase: index after it, or None."""
        if (capped := self._capped(at)) is not None:
            return capped
        if (
            (self._begins_clause() or self._follows_people())
            and (found := read_label(self._statement, at, self._stops)) is not None
            and self._population(at) is None
            and read_phase(self._statement, at) is None
        ):
            self._treated = found[1]
            return self._take(found, at)
        if (self._begins_clause() or self._counts()) and (begun := self._begins_after(at)) is not None:
            if self._counts():
                self._made.append(Piece(Link("after", 2), at, begun))
            else:
                self._after = True
            return begun
        if self._tokens[at].lower == "not" and self._counts():
            often = read_frequency(self._tokens, at + 1)  # "once a week, not daily"
            after = often[1] if often else read_per_day(self._tokens, at + 1)
            if after is not None:
                return after
        if self._tokens[at].text == "(" and (skipped := self._bracket_of_strengths(at)) is not None:
            return skipped
        if self._tokens[at].text == "(" and (named := read_other_name(self._statement, at)) is not None:
            return named
        held = at + (lower_at(self._tokens, at) in ("in", "as", "one"))
        if (
            held < len(self._tokens)
            and (strength := read_strength(self._statement, held)) is not None
            and self._dose(at) is None
        ):
            return self._take(strength, at)
        if (use := self._use_in_brackets(at)) is not None:
            return self._take(use, at)
        if (both := _BOTH.at(self._tokens, at)) is not None and self._counts():
            self._made.append(Piece(Both(), at, both[1]))
            return both[1]
        if (again := _AGAIN.at(self._tokens, at)) is not None and self._counts():
            if lower_at(self._tokens, again[1]) in _MAY:
                return self._take((Change(), again[1]), at)
            if lower_at(self._tokens, again[1]) == "of" and self._dose(again[1] + 1) is not None:
                return self._take((Next("subsequent"), again[1] + 1), at)
        if (other := self._elided_use(at)) is not None:
            return self._take(other, at)
        if self._begins_clause() and (people := self._takers(at)) is not None:
            return self._take(people, at)
        for readers in (self._closed(at), self._open(at)):
            for reader in readers:
                if (found := reader(at)) is not None:
                    return self._take(found, at)
        token = self._tokens[at]
        if token.kind == "word" and token.value is None and is_alarm(self._statement, at):
            return None
        return read_frame(self._statement, at)

    def _elided_use(self, at: int) -> tuple[Value, int] | None:
        """ "(gout is treated with 5 mg), asthma (in children) with 10 mg": a further use, without its verb."""
        if self._treated is None or not self._counts() or not isinstance(self._made[-1].value, Link):
            return None
        end = read_noun_phrase(self._tokens, at, self._stops)
        if end is None:
            return None
        people = read_population(self._statement, end, bare_age=False)
        behind = people[1] if people is not None else end
        if lower_at(self._tokens, behind) != "with" or self._dose(behind + 1) is None:
            return None
        return Indicated(self._statement.quote(at, end)), end

    def _bracket_of_strengths(self, at: int) -> int | None:
        """ "(0.5%)", "(0.25% and 0.5%)", "(1:1000)": index after it."""
        end = next((n for n in range(at, min(at + 12, len(self._tokens))) if self._tokens[n].text == ")"), None)
        if end is None:
            return None
        inside = self._tokens[at + 1 : end]
        strong = any(token.text in "%:" for token in inside) and any(token.value is not None for token in inside)
        closed = all(
            token.value is not None or token.text in "%:,-–" or token.lower in ("and", "or", "to") for token in inside
        )
        return end + 1 if strong and closed else None

    def _closed(self, at: int) -> tuple[_Reader, ...]:
        """The readers of closed phrases that can begin with token `at`."""
        token = self._tokens[at]
        banded = (token.value is not None or token.lower in BAND_WORDS) and self._bare_age()
        if token.value is not None:
            return (self._population, *self._of_numbers) if banded else self._of_numbers
        readers = self._by_word.get(token.lower)
        if readers is None:
            readers = tuple(reader for words, reader in self._of_words if token.lower in words)
            self._by_word[token.lower] = readers
        return (*readers, self._population) if banded else readers

    def _open(self, at: int) -> tuple[_Reader, ...]:
        """The readers of open phrases, and of what parts phrases, that can begin with token `at`."""
        token = self._tokens[at]
        if token.value is not None:
            return (self._proviso,)
        readers = self._open_by_word.get(token.lower)
        if readers is None:
            readers = tuple(reader for words, reader in self._of_open_words if token.lower in words)
            self._open_by_word[token.lower] = readers
        return readers

    def _is_aside_number(self, at: int) -> bool:
        """ "one starts with 5 mg", "into five sites": a number in words that counts no dose."""
        token = self._tokens[at]
        if token.kind != "word" or token.value is None or token.lower == "half":
            return False
        before, behind = lower_at(self._tokens, at - 1), lower_at(self._tokens, at + 1)
        if token.lower == "one" and behind in STOP and behind not in _DOSING_NOUNS:
            return True
        if before not in ("into", "at", "to", "on", "of", "between") or not behind.isalpha() or behind in _DOSING_NOUNS:
            return False
        unit = read_unit(self._tokens, at + 1)
        return unit is None and (at + 1 < len(self._tokens) and self._tokens[at + 1].value is None)

    def _capped(self, at: int) -> int | None:
        """The amount that a maximum waits for: index after it."""
        if self._cap is None:
            return None
        where = next(n for n in range(len(self._made) - 1, -1, -1) if isinstance(self._made[n].value, Cap))
        first = self._made[where].first
        found = read_capped(self._statement, at, first, self._cap.period)
        if found is None:
            return None
        self._cap = None
        value, after = found
        if isinstance(value, Proviso):
            del self._made[where:]
            at = first
        self._made.append(Piece(value, at, after))
        if isinstance(value, Maximum) and lower_at(self._tokens, after) == "or":
            time = read_amount(self._tokens, after + 1)
            if time is not None and time.unit in _LONG_UNITS and lower_at(self._tokens, time.next) in _TIME_ENDS:
                quantity = quantity_of(self._statement.text, self._tokens, time)
                bound = Bounds(quantity.model_copy(update={"comparator": "<="}))
                end = time.next + 2 * (lower_at(self._tokens, time.next) == "of")
                self._made.append(Piece(bound, after, end))
                return end
        return after

    def _take(self, found: tuple[Value, int], at: int) -> int:
        value, after = found
        if isinstance(value, Choice):
            for number, (quantity, first, end) in enumerate(value.doses):
                if number:
                    self._made.append(Piece(Link("or", 2), self._made[-1].after, first))
                self._made.append(Piece(Dose(quantity), first, end))
            return after
        if isinstance(value, Cap):
            if self._cap is not None:
                raise Refused("unknown_pattern", "a maximum in a maximum")
            self._cap = value
        if isinstance(value, Link) and value.strength == 3 and self._cap is not None:
            raise Refused("unknown_pattern", "a maximum without an amount")
        self._made.append(Piece(value, at, after))
        return after

    def _follows_people(self) -> bool:
        """ "In dogs, heartworm is prevented with …": behind people and a comma, at the beginning."""
        return len(self._made) <= 2 and all(
            isinstance(p.value, Whom) or (isinstance(p.value, Link) and p.value.word == ",") for p in self._made
        )

    def _begins_clause(self) -> bool:
        return not self._made or (isinstance(self._made[-1].value, Link) and self._made[-1].value.strength == 3)

    def _begins_after(self, at: int) -> int | None:
        """ "After a loading dose of 1 g, …", "following a bolus of 5 mg, …": index after the preposition."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("after", "following") or lower_at(tokens, at + 1) in ("which", "that", "this"):
            return None
        for n in range(at + 1, min(at + 7, len(tokens))):
            if self._dose(n) is not None:
                return at + 1
            if read_phase(self._statement, n) is None and self._routes(n) is None and tokens[n].lower not in FRAME:
                return None
        return None

    def _stops(self, at: int) -> bool:
        """Whether a phrase with closed words begins at `at`: an open noun phrase ends there."""
        return at < len(self._tokens) and (
            self._names.at(self._tokens, at) is not None
            or any(reader(at) is not None for reader in self._closed(at))
            or begins_proviso(self._statement, at)
            or begins_partner(self._statement, at)
        )

    def _ends_proviso(self, at: int) -> bool:
        """Whether a phrase begins at `at` that a proviso cannot hold."""
        if at >= len(self._tokens):
            return False
        ending = (
            self._cycle, self._divided, self._course, self._needed, self._often, self._daily, self._limit, self._next,
            self._dose, self._routes,
        )  # fmt: skip
        named = is_part_of_name(self._tokens, at, self._stops)
        return any(reader(at) is not None for reader in ending if not (named and reader == self._routes))

    # -------------------------------------------------------------- phrases
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
        if number is None or number[0] != int(number[0]) or not 1 <= number[0] <= 100:
            return None
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
        found = read_frequency(self._tokens, at)
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
            if found is not None and (lower_at(self._tokens, found[1]) in ("-", "–") or not self._counts()):
                found = None
        return (Often(found[0]), found[1]) if found else None

    def _counts(self) -> bool:
        """Whether an amount has been read, to which "a week" may belong."""
        return any(isinstance(piece.value, Dose) for piece in self._made)

    def _daily(self, at: int) -> tuple[Value, int] | None:
        after = read_per_day(self._tokens, at)
        return (Daily(), after) if after is not None else None

    def _change(self, at: int) -> tuple[Value, int] | None:
        return read_change(self._statement, at)

    def _limit(self, at: int) -> tuple[Value, int] | None:
        found = read_cap(self._statement, at)
        if found is not None and read_frequency(self._tokens, found[1]) is not None:
            return None
        return found

    def _next(self, at: int) -> tuple[Value, int] | None:
        return read_next(self._statement, at)

    def _use_in_brackets(self, at: int) -> tuple[Value, int] | None:
        """ "1 g three times daily (shingles)", in a cell: what the dose is for."""
        if self._tokens[at].text != "(" or "infobox" not in self._statement.passage.kinds or not self._counts():
            return None
        end = next((n for n in range(at, min(at + 6, len(self._tokens))) if self._tokens[n].text == ")"), None)
        if end is None or end == at + 1 or any(self._stops(n) or not self._is_open(n) for n in range(at + 1, end)):
            return None
        words = {token.lower for token in self._tokens[at + 1 : end]}
        if words & (FRAME | GIVING) or read_phase(self._statement, at + 1) is not None:
            return None
        return Indicated(self._statement.quote(at + 1, end)), end + 1

    def _takers(self, at: int) -> tuple[Value, int] | None:
        """ "heavy smokers wear …", "inpatients may receive …": people, by what they do."""
        end = read_noun_phrase(self._tokens, at, self._stops)
        if end is None or end - at > 4 or not lower_at(self._tokens, end - 1).endswith("s"):
            return None
        words = {token.lower for token in self._tokens[at:end]}
        verb = end + (lower_at(self._tokens, end) in ("may", "should", "can", "must", "often", "usually"))
        if lower_at(self._tokens, verb) not in _TAKING or words & (_NO_TAKERS | self._statement.subject_words):
            return None
        return Whom(Population(text=self._statement.quote(at, end))), end

    def _bare_age(self) -> bool:
        """Whether an age may stand without a noun: in brackets, and at the beginning of a clause."""
        return self._begins_clause() or isinstance(self._made[-1].value, Open)

    def _population(self, at: int) -> tuple[Value, int] | None:
        if self._counts() and isinstance(self._made[-1].value, Open):
            time = read_time(self._statement, at)  # "10 mg daily (two weeks)"
            if time is not None and time[1] != "a" and lower_at(self._tokens, time[2]) == ")":
                return Bounds(time[0]), time[2]
        found = read_population(self._statement, at, bare_age=self._bare_age())
        if found is not None and (end := self._part_of_life(found[1])) is not None:
            first = at + (lower_at(self._tokens, at) in ("in", "for"))
            return Whom(found[0].model_copy(update={"text": self._statement.quote(first, end)})), end
        return (Whom(found[0]), found[1]) if found else None

    def _part_of_life(self, at: int) -> int | None:
        """ "(neonates) in the first week of life": index after it."""
        words = [token.lower for token in self._tokens[at : at + 8]]
        if words[:2] != ["in", "the"] or "of" not in words:
            return None
        end = words.index("of")
        return at + end + 2 if words[end + 1 : end + 2] == ["life"] else None

    def _routes(self, at: int) -> tuple[Value, int] | None:
        """One route, or "A or B", "A/B"."""
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

    def _patients_with(self, at: int) -> tuple[Value, int] | None:
        if not self._made or self._made[-1].after != at:
            return None
        before = self._made[-1].value
        if isinstance(before, Indicated) and before.people and lower_at(self._tokens, at) == "who":
            end = proviso_end(
                self._tokens, at + 1, self._ends_proviso
            )  # "people with diabetes who have not used insulin"
            first = self._made[-1].first + (lower_at(self._tokens, self._made[-1].first) in ("in", "for", "among"))
            return (Whom(Population(text=self._statement.quote(first, end))), end) if end is not None else None
        if not isinstance(before, Whom):
            return None
        joined = before.population.text.split()[-2:]
        if joined[0] in ("or", "and") and joined[-1] in PEOPLE and lower_at(self._tokens, at) == "with":
            end = read_noun_phrases(self._tokens, at + 1, self._stops)  # "older patients or those with heart disease"
            if end is not None:
                whole = self._made.pop()
                begin = whole.first + (lower_at(self._tokens, whole.first) in ("in", "for"))
                self._made.append(Piece(Whom(Population(text=self._statement.quote(begin, end))), whole.first, end))
                return None
        return read_patients_with(self._statement, at, self._stops)

    def _proviso(self, at: int) -> tuple[Value, int] | None:
        found = read_proviso(self._statement, at, self._ends_proviso)
        if (
            found is not None
            and self._tokens[found[1] - 1].lower == "time"
            and any(isinstance(piece.value, Often) for piece in self._made)
        ):
            often = read_frequency(self._tokens, found[1])  # "once daily, at the same time each day"
            if often is not None:
                return Proviso(self._statement.quote(at, often[1])), often[1]
        return found

    def _partner(self, at: int) -> tuple[Value, int] | None:
        return read_partner(self._statement, at, self._stops)

    def _indication(self, at: int) -> tuple[Value, int] | None:
        return read_indication(self._statement, at, self._stops)

    def _phase(self, at: int) -> tuple[Value, int] | None:
        found = read_phase(self._statement, at)
        return None if found is not None and is_alarm(self._statement, at) else found

    def _link(self, at: int) -> tuple[Value, int] | None:
        tokens = self._tokens
        if found := _LINKS.at(tokens, at):
            return Link(*found[0]), found[1]
        if tokens[at].lower in ("with", "to"):
            return self._further(at) if tokens[at].lower == "with" else self._to_dose(at)
        sign = tokens[at].text
        if sign == "," and (after := _LINKS.at(tokens, at + 1)) is not None:
            return Link(*after[0]), after[1]
        if sign == "," and self._after and self._counts() and not self._inside_brackets():
            self._after = False
            return Next("subsequent"), at + 1
        if sign == "," and self._turns(at + 1):
            return Next("subsequent"), at + 1
        if sign == ",":
            # "10,5 mg" is a decimal comma or a slip: no list
            return None if is_joined(tokens, at + 1) and tokens[at + 1].kind == "number" else (Link(",", 1), at + 1)
        if sign in "—–" and not is_joined(tokens, at) and not is_joined(tokens, at + 1):
            return Link(",", 1), at + 1
        if sign == ";" or (sign == "." and not is_joined(tokens, at + 1)):
            return Link(";", 3), at + 1
        if sign in "([":
            return (Open(), at + 1) if sign == "(" else None
        return (Close(), at + 1) if sign == ")" else None

    def _turns(self, at: int) -> bool:
        """ "(every day for a week), weekly for a month": a frequency and its time, behind those of a first step."""
        since: list[Piece] = []
        for piece in reversed(self._made):
            if isinstance(piece.value, Link | Next):
                break
            since.append(piece)
        if not self._counts() or not {Often, Bounds} <= {type(piece.value) for piece in since}:
            return False
        often = self._often(at)
        return often is not None and (lasts := self._course(often[1])) is not None and isinstance(lasts[0], Bounds)

    def _to_dose(self, at: int) -> tuple[Value, int] | None:
        """ "(from 5 mg …) to the full dose of 20 mg": "to" begins a further dose."""
        for n in range(at + 2, min(at + 7, len(self._tokens))):
            if self._dose(n) is not None:
                words = {token.lower for token in self._tokens[at:n]}
                return (Next("subsequent"), at + 1) if self._counts() and _DOSING_NOUNS & (words - {"to"}) else None
            if self._tokens[n].kind != "word" or self._tokens[n].value is not None:
                return None
        return None

    def _further(self, at: int) -> tuple[Value, int] | None:
        """ "with further injections of 40 mg", "with maintenance doses of 10 mg": "with" begins a further dose."""
        words: list[str] = []
        for n in range(at + 1, min(at + 8, len(self._tokens))):
            if self._dose(n) is not None:
                later = bool(_LATER_WORDS & set(words))
                if not self._counts() or not (later or _DOSING_NOUNS & set(words)):
                    return None
                return (Next("subsequent") if later else Link("and", 2)), at + 1
            if self._tokens[n].kind != "word" or self._tokens[n].value is not None:
                return None
            words.append(self._tokens[n].lower)
            if words[-1] in ("increases", "increase", "increments", "or", "and", "by"):
                return None
        return None

    def _inside_brackets(self) -> bool:
        return sum(isinstance(p.value, Open) - isinstance(p.value, Close) for p in self._made) > 0

    # -------------------------------------------------------------- clauses of other topics
    def _leave_out(self, at: int) -> int:
        """Token `at` is unread: leave its clause out if it is about something else. Index after the clause."""
        begin = self._clause_begin(at)
        end = self._clause_end(at)
        doses = begin is not None and (
            any(self._may_be_dose(n) for n in range(begin, end))
            or any(isinstance(piece.value, OF_DOSE | Routes | Next) and piece.first >= begin for piece in self._made)
        )
        if begin == 0 and not doses and lower_at(self._tokens, 0) not in _SETTING:
            words = {token.lower for token in self._tokens[:end]}
            doses = not words & (CLAUSE_VERBS | {"being"})  # what is left out would be the subject
        if self._cap is not None and not doses:
            doses = True  # "with a limit of 8 a day": it is of the dose
        if begin is None or not is_about_something_else(self._statement, begin, end, doses=doses):
            token = self._tokens[at]
            reason: UnparsedReason = "orphan_number" if token.value is not None else "unknown_pattern"
            raise Refused(reason, f"{token.text!r} is not read")
        while self._made and self._made[-1].after > begin:
            self._made.pop()
        self._open_words = [n for n in self._open_words if n < begin]
        self._cap = None
        self._made.append(Piece(Link(";", 3), begin, end))
        return end

    def _may_be_dose(self, at: int) -> bool:
        """Whether a number with a unit of doses stands there, read as a dose or not."""
        token = self._tokens[at]
        if token.value is None:
            return False
        unit = read_unit(self._tokens, at + 1)
        return self._dose(at) is not None or (unit is not None and UCUM[unit.code] in DOSE_DIMENSIONS - {"count"})

    def _clause_end(self, at: int) -> int:
        """Where the clause of token `at` ends: at the sign or conjunction that a clause with a dose follows."""
        tokens = self._tokens
        closed = clause_end(self._statement, at)
        begin = at
        for dose in range(at + 1, closed):
            found = self._dose(dose) or self._often(dose)
            if found is None:
                continue
            link = next((n for n in range(dose - 1, begin, -1) if self._link(n) is not None), None)
            begin = dose
            if link is None or tokens[link].text in "()":
                continue
            if isinstance(found[0], Maximum) or leads_to_amount(self._statement, link + 1):
                return link - (lower_at(tokens, link - 1) == ",")
        return closed

    def _clause_begin(self, at: int) -> int | None:
        """First token of the clause that holds token `at`: behind the last sign or conjunction between clauses."""
        depth = 0
        for piece in reversed(self._made):
            if isinstance(piece.value, Link) and piece.after <= at and not depth:
                return piece.first
            depth += isinstance(piece.value, Close) - isinstance(piece.value, Open)
            if depth < 0:
                return None
        return 0


def _doses_of_products(pieces: list[Piece]) -> list[Piece]:
    """ "Tablets of 70 mg are taken once weekly": the strength is the dose, where no other amount is said."""
    if not any(isinstance(piece.value, Strength) for piece in pieces):
        return pieces
    dosed = any(isinstance(piece.value, Dose) for piece in pieces)
    timed = any(isinstance(piece.value, Often | Daily | Bounds | Count) for piece in pieces)
    made = []
    for piece in pieces:
        if isinstance(piece.value, Strength):
            if dosed or not timed or piece.value.quantity is None:
                continue
            piece = Piece(Dose(piece.value.quantity), piece.first, piece.after)
        made.append(piece)
    return made
