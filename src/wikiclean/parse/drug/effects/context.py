"""What the frames of one statement read with, and what one clause leaves for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ....model.kinds.drug import AdverseEffect
from ....model.quality import UnparsedStatement
from ...grammar import Statement, lower_at
from ...tokens import tokenize
from .asides import read_aside, read_circumstance, read_remark
from .emit import facts_of
from .figures import FigureReader
from .frames import Frame, Item, Listing, Span, Unreadable
from .lexicon import is_effect
from .links import LinkReader
from .lists import ListReader
from .nouns import NounReader
from .occurrence import OccurrenceReader
from .provisos import read_place
from .subject import SubjectReader
from .terms import CLAUSES
from .words import ANIMALS, AUXILIARIES, NOUNS

__all__ = ["RESTS", "Context", "EffectReading"]

RESTS = frozenset("because since so where as".split())
"""Words that begin what is no list and no clause of effects."""
_REACH = 160
"""Characters before a statement in which the noun must stand that "these" is about."""


@dataclass(slots=True)
class EffectReading:
    """What a statement gave."""

    effects: list[AdverseEffect] = field(default_factory=list)
    unparsed: list[UnparsedStatement] = field(default_factory=list)


class Context:
    """The readers of phrases over one statement, and the memory of its clauses."""

    def __init__(self, statement: Statement, starts_clause: Callable[[int], bool]) -> None:
        self.statement, self.starts_clause = statement, starts_clause
        end = len(statement.tokens)
        while end and statement.tokens[end - 1].text in (".", ";", ",", "!"):
            end -= 1
        self.tokens, self.end = statement.tokens[:end], end
        self.subjects = SubjectReader(statement, self.tokens)
        self.figures = FigureReader(statement.text, self.subjects)
        self.nouns = NounReader(statement, self.tokens, self.subjects, self.figures)
        self.links = LinkReader(self.nouns)
        self.occurrence = OccurrenceReader(self.nouns)
        self.lists = ListReader(self.tokens, self.subjects, self.figures, starts_clause)
        self.reading = EffectReading()
        self.before: Frame | None = None
        """The frame of the clause before."""
        self.opened: Span | None = None
        """The proviso that opened a clause before: it holds for what is said of the same subject after it."""
        self.about_drug = False
        """Whether a clause before had the drug as its subject."""

    def after_list(self, listing: Listing, end: int) -> int:
        """Where the list ended; raises Unreadable unless a clause, a remark or nothing follows."""
        tokens = self.tokens
        at = listing.next
        if lower_at(tokens, at) == "as" and (noun := self.nouns.noun(at + 1)) is not None:
            at = noun[1]
        after = at
        while after < end and lower_at(tokens, after) in (",", "and", "or"):
            after += 1
        if after >= end or tokens[after].lower in CLAUSES or tokens[after].lower in RESTS:
            return at
        if read_remark(tokens, after, end) == end or read_place(tokens, after) == end:
            return end
        for read in (read_aside, read_circumstance):
            if (past := read(tokens, after, end)) is not None and (past >= end or self.starts_clause(past + 1)):
                return past
        if self.starts_clause(after) or (after > at and any(tokens[i].lower in AUXILIARIES for i in range(after, end))):
            return after
        raise Unreadable("unknown_pattern")

    def told_before(self) -> bool:
        """Whether the sentence before, or the one before that, is about adverse effects."""
        text, start = self.statement.text, self.statement.start
        tokens = tokenize(text, max(0, start - _REACH), start)
        return any(NOUNS.at(tokens, i) is not None for i in range(len(tokens)))

    def plausible(self, listing: Listing) -> bool:
        """Whether a list that no noun calls adverse names clinical effects."""
        top = listing.top
        if any(self._is_noun(item) for item in top):
            return False
        verdicts = [self._verdict(listing, item) for item in top]
        known = verdicts.count(True)
        return False not in verdicts and (known * 2 >= len(verdicts) or (self.nouns.home and known > 0))

    def _verdict(self, listing: Listing, item: Item) -> bool | None:
        """Whether a term names an effect, by its own words or, where these leave it open, by those of its members."""
        own = is_effect([self.tokens[i].lower for span in item.spans for i in range(*span)])
        if own is not None:
            return own
        members = [one for one in listing.items if one.parent is item and one.relation == "part_of"]
        verdicts = [self._verdict(listing, one) for one in members]
        return True if True in verdicts and False not in verdicts else None

    def _is_noun(self, item: Item) -> bool:
        """Whether a term is no more than "serious side effects"."""
        got = self.nouns.noun(item.first)
        return got is not None and got[0].body_system is None and got[1] >= item.after

    def emit(self, frame: Frame, listing: Listing, clause: Span) -> None:
        """Add the facts of a frame and its list; `clause`: the tokens of both. What animals had is no fact."""
        if not self.statement.words.isdisjoint(ANIMALS):
            raise Unreadable("multiple_subjects")
        self.reading.effects += facts_of(self.statement, frame, listing, clause)
        self.before, self.nouns.told = frame, True
