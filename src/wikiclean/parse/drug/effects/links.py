"""From the noun of a frame to its list: "include", "are", "are rare but may include", ":"."""

from __future__ import annotations

from ...grammar import lower_at
from .asides import read_circumstance
from .frames import Frame, Word
from .nouns import NounReader
from .provisos import read_condition, read_place
from .words import (
    ADVERBS,
    BE,
    BODY_SYSTEMS,
    FREQUENCIES,
    HAVE,
    INCLUDES,
    MEMBERS,
    MODALS,
    NEGATIONS,
    OCCURS,
    PREPOSITIONS,
    SEVERITIES,
    TELLS,
)

__all__ = ["LinkReader"]

_PREDICATE_WORDS = frozenset(
    "usually generally mostly often typically dose related - dependent transient temporary reversible self limited limiting "
    "in nature severity intensity to moderate and but or , quite relatively rather most well tolerated predictable minor "
    "short lived however few numerous both somewhat also seen very manageable tolerable similar of the time many all still "
    "even minimal brief clinically asymptomatic benign much more less far".split()
)
_PREDICATE_ADJECTIVES = frozenset(
    "transient temporary reversible tolerated tolerable predictable minor few numerous manageable minimal brief asymptomatic "
    "benign limited similar lived".split()
)
_JOINS = frozenset(", and but yet however they these although though ; which that most also".split())
_FARTHEST = 14
_BEFORE_MEMBERS = frozenset("among amongst including such consisting namely e.g. for like".split())


