"""What stands round the predicate of an approval: who, where, when, what for; and what says nothing of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token
from ..dates import Date, read_date, read_relative_time
from ..english import ADVERBS, CLAUSE_WORDS, DRUG_NOUNS, FINITE, PRONOUNS
from ..regions import Place, read_place, read_place_adjective
from ..regulators import Regulator, read_regulator
from ..uses.people import read_people
from ..uses.reader import Use, read_use
from .notions import approval_noun, verb_of_noun
from .predicates import predicate_at
from .subjects import is_named, read_drug
from .words import ASIDES, FRAMES, MANNERS, REASONS, UNPLACED

__all__ = ["Adjunct", "Adjuncts"]

_IN = frozenset("in within throughout across for into inside from onto".split())
_WHEN = frozenset("in on during since of from around at".split())
_BY = frozenset("by from with at through".split())
_MARKETS = frozenset("market markets".split())
_COUNTED = frozenset(
    "over more than at least about nearly almost some around approximately most many several other various all numerous fewer "
    "different further additional hundred dozen dozens of and up to a the both european asian other foreign selected certain few total".split()
)
_COUNTRIES = frozenset("countries nations states markets jurisdictions territories regions country".split())
_SAYING = frozenset(
    "not never no nor neither none by in for from to at of on within throughout across into if whether unless until than "
    "approved approval licensed licence license authorised authorized authorisation authorization".split()
)
"""Words that carry more than a manner: a place, a purpose, a denial."""
_OF_MARKET = frozenset(
    "the its all most many several some world worldwide global commercial clinical general medical human widespread public "
    "prescription routine therapeutic normal open entire whole wider private retail over-the-counter further".split()
)
_MARKET_NOUNS = frozenset(
    "market markets sale sales use marketing distribution shelves pharmacies marketplace commerce circulation clinic".split()
)
_EARLY = Phrases(
    dict.fromkeys(
        "as early as|as late as|as recently as|as far back as|back in|only in|not until|beginning in|starting in".split(
            "|"
        ),
        True,
    )
)
_BOTH = Phrases(
    dict.fromkeys(
        "for both|for either|for both uses|for either use|for both indications|for either indication|for both conditions|"
        "for either condition|for either of these|for any of these|for any of these uses|for any of these indications|for all three|"
        "for either purpose|for both purposes|for these conditions|for either disease|for both diseases|for any of them".split(
            "|"
        ),
        True,
    )
)
"""Uses that were named before."""
_FRAME_NOUNS = frozenset(
    "use reasons grounds purposes sale sales distribution marketing consumption administration".split()
)
_NO_FRAME = frozenset(
    "the treatment prevention management use treating patients people adults children women men in of for with and or a an its this".split()
)
_EARMARKS = Phrases(
    dict.fromkeys(
        "for the treatment of|for treatment of|for treating|to treat|for the management of|for use in|as a treatment for|as treatment for|for the prevention of".split(
            "|"
        ),
        True,
    )
)

_LONGEST_ASIDE = 48
"""Tokens of what is told beside the event."""
_MOST_FRONTED = 4
"""Facts that may lead in a clause."""

Kind = Literal["place", "regulator", "date", "use", "people", "market", "nothing", "until"]


@dataclass(frozen=True, slots=True)
class Adjunct:
    """One adjunct: tokens `first` up to `next`."""

    kind: Kind
    first: int
    next: int
    place: Place | None = None
    regulator: Regulator | None = None
    date: Date | None = None
    use: Use | None = None
    on_market: bool = False
    """Whether a market was named."""
    counted: bool = False
    """Whether it counts countries ("in 19 other countries")."""
    bound: bool = False
    """Whether the date is one by which it had happened."""
    again: bool = False
    """Whether it points to uses of an earlier clause ("for both")."""
    everywhere: bool = False
    """Whether it says "in any country"."""
    told: str | None = None
    """Where it says how, why, or something aside."""


def _duration(tokens: Sequence[Token], at: int) -> int | None:
    """After "five years", "a few months"."""
    k = at
    while (
        k < at + 4
        and k < len(tokens)
        and (
            tokens[k].value is not None
            or tokens[k].lower in ("a", "few", "several", "many", "over", "about", "up", "to")
        )
    ):
        k += 1
    if k == at or lower_at(tokens, k) not in ("years", "year", "months", "weeks", "days", "decades", "decade"):
        return None
    use = lower_at(tokens, k + 1) == "of" and lower_at(tokens, k + 2) in ("use", "treatment", "therapy")
    return k + (3 if use else 1)


class Adjuncts:
    """The adjuncts of one statement, each read once."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._tokens = statement.tokens
        self._halts: dict[int, bool] = {}
        self._facts: dict[int, Adjunct | None] = {}

    # ------------------------------------------------------------------ one adjunct
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
            or self._unplaced(at)
            or self.frame(at)
            or self._placed(at, bare=bare)
            or self._dated(at, bare=bare)
            or self._regulator(at, bare=bare)
            or self._use(at)
            or self._told(at)
            or (None if bare else self._plain(at))
        )

    def fact(self, at: int) -> Adjunct | None:
        """A date, place or regulator with its preposition."""
        if at not in self._facts:
            self._facts[at] = self._fact(at)
        return self._facts[at]

    def _fact(self, at: int) -> Adjunct | None:
        return (
            self._market(at)
            or self._unplaced(at)
            or self._placed(at, bare=False)
            or self._dated(at, bare=False)
            or self._regulator(at, bare=False)
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
                or approval_noun(self._statement, at) is not None
                or (
                    (found := predicate_at(self._statement, at)) is not None
                    and found.next > at
                    and (found.certain or not found.reduced)
                )
            )
        return self._halts[at]

    # ------------------------------------------------------------------ kinds
    def _bracket(self, at: int) -> Adjunct | None:
        """ "(1996)", "(in Japan)", "(FDA)": a fact alone in brackets; else what is in them says nothing."""
        tokens = self._tokens
        if lower_at(tokens, at) not in ("(", "["):
            return None
        for read in (self._dated, self._placed, self._regulator):
            found = read(at + 1, bare=True)
            if found is not None and found.kind != "nothing" and lower_at(tokens, found.next) in (")", "]"):
                return Adjunct(found.kind, at, found.next + 1, found.place, found.regulator, found.date)
        use = self._use(at + 1)
        if use is not None and lower_at(tokens, use.next) in (")", "]"):
            return Adjunct(use.kind, at, use.next + 1, use=use.use)
        close = next((k for k in range(at, min(at + 40, len(tokens))) if tokens[k].lower in (")", "]")), None)
        if close is None:
            return None
        inside = range(at + 1, close)
        if any(self._dated(k, bare=True) is not None for k in inside):
            return None
        return Adjunct("nothing", at, close + 1)

    def _is_dated_bracket(self, at: int) -> bool:
        found = self._bracket(at)
        return found is not None and found.kind != "nothing"

    def _market(self, at: int) -> Adjunct | None:
        """ "from the market", "from the US market": the latter is a place."""
        tokens = self._tokens
        if lower_at(tokens, at) in ("from", "off", "to", "on", "onto", "into"):
            k = at + 1
            while lower_at(tokens, k) in _OF_MARKET:
                k += 1
            if lower_at(tokens, k) in _MARKET_NOUNS and lower_at(tokens, k + 1) not in ("of", "for"):
                return Adjunct("market", at, k + 1 + (lower_at(tokens, k + 1) == "worldwide"))
        if lower_at(tokens, at) not in ("from", "off", "to", "in", "on", "onto"):
            return None
        k = at + 1
        place = read_place_adjective(tokens, k) or read_place(tokens, k)
        if place is not None and lower_at(tokens, place[1]) in _MARKETS:
            return Adjunct("place", at, place[1] + 1, place=place[0], on_market=True)
        j = k
        while (adjective := read_place_adjective(tokens, j)) is not None and lower_at(tokens, adjective[1]) in (
            ",",
            "and",
            "or",
        ):
            j = adjective[1] + 1 + (lower_at(tokens, adjective[1] + 1) in ("and", "or"))
        first = read_place_adjective(tokens, k)
        if first is not None and adjective is not None and lower_at(tokens, adjective[1]) in _MARKETS:
            return Adjunct("place", at, first[1], place=first[0], on_market=True)
        return None

    def _adjective_market(self, at: int) -> Adjunct | None:
        """A further member of "from the Canadian and | Australian markets"."""
        found = read_place_adjective(self._tokens, at)
        if found is None or lower_at(self._tokens, at - 1) not in (",", "and", "or"):
            return None
        place, after = found
        k = after
        while lower_at(self._tokens, k) in (",", "and", "or") and (more := read_place_adjective(self._tokens, k + 1)):
            k = more[1]
        if lower_at(self._tokens, k) not in _MARKETS:
            return None
        return Adjunct("place", at, after + (k == after), place=place, on_market=True)

    def maker(self, at: int) -> Adjunct | None:
        """ "by its manufacturer", "by Foolcorp": who took a drug back, which says nothing of an approval."""
        tokens = self._tokens
        if lower_at(tokens, at) != "by" or read_regulator(tokens, at + 1) is not None:
            return None
        k = at + 1
        while k < min(at + 7, len(tokens)) and tokens[k].kind == "word" and self.fact(k) is None and not self.halts(k):
            if tokens[k].lower in CLAUSE_WORDS | FINITE | {"and", "or", "because", "over", "for", "after", "due"} - {
                "its",
                "their",
            }:
                break
            k += 1
        return Adjunct("nothing", at, k, told="how") if k > at + 1 else None

    def _unplaced(self, at: int) -> Adjunct | None:
        """ "in over 50 countries", "worldwide"."""
        tokens = self._tokens
        if (found := UNPLACED.at(tokens, at)) is not None:
            everywhere = lower_at(tokens, at + 1) == "any" or lower_at(tokens, at) in (
                "anywhere",
                "worldwide",
                "globally",
            )
            return Adjunct("nothing", at, self._among(found[1]), everywhere=everywhere)
        if lower_at(tokens, at) == "for" and (after := _duration(tokens, at + 1)) is not None:
            return Adjunct("nothing", at, after)
        if lower_at(tokens, at) not in ("in", "by", "across", "throughout"):
            return None
        k = at + 1
        while k < at + 9 and (lower_at(tokens, k) in _COUNTED or (k < len(tokens) and tokens[k].value is not None)):
            k += 1
        if k > at + 1 and lower_at(tokens, k) in _COUNTRIES:
            return Adjunct("nothing", at, self._among(k + 1), counted=True)
        return None

    def _among(self, at: int) -> int:
        """After "of Europe", where countries of it were counted."""
        among = read_place(self._tokens, at + 1) if lower_at(self._tokens, at) == "of" else None
        return at if among is None else among[1]

    def frame(self, at: int) -> Adjunct | None:
        """ "for medical use", "for use" before "in Japan"."""
        tokens = self._tokens
        after = self._frame_end(at)
        if after is None:
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

    def _placed(self, at: int, *, bare: bool, listed: bool = False) -> Adjunct | None:
        tokens = self._tokens
        k = at
        if lower_at(tokens, k) in _IN or (lower_at(tokens, k) == "by" and read_regulator(tokens, k + 1) is None):
            k += 1
            if lower_at(tokens, k) == "use" and lower_at(tokens, k + 1) == "in":
                k += 2
        elif not bare:
            return None
        if lower_at(tokens, k) in ("all", "either"):
            k += 1
        if read_regulator(tokens, k) is not None:
            return None
        if k == at and (market := self._adjective_market(at)) is not None:
            return market
        place = read_place(tokens, k)
        members = self._members(at, k)
        if place is None or members is not None:
            return members
        if lower_at(tokens, place[1]).startswith(("'", "’")):
            return None
        if (
            bare
            and k == at
            and not listed
            and (self._begins_clause(place[1]) or predicate_at(self._statement, k) is not None)
        ):
            return None
        return Adjunct("place", at, place[1], place=place[0])

    def member(self, at: int) -> Adjunct | None:
        """A further place or regulator of a list, whatever follows it."""
        return self._placed(at, bare=True, listed=True) or self._regulator(at, bare=True, listed=True)

    def _members(self, at: int, k: int) -> Adjunct | None:
        """ "in EU member states", "in European Union countries"."""
        tokens = self._tokens
        adjective = read_place_adjective(tokens, k) if k > at else None
        if adjective is None:
            return None
        after = adjective[1]
        if lower_at(tokens, after) == "member":
            after += 1
        if lower_at(tokens, after) in ("states", "countries", "nations") and (
            after > adjective[1] or lower_at(tokens, k - 1) == "all" or lower_at(tokens, k) in ("eu", "e.u.")
        ):
            return Adjunct("place", at, after + 1, place=adjective[0])
        return None

    def _dated(self, at: int, *, bare: bool) -> Adjunct | None:
        tokens = self._tokens
        k = at
        word = lower_at(tokens, k)
        relative = read_relative_time(tokens, at)
        if relative is not None and lower_at(tokens, relative) in ("in", "as", "that", "when", "which"):
            if lower_at(tokens, relative) != "in" or lower_at(tokens, relative + 1) == "which":
                return None  # "the same year in which"
        if (early := _EARLY.at(tokens, at)) is not None and (date := read_date(tokens, early[1])) is not None:
            return Adjunct("date", at, date.next, date=date)
        if word == "by" and (date := read_date(tokens, k + 1)) is not None:
            return Adjunct("date", at, date.next, date=date, bound=True)
        if word == "as" and lower_at(tokens, k + 1) == "of" and (date := read_date(tokens, k + 2)) is not None:
            return Adjunct("nothing", at, date.next)
        if word == "until" and (date := read_date(tokens, k + 1)) is not None:
            return Adjunct("until", at, date.next, date=date)
        if word in _WHEN or (word == "to" and lower_at(tokens, at - 1) in ("dates", "dated", "back")):
            k += 1
        elif not bare:
            after = read_relative_time(tokens, at)
            return None if after is None else Adjunct("date", at, after)
        if (after := read_relative_time(tokens, at) or read_relative_time(tokens, k)) is not None:
            return Adjunct("date", at, after)
        date = read_date(tokens, k)
        return None if date is None else Adjunct("date", at, date.next, date=date)

    def _regulator(self, at: int, *, bare: bool, listed: bool = False) -> Adjunct | None:
        tokens = self._tokens
        k = at
        if lower_at(tokens, k) in _BY:
            k += 1
        elif not bare:
            return None
        if lower_at(tokens, k) in ("both", "either"):
            k += 1
        found = read_regulator(tokens, k)
        if found is None:
            return None
        if bare and k == at and not listed and self._begins_clause(found[1]):
            return None
        after = found[1]
        if lower_at(tokens, after) in ("'", "'s"):
            return None
        if (
            lower_at(tokens, after) == "for"
            and lower_at(tokens, after + 1) in ("use", "marketing")
            and self.fact(after + 2) is not None
        ):
            after += 2
        return Adjunct("regulator", at, after, regulator=found[0])

    def _begins_clause(self, at: int) -> bool:
        word = lower_at(self._tokens, at)
        return word in FINITE or word in ("also", "did", "declined", "followed", "following")

    def _use(self, at: int) -> Adjunct | None:
        people = read_people(self._statement, at)
        if people is not None and lower_at(self._tokens, people[1]) in ("for", "to"):
            return Adjunct("people", at, people[1])
        use = read_use(self._statement, at, self.halts)
        if use is not None:
            return Adjunct("use" if use.terms else "people", at, use.next, use=use if use.terms else None)
        return None if people is None else Adjunct("people", at, people[1])

    def _told(self, at: int) -> Adjunct | None:
        """How and why, up to where a fact begins or the clause ends; what is beside the event, to the clause's end."""
        tokens = self._tokens
        if (span := _duration(tokens, at)) is not None and lower_at(tokens, span) in ("after", "before"):
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

    # ------------------------------------------------------------------ where a clause ends
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
        if word in ("and", "but", "or", "which", "who", "that", "with") or (
            word == "followed" and lower_at(tokens, k + 1) == "by"
        ):
            return False
        if word in FINITE or word in PRONOUNS:
            found_here = predicate_at(self._statement, k)
            return found_here is None or not found_here.reduced or word in ("was", "were", "is", "has")
        predicate = predicate_at(self._statement, k)
        if predicate is not None and not predicate.reduced:
            return True
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
