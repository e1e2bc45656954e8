"""The predicates of an approval: "was approved", "received approval", "the FDA granted X approval", "was withdrawn"."""

from __future__ import annotations

from dataclasses import replace

from ...grammar import Phrases, Statement, lower_at, once_per_token
from ..english import ADVERBS, AUXILIARIES, MODALS
from ..regions import Place, read_place_adjective
from ..regulators import Regulator, read_regulator
from .deciders import DECIDING, by_decider
from .decisions import TAKING_BACK, by_maker, deed_at
from .drugs import read_drug
from .labels import LABELLING, by_label, gained_use
from .notions import (
    STANDING,
    Action,
    Auxiliary,
    Predicate,
    after_adverbs,
    approval_noun,
    meaning,
    read_auxiliary,
)

__all__ = ["predicate_at", "says_how"]

_BEFORE_PREFIX = frozenset("is was not are currently been".split())
"""What stands before "FDA approved", without a hyphen."""
_TRADED = frozenset("to from under out the its".split())
"""What a licence is followed by that one company gives another."""

_PARTICIPLES: Phrases[Action] = Phrases(
    {
        **meaning("approved", "approved|licensed|licenced|authorised|authorized|fully approved"),
        **meaning("reintroduced", "reapproved|re-approved|relicensed|re-licensed|reauthorised|reauthorized"),
        **meaning("not_approved", "unapproved|unlicensed"),
    }
)


_HAPPENINGS: Phrases[Action] = Phrases(
    {
        **meaning("withdrawn", "withdrawn|removed|pulled|taken off|taken from|revoked|pulled off|recalled"),
        **meaning("suspended", "suspended"),
        **meaning(
            "reintroduced",
            "reintroduced|re-introduced|reinstated|returned|brought back|put back|placed back|allowed back|let back|back|"
            "allowed to return|allowed back on|allowed back onto|allowed back to|readmitted|came back on|came back to|came back onto|allowed again|marketed again|sold again|restored",
        ),
        **meaning("restricted", "restricted"),
        **meaning("not_approved", "rejected|turned down|turned away|refused|denied|declined"),
    }
)


_GAIN = frozenset(
    "received gained won obtained secured got earned achieved acquired attained reached reach receive gain win obtain secure get earn achieve "
    "holds held hold have had holding receives gains wins obtains receiving gaining winning obtaining securing acquire".split()
)


_CAME_BY = frozenset("received gained won obtained secured got earned achieved acquired".split())


_HAVING = frozenset("has have had holds hold held holding".split())
"""Verbs of what one has, not of what one gets."""


_APPROVING = frozenset("approving licensing authorising authorizing".split())


_DEEDS = frozenset(
    "gave granted issued rejected refused denied turned revoked rescinded suspended reinstated restricted".split()
)
"""Verbs of who decided before: "[the FDA turned it down in 2008] and gave its approval"."""


_FARTHEST = 40
"""Tokens back to the decider."""


_INFINITE = frozenset("reach receive gain win obtain secure get earn achieve acquire".split())


_LOST = frozenset("lost".split())


_HOPED = frozenset(
    "expected hoped likely seeking seeks sought aims trying set due scheduled pending awaiting awaits await applied application applications "
    "recommended recommends recommend recommending order intended plans planned hopes anticipated proposed submitted filed "
    "attempting attempt attempts if would could may might will should must can cannot under filing request requested before prior "
    "without need needed require required requires requiring support supporting supports considered considering for "
    "possible potential until voted whether wanted toward towards".split()
)


_ATTRIBUTED = frozenset(
    "indication indications use uses drug drugs name names dose doses dosage product products label labeling labelling medication "
    "medications treatment treatments therapy therapies medicine medicines agent agents list formulation formulations version versions "
    "generic biosimilar application antibody vaccine vaccines inhibitor inhibitors option options brand labelled labeled medical "
    "prescribing pharmacy practitioner physician physicians professional professionals facility manufacturer".split()
)


