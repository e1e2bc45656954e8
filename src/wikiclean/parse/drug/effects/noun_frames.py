"""Frames with a noun for adverse effects, or with a word for how often in its place."""

from __future__ import annotations

from ...grammar import lower_at
from .bounds import read_bound
from .context import Context
from .frames import Frame, Item, Listing, Span, Unreadable, Word
from .headings import read_heading
from .words import AUXILIARIES, BE, FREQUENCIES, HAVE, INCLUDES, MEMBERS, MODALS, NEGATIONS, NOUNS, REPORTED, SEVERITIES

__all__ = ["NounFrames"]

_ALSO = frozenset("also mainly mostly usually primarily".split())
"""Adverbs before the verb of a list."""
_GROUPS = frozenset("such including like ,".split())
_FARTHEST_AS = 30
_AS_BEFORE = BE | HAVE | {"do", "does", "did"}
_PRONOUNS = frozenset("they these those others".split())


class NounFrames:
    """ "Common side effects include A", "Common: A", "Less common are A"."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def listed(self, at: int, end: int, opening: Frame) -> int | None:
        """ "Common side effects include A, B and C which can cause D"."""
        got = self.context.nouns.noun(at)
        if got is None:
            return None
        frame, after = got
        link = self.context.links.link(after, frame)
        if link is None:
            return None
        if lower_at(self.context.tokens, after) in _GROUPS:
            return self._group(frame, at, link, end, opening)
        if link >= end:
            return end if frame.adverse else None
        if lower_at(self.context.tokens, link - 1) in AUXILIARIES and not (
            frame.qualified or frame.adverse or frame.arms
        ):
            return None
        frame.frequency = frame.frequency or opening.frequency
        frame.condition = frame.condition or opening.condition
        frame.spans = [(at, link)]
        listing = self.context.lists.read(link, end)
        if not listing.items:
            return end if frame.adverse else None
        after = self.context.after_list(listing, end)
        self.context.emit(frame, listing, (at, listing.next))
        return after

    def _group(self, frame: Frame, at: int, link: int, end: int, opening: Frame) -> int | None:
        """ "Gastrointestinal side effects such as A and B are common": the group is a term where it names one."""
        listing = self.context.lists.read(link, end, until_verb=True)
        verb = listing.next + (lower_at(self.context.tokens, listing.next) == ",")
        said = Frame("effect.occurred", body_system=frame.body_system)
        if listing.items and verb >= end and lower_at(self.context.tokens, at - 1) in ("with", "by"):
            frame.spans = [(at, link)]
            self.context.emit(frame, listing, (at, verb))
            return verb
        if not listing.items:
            return None
        if (after := self.context.occurrence.occurs(verb, end, said)) is None:
            return self._only_named(frame, listing, (at, link), (verb, end), opening)
        if said.arms:
            raise Unreadable("ambiguous_list")
        said.frequency = said.frequency or frame.frequency or opening.frequency
        said.severity = frame.severity or said.severity
        said.condition = said.condition or frame.condition or opening.condition
        if frame.body_system is not None:
            first = frame.body_system[0]
            graded = frame.severity if not frame.adverse else None
            if graded is not None and graded.span[1] == first:  # "serious skin reactions": the grade is the group's own
                first, said.severity = graded.span[0], None
            head = self._group_term(first, link)
            for item in listing.top:
                item.parent, item.relation = head, "part_of"
            listing.items.insert(0, head)
            said.body_system = None
        self.context.emit(said, listing, (at, after))
        return after

    def _only_named(self, frame: Frame, listing: Listing, head: Span, rest: Span, opening: Frame) -> int | None:
        """ "Side effects such as A and B usually go away": named, whatever else is said of them, unless it denies or
        compares them."""
        tokens = self.context.tokens
        verb, end = rest
        if not frame.adverse or verb >= end:
            return None
        for i in range(verb, end):
            denies = tokens[i].lower in NEGATIONS or tokens[i].lower in ("than", "fewer", "less", "reduces", "avoid")
            if denies or tokens[i].kind == "number" or FREQUENCIES.at(tokens, i) or INCLUDES.at(tokens, i):
                return None
        frame.spans, frame.condition = [head], frame.condition or opening.condition
        self.context.emit(frame, listing, (head[0], verb))
        return end

    def _group_term(self, first: int, end: int) -> Item:
        for i in range(first, end):
            if (noun := NOUNS.at(self.context.tokens, i)) is not None:
                return Item([(first, noun[1])])
            if MEMBERS.at(self.context.tokens, i) or self.context.tokens[i].text == ",":
                return Item([(first, i)])
        return Item([(first, end)])

    def headed(self, at: int, end: int, _opening: Frame) -> int | None:
        """ "Very common (≥1/10): A, B"."""
        heading = read_heading(self.context.statement, self.context.tokens, at, anywhere=self.context.nouns.home)
        if heading is None or heading[1] >= end or self.context.tokens[heading[1]].value is not None:
            return None
        frame, after = heading
        listing = self.context.lists.read(after, end)
        if not listing.items or (frame.body_system is not None and not self.context.plausible(listing)):
            return None
        after = self.context.after_list(listing, end)
        self.context.emit(frame, listing, (at, listing.next))
        return after

    def named_as(self, at: int, end: int) -> tuple[int, int] | None:
        """Whether "as its most common side effect", "being the most common" or, after "with", "the most common" follows
        token `at` after one list: (where the list ends, the noun's token)."""
        tokens = self.context.tokens
        for i in range(at + 1, min(at + _FARTHEST_AS, end)):
            if tokens[i].lower == "being":
                return (i, i + 1) if self._named(i + 1) is not None else None
            if tokens[i].lower == "as" and lower_at(tokens, i - 1) not in ("such", "well"):
                return (i, i + 1) if self.context.nouns.noun(i + 1) is not None else None
            if tokens[i].lower == "the" and lower_at(tokens, at - 1) == "with" and (noun := self._named(i)) is not None:
                return (i, i) if noun[1] >= end or tokens[noun[1]].text in (",", ";") else None
            if tokens[i].lower in AUXILIARIES or tokens[i].text == ";":
                return None
        return None

    def _named(self, at: int) -> tuple[Frame, int] | None:
        """ "its most common side effect"; "the most common" with its noun left out."""
        if (got := self.context.nouns.noun(at)) is not None:
            return got
        at += lower_at(self.context.tokens, at) == "the"
        often = FREQUENCIES.at(self.context.tokens, at)
        return (Frame("", frequency=Word(often[0], (at, often[1]))), often[1]) if often is not None else None

    def named(self, at: int, end: int, opening: Frame) -> int | None:
        """ "(with) sleepiness as its most common side effect", ", fever and rash being the common side effects"."""
        tokens = self.context.tokens
        if lower_at(tokens, at - 1) not in ("with", ",") or (said_as := self.named_as(at, end)) is None:
            return None
        list_end, as_noun = said_as
        absolute = tokens[at - 1].text == ","
        if absolute:
            last = next((token.lower for token in reversed(tokens[at:as_noun]) if token.lower in (",", "and")), "and")
            if last == ",":  # a list that no "and" closes runs into this one
                return None
            noun = self.context.nouns.noun(as_noun) if lower_at(tokens, as_noun - 1) == "being" else None
            if noun is None or not noun[0].adverse:
                return None
        got = self._named(as_noun)
        listing = self.context.lists.read(at, list_end)
        if got is None or not listing.items or listing.next < list_end:
            return None
        if absolute and not (self.context.plausible(listing) and self._is_closed(listing)):
            return None
        frame, after = got
        frame.rule, frame.spans = "effect.named", [(at, after)]
        frame.condition = frame.condition or opening.condition
        self.context.emit(frame, listing, (at, after))
        return after

    def _is_closed(self, listing: Listing) -> bool:
        """Whether an "and" stands before the last term and nowhere else, so that no other list runs into this one."""
        ahead = [lower_at(self.context.tokens, item.first - 1) for item in listing.top[1:]]
        return all(word == "," for word in ahead[:-1]) and all(word == "and" for word in ahead[-1:])

    def inverse(self, at: int, end: int, opening: Frame) -> int | None:
        """ "Less common are A and B"; "These include A"; ", as is A", "and so do A", said of what the clause before said."""
        frame = Frame("effect.list", condition=opening.condition)
        link = self._as_is(at, frame) or self.word_first(at, frame) or self._pronoun(at)
        if link is None or link >= end:
            return None
        listing = self.context.lists.read(link, end)
        if not listing.items or not self.context.plausible(listing):
            return None
        frame.spans.append((at, link))
        after = self.context.after_list(listing, end)
        self.context.emit(frame, listing, (at, listing.next))
        return after

    def _as_is(self, at: int, frame: Frame) -> int | None:
        before, tokens = self.context.before, self.context.tokens
        at -= lower_at(tokens, at - 1) == "so"
        if before is None or lower_at(tokens, at) not in ("as", "so") or lower_at(tokens, at + 1) not in _AS_BEFORE:
            return None
        frame.frequency, frame.severity, frame.spans = before.frequency, before.severity, list(before.spans)
        return at + 2

    def word_first(self, at: int, frame: Frame) -> int | None:
        """ "The most common are", "Rarely reported are", "Rare but serious are": the token after the verb."""
        tokens = self.context.tokens
        while lower_at(tokens, at) in ("the", "also", "more", "most", "other", "even") and not FREQUENCIES.at(
            tokens, at
        ):
            at += 1
        if (often := FREQUENCIES.at(tokens, at)) is not None:
            frame.frequency, at = Word(often[0], (at, often[1])), often[1]
            at = read_bound(tokens, at) or at
        grave = at
        while frame.frequency is not None and lower_at(tokens, grave) in (",", "but", "and", "yet", "more"):
            grave += 1
        if (level := SEVERITIES.at(tokens, grave)) is not None:
            frame.severity, at = Word(level[0], (grave, level[1])), level[1]
        if frame.frequency is None and lower_at(tokens, grave - 1) in ("but", "yet"):
            return None  # "rare | but serious include": half of what is said
        reported = lower_at(tokens, at) in REPORTED
        if not (frame.qualified or reported):
            return None
        at += reported
        if lower_at(tokens, at) == "of" and lower_at(tokens, at + 1) in ("these", "which"):
            at += 2
        return self._verb(at)

    def _pronoun(self, at: int) -> int | None:
        """ "They include", "Others are", after a sentence about adverse effects: the token after the verb."""
        if lower_at(self.context.tokens, at) not in _PRONOUNS or not self.context.told_before():
            return None
        return self._verb(at + 1)

    def _verb(self, at: int) -> int | None:
        tokens = self.context.tokens
        while lower_at(tokens, at) in MODALS or lower_at(tokens, at) in _ALSO:
            at += 1
        if (includes := INCLUDES.at(tokens, at)) is not None:
            return includes[1]
        return at + 1 if lower_at(tokens, at) in BE else None
