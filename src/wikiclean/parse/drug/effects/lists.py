"""Lists of terms with what stands beside each: a word for how often, figures, members, consequences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...grammar import lower_at
from ...tokens import Token
from .asides import is_apposed, read_aside, read_circumstance, read_consequence, read_going_on, read_remark
from .bounds import read_uln
from .figures import FigureReader
from .frames import Item, Listing, Relation, Span, Unreadable, Word
from .incidence import Figures
from .provisos import read_cases, read_condition, read_place
from .sharing import (
    head_of,
    is_bare_change,
    is_bare_part,
    is_bare_quality,
    share_change,
    share_end,
    share_head,
    share_noun,
)
from .subject import SubjectReader
from .terms import CLAUSES, CONJUNCTIONS, STOPS, TermReader
from .words import AUXILIARIES, CASES, FREQUENCIES, MEMBERS, OCCURS, PREDICATES

__all__ = ["ListReader"]

_SILENT = frozenset(
    "also even sometimes possibly perhaps finally both either potentially ultimately eventually , a an the".split()
)
_GOING_ON = frozenset("but and yet though although".split())
_IN = frozenset("in by - – — at".split())
_ASIDES = frozenset("usually generally often sometimes mostly typically occasionally".split())
_SEEN = frozenset("seen occurring reported affecting observed found noted experienced".split())
_FOCUS = frozenset("especially particularly mostly mainly primarily notably like".split())
_JOINED = frozenset({("along", "with"), ("together", "with"), ("followed", "by")})
_AS_ONE = frozenset({("nausea", "vomiting"), ("signs", "symptoms")})
"""Pairs said as one thing: their "and" does not close a list."""
_FARTHEST_VERB = 14
"""Tokens from the beginning of a clause to its verb."""
_DEEPEST, _LONGEST = 4, 100
"""Levels of a list, and items: what goes beyond is no list that a person wrote."""


class ListReader:
    """Reads lists over the tokens of one statement. `starts_clause` says whether a clause begins at a token."""

    def __init__(
        self,
        tokens: Sequence[Token],
        subjects: SubjectReader,
        figures: FigureReader,
        starts_clause: Callable[[int], bool],
    ) -> None:
        self.tokens, self.subjects, self.figures, self.starts_clause = tokens, subjects, figures, starts_clause
        self.terms = TermReader(tokens, self._subject_after)
        self._depth = 0

    def _subject_after(self, at: int) -> int | None:
        subject = self.subjects.subject(at)
        return subject.next if subject is not None else None

    def read(self, at: int, end: int, *, until_verb: bool = False, nested: bool = False) -> Listing:
        """The list from token `at`. `until_verb`: a finite verb ends it, as where the list is a subject.

        Raises Unreadable where a term holds what no term holds, or a figure belongs to none.
        """
        made = Listing(next=at)
        carried: Word | None = None
        carried_condition: Span | None = None
        closing = False
        parted = False
        while at < end:
            begin = at
            at = self._separators(at, end)
            if (made.items and at == begin) or at >= end:
                break
            if nested and closing and self.tokens[begin].text == "," and not self._said_as_one(made.items):
                at = begin
                break
            if (
                nested
                and len(made.items) == 1
                and self.tokens[begin].text == ","
                and self.tokens[at - 1].lower == "and"
            ):
                at = begin  # "A, which can lead to B, and C": the comma ends what follows of A
                break
            if made.items and (self._clause_begins(at, end) or (until_verb and is_apposed(self.tokens, at, end))):
                at = begin
                break
            closing = closing or any(self.tokens[i].lower in CONJUNCTIONS for i in range(begin, at))
            own, condition, at = self._before_term(at, end, first=not made.items)
            if made.items and lower_at(self.tokens, at) == "in" and head_of(self.tokens, made.items[-1]) is not None:
                at += 1
            carried_condition = condition or carried_condition
            if own is not None and self._is_adverb(own):
                carried = own
            try:
                got = self.terms.term(at, end, until_verb=until_verb)
            except Unreadable:
                if not made.items or not self._other_clause(at, end):
                    raise
                at = begin
                if parted and self.tokens[begin].text != ",":  # "causes A, and B and C are common"
                    at = made.items.pop().first - 2
                break
            if got is None:
                at = begin if made.items else at
                break
            span, at, vague = got
            if vague:
                continue
            parted = made.items != [] and self.tokens[begin].text == "," and lower_at(self.tokens, begin + 1) == "and"
            item = Item([span], frequency=own or carried, condition=carried_condition)
            item.apart = any(self.tokens[i].lower in ("well", "along", "together") for i in range(begin, span[0]))
            made.items.append(item)
            if len(made.items) > _LONGEST:
                raise Unreadable("ambiguous_list")
            at = self._after_term(item, made, at, end, until_verb=until_verb)
            share_head(self.tokens, made.items, item)
        made.next = at
        share_noun(self.tokens, made.items)
        share_end(self.tokens, made.items)
        share_change(self.tokens, made.items)
        if any(
            bare(self.tokens, item) for item in made.items for bare in (is_bare_change, is_bare_part, is_bare_quality)
        ):
            raise Unreadable("ambiguous_list")
        return made

    def _other_clause(self, at: int, end: int) -> bool:
        """Whether what follows a list has a verb of its own, and no figure in percent."""
        words = [token.lower for token in self.tokens[at : min(at + _FARTHEST_VERB, end)]]
        until = next((i for i, word in enumerate(words) if word in (",", ";", "(")), len(words))
        return any(word in AUXILIARIES for word in words[1:until]) and not any(
            self.terms.figure(i) for i in range(at, end)
        )

    def _said_as_one(self, items: list[Item]) -> bool:
        return len(items) > 1 and tuple(self.tokens[item.first].lower for item in items[-2:]) in _AS_ONE

    def _separators(self, at: int, end: int) -> int:
        """Past the commas and conjunctions between two terms."""
        tokens = self.tokens
        while at < end:
            word = tokens[at].lower
            if (mark := self.terms.mark(at)) is not None:
                at = mark
            elif word in CONJUNCTIONS or word in (",", "•", "·") or (word == "/" and lower_at(tokens, at - 1) == "and"):
                at += 1
            elif word == "as" and lower_at(tokens, at + 1) == "well":
                at += 3 if lower_at(tokens, at + 2) == "as" else 2
            elif (word, lower_at(tokens, at + 1)) in _JOINED:
                at += 2
            elif word == "in" and (lower_at(tokens, at + 1), lower_at(tokens, at + 2)) == ("addition", "to"):
                at += 3
            elif word == "but" and (lower_at(tokens, at + 1) == "also" or self._adverb_and_term(at + 1, end)):
                at += 1
            else:
                break
        return at

    def _adverb_and_term(self, at: int, end: int) -> bool:
        """ "but rarely seizures": the list goes on."""
        often = FREQUENCIES.at(self.tokens, at)
        if often is None or often[1] >= end or self.starts_clause(at):
            return False
        return self.tokens[often[1]].lower not in STOPS

    def _clause_begins(self, at: int, end: int) -> bool:
        """Whether a new clause begins after the separators, not a term."""
        word = self.tokens[at].lower
        proviso = read_condition(self.tokens, at, end) if word in ("if", "when") else None
        if proviso is not None and lower_at(self.tokens, proviso) == ",":
            return False  # "and, if large areas are treated, adrenal suppression"
        return (word in STOPS and FREQUENCIES.at(self.tokens, at) is None) or self.starts_clause(at)

    def _before_term(self, at: int, end: int, *, first: bool) -> tuple[Word | None, Span | None, int]:
        """A word for how often and a proviso before a term: "and, less commonly, A", "in severe cases, B"."""
        tokens = self.tokens
        own: Word | None = None
        condition: Span | None = None
        while at < end:
            word = tokens[at].lower
            often = FREQUENCIES.at(tokens, at)
            if often is not None and own is None and often[1] < end and not self.terms.is_name(at):
                own, at = Word(often[0], (at, often[1])), often[1]
            elif (cases := CASES.at(tokens, at)) is not None:
                at = cases[1]
            elif (some := read_cases(tokens, at, end)) is not None:
                condition = (at, some[0]) if some[1] else condition
                at = some[0]
            elif (after := read_condition(tokens, at, end)) is not None and lower_at(tokens, after) == ",":
                condition, at = (at, after), after
            elif (word in _SILENT and at + 1 < end) or (word in ("with", "to", "of") and not first):
                at += 1
            else:
                break
        return own, condition, at

    def _is_adverb(self, word: Word) -> bool:
        last = self.tokens[word.span[1] - 1].lower
        return last.endswith("ly") or last in ("often", "seldom", "cases", "instances", "occasions", "occasion")

    # ------------------------------------------------------------------ after a term
    def _after_term(self, item: Item, made: Listing, at: int, end: int, *, until_verb: bool) -> int:
        """Past what belongs to a term, up to the next separator."""
        tokens = self.tokens
        while at < end:
            if tokens[at].text == "(":
                at = self._bracket(item, made, at, end)
                continue
            comma = tokens[at].text == ","
            follows = at + comma
            if (consequence := read_consequence(tokens, follows)) is not None:
                return self._nest(item, made, (consequence, end), "caused_by", until_verb=until_verb)
            if (members := self.terms.members(follows)) is not None and not self._proviso_only(follows, end):
                return self._nest(item, made, (members, end), "part_of", until_verb=until_verb)
            aside = comma and (
                lower_at(tokens, follows) in _ASIDES
                or (lower_at(tokens, follows), lower_at(tokens, follows + 1)) == ("at", "times")
            )
            if aside or lower_at(tokens, follows) in ("which", "that"):
                remark = read_remark(tokens, follows, end, verb=not aside) or read_aside(tokens, follows, end)
                if remark is None:
                    return at
                going_on = remark + (lower_at(tokens, remark) == ",")
                if (
                    lower_at(tokens, going_on) in _GOING_ON
                    and (further := read_going_on(tokens, going_on + 1)) is not None
                ):
                    return self._nest(item, made, (further, end), "caused_by", until_verb=until_verb)
                at = remark
                continue

            after = self._plain_after(item, made, at, end) if not comma else None
            if (
                after is None
                and (condition := read_condition(tokens, follows, end)) is not None
                and (not comma or condition >= end)
            ):
                after = self._proviso(item, made, (follows, condition), end)
            if after is None and comma and until_verb and len(made.items) == 1:
                after = self._apposition(follows, end)
            if after is None and comma and lower_at(tokens, follows) in _SEEN:
                after = self._seen(item, made, follows, end)
            manner = comma and lower_at(tokens, follows) in _ASIDES | _FOCUS
            if after is None and manner and (told := read_circumstance(tokens, follows, end)) is not None:
                after = self._proviso(item, made, (follows, told), end)
            if after is None and comma:
                after = read_aside(tokens, follows, end)
            if after is None:
                return at
            at = after
        return at

    def _apposition(self, at: int, end: int) -> int | None:
        """ ", a potentially fatal drop in white cells, (occurs)": what a term is; the token of the second comma."""
        if lower_at(self.tokens, at) not in ("a", "an") or is_apposed(self.tokens, at, end):
            return None
        for i in range(at + 2, min(at + _FARTHEST_VERB, end - 1)):
            if self.tokens[i].text == ",":
                verb = self.tokens[i + 1].lower in AUXILIARIES or OCCURS.at(self.tokens, i + 1) is not None
                return i if verb else None
            if self.tokens[i].kind != "word" and self.tokens[i].text != "-":
                return None
        return None

    def _seen(self, item: Item, made: Listing, at: int, end: int) -> int | None:
        """ ", seen in about 20% of patients": the figure of the one term before it."""
        begin = at
        at += 1
        while at < end and lower_at(self.tokens, at) in ("in", "by", "with", "an", "incidence", "of"):
            at += 1
        figures = self.figures.read(self.tokens[:end], at)
        if figures is None or len(made.top) != 1 or (figures.next < end and self.tokens[figures.next].text != ","):
            return None
        item.arms, item.figures = figures.arms, (begin, figures.next)
        return figures.next

    def _plain_after(self, item: Item, made: Listing, at: int, end: int) -> int | None:
        """Figures, "in rare cases", "from X" directly after a term."""
        tokens = self.tokens
        if self.terms.figure(at):
            return self._figures(item, made, at, end)
        often = FREQUENCIES.at(tokens, at)
        if often is not None and (often[1] >= end or tokens[at].lower == "in"):
            item.frequency = Word(often[0], (at, often[1]))
            return often[1]
        if (cases := read_cases(tokens, at, end)) is not None:
            item.condition = (at, cases[0]) if cases[1] else item.condition
            return cases[0]
        place = read_place(tokens, at)
        return place if place is not None and place <= end else self.terms.from_drug(at)

    def _proviso_only(self, at: int, end: int) -> bool:
        """ "especially in the elderly": a proviso, no members."""
        return self.tokens[at].lower in _FOCUS and read_condition(self.tokens, at, end) is not None

    def _proviso(self, item: Item, made: Listing, span: Span, end: int) -> int:
        if span[1] >= end or self.tokens[span[1]].lower in CLAUSES:
            made.condition = span
        else:
            item.condition = span
        return span[1]

    def _nest(self, item: Item, made: Listing, span: Span, relation: Relation, *, until_verb: bool) -> int:
        at = span[0] + (lower_at(self.tokens, span[0]) == ",")
        inner = self._inner(at, span[1], until_verb=until_verb, nested=True)
        if not inner.items:
            raise Unreadable("unknown_pattern")
        self._adopt(item, made, inner, relation)
        made.condition = made.condition or inner.condition
        return inner.next

    def _inner(self, at: int, end: int, *, until_verb: bool, nested: bool) -> Listing:
        """A list within a list."""
        if self._depth >= _DEEPEST:
            raise Unreadable("unknown_pattern")
        self._depth += 1
        try:
            return self.read(at, end, until_verb=until_verb, nested=nested)
        finally:
            self._depth -= 1

    def _adopt(self, item: Item, made: Listing, inner: Listing, relation: Relation) -> None:
        for child in inner.top:
            child.parent, child.relation = item, relation
        made.items += inner.items

    # ------------------------------------------------------------------ brackets and figures
    def _bracket(self, item: Item, made: Listing, at: int, end: int) -> int:
        tokens = self.tokens
        close = self.terms.close(at, end)
        if close is None:
            raise Unreadable("unknown_pattern")
        begin, after = at + 1, close + 1
        words = [token.lower for token in tokens[begin:close]]
        if not words or self.terms.is_abbreviation(at, close):
            return after
        figures = self._bracket_figures(begin, close)
        often = FREQUENCIES.at(tokens, begin)
        if figures is not None:
            if item.arms:
                raise Unreadable("orphan_number")  # "fatigue in 6% (3% and 4% with placebo)"
            item.arms, item.figures, item.apart = figures.arms, (at, after), True
            made.each |= figures.each
        elif often is not None and often[1] == close:
            item.frequency = Word(often[0], (begin, close))
        elif (consequence := read_consequence(tokens, begin)) is not None:
            self._nested_bracket(item, made, consequence, close, "caused_by")
        elif (found := MEMBERS.at(tokens, begin)) is not None and not self._proviso_only(begin, close):
            self._nested_bracket(item, made, found[1] + (lower_at(tokens, found[1]) == ","), close, "part_of")
        elif read_condition(tokens, begin, close) == close:
            item.condition = (begin, close)
        elif not all(word in PREDICATES for word in words):
            if not any(word in CONJUNCTIONS or word in (",", ";") for word in words):
                raise Unreadable("unknown_pattern")
            self._nested_bracket(item, made, begin, close, "part_of")
        return after

    def _nested_bracket(self, item: Item, made: Listing, begin: int, close: int, relation: Relation) -> None:
        inner = self._inner(begin, close, until_verb=False, nested=False)
        if not inner.items or inner.next < close:
            raise Unreadable("unknown_pattern")
        self._adopt(item, made, inner, relation)

    def _bracket_figures(self, begin: int, close: int) -> Figures | None:
        tokens = self.tokens[:close]
        at = begin
        while lower_at(tokens, at) in ("in", "seen", "occurring", "reported", "incidence", "of"):
            at += 1
        figures = self.figures.read(tokens, at)
        if (
            figures is None
            and any(token.kind == "number" for token in tokens[begin:])
            and read_uln(tokens, begin) is None
        ):
            raise Unreadable("orphan_number")
        if figures is not None and figures.next < close:
            raise Unreadable("orphan_number")
        return figures

    def _figures(self, item: Item, made: Listing, at: int, end: int) -> int:
        begin = at
        at += lower_at(self.tokens, at) in _IN
        at += lower_at(self.tokens, at) in ("only", "just")
        figures = self.figures.read(self.tokens[:end], at)
        if figures is None:
            raise Unreadable("orphan_number")
        item.arms, item.figures = figures.arms, (begin, figures.next)
        made.each |= figures.each
        return figures.next
