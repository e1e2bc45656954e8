"""What stands round the predicate of an approval: its facts, what it is for, and what says nothing of these."""

from __future__ import annotations

from collections.abc import Callable

from ...grammar import Phrases, Statement, index_at, lower_at
from ..dates import read_relative_time
from ..english import ADVERBS, CLAUSE_WORDS, DRUG_NOUNS, FINITE, PRONOUNS
from ..regulators import read_regulator
from ..uses.illness import names_illness
from ..uses.people import read_people
from ..uses.reader import Use, read_terms, read_use
from .circumstances import Adjunct, Facts, duration
from .drugs import is_named, read_drug
from .notions import approval_noun, verb_of_noun
from .predicates import predicate_at
from .words import ASIDES, FRAMES, MANNERS, REASONS

__all__ = ["Adjunct", "Adjuncts"]


_SAYING = frozenset(
    "not never no nor neither none by in for from to at of on within throughout across into if whether unless until than "
    "approved approval licensed licence license authorised authorized authorisation authorization "
    "probably possibly perhaps maybe reportedly allegedly supposedly apparently presumably likely nearly almost everywhere nowhere".split()
)
"""Words that carry more than a manner: a place, a purpose, a denial, a doubt."""

_BOTH = Phrases.listed(
    "for both|for either|for both uses|for either use|for both indications|for either indication|for both conditions|"
    "for either condition|for either of these|for any of these|for any of these uses|for any of these indications|for all three|"
    "for either purpose|for both purposes|for these conditions|for either disease|for both diseases|for any of them"
)
"""Uses that were named before."""

_FRAME_NOUNS = frozenset(
    "use reasons grounds purposes sale sales distribution marketing consumption administration".split()
)

_NO_FRAME = frozenset(
    "the treatment prevention management use treating patients people adults children women men in of for with and or a an its this".split()
)

_GIVING = frozenset("treatment therapy dosing administration dosage".split())
_GOING_ON = frozenset("starts begins usually typically normally generally consists involves lasts".split())
"""Verbs and adverbs by which "treatment" is the subject of another clause."""

_USES = frozenset("indications uses conditions purposes disorders diseases illnesses".split())
_NAMED = Phrases.listed(
    "including|, including|such as|, such as|:|, namely|, among them|, notably|, for example|, e.g.,|, specifically"
)
"""What stands between a word for several uses and these."""

_EARMARKS = Phrases.listed(
    "for the treatment of|for treatment of|for treating|to treat|for the management of|for use in|as a treatment for|as treatment for|for the prevention of"
)

_NEXT_CLAUSE = frozenset(
    "and but or which who that with while whereas although though whilst because since so where when until".split()
)
"""Words after facts by which these belong to what stands before them."""

_NO_MAKER = (CLAUSE_WORDS | FINITE | {"and", "or", "over", "for", "due"}) - {"its", "their"}
"""Words that end the name of who took a drug back."""

_LONGEST_ASIDE = 48
"""Tokens of what is told beside the event."""

_MOST_FRONTED = 4
"""Facts that may lead in a clause."""


