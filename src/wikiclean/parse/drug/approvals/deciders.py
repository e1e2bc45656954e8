"""Predicates whose subject decides: "the FDA approved X", "Japan refused X a licence", "its maker withdrew X"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...grammar import Phrases, Statement, lower_at
from ..dates import Date, read_date
from ..regions import Place, read_place, read_place_adjective
from ..regulators import UNNAMED, Regulator, read_regulator
from .labels import LABELS, TO
from .notions import Action, Notion, Predicate, after_adverbs, approval_noun, meaning
from .subjects import Drug, read_drug
from .words import FRAMES

__all__ = ["DECIDING", "TAKING_BACK", "by_decider", "by_maker"]


def _phrases(text: str) -> Phrases[bool]:
    return Phrases(dict.fromkeys(text.split("|"), True))


_MOST = 12
"""Members of a list of regulators or places."""

_APPROVE = frozenset(
    "approved approve approves approving licensed licenced license licence licenses authorised authorized authorise authorize "
    "authorises authorizes".split()
)
_GRANT = frozenset(
    "granted grant grants gave give gives given issued issue issues awarded award awards extended".split()
)
_REFUSE = _phrases("rejected|reject|rejects|turned down|turn down|turned away|disapproved")
_DENY = frozenset("denied refused deny refuse denies refuses declined".split())
_UNDO: Phrases[Action] = Phrases(
    {
        **meaning("withdrawn", "withdrew|withdraw|revoked|revoke|rescinded|rescind|pulled|cancelled|canceled|removed"),
        **meaning("suspended", "suspended|suspend"),
        **meaning("reintroduced", "reinstated|reinstate|restored|restore|readmitted|reapproved|re-approved"),
        **meaning("restricted", "restricted|restrict|limited|narrowed"),
    }
)
_WIDEN = frozenset("extended expanded broadened widened extend expand broaden widen".split())
_ALLOW = frozenset("allowed permitted let cleared".split())
_RETURN = _phrases(
    "back|back on the market|back onto the market|to return|to return to the market|to be reintroduced|to be sold again|to come back|"
    "to be marketed again|its return|its reintroduction|its return to the market|the return of|the reintroduction of|back to the market|"
    "onto the market again|on the market again"
)
_UNDER_LIMITS = frozenset("restricted restrictions restriction restrictive limited".split())

# What stands between the subject and an infinitive.
_WILLING = _phrases(
    "agreed to|decided to|moved to|chose to|opted to|went on to|proceeded to|consented to|elected to|came to|would go on to"
)
_UNWILLING = _phrases(
    "refused to|declined to|failed to|opted not to|chose not to|decided not to|decided against|has yet to|have yet to|had yet to|"
    "is yet to|are yet to|was unwilling to|were unwilling to|elected not to|voted not to"
)
_BEING = frozenset("was were is are became become becomes being".split())
_RANKS = frozenset("first second third fourth fifth sixth last earliest only latest".split())
_DECIDERS = frozenset(
    "country countries nation nations state states regulator regulators agency agencies authority authorities jurisdiction jurisdictions "
    "market markets government governments ones one place".split()
)
_FOLLOW = _phrases("followed suit|following suit|followed|following|did so|did likewise|did the same")
_NOT = frozenset("not never n't".split())
_CLOSING = frozenset(", ; . : ) — – and but though although while whereas yet".split())


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
    several = None if placed else _several(statement, at)
    if several is not None:
        (regulators, places), k = several
    elif (regulator := read_regulator(tokens, at)) is not None:
        regulators, k = (regulator[0],), regulator[1]
    elif (place := read_place(tokens, at)) is not None and not placed:
        places, k = (place[0],), place[1]
    elif (counted := _counted(statement, at)) is not None:
        k = counted
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
    verb = _verb_of_decider(statement, at, k if date is None else date[1])
    if verb is None:
        return None
    if date is not None:
        verb = replace(verb, date=date[0])
    if before in ("neither", "nor") or "nor" in {token.lower for token in tokens[at:k]}:
        if verb.action != "approved":
            return None
        verb = replace(verb, action="not_approved", rule="approval.agency_refused")
    return replace(verb, regulators=regulators, places=places)


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


def _counted(statement: Statement, at: int) -> int | None:
    """After "thirteen European countries": some who decided, not said which."""
    tokens = statement.tokens
    if at >= len(tokens) or not (
        tokens[at].value is not None or tokens[at].lower in ("several", "many", "some", "most", "other")
    ):
        return None
    k = at + 1 + (lower_at(tokens, at + 1) == "other")
    adjective = read_place_adjective(tokens, k)
    k = k if adjective is None else adjective[1]
    return (
        k + 1
        if lower_at(tokens, k) in ("countries", "nations", "states", "regulators", "agencies", "authorities")
        else None
    )


def _places_apart(statement: Statement, at: int) -> tuple[tuple[Place, ...], int] | None:
    """ "Regulators | in the US and Europe | approved"."""
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
            regulators.append(regulator[0])
            k = regulator[1]
        elif (place := read_place(tokens, k)) is not None:
            places.append(place[0])
            k = place[1]
        else:
            break
        if lower_at(tokens, k) not in (",", "and", "nor"):
            break
        k += 1 + (lower_at(tokens, k + 1) in ("and", "both", "nor"))
    return ((tuple(regulators), tuple(places)), k) if len(regulators) + len(places) > 1 else None


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
        return _denying(statement, first, k, helped=will.helped)
    made = _doing(statement, first, k)
    return None if made is None else replace(made, date=will.date)


def _following(statement: Statement, first: int, at: int) -> Predicate:
    """ "[The US] followed", "followed with its own approval": what happened before, elsewhere."""
    tokens = statement.tokens
    if lower_at(tokens, at) in ("with", "by") and (notion := _notion(statement, at + 1)) is not None:
        return Predicate(action="approved", first=first, next=notion.next, rule="approval.agency_followed",
                         drug=Drug(None, notion.next))  # fmt: skip
    return Predicate(action="approved", first=first, next=at, rule="approval.agency_followed", certain=False)


def _notion(statement: Statement, at: int) -> Notion | None:
    """ "its own approval", "a licence"."""
    return approval_noun(statement, at)


def _denying(statement: Statement, first: int, at: int, *, helped: bool) -> Predicate | None:
    """ "[has not] approved X", "[declined to] grant approval to X", "[has not]"."""
    tokens = statement.tokens
    word = lower_at(tokens, at)
    rule = "approval.agency_refused"
    if word in _APPROVE:
        return _object(statement, first, at + 1, "not_approved", rule)
    if word in _GRANT:
        made = _granting(statement, first, at + 1)
        return None if made is None else replace(made, action="not_approved", rule=rule)
    if helped and (at >= len(tokens) or word in _CLOSING or word in ("done", "yet")):
        after = at + (word in ("done", "yet")) + (lower_at(tokens, at + 1) == "so")
        return Predicate(action="not_approved", first=first, next=after, rule="approval.agency_has_not", certain=False)
    return None


def _doing(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    word = lower_at(tokens, at)
    if (refused := _REFUSE.at(tokens, at)) is not None:
        return _object(statement, first, refused[1], "not_approved", "approval.agency_refused")
    if word == "turned":
        made = _object(statement, first, at + 1, "not_approved", "approval.agency_refused")
        down = made is not None and lower_at(tokens, made.next) in ("down", "away")
        return replace(made, next=made.next + 1) if made is not None and down else None
    if word in _DENY:
        return _refusing(statement, first, at + 1)
    if word in _APPROVE:
        return _approving(statement, first, at + 1)
    if word in _WIDEN and (wider := _widening(statement, first, at + 1)) is not None:
        return wider
    if word in _GRANT:
        return _granting(statement, first, at + 1)
    if (undo := _UNDO.at(tokens, at)) is not None:
        return _undoing(statement, first, undo[1], undo[0])
    if word in _ALLOW:
        return _allowing(statement, first, at + 1)
    if word in ("put", "placed"):
        return _limiting(statement, first, at + 1)
    return None


def _refusing(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "denied approval of X", "refused X a licence", "declined X"."""
    tokens = statement.tokens
    rule = "approval.agency_refused"
    if (notion := approval_noun(statement, at)) is not None:
        if lower_at(tokens, notion.next) in ("to", "for", "of"):
            about = _object(statement, first, notion.next + 1, "not_approved", rule)
            if about is not None:
                return about
            if lower_at(tokens, notion.next) != "for":
                return None
        return Predicate(
            action="not_approved", first=first, next=notion.next, rule=rule, drug=notion.owner or Drug(None, at)
        )
    drug = read_drug(statement, at)
    if drug is None:
        return None
    notion = approval_noun(statement, drug.next)
    return Predicate(
        action="not_approved", first=first, next=drug.next if notion is None else notion.next, rule=rule, drug=drug
    )


