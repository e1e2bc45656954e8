"""Predicates of effects as subjects: "are common", "have rarely been reported", "occurred in 12% of patients"."""

from __future__ import annotations

from ...grammar import lower_at
from .asides import read_circumstance, read_remark
from .bounds import read_ratio
from .frames import Frame, Word
from .incidence import read_paired
from .nouns import NounReader
from .provisos import read_cases, read_condition, read_place
from .words import (
    ADVERBS,
    BE,
    BODY_SYSTEMS,
    CONCERNS,
    FREQUENCIES,
    HAVE,
    MODALS,
    NOUNS,
    OCCURS,
    PEOPLE,
    PREDICATES,
    QUALIFIERS,
    RANKS,
    REPORTED,
    SEVERITIES,
    WEAK_NOUNS,
)

__all__ = ["OccurrenceReader"]

_AUXILIARIES = frozenset("do does did been be to".split())
_TO_DRUG = frozenset("in with by during after from on for to following of due under".split())
_TOLD_AGAIN = frozenset("occurring affecting seen reported with observed being found noted".split())
_TAKING = frozenset("taking receiving using treated given on exposed".split())
_RATES = frozenset("incidence rate rates incidences frequency".split())
_RATE = _RATES | frozenset("in by an a of about estimated overall reported with".split())
_THEY = frozenset("they these this it only appear appears seem seems to be".split())
_ENDS = frozenset("long term regularly chronically daily as well also too however alone only so far yet".split())