_STARTS = (
    ADVERBS.first_words
    | AUXILIARIES
    | MODALS
    | _PARTICIPLES.first_words
    | _HAPPENINGS.first_words
    | _GAIN
    | _LOST
    | DECIDING
    | TAKING_BACK
    | _APPROVING
    | _DEEDS
    | LABELLING
    | STANDING
    | frozenset(
        "not never n't neither nor yet no wasn't isn't hasn't granted given issued awarded denied refused accorded "
        "that this failed unable did does awaiting awaits await seeking seeks lacks lacking pending converted upgraded the".split()
    )
)
"""Words that a predicate may begin with, beside names."""


@once_per_token
def predicate_at(statement: Statement, at: int) -> Predicate | None:
    """The predicate that begins at token `at`; the longest reading first."""
    token = statement.tokens[at] if at < len(statement.tokens) else None
    if token is None or not (
        token.lower in _STARTS or token.text[0].isupper() or token.value is not None or token.text[-1:] == "s"
    ):
        return None
    return (
        by_decider(statement, at)
        or by_maker(statement, at)
        or _going_on(statement, at)
        or _passive(statement, at)
        or _gained(statement, at)
        or by_label(statement, at)
    )


def says_how(statement: Statement, at: int) -> bool:
    """Whether "some clinics use it|, unlicensed, against A" stands here: how it is used, which no event is."""
    tokens = statement.tokens
    return (
        lower_at(tokens, at) in ("unlicensed", "unapproved")
        and lower_at(tokens, at - 1) == "," == lower_at(tokens, at + 1)
        and lower_at(tokens, at + 2) in ("for", "in", "against", "to", "as")
    )


def _going_on(statement: Statement, at: int) -> Predicate | None:
    """ "[The FDA turned it down twice] before | approving it in 2013": a further deed of who decided before."""
    tokens = statement.tokens
    if lower_at(tokens, at) in _DEEDS and _decided_before(statement, at):
        made = deed_at(statement, at, at)
        return None if made is None else replace(made, rule="approval.resumed")
    if lower_at(tokens, at) not in _APPROVING or lower_at(tokens, at - 1) not in ("before", "after"):
        return None
    drug = read_drug(statement, at + 1)
    if drug is None or drug.name is not None or tokens[drug.next - 1].lower.endswith(("'s", "’s")):
        return None
    return Predicate(action="approved", first=at, next=drug.next, rule="approval.active", drug=drug)


def _decided_before(statement: Statement, at: int) -> bool:
    """Whether the verb at token `at` goes on, after "and", with what a decider did: no other subject stands between."""
    tokens = statement.tokens
    k = next((k for k in (at - 2, at - 1) if (adverb := ADVERBS.at(tokens, k)) is not None and adverb[1] == at), at)
    if lower_at(tokens, k - 1) not in ("and", "but", "then", ","):
        return False
    for j in range(k - 1, max(-1, k - _FARTHEST), -1):
        if tokens[j].lower in AUXILIARIES - {"to"} or tokens[j].lower in (";", "company", "manufacturer"):
            return False
        if (made := by_decider(statement, j)) is not None:
            return made.next < at
    return False


def _hoped(statement: Statement, at: int) -> bool:
    """Whether words before token `at` make what follows a hope, a plea or a condition."""
    return any(token.lower in _HOPED for token in statement.tokens[max(0, at - 4) : at])


