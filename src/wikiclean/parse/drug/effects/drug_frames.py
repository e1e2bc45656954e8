"""Frames with the drug, or those who take it, as their subject."""

from __future__ import annotations

from ...grammar import lower_at
from .context import Context
from .frames import Frame, Unreadable, Word
from .incidence import read_percent
from .lexicon import is_effect
from .words import FREQUENCIES, HAVE, MODALS, PEOPLE

__all__ = ["EXPERIENCE", "DrugFrames"]

EXPERIENCE = frozenset(
    "experience experienced experiences develop developed develops report reported reports have had suffer suffered notice "
    "noticed complain complained show showed get feel describe described".split()
)
_SOME = frozenset(
    "some many most a few the small number of certain several all proportion percentage minority majority significant large "
    "other susceptible these approximately about one third half quarter two thirds up to virtually nearly almost both older".split()
)
_TAKING = frozenset("taking on using receiving treated with given who take use are were received receive".split())


class DrugFrames:
    """ "X can cause A", "X does not cause A", "some patients develop A"."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def caused(self, at: int, end: int, opening: Frame) -> int | None:
        """ "X regularly causes mild A in B and C"; "X does not cause A"; "It has side effects such as A"."""
        subject = self.context.subjects.subject(at)
        if subject is None and not self.context.about_drug:
            return None
        self.context.subjects.administered = False
        self.context.about_drug = True
        after = subject.next if subject is not None else at
        own = (subject.condition if subject is not None else None) or opening.condition
        frame = Frame(
            "effect.caused", condition=own or self.context.opened, frequency=opening.frequency, arms=opening.arms
        )
        frame.carried = own is None
        start = after + (lower_at(self.context.tokens, after) in MODALS)
        link: int | None
        if (
            lower_at(self.context.tokens, start) in HAVE
            and (had := self.context.nouns.object(start + 1, frame)) is not None
        ):
            frame, link = had
        else:
            link = self.context.subjects.cause(after, frame)
            if link is None or link >= end:
                return None
            if (such := self.context.nouns.object(link, frame)) is not None:
                frame, link = such
            else:
                if lower_at(self.context.tokens, link) == "neither" and not frame.negated:
                    frame.negated, link = True, link + 1
                link = self.context.subjects.counted(link, frame)
        try:
            listing = self.context.lists.read(link, end)
        except Unreadable:
            if frame.adverse or any(is_effect([token.lower]) for token in self.context.tokens[link:end]):
                raise
            return None
        if not listing.items or not (frame.adverse or self.context.plausible(listing)):
            return None
        if frame.arms and (len(listing.top) > 1 or frame.negated):
            raise Unreadable("ambiguous_list")
        frame.rule = "effect.negated" if frame.negated else frame.rule
        frame.spans = [(at, link)]
        after = self.context.after_list(listing, end)
        self.context.emit(frame, listing, (opening.begins(at), listing.next))
        return after

    def people(self, at: int, end: int, opening: Frame) -> int | None:
        """ "Some patients may experience A"; "Up to 10% of patients developed A"."""
        tokens = self.context.tokens
        begin = at
        frame = Frame("effect.people", condition=opening.condition, frequency=opening.frequency)
        at += lower_at(tokens, at) in ("only", "just")
        figures = self.context.figures.read(tokens[:end], at)
        if figures is not None:
            frame.arms, at = figures.arms, figures.next
            at -= lower_at(tokens, at - 1) in EXPERIENCE
        else:
            if (often := FREQUENCIES.at(tokens, at)) is not None:
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            none = lower_at(tokens, at) in ("no", "none")
            at += none
            while lower_at(tokens, at) in _SOME and at - begin < 6:
                at += 1
            frame.negated = none
            if lower_at(tokens, at) not in PEOPLE:
                return None
            at = self._taking(at + 1)
        while (
            (often := FREQUENCIES.at(tokens, at)) is not None
            or lower_at(tokens, at) in MODALS | {"also", "sometimes"}
            or (lower_at(tokens, at) in HAVE and lower_at(tokens, at + 1) in EXPERIENCE)
        ):
            if often is not None:
                frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            else:
                at += 1
        if lower_at(tokens, at) not in EXPERIENCE:
            return None
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