_APPLICATION = _phrases(
    "the application for|an application for|the marketing application for|its application for|the use of|the new drug application for|"
    "the application of|the submission for|marketing of|the marketing of|the sale of|sale of"
)


def _object(statement: Statement, first: int, at: int, action: Action, rule: str) -> Predicate | None:
    """The drug as the object; an application for it counts as the drug."""
    tokens = statement.tokens
    if (application := _APPLICATION.at(tokens, at)) is not None:
        at = application[1]
    elif lower_at(tokens, at) in ("the", "its", "an") and lower_at(tokens, at + 1) in ("application", "submission"):
        return Predicate(action=action, first=first, next=at + 2, rule=rule, drug=Drug(None, at + 2))
    drug = read_drug(statement, at)
    if drug is None or tokens[drug.next - 1].lower.endswith(("'s", "’s")):
        return None
    return Predicate(action=action, first=first, next=drug.next, rule=rule, drug=drug)


_NEW_INDICATION = _phrases(
    "|".join(
        f"{article}{kind}{noun}"
        for article in ("a ", "an ", "the ", "")
        for kind in ("new ", "second ", "third ", "additional ", "further ", "expanded ", "supplemental ", "another ")
        for noun in ("indication", "indications", "use", "uses")
    )
    + "|another indication|another use"
)


