"""Predicates whose subject decides: "the FDA approved X", "Japan refused X a licence", "its maker withdrew X"."""

from __future__ import annotations

from dataclasses import replace

from ...grammar import Phrases, Statement, lower_at
from ..regions import Place, read_place
from ..regulators import Regulator, read_regulator
from .labels import LABELS, TO
from .notions import Action, Predicate, after_adverbs, approval_noun
from .subjects import Drug, read_drug

__all__ = ["by_maker", "by_regulator"]


_GRANT = frozenset("granted gave issued awarded given".split())


_NEGATIVE_VERBS = Phrases(
    dict.fromkeys(
        "declined to approve|refused to approve|refused to license|refused to licence|declined to license|refused to authorise|"
        "refused to authorize|declined to authorise|declined to authorize|did not approve|has not approved|have not approved|"
        "had not approved|never approved|has never approved|have never approved|has not yet approved|have not yet approved|"
        "has yet to approve|have yet to approve|has not authorised|has not authorized|has not licensed|does not approve|"
        "rejected|turned down|has rejected|have rejected|rejects|did not authorise|did not authorize|did not license".split(
            "|"
        ),
        True,
    )
)


_NEW_INDICATION = Phrases(
    dict.fromkeys(
        f"{article}{kind}{noun}"
        for article in ("a ", "an ", "")
        for kind in ("new ", "second ", "third ", "additional ", "further ", "expanded ", "supplemental ", "")
        for noun in ("indication", "indications", "use", "uses")
        if kind
    )
    | {}
)


_TAKES_BACK = Phrases(
    dict.fromkeys(
        "withdrew|pulled|removed|took|voluntarily withdrew|voluntarily removed|voluntarily pulled".split("|"), True
    )
)


def by_regulator(statement: Statement, at: int) -> Predicate | None:
    """ "The FDA approved X", "Health Canada has licensed X", "Japan approved X", "the agency granted X approval"."""
    tokens = statement.tokens
    if lower_at(tokens, at - 1) in ("by", "from", "of", "to", "at", "before", "for"):
        return None
    regulators: tuple[Regulator, ...] = ()
    places: tuple[Place, ...] = ()
    several = _several(statement, at)
    if several is not None:
        (regulators, places), k = several
    elif (regulator := read_regulator(tokens, at)) is not None:
        regulators, k = (regulator[0],), regulator[1]
    elif (place := read_place(tokens, at)) is not None and lower_at(tokens, at - 1) not in (
        "in",
        "within",
        "throughout",
    ):
        places, k = (place[0],), place[1]
    else:
        return None
    verb = _verb_of_regulator(statement, at, k)
    return None if verb is None else replace(verb, regulators=regulators, places=places)


def _several(statement: Statement, at: int) -> tuple[tuple[tuple[Regulator, ...], tuple[Place, ...]], int] | None:
    """ "Brazil and Mexico", "the FDA and the EMA", as subjects."""
    tokens = statement.tokens
    for read in (read_regulator, read_place):
        found: list[object] = []
        k = at
        while (one := read(tokens, k)) is not None:
            found.append(one[0])
            k = one[1]
            if lower_at(tokens, k) not in (",", "and"):
                break
            k += 1 + (lower_at(tokens, k + 1) == "and")
        if len(found) > 1:
            regulators = tuple(one for one in found if isinstance(one, Regulator))
            return (regulators, tuple(one for one in found if isinstance(one, Place))), k
    return None


