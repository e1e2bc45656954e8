"""Predicates whose subject decides: "the FDA approved X", "Japan became the first country to approve X"; who decides, and whether."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token
from ..dates import Date, read_date
from ..regions import Place, read_place, read_place_adjective
from ..regulators import UNNAMED, Regulator, read_regulator
from .decisions import deed_at, denial_at
from .drugs import Drug
from .notions import Predicate, after_adverbs, approval_noun, meaning

__all__ = ["DECIDING", "apposed", "by_decider"]


_MOST = 12
"""Members of a list of regulators or places."""


# What stands between the subject and an infinitive.
_WILLING = Phrases.listed(
    "agreed to|decided to|moved to|chose to|opted to|went on to|proceeded to|consented to|elected to|came to|would go on to"
)


_UNWILLING = Phrases.listed(
    "refused to|declined to|failed to|opted not to|chose not to|decided not to|decided against|has yet to|have yet to|had yet to|"
    "is yet to|are yet to|was unwilling to|were unwilling to|elected not to|voted not to"
)


_BEING = frozenset("was were is are became become becomes being".split())


_RANKS = frozenset("first second third fourth fifth sixth last earliest only latest".split())


_DECIDERS = frozenset(
    "country countries nation nations state states regulator regulators agency agencies authority authorities jurisdiction jurisdictions "
    "market markets government governments ones one place".split()
)


_AUTHORITIES = frozenset("authorities regulators agencies governments".split())


_FOLLOW = Phrases.listed(
    "|".join(
        [
            *(f"{aux}followed{suit}" for aux in ("", "had ", "has ", "have ", "has since ") for suit in (" suit", "")),
            *(
                f"{verb} {as_before}"
                for verb in ("did", "had done", "has done", "have done", "doing", "having done")
                for as_before in ("so", "likewise", "the same")
            ),
            "following suit",
            "following",
        ]
    )
)
"""What another decider had done before."""


@dataclass(frozen=True, slots=True)
class _Will:
    """What stands between the subject and its verb: whether it denies, and when."""

    next: int
    negative: bool = False
    date: Date | None = None
    helped: bool = False
    """Whether an auxiliary was there: then "has not" may stand for the verb."""


def by_decider(statement: Statement, at: int) -> Predicate | None:
    """ "The FDA approved X", "Health Canada has licensed X", "Japan became the first country to approve X"."""
    tokens = statement.tokens
    before = lower_at(tokens, at - 1 - (lower_at(tokens, at - 1) == "the"))
    if before in ("by", "from", "of", "to", "at", "before", "for", "between"):
        return None
    regulators: tuple[Regulator, ...] = ()
    places: tuple[Place, ...] = ()
    placed = before in ("in", "within", "throughout", "across")
    one = read_regulator(tokens, at)
    if _is_apposition(statement, at):
        return None
    several = None if placed else _several(statement, at)
    if several is not None:
        (regulators, places), k = several
    elif (regulator := one) is not None:
        regulators, (places, k) = (regulator[0],), apposed(statement, regulator[1])
    elif (place := read_place(tokens, at)) is not None and not placed:
        places, k = (place[0],), place[1]
    elif (counted := _counted(statement, at)) is not None:
        places, k = counted
    elif (nobody := _nobody(statement, at)) is not None:
        verb = _verb_of_decider(statement, at, nobody)
        if verb is None or verb.action != "approved":
            return None
        return replace(verb, action="not_approved", rule="approval.nobody", nobody=True)
    else:
        return None
    if not several and (paired := _places_apart(statement, k)) is not None:
        places, k = paired
    date = _date_apart(statement, k)
    begin = k if date is None else date[1]
    verb = _verb_of_decider(statement, at, begin)
    if verb is None and before in ("which", "that"):
        verb = _relative(statement, at, begin)
    if verb is None:
        return None
    if date is not None:
        verb = replace(verb, date=date[0])
    if before in ("neither", "nor") or "nor" in {token.lower for token in tokens[at:k]}:
        if verb.action != "approved":
            return None
        verb = replace(verb, action="not_approved", rule="approval.agency_refused")
    return replace(verb, regulators=regulators, places=places)


def apposed(statement: Statement, comma: int) -> tuple[tuple[Place, ...], int]:
    """ "Anvisa|, the Brazilian regulator,| approved": the place it names, and the token after it; else `comma`."""
    tokens = statement.tokens
    if lower_at(tokens, comma) != ",":
        return (), comma
    place = read_place_adjective(tokens, comma + 1)
    k = place[1] if place is not None else comma + 1 + (lower_at(tokens, comma + 1) in ("the", "its", "a"))
    begin = k
    while lower_at(tokens, k) in _SAID_OF_DECIDERS:
        k += 1
    if k == begin or lower_at(tokens, k - 1) not in _DECIDERS | _BODIES:
        return (), comma
    if place is None and lower_at(tokens, k) in ("in", "of", "for") and (within := read_place(tokens, k + 1)):
        place, k = within, within[1]
    if lower_at(tokens, k) not in (",", ".", ";", ""):
        return (), comma
    return ((place[0],) if place is not None else ()), k + (lower_at(tokens, k) == ",")


def _is_apposition(statement: Statement, at: int) -> bool:
    """Whether "the European regulator" at token `at` says what the regulator before the comma is."""
    tokens = statement.tokens
    comma = at - 1 - (lower_at(tokens, at - 1) == "the")
    if lower_at(tokens, comma) != "," or apposed(statement, comma)[1] == comma:
        return False
    return any(
        (found := read_regulator(tokens, k)) is not None and found[1] == comma for k in range(max(0, comma - 6), comma)
    )


_BODIES = frozenset("body watchdog administration office board ministry institute department".split())
_SAID_OF_DECIDERS = (
    _DECIDERS
    | _BODIES
    | frozenset(
        "drug drugs medicine medicines medical health national federal regulatory licensing main own central pharmaceutical".split()
    )
)

_DECIDED = Phrases(
    {
        **meaning("approved", "approved|licensed|licenced|authorised|authorized"),
        **meaning("not_approved", "rejected|turned down|refused to approve|declined to approve"),
    }
)


def _relative(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "[X, which] the FDA approved (in 2001)": the drug is what the clause is about."""
    k = after_adverbs(statement, at)
    k = after_adverbs(statement, k + (lower_at(statement.tokens, k) in ("had", "has", "have")))
    found = _DECIDED.at(statement.tokens, k)
    if found is None:
        return None
    return Predicate(action=found[0], first=first, next=found[1], rule="approval.agency_relative")


