"""A dosage statement as pieces: every token belongs to a phrase of the grammar, says nothing, or stops the reading.

A clause that is about something else (a product, side effects, monitoring) is left out whole, when it begins and ends
where a new subject does and its numbers cannot be doses.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....model.quality import UnparsedReason
from ....model.quantity import UCUM
from ...grammar import Phrases, lower_at
from ...quantities import quantity_of, read_amount
from ...units import read_unit
from ..timing import (
    read_frequency,
    read_per_day,
)
from .amounts import DOSE_DIMENSIONS, read_strength
from .caps import read_capped
from .changes import (
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
from .frame import read_frame, read_other_name
from .labels import read_label
from .partners import is_drug_name
from .people import read_described_people, read_takers
from .phrases import PhraseReader
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
    Lasting,
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
    With,
)
from .refusal import Refused
from .words import BEING, CLAUSE_VERBS

__all__ = ["DosageReader"]
_BOTH = Phrases.of(
    {None: "in both cases|in both instances|in either case|in each case|for both uses|in all cases|both"}
)
_AGAIN = Phrases.of({None: "a second dose|a second tablet|another dose|another tablet|a further dose|a third dose"})
_OTHER_DOSE = Phrases(
    {f"{which} {what}": True for which in ("the first", "the second", "the next", "the last", "the initial")
     for what in ("dose", "infusion", "injection", "tablet")}
)  # fmt: skip
_LESS = frozenset("less more lower higher longer shorter".split())
_AGAIN_SUBJECTS = frozenset("the this it dose doses same injection treatment these that they".split())
_REPEATABLE = Phrases(
    {
        f"{may} be {again}": True
        for may in ("may", "can", "could", "might")
        for again in ("repeated", "given again", "taken again")
    }
)
_EVERY = Phrases.of({None: "every|each|at intervals|daily"})
_BE_TAKEN = frozenset("be taken given used administered".split())
_LONG_UNITS = frozenset({"d", "wk", "mo"})
_TIME_ENDS = frozenset({"of", "", ".", ";", ")"})
_MAY = frozenset("may can could should is might will must if after being follows following to".split())
_LONGEST = 220
"""Tokens of the longest statement that is read."""
_SETTING = frozenset(
    "because due despite in for with as at on by under after before among of over unlike although though while since when from "
    "to during".split()
)


_CONDITIONAL = frozenset("with in for at on under during if when where".split())
"""What begins a clause that says when or for whom a dose is: without it the dose would be for all."""


_JOINING = frozenset(", ; . and but or".split())


class DosageReader(PhraseReader):
    """One statement, token by token."""

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

    def _read(self, at: int) -> int | None:
        """Read one phrase: index after it, or None."""
        self._dosed = any(isinstance(piece.value, Dose) for piece in self._made)
        if (capped := self._capped(at)) is not None:
            return capped
        if (
            (self._begins_clause() or self._follows_people())
            and not self._is_behind_verb(at)
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
        if self._tokens[at].lower in ("not", "never") and self._counts():
            begin = at + 1
            while lower_at(self._tokens, begin) in _BE_TAKEN:
                begin += 1
            often = read_frequency(self._tokens, begin)  # "once a week, not daily", "it must never be taken daily"
            after = often[1] if often else read_per_day(self._tokens, begin)
            if after is not None:
                return after
        if self._tokens[at].text == "(" and (skipped := self._bracket_of_strengths(at)) is not None:
            return skipped
        if self._tokens[at].text == "(" and (named := read_other_name(self._statement, at)) is not None:
            return named
        held = at + (lower_at(self._tokens, at) in ("in", "as", "one"))
        held += held > at and lower_at(self._tokens, held) in ("a", "one")
        if (
            held < len(self._tokens)
            and (strength := read_strength(self._statement, held)) is not None
            and all(self._dose(n) is None for n in range(at, held))
        ):
            return self._take(strength, at)
        if (use := self._use_in_brackets(at)) is not None:
            return self._take(use, at)
        if (both := _BOTH.at(self._tokens, at)) is not None and self._counts():
            self._made.append(Piece(Both(), at, both[1]))
            return both[1]
        if self._counts() and (again := self._again(at)) is not None:
            return again
        if (listed := self._listed_partner(at)) is not None:
            return listed
        if (aside := self._of_other_dose(at)) is not None:
            return aside
        if (other := self._elided_use(at)) is not None:
            return self._take(other, at)
        if self._begins_clause() and (people := read_takers(self._statement, at)) is not None:
            return self._take(people, at)
        listed = not self._made or isinstance(self._made[-1].value, Link)
        if listed and (people := read_described_people(self._statement, at, self._stops)) is not None:
            return self._take(people, at)
        for readers in (self._closed(at), self._open(at)):
            for reader in readers:
                if (found := reader(at)) is not None:
                    return self._take(found, at)
        token = self._tokens[at]
        if token.kind == "word" and token.value is None and is_alarm(self._statement, at):
            return None
        if at == 0 and token.lower in ("with", "on", "under") and not (read_frame(self._statement, 1) or self._dose(1)):
            raise Refused("conditional", "what it is given with")  # "With rifampicin the dose is 20 mg"
        return read_frame(self._statement, at)

    def _again(self, at: int) -> int | None:
        """ "a second dose may follow", "it can be repeated once": no more of the dose before; "a further dose of 5 mg"."""
        tokens = self._tokens
        if (again := _AGAIN.at(tokens, at)) is not None:
            if lower_at(tokens, again[1]) in _MAY:
                return self._take((Change(), again[1]), at)
            dosed = lower_at(tokens, again[1]) == "of" and self._dose(again[1] + 1) is not None
            return self._take((Next("subsequent"), again[1] + 1), at) if dosed else None
        if tokens[at].lower == "another" and read_unit(tokens, at + 1) is not None:
            raise Refused("ambiguous_list", "another of what was said")  # "and another gram 6 hours later"
        begin = at
        while lower_at(tokens, begin) in _AGAIN_SUBJECTS:
            begin += 1
        repeated = _REPEATABLE.at(tokens, begin) if begin > at else None
        if repeated is None:
            return None
        if _EVERY.at(tokens, repeated[1]) is not None:  # how often is said of the dose before
            while isinstance(self._made[-1].value, Link):
                self._made.pop()
            return repeated[1]
        return self._take((Change(), repeated[1] + (lower_at(tokens, repeated[1]) in ("once", "twice"))), at)

    def _is_behind_verb(self, at: int) -> bool:
        """Whether a verb stands before token `at` in what is not yet read as a phrase: "it is | dosed by weight: …"."""
        begin = self._made[-1].after if self._made else 0
        return any(self._tokens[n].lower in BEING for n in range(begin, at))

    def _listed_partner(self, at: int) -> int | None:
        """ "X 500 mg, amoxicillin 1 g and omeprazole 20 mg": drugs of a list, each with its amount. Index after it."""
        tokens = self._tokens
        if not self._counts() or not isinstance(self._made[-1].value, Link) or not is_drug_name(tokens[at].lower):
            return None
        amount = read_amount(tokens, at + 1) if tokens[at].lower not in self._statement.subject_words else None
        if amount is None or amount.unit is None or UCUM[amount.unit] not in ("mass", "activity"):
            return None
        self._made.pop()
        self._made.append(Piece(With((self._statement.quote(at, at + 1),), True), at, amount.next))
        return amount.next

    def _of_other_dose(self, at: int) -> int | None:
        """ ", the first dose being given in hospital", ", less in kidney disease": of another dose, without its amount.
        Index after it."""
        tokens = self._tokens
        if not self._counts() or not isinstance(self._made[-1].value, Link):
            return None
        less = tokens[at].lower in _LESS and lower_at(tokens, at + 1) in ("in", "for", "if", "when", "with")
        found = (True, at + 1) if less else _OTHER_DOSE.at(tokens, at)
        if found is None or not (less or lower_at(tokens, found[1]) in _MAY):
            return None
        end = next((n for n in range(found[1], len(tokens)) if tokens[n].text in ",;()"), len(tokens))
        return None if any(self._dose(n) is not None for n in range(found[1], end)) else end

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

    def _capped(self, at: int) -> int | None:
        """The amount that a maximum waits for: index after it."""
        if self._cap is None:
            return None
        where = next(n for n in range(len(self._made) - 1, -1, -1) if isinstance(self._made[n].value, Cap))
        first = self._made[where].first
        last = next((piece.value for piece in reversed(self._made) if isinstance(piece.value, Dose)), None)
        counted = last.quantity.unit if last is not None and UCUM[last.quantity.unit] == "count" else None
        found = read_capped(self._statement, at, first, self._cap.period, counted)
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

    def _leave_out(self, at: int) -> int:
        """Token `at` is unread: leave its clause out if it is about something else. Index after the clause."""
        begin = self._clause_begin(at)
        end = self._clause_end(at)
        doses = begin is not None and (
            any(self._may_be_dose(n) for n in range(begin, end))
            or any(isinstance(piece.value, OF_DOSE | Routes | Next) and piece.first >= begin for piece in self._made)
        )
        if begin is not None and self._first_word(begin) in _CONDITIONAL - ({"with"} if begin else set()):
            raise Refused("conditional", "a condition that is not read")
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

    def _first_word(self, begin: int) -> str:
        """The first word of a clause, behind what joins it."""
        while lower_at(self._tokens, begin) in _JOINING:
            begin += 1
        return lower_at(self._tokens, begin)

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
    """ "Tablets of 70 mg are taken once weekly", "or rectally as a 500 mg suppository": the strength is the dose, where
    no other amount is said."""
    if not any(isinstance(piece.value, Strength) for piece in pieces):
        return pieces
    made: list[Piece] = []
    for part in _parts(pieces):
        dosed = any(isinstance(piece.value, Dose) for piece in part)
        timed = any(isinstance(piece.value, Often | Daily | Bounds | Count | When | Lasting) for piece in part)
        for piece in part:
            if not isinstance(piece.value, Strength):
                made.append(piece)
            elif not dosed and timed and piece.value.quantity is not None:
                made.append(Piece(Dose(piece.value.quantity), piece.first, piece.after))
    return made


def _parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces, parted where an alternative or a further step begins."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece.value, Next) or (isinstance(piece.value, Link) and piece.value.strength > 1):
            parts.append([])
        parts[-1].append(piece)
    return parts