class Adjuncts(Facts):
    """The adjuncts of one statement."""

    def __init__(self, statement: Statement) -> None:
        super().__init__(statement)
        self._halts: dict[int, bool] = {}

    def at(self, at: int, *, bare: bool = False) -> Adjunct | None:
        """The adjunct at token `at`; `bare`: its preposition may stand before an earlier member of a list."""
        tokens = self._tokens
        if at >= len(tokens):
            return None
        if (both := _BOTH.at(tokens, at)) is not None:
            return Adjunct("nothing", at, both[1], again=True)
        return (
            self._bracket(at)
            or self._market(at)
            or self._unplaced(at, bare=bare)
            or self.frame(at)
            or self._placed(at, bare=bare)
            or self._dated(at, bare=bare)
            or self._regulator(at, bare=bare)
            or self.use(at)
            or self._told(at)
            or (None if bare else self._plain(at))
        )

    def halts(self, at: int) -> bool:
        """Whether a fact of the event, or another predicate, begins at token `at`: no term goes on over it."""
        if at not in self._halts:
            self._halts[at] = False  # what asks while it is being read does not stop
            self._halts[at] = (
                self.fact(at) is not None
                or self._is_dated_bracket(at)
                or read_relative_time(self._tokens, at) is not None
                or is_named(self._statement, at)
                or (lower_at(self._tokens, at) == "only" and lower_at(self._tokens, at + 1) in ("", ".", ",", ";"))
                or (lower_at(self._tokens, at) in _GIVING and lower_at(self._tokens, at + 1) in _GOING_ON)
                or approval_noun(self._statement, at) is not None
                or (
                    (found := predicate_at(self._statement, at)) is not None
                    and found.next > at
                    and (found.certain or not found.reduced)
                )
            )
        return self._halts[at]

    def _bracket(self, at: int) -> Adjunct | None:
        """ "(1996)", "(in Japan)", "(FDA)": a fact alone in brackets; else what is in them says nothing."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("(", "["):
            return None
        for read in (self._dated, self._placed, self._regulator):
            found = read(at + 1, bare=True)
            if found is not None and found.kind != "nothing" and lower_at(tokens, found.next) in (")", "]"):
                return Adjunct(found.kind, at, found.next + 1, found.place, found.regulator, found.date)
        use = self.use(at + 1)
        if use is not None and lower_at(tokens, use.next) in (")", "]"):
            return Adjunct(use.kind, at, use.next + 1, use=use.use)
        close = next((k for k in range(at, min(at + 40, len(tokens))) if tokens[k].lower in (")", "]")), None)
        if close is None:
            return None
        inside = range(at + 1, close)
        if any(self._dated(k, bare=True) is not None for k in inside):
            return None
        return Adjunct("nothing", at, close + 1)

    def illness(self, at: int) -> Adjunct | None:
        """ "[in January 2019] (neuropathic pain)": the bare name of an illness in brackets is what the approval is for."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("(", "["):
            return None
        use = read_terms(self._statement, at + 1, lambda k: tokens[k].lower in (")", "]"), first=at)
        if use is None or lower_at(tokens, use.next) not in (")", "]") or not names_illness(self._statement, use):
            return None
        return Adjunct("use", at, use.next + 1, use=use)

    def _is_dated_bracket(self, at: int) -> bool:
        found = self._bracket(at)
        return found is not None and found.kind != "nothing"

    def maker(self, at: int) -> Adjunct | None:
        """ "by its manufacturer", "by Foolcorp": who took a drug back, which says nothing of an approval."""
        tokens = self._tokens
        if lower_at(tokens, at) != "by" or read_regulator(tokens, at + 1) is not None:
            return None
        k = at + 1
        while k < min(at + 7, len(tokens)) and tokens[k].kind == "word" and self.fact(k) is None and not self.halts(k):
            if tokens[k].lower in _NO_MAKER:
                break
            k += 1
        return Adjunct("nothing", at, k, told="how") if k > at + 1 else None

    def frame(self, at: int) -> Adjunct | None:
        """ "for medical use", "for use" before "in Japan"."""
        tokens = self._tokens
        after = self._frame_end(at)
        if after is None or self._several(at) is not None:
            return None
        if lower_at(tokens, after) in ("of", "against", "for", "as", "to"):
            return None
        if lower_at(tokens, after) in ("in", "with") and self.fact(after) is None:
            return None if lower_at(tokens, after - 1) == "use" else Adjunct("nothing", at, after)
        return Adjunct("nothing", at, after)

    def _frame_end(self, at: int) -> int | None:
        """After "for medical use", "for purely commercial reasons": a frame of the list, or one that is made as these are."""
        tokens = self._tokens
        if (found := FRAMES.at(tokens, at)) is not None:
            return found[1]
        if lower_at(tokens, at) not in ("for", "on"):
            return None
        for k in range(at + 1, min(at + 6, len(tokens))):
            word = tokens[k].lower
            if tokens[k].kind != "word" and tokens[k].text != "-":
                return None
            if word in _FRAME_NOUNS and k > at + 1:
                return k + 1
            if word in _NO_FRAME:
                return None
        return None

    def use(self, at: int) -> Adjunct | None:
        """What it is for, or for whom."""
        return self._use(at, self.halts)

    def leading_use(self, at: int) -> Adjunct | None:
        """What it is for, told before its subject: "for gout the drug"."""
        return self._use(at, lambda k: self.halts(k) or self._is_own_drug(k))

    def _is_own_drug(self, at: int) -> bool:
        drug = read_drug(self._statement, at)
        return drug is not None and drug.name is None

    def _use(self, at: int, halts: Callable[[int], bool]) -> Adjunct | None:
        if REASONS.at(self._tokens, at) is not None:
            return None
        if (several := self._several(at)) is not None:
            use = read_terms(self._statement, several, halts, first=at)
            return None if use is None or not use.terms else Adjunct("use", at, use.next, use=use)
        people = read_people(self._statement, at)
        if people is not None and lower_at(self._tokens, people[1]) in ("for", "to"):
            return Adjunct("people", at, people[1])
        use = read_use(self._statement, at, halts)
        if use is not None and self._is_placed(use):
            return None
        if use is not None:
            return Adjunct("use" if use.terms else "people", at, use.next, use=use if use.terms else None)
        return None if people is None else Adjunct("people", at, people[1])

    def _several(self, at: int) -> int | None:
        """ "for several indications, including | A and B": the token where the uses begin."""
        tokens = self._tokens
        if lower_at(tokens, at) != "for":
            return None
        k = at + 1
        while k < min(at + 6, len(tokens)) and tokens[k].lower not in _USES:
            k += 1
        named = _NAMED.at(tokens, k + 1)
        return None if lower_at(tokens, k) not in _USES or named is None else named[1]

    def _is_placed(self, use: Use) -> bool:
        """ "as monotherapy | in the US": whether a place stands where the terms would."""
        if not use.terms:
            return False
        k = index_at(self._tokens, use.terms[0][0])
        return any(found is not None and found.kind == "place" for found in (self.fact(k - 1), self.fact(k - 2)))

    def _told(self, at: int) -> Adjunct | None:
        """How and why, up to where a fact begins or the clause ends; what is beside the event, to the clause's end."""
        tokens = self._tokens
        if (span := duration(tokens, at)) is not None and lower_at(tokens, span) in ("after", "before"):
            at, start = span, at
        else:
            start = at
        openers = {"how": MANNERS.at(tokens, at), "why": REASONS.at(tokens, at), "aside": ASIDES.at(tokens, at)}
        longest = (
            max((found[1], kind) for kind, found in openers.items() if found is not None)
            if any(openers.values())
            else None
        )
        if longest is None:
            return None
        begin, kind = longest
        naming = lower_at(tokens, at) in ("under", "as", "in", "through", "via")
        owner = read_regulator(tokens, begin) if naming else None
        k = begin
        while k < len(tokens):
            if k > begin + _LONGEST_ASIDE:
                return None
            word = tokens[k].lower
            if word in (";", ":", "—", "–") or (word == "." and k == len(tokens) - 1):
                break
            predicate = predicate_at(self._statement, k)
            if predicate is not None and (predicate.certain or not predicate.reduced):
                return None
            if kind == "aside":
                if self._dated_noun(k):
                    return None
            elif (
                self.fact(k) is not None
                or self._is_dated_bracket(k)
                or (naming and _EARMARKS.at(tokens, k) is not None)
            ):
                break
            if word in (",", "and", "but") and self.ends_clause(k):
                break
            k += 1
        if owner is not None:
            return Adjunct("regulator", start, k, regulator=owner[0])
        return None if k == begin and kind == "aside" else Adjunct("nothing", start, k, told=kind)

    def _dated_noun(self, at: int) -> bool:
        """Whether an approval that is told as a noun has its own date here: then it is an event."""
        notion = approval_noun(self._statement, at)
        if notion is None:
            return False
        k = notion.next
        for _ in range(_MOST_FRONTED):
            found = self.fact(k)
            if found is None:
                break
            if found.kind == "date":
                return True
            k = found.next
        return verb_of_noun(self._statement, k) is not None

    def _plain(self, at: int) -> Adjunct | None:
        """Words without a number, name, negation or other drug: they say something beside the event, whatever it is."""
        tokens = self._tokens
        k = at
        while k < min(at + _LONGEST_ASIDE, len(tokens)):
            token = tokens[k]
            word = token.lower
            if word in (",", ";", ":", ".", "(", "—", "–", "and", "but", "or") or self.fact(k) is not None:
                break
            if word in ("for", "to", "as") and k > at:
                break
            if (token.kind != "word" and token.text != "-") or token.text[0].isupper() or token.value is not None:
                return None
            if word in _SAYING or word in FINITE or word in CLAUSE_WORDS or self._other_drug(k):
                return None
            k += 1
        return Adjunct("nothing", at, k, told="how" if k == at + 1 else "why") if k > at else None

    def _other_drug(self, at: int) -> bool:
        found = read_drug(self._statement, at)
        return found is not None and found.name is not None

    def limits(self, at: int) -> Adjunct | None:
        """ "to adults without heart disease", after "restricted": up to where a fact begins or the clause ends."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("to", "for"):
            return None
        k = at + 1
        while k < len(tokens) and not (
            tokens[k].lower in (";", ":")
            or (tokens[k].lower == "." and k == len(tokens) - 1)
            or self.fact(k) is not None
            or (tokens[k].lower in (",", "and", "but") and self.ends_clause(k))
        ):
            k += 1
        return Adjunct("nothing", at, k)

    def ends_clause(self, at: int) -> bool:
        """Whether the comma, "and" or "but" at token `at` has a new clause, predicate or fact after it."""
        tokens = self._tokens
        k = at
        while lower_at(tokens, k) in (",", "and", "but", "or", "yet") or (k > at and ADVERBS.at(tokens, k) is not None):
            k += 1
        word = lower_at(tokens, k)
        if k >= len(tokens) or word in FINITE or word in CLAUSE_WORDS or word in PRONOUNS:
            return True
        if word == "the" and lower_at(tokens, k + 1) in DRUG_NOUNS:
            return True
        return self.halts(k) or ((drug := read_drug(self._statement, k)) is not None and drug.name is None)

    def closes_aside(self, at: int) -> bool:
        """Whether facts at token `at` end with a comma, and the verb of the clause around them follows."""
        k = at
        for _ in range(_MOST_FRONTED):
            adjunct = self.fact(k)
            if adjunct is None:
                break
            k = adjunct.next
        return lower_at(self._tokens, k) == "," and lower_at(self._tokens, k + 1) in FINITE

    def fronts_clause(self, at: int) -> bool:
        """Whether facts at token `at` belong to a clause that they lead in: "and in 2020 | was licensed in China"."""
        tokens = self._tokens
        k = at
        if lower_at(tokens, at) == "by" and read_regulator(tokens, at + 1) is not None:
            return False
        for _ in range(_MOST_FRONTED):
            while lower_at(tokens, k) == "," or ADVERBS.at(tokens, k) is not None:
                found = ADVERBS.at(tokens, k)
                k = found[1] if found is not None else k + 1
            adjunct = self.fact(k)
            if adjunct is None:
                break
            k = adjunct.next
        if k == at:
            return False
        word = lower_at(tokens, k)
        if word in _NEXT_CLAUSE or (word == "followed" and lower_at(tokens, k + 1) == "by"):
            return False
        if word in FINITE or word in PRONOUNS:
            found_here = predicate_at(self._statement, k)
            reduced = found_here is not None and found_here.reduced and found_here.certain
            return not reduced or word in ("was", "were", "is", "has")
        predicate = predicate_at(self._statement, k)
        if predicate is not None and not (predicate.reduced and predicate.certain):
            return True  # "and in 2020 | was licensed", "and in 2020 | reintroduced"
        drug = read_drug(self._statement, k)
        if drug is not None and (
            lower_at(tokens, drug.next) in FINITE or predicate_at(self._statement, drug.next) is not None
        ):
            return True
        # a subject of its own: some words, then a verb
        for j in range(k, min(k + 10, len(tokens))):
            if lower_at(tokens, j) in (",", "and", ";", ".", "in", "for", "by", "(", "on"):
                return False
            if lower_at(tokens, j) in FINITE:
                return j > k
        return False