def _nobody(statement: Statement, at: int) -> int | None:
    """After "no country", "no other drug agency in the world"."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "no":
        return None
    for k in range(at + 1, min(at + 5, len(tokens))):
        if tokens[k].lower in _DECIDERS:
            after = k + 1
            while tokens[after : after + 1] and tokens[after].lower in ("in", "the", "world", "anywhere"):
                after += 1
            return after
    return None


def _counted(statement: Statement, at: int) -> tuple[tuple[Place, ...], int] | None:
    """After "thirteen European countries": some who decided, not said which."""
    tokens = statement.tokens
    if at >= len(tokens) or not (
        tokens[at].value is not None or tokens[at].lower in ("several", "many", "some", "most", "other")
    ):
        return None
    k = at + 1 + (lower_at(tokens, at + 1) == "other")
    adjective = read_place_adjective(tokens, k)
    k = k if adjective is None else adjective[1]
    places = () if adjective is not None and adjective[0].code == "EU" else (Place(None, counted=True),)
    return (
        (places, k + 1)
        if lower_at(tokens, k) in ("countries", "nations", "states", "regulators", "agencies", "authorities")
        else None
    )


def _places_apart(statement: Statement, at: int) -> tuple[tuple[Place, ...], int] | None:
    """ "The ministries | in Chile and Peru | approved"."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("in", "of"):
        return None
    places: list[Place] = []
    k = at
    while (
        len(places) < _MOST
        and lower_at(tokens, k) in ("in", "of", ",", "and")
        and (place := read_place(tokens, k + 1)) is not None
    ):
        places.append(place[0])
        k = place[1]
    return (tuple(places), k) if places else None


def _date_apart(statement: Statement, at: int) -> tuple[Date, int] | None:
    """ "The FDA | on 3 May 2011 | approved", "the FDA |, in May 2011, | approved"."""
    tokens = statement.tokens
    k = at + (lower_at(tokens, at) == ",")
    if lower_at(tokens, k) not in ("on", "in"):
        return None
    date = read_date(tokens, k + 1)
    if date is None or (k > at and lower_at(tokens, date.next) != ","):
        return None
    return date, date.next + (k > at)