def _verb_of_regulator(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    k = after_adverbs(statement, at)
    if (refused := _NEGATIVE_VERBS.at(tokens, k)) is not None:
        return _object(statement, first, refused[1], "not_approved", "approval.agency_refused")
    if lower_at(tokens, k) in ("denied", "refused"):
        notion = approval_noun(statement, k + 1)
        if notion is not None:
            return _object(
                statement, first, _preposition(statement, notion.next), "not_approved", "approval.agency_refused"
            )
        drug = read_drug(statement, k + 1)
        notion = approval_noun(statement, drug.next) if drug is not None else None
        if drug is None or notion is None:
            return None
        return Predicate(
            action="not_approved", first=first, next=notion.next, rule="approval.agency_refused", drug=drug
        )
    while lower_at(tokens, k) in ("has", "have", "had"):
        k = after_adverbs(statement, k + 1)
    word = lower_at(tokens, k)
    if word in ("followed", "following"):
        return Predicate(action="approved", first=first, next=k + 1 + (lower_at(tokens, k + 1) == "suit"),
                         rule="approval.agency_followed", certain=False)  # fmt: skip
    if word in ("approved", "licensed", "licenced", "authorised", "authorized", "approves"):
        return _approving(statement, first, k + 1)
    if word in _GRANT:
        return _granting(statement, first, k + 1)
    if word in ("withdrew", "revoked", "suspended", "rescinded", "reinstated", "restored", "restricted", "banned"):
        return _undoing(statement, first, k)
    if word in ("extended", "expanded", "broadened", "widened"):
        return _widening(statement, first, k + 1)
    return None


def _preposition(statement: Statement, at: int) -> int:
    return at + 1 if lower_at(statement.tokens, at) in ("to", "for", "of") else at


def _object(statement: Statement, first: int, at: int, action: Action, rule: str) -> Predicate | None:
    """The drug as the object; a licence application for it counts as the drug."""
    tokens = statement.tokens
    for opener in (
        "the application for",
        "an application for",
        "the marketing application for",
        "its application for",
        "the use of",
        "the new drug application for",
    ):
        words = opener.split()
        if [token.lower for token in tokens[at : at + len(words)]] == words:
            at += len(words)
            break
    drug = read_drug(statement, at)
    if drug is None or tokens[drug.next - 1].lower.endswith(("'s", "’s")):
        return None
    return Predicate(action=action, first=first, next=drug.next, rule=rule, drug=drug)


def _approving(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    if (new := _NEW_INDICATION.at(tokens, at)) is not None:
        k = new[1]
        if lower_at(tokens, k) in ("for", "of") and (drug := read_drug(statement, k + 1)) is not None:
            k = drug.next
            if lower_at(tokens, k) in (":", ",", "-", "–"):
                k += 1
            lead = lower_at(tokens, k) in ("for", "in", "to", "as")
            return Predicate(
                action="indication_added",
                first=first,
                next=k + lead,
                rule="approval.new_indication",
                drug=drug,
                listed=True,
            )
        return None
    return _object(statement, first, at, "approved", "approval.agency_first")


def _granting(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "granted accelerated approval to X", "granted X full approval", "granted approval for X"."""
    tokens = statement.tokens
    if (notion := approval_noun(statement, at)) is not None and notion.owner is None:
        if lower_at(tokens, notion.next) == "valid":
            k = notion.next
            while k < len(tokens) and lower_at(tokens, k) not in ("for", "to", "of"):
                k += 1
            notion = replace(notion, next=k)
        if lower_at(tokens, notion.next) not in ("to", "for", "of"):
            return None
        return _object(statement, first, notion.next + 1, "approved", "approval.agency_granted")
    drug = read_drug(statement, at)
    if drug is None or (notion := approval_noun(statement, drug.next)) is None:
        return None
    return Predicate(action="approved", first=first, next=notion.next, rule="approval.agency_granted", drug=drug)


def _undoing(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "withdrew its approval of X", "suspended the marketing authorisation of X", "restricted the use of X"."""
    tokens = statement.tokens
    actions: dict[str, Action] = {
        "withdrew": "withdrawn", "revoked": "withdrawn", "rescinded": "withdrawn", "suspended": "suspended",
        "reinstated": "reintroduced", "restored": "reintroduced", "restricted": "restricted",
    }  # fmt: skip
    action = actions.get(lower_at(tokens, at))
    if action is None:
        return None
    notion = approval_noun(statement, at + 1)
    rule = f"approval.agency_{action}"
    if notion is not None:
        if lower_at(tokens, notion.next) in ("of", "for"):
            return _object(statement, first, notion.next + 1, action, rule)
        owner = notion.owner or Drug(None, notion.next)
        return Predicate(action=action, first=first, next=notion.next, rule=rule, drug=owner)
    if (drug := read_drug(statement, at + 1)) is not None:
        return Predicate(action=action, first=first, next=drug.next, rule=rule, drug=drug)
    return None


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