def _approving(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    if (new := _NEW_INDICATION.at(tokens, at)) is None:
        return _object(statement, first, at, "approved", "approval.agency_first")
    k = new[1]
    if lower_at(tokens, k) not in ("for", "of") or (drug := read_drug(statement, k + 1)) is None:
        return None
    k = drug.next
    if lower_at(tokens, k) in (":", ",", "-", "–"):
        k += 1
    lead = lower_at(tokens, k) in ("for", "in", "to", "as")
    return Predicate(
        action="indication_added", first=first, next=k + lead, rule="approval.new_indication", drug=drug, listed=True
    )


def _granting(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "granted accelerated approval to X", "granted X full approval", "gave conditional approval in 2016"."""
    tokens = statement.tokens
    notion = approval_noun(statement, at)
    if notion is None:
        drug = read_drug(statement, at)
        if drug is None or (notion := approval_noun(statement, drug.next)) is None:
            return None
        return Predicate(action="approved", first=first, next=notion.next, rule="approval.agency_granted", drug=drug)
    k = notion.next
    if lower_at(tokens, k) == "valid":
        while k < len(tokens) and lower_at(tokens, k) not in ("for", "to", "of"):
            k += 1
    if lower_at(tokens, k) in ("to", "for", "of"):
        made = _object(statement, first, k + 1, "approved", "approval.agency_granted")
        if made is not None:
            return made
    if k > notion.next or notion.none or (lower_at(tokens, k) in ("to", "of") and FRAMES.at(tokens, k) is None):
        return None
    return Predicate(action="approved", first=first, next=notion.next, rule="approval.agency_granted",
                     drug=notion.owner or Drug(None, notion.next))  # fmt: skip


def _undoing(statement: Statement, first: int, at: int, action: Action) -> Predicate | None:
    """ "withdrew its approval of X", "suspended the marketing authorisation of X", "restricted the use of X"."""
    tokens = statement.tokens
    notion = approval_noun(statement, at)
    rule = f"approval.agency_{action}"
    if notion is not None:
        if lower_at(tokens, notion.next) in ("of", "for"):
            about = _object(statement, first, notion.next + 1, action, rule)
            if about is not None or lower_at(tokens, notion.next) == "of":
                return about
        owner = notion.owner or Drug(None, notion.next)
        return Predicate(action=action, first=first, next=notion.next, rule=rule, drug=owner)
    if (drug := read_drug(statement, at)) is not None:
        return Predicate(action=action, first=first, next=drug.next, rule=rule, drug=drug)
    return None


def _allowing(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "allowed its return", "let it back on the market"."""
    tokens = statement.tokens
    rule = "approval.agency_reintroduced"
    drug: Drug | None
    if (back := _RETURN.at(tokens, at)) is not None:
        drug = read_drug(statement, back[1]) if lower_at(tokens, back[1] - 1) == "of" else Drug(None, back[1])
        after = back[1] if drug is None else drug.next
    else:
        drug = read_drug(statement, at)
        back = None if drug is None else _RETURN.at(tokens, drug.next)
        after = 0 if back is None else back[1]
    if drug is None or not after:
        return None
    return Predicate(action="reintroduced", first=first, next=after, rule=rule, drug=drug)


def _limiting(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "put it under restricted access", "placed restrictions on its use"."""
    tokens = statement.tokens
    if lower_at(tokens, at) in _UNDER_LIMITS and lower_at(tokens, at + 1) == "on":
        drug = read_drug(statement, at + 2)
        after = 0 if drug is None else drug.next
    else:
        drug = read_drug(statement, at)
        after = 0
        if drug is not None and lower_at(tokens, drug.next) in ("under", "on"):
            limits = [
                k for k in range(drug.next + 1, min(drug.next + 4, len(tokens))) if tokens[k].lower in _UNDER_LIMITS
            ]
            after = limits[0] + 1 if limits else 0
            while after and lower_at(tokens, after) in (
                "access",
                "distribution",
                "use",
                "programme",
                "program",
                "prescribing",
            ):
                after += 1
    if drug is None or not after:
        return None
    return Predicate(action="restricted", first=first, next=after, rule="approval.agency_restricted", drug=drug)


def _widening(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "expanded the approval of X to include A"."""
    tokens = statement.tokens
    label = LABELS.at(tokens, at)
    drug: Drug | None = None
    k = at
    if label is not None:
        k = label[1]
        drug = Drug(None, k)
        if lower_at(tokens, k) in ("of", "for"):
            drug = read_drug(statement, k + 1)
            if drug is None:
                return None
            k = drug.next
    elif (notion := approval_noun(statement, at)) is not None and notion.owner is not None:
        drug, k = notion.owner, notion.next
    to = TO.at(tokens, k)
    if drug is None or to is None:
        return None
    return Predicate(
        action="indication_added", first=first, next=to[1], rule="approval.agency_widened", drug=drug, listed=True
    )


_TAKES_BACK = _phrases(
    "withdrew|pulled|removed|took|voluntarily withdrew|voluntarily removed|voluntarily pulled|has withdrawn|had withdrawn|"
    "has voluntarily withdrawn|chose to withdraw|decided to withdraw|recalled"
)


DECIDING = UNNAMED | frozenset("no the their its several many some most other".split())
"""Words that a decider may begin with, beside names."""

TAKING_BACK = _TAKES_BACK.first_words


def by_maker(statement: Statement, at: int) -> Predicate | None:
    """ "Its manufacturer voluntarily withdrew X from the market"."""
    verb = _TAKES_BACK.at(statement.tokens, at)
    if verb is None:
        return None
    drug = read_drug(statement, verb[1])
    if drug is None:
        return None
    return Predicate(
        action="withdrawn", first=at, next=drug.next, rule="approval.maker_withdrew", certain=False, drug=drug
    )
