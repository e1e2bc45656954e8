"""Levels that peak: "peak levels are reached in 2 hours", "reaches its peak in plasma after", "levels peak at"."""

from __future__ import annotations

from typing import NamedTuple

from ...grammar import Phrases, Statement, lower_at
from ..routes import read_route
from .conditions import read_tail
from .figures import fits, read_figure
from .heads import Head, after_symbol
from .measures import FILLERS, TIMED
from .subjects import DETERMINERS, METABOLITES, REACH, Owner, owner_before, read_owner

__all__ = ["find_peak"]

_LEVELS = frozenset({"concentration", "concentrations", "level", "levels"})
_MEDIA = frozenset("plasma serum blood drug circulating the its mean in bloodstream".split())
_PEAK: Phrases[None] = Phrases(
    {
        f"{top} {mean}{where}{what}": None
        for top in ("peak", "maximum", "maximal", "highest")
        for mean in ("", "mean ")
        for where in ("", "plasma ", "serum ", "blood ", "drug ", "plasma drug ", "circulating ")
        for what in sorted(_LEVELS)
    }
    | dict.fromkeys(("cmax", "c max", "plasma peak", "plasma peaks", "peak", "peaks", "maximum"))
)
_REACHED = frozenset(
    "reached attained achieved seen observed found obtained measured noted detected recorded produced".split()
)
_OCCUR = frozenset("come comes occur occurs occurred occurring appear appears are is was were being be seen".split())
_REACHES = frozenset(
    "reaches reach reached reaching attains attain achieves achieve achieved achieving produces gives with".split()
)
_HIGHEST: Phrases[None] = Phrases.of(
    {None: "peak|peaks|peaked|are highest|are maximal|are at their highest|are at their peak|are at a maximum|reach a peak|"
     "reach their peak|reach a maximum|reach their maximum|reaches a peak|reaches its peak|is highest|is maximal|reach peak|"
     "reaches a maximum|reached a peak|reached a maximum|culminate"}
)  # fmt: skip


class _Noun(NamedTuple):
    after: int
    owner: Owner | None
    route: str | None = None
    qualifier: str | None = None


def find_peak(statement: Statement, at: int) -> Head | None:
    """The peak of levels that is told by the words at token `at`."""
    if statement.tokens[at].lower in _LEVELS:
        return _levels(statement, at)
    if _PEAK.at(statement.tokens, at) is not None:
        return _peak(statement, at)
    return None


def _peak(statement: Statement, at: int) -> Head | None:
    tokens = statement.tokens
    found = _PEAK.at(tokens, at)
    if found is None:
        return None
    bare = found[1] == at + 1 and tokens[at].lower in ("peak", "peaks", "maximum")
    noun = _of_what(statement, found[1])
    if noun is None or (bare and not _in_medium(statement, found[1])):
        return None
    first = at
    while lower_at(tokens, first - 1) in DETERMINERS | {"mean", "highest"}:
        first -= 1
    if lower_at(tokens, first - 1) in _REACHES and (begin := _time_at(statement, noun.after)) is not None:
        first -= 1
        return _head(statement, first, begin, noun.owner or owner_before(statement, first), noun)
    verb = _after_verb(statement, noun.after)
    if verb is None and lower_at(tokens, noun.after) in ("at", "after", "within"):
        verb = noun.after  # "and peak plasma levels at 2 hours"
    begin = _time_at(statement, verb) if verb is not None else None
    if begin is None:
        return None
    return _head(statement, first, begin, noun.owner or _owner(statement, first), noun)


def _head(statement: Statement, first: int, begin: int, owner: Owner | None, noun: _Noun) -> Head:
    """A head; levels of a thing that is neither the drug nor a metabolite of it are no levels of a drug."""
    if owner is not None and owner.subject is not None and not _is_metabolite(statement, owner.subject):
        owner = None
    return Head("tmax", first, begin, owner, noun.route, qualifier=noun.qualifier)


def _is_metabolite(statement: Statement, name: str) -> bool:
    words = name.casefold().split()
    return any(word in METABOLITES for word in words) or any(
        len(own) > 4 and own[-4:] in word for own in statement.subject_words for word in words
    )


def _owner(statement: Statement, first: int) -> Owner | None:
    """The drug, unless a metabolite was spoken of before."""
    before = {token.lower for token in statement.tokens[max(0, first - REACH) : first]}
    return owner_before(statement, first) if before & METABOLITES else Owner()


