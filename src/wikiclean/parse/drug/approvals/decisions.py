"""What a decider does with a drug: "approved X", "refused X a licence", "withdrew its approval of X", "let it return"."""

from __future__ import annotations

from dataclasses import replace

from ...grammar import Phrases, Statement, lower_at
from ..english import FINITE
from .drugs import Drug, read_drug
from .labels import TO, adding, named_indication, read_label
from .notions import Action, Predicate, approval_noun, meaning
from .words import FRAMES

__all__ = ["TAKING_BACK", "by_maker", "deed_at", "denial_at"]

_LIMITED_USES = frozenset("access distribution use programme program prescribing".split())
"""What a restriction may be called."""

_APPROVE = frozenset(
    "approved approve approves approving licensed licenced license licence licenses authorised authorized authorise authorize "
    "authorises authorizes".split()
)


_GRANT = frozenset(
    "granted grant grants gave give gives given issued issue issues awarded award awards extended".split()
)


_REFUSE = Phrases.listed("rejected|reject|rejects|turned down|turn down|turned away|disapproved")


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


_RETURN = Phrases.listed(
    "back|back on the market|back onto the market|to return|to return to the market|to be reintroduced|to be sold again|to come back|"
    "to be marketed again|its return|its reintroduction|its return to the market|the return of|the reintroduction of|back to the market|"
    "onto the market again|on the market again"
)


_UNDER_LIMITS = frozenset("restricted restrictions restriction restrictive limited".split())


_CLOSING = frozenset(", ; . : ) — – and but though although while whereas yet".split())


def denial_at(statement: Statement, first: int, at: int, *, helped: bool) -> Predicate | None:
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


def deed_at(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "approved X", "turned X down", "let it back": what is done at token `at`, by whom begins at token `first`."""
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
    if word in ("added", "adds"):
        return adding(statement, first, at + 1)
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


_APPLICATION = Phrases.listed(
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
    return Predicate(action=action, first=first, next=_after_aside(statement, drug.next), rule=rule, drug=drug)


_DESCRIBING = frozenset(
    "sold marketed branded known also under developed made manufactured discovered a an the".split()
)


def _after_aside(statement: Statement, at: int) -> int:
    """After ", sold as Foolax,", ", a statin,", which say what the drug is; `at` where no such aside stands."""
    tokens = statement.tokens
    if lower_at(tokens, at) != "," or lower_at(tokens, at + 1) not in _DESCRIBING:
        return at
    for k in range(at + 2, min(at + 12, len(tokens))):
        if tokens[k].text == ",":
            return at if lower_at(tokens, k + 1) == "and" else k + 1
        if tokens[k].kind == "number" or tokens[k].lower in FINITE | {"for", "and", "but", ";", "."}:
            break
    return at


_NEW_INDICATION = Phrases.listed(
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
    if lower_at(tokens, k) not in ("for", "of"):
        return None
    drug = read_drug(statement, k + 1) or Drug(None, k)
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
    if (named := named_indication(statement, at)) is not None:
        return Predicate(action=action, first=first, next=named[1], rule=rule, drug=Drug(None, named[1]), use=named[0])
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
            while after and lower_at(tokens, after) in _LIMITED_USES:
                after += 1
    if drug is None or not after:
        return None
    return Predicate(action="restricted", first=first, next=after, rule="approval.agency_restricted", drug=drug)


def _widening(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "expanded the approval of X to include A"."""
    labelled = read_label(statement, at)
    if labelled is None:
        return None
    drug, k = labelled
    to = TO.at(statement.tokens, k)
    if drug is None or to is None:
        return None
    return Predicate(
        action="indication_added", first=first, next=to[1], rule="approval.agency_widened", drug=drug, listed=True
    )


_TAKES_BACK = Phrases.listed(
    "withdrew|pulled|removed|took|voluntarily withdrew|voluntarily removed|voluntarily pulled|has withdrawn|had withdrawn|"
    "has voluntarily withdrawn|chose to withdraw|decided to withdraw|recalled"
)


TAKING_BACK = _TAKES_BACK.first_words


def by_maker(statement: Statement, at: int) -> Predicate | None:
    """ "Its manufacturer voluntarily withdrew X from the market"."""
    verb = _TAKES_BACK.at(statement.tokens, at)
    if verb is None:
        return None
    if (named := named_indication(statement, verb[1])) is not None:
        return Predicate(
            action="withdrawn", first=at, next=named[1], rule="approval.indication_gone", drug=Drug(None, at),
            use=named[0],
        )  # fmt: skip
    drug = read_drug(statement, verb[1])
    if drug is None:
        return None
    return Predicate(
        action="withdrawn", first=at, next=drug.next, rule="approval.maker_withdrew", certain=False, drug=drug
    )
