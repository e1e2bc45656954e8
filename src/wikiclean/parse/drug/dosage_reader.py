"""A dosage statement as pieces: every token belongs to a phrase of the grammar, says nothing, or stops the reading.

A clause that is about something else (a product, side effects, monitoring) is left out whole, when it begins and ends
where a new subject does and its numbers cannot be doses.
"""

from __future__ import annotations

from collections.abc import Callable

from ...model.quality import UnparsedReason
from ...model.quantity import UCUM
from ..grammar import Phrases, Statement, lower_at
from ..quantities import Amount, is_joined, quantity_of, read_amount, read_number
from ..units import read_unit
from .courses import read_count, read_course, read_cycle, read_divided, read_lasting
from .dosage_scope import (
    begins_open_phrase,
    read_indication,
    read_label,
    read_partner,
    read_patients_with,
    read_proviso,
)
from .dosage_steps import (
    DOSE_DIMENSIONS,
    ratio_of,
    read_as_needed,
    read_cap,
    read_change,
    read_next,
    read_phase,
    skip_excess,
)
from .dosage_words import CLAUSE_VERBS, DOSE_OPENERS, FRAME, FRAME_PHRASES, OPENERS, SUBJECTS, TOPICS
from .pieces import (
    Basis,
    Bounds,
    Cap,
    Choice,
    Close,
    Count,
    Daily,
    Dose,
    Link,
    Maximum,
    Next,
    Often,
    Open,
    Piece,
    Proviso,
    Routes,
    Value,
    When,
    Whom,
)
from .population import read_population
from .routes import read_route
from .timing import read_frequency, read_per_day, read_per_period, read_when

__all__ = ["DosageReader", "Refused"]


