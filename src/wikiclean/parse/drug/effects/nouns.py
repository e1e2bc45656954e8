"""Frames with a noun for adverse effects: "Rare but serious side effects of X", and what stands round the noun."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Statement, lower_at
from ...tokens import Token
from .frames import Frame, Word
from .incidence import read_bound, read_figures
from .lexicon import PARTS
from .provisos import read_condition, read_place
from .subject import SubjectReader
from .words import (
    ADVERBS,
    BE,
    BODY_SYSTEMS,
    CLASSES,
    DETERMINERS,
    FREQUENCIES,
    HAVE,
    INCLUDES,
    MEMBERS,
    MODALS,
    NOUNS,
    OCCURS,
    PREDICATES,
    PREPOSITIONS,
    QUALIFIERS,
    SEVERITIES,
    TELLS,
    WEAK_NOUNS,
)

__all__ = ["NounReader"]

_TOXICITIES = frozenset({"toxicity", "toxicities"})
_OF_DISEASE = frozenset("complications complication problems problem effects effect complaints".split())
_ACTIVE = frozenset("affecting occurring experienced happening".split())
_ASIDES = frozenset("which although though usually often mostly generally some when".split())
_NOTE = frozenset("special particular interest concern importance note clinical".split())


class NounReader:
    """Reads nouns for adverse effects over the tokens of one statement."""

    def __init__(self, statement: Statement, tokens: Sequence[Token], subjects: SubjectReader) -> None:
        self.statement, self.tokens, self.subjects = statement, tokens, subjects
        self.home = bool(
            {"adverse_effects", "hepatotoxicity", "boxed_warning", "warnings"} & set(statement.passage.kinds)
        )
        """Whether the section is about adverse effects, so that a weak noun is enough."""

    # ------------------------------------------------------------------ the noun
    def noun(self, at: int) -> tuple[Frame, int] | None:
        """A noun phrase for adverse effects, with its words for how often and how severe: (frame, token after it)."""
        begin = at
        frame = Frame("effect.list")
        while not FREQUENCIES.at(self.tokens, at):
            if (found := DETERMINERS.at(self.tokens, at)) is None:
                break
            at = found[1]
        determined = at > begin
        head = self._head(at, frame)
        if head is None:
            return None
        weak = self.tokens[head - 1].lower
        if self.home and weak in _TOXICITIES:
            frame.adverse = True
        if weak == "ones" and not frame.qualified:
            return None
        after = self._modifiers(head, frame)
        if after is None:
            return None
        frame.spans.append((begin, after))
        if not frame.adverse:
            described = self.home and (frame.body_system is not None or (determined and head - begin > 1))
            if not (frame.qualified or described):
                return None
            if weak in _OF_DISEASE and not self.home and after == head:
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
            if word in WEAK_NOUNS and (self.home or frame.qualified or word not in ("effect", "effects")):
                return at + 1
            if (level := SEVERITIES.at(tokens, at)) is not None:
                frame.severity, at = frame.severity or Word(level[0], (at, level[1])), level[1]
            elif (often := FREQUENCIES.at(tokens, at)) is not None:
                if frame.frequency is not None:
                    return None
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            elif (bound := read_bound(tokens, at)) is not None and frame.frequency is not None:
                frame.frequency_class, at = CLASSES.get(frame.frequency.value), bound
            elif word in BODY_SYSTEMS:
                first = at - (lower_at(tokens, at - 1) in ("central", "peripheral"))
                frame.body_system, at = (frame.body_system[0] if frame.body_system else first, at + 1), at + 1
            elif word in QUALIFIERS:
                at += 1
            elif named := self.subjects.named(at):
                at = named
            else:
                return None
        return None

    def _modifiers(self, at: int, frame: Frame) -> int | None:
        """ "of X", "reported in clinical trials", "(≥10%)", "affecting more than 20% of patients": the token after."""
        tokens = self.tokens
        while at < len(tokens):
            word = tokens[at].lower
            after: int | None
            if word == "(":
                after = self._bracket(at, frame)
                if after is None:
                    return None
            elif word in PREPOSITIONS or word in ("when", "if"):
                after = self.target(at, frame)
            elif word in TELLS or word in ("that", "which") or FREQUENCIES.at(tokens, at):
                after = self._told(at, frame)
            elif word == "," and lower_at(tokens, at + 1) in _ASIDES:
                after = self._aside(at + 1, frame)
            elif word == "," and lower_at(tokens, at + 1) in TELLS:
                after = self._told(at + 1, frame)
                if after is not None and after < len(tokens):
                    after = after + 1 if tokens[after].text == "," else None
            else:
                return at
            if after is None:
                return at
            at = after
        return at

    def _bracket(self, at: int, frame: Frame) -> int | None:
        """ "(≥1/100)" after the word of a class, "(more than 10% of patients)", "(AEs)"."""
        tokens = self.tokens
        close = next((i for i in range(at, min(at + 20, len(tokens))) if tokens[i].text == ")"), None)
        if close is None:
            return None
        if (
            (bound := read_bound(tokens, at)) is not None
            and frame.frequency is not None
            and self.is_class(frame.frequency)
        ):
            frame.frequency_class = CLASSES[frame.frequency.value]
            return bound
        start = at + 1
        while lower_at(tokens, start) in TELLS or lower_at(tokens, start) in (
            "incidence",
            "frequency",
            "in",
            "by",
            "of",
            "with",
            "an",
        ):
            start += 1
        figures = read_figures(self.statement.text, tokens[:close], start, drug=self.subjects.drug)
        if figures is not None and figures.next == close:
            frame.arms = figures.arms
            return close + 1
        inner = tokens[at + 1 : close]
        return (
            close + 1
            if all(token.text.isupper() or token.text == "s" or token.text[:-1].isupper() for token in inner)
            else None
        )

    def is_class(self, word: Word) -> bool:
        """Whether a word for how often is the bare word of a class: "common", not "most common"."""
        return self.statement.quote(*word.span).lower() in CLASSES

    def _aside(self, at: int, frame: Frame) -> int | None:
        """ ", which are usually mild,": the token after the second comma."""
        while at < len(self.tokens) and self.tokens[at].text != ",":
            if (level := SEVERITIES.at(self.tokens, at)) is not None and frame.severity is None:
                frame.severity, at = Word(level[0], (at, level[1])), level[1]
            elif (
                (often := FREQUENCIES.at(self.tokens, at)) is not None
                and frame.frequency is None
                and often[1] < len(self.tokens)
            ):
                if self.tokens[often[1]].text == ",":
                    frame.frequency = Word(often[0], (at, often[1]))
                at = often[1]
            elif self.tokens[at].lower in PREDICATES or self.tokens[at].lower == "some":
                at += 1
            else:
                return None
        return at + 1 if at < len(self.tokens) else None

    def target(self, at: int, frame: Frame) -> int | None:
        """A preposition with whom or what it is about - the drug, its use, those who take it, trials: the token after."""
        tokens = self.tokens
        if (place := read_place(tokens, at)) is not None:
            return place
        word = tokens[at].lower
        if word == "of" and lower_at(tokens, at + 1) in _NOTE and lower_at(tokens, at + 2) in _NOTE:
            return at + 3
        organ = at + 1 + (lower_at(tokens, at + 1) == "the")
        if word == "on" and (lower_at(tokens, organ) in PARTS or lower_at(tokens, organ) in BODY_SYSTEMS):
            while (
                lower_at(tokens, organ) in PARTS
                or lower_at(tokens, organ) in BODY_SYSTEMS
                or lower_at(tokens, organ) in ("and", "system")
            ):
                organ += 1
            return organ
        if word in ("in", "by", "among", "at", "within"):
            figures = read_figures(self.statement.text, tokens, at + 1, drug=self.subjects.drug)
            if figures is not None:
                frame.arms = figures.arms
                return figures.next
        if (subject := self.subjects.subject(at + 1)) is not None and word not in ("in", "at", "among", "within"):
            frame.condition = frame.condition or subject.condition
            return subject.next
        stop = next(
            (
                i
                for i in range(at + 1, min(at + 16, len(tokens)))
                if tokens[i].lower in BE or INCLUDES.at(tokens, i) or tokens[i].text in (":", ",")
            ),
            len(tokens),
        )
        if lower_at(tokens, stop - 1) in MODALS:
            stop -= 1
        if (after := read_condition(tokens, at, stop)) is not None:
            frame.condition = frame.condition or (at, after)
            return after
        return self.subjects.class_name(at + 1) if self.home and word in ("of", "with", "to", "from") else None

    def _told(self, at: int, frame: Frame) -> int | None:
        """ "associated with X", "that may occur", "most commonly reported by more than 10% of patients"."""
        tokens = self.tokens
        relative = tokens[at].lower in ("that", "which")
        if relative:
            at += 1
            while lower_at(tokens, at) in MODALS | BE | HAVE | ADVERBS:
                at += 1
        at = self._often(at, frame)
        word = lower_at(tokens, at)
        if relative and (occurs := OCCURS.at(tokens, at)) is not None:
            at = occurs[1]
        elif word in TELLS:
            at += 1
        else:
            return None
        at = self._often(at, frame)
        if word in _ACTIVE and lower_at(tokens, at) not in PREPOSITIONS:
            figures = read_figures(self.statement.text, tokens, at, drug=self.subjects.drug)
            if figures is not None:
                frame.arms = figures.arms
                return figures.next
        if lower_at(tokens, at) in PREPOSITIONS:
            return self.target(at, frame)
        return at

    def _often(self, at: int, frame: Frame) -> int:
        while (often := FREQUENCIES.at(self.tokens, at)) is not None and frame.frequency is None:
            frame.frequency, at = Word(often[0], (at, often[1])), often[1]
        return at

    # ------------------------------------------------------------------ the noun as object
    def object(self, at: int, frame: Frame) -> tuple[Frame, int] | None:
        """ "serious side effects such as", "side effects including", after "causes" or "has": (frame, list's first token)."""
        got = self.noun(at)
        if got is None:
            return None
        inner, after = got
        after += lower_at(self.tokens, after) == ","
        members = MEMBERS.at(self.tokens, after)
        if members is not None:
            after = members[1]
        elif lower_at(self.tokens, after) in ("of", ":"):
            after += 1
        elif (
            lower_at(self.tokens, after) in ("that", "which")
            and (includes := INCLUDES.at(self.tokens, after + 1)) is not None
        ):
            after = includes[1]
        else:
            return None
        inner.rule, inner.negated = frame.rule, frame.negated
        inner.frequency = inner.frequency or frame.frequency
        if inner.condition is None:
            inner.condition, inner.carried = frame.condition, frame.carried
        inner.arms = inner.arms or frame.arms
        return inner, after
