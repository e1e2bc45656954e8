"""Frames with those who take the drug as their subject."""

from __future__ import annotations

from ...grammar import lower_at
from .bounds import read_ratio
from .context import Context
from .frames import Frame, Unreadable, Word
from .incidence import read_percent
from .words import BE, FREQUENCIES, HAVE, MODALS, NOUNS, PEOPLE

__all__ = ["EXPERIENCE", "PeopleFrames"]

EXPERIENCE = frozenset(
    "experience experienced experiences develop developed develops report reported reports have had suffer suffered notice "
    "noticed notices see sees complain complained show showed get feel describe described".split()
)
_SOME = frozenset(
    "some many most a few the small number of certain several all proportion percentage minority majority significant large "
    "other susceptible these approximately about one third half quarter thirds up to virtually nearly almost both older".split()
)
_TAKING = frozenset("taking on using receiving treated with given who take use are were received receive".split())
_DESCRIBED = frozenset("with who whose over under aged".split())
_PRONE = frozenset("likely prone susceptible vulnerable liable".split())
_LONGEST_DESCRIPTION = 10


class PeopleFrames:
    """ "Some patients may experience A", "up to 10% of patients developed A", "older adults are more likely to have A"."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def people(self, at: int, end: int, opening: Frame) -> int | None:
        """One frame at token `at`: the token after it; None where it is none."""
        tokens = self.context.tokens
        begin = at
        frame = Frame("effect.people", condition=opening.condition, frequency=opening.frequency)
        at += lower_at(tokens, at) in ("only", "just")
        figures = self.context.figures.read(tokens[:end], at)
        if figures is not None:
            frame.arms, at = figures.arms, figures.next
            at -= lower_at(tokens, at - 1) in EXPERIENCE
        elif (ratio := read_ratio(tokens, at)) is not None:
            at = ratio
        elif (who := self._who(at, end, frame)) is not None:
            at = who
        else:
            return None
        at = self._verb(at, frame)
        if lower_at(tokens, at) not in EXPERIENCE:
            return None
        if lower_at(tokens, at) in HAVE and tokens[at - 1].lower != "to":
            described = frame.condition != opening.condition
            told = self.context.nouns.home or any(NOUNS.at(tokens, i) is not None for i in range(len(tokens)))
            if described or not (told or tokens[at - 1].lower in MODALS):
                return None  # "patients with migraine may have nausea", "10% of people have asthma"
        at += 1 + (lower_at(tokens, at + 1) in ("from", "of"))
        if (such := self.context.nouns.object(at, frame)) is not None:
            frame, at = such
        listing = self.context.lists.read(at, end)
        if not listing.items or not (frame.adverse or self.context.plausible(listing)):
            return None
        if frame.arms and self._compared(listing.next, end):
            raise Unreadable("multiple_subjects")
        if frame.arms and len(listing.top) > 1 and not frame.shared:
            raise Unreadable("ambiguous_list")
        if frame.negated:
            if frame.frequency is not None or any(item.arms for item in listing.items):
                raise Unreadable("unknown_pattern")
            frame.rule = "effect.negated"
        frame.spans = [(begin, at)]
        after = self.context.after_list(listing, end)
        self.context.emit(frame, listing, (opening.begins(begin), listing.next))
        return after

    def _compared(self, at: int, end: int) -> bool:
        """Whether a figure follows that no other clause reads."""
        for i in range(at, end):
            if self.context.starts_clause(i):
                return False
            if read_percent(self.context.tokens, i) is not None:
                return True
        return False

    def _taking(self, at: int) -> int:
        """Past "taking X", "treated with the drug" after "patients"."""
        after = at
        while lower_at(self.context.tokens, after) in _TAKING:
            after += 1
        subject = self.context.subjects.subject(after) if after > at else None
        return subject.next if subject is not None else at

    def _who(self, at: int, end: int, frame: Frame) -> int | None:
        """ "A minority of patients", "no patient", "those with asthma": the token after them."""
        tokens = self.context.tokens
        if lower_at(tokens, at) == "you" and lower_at(tokens, at + 1) in MODALS:
            return at + 1
        if (often := FREQUENCIES.at(tokens, at)) is not None:
            frame.frequency, at = Word(often[0], (at, often[1])), often[1]
        frame.negated = lower_at(tokens, at) in ("no", "none")
        at += frame.negated
        first = at
        while at - first < 6 and (
            lower_at(tokens, at) in _SOME or (lower_at(tokens, at), lower_at(tokens, at + 1)) == ("two", "thirds")
        ):
            at += 1
        if lower_at(tokens, at) not in PEOPLE:
            return None
        after = self._taking(at + 1)
        if after == at + 1 and self.context.nouns.home and lower_at(tokens, after) in _DESCRIBED:
            after = self._described(after, end)
            frame.condition = frame.condition or (at, after)
        if (prone := self._prone(after)) is not None:
            frame.condition = frame.condition or (first, after)
            return prone
        return after

    def _described(self, at: int, end: int) -> int:
        """Past "with asthma" to the verb."""
        for i in range(at + 1, min(at + _LONGEST_DESCRIPTION, end)):
            word = self.context.tokens[i].lower
            if word in MODALS or (word in EXPERIENCE and word not in HAVE):
                return i
            if self.context.tokens[i].kind != "word":
                break
        return at

    def _prone(self, at: int) -> int | None:
        """ "are more likely to (develop)": the token of the verb."""
        tokens = self.context.tokens
        if lower_at(tokens, at) not in BE:
            return None
        at += 1
        while lower_at(tokens, at) in ("more", "particularly", "especially", "most"):
            at += 1
        if lower_at(tokens, at) in _PRONE and lower_at(tokens, at + 1) == "to":
            return at + 2
        return None

    def _verb(self, at: int, frame: Frame) -> int:
        """Past "may", "rarely", "have" before the verb of what they have."""
        tokens = self.context.tokens
        while (
            (often := FREQUENCIES.at(tokens, at)) is not None
            or lower_at(tokens, at) in MODALS | {"also", "sometimes"}
            or (lower_at(tokens, at) in HAVE and lower_at(tokens, at + 1) in EXPERIENCE)
        ):
            if often is not None:
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            else:
                at += 1
        return at