def _several(statement: Statement, at: int) -> tuple[tuple[tuple[Regulator, ...], tuple[Place, ...]], int] | None:
    """ "Brazil and Mexico", "the FDA and the EMA", "Swissmedic and Japan", as subjects."""
    tokens = statement.tokens
    regulators: list[Regulator] = []
    places: list[Place] = []
    k = at
    while len(regulators) + len(places) < _MOST:
        if (regulator := read_regulator(tokens, k)) is not None:
            if regulator[0].code is None and regulator[0].region is not None:
                places.append(Place(regulator[0].region))  # "regulators in Chile and Peru"
            else:
                regulators.append(regulator[0])
            k = apposed(statement, regulator[1])[1]
        elif (place := read_place(tokens, k)) is not None:
            places.append(place[0])
            k = place[1]
        elif (adjective := _of_authorities(tokens, k)) is not None:
            places.append(adjective[0])
            k = adjective[1]
        else:
            break
        if lower_at(tokens, k) not in (",", "and", "nor"):
            break
        k += 1 + (lower_at(tokens, k + 1) in ("and", "both", "nor"))
    return ((tuple(regulators), tuple(places)), k) if len(regulators) + len(places) > 1 else None


def _of_authorities(tokens: Sequence[Token], at: int) -> tuple[Place, int] | None:
    """ "the British | and Irish authorities": a member that shares its noun with those after it."""
    found = read_place_adjective(tokens, at + (lower_at(tokens, at) == "the"))
    k = at if found is None else found[1]
    while lower_at(tokens, k) in (",", "and") and (more := read_place_adjective(tokens, k + 1)) is not None:
        k = more[1]
    return found if found is not None and k > found[1] and lower_at(tokens, k) in _AUTHORITIES else None


def _will(statement: Statement, at: int) -> _Will | None:
    """ "has not yet", "refused to", "agreed to", "became in 2015 the first country to"; None where nothing leads to a verb."""
    tokens = statement.tokens
    k = after_adverbs(statement, at)
    negative = helped = False
    while True:
        if (unwilling := _UNWILLING.at(tokens, k)) is not None:
            negative, k = True, unwilling[1]
        elif (willing := _WILLING.at(tokens, k)) is not None:
            k = willing[1]
        elif lower_at(tokens, k) in ("has", "have", "had", "did", "does", "do"):
            helped, k = True, k + 1
        elif (helped and lower_at(tokens, k) in ("n't", "not", "never")) or lower_at(tokens, k) == "never":
            negative, k = True, k + 1
        elif helped and lower_at(tokens, k) == "yet":
            k += 1
        elif lower_at(tokens, k) in ("hasn't", "haven't", "didn't", "hadn't"):
            negative = helped = True
            k += 1
        else:
            break
        k = after_adverbs(statement, k)
    if lower_at(tokens, k) in _BEING:
        return _ranked(statement, k + 1)
    return _Will(k, negative, helped=helped)


def _ranked(statement: Statement, at: int) -> _Will | None:
    """ "[became] in December 2015 the first country in Europe to"."""
    tokens = statement.tokens
    k = after_adverbs(statement, at)
    date: Date | None = None
    if lower_at(tokens, k) in (",", "in", "on"):
        lead = k + 1 + (lower_at(tokens, k) == "," and lower_at(tokens, k + 1) in ("in", "on"))
        date = read_date(tokens, lead)
        if date is None:
            return None
        k = date.next + (lower_at(tokens, date.next) == ",")
    if lower_at(tokens, k) in ("the", "among", "one"):
        while k < len(tokens) and lower_at(tokens, k) in ("the", "among", "one", "of"):
            k += 1
    ranked = False
    for j in range(k, min(k + 8, len(tokens))):
        word = tokens[j].lower
        if word == "to" and ranked:
            return _Will(j + 1, date=date)
        ranked = ranked or word in _RANKS
        if tokens[j].kind != "word":
            return None
    return None


def _verb_of_decider(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    if (follow := _FOLLOW.at(tokens, after_adverbs(statement, at))) is not None:
        return _following(statement, first, follow[1])
    will = _will(statement, at)
    if will is None:
        return None
    k = will.next
    if will.negative:
        denial = denial_at(statement, first, k, helped=will.helped)
        return denial and replace(denial, lasting=will.helped)
    made = deed_at(statement, first, k)
    return None if made is None else replace(made, date=will.date)


def _following(statement: Statement, first: int, at: int) -> Predicate:
    """ "[The US] followed", "followed with its own approval": what the clause before tells, elsewhere."""
    tokens = statement.tokens
    if lower_at(tokens, at) in ("with", "by") and (notion := approval_noun(statement, at + 1)) is not None:
        return Predicate(action="approved", first=first, next=notion.next, rule="approval.agency_followed",
                         drug=Drug(None, notion.next))  # fmt: skip
    return Predicate(action="approved", first=first, next=at, rule="approval.agency_followed", certain=False)


DECIDING = UNNAMED | frozenset("no the their its several many some most other".split())
"""Words that a decider may begin with, beside names."""
