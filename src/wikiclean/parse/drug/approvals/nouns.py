"""An approval told as a noun: "Approval of X in Japan followed in 2005", "since its approval by the FDA in 2001"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...grammar import Statement, lower_at
from ...tokens import Token
from ..english import ADVERBS, CONNECTIVES
from ..regions import read_place
from ..uses.illness import names_illness
from ..uses.reader import read_use
from .adjuncts import Adjunct, Adjuncts
from .drugs import Drug, read_drug
from .notions import Notion, Predicate, after_adverbs, approval_noun, verb_of_noun
from .predicates import says_how

__all__ = ["NounPredicate", "noun_predicate", "says_nothing"]

_SINCE = frozenset("since after following upon until with despite".split())
_HOPES = frozenset(
    "await awaits awaiting pending seek seeks seeking sought application applications applied recommend recommended recommends "
    "recommending expected expects expect anticipates anticipated hopes hoping prior before without against request requested towards toward for filing until vote voted voting "
    "submission submitted support supporting if under review possible potential eventual require requires required delay delayed "
    "delays of to".split()
)
_LEADING = frozenset("led leading resulted resulting culminated culminating".split())
"""Verbs that an approval follows as what came of something: "which led to its approval in 2009"."""
_BESIDE = frozenset("after since following upon despite until before".split())
_SAYING_NOTHING = frozenset(
    "process procedure application applications agreement agreements rate rates holder pathway status letter committee trials studies fee "
    "study trial clinical research marketing safety surveillance experience data evaluation commitment commitments requirement "
    "requirements deal rights plate number".split()
)
_FUNCTION = frozenset(
    "the a an when while with since after following until as then by of upon before despite where its from to".split()
)
_GIVEN = frozenset("granted given obtained received gained won issued secured awarded".split())
_TRADE = frozenset("to from out agreement holder under terms".split())
_TRADED = frozenset(
    "under creative software public driver exclusive worldwide open free gnu commons mit bsd driving".split()
)


@dataclass(frozen=True, slots=True)
class NounPredicate:
    """The predicate, with the facts that stand between the noun and its verb."""

    predicate: Predicate
    facts: tuple[Adjunct, ...]


def noun_predicate(statement: Statement, at: int, adjuncts: Adjuncts) -> NounPredicate | None:
    """The noun with its adjuncts and verb at token `at`; None where no noun of approval begins there."""
    tokens = statement.tokens
    if (came := _came(statement, at)) is not None:
        return came
    application = _application(statement, at)
    notion = approval_noun(statement, at) if application is None else Notion(application)
    if notion is None or not _begins(statement, at):
        return None
    drug = notion.owner
    facts: list[Adjunct] = []
    k = notion.next
    while k < len(tokens) and verb_of_noun(statement, k) is None:
        if lower_at(tokens, k) in ("of", "for") and (found := read_drug(statement, k + 1)) is not None and drug is None:
            drug, k = found, found.next
            continue
        adjunct = _fact(statement, k, adjuncts, facts)
        if adjunct is None:
            break
        facts.append(adjunct)
        k = adjunct.next
    verb = verb_of_noun(statement, k)
    ills = all(names_illness(statement, fact.use) for fact in facts if fact.use is not None)
    if application is not None and (verb is None or verb[0] != "not_approved" or not ills):
        return None
    if verb is None:
        return _granted_aside(statement, at, k, drug, facts, notion, adjuncts) or _verbless(
            statement, at, k, drug, facts, notion
        )
    action, after = verb
    if notion.none:
        action = "not_approved" if action == "approved" else None
    told = [*facts, *([following] if (following := adjuncts.fact(after)) is not None else [])]
    if action in ("approved", "not_approved") and not _is_of_drug(notion, drug, told):
        return None
    made = Predicate(
        action=action, first=at, next=after, rule="approval.noun", drug=drug or Drug(None, k), regulators=notion.regulators,
        places=notion.places, date=notion.date, listed=action == "indication_added",
    )  # fmt: skip
    return NounPredicate(made, tuple(facts))


def _came(statement: Statement, at: int) -> NounPredicate | None:
    """ "[On 3 March 1999] came approval by Japan's PMDA", "[In 2004] followed its US approval": the verb in front."""
    if at == 0 or lower_at(statement.tokens, at) not in ("came", "followed"):
        return None
    notion = approval_noun(statement, at + 1)
    if notion is None or notion.none or notion.licence:
        return None
    k, drug = notion.next, notion.owner
    if lower_at(statement.tokens, k) in ("of", "for") and (found := read_drug(statement, k + 1)) is not None:
        drug, k = found, found.next
    made = Predicate(
        action="approved", first=at, next=k, rule="approval.noun_came", drug=drug or Drug(None, k),
        regulators=notion.regulators, places=notion.places, date=notion.date,
    )  # fmt: skip
    return NounPredicate(made, ())


def _application(statement: Statement, at: int) -> int | None:
    """After "an application", "its first marketing application", "the submission": what may be rejected as a drug may."""
    tokens = statement.tokens
    k = at
    while lower_at(tokens, k) in _OF_APPLICATIONS:
        k += 1
    if k == at or lower_at(tokens, k) not in ("application", "submission", "filing"):
        return None
    return k + 1 + 2 * ([lower_at(tokens, k + 1), lower_at(tokens, k + 2)] == ["for", "approval"])


_OF_APPLICATIONS = frozenset(
    "a an the its this that first second initial original later earlier new drug marketing authorisation authorization licensing "
    "licence license product approval further us eu european american japanese canadian british".split()
)


def _begins(statement: Statement, at: int) -> bool:
    """Whether a noun phrase may begin at token `at`: "Senate | approval" is another's."""
    tokens = statement.tokens
    before = lower_at(tokens, at - 1)
    if not before or tokens[at - 1].kind == "sign" or before in _FUNCTION:
        return True
    return CONNECTIVES.at(tokens, at - 1) is not None or any(
        (found := ADVERBS.at(tokens, k)) is not None and found[1] == at for k in range(max(0, at - 3), at)
    )


