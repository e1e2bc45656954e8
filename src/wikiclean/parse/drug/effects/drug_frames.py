"""Frames with the drug as their subject."""

from __future__ import annotations

from ...grammar import lower_at
from .context import Context
from .frames import Frame, Unreadable
from .lexicon import is_effect
from .words import BE, HAVE, MODALS

__all__ = ["DrugFrames"]


class DrugFrames:
    """ "X can cause A", "X does not cause A"."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def caused(self, at: int, end: int, opening: Frame) -> int | None:
        """ "X regularly causes mild A in B and C"; "X does not cause A"; "It has side effects such as A"."""
        inverted = self._after_nor(at)
        subject = self.context.subjects.subject(at if inverted is None else inverted)
        if inverted is not None and subject is None:
            return None
        if subject is None and not self.context.about_drug:
            return None
        self.context.subjects.administered = False
        self.context.about_drug = True
        after = subject.next if subject is not None else at
        if subject is not None and lower_at(self.context.tokens, after) == ",":
            after += 2 * (lower_at(self.context.tokens, after + 1) == "which")  # "The drug, which may cause A, …"
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
            linked = inverted is not None and lower_at(self.context.tokens, inverted - 1) in HAVE | BE
            link = self.context.subjects.cause(after, frame, linked=linked)
            if link is None or link >= end:
                return None
            if inverted is not None and frame.negated:
                raise Unreadable("unknown_pattern")
            frame.negated |= inverted is not None
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

    def _after_nor(self, at: int) -> int | None:
        """Where the subject stands in ", nor does it cause A", "nor has X been linked to A"."""
        verb = lower_at(self.context.tokens, at + 1)
        denied = lower_at(self.context.tokens, at) in ("nor", "neither")
        return at + 2 if denied and (verb in _DO or verb in HAVE | BE | MODALS) else None


_DO = frozenset("do does did".split())