def _passive(statement: Statement, at: int) -> Predicate | None:
    """ "was first approved", "has not been approved", "was granted accelerated approval", "was denied approval"."""
    tokens = statement.tokens
    start = at
    adverb = after_adverbs(statement, at)
    auxiliary = read_auxiliary(statement, at if adverb == at else adverb)
    k = after_adverbs(statement, auxiliary.next)
    agent: tuple[Regulator, ...] = ()
    places: tuple[Place, ...] = ()
    if (found := _prefixed(statement, k)) is not None and (auxiliary.any or at == k):
        agent, places, k = found
    reduced = not auxiliary.any
    infinitive = lower_at(tokens, adverb) in ("to", "be")
    if (participle := _PARTICIPLES.at(tokens, k)) is not None:
        action, after = participle
        if lower_at(tokens, after) in _ATTRIBUTED and lower_at(tokens, k - 1) in ("became", "become"):
            return None
        if lower_at(tokens, after) in _ATTRIBUTED and (reduced or lower_at(tokens, k - 1) in ("an", "a", "the")):
            return Predicate(action=None, first=start, next=after, rule="approval.attributive")
        if lower_at(tokens, k).startswith(("licens", "licenc")) and lower_at(tokens, after) in _TRADED:
            return Predicate(action=None, first=start, next=after, rule="approval.trade_licence")
        if reduced and lower_at(tokens, k - 1) == "-" and not agent and not places:
            return None
        if action == "not_approved" and says_how(statement, k):
            return None
        if action == "not_approved":
            return Predicate(
                action="not_approved",
                first=start,
                next=after,
                rule="approval.unapproved",
                reduced=reduced,
                lasting=True,
            )
        if (
            reduced
            and not agent
            and not places
            and (drug := read_drug(statement, after)) is not None
            and drug.name is None
        ):
            if tokens[drug.next - 1].lower.endswith(("'s", "’s")):
                return None
            return Predicate(action=action, first=start, next=drug.next, rule="approval.active", drug=drug)
        return _polar(statement, Predicate(
            action=action, first=start, next=after, rule="approval.passive", reduced=reduced or infinitive,
            regulators=agent, places=places), auxiliary)  # fmt: skip
    if (
        reduced
        and not auxiliary.any
        and lower_at(tokens, k) not in ("granted", "given", "denied", "refused", "awarded")
    ) and (happening := _HAPPENINGS.at(tokens, k)) is None:
        return None
    if lower_at(tokens, k) in ("granted", "given", "issued", "awarded", "denied", "refused", "accorded"):
        after = k + 1
        by: tuple[Regulator, ...] = ()
        if lower_at(tokens, after) == "by" and (regulator := read_regulator(tokens, after + 1)) is not None:
            by, after = (regulator[0],), regulator[1]
        if (notion := approval_noun(statement, after)) is not None and notion.owner is None:
            positive = lower_at(tokens, k) not in ("denied", "refused")
            made = Predicate(
                action="approved" if positive else "not_approved", first=start, next=notion.next, rule="approval.granted",
                reduced=reduced or infinitive, regulators=(*by, *notion.regulators), places=notion.places,
            )  # fmt: skip
            return _polar(statement, made, auxiliary)
    if (
        auxiliary.any
        and lower_at(tokens, k) in ("converted", "upgraded", "changed", "turned")
        and lower_at(tokens, k + 1) in ("to", "into")
    ):
        notion = approval_noun(statement, k + 2)
        if notion is not None and notion.owner is None and not auxiliary.negative and not auxiliary.modal:
            return Predicate(action="approved", first=start, next=notion.next, rule="approval.converted",
                             regulators=notion.regulators, places=notion.places)  # fmt: skip
    happening = _HAPPENINGS.at(tokens, k)
    if happening is None or (reduced and lower_at(tokens, k) == "back"):
        return None
    action, after = happening
    if lower_at(tokens, after - 1) in ("off", "from", "on", "to", "onto"):
        after -= 1
    if action == "not_approved" and reduced and lower_at(tokens, after) not in ("by", "in"):
        return None
    if auxiliary.negative or auxiliary.modal:
        return None
    return Predicate(action=action, first=start, next=after, rule=f"approval.{action}", certain=False, reduced=reduced)


_LASTING = STANDING | frozenset("still already currently now today presently".split())
"""Words by which a participle tells how things stood."""


def _polar(statement: Statement, made: Predicate, auxiliary: Auxiliary) -> Predicate:
    """The predicate with what its auxiliary says: not, or perhaps."""
    if auxiliary.modal:
        return replace(made, action=None, rule="approval.possible")
    if auxiliary.negative:
        if made.action == "not_approved":
            return replace(made, action=None, rule="approval.possible")
        return replace(made, action="not_approved", rule=f"{made.rule}_not", lasting=True)
    if lower_at(statement.tokens, after_adverbs(statement, made.first)) in ("to", "be") and _hoped(
        statement, made.first
    ):
        return replace(made, action=None, rule="approval.possible")
    said = {token.lower for token in statement.tokens[made.first : made.next]}
    return replace(made, lasting=bool(said & _LASTING))


