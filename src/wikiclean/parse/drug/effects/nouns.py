"""Frames with a noun for adverse effects: "Rare but serious side effects of X", and what stands round the noun."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Statement, lower_at
from ...tokens import Token
from .bounds import class_within, read_bound
from .figures import FigureReader
from .frames import Frame, Word
from .modifiers import ModifierReader
from .subject import SubjectReader
from .words import (
    BODY_SYSTEMS,
    DETERMINERS,
    FREQUENCIES,
    INCLUDES,
    MEMBERS,
    NEGATIONS,
    NOUNS,
    QUALIFIERS,
    SEVERITIES,
    WEAK_NOUNS,
)

__all__ = ["NounReader"]

_TOXICITIES = frozenset({"toxicity", "toxicities"})
_OF_DISEASE = frozenset("complications complication problems problem effects effect".split())
_PRONOUNS = frozenset("ones one those".split())
"""Nouns that stand for effects only with a word for how often or how severe."""
_ADJECTIVAL = ("ing", "ed", "ous", "ive", "ble", "some", "ful", "ary", "ical", "ional", "ual", "ly", "ish", "ern")
"""Endings of adjectives, and hardly of the names of drugs."""


class NounReader:
    """Reads nouns for adverse effects over the tokens of one statement."""

    def __init__(
        self, statement: Statement, tokens: Sequence[Token], subjects: SubjectReader, figures: FigureReader
    ) -> None:
        self.statement, self.tokens, self.subjects, self.figures = statement, tokens, subjects, figures
        self.home = bool(
            {"adverse_effects", "hepatotoxicity", "boxed_warning", "warnings"} & set(statement.passage.kinds)
        )
        """Whether the section is about adverse effects, so that a weak noun is enough."""
        self.told = False
        """Whether a clause before told adverse effects: "…, and less common effects are" goes on with them."""
        self.modifiers = ModifierReader(statement, tokens, subjects, figures, home=self.home)

    # ------------------------------------------------------------------ the noun
    def noun(self, at: int) -> tuple[Frame, int] | None:
        """A noun phrase for adverse effects, with its words for how often and how severe: (frame, token after it)."""
        begin = at
        frame = Frame("effect.list")
        while not FREQUENCIES.at(self.tokens, at) and not self._those(at):
            if (found := DETERMINERS.at(self.tokens, at)) is None:
                break
            at = found[1]
        determined = at > begin
        head = self._head(at, frame)
        if head is None:
            return None
        weak = self.tokens[head - 1].lower
        if weak == "toxicities" or (self.home and weak in _TOXICITIES):
            frame.adverse = True
        after = self.modifiers.read(head, frame)
        if after is None or (weak in _PRONOUNS and not frame.qualified):
            return None
        frame.spans.append((begin, after))
        if not frame.adverse:
            described = self.home and (frame.body_system is not None or (determined and head - begin > 1))
            if not (frame.qualified or described):
                return None
            told = self.told and frame.frequency is not None
            if weak in _OF_DISEASE and not (self.home or told) and after == head:
                return None
        return frame, after

    def _head(self, at: int, frame: Frame) -> int | None:
        """From the first adjective to the noun: the token after the noun."""
        tokens = self.tokens
        for _ in range(14):
            if (noun := NOUNS.at(tokens, at)) is not None:
                frame.adverse = True
                return noun[1] + (lower_at(tokens, noun[1]) in ("profile", "profiles"))
            word = lower_at(tokens, at)
            if self._those(at):
                return at + 1
            if word in WEAK_NOUNS and (self.home or frame.qualified or word not in ("effect", "effects")):
                return at + 1
            if (level := SEVERITIES.at(tokens, at)) is not None:
                frame.severity, at = frame.severity or Word(level[0], (at, level[1])), level[1]
            elif (often := FREQUENCIES.at(tokens, at)) is not None:
                if frame.frequency is not None:
                    return None
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            elif (bound := read_bound(tokens, at)) is not None and frame.frequency is not None:
                if self.modifiers.is_class(frame.frequency):
                    frame.frequency_class = class_within(tokens, at, bound, frame.frequency.value)
                at = bound
            elif word in BODY_SYSTEMS:
                first = at - (lower_at(tokens, at - 1) in ("central", "peripheral"))
                frame.body_system, at = (frame.body_system[0] if frame.body_system else first, at + 1), at + 1
            elif word in QUALIFIERS:
                at += 1
            elif named := self.subjects.named(at):
                at = named
            elif word.endswith(_ADJECTIVAL) and word not in NEGATIONS and self._noun_near(at + 1):
                at += 1
            else:
                return None
        return None

    def _those(self, at: int) -> bool:
        """Whether token `at` is the "those" of "and those that are rare include", after adverse effects were named."""
        if lower_at(self.tokens, at) != "those" or lower_at(self.tokens, at + 1) not in ("that", "which"):
            return False
        return any(NOUNS.at(self.tokens, i) is not None for i in range(at))

    def _noun_near(self, at: int) -> bool:
        """Whether a noun for adverse effects follows, with at most one word between: "worrying and lasting side effects"."""
        return any(NOUNS.at(self.tokens, i) is not None for i in range(at, at + 3))

    # ------------------------------------------------------------------ the noun as object
    def object(self, at: int, frame: Frame) -> tuple[Frame, int] | None:
        """ "serious side effects such as", "side effects including", after "causes" or "has": (frame, list's first token)."""
        got = self.noun(at)
        if got is None:
            return None
        inner, after = got
        after += lower_at(self.tokens, after) == ","
        members = MEMBERS.at(self.tokens, after)
        often = FREQUENCIES.at(self.tokens, after) if lower_at(self.tokens, after - 1) == "," else None
        if often is not None and self.tokens[often[1] - 1].lower.endswith("ly"):
            inner.frequency, after = Word(often[0], (after, often[1])), often[1]
        elif members is not None:
            if inner.body_system is not None and not (inner.adverse or inner.frequency or inner.arms):
                return None  # "skin reactions such as": a term with members
            after = members[1]
        elif lower_at(self.tokens, after) in ("of", ":"):
            after += 1
        elif (
            lower_at(self.tokens, after) in ("that", "which")
            and (includes := INCLUDES.at(self.tokens, after + 1)) is not None
        ):
            after = includes[1]
        elif inner.frequency is None and (adverb := self.modifiers.described(after)) is not None:
            inner.frequency, after = adverb, adverb.span[1]
        else:
            return None
        inner.rule, inner.negated = frame.rule, frame.negated
        inner.frequency = inner.frequency or frame.frequency
        if inner.condition is None:
            inner.condition, inner.carried = frame.condition, frame.carried
        inner.arms = inner.arms or frame.arms
        return inner, after
