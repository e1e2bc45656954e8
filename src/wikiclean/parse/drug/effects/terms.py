"""One term of a list: where it begins and ends, and which brackets are part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...grammar import lower_at
from ...tokens import Token
from .asides import read_consequence
from .bounds import read_uln
from .frames import Span, Unreadable
from .incidence import read_percent
from .lexicon import ADJECTIVES, BODY_PARTS, CHANGES, FIXED, PARTS, SENSATIONS
from .provisos import read_cases, read_condition, read_place
from .words import BE, FREQUENCIES, HAVE, MEMBERS, MODALS, NOUNS, OCCURS, PREDICATES, RANKS, USES

__all__ = ["CLAUSES", "CONJUNCTIONS", "STOPS", "TermReader"]

CONJUNCTIONS = frozenset({"and", "or", "nor", "&", "plus"})
CLAUSES = frozenset("but although though while whereas however because since so yet where".split())
"""Words that begin a new clause, and stand in no term."""

STOPS = (
    BE
    | HAVE
    | MODALS
    | (OCCURS.first_words - {"come"})
    | frozenset(
        "should must shall also do does did not no it they them this these those that which who whom whose what when where "
        "while if because since but although though however whereas so there here we you he she i than as by include includes "
        "included cause causes caused requires require need needs used taken given treated recommended avoided reported "
        "observed approved seen associated linked results resulted remain remains generally typically resolve resolves being "
        "usually mostly go goes disappear disappears subside subsides "
        "until unless despite its their his her your our per via thought considered believed found made makes make "
        "contraindicated prescribed tends tend rarely commonly frequently often occasionally patients people persons "
        "individuals drugs medication medications medicine doses tablets available unknown lead leads led each respectively resulting without any embedded prevents improves improved improve relieves relieved treats lowers responded affect affects affected".split()
    )
)
"""Finite verbs, pronouns and the like: no term holds one, and where it stands the list has ended."""

_SIGNS = frozenset("- – ' ’ / \" “ ” . + γ".split())
_NO_TERMS = frozenset(
    "others other etc more many some several various similar such all any none few little much those following and things of "
    "effects effect reactions events symptoms unknown complaints these ones problems".split()
)
_NO_FIRST = frozenset(
    "similar due those many several various none few most unknown in during among from on at under over within against "
    "towards toward upon between through into out about like unlike with without for of after little minimal fewer less "
    "negligible no see history leading resulting causing requiring once twice daily".split()
)
_NO_LAST = frozenset("of with from to for in by on at during".split())
_POSTURES = frozenset(
    "standing urinating walking breathing swallowing moving sitting lying rising coughing exercising passing".split()
)
_NUMBERED = frozenset("grade grades type class stage factor covid levels".split())
_FROM_DRUG = frozenset(
    "from due with to of caused attributed attributable related associated secondary during on after".split()
)
_RELATIONS = frozenset("to by with".split())
_PARTED = frozenset(", and or & /".split())
_ATTRIBUTES = frozenset("upper lower left right bacterial viral local systemic".split())
_NAMING = {
    "common": frozenset("cold colds bile warts".split()),
    "frequent": frozenset("urination urinating stools bowel need infections".split()),
    "more": frozenset("frequent".split()),
    "occasional": frozenset(),
}
_WHERE = frozenset("in of on around".split())
_DEGREES = frozenset("clinically potentially possibly medically".split())
_WHO = frozenset("women men children adults boys girls infants males females newborns users recipients".split())
"""People as the subject of another clause: "men may develop A and women B"."""
_AND_OR = frozenset({"and", "or"})
_ADVERBS = frozenset("sometimes potentially occasionally even often possibly rarely".split())
_LONGEST_MARK = 3
_LONGEST = 16
"""Tokens of the longest term without a multiple of a limit."""


class TermReader:
    """Reads single terms over the tokens of one statement."""

    def __init__(self, tokens: Sequence[Token], subject_after: Callable[[int], int | None]) -> None:
        self.tokens, self._subject_after = tokens, subject_after

    def term(self, at: int, end: int, *, until_verb: bool) -> tuple[Span, int, bool] | None:
        """(tokens of the term, next token, whether it is no more than "and others"); None where no term begins.

        `until_verb`: a finite verb ends it. Raises Unreadable where it holds what no term holds.
        """
        tokens = self.tokens
        start = at
        adjectives = True
        measured = False
        while at < end:
            token = tokens[at]
            word = token.lower
            if (fixed := self._fixed(at)) is not None:
                at, adjectives = fixed, False
                continue
            if word in ("and", "or", "to") and self._between_numbers(at, end):
                at += 2
                continue
            if word in ("and", "or") and at > start and adjectives and self._coordinated(start, at, end):
                at += 1
                continue
            if word == "or" and at > start and self._either_enzyme(at, end):
                at += 2
                continue
            if word == "," and at > start and adjectives and self._more_adjectives(at, end):
                at += 1
                continue
            if word == "where" and at > start and (spot := self._spot(at, end)) is not None:
                at = spot
                continue
            if (
                (word in _AND_OR or word == ",")
                and at > start
                and (place := self._more_places(start, at, end)) is not None
            ):
                at = place
                continue
            if self.boundary(at, end, start) or (until_verb and at > start and RANKS.at(tokens, at)):
                break
            if (multiple := read_uln(tokens, at)) is not None and multiple <= end:
                at, measured = multiple, True
                continue
            if token.kind == "number":
                if not self._names(at):
                    raise Unreadable("orphan_number")
            elif word in STOPS:
                if at == start:
                    return None
                if until_verb:
                    break
                if not (word == "when" and lower_at(tokens, at + 1) in _POSTURES):
                    raise Unreadable("unknown_pattern")
            elif token.text == "(":
                close = self.close(at, end)
                if close is None:
                    raise Unreadable("unknown_pattern")
                at = close
            elif token.kind == "sign" and (token.text not in _SIGNS or self._spaced_dash(at)):
                if until_verb and at > start:
                    break
                raise Unreadable("unknown_pattern")
            adjectives = adjectives and (word in ADJECTIVES or word in ("-", "very", "to"))
            at += 1
        return self._finished(start, at, measured=measured)

    def _more_adjectives(self, at: int, end: int) -> bool:
        """ "transient, mild enzyme elevations": a comma between adjectives of one noun."""
        tokens = self.tokens
        first = at + 1 + (lower_at(tokens, at + 1) in _DEGREES)
        if first + 1 >= end or tokens[at - 1].lower not in ADJECTIVES or tokens[first].lower not in ADJECTIVES:
            return False
        return tokens[first + 1].kind == "word" and tokens[first + 1].lower not in STOPS | CONJUNCTIONS

    def _either_enzyme(self, at: int, end: int) -> bool:
        """ "ALT or AST elevations": which of two tests rose, one effect."""
        pair = {lower_at(self.tokens, at - 1), lower_at(self.tokens, at + 1)}
        return pair == {"alt", "ast"} and at + 2 < end and self.tokens[at + 2].lower in CHANGES

    def _spot(self, at: int, end: int) -> int | None:
        """ "soreness where the shot was given": the token after it."""
        if self.tokens[at - 1].lower not in SENSATIONS:
            return None
        verb = next((i for i in range(at + 1, min(at + 6, end)) if self.tokens[i].lower in BE), None)
        return verb + 2 if verb is not None and verb + 1 < end else None

    def _more_places(self, start: int, at: int, end: int) -> int | None:
        """ "pain in the arms or legs", "aching of joints, muscles and bones": further places of the same effect; the
        token after them."""
        before = at - 1
        while before > start and self.tokens[before].lower in BODY_PARTS:
            before -= 1
        before -= self.tokens[before].lower == "the"
        if before == at - 1 or before <= start or self.tokens[before].lower not in _WHERE:
            return None
        closed = False
        while not closed:
            closed = lower_at(self.tokens, at) in _AND_OR
            begin = at + 1 + (lower_at(self.tokens, at) == "," and lower_at(self.tokens, at + 1) in _AND_OR)
            closed |= begin > at + 1
            first = begin + (lower_at(self.tokens, begin) == "the")
            after = first
            while after < end and self.tokens[after].lower in BODY_PARTS:
                after += 1
            if after == first or after > end:
                return None
            at = after
        ended = after >= end or self.tokens[after].text in (",", ";", ".", "(") or self.tokens[after].lower in STOPS
        return after if ended or self.tokens[after].lower in CONJUNCTIONS else None

    def _spaced_dash(self, at: int) -> bool:
        """A dash between words, which parts a sentence, not one within a word."""
        tokens = self.tokens
        if tokens[at].text not in ("-", "–") or not 0 < at < len(tokens) - 1:
            return False
        return tokens[at - 1].end < tokens[at].start and tokens[at].end < tokens[at + 1].start

    def _between_numbers(self, at: int, end: int) -> bool:
        """ "grade 3 or 4": a number that names, and another."""
        tokens = self.tokens
        if not 0 < at < end - 1 or tokens[at - 1].kind != "number" or tokens[at + 1].kind != "number":
            return False
        return lower_at(tokens, at - 2) in _NUMBERED and read_percent(tokens, at + 1) is None

    def _finished(self, start: int, at: int, *, measured: bool) -> tuple[Span, int, bool] | None:
        tokens = self.tokens
        after = at
        while after > start and tokens[after - 1].text in (".", "-", "–"):
            after -= 1
        if after < at and tokens[after].text == "-" and lower_at(tokens, at) in CONJUNCTIONS:
            raise Unreadable("ambiguous_list")  # "hyper- or hypotension"
        first = start
        while first < after and tokens[first].lower in ("the", "a", "an"):
            first += 1
        if first >= after:
            return None
        words = [tokens[i].lower for i in range(first, after)]
        if all(word in _NO_TERMS for word in words):
            return (first, after), at, True
        if (
            (after - first > _LONGEST and not measured)
            or words[0] in _NO_FIRST | _WHO
            or words[-1] in _NO_LAST
            or tokens[first].value is not None
            or all(word in PREDICATES for word in words)
        ):
            raise Unreadable("unknown_pattern")
        return (first, after), at, False

    def _fixed(self, at: int) -> int | None:
        """ "hand and foot": a run of words that a list is not parted in."""
        for run in FIXED:
            if (
                self.tokens[at].lower == run[0]
                and tuple(token.lower for token in self.tokens[at : at + len(run)]) == run
            ):
                return at + len(run)
        return None

    def _coordinated(self, start: int, at: int, end: int) -> bool:
        """ "mild and transient elevations": adjectives are coordinated, and no term ends here."""
        tokens = self.tokens
        after = at + 1
        while after < end and (
            tokens[after].lower in ADJECTIVES or tokens[after].text == "-" or tokens[after].lower in _ADVERBS
        ):
            after += 1
        if tokens[at - 1].lower not in ADJECTIVES or after >= end:
            return False
        if tokens[after].lower in STOPS or tokens[after].kind != "word":
            return False
        return after > at + 1 or tokens[start].lower in _ATTRIBUTES

    def boundary(self, at: int, end: int, start: int) -> bool:
        """Whether a term that began at token `start` ends before token `at`."""
        tokens = self.tokens
        text, word = tokens[at].text, tokens[at].lower
        if text in (",", ";", ":", "•", "·") or word in CONJUNCTIONS or word in CLAUSES or self.mark(at) is not None:
            return True
        if text == "(":
            return not self._kept(at, end)
        if word == "as" and (
            lower_at(tokens, at + 1) == "well" or any(NOUNS.at(tokens, i) for i in range(at + 1, min(at + 8, end)))
        ):
            return True
        if (word, lower_at(tokens, at + 1)) in (("along", "with"), ("together", "with"), ("followed", "by")):
            return True
        if at == start:
            return False
        if word in ("which", "that") or self.members(at) or read_consequence(tokens, at) or self.figure(at):
            return True
        if word == "when" and lower_at(tokens, at + 1) in _POSTURES:
            return False
        if (often := FREQUENCIES.at(tokens, at)) is not None and (often[1] >= end or tokens[often[1]].text == ","):
            return True
        return (
            self.from_drug(at) is not None
            or read_condition(tokens, at, end) is not None
            or read_cases(tokens, at, end) is not None
            or read_place(tokens, at) is not None
        )

    def mark(self, at: int) -> int | None:
        """A citation mark, "[2]": the token after it."""
        tokens = self.tokens
        if lower_at(tokens, at) != "[" or lower_at(tokens, at + 2) != "]" or len(tokens[at + 1].text) > _LONGEST_MARK:
            return None
        return at + 3

    def members(self, at: int) -> int | None:
        """ "including", "such as": the token after it; the end of "flu-like" is none."""
        if self.tokens[at].start == self.tokens[at - 1].end and self.tokens[at - 1].text == "-":
            return None
        found = MEMBERS.at(self.tokens, at)
        return found[1] if found is not None else None

    def from_drug(self, at: int) -> int | None:
        """ "from X", "due to the drug", "with long-term use of X" after a term: the token after it."""
        if lower_at(self.tokens, at) not in _FROM_DRUG:
            return None
        after = at + 1 + (lower_at(self.tokens, at + 1) in _RELATIONS)
        if lower_at(self.tokens, after) in USES and self.tokens[at].lower in ("of", "to"):
            return None  # "loss of use", "reactions to injection"
        return self._subject_after(after)

    def figure(self, at: int) -> bool:
        """Whether a figure in percent stands here, with or without "in"."""
        word = lower_at(self.tokens, at)
        if word in ("in", "by", "-", "–", "—", "at"):
            return read_percent(self.tokens, at + 1 + (lower_at(self.tokens, at + 1) in ("only", "just"))) is not None
        return self.tokens[at].kind == "number" and read_percent(self.tokens, at) is not None

    def _names(self, at: int) -> bool:
        """ "grade 3", "vitamin B12", "type 2": a number that names."""
        tokens = self.tokens
        before = lower_at(tokens, at - 1)
        if before in _NUMBERED or (before in ("or", "to", "-", "–", "/") and lower_at(tokens, at - 3) in _NUMBERED):
            return True
        joined = at > 0 and tokens[at - 1].end == tokens[at].start
        return (
            joined
            and (tokens[at - 1].kind == "word" or tokens[at - 1].text in "-/")
            and read_percent(tokens, at) is None
        )

    def is_name(self, at: int) -> bool:
        """ "common cold", "frequent urination": a word for how often that belongs to the term."""
        following = lower_at(self.tokens, at + 1)
        if self.tokens[at].lower == "unusual":
            return following != "" and following not in STOPS | CONJUNCTIONS | {",", ";", "("}
        return following in _NAMING.get(self.tokens[at].lower, ())

    # ------------------------------------------------------------------ brackets
    def close(self, at: int, end: int) -> int | None:
        """The token of the bracket that closes the one at token `at`."""
        depth = 0
        for i in range(at, min(end, at + 60)):
            depth += (self.tokens[i].text in ("(", "[")) - (self.tokens[i].text in (")", "]"))
            if depth == 0:
                return i
        return None

    def is_abbreviation(self, at: int, close: int) -> bool:
        """ "(TEN)", "(IL-6)": short, and mostly capitals."""
        inner = self.tokens[at + 1 : close]
        if not inner or inner[0].kind != "word" or inner[-1].end - inner[0].start > 10:
            return False
        text = "".join(token.text for token in inner)
        return sum(c.isupper() for c in text) >= 2 and sum(c.islower() for c in text) <= 3

    def _kept(self, at: int, end: int) -> bool:
        """Whether a bracket is part of the term it stands in: another word for it, or an abbreviation inside it."""
        close = self.close(at, end)
        if close is None or close == at + 1:
            return False
        tokens = self.tokens
        if self.is_abbreviation(at, close):
            after = close + 1
            return (
                after < end
                and tokens[after].kind == "word"
                and tokens[after].lower not in STOPS
                and not self.boundary(after, end, at)
            )
        inner = tokens[at + 1 : close]
        if read_uln(tokens, at + 1) == close or all(token.lower in PARTS or token.lower in _PARTED for token in inner):
            return True
        if any(token.kind != "word" and token.text not in "-/'’" for token in inner):
            return False
        words = [token.lower for token in inner]
        if any(word in STOPS or word in CONJUNCTIONS for word in words) or all(word in PREDICATES for word in words):
            return False
        opens = MEMBERS.at(tokens, at + 1) or read_consequence(tokens, at + 1) or FREQUENCIES.at(tokens, at + 1)
        return not opens and read_condition(tokens, at + 1, close) is None