def _prefixed(statement: Statement, at: int) -> tuple[tuple[Regulator, ...], tuple[Place, ...], int] | None:
    """ "FDA-approved", "US licensed": who or where, before a participle."""
    tokens = statement.tokens
    if (
        (regulator := read_regulator(tokens, at)) is not None
        and regulator[0].code is not None
        and lower_at(tokens, at) != "the"
    ):
        k = regulator[1] + (lower_at(tokens, regulator[1]) == "-")
        if _PARTICIPLES.at(tokens, k) is not None and k > regulator[1]:
            return (regulator[0],), (), k
        if _PARTICIPLES.at(tokens, k) is not None and lower_at(tokens, at - 1) in _BEFORE_PREFIX:
            return (regulator[0],), (), k
    if (place := read_place_adjective(tokens, at)) is not None:
        k = place[1]
        if lower_at(tokens, k) == "-" and _PARTICIPLES.at(tokens, k + 1) is not None:
            return (), (place[0],), k + 1
    return None


def _gained(statement: Statement, at: int) -> Predicate | None:
    """ "received FDA approval", "has yet to gain approval", "did not win approval", "lost its licence"."""
    tokens = statement.tokens
    auxiliary = read_auxiliary(statement, at)
    k = auxiliary.next
    negative, modal = auxiliary.negative, auxiliary.modal
    failed = False
    if (lower_at(tokens, k) in ("failed", "unable") and lower_at(tokens, k + 1) == "to") or (
        lower_at(tokens, k) in ("did", "does") and lower_at(tokens, k + 1) == "not"
    ):
        negative = failed = True
        k += 2
    elif lower_at(tokens, k) in ("awaiting", "awaits", "await", "seeking", "seeks", "lacks", "lacking", "pending"):
        notion = approval_noun(statement, k + 1)
        if notion is None:
            return None
        lacks = lower_at(tokens, k).startswith("lack")
        return Predicate(action="not_approved" if lacks and not modal else None, first=at, next=notion.next,
                         rule="approval.lacking", lasting=lacks, regulators=notion.regulators, places=notion.places)  # fmt: skip
    k = after_adverbs(statement, k)
    verb = lower_at(tokens, k)
    if verb not in _GAIN and verb not in _LOST:
        verb, k = lower_at(tokens, k - 1), k - 1  # "has had FDA approval"
        if k < at or verb not in ("has", "have", "had"):
            return None
    notion = approval_noun(statement, k + 1)
    if notion is None:
        return None if negative or modal or verb not in _CAME_BY else gained_use(statement, at, k + 1)
    infinitive = verb in _INFINITE
    after, drug = notion.next, None
    of = read_regulator(tokens, after + 1) if lower_at(tokens, after) == "of" else None
    if of is not None:  # "won the approval of the FDA"
        notion = replace(notion, regulators=(*notion.regulators, of[0]))
        after = of[1]
    if (
        lower_at(tokens, after) in ("for", "of", "to")
        and (about := read_drug(statement, after + 1)) is not None
        and about.name is None
    ):
        after, drug = about.next, about
    elif lower_at(tokens, after) == "to" and lower_at(tokens, after + 1) in ("market", "sell", "launch"):
        about = read_drug(statement, after + 2)
        if about is None or about.name is not None:
            return None
        after, drug = about.next, about
    made = Predicate(
        action="withdrawn" if verb in _LOST else "approved", first=at, next=after, rule="approval.gained", drug=drug,
        reduced=infinitive or verb.endswith("ing"), regulators=notion.regulators, places=notion.places, lasting=verb in _HAVING,
    )  # fmt: skip
    if notion.none:
        negative = True
    if infinitive and not negative and (modal or _hoped(statement, at) or lower_at(tokens, k - 1) != "to"):
        return replace(made, action=None, rule="approval.possible")
    if modal:
        return replace(made, action=None, rule="approval.possible")
    return (
        replace(made, action="not_approved", rule="approval.gained_not", lasting=made.lasting or not failed)
        if negative
        else made
    )
