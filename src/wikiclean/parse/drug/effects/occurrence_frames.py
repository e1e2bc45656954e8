"""Frames with effects as their subject: "A and B are common", "A occurred in 12% of patients"."""

from __future__ import annotations

from ...grammar import lower_at
from .asides import read_consequence
from .context import RESTS, Context
from .frames import Frame, Listing, Span, Unreadable, Word
from .incidence import is_comparison, read_percent, read_respective
from .lexicon import is_effect
from .terms import CLAUSES
from .words import BE, FREQUENCIES, HAVE, MODALS

__all__ = ["OccurrenceFrames"]

_COMMON = frozenset({"common", "very common", "frequent", "most common"})
_CLEAR = frozenset("clear convincing published known documented confirmed well further such".split())


class OccurrenceFrames:
    """ "A and B are common", "no A has been reported", "A occurred in 12% of patients compared with 4% on placebo"."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def occurred(self, at: int, end: int, opening: Frame) -> int | None:
        """ "A and B are common", "A occurred in 12% of patients compared with 4% on placebo", "No A was seen"."""
        begin = at
        frame = Frame("effect.occurred", condition=opening.condition, frequency=opening.frequency, arms=opening.arms)
        there = lower_at(self.context.tokens, at) == "there"
        if there:
            at += 1
            while lower_at(self.context.tokens, at) in HAVE | BE | MODALS | {"also"}:
                at += 1
        none = lower_at(self.context.tokens, at) in ("no", "neither") and lower_at(self.context.tokens, at + 1) not in (
            "longer",
            "of",
        )
        if none:
            at += 1
            while lower_at(self.context.tokens, at) in _CLEAR:
                at += 1
        start = self.context.subjects.counted(at, frame)
        if there and start == at and opening.frequency is None:
            return None
        try:
            listing = self.context.lists.read(start, end, until_verb=True)
        except Unreadable:
            return None
        if not listing.items or not self.context.plausible(listing):
            return None
        frame.condition = frame.condition or listing.condition
        verb = listing.next + (lower_at(self.context.tokens, listing.next) == ",")
        if lower_at(self.context.tokens, verb) == "being":
            return None
        apposed = self._apposed(listing, end, frame)
        verb = verb if apposed is None else apposed
        after = verb if there else self.context.occurrence.occurs(verb, end, frame)
        if after is None and apposed is not None:
            return None
        if after is None:
            limit = lower_at(self.context.tokens, verb - 1) in ("normal", "uln")
            if (
                opening.arms and verb >= end and len(listing.items) == 1 and limit
            ):  # "in 18% of patients ALT rises above 3 x ULN"
                frame.rule, frame.spans = "effect.incidence", [(begin, verb)]
                self.context.emit(frame, listing, (opening.begins(begin), verb))
                return verb
            return (
                self._as_denied(listing, begin, verb)
                or self._gapped(listing, begin, end)
                or self._elliptical(listing, (begin, verb), end)
            )
        if not self.context.nouns.home and self._of_illness(frame):
            return None
        after = self._respective(listing, frame, after, end)
        if after < end and not self._may_end(after):
            return None
        if none or frame.negated:
            if (none and frame.negated) or frame.arms or frame.frequency is not None:
                raise Unreadable("unknown_pattern")
            frame.negated, frame.rule = True, "effect.negated"
        self._check_figures(listing, frame, after, end)
        after = after if frame.negated else self._consequences(listing, after, end)
        frame.spans = [(begin, after)]
        self.context.emit(frame, listing, (opening.begins(begin), after))
        return self._followed(frame, begin, after, end)

    def _followed(self, frame: Frame, begin: int, at: int, end: int) -> int:
        """ ", followed by B and C" after a predicate: more of what it says, but for its figures."""
        tokens = self.context.tokens
        start = at + (lower_at(tokens, at) == ",")
        if (lower_at(tokens, start), lower_at(tokens, start + 1)) != ("followed", "by") or frame.negated:
            return at
        listing = self.context.lists.read(start + 2, end)
        if not listing.items:
            return at
        more = Frame(frame.rule, list(frame.spans), frame.frequency, condition=frame.condition, adverse=frame.adverse)
        self.context.emit(more, listing, (begin, listing.next))
        return listing.next

    def _consequences(self, listing: Listing, at: int, end: int) -> int:
        """ "A is common | , leading to B and C": what follows of the one effect, as members of its list; the token after."""
        tokens = self.context.tokens
        start = at + (lower_at(tokens, at) == ",")
        consequence = read_consequence(tokens, start) if start > at and len(listing.items) == 1 else None
        if consequence is None:
            return at
        inner = self.context.lists.read(consequence, end)
        if not inner.items or not self.context.plausible(inner) or any(item.arms for item in inner.items):
            return at
        for item in inner.top:
            item.parent, item.relation = listing.items[0], "caused_by"
        listing.items += inner.items
        return inner.next

    def _may_end(self, at: int) -> bool:
        """Whether a predicate may end here: what follows is no part of it."""
        word = lower_at(self.context.tokens, at)
        return word in (",", "and", "or") or word in CLAUSES or word in RESTS

    def _respective(self, listing: Listing, frame: Frame, at: int, end: int) -> int:
        """ "in 10% and 5% of patients, respectively": a figure a term."""
        if frame.arms or lower_at(self.context.tokens, at) not in ("in", "by"):
            return at
        top = listing.top
        found = read_respective(
            self.context.statement.text,
            self.context.tokens[:end],
            at + 1,
            count=len(top),
            drug=self.context.subjects.drug,
        )
        if found is None:
            return at
        for item, arm in zip(top, found[0], strict=True):
            item.arms = (arm,)
        return found[1]

    def _check_figures(self, listing: Listing, frame: Frame, at: int, end: int) -> None:
        """Every figure of the clause must be one term's, or said of each."""
        if frame.arms:
            frame.rule = "effect.incidence"
            top = listing.top
            if (len(top) > 1 and not (frame.each or listing.each or frame.bounded)) or any(item.arms for item in top):
                raise Unreadable("ambiguous_list")
        for i in range(at, end):
            token = self.context.tokens[i]
            if token.text == ";" or token.lower in CLAUSES or (token.text == "," and self.context.starts_clause(i + 1)):
                return
            parted = lower_at(self.context.tokens, i) in (",", "and") and not is_comparison(self.context.tokens, i + 1)
            if parted and self._figures_follow(i + 1, end):
                return
            if token.kind == "number" and (
                read_percent(self.context.tokens, i) is not None
                or lower_at(self.context.tokens, i + 1) in ("in", "of", "out")
            ):
                raise Unreadable("orphan_number")

    def _figures_follow(self, at: int, end: int) -> bool:
        """Whether ", B in 5% and C in 3%" follows, or nothing with a figure."""
        if not any(token.kind == "number" for token in self.context.tokens[at:end]):
            return True
        try:
            listing = self.context.lists.read(at, end, until_verb=True)
        except Unreadable:
            return False
        return bool(listing.items) and (listing.next < end or all(item.arms for item in listing.top))

    def _of_illness(self, frame: Frame) -> bool:
        """ "Seizures are common in epilepsy": what is said of an illness, not of the drug."""
        if frame.condition is None or lower_at(self.context.tokens, frame.condition[0]) != "in":
            return False
        words = [token.lower for token in self.context.tokens[frame.condition[0] + 1 : frame.condition[1]]]
        return is_effect(words) is True

    def _apposed(self, listing: Listing, end: int, frame: Frame) -> int | None:
        """ "Dry cough, the most common side effect, (occurs)": what the noun says; the token of the verb."""
        tokens = self.context.tokens
        at = listing.next
        if lower_at(tokens, at) != "," or len(listing.top) > 1:
            return None
        at += 3 if lower_at(tokens, at + 1) == "which" and lower_at(tokens, at + 2) in BE else 1
        noun = self.context.nouns.noun(at)
        if noun is None or noun[1] + 1 >= end or tokens[noun[1]].text != ",":
            return None
        frame.frequency, frame.severity, frame.adverse = noun[0].frequency, noun[0].severity, noun[0].adverse
        return noun[1] + 1

    def _as_denied(self, listing: Listing, begin: int, verb: int) -> int | None:
        """ "(A is not a side effect,) but B is": what was denied of another."""
        before, tokens = self.context.before, self.context.tokens
        if before is None or not before.negated or lower_at(tokens, verb) not in BE:
            return None
        if lower_at(tokens, begin - 1) != "but" or lower_at(tokens, verb + 1) not in ("", ".", ",", ";"):
            return None
        self.context.emit(Frame("effect.occurred", [*before.spans, (begin, verb + 1)]), listing, (begin, verb + 1))
        return verb + 1

    def _gapped(self, listing: Listing, begin: int, end: int) -> int | None:
        """ "(A is common,) B and C uncommon": how often, without the verb of the clause before."""
        before, at = self.context.before, listing.next
        often = FREQUENCIES.at(self.context.tokens, at)
        last = listing.top[-1].frequency
        if often is None and at >= end and last is not None and last.span[1] == at:
            often, at = (last.value, at), last.span[0]
        if often is None or before is None or before.rule != "effect.occurred" or before.frequency is None:
            return None
        if self.context.tokens[often[1] - 1].lower == "so" and before.frequency.value not in _COMMON:
            return None  # "A is rare, B less so"
        if often[1] < end and self.context.tokens[often[1]].text not in (",", ";"):
            return None
        frame = Frame("effect.occurred", [(begin, often[1])], Word(often[0], (at, often[1])))
        self.context.emit(frame, listing, (begin, often[1]))
        return often[1]

    def _elliptical(self, listing: Listing, clause: Span, end: int) -> int | None:
        """ ", and B in 4% to 10%": figures without a verb, after a clause that had one or among adverse effects."""
        before = self.context.before
        told = before is not None and before.rule in ("effect.occurred", "effect.incidence")
        if not (told or self.context.nouns.home) or clause[1] < end:
            return None
        ends = [self.context.tokens[item.spans[-1][1] - 1].lower for item in listing.top]
        if not all(item.arms for item in listing.top) or any(word.endswith("ed") for word in ends):
            return None  # "headache cleared in 60%"
        self.context.emit(Frame("effect.incidence", spans=[clause]), listing, clause)
        return clause[1]
