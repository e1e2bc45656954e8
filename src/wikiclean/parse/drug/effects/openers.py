"""What stands before a clause: "However, in clinical trials,", "When given in high doses,", "Rarely,"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import lower_at
from ...tokens import Token
from ..routes import read_route
from .figures import FigureReader
from .frames import Frame, Word
from .incidence import read_percent
from .provisos import read_condition, read_place
from .subject import SubjectReader
from .words import BE, FREQUENCIES, HAVE, MODALS, PREPOSITIONS

__all__ = ["OpenerReader"]

_SILENT = frozenset(
    "however moreover furthermore additionally also besides nevertheless nonetheless but and overall generally thus "
    "although though while whereas importantly notably unfortunately yet therefore consequently".split()
)
_COMPARISONS = frozenset("like unlike as despite besides aside apart".split())
_PROVISOS = frozenset("by in during from across among after at with when if while on following within under".split())
_CLAUSES = frozenset("when if while once unless".split())
_FREE = frozenset("in with at during when if after".split())
_GOES_ON = PREPOSITIONS | frozenset("and or as by than that who whose which given taken used above below over".split())
"""Words by which a proviso goes on after its noun, up to the comma."""
_GIVING = frozenset("given used taken administered doses dose injected".split())
_LONGEST = 16
"""Tokens of the longest opener that is kept as a proviso whole."""


class OpenerReader:
    """Reads openers over the tokens of one statement."""

    def __init__(self, tokens: Sequence[Token], subjects: SubjectReader, figures: FigureReader) -> None:
        self.tokens, self.subjects, self.figures = tokens, subjects, figures

    def read(self, at: int, end: int) -> tuple[Frame, int]:
        """All openers from token `at`: what they say, and where the clause itself begins."""
        opening = Frame("")
        while at < end and (after := self._opener(at, end, opening)) is not None:
            at = after
        return opening, at

    def _opener(self, at: int, end: int, opening: Frame) -> int | None:
        tokens = self.tokens
        word = tokens[at].lower
        following = lower_at(tokens, at + 1)
        if word in _SILENT:
            return at + 1 + (following == ",")
        if word == "in" and following in ("addition", "general", "contrast", "particular"):
            if lower_at(tokens, at + 2) == ",":
                return at + 3
            return self._past_comma(at, end) if lower_at(tokens, at + 2) == "to" else None
        comparison = word in _COMPARISONS and following not in BE
        if comparison or (word == "since" and self.subjects.subject(at + 1) is None):
            return self._past_comma(at, end)
        if (often := FREQUENCIES.at(tokens, at)) is not None:
            return self._often(often, at, opening)
        if word.endswith("ly") and following == ",":
            return at + 2
        return self._proviso(at, end, opening) if word in _PROVISOS else None

    def _before_subject(self, at: int, end: int) -> int:
        """ "When given for longer than two weeks | it may cause": where the clause begins, without a comma before it."""
        for i in range(at + 2, end):
            named = i + 1 if self.tokens[i].lower == "it" else self.subjects.named(i)
            if named is not None and self.subjects.cause(named, Frame("")) is not None:
                return i
        return end

    def _follows(self, at: int) -> bool:
        """Whether the clause itself may begin here, without a comma."""
        return self.subjects.subject(at) is not None or self.tokens[at].kind != "word"

    def _past_comma(self, at: int, end: int) -> int | None:
        """Past a comma; "Unlike older drugs X causes": or to where the drug stands before its verb after two words or more."""
        for i in range(at, min(at + _LONGEST, end)):
            if self.tokens[i].text == ",":
                return i + 1
            named = i + 1 if self.tokens[i].lower == "it" else self.subjects.named(i)
            if i > at + 1 and named is not None and self.subjects.cause(named, Frame("")) is not None:
                return i
        return None

    def _often(self, often: tuple[str, int], at: int, opening: Frame) -> int | None:
        """ "Rarely," or "Rarely it": a word for how often that is said of the clause."""
        value, after = often
        comma = lower_at(self.tokens, after) == ","
        adverb = self.tokens[after - 1].lower.endswith(("ly", "often", "seldom", "cases", "instances", "occasions"))
        there = lower_at(self.tokens, after) == "there"
        if not adverb or not (comma or there or self.subjects.subject(after) is not None):
            return None
        opening.frequency = Word(value, (at, after))
        opening.spans.append((at, after))
        return after + comma

    def _proviso(self, at: int, end: int, opening: Frame) -> int | None:
        tokens = self.tokens
        figures = self.figures.read(tokens[:end], at + 1) if tokens[at].lower == "in" else None
        if figures is not None and figures.next < end and tokens[figures.next].lower not in _GOES_ON:
            opening.arms = figures.arms
            opening.spans.append((at, figures.next))
            return figures.next + (tokens[figures.next].text == ",")
        if (route := read_route(tokens, at)) is not None and route[1] < end:
            opening.condition = (at, route[1])
            opening.spans.append((at, route[1]))
            return route[1] + (tokens[route[1]].text == ",")
        place = read_place(tokens, at)
        if place is not None and place < end and tokens[place].lower not in BE | MODALS | HAVE:
            return place + (tokens[place].text == ",")
        condition = read_condition(tokens, at, end)
        if condition is not None and tokens[at].lower in _CLAUSES:
            condition = self._before_subject(at, condition)
        if condition is None and tokens[at].lower in _FREE:
            close = self._past_comma(at, end)
            if close is not None and all(read_percent(tokens, i) is None for i in range(at, close)):
                condition = close - 1
        elif (
            condition is not None
            and condition < end
            and tokens[condition].lower in _GOES_ON
            and not self._follows(condition)
        ):
            close = self._past_comma(condition, end)
            condition = close - 1 if close is not None else condition
        if condition is None or condition >= end:
            return None
        opening.condition = (at, condition)
        opening.spans.append((at, condition))
        self.subjects.administered = any(tokens[i].lower in _GIVING for i in range(at, condition))
        return condition + (tokens[condition].text == ",")
