"""What stands between a noun for adverse effects and the verb of its list: "of X", "that are rare", "(≥10%)"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Statement, lower_at
from ...tokens import Token
from .bounds import class_within, read_bound
from .figures import FigureReader
from .frames import Frame, Word
from .lexicon import PARTS
from .provisos import read_condition, read_place
from .subject import SubjectReader
from .words import (
    ADVERBS,
    BE,
    BODY_SYSTEMS,
    CLASSES,
    FREQUENCIES,
    HAVE,
    INCLUDES,
    MEMBERS,
    MODALS,
    NEGATIONS,
    NOUNS,
    OCCURS,
    PEOPLE,
    PREDICATES,
    PREPOSITIONS,
    SEVERITIES,
    TELLS,
)

__all__ = ["ModifierReader"]

_RATE = frozenset("incidence frequency in by of with an".split())
"""What leads to the figure in a bracket."""
_ACTIVE = frozenset("affecting occurring experienced happening".split())
_OPENS_BRACKET = frozenset("and but in most all some usually often typically if when".split())
_OPENS_MODIFIER = frozenset(
    "attributable related due secondary that which during in after when among at within upon while".split()
)
_TO_CAUSE = frozenset("attributable related due secondary".split())
_NEEDS_DRUG = frozenset("of with from by for on to than like".split())
_QUALITIES = frozenset(
    "but yet and or also more potentially often though although if very quite - relatively generally".split()
)
_AGAINST = frozenset("in with on among for the those patients people given receiving taking".split())
_MANY = frozenset("the many some most several few all a".split())
_NOTE = frozenset("special particular interest concern importance note clinical".split())
_LONGEST_MODIFIER, _LONGEST_ASIDE = 12, 18


class ModifierReader:
    """Reads modifiers over the tokens of one statement."""

    def __init__(
        self,
        statement: Statement,
        tokens: Sequence[Token],
        subjects: SubjectReader,
        figures: FigureReader,
        *,
        home: bool,
    ) -> None:
        self.statement, self.tokens, self.subjects, self.figures, self.home = statement, tokens, subjects, figures, home

    def read(self, at: int, frame: Frame) -> int | None:
        """ "of X", "reported in clinical trials", "(≥10%)", "affecting more than 20% of patients": the token after."""
        tokens = self.tokens
        while at < len(tokens):
            word = tokens[at].lower
            after: int | None
            if self.described(at) is not None:
                return at
            if word == "(":
                after = self._bracket(at, frame)
                if after is None:
                    return None
            elif word in PREPOSITIONS or word in ("when", "if"):
                after = self.target(at, frame)
            elif word in TELLS or word in ("that", "which") or FREQUENCIES.at(tokens, at):
                after = self._told(at, frame)
            elif word == ",":
                after = self._told(at + 1, frame) if lower_at(tokens, at + 1) in TELLS else None
                if after is not None and after < len(tokens):
                    after = after + 1 if tokens[after].text == "," else None
                after = after if after is not None else self._aside(at + 1, frame)
            else:
                return at
            if after is None:
                after = self._open(at, frame)
            if after is None:
                return at
            at = after
        return at

    def described(self, at: int) -> Word | None:
        """ "that are commonly (A and B)": the word for how often, where a term follows it."""
        if lower_at(self.tokens, at) not in ("that", "which") or lower_at(self.tokens, at + 1) not in BE:
            return None
        often = FREQUENCIES.at(self.tokens, at + 2)
        if often is None or not self.tokens[often[1] - 1].lower.endswith(("ly", "often")):
            return None
        following = lower_at(self.tokens, often[1])
        closed = TELLS | BE | MODALS | HAVE | PREPOSITIONS | PREDICATES | {"", ","}
        return (
            None if following in closed or SEVERITIES.at(self.tokens, often[1]) else Word(often[0], (at + 2, often[1]))
        )

    def _links(self, at: int) -> bool:
        """Whether a verb or a colon stands here that may lead from the noun to its list."""
        word = lower_at(self.tokens, at)
        if word in ADVERBS:
            word = lower_at(self.tokens, at + 1)
        if word in ("that", "which") and INCLUDES.at(self.tokens, at + 1) is not None:
            return True
        return word in BE or word in MODALS or word in HAVE or word == ":" or INCLUDES.at(self.tokens, at) is not None

    def _open(self, at: int, frame: Frame) -> int | None:
        """ "that patients notice most often", "in the first weeks": words of any kind up to the verb of the list.

        None where they hold a figure, a negation, or a name that need not be the drug's.
        """
        tokens = self.tokens
        if not frame.adverse or tokens[at].lower not in _OPENS_MODIFIER:
            return None
        relative = tokens[at].lower in ("that", "which")
        frequency, severity = frame.frequency, frame.severity
        i = at + 1
        while i < len(tokens) and i - at < _LONGEST_MODIFIER:
            word = tokens[i].lower
            if i > at + 1 and self._links(i) and not (relative and i == at + 2 and word in BE):
                if not relative:
                    frame.condition = frame.condition or (at, i)
                frame.frequency, frame.severity = frequency, severity
                return i
            if (often := FREQUENCIES.at(tokens, i)) is not None:
                if frequency is not None:
                    return None
                frequency, i = Word(often[0], (i, often[1])), often[1]
                continue
            if (level := SEVERITIES.at(tokens, i)) is not None:
                severity, i = severity or Word(level[0], (i, level[1])), level[1]
                continue
            unnamed = (
                word in _NEEDS_DRUG
                and not (i == at + 1 and tokens[at].lower in _TO_CAUSE)
                and not (self.subjects.subject(i + 1) or self._of_people(i + 1))
            )
            if unnamed or tokens[i].kind != "word" or word in NEGATIONS or MEMBERS.at(tokens, i) or NOUNS.at(tokens, i):
                return None
            i += 1
        return None

    def _of_people(self, at: int) -> bool:
        return any(lower_at(self.tokens, i) in PEOPLE for i in range(at, at + 3))

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
            frame.frequency_class = class_within(tokens, at, bound, frame.frequency.value)
            return bound
        start = at + 1
        while lower_at(tokens, start) in TELLS or lower_at(tokens, start) in _RATE:
            start += 1
        figures = self.figures.read(tokens[:close], start)
        if figures is not None and figures.next == close:
            frame.arms = figures.arms
            return close + 1
        inner = tokens[at + 1 : close]
        said = inner[0].lower in _OPENS_BRACKET if inner else False
        if said and all(token.kind == "word" and not MEMBERS.at((token,), 0) for token in inner):
            return close + 1
        return (
            close + 1
            if all(token.text.isupper() or token.text == "s" or token.text[:-1].isupper() for token in inner)
            else None
        )

    def is_class(self, word: Word) -> bool:
        """Whether a word for how often is the bare word of a class: "common", not "most common"."""
        return self.statement.quote(*word.span).lower() in CLASSES

    def _aside(self, at: int, frame: Frame) -> int | None:
        """ ", which are usually mild,", ", though rare,", ", most of which are dose related,": the token after the second
        comma, before the verb; what they say of how often and how severe is kept."""
        begin = at
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
            elif self._is_bound(at):
                at += 3
            elif (
                self.tokens[at].kind == "number"
                or self.tokens[at].text in ("(", ":", ";")
                or NOUNS.at(self.tokens, at)
                or INCLUDES.at(self.tokens, at)
                or MEMBERS.at(self.tokens, at)
                or at - begin > _LONGEST_ASIDE
            ):
                return None
            else:
                at += 1
        return at + 1 if at > begin and self._links(at + 1) else None

    def _is_bound(self, at: int) -> bool:
        """ "1 in 10", which is a class of frequency in words."""
        return (
            self.tokens[at].kind == "number"
            and lower_at(self.tokens, at + 1) in ("in", "of")
            and at + 2 < len(self.tokens)
            and self.tokens[at + 2].kind == "number"
            and lower_at(self.tokens, at + 3) != "%"
        )

    def target(self, at: int, frame: Frame) -> int | None:
        """A preposition with whom or what it is about - the drug, its use, those who take it, trials: the token after."""
        tokens = self.tokens
        if (place := read_place(tokens, at)) is not None:
            return place
        word = tokens[at].lower
        if word == "of" and lower_at(tokens, at + 1) in _NOTE and lower_at(tokens, at + 2) in _NOTE:
            return at + 3
        if word == "by" and (people := self._by_people(at + 1)) is not None:
            return people
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
            figures = self.figures.read(tokens, at + 1)
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

    def _by_people(self, at: int) -> int | None:
        """ "(reported by) many users": the token after them."""
        for i in range(at, min(at + 3, len(self.tokens))):
            if self.tokens[i].lower in PEOPLE:
                return i + 1
            if self.tokens[i].lower not in _MANY:
                return None
        return None

    def _told(self, at: int, frame: Frame) -> int | None:
        """ "associated with X", "that may occur", "most commonly reported by more than 10% of patients"."""
        tokens = self.tokens
        relative = tokens[at].lower in ("that", "which")
        if relative:
            at += 1
            if lower_at(tokens, at) in BE and (said := self._qualities(at + 1, frame)) is not None:
                return said
            while lower_at(tokens, at) in MODALS | BE | HAVE | ADVERBS:
                at += 1
        begin, at = at, self._often(at, frame)
        word = lower_at(tokens, at)
        if not relative and at > begin and word in PREPOSITIONS:
            return self.target(at, frame)  # "side effects common to this drug"
        if relative and (occurs := OCCURS.at(tokens, at)) is not None:
            at = occurs[1]
        elif word in TELLS:
            at += 1
        else:
            return None
        if (compared := self._more_than_placebo(at)) is not None:
            frame.adverse = True
            return compared
        at = self._often(at, frame)
        if word in _ACTIVE and lower_at(tokens, at) not in PREPOSITIONS:
            figures = self.figures.read(tokens, at)
            if figures is not None:
                frame.arms = figures.arms
                return figures.next
        if lower_at(tokens, at) in PREPOSITIONS:
            return self.target(at, frame)
        return at

    def _more_than_placebo(self, at: int) -> int | None:
        """ "(reported) more often than with placebo": how often, beside placebo only; figures after it are of both."""
        tokens = self.tokens
        often = FREQUENCIES.at(tokens, at)
        if often is None or lower_at(tokens, often[1]) != "than" or lower_at(tokens, at) != "more":
            return None
        at = often[1] + 1
        while lower_at(tokens, at) in _AGAINST:
            at += 1
        if lower_at(tokens, at) != "placebo":
            return None
        self.figures.labels = ("drug", "placebo")
        return at + 1 + (lower_at(tokens, at + 1) in ("group", "recipients"))

    def _qualities(self, at: int, frame: Frame) -> int | None:
        """ "that are less frequent yet potentially severe": how often and how severe, up to the verb."""
        frequency, severity = frame.frequency, frame.severity
        while at < len(self.tokens):
            if (level := SEVERITIES.at(self.tokens, at)) is not None:
                severity, at = severity or Word(level[0], (at, level[1])), level[1]
            elif (often := FREQUENCIES.at(self.tokens, at)) is not None:
                if frequency is not None:
                    return None
                frequency, at = Word(often[0], (at, often[1])), often[1]
            elif self.tokens[at].lower in _QUALITIES:
                at += 1
            else:
                break
        if not self._links(at) or (frequency, severity) == (frame.frequency, frame.severity):
            return None
        frame.frequency, frame.severity = frequency, severity
        return at

    def _often(self, at: int, frame: Frame) -> int:
        while (often := FREQUENCIES.at(self.tokens, at)) is not None and frame.frequency is None:
            frame.frequency, at = Word(often[0], (at, often[1])), often[1]
        return at