class Refused(Exception):  # noqa: N818 - a signal to `read_dosage`
    """The statement holds a token that the grammar does not know there."""

    def __init__(self, reason: UnparsedReason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


_LINKS: Phrases[tuple[str, int]] = Phrases.of(
    {
        ("and", 2): "and|as well as|&|and also",
        ("or", 2): "or|or alternatively|alternatively|or else|and alternatively|an alternative is|or as an alternative",
        ("but", 2): "but|in contrast to|compared with",
        (";", 3): "while|whereas|; and|; or|; but|; while|and while",
    }
)
_BASES: Phrases[str] = Phrases.of(
    {
        "per_administration": "per dose|/dose|/ dose|per injection|per administration|per infusion|a dose|each dose|/dose|"
        "per single dose|for each dose",
        "per_course": "per course|per treatment course|cumulative|over the course of treatment|for a course|over a course|/course|"
        "per course of treatment|for a full course|over the whole course|cumulative dose for a course",
    }
)
_MAX_BEHIND = Phrases.of({None: "max|maximum|max.|at most|at the most|as a maximum|as maximum"})
_STRENGTH_FORMS = frozenset(
    {"{tablet}", "{capsule}", "{patch}", "{suppository}", "{puff}", "{vial}", "{spray}", "[drp]", "{application}"}
)
_FORMS = frozenset(
    "tablets capsules tablet capsule vials vial ampules ampoules syringes pens patches suppositories caplets sachets".split()
)
_COUNTS = frozenset(
    {"{tablet}", "{capsule}", "{puff}", "{spray}", "{patch}", "{suppository}", "{application}", "[drp]", "{vial}"}
)
# Words of a clause that may take back or change the dose beside it.
_QUALIFYING = frozenset(
    "instead former formerly longer this that previously half double doubled halved unless no never".split()
)
# Without a number: "the dose varies by indication", "dosing is individualized".
_UNDECIDED = frozenset("varies vary depends depend individualized individualised based determined calculated".split())
_IGNORED_SIGNS = frozenset(":\"'“”®™•’")
_CONCENTRATION = Phrases.of(
    {None: "solution|cream|ointment|gel|lotion|foam|shampoo|eye drops|ophthalmic solution|suspension|spray|topical solution|"
           "paste|eye ointment|solutions|creams|ophthalmic suspension|topical gel|nasal spray|ointments|gels|topical cream"}
)  # fmt: skip


class DosageReader:
    """One statement, token by token."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._tokens = statement.tokens
        self._cap: Cap | None = None
        self._after = False  # inside "after a loading dose of …,": the comma begins the further step
        self._made: list[Piece] = []
        self._closed: tuple[Callable[[int], tuple[Value, int] | None], ...] = (
            self._cycle, self._divided, self._course, self._lasting, self._needed, self._count, self._when, self._often,
            self._daily, self._change, self._limit, self._next, self._population, self._dose, self._routes, self._basis,
        )  # fmt: skip
        self._open: tuple[Callable[[int], tuple[Value, int] | None], ...] = (
            self._patients_with, self._proviso, self._partner, self._indication, self._phase, self._link,
        )  # fmt: skip

    def pieces(self) -> list[Piece]:
        """The pieces of the statement, in order; raises Refused where a token stays unread."""
        at = 0
        tokens = self._tokens
        while at < len(tokens):
            after = self._read(at)
            if after is None:
                after = self._leave_out(at)
            at = after
        if self._cap is not None:
            raise Refused("unknown_pattern", "a maximum without an amount")
        return self._made

    def _read(self, at: int) -> int | None:
        """Read one phrase: index after it, or None."""
        heading = self._begins_clause() and self._population(at) is None and read_phase(self._statement, at) is None
        if heading and (found := read_label(self._statement, at, self._stops)) is not None:
            return self._take(found, at)
        if (self._begins_clause() or self._counts()) and (begun := self._begins_after(at)) is not None:
            if self._counts():
                self._made.append(Piece(Link("after", 2), at, begun))
            else:
                self._after = True
            return begun
        for reader in (*self._closed, *self._open):
            if (found := reader(at)) is not None:
                return self._take(found, at)
        return self._frame(at)

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
        self._made.append(Piece(value, at, after))
        return after

    def _begins_clause(self) -> bool:
        return not self._made or (isinstance(self._made[-1].value, Link) and self._made[-1].value.strength == 3)

    def _begins_after(self, at: int) -> int | None:
        """ "After a loading dose of 1 g, …", "following a bolus of 5 mg, …": index after the preposition."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("after", "following"):
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
            any(reader(at) is not None for reader in self._closed) or begins_open_phrase(self._statement, at)
        )

    def _ends_proviso(self, at: int) -> bool:
        """Whether a phrase begins at `at` that a proviso cannot hold."""
        if at >= len(self._tokens):
            return False
        return any(
            reader(at) is not None
            for reader in (self._cycle, self._divided, self._course, self._needed, self._often, self._daily, self._limit,
                           self._next, self._dose, self._routes)
        )  # fmt: skip

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
        return read_count(self._statement, at)

    def _when(self, at: int) -> tuple[Value, int] | None:
        found = read_when(self._tokens, at)
        return (When(found[0]), found[1]) if found else None

    def _often(self, at: int) -> tuple[Value, int] | None:
        found = read_frequency(self._tokens, at)
        if found is None and lower_at(self._tokens, at) in ("a", "per", "/") and read_per_day(self._tokens, at) is None:
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

    def _population(self, at: int) -> tuple[Value, int] | None:
        inside = bool(self._made) and isinstance(self._made[-1].value, Open)
        found = read_population(self._statement, at, bare_age=inside or self._begins_clause())
        return (Whom(found[0]), found[1]) if found else None

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
        if not choices or len({route for route, *_ in choices}) < len(choices):
            return None
        return Routes(tuple(choices)), at

    def _basis(self, at: int) -> tuple[Value, int] | None:
        found = _BASES.at(self._tokens, at)
        if found is None or (lower_at(self._tokens, at) in ("a", "each") and not self._follows_dose()):
            return None
        return Basis("per_course" if found[0] == "per_course" else "per_administration"), found[1]

    def _follows_dose(self) -> bool:
        return bool(self._made) and isinstance(self._made[-1].value, Dose)

    def _patients_with(self, at: int) -> tuple[Value, int] | None:
        if not self._made or not isinstance(self._made[-1].value, Whom) or self._made[-1].after != at:
            return None
        return read_patients_with(self._statement, at, self._stops)

    def _proviso(self, at: int) -> tuple[Value, int] | None:
        return read_proviso(self._statement, at, self._ends_proviso)

    def _partner(self, at: int) -> tuple[Value, int] | None:
        return read_partner(self._statement, at, self._stops)

    def _indication(self, at: int) -> tuple[Value, int] | None:
        return read_indication(self._statement, at, self._stops)

    def _phase(self, at: int) -> tuple[Value, int] | None:
        return read_phase(self._statement, at)

    def _link(self, at: int) -> tuple[Value, int] | None:
        tokens = self._tokens
        if found := _LINKS.at(tokens, at):
            return Link(*found[0]), found[1]
        sign = tokens[at].text
        if sign == "," and (after := _LINKS.at(tokens, at + 1)) is not None:
            return Link(*after[0]), after[1]
        if sign == "," and self._after and self._counts() and not self._inside_brackets():
            self._after = False
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

    def _inside_brackets(self) -> bool:
        return sum(isinstance(p.value, Open) - isinstance(p.value, Close) for p in self._made) > 0

    def _frame(self, at: int) -> int | None:
        """A word that says nothing of the dose: index after it."""
        tokens = self._tokens
        token = tokens[at]
        if found := FRAME_PHRASES.at(tokens, at):
            return found[1]
        if token.value is not None:
            # "a 1% cream": the strength of a product
            amount = read_amount(tokens, at)
            if amount is not None and amount.unit == "%" and (form := _CONCENTRATION.at(tokens, amount.next)):
                return form[1]
            # "B12", "alfa-2b": a number inside the drug's name
            if token.lower in self._statement.subject_words and is_joined(tokens, at) and self._is_subject(at - 1):
                return at + 1
            return None
        if token.lower in FRAME or token.lower in self._statement.subject_words:
            return at + 1
        if token.kind == "sign" and token.text in _IGNORED_SIGNS:
            return at + 1
        if token.text in "-–" and is_joined(tokens, at) and is_joined(tokens, at + 1):
            joins = all(
                n < len(tokens) and (tokens[n].lower in FRAME or tokens[n].lower in self._statement.subject_words)
                for n in (at - 1, at + 1)
            )
            return at + 1 if joins else None
        return None

    def _is_subject(self, at: int) -> bool:
        token = self._tokens[at]
        return token.lower in self._statement.subject_words or (token.text in "-–" and is_joined(self._tokens, at))

    # -------------------------------------------------------------- amounts
    def _dose(self, at: int) -> tuple[Value, int] | None:
        tokens = self._tokens
        if self._cap is not None and (found := self._under_cap(at)) is not None:
            return found
        if (choice := self._choice(at)) is not None:
            return choice
        if (amount := self._amount(at)) is None:
            return None
        after = amount.next
        if self._is_rate_of_something(after) or self._is_strength(at, after):
            return None
        quantity = quantity_of(self._statement.text, tokens, amount)
        after = self._skip_equivalent(self._skip_strength(after, amount.unit or ""))
        daily = read_per_day(tokens, after)
        behind = _MAX_BEHIND.at(tokens, daily or after)
        if behind is not None and lower_at(tokens, behind[1]) in ("", ")", ";", ",", "."):
            ratio, top, _ = ratio_of(self._statement, amount, after, None)
            return Maximum(top, ratio), behind[1]
        return Dose(quantity), after

    def _choice(self, at: int) -> tuple[Value, int] | None:
        """ "5 or 10 mg", "25, 50 or 100 mg": amounts that share the unit of the last."""
        tokens = self._tokens
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
        if self._is_rate_of_something(at) or self._is_strength(amounts[0].start, at):
            return None
        text = self._statement.text
        made = tuple((quantity_of(text, tokens, one, unit=unit), one.start, one.next) for one in amounts)
        return Choice(made), at

    def _amount(self, at: int) -> Amount | None:
        """An amount with a unit of doses: "10 to 20 mg", "between 5 and 10 mg", "two 500 mg tablets", "half a tablet"."""
        tokens = self._tokens
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
                amount = self._counted(amount)
        if amount is None or amount.unit is None or amount.plus_minus is not None:
            return None
        if amount.comparator not in (None, "~", ">=") or UCUM[amount.unit] not in DOSE_DIMENSIONS:
            return None
        if amount.unit in ("{dose}", "{cycle}") or amount.low == 0:
            return None
        return amount

    def _counted(self, number: Amount) -> Amount | None:
        """ "half a tablet", "two 500 mg tablets": a number, and the unit behind an article or the strength of one."""
        tokens = self._tokens
        at = number.next
        if lower_at(tokens, at) in ("a", "of"):
            skip = at + 1 + (lower_at(tokens, at) == "of" and lower_at(tokens, at + 1) in ("a", "one"))
            unit = read_unit(tokens, skip)
            if unit is None or unit.code not in _COUNTS or number.low >= 1:
                return None
            return Amount(number.low, number.high, unit.code, number.start, unit.next)
        strength = read_amount(tokens, at) if at < len(tokens) and tokens[at].kind == "number" else None
        if strength is not None and strength.unit is not None and UCUM[strength.unit] in ("mass", "activity"):
            unit = read_unit(tokens, strength.next)
            if unit is not None and unit.code in _COUNTS:
                return Amount(number.low, number.high, unit.code, number.start, unit.next)
        return None

    def _is_strength(self, at: int, after: int) -> bool:
        """ "10 mg tablets", "tablets of 10 mg": what one of them holds."""
        if lower_at(self._tokens, at - 1) == "of" and lower_at(self._tokens, at - 2) in _FORMS:
            return True
        unit = read_unit(self._tokens, after)
        return unit is not None and unit.code in _STRENGTH_FORMS

    def _is_rate_of_something(self, after: int) -> bool:
        """ "100 units/mL", "5 mg per 100 g": a concentration."""
        word = lower_at(self._tokens, after)
        if word not in ("/", "per", "in"):
            return False
        if word == "in":
            unit = read_amount(self._tokens, after + 1)
            return unit is not None and unit.unit in ("mL", "L")
        return (
            read_per_day(self._tokens, after) is None
            and read_per_period(self._tokens, after) is None
            and _BASES.at(self._tokens, after) is None
            and read_route(self._tokens, after) is None
        )

    def _skip_strength(self, after: int, unit: str) -> int:
        """Behind a count: "(500 mg each)", "of 500 mg", "(250 mg)": the strength of one of them."""
        tokens = self._tokens
        if unit not in _COUNTS or lower_at(tokens, after) not in ("(", "of"):
            return after
        strength = read_amount(tokens, after + 1)
        if strength is None or strength.unit is None or UCUM[strength.unit] not in ("mass", "activity", "volume"):
            return after
        end = strength.next
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

    def _skip_equivalent(self, after: int) -> int:
        """Behind an amount: "(two 80 mg injections)", "(2 x 250 mg tablets)": the same, counted."""
        tokens = self._tokens
        if lower_at(tokens, after) != "(" or (number := read_number(tokens, after + 1)) is None:
            return after
        begin = number[1] + (lower_at(tokens, number[1]) in ("x", "×"))
        strength = read_amount(tokens, begin) if begin < len(tokens) and tokens[begin].kind == "number" else None
        if strength is None or strength.unit is None or UCUM[strength.unit] not in ("mass", "activity"):
            return after
        closed = lower_at(tokens, strength.next) in _FORMS | {"injections", "injection", "doses", "infusions"}
        return strength.next + 2 if closed and lower_at(tokens, strength.next + 1) == ")" else after

    def _under_cap(self, at: int) -> tuple[Value, int] | None:
        """The amount of a maximum: of a period, of a course, or a number of doses."""
        tokens = self._tokens
        amount = read_amount(tokens, at)
        if amount is not None and amount.unit is None:
            amount = self._counted(amount)
        if amount is None or amount.unit is None or amount.comparator is not None:
            return None
        assert self._cap is not None
        cap, dimension = self._cap, UCUM[amount.unit]
        if dimension == "time":
            self._cap = None
            quantity = quantity_of(self._statement.text, tokens, amount).model_copy(update={"comparator": "<="})
            return Bounds(quantity), amount.next
        if dimension not in DOSE_DIMENSIONS or amount.unit == "{cycle}":
            return None
        after = self._skip_strength(amount.next, amount.unit)
        ratio, top, after = ratio_of(self._statement, amount, after, cap.period)
        self._cap = None
        often = read_frequency(tokens, after)
        if ratio is None and often is not None and (often[0].frequency > 1 or often[0].unit != "d"):
            # "up to 100 mg three times daily": no amount of a period; it stays a proviso
            begin = self._made.pop().first
            return Proviso(self._statement.quote(begin, often[1])), often[1]
        if amount.unit == "{dose}" and ratio is None:
            return Count(None, int(amount.high or amount.low)), after
        if ratio is None and self._is_rate_of_something(after):
            return None
        after = skip_excess(self._statement, after)
        return Maximum(top, ratio), after

    # -------------------------------------------------------------- clauses of other topics
    def _leave_out(self, at: int) -> int:
        """Token `at` is unread: leave its clause out if it is about something else. Index after the clause."""
        begin = self._clause_begin(at)
        end = self._clause_end(at)
        if begin is None or not self._is_about_something_else(begin, end):
            token = self._tokens[at]
            reason: UnparsedReason = "orphan_number" if token.value is not None else "unknown_pattern"
            raise Refused(reason, f"{token.text!r} is not read")
        while self._made and self._made[-1].after > begin:
            self._made.pop()
        self._cap = None
        self._made.append(Piece(Link(";", 3), begin, end))
        return end

    def _clause_begin(self, at: int) -> int | None:
        """First token of the clause that holds token `at`: behind the last sign or conjunction that can part clauses."""
        for piece in reversed(self._made):
            if isinstance(piece.value, Link) and piece.after <= at:
                return piece.first
            if isinstance(piece.value, Open):
                return None
        return 0

    def _clause_end(self, at: int) -> int:
        """Where the clause ends: at ";", or where a clause about the dose begins."""
        tokens = self._tokens
        for n in range(at, len(tokens)):
            word = tokens[n].lower
            if word == ";" or (word == "." and not is_joined(tokens, n + 1)):
                return n
            if word in (",", "and", "but", "or"):
                inner = n + 1 + (word == "," and lower_at(tokens, n + 1) in ("and", "but", "or", "with"))
                if DOSE_OPENERS.at(tokens, inner) is not None and self._leads_to_amount(inner):
                    return n
        return len(tokens)

    def _leads_to_amount(self, at: int) -> bool:
        """Whether a verb of giving or a noun of dosing stands before the next amount: it is a dose, no strength."""
        for token in self._tokens[at : at + 12]:
            if token.lower in ("dose", "doses", "dosage", "dosages", "given", "taken", "administered", "take", "receive", "injected",
                               "infused", "applied", "regimen", "used"):  # fmt: skip
                return True
            if token.value is not None or token.text in ",;":
                return False
        return False

    def _is_about_something_else(self, begin: int, end: int) -> bool:
        tokens = self._tokens
        first = begin
        while first < end and tokens[first].lower in (",", ";", "and", "but", "or", ".", "with"):
            first += 1
        number = next((n for n in range(first, end) if tokens[n].value is not None and not is_joined(tokens, n)), end)
        topic = next(
            (n for n in range(first, min(number + 1, end, first + 14)) if TOPICS.at(tokens, n) is not None), None
        )
        if topic is not None:
            return True
        if number == end and any(tokens[n].lower in _UNDECIDED for n in range(first, end)):
            return True
        if number < end or any(tokens[n].lower in _QUALIFYING for n in range(first, end)):
            return False
        heads = SUBJECTS.at(tokens, first) is not None or tokens[first].lower in self._statement.subject_words
        opened = first < end and tokens[first].lower in OPENERS
        return (heads or opened) and any(token.lower in CLAUSE_VERBS for token in tokens[first:end])
