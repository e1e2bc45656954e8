"""Statements clause by clause: what opens a clause, its frame, and where the next one begins."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from ....model.quality import UnparsedReason
from ...grammar import Statement, lower_at
from .asides import read_remark
from .context import RESTS, Context, EffectReading
from .drug_frames import DrugFrames
from .frames import Frame, Unreadable
from .headings import read_heading
from .lexicon import is_effect
from .noun_frames import NounFrames
from .occurrence_frames import OccurrenceFrames
from .openers import OpenerReader
from .people_frames import EXPERIENCE, PeopleFrames
from .provisos import read_cases
from .terms import CLAUSES
from .words import AUXILIARIES, PEOPLE

__all__ = ["StatementReader"]

_GROUPS = frozenset("such including like ,".split())

_BEFORE_NUMBERS = frozenset("about up approximately around only fewer less more over nearly almost".split())
_REASONS = frozenset("as because since".split())
_SOME = frozenset("some many most few other certain several".split())
"""Words before people as the subject of a clause."""
_IMPERATIVES = frozenset(
    "contact call tell see stop seek ask avoid watch check discontinue notify inform consult monitor do take use".split()
)
_MOST_CLAUSES = 24
"""What has more is no sentence that a person wrote."""
_HEDGES = frozenset("not never rarely unlikely less no without if nor neither hardly".split())
"""Words that change what a verb after them says."""


class StatementReader:
    """Reads one statement."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.context = context = Context(statement, self._starts_clause)
        self.tokens, self.end = context.tokens, context.end
        self.subjects, self.nouns, self.lists = context.subjects, context.nouns, context.lists
        self.openers = OpenerReader(self.tokens, self.subjects, context.figures)
        with_drug, with_people, with_effect = DrugFrames(context), PeopleFrames(context), OccurrenceFrames(context)
        self._with_noun = with_noun = NounFrames(context)
        self._frames = (
            with_noun.listed, with_noun.headed, with_noun.inverse, with_noun.named, with_drug.caused, with_people.people,
            with_effect.occurred,
        )  # fmt: skip
        self._before_named = ("with", ",") if "being" in statement.words else ("with",)
        self._starts: dict[int, bool] = {}

    def read(self) -> EffectReading:
        """Every clause in turn; one that has a frame and cannot be read whole makes the statement unparsed."""
        at = 0
        refused: UnparsedReason | None = None
        clauses = 0
        while at < self.end:
            clauses += 1
            if clauses > _MOST_CLAUSES:
                refused = refused or "unknown_pattern"
                break
            end = self._clause_end(at)
            after: int | None = None
            try:
                after = self._clause(at, end)
            except Unreadable as why:
                refused = refused or why.reason
            if after is None:
                after = self._more_terms(at, end)
            after = self._next_clause(at + 1, end) if after is None else max(after, at + 1)
            at = after + 1 if after >= end else after
        if refused is not None:
            self._refuse(refused)
        return self.context.reading

    def _more_terms(self, at: int, end: int) -> int | None:
        """ "include nausea; vomiting; and headache": terms of the list before, parted by semicolons."""
        before = self.context.before
        if (
            before is None
            or before.rule not in ("effect.list", "effect.heading")
            or lower_at(self.tokens, at - 1) != ";"
        ):
            return None
        try:
            listing = self.lists.read(at, end)
        except Unreadable:
            return None
        if not listing.items or listing.next < end or not self.context.plausible(listing):
            return None
        self.context.emit(before, listing, (at, end))
        return end

    def read_row(self) -> EffectReading:
        """A cell: one list, or groups under labels ("Common: A, B. Serious: C")."""
        try:
            self._groups()
        except Unreadable as why:
            self.context.reading.effects.clear()
            self._refuse(why.reason)
        return self.context.reading

    def _groups(self) -> None:
        frame = Frame("effect.row")
        at = 0
        while at < self.end:
            if (heading := read_heading(self.statement, self.tokens, at, anywhere=True)) is not None:
                frame, at = heading
                frame.rule = "effect.row"
            elif (noun := self._row_frame(at)) is not None:
                frame, at = noun
            end = self._group_end(at)
            listing = self.lists.read(at, end)
            if not listing.items or (listing.next < end and self.tokens[listing.next].text not in (";", ".")):
                raise Unreadable("unknown_pattern")
            if listing.condition is not None:  # in a cell a proviso is that of the term before it
                listing.items[-1].condition, listing.condition = listing.condition, None
            self.context.emit(frame, listing, (at, listing.next))
            at = listing.next + (listing.next < end)

    def _group_end(self, at: int) -> int:
        """Where the next group of a cell begins: at a label in capitals, or on a new line."""
        text = self.statement.text
        for i in range(at + 1, self.end):
            if "\n" in text[self.tokens[i - 1].end : self.tokens[i].start]:
                return i
            if (
                self.tokens[i].text[:1].isupper()
                and read_heading(self.statement, self.tokens, i, anywhere=True) is not None
            ):
                return i
        return self.end

    def _row_frame(self, at: int) -> tuple[Frame, int] | None:
        """ "Common side effects: A, B" in a cell."""
        got = self.nouns.noun(at)
        if got is None:
            return None
        frame, after = got
        link = self.context.links.link(after, frame)
        if link is None:
            return None
        frame.rule, frame.spans = "effect.row", [(at, link)]
        return frame, link

    def _refuse(self, reason: UnparsedReason) -> None:
        self.context.reading.unparsed.append(self.statement.refuse("adverse_effect", reason, rule="effect.refused"))

    @cached_property
    def _semicolons(self) -> tuple[int, ...]:
        """The semicolons outside brackets, and the end."""
        found = []
        depth = 0
        for i, token in enumerate(self.tokens):
            depth += (token.text == "(") - (token.text == ")")
            if token.text == ";" and depth <= 0:
                found.append(i)
        return (*found, self.end)

    def _clause_end(self, at: int) -> int:
        return self._semicolons[bisect_left(self._semicolons, at)]

    def _next_clause(self, at: int, end: int) -> int:
        """Where the next clause that may have a frame begins, after a comma or a conjunction."""
        hedged = False
        for i in range(at, end):
            before = self.tokens[i - 1]
            hedged |= before.lower in _HEDGES
            if hedged and self.subjects.subject(i) is None and self.subjects.cause(i, Frame("")) is not None:
                continue  # "rarely, if ever, causes": the verb without its hedge would say too much
            if before.lower in CLAUSES and self.tokens[i].lower not in CLAUSES and not self._during(i):
                return i
            if (before.text in (",", ":") or before.lower == "and") and self._starts_clause(i):
                return i
            if (before.text == "," or before.lower == "and") and (
                self.tokens[i].lower in ("no", "there") or lower_at(self.tokens, i + 1) == "there"
            ):
                return i
            if before.lower == "and" and lower_at(self.tokens, i - 2) == "," and self._tells_effects(i, end):
                return i
            if before.lower in _REASONS and self._starts_clause(i):
                return i
            if before.lower in ("with", "by") and self._is_listed(i):
                return i
            if before.lower in self._before_named and self._with_noun.named_as(i, end) is not None:
                return i
            if before.lower == "which" and lower_at(self.tokens, i - 2) == "of" and self._starts_clause(i):
                return i
            if before.lower == "that" and self.tokens[i].kind == "number" and self._starts_clause(i):
                return i
        return end

    def _during(self, at: int) -> bool:
        """Whether token `at` is the "driving" of "while driving", which begins no clause."""
        word = self.tokens[at].lower
        return lower_at(self.tokens, at - 1) == "while" and word.endswith("ing") and is_effect([word]) is not True

    def _tells_effects(self, at: int, end: int) -> bool:
        """Whether a list of effects with a verb begins at token `at`: "and rash, fever and headache are common"."""
        try:
            listing = self.lists.read(at, end, until_verb=True)
        except Unreadable:
            return False
        verb = lower_at(self.tokens, listing.next)
        return bool(listing.items) and verb in AUXILIARIES and self.context.plausible(listing)

    def _is_listed(self, at: int) -> bool:
        got = self.nouns.noun(at)
        return got is not None and self.context.links.link(got[1], got[0]) is not None

    def _starts_clause(self, at: int) -> bool:
        """Whether a clause with its own verb begins at token `at`."""
        if at not in self._starts:
            self._starts[at] = False  # what asks again while this is decided is no clause
            self._starts[at] = self._decides(at)
        return self._starts[at]

    def _decides(self, at: int) -> bool:
        word = lower_at(self.tokens, at)
        if not word:
            return False
        if self.tokens[at].kind == "number" or word in _BEFORE_NUMBERS:
            figures = self.context.figures.read(self.tokens, at + (word == "only"))
            return (
                figures is not None
                and {lower_at(self.tokens, figures.next), lower_at(self.tokens, figures.next - 1)} & EXPERIENCE != set()
            )
        if self.tokens[at].kind != "word":
            return False
        if word == "in" and (figures := self.context.figures.read(self.tokens, at + 1)) is not None:
            return lower_at(self.tokens, figures.next - 1) in PEOPLE and lower_at(self.tokens, at - 1) in (
                "and",
                "but",
                ",",
            )
        if word == "in" and (cases := read_cases(self.tokens, at, self.end)) is not None:
            at = cases[0]
        if word in _SOME and not PEOPLE.isdisjoint(token.lower for token in self.tokens[at + 1 : at + 3]):
            return True
        if word in AUXILIARIES or self.subjects.cause(at, Frame("")) is not None:
            return True
        if self._with_noun.word_first(at, Frame("")) is not None:
            return True
        got = self.nouns.noun(at)
        if (
            got is not None
            and lower_at(self.tokens, got[1]) not in _GROUPS
            and self.context.links.link(got[1], got[0]) is not None
        ):
            return True
        subject = self.subjects.subject(at)
        if subject is None:
            return False
        following = lower_at(self.tokens, subject.next)
        return following in AUXILIARIES or self.subjects.cause(subject.next, Frame("")) is not None

    def _clause(self, at: int, end: int) -> int | None:
        """Read the clause at token `at`: where the next begins; None where it has no frame."""
        if self.tokens[at].lower in _IMPERATIVES:
            return end  # what readers are told to do
        opening, at = self.openers.read(at, end)
        if opening.condition is not None:
            self.context.opened = opening.condition
        if at >= end:
            return end
        for read in self._frames:
            after = read(at, end, opening)
            if after is not None:
                return self._rest(after, end)
        return None

    def _rest(self, at: int, end: int) -> int:
        """After a clause that was read: past a remark, to where the next clause begins."""
        begin = at
        while at < end and (lower_at(self.tokens, at) in (",", "and", "or") or self.tokens[at].lower in CLAUSES):
            at += 1
        if at >= end or read_remark(self.tokens, begin, end) == end or read_remark(self.tokens, at, end) == end:
            return end
        parted = at > begin or lower_at(self.tokens, at - 1) in (",", "and", "or")
        return at if parted or self._starts_clause(at) or lower_at(self.tokens, at) in RESTS else end