def _is_of_drug(notion: Notion, drug: Drug | None, facts: list[Adjunct]) -> bool:
    """Whether the approval can only be a medicine's: a drug, a regulator or a place is named, or it is no mere licence."""
    if notion.regulators or any(fact.kind == "regulator" for fact in facts):
        return True
    if notion.licence and not notion.authorisation:
        return drug is not None and bool(notion.places or any(fact.kind == "place" for fact in facts))
    if notion.authorisation:
        return any(fact.kind in ("place", "date", "use") for fact in facts) or drug is not None or bool(notion.places)
    return True


def _fact(statement: Statement, at: int, adjuncts: Adjuncts, before: list[Adjunct]) -> Adjunct | None:
    """The next fact of the noun; a place after "and" only where a place stands before."""
    tokens = statement.tokens
    if lower_at(tokens, at) == "," and (aside := _aside(tokens, at, adjuncts)) is not None:
        return aside
    if lower_at(tokens, at) in (",", "and") and before:
        found = adjuncts.member(at + 1)
        return found if found is not None and found.kind == before[-1].kind else None
    if (found := adjuncts.fact(at) or adjuncts.frame(at)) is not None:
        return found
    use = read_use(statement, at, lambda k: adjuncts.halts(k) or verb_of_noun(statement, k) is not None)
    if use is not None:
        return Adjunct("use" if use.terms else "people", at, use.next, use=use if use.terms else None)
    found = adjuncts.at(at)
    return (
        found
        if found is not None and found.kind in ("nothing", "place", "date", "regulator") and found.next > at
        else None
    )


def _aside(tokens: Sequence[Token], comma: int, adjuncts: Adjuncts) -> Adjunct | None:
    """ "A further approval|, for psoriatic arthritis,| came": a fact or use between commas."""
    found = adjuncts.fact(comma + 1) or adjuncts.use(comma + 1)
    return replace(found, next=found.next + 1) if found is not None and lower_at(tokens, found.next) == "," else None


def _granted_aside(
    statement: Statement,
    at: int,
    comma: int,
    drug: Drug | None,
    facts: list[Adjunct],
    notion: Notion,
    adjuncts: Adjuncts,
) -> NounPredicate | None:
    """ "The approval for A |, granted in 2018, | was withdrawn in 2021", "|, which came in 2018, |": the first of two events."""
    tokens = statement.tokens
    if lower_at(tokens, comma) not in (",", "("):
        return None
    given = after_adverbs(statement, comma + 1)
    if lower_at(tokens, given) in ("which", "that"):
        verb = verb_of_noun(statement, given + 1)
        if verb is None or verb[0] != "approved":
            return None
        k = verb[1]
    elif lower_at(tokens, given) in _GIVEN:
        k = given + 1
    else:
        return None
    inner: list[Adjunct] = []
    while (fact := adjuncts.fact(k)) is not None:
        inner.append(fact)
        k = fact.next
    if not inner or lower_at(tokens, k) not in (",", ")"):
        return None
    made = Predicate(
        action="approved", first=at, next=k, rule="approval.noun_given", drug=drug or Drug(None, k),
        regulators=notion.regulators, places=notion.places,
    )  # fmt: skip
    return NounPredicate(made, (*facts, *inner))


def _verbless(
    statement: Statement, at: int, after: int, drug: Drug | None, facts: list[Adjunct], notion: Notion
) -> NounPredicate | None:
    """ "since its approval by the FDA in 2001": an event where a date says that it came."""
    tokens = statement.tokens
    before = lower_at(tokens, at - 1)
    if notion.date is not None and (notion.owner is not None or notion.regulators or drug is not None):
        made = Predicate(
            action="approved", first=at, next=after, rule="approval.dated", drug=drug or Drug(None, after),
            regulators=notion.regulators, places=notion.places, date=notion.date,
        )  # fmt: skip
        return NounPredicate(made, tuple(facts))
    led = before in ("to", "in") and lower_at(tokens, at - 2) in _LEADING
    if not (led or before in _SINCE) or not any(fact.kind == "date" for fact in facts):
        return None
    reached = [
        place[0]
        for k in range(max(0, at - 5), at - 1)
        if before == "with" and (place := read_place(tokens, k)) is not None and place[1] == at - 1
    ]
    made = Predicate(
        action="approved", first=at, next=after, rule="approval.since", drug=drug or Drug(None, after),
        regulators=notion.regulators, places=(*notion.places, *reached[:1]),
    )  # fmt: skip
    return NounPredicate(made, tuple(facts))


def says_nothing(statement: Statement, at: int) -> bool:
    """Whether the word of approval at token `at` is known to tell of no event: hoped for, a process, a trade licence."""
    tokens = statement.tokens
    word, after = tokens[at].lower, lower_at(tokens, at + 1)
    if after in _SAYING_NOTHING:
        return True
    if word.startswith(("licen", "unlicen")) and (
        after in _TRADE or any(t.lower in _TRADED for t in tokens[max(0, at - 3) : at])
    ):
        return True
    if says_how(statement, at):
        return True
    if word in ("approved", "licensed", "authorised", "authorized", "unapproved"):
        return False
    if any(token.lower in _BESIDE for token in tokens[max(0, at - 3) : at]):
        return True
    return any(token.lower in _HOPES for token in tokens[max(0, at - 5) : at])