def _in_medium(statement: Statement, at: int) -> bool:
    tokens = statement.tokens
    while lower_at(tokens, at) in ("in", "the"):
        at += 1
    return lower_at(tokens, at - 1) in ("in", "the") and lower_at(tokens, at) in (
        "plasma",
        "serum",
        "blood",
        "circulation",
        "bloodstream",
    )


def _of_what(statement: Statement, at: int) -> _Noun | None:
    """What stands between the peak and its verb: "(Cmax)", "of X", "of 50 ng/mL", "in plasma", "after an oral dose"."""
    tokens, owner = statement.tokens, None
    route = qualifier = None
    while True:
        if (symbol := after_symbol(statement, at)) is not None:
            at = symbol
        elif lower_at(tokens, at) == "of" and (amount := read_figure(tokens, at + 1)) is not None:
            at = amount.next
        elif lower_at(tokens, at) == "of" and (found := read_owner(statement, at + 1)) is not None:
            owner, at = found
        elif lower_at(tokens, at) == "in" and lower_at(tokens, at + 1) in _MEDIA | {"circulation"}:
            at += 1
            while lower_at(tokens, at) in _MEDIA | {"circulation"}:
                at += 1
        elif (tail := read_tail(statement, at, between=True)) is not None and tail.after > at:
            route, qualifier, at = tail.route or route, tail.qualifier, tail.after
        else:
            return _Noun(at, owner, route, qualifier)


def _after_verb(statement: Statement, at: int) -> int | None:
    """The index after "are usually reached", "occur", "being attained"; a colon does as well. None without a verb."""
    tokens, begin = statement.tokens, at
    while lower_at(tokens, at) in _OCCUR | _REACHED | FILLERS | {
        "may",
        "can",
        "have",
        "been",
        "rapidly",
        "quickly",
        "first",
    }:
        if read_figure(tokens, at) is not None:
            break
        at += 1
    return at if any(token.lower in _OCCUR | _REACHED for token in tokens[begin:at]) else None


def _time_at(statement: Statement, at: int) -> int | None:
    """Where a point in time begins behind words like "within", "after about"."""
    tokens = statement.tokens
    while read_figure(tokens, at) is None and lower_at(tokens, at) in TIMED | FILLERS | {
        "on",
        "of",
        "from",
        "approximately",
    }:
        at += 1
    figure = read_figure(tokens, at)
    if figure is None:
        tail = read_tail(statement, at, between=True)  # "occur after oral use in 2 hours"
        if tail is None or tail.after == at:
            return None
        return _time_at(statement, tail.after)
    return at if fits("tmax", figure.unit) else None


def _levels(statement: Statement, at: int) -> Head | None:
    """ "plasma levels of X peak at", "concentrations are highest"."""
    tokens = statement.tokens
    noun = _of_what(statement, at + 1)
    if noun is None:
        return None
    verb = noun.after
    while lower_at(tokens, verb) in FILLERS | {"to", "then"}:
        verb += 1
    found = _HIGHEST.at(tokens, verb)
    first = at
    while lower_at(tokens, first - 1) in _MEDIA or lower_at(tokens, first - 1) in statement.subject_words:
        first -= 1
    if not _is_start(statement, first):
        return None
    if found is None:
        return None
    begin = _time_at(statement, found[1])
    if begin is None:
        return _taken(statement, first, found[1], noun)
    named = any(token.lower in statement.subject_words for token in tokens[first:at])
    return _head(statement, first, begin, noun.owner or (Owner() if named else _owner(statement, first)), noun)


def _taken(statement: Statement, first: int, after: int, noun: _Noun) -> Head | None:
    """ "It takes 2 to 4 hours for plasma levels to peak"."""
    tokens = statement.tokens
    if lower_at(tokens, first - 1) != "for":
        return None
    for start in range(max(0, first - 9), first - 1):
        figure = read_figure(tokens, start)
        if figure is not None and figure.next == first - 1 and fits("tmax", figure.unit):
            if lower_at(tokens, start - 1) in ("takes", "take", "requires"):
                return Head("tmax", start - 1, after, noun.owner or Owner(), noun.route, figure)
            return None
    return None


def _is_start(statement: Statement, first: int) -> bool:
    """Whether a noun phrase begins at token `first`: no adjective or noun of its own stands before."""
    tokens = statement.tokens
    if first == 0 or tokens[first - 1].text in ".;,:)(—–":
        return True
    before = tokens[first - 1].lower
    return (
        before in ("and", "but", "while", "whereas", "so", "that", "which", "for", "when")
        or read_route(tokens, first - 1) is not None
        or (lower_at(tokens, first) in DETERMINERS)
    )
