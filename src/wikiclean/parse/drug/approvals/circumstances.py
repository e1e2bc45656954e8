"""The facts that stand round a predicate: a date, a place, a regulator, a market, each with its preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token
from ..dates import Date, is_approximate, read_date, read_relative_time
from ..english import FINITE
from ..regions import Place, read_place, read_place_adjective
from ..regulators import Regulator, read_regulator
from ..uses.reader import Use
from .deciders import apposed
from .predicates import predicate_at
from .words import SAID_BEFORE, UNPLACED

__all__ = ["Adjunct", "Facts", "duration"]


_IN = frozenset("in within throughout across for into inside from onto".split())

_WHEN = frozenset("in on during since of from at".split())

_BY = frozenset("by from with at through".split())

_MARKETS = frozenset("market markets".split())

_COUNTED = frozenset(
    "over more than at least about nearly almost some around approximately most many several other various all numerous fewer "
    "different further additional hundred dozen dozens of and up to a the both european asian other foreign selected certain few total".split()
)

_COUNTRIES = frozenset("countries nations states markets jurisdictions territories regions country".split())

_OF_MARKET = frozenset(
    "the its all most many several some world worldwide global commercial clinical general medical human widespread public "
    "prescription routine therapeutic normal open entire whole wider private retail over-the-counter further".split()
)

_MARKET_NOUNS = frozenset(
    "market markets sale sales use marketing distribution shelves pharmacies marketplace commerce circulation clinic".split()
)

_EARLY = Phrases.listed(
    "as early as|as late as|as recently as|as far back as|back in|only in|not until|beginning in|starting in"
)

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
    bound: bool = False
    """Whether the date is one by which it had happened."""
    since: bool = False
    """Whether the date is the one from which it held."""
    again: bool = False
    """Whether it points to uses of an earlier clause ("for both")."""
    everywhere: bool = False
    """Whether it says "in any country"."""
    told: str | None = None
    """Where it says how, why, or something aside."""


def duration(tokens: Sequence[Token], at: int) -> int | None:
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


class Facts:
    """The facts of one statement, each read once."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._tokens = statement.tokens
        self._facts: dict[int, Adjunct | None] = {}

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

    def member(self, at: int) -> Adjunct | None:
        """A further place or regulator of a list, whatever follows it."""
        return self._placed(at, bare=True, listed=True) or self._regulator(at, bare=True, listed=True)

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

    def _unplaced(self, at: int, *, bare: bool = False) -> Adjunct | None:
        """ "in over 50 countries", "worldwide"."""
        tokens = self._tokens
        if (found := SAID_BEFORE.at(tokens, at)) is not None:
            return Adjunct("nothing", at, found[1])
        if (found := UNPLACED.at(tokens, at)) is not None:
            everywhere = lower_at(tokens, at + 1) == "any" or lower_at(tokens, at) in (
                "anywhere",
                "worldwide",
                "globally",
            )
            end = self._among(found[1])
            if everywhere:
                return Adjunct("nothing", at, end, everywhere=True)
            return Adjunct("place", at, end, place=Place(None, counted=True))
        if lower_at(tokens, at) in ("for", "in") and (after := duration(tokens, at + 1)) is not None:
            return Adjunct("nothing", at, after)
        if lower_at(tokens, at) in ("in", "by", "across", "throughout"):
            begin = at + 1
        elif bare:
            begin = at
        else:
            return None
        k = begin
        while k < at + 9 and (lower_at(tokens, k) in _COUNTED or (k < len(tokens) and tokens[k].value is not None)):
            k += 1
        if k > begin and lower_at(tokens, k) in _COUNTRIES and not (bare and self._begins_clause(k + 1)):
            return Adjunct("place", at, self._among(k + 1), place=Place(None, counted=True))
        return None

    def _among(self, at: int) -> int:
        """After "of Europe", where countries of it were counted."""
        among = read_place(self._tokens, at + 1) if lower_at(self._tokens, at) == "of" else None
        return at if among is None else among[1]

    def _placed(self, at: int, *, bare: bool, listed: bool = False) -> Adjunct | None:
        tokens = self._tokens
        k = at
        if lower_at(tokens, k) in _IN or (lower_at(tokens, k) == "by" and read_regulator(tokens, k + 1) is None):
            k += 1
            if lower_at(tokens, k) == "use" and lower_at(tokens, k + 1) == "in":
                k += 2
        elif not bare and not (lower_at(tokens, k + 1) == "-" and lower_at(tokens, k + 2) == "wide"):
            return None
        if lower_at(tokens, k) in ("all", "either"):
            k += 1
        if read_regulator(tokens, k) is not None:
            return None
        if k == at and (market := self._adjective_market(at)) is not None:
            return market
        place = read_place(tokens, k)
        if place is not None and lower_at(tokens, place[1]) == "-" and lower_at(tokens, place[1] + 1) == "wide":
            return Adjunct("place", at, place[1] + 2, place=place[0])
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
        later = relative is not None and lower_at(tokens, relative - 1) in ("later", "afterwards", "earlier")
        if relative is not None and (
            (lower_at(tokens, relative) in ("as", "that", "when", "which") and not later)
            or (lower_at(tokens, relative) == "in" and lower_at(tokens, relative + 1) == "which")
        ):
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
        elif not bare and is_approximate(tokens, at):
            pass
        elif not bare:
            after = read_relative_time(tokens, at)
            return None if after is None else Adjunct("date", at, after)
        if (after := read_relative_time(tokens, at) or read_relative_time(tokens, k)) is not None:
            return Adjunct("date", at, after)
        date = read_date(tokens, k)
        return None if date is None else Adjunct("date", at, date.next, date=date, since=word == "since")

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
        after = apposed(self._statement, found[1])[1]
        if lower_at(tokens, after) in ("'", "'s") or tokens[after - 1].lower.endswith(("'s", "’s")):
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