class OccurrenceReader:
    """Reads what is said of effects, over the tokens of one statement."""

    def __init__(self, nouns: NounReader) -> None:
        self.nouns, self.subjects = nouns, nouns.subjects
        self.tokens, self.text = nouns.tokens, nouns.statement.text

    def occurs(self, at: int, end: int, frame: Frame) -> int | None:
        """The predicate at token `at`: the token after it and all that belongs to it; None where none stands."""
        tokens = self.tokens
        negated = be = False
        while at < end:
            word = tokens[at].lower
            if (often := FREQUENCIES.at(tokens, at)) is not None and not self._noun_at(at, be):
                if frame.frequency is not None or negated:
                    return None
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
                if be and not self._goes_on(at, end):
                    return self._tail(at, end, frame)
                continue
            if (noun := self._ranked(at, be=be)) is not None:
                inner, after = noun
                if negated and (inner.qualified or inner.arms):
                    return None
                frame.negated = negated
                frame.frequency, frame.severity = frame.frequency or inner.frequency, frame.severity or inner.severity
                frame.frequency_class, frame.arms = inner.frequency_class, frame.arms or inner.arms
                frame.condition = frame.condition or inner.condition
                frame.adverse = True
                return self._tail(after, end, frame)
            occurs = OCCURS.at(tokens, at) or (CONCERNS.at(tokens, at) if be else None)
            if occurs is not None or (be and word in REPORTED):
                frame.negated = negated
                after = occurs[1] if occurs is not None else at + 1
                what = self.subjects.subject(after) if tokens[after - 1].lower == "follow" else None
                return self._tail(what.next if what is not None else after, end, frame)
            if be and not negated and (figures := self._figures(at, end, frame)) is not None:
                return self._tail(figures, end, frame)
            if be and not negated and (joined := self._joined_verb(at, end)) is not None:
                at = joined
                continue
            if be and not negated and (level := SEVERITIES.at(tokens, at)) is not None:
                remark = read_remark(tokens, at, end, verb=False)
                frame.severity = frame.severity or Word(level[0], (at, level[1]))
                return remark if remark is not None else self._tail(level[1], end, frame)
            if word in ("affect", "affects", "affected") and (self.nouns.home or self.nouns.told):
                affected = None if negated else (read_ratio(tokens, at + 1) or self._figures(at + 1, end, frame))
                return self._tail(affected, end, frame) if affected is not None else None
            if be and word in ("no", "not") and lower_at(tokens, at + 1) == "more" and FREQUENCIES.at(tokens, at + 1):
                compared = FREQUENCIES.at(tokens, at + 1)
                after = self._tail(compared[1], end, frame) if compared is not None else at
                return after if frame.arms else None
            if word in ("not", "never"):
                negated = True
            elif word in BE or word in HAVE:
                be = True
            elif word == "each":
                frame.each = True
            elif not (word in MODALS or word in ADVERBS or word in _AUXILIARIES):
                return None
            at += 1
        return None

    def _joined_verb(self, at: int, end: int) -> int | None:
        """ "(is) dose related and occurs": past how it runs, to the verb that says that it comes up."""
        begin = at
        while at < end and self.tokens[at].lower in PREDICATES and self.tokens[at].lower not in ("and", "but", "or"):
            at += 1
        if at == begin or lower_at(self.tokens, at) not in ("and", "but"):
            return None
        at += 1
        while lower_at(self.tokens, at) in ADVERBS | MODALS:
            at += 1
        return at if OCCURS.at(self.tokens, at) is not None else None

    def _ranked(self, at: int, *, be: bool) -> tuple[Frame, int] | None:
        """ "(are) reported side effects", "rank among its side effects", "may appear as adverse effects": the noun."""
        if (ranks := RANKS.at(self.tokens, at)) is not None:
            at = ranks[1]
        elif not be:
            return None
        return self._noun_at(at, be=True)

    def _noun_at(self, at: int, be: bool) -> tuple[Frame, int] | None:
        """ "the most common side effects of X", "among its side effects"."""
        if not be:
            return None
        at += lower_at(self.tokens, at) in ("among", "amongst")
        got = self.nouns.noun(at)
        joined = ((lower_at(self.tokens, i), lower_at(self.tokens, i + 1)) for i in range(at, got[1] if got else at))
        if any(first == "," and second in ("but", "and", "yet") for first, second in joined):
            return None  # "are common, but severe reactions are rare"
        return got

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether a word for how often is followed by what it belongs to: "rarely reported"."""
        while (
            at < end
            and self.tokens[at].lower in QUALIFIERS | BODY_SYSTEMS
            and self.tokens[at].lower not in REPORTED | {"and", "but", ",", "or"}
        ):
            at += 1
        if at >= end:
            return False
        word = self.tokens[at].lower
        return word in REPORTED or word in BE or word in WEAK_NOUNS or NOUNS.at(self.tokens, at) is not None

    def _tail(self, at: int, end: int, frame: Frame) -> int:
        """What belongs to the predicate: figures, provisos, trials, how it runs."""
        while at < end and (after := self._tail_part(at, end, frame)) is not None:
            at = after
        return at

    def _tail_part(self, at: int, end: int, frame: Frame) -> int | None:
        tokens = self.tokens
        word = tokens[at].lower
        if word == "(":
            start = at + 1
            while lower_at(tokens, start) in _RATE | _TOLD_AGAIN:
                start += 1
            figures = self._figures(start, end, frame)
            return figures + 1 if figures is not None and lower_at(tokens, figures) == ")" else None
        if word in ("in", "by", "at") and (ratio := read_ratio(tokens, at + 1)) is not None:
            return ratio
        if word in ("in", "by", "at") and (after := self._figures(at + 1, end, frame)) is not None:
            return after
        if not frame.arms and (paired := read_paired(self.text, tokens[:end], at, drug=self.subjects.drug)) is not None:
            frame.arms, frame.frequency = paired[0], None
            return paired[1]
        if (often := FREQUENCIES.at(tokens, at)) is not None and frame.frequency is None:
            frame.frequency = Word(often[0], (at, often[1]))
            return often[1]
        if (cases := read_cases(tokens, at, end)) is not None:
            if cases[1]:
                frame.condition = frame.condition or (at, cases[0])
            return cases[0]
        if (place := read_place(tokens, at)) is not None and place <= end:
            return place
        if word in _TAKING and lower_at(tokens, at - 1) in PEOPLE:
            taken = self.subjects.subject(at + 1 + (lower_at(tokens, at + 1) in ("with", "by")))
            if taken is not None and taken.next <= end:
                return taken.next
        if word in _TO_DRUG:
            start = at + 1 + (lower_at(tokens, at + 1) in ("to", "of"))
            subject = self.subjects.subject(start)
            if subject is not None and subject.next <= end:
                if subject.condition is not None:
                    frame.condition = frame.condition or (min(at, subject.condition[0]), subject.condition[1])
                return subject.next
        if (condition := read_condition(tokens, at, end)) is not None:
            frame.condition = frame.condition or (at, condition)
            return condition
        with_rate = lower_at(tokens, at + 1) == "with" and any(
            lower_at(tokens, i) in _RATES for i in range(at + 2, at + 6)
        )
        if word == "," and (lower_at(tokens, at + 1) in _TOLD_AGAIN or with_rate):
            start = at + 2
            while lower_at(tokens, start) in _RATE or lower_at(tokens, start) in _TOLD_AGAIN:
                start += 1
            if (after := self._figures(start, end, frame) or read_ratio(tokens, start)) is not None:
                return after
        if frame.frequency is None and (later := self._frequency_after(at, end)) is not None:
            frame.frequency = later
            return later.span[1]
        if word in ("and", "but", "or", ","):
            start = at + 1 + (word == "," and lower_at(tokens, at + 1) in ("and", "but", "or"))
            if (remark := read_remark(tokens, start, end)) is not None:
                return remark
            if word == "," and (condition := read_condition(tokens, at + 1, end)) is not None and condition >= end:
                frame.condition = frame.condition or (at + 1, condition)
                return condition
        if word in _ENDS and not (word == "as" and lower_at(tokens, at + 1) in BE):
            return at + 1
        if (after := read_circumstance(tokens, at, end)) is not None:
            frame.condition = frame.condition or (at, after)
            return after
        return None

    def _frequency_after(self, at: int, end: int) -> Word | None:
        """ "but are rare", ", although rarely", "but only very rarely": how often, said after the verb."""
        begin = at
        at += lower_at(self.tokens, at) == ","
        if lower_at(self.tokens, at) not in ("but", "although", "though", "albeit", "and"):
            return None
        at += 1
        while lower_at(self.tokens, at) in _THEY or lower_at(self.tokens, at) in BE:
            at += 1
        often = FREQUENCIES.at(self.tokens, at)
        if often is None or not (often[1] >= end or self.tokens[often[1]].text in (",", ";")):
            return None
        return Word(often[0], (begin, often[1]))

    def _figures(self, at: int, end: int, frame: Frame) -> int | None:
        at += lower_at(self.tokens, at) in ("only", "just")
        figures = self.nouns.figures.read(self.tokens[:end], at)
        if figures is None or frame.arms:
            return None
        frame.arms = figures.arms
        frame.each |= figures.each
        return figures.next