class LinkReader:
    """Reads what links a noun to its list, over the tokens of one statement."""

    def __init__(self, nouns: NounReader) -> None:
        self.nouns, self.tokens = nouns, nouns.tokens

    def link(self, at: int, frame: Frame) -> int | None:
        """ "include", "are", "are rare but may include", ":" after the noun: where the list begins; None if nowhere."""
        tokens = self.tokens
        word = lower_at(tokens, at)
        if word == ":" or (word in ("–", "—") and not self._closes_aside(at)):
            return at + 1
        if word == "-" and at + 1 < len(tokens) and tokens[at + 1].start > tokens[at].end:
            return at + 1
        skip = 1 if word == "," else 0
        often = FREQUENCIES.at(tokens, at + 1) if skip and frame.adverse else None
        if often is not None and tokens[often[1] - 1].lower.endswith(("ly", "often")) and self.follows_term(often[1]):
            frame.frequency = Word(often[0], (at + 1, often[1]))
            return often[1]
        if lower_at(tokens, at + skip) in _BEFORE_MEMBERS and (members := MEMBERS.at(tokens, at + skip)) is not None:
            return members[1] + (lower_at(tokens, members[1]) == ",")
        if (
            word == ","
            and lower_at(tokens, at + 1) == "which"
            and (includes := INCLUDES.at(tokens, at + 2)) is not None
        ):
            return self._opened(includes[1])
        if word in ("that", "which") and (includes := INCLUDES.at(tokens, at + 1)) is not None:
            return includes[1]
        if frame.frequency is None and (adverb := self.nouns.modifiers.described(at)) is not None:
            frame.frequency = adverb
            return adverb.span[1]
        if (occurs := OCCURS.at(tokens, at)) is not None:
            return self._after_occurs(occurs[1], frame)
        at = self._adverbs(at, frame)
        word = lower_at(tokens, at)
        if word in MODALS or word in HAVE:
            at = self._adverbs(at + 1, frame)
            if (includes := INCLUDES.at(tokens, at)) is not None:
                return self._opened(includes[1])
            return self._predicate(at + 1, frame) if lower_at(tokens, at) in ("be", "been") else None
        if word in ("tend", "tends") and lower_at(tokens, at + 1) == "to":
            if (includes := INCLUDES.at(tokens, at + 2)) is not None:
                return self._opened(includes[1])
            return self._predicate(at + 3, frame) if lower_at(tokens, at + 2) == "be" else None
        if (includes := INCLUDES.at(tokens, at)) is not None:
            return self._opened(includes[1])
        if word in BE:
            return self._predicate(at + 1, frame)
        return self._far(at) if frame.adverse and word not in _JOINS else None

    def _closes_aside(self, dash: int) -> bool:
        """Whether a second dash, before a verb, closes what this one opens: "problems – A and B – are common"."""
        return any(
            self.tokens[i].text == self.tokens[dash].text and lower_at(self.tokens, i + 1) in BE | MODALS | HAVE
            for i in range(dash + 1, len(self.tokens))
        )

    def follows_term(self, at: int) -> bool:
        """Whether a term may begin here, after ", most commonly"."""
        word = lower_at(self.tokens, at)
        return (
            word not in TELLS | BE | MODALS | HAVE | PREPOSITIONS | {"", ","} and INCLUDES.at(self.tokens, at) is None
        )

    def _after_occurs(self, at: int, frame: Frame) -> int | None:
        """ "Side effects occur in about 30% of patients and include": how many have any is no figure of one term."""
        while (
            lower_at(self.tokens, at) in PREPOSITIONS
            and (after := self.nouns.modifiers.target(at, Frame(""))) is not None
        ):
            at = after
        return self._listed_after(at, frame)

    def _opened(self, at: int) -> int:
        """Past "the following:", "but are not limited to"."""
        tokens = self.tokens
        close = next((i for i in range(at, min(at + 9, len(tokens))) if tokens[i].text == ")"), None)
        if (
            lower_at(tokens, at) == "("
            and close is not None
            and any(tokens[i].lower in ("limited", "order") for i in range(at, close))
        ):
            at = close + 1
        if lower_at(tokens, at) == "," and lower_at(tokens, at + 1) == "but":
            at += 1
        if lower_at(tokens, at) == "but" and lower_at(tokens, at + 1) in ("are", "is", "not"):
            while lower_at(tokens, at) in ("but", "are", "is", "not", "limited", "to"):
                at += 1
        if (lower_at(tokens, at) == "the" and lower_at(tokens, at + 1) == "following") or (
            lower_at(tokens, at) == "as" and lower_at(tokens, at + 1) == "follows"
        ):
            at += 2
        at += lower_at(tokens, at) == ":"
        while lower_at(tokens, at) in ADVERBS:
            at += 1
        return at

    def _adverbs(self, at: int, frame: Frame) -> int:
        while at < len(self.tokens):
            often = FREQUENCIES.at(self.tokens, at)
            if often is not None and self.tokens[often[1] - 1].lower.endswith(("ly", "often", "seldom")):
                frame.frequency, at = frame.frequency or Word(often[0], (at, often[1])), often[1]
            elif self.tokens[at].lower in ADVERBS:
                at += 1
            else:
                break
        return at

    def _predicate(self, at: int, frame: Frame) -> int | None:
        """After "are": the list itself, or "rare but may include", "generally mild and include"."""
        tokens = self.tokens
        begin = at
        frequency, severity = frame.frequency, frame.severity
        said = False
        condition = None
        while at < len(tokens):
            word = tokens[at].lower
            if (often := FREQUENCIES.at(tokens, at)) is not None:
                if not self._of_severity(often[1]):
                    frequency = frequency or Word(often[0], (at, often[1]))
                at, said = often[1], True
            elif (level := SEVERITIES.at(tokens, at)) is not None:
                severity, at, said = severity or Word(level[0], (at, level[1])), level[1], True
            elif said and (place := read_place(tokens, at)) is not None:
                at = place
            elif said and word in PREPOSITIONS and (after := read_condition(tokens, at, len(tokens))) is not None:
                condition, at = condition or (at, after), after
            elif word == "not" and (denied := SEVERITIES.at(tokens, at + 1)) is not None:
                at, said = denied[1], True
            elif said and word == "," and (after := self._circumstance(at + 1)) is not None:
                condition, at = condition or (at + 1, after), after
            elif word in TELLS:
                at, said = at + 1, True
            elif word in _PREDICATE_WORDS or word in BODY_SYSTEMS:
                said |= word in _PREDICATE_ADJECTIVES
                at += 1
            else:
                break
        listed = self._listed_after(at, frame)
        if listed is not None or (said and (at >= len(tokens) or tokens[at].text == ";")):
            frame.frequency, frame.severity = frequency, severity
            frame.condition = frame.condition or condition
            return listed if listed is not None else at
        if said and (
            lower_at(tokens, at) in ("but", "which", "that") or lower_at(tokens, at - 1) in ("but", ",", "and")
        ):
            return None  # "are few, but A may occur": the list is another clause's
        if (far := self._far(begin)) is not None:
            return far
        while lower_at(tokens, begin) in ADVERBS:
            begin += 1
        return self._opened(begin)

    def _far(self, at: int) -> int | None:
        """ "are those typical of the class and include", "are those of its receptor:": the list after words of any kind."""
        tokens = self.tokens
        those = lower_at(tokens, at) in ("those", "due", "related", "similar", "like", "consistent", "typical")
        for i in range(at, min(at + _FARTHEST, len(tokens))):
            word = tokens[i].lower
            if those and word == ":":
                return i + 1
            if i > at and (includes := INCLUDES.at(tokens, i)) is not None:
                before = i - 1
                while tokens[before].lower in MODALS | ADVERBS:
                    before -= 1
                return self._opened(includes[1]) if tokens[before].lower in _JOINS else None
            closed = FREQUENCIES.at(tokens, i) or SEVERITIES.at(tokens, i) or word in _BEFORE_MEMBERS
            if closed or tokens[i].kind == "number" or word in NEGATIONS or tokens[i].text in ("(", ";"):
                return None
        return None

    def _circumstance(self, at: int) -> int | None:
        """ ", particularly with prolonged use," between the predicate and "and include"."""
        after = read_circumstance(self.tokens, at, len(self.tokens))
        return (
            after
            if lower_at(self.tokens, at) not in ("and", "but") and lower_at(self.tokens, after or 0) == ","
            else None
        )

    def _of_severity(self, at: int) -> bool:
        """ "often severe": the word says how often they are severe, not how often they come."""
        while lower_at(self.tokens, at) in ("much", "more", "quite", "very", "rather"):
            at += 1
        return SEVERITIES.at(self.tokens, at) is not None

    def _listed_after(self, at: int, frame: Frame) -> int | None:
        """ "and include", "but may include", ", including", "consisting of": the list after what was said."""
        tokens = self.tokens
        often = FREQUENCIES.at(tokens, at + 1) if lower_at(tokens, at) == "," else None
        if often is not None and tokens[often[1] - 1].lower.endswith(("ly", "often")) and self.follows_term(often[1]):
            frame.frequency = Word(often[0], (at + 1, often[1]))
            return often[1]
        while lower_at(tokens, at - 1) in ("and", "but", "or", ",", "however", "yet", "although", "though"):
            at -= 1
        while lower_at(tokens, at) in _JOINS:
            at += 1
        after = at
        while (
            lower_at(tokens, after) in MODALS or lower_at(tokens, after) in HAVE or lower_at(tokens, after) in ADVERBS
        ):
            after += 1
        after = self._adverbs(after, frame)
        if (includes := INCLUDES.at(tokens, after)) is not None:
            return self._opened(includes[1])
        if after == at and lower_at(tokens, at) in _BEFORE_MEMBERS and (members := MEMBERS.at(tokens, at)) is not None:
            return members[1]
        return at + 1 if after == at and lower_at(tokens, at) == ":" else None
