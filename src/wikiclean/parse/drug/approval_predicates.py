"""The predicates of an approval: "was approved", "received approval", "the FDA granted X approval", "was withdrawn"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ..grammar import Phrases, Statement, lower_at
from .approval_subjects import Drug, read_drug
from .approval_words import ADVERBS, AUXILIARIES, MODALS
from .regions import Place, read_place, read_place_adjective
from .regulators import Regulator, read_regulator

__all__ = ["Action", "Notion", "Predicate", "approval_noun", "predicate_at", "verb_of_noun", "widened_list"]

Action = Literal["approved", "indication_added", "not_approved", "withdrawn", "suspended", "reintroduced", "restricted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What happened. `first`, `next`: its tokens. `action` None: words of approval that are known to be no event.

    `drug`: the object, where the clause is about it ("the FDA approved X"); else the subject is looked for before
    the predicate. `certain`: the words alone say that it is about a drug's approval. `reduced`: a bare participle or
    infinitive. `listed`: a list of new indications follows; `listed_before`: it is the subject.
    """

    action: Action | None
    first: int
    next: int
    rule: str
    certain: bool = True
    reduced: bool = False
    drug: Drug | None = None
    places: tuple[Place, ...] = ()
    regulators: tuple[Regulator, ...] = ()
    listed: bool = False
    listed_before: bool = False


@dataclass(frozen=True, slots=True)
class Notion:
    """An approval as a noun: "its first US approval", "FDA approval", "a marketing authorisation"."""

    next: int
    places: tuple[Place, ...] = ()
    regulators: tuple[Regulator, ...] = ()
    owner: Drug | None = None
    none: bool = False
    licence: bool = False
    """Whether it is a licence or authorisation of whatever kind."""


def _phrases(action: Action, text: str) -> dict[str, Action]:
    return dict.fromkeys(text.split("|"), action)


_PARTICIPLES: Phrases[Action] = Phrases(
    {
        **_phrases("approved", "approved|licensed|licenced|authorised|authorized|fully approved"),
        **_phrases("reintroduced", "reapproved|re-approved|relicensed|re-licensed|reauthorised|reauthorized"),
        **_phrases("not_approved", "unapproved|unlicensed"),
    }
)
_HAPPENINGS: Phrases[Action] = Phrases(
    {
        **_phrases("withdrawn", "withdrawn|removed|pulled|taken off|taken from|revoked|pulled off"),
        **_phrases("suspended", "suspended"),
        **_phrases("reintroduced", "reintroduced|re-introduced|reinstated|returned|brought back"),
        **_phrases("restricted", "restricted"),
        **_phrases("not_approved", "rejected|turned down|refused|denied|declined"),
    }
)
# Of the approval as a noun: what is done with it.
_DONE: Phrases[Action] = Phrases(
    {
        **_phrases("approved", "granted|given|obtained|received|gained|secured|issued|won|awarded|achieved|attained"),
        **_phrases("not_approved", "denied|refused|rejected|declined|withheld"),
        **_phrases("withdrawn", "withdrawn|revoked|cancelled|canceled|rescinded|annulled|removed"),
        **_phrases("suspended", "suspended"),
        **_phrases("reintroduced", "reinstated|restored"),
        **_phrases("restricted", "restricted|limited|narrowed"),
        **_phrases("indication_added", "extended|expanded|broadened|widened|enlarged"),
    }
)
_HAPPENS: Phrases[Action] = Phrases(
    {
        **_phrases("approved", "came|followed|occurred|arrived|took place|happened|coming|following|came through|dates from|dates back to|dated from|dates to"),
        **_phrases("withdrawn", "lapsed|expired"),
    }
)
_GAIN = frozenset(
    "received gained won obtained secured got earned achieved acquired attained receive gain win obtain secure get earn achieve "
    "receives gains wins obtains receiving gaining winning obtaining securing acquire".split()
)
_INFINITE = frozenset("receive gain win obtain secure get earn achieve acquire".split())
_LOST = frozenset("lost".split())
_GRANT = frozenset("granted gave issued awarded given".split())
_NOUNS = Phrases(
    dict.fromkeys(
        "approval|approvals|authorisation|authorization|authorisations|authorizations|licence|license|licences|licenses|licensure|"
        "marketing authorisation|marketing authorization|marketing authorisations|marketing authorizations|marketing approval|"
        "marketing licence|marketing license|product licence|product license|market approval|market authorisation|"
        "market authorization|regulatory approval|licensing approval|emergency use authorization|emergency use authorisation".split("|"),
        True,
    )
)
_NOUN_WORDS = frozenset(
    "first initial full accelerated conditional regulatory marketing market regular traditional provisional final further second third "
    "supplemental additional new early rapid fast formal official tentative emergency use temporary limited standard complete exceptional "
    "special original subsequent later national centralised centralized priority government governmental simultaneous orphan-drug "
    "expedited recent wider broader commercial unconditional historic landmark much-awaited general clinical medical product "
    "separate similar drug joint global worldwide world long awaited eventual swift promising definitive outright nationwide Union-wide second-line  pediatric paediatric unrestricted and or for-profit".split()
)
_NO_NOUN = frozenset(
    "process procedure application applications agreement rate rates holder holders pathway status letter committee trials studies "
    "fee fees number plate deal rights requirements requirement body system decision decisions plan package plans time board to".split()
)
_LATE = Phrases(dict.fromkeys("yet to|failed to|unable to|never|did not|does not|has not|have not|had not|not yet|not|failed".split("|"), True))
_HOPED = frozenset(
    "expected hoped likely seeking seeks sought aims trying set due scheduled pending awaiting awaits await applied application applications "
    "recommended recommends recommend recommending order intended plans planned hopes anticipated proposed submitted filed "
    "attempting attempt attempts if would could may might will should must can cannot under filing request requested before prior "
    "without need needed require required requires requiring support supporting supports considered considering for "
    "possible potential until voted whether wanted toward towards".split()
)
_NEGATIVE_VERBS = Phrases(
    dict.fromkeys(
        "declined to approve|refused to approve|refused to license|refused to licence|declined to license|refused to authorise|"
        "refused to authorize|declined to authorise|declined to authorize|did not approve|has not approved|have not approved|"
        "had not approved|never approved|has never approved|have never approved|has not yet approved|have not yet approved|"
        "has yet to approve|have yet to approve|has not authorised|has not authorized|has not licensed|does not approve|"
        "rejected|turned down|has rejected|have rejected|rejects|did not authorise|did not authorize|did not license".split("|"),
        True,
    )
)
_MARKET_WORDS = frozenset("market markets sale sales use".split())
_ATTRIBUTED = frozenset(
    "indication indications use uses drug drugs name names dose doses dosage product products label labeling labelling medication "
    "medications treatment treatments therapy therapies medicine medicines agent agents list formulation formulations version versions "
    "generic biosimilar application antibody vaccine vaccines inhibitor inhibitors option options brand labelled labeled medical "
    "prescribing prescribing pharmacy practitioner physician physicians professional professionals facility manufacturer".split()
)
_OWNED = Phrases(
    dict.fromkeys("its|their|the drug's|the drug’s|the medication's|the agent's|the product's|the medicine's|the compound's".split("|"), True)
)


def predicate_at(statement: Statement, at: int) -> Predicate | None:
    """The predicate that begins at token `at`; the longest reading first."""
    return (
        _by_regulator(statement, at)
        or _passive(statement, at)
        or _gained(statement, at)
        or _indication(statement, at)
        or _by_maker(statement, at)
    )


def _adverbs(statement: Statement, at: int) -> int:
    while (found := ADVERBS.at(statement.tokens, at)) is not None:
        at = found[1]
    return at


@dataclass(frozen=True, slots=True)
class _Auxiliary:
    next: int
    negative: bool
    modal: bool
    any: bool


def _auxiliary(statement: Statement, at: int) -> _Auxiliary:
    """ "has not yet been", "was first", "may be", "has yet to be"."""
    tokens = statement.tokens
    start, negative, modal = at, False, False
    while at < len(tokens):
        word = tokens[at].lower
        if word in AUXILIARIES:
            at += 1
        elif word in ("not", "never", "n't", "neither", "nor") or (word == "yet" and lower_at(tokens, at + 1) == "to"):
            negative, at = True, at + 1
        elif word in MODALS:
            modal, at = True, at + 1
        elif word in ("wasn't", "isn't", "hasn't", "wasn’t", "isn’t", "hasn’t"):
            negative, at = True, at + 1
        elif word in ("remains", "remained") and at == start:
            at += 1
        elif word == "no" and lower_at(tokens, at + 1) == "longer":
            modal, at = True, at + 2
        elif word in ("yet", "since") and at > start:
            at += 1
        elif at > start and (adverb := ADVERBS.at(tokens, at)) is not None:
            at = adverb[1]
        else:
            break
    return _Auxiliary(at, negative, modal, at > start)


def _hoped(statement: Statement, at: int) -> bool:
    """Whether words before token `at` make what follows a hope, a plea or a condition."""
    return any(token.lower in _HOPED for token in statement.tokens[max(0, at - 4) : at])


def _passive(statement: Statement, at: int) -> Predicate | None:
    """ "was first approved", "has not been approved", "was granted accelerated approval", "was denied approval"."""
    tokens = statement.tokens
    start = at
    adverb = _adverbs(statement, at)
    auxiliary = _auxiliary(statement, at if adverb == at else adverb)
    k = _adverbs(statement, auxiliary.next)
    agent: tuple[Regulator, ...] = ()
    places: tuple[Place, ...] = ()
    if (found := _prefixed(statement, k)) is not None and (auxiliary.any or at == k):
        agent, places, k = found
    reduced = not auxiliary.any
    infinitive = lower_at(tokens, start) == "to" or lower_at(tokens, start) == "be"
    if (participle := _PARTICIPLES.at(tokens, k)) is not None:
        action, after = participle
        if lower_at(tokens, after) in _ATTRIBUTED and (reduced or lower_at(tokens, k - 1) in ("an", "a", "the")):
            return Predicate(action=None, first=start, next=after, rule="approval.attributive")
        if lower_at(tokens, k).startswith(("licens", "licenc")) and lower_at(tokens, after) in ("to", "from", "under", "out", "the", "its"):
            return Predicate(action=None, first=start, next=after, rule="approval.trade_licence")
        if reduced and lower_at(tokens, k - 1) == "-" and not agent and not places:
            return None
        if action == "not_approved":
            return Predicate(action="not_approved", first=start, next=after, rule="approval.unapproved", reduced=reduced)
        if reduced and not agent and not places and (drug := read_drug(statement, after)) is not None and drug.name is None:
            return Predicate(action=action, first=start, next=drug.next, rule="approval.active", drug=drug)
        return _polar(statement, Predicate(
            action=action, first=start, next=after, rule="approval.passive", reduced=reduced or infinitive,
            regulators=agent, places=places), auxiliary)  # fmt: skip
    if (reduced and not auxiliary.any and lower_at(tokens, k) not in ("granted", "given", "denied", "refused", "awarded")) and (
        happening := _HAPPENINGS.at(tokens, k)
    ) is None:
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
    if auxiliary.any and lower_at(tokens, k) in ("converted", "upgraded", "changed", "turned") and lower_at(tokens, k + 1) in ("to", "into"):
        notion = approval_noun(statement, k + 2)
        if notion is not None and notion.owner is None and not auxiliary.negative and not auxiliary.modal:
            return Predicate(action="approved", first=start, next=notion.next, rule="approval.converted",
                             regulators=notion.regulators, places=notion.places)  # fmt: skip
    happening = _HAPPENINGS.at(tokens, k)
    if happening is None:
        return None
    action, after = happening
    if action == "not_approved" and reduced and lower_at(tokens, after) not in ("by", "in"):
        return None
    if auxiliary.negative or auxiliary.modal:
        return None
    return Predicate(action=action, first=start, next=after, rule=f"approval.{action}", certain=False, reduced=reduced)


def _polar(statement: Statement, made: Predicate, auxiliary: _Auxiliary) -> Predicate:
    """The predicate with what its auxiliary says: not, or perhaps."""
    if auxiliary.modal:
        return replace(made, action=None, rule="approval.possible")
    if auxiliary.negative:
        if made.action == "not_approved":
            return replace(made, action=None, rule="approval.possible")
        return replace(made, action="not_approved", rule=f"{made.rule}_not")
    if statement.tokens[made.first].lower in ("to", "be") and _hoped(statement, made.first):
        return replace(made, action=None, rule="approval.possible")
    return made


def _prefixed(statement: Statement, at: int) -> tuple[tuple[Regulator, ...], tuple[Place, ...], int] | None:
    """ "FDA-approved", "US licensed": who or where, before a participle."""
    tokens = statement.tokens
    if (regulator := read_regulator(tokens, at)) is not None and regulator[0].code is not None and lower_at(tokens, at) != "the":
        k = regulator[1] + (lower_at(tokens, regulator[1]) == "-")
        if _PARTICIPLES.at(tokens, k) is not None and k > regulator[1]:
            return (regulator[0],), (), k
        if _PARTICIPLES.at(tokens, k) is not None and lower_at(tokens, at - 1) in ("is", "was", "not", "are", "currently", "been"):
            return (regulator[0],), (), k
    if (place := read_place_adjective(tokens, at)) is not None:
        k = place[1]
        if lower_at(tokens, k) == "-" and _PARTICIPLES.at(tokens, k + 1) is not None:
            return (), (place[0],), k + 1
    return None


def approval_noun(statement: Statement, at: int) -> Notion | None:
    """ "its first US approval", "FDA approval", "a conditional marketing authorisation", "X's licence"."""
    tokens = statement.tokens
    start = at
    owner: Drug | None = None
    none = False
    if (owned := _OWNED.at(tokens, at)) is not None:
        owner, at = Drug(None, owned[1]), owned[1]
    elif lower_at(tokens, at) in ("a", "an", "the", "this"):
        at += 1
    elif lower_at(tokens, at) == "no":
        none, at = True, at + 1
    elif (drug := read_drug(statement, at)) is not None and lower_at(tokens, drug.next - 1).endswith(("'s", "’s")):
        owner, at = drug, drug.next
    regulators: list[Regulator] = []
    places: list[Place] = []
    while at < len(tokens) and at < start + 16:
        if (noun := _NOUNS.at(tokens, at)) is not None:
            if lower_at(tokens, noun[1]) in _NO_NOUN and not (
                lower_at(tokens, noun[1]) == "to" and lower_at(tokens, noun[1] - 1).startswith("approv")
            ):
                return None
            return Notion(noun[1], tuple(places), tuple(regulators), owner, none, licence=at + 1 == noun[1] and not lower_at(tokens, at).startswith("approv"))
        if (regulator := read_regulator(tokens, at)) is not None and lower_at(tokens, at) not in ("agency", "government"):
            regulators.append(regulator[0])
            at = regulator[1] + (lower_at(tokens, regulator[1]) in ("'s", "'"))
        elif (place := read_place_adjective(tokens, at)) is not None:
            places.append(place[0])
            at = place[1]
        elif tokens[at].lower in _NOUN_WORDS or tokens[at].lower == "-":
            at += 1
        else:
            return None
    return None


def verb_of_noun(statement: Statement, at: int) -> tuple[Action | None, int] | None:
    """What happened to an approval told as a noun: "came", "was granted", "was later extended"; None inside: a hope."""
    k = _adverbs(statement, at)
    if (happens := _HAPPENS.at(statement.tokens, k)) is not None:
        return happens
    auxiliary = _auxiliary(statement, k)
    k = _adverbs(statement, auxiliary.next)
    if auxiliary.any and not auxiliary.negative and not auxiliary.modal and lower_at(statement.tokens, k) == "based":
        return "approved", k
    done = _DONE.at(statement.tokens, k)
    if done is None or not auxiliary.any:
        return None
    action, after = done
    if auxiliary.modal:
        return None, after
    if auxiliary.negative:
        return ("not_approved" if action == "approved" else None), after
    return action, after


def _gained(statement: Statement, at: int) -> Predicate | None:
    """ "received FDA approval", "has yet to gain approval", "did not win approval", "lost its licence"."""
    tokens = statement.tokens
    auxiliary = _auxiliary(statement, at)
    k = auxiliary.next
    negative, modal = auxiliary.negative, auxiliary.modal
    if lower_at(tokens, k) in ("failed", "unable") and lower_at(tokens, k + 1) == "to":
        negative, k = True, k + 2
    elif lower_at(tokens, k) in ("did", "does") and lower_at(tokens, k + 1) == "not":
        negative, k = True, k + 2
    elif lower_at(tokens, k) in ("awaiting", "awaits", "await", "seeking", "seeks", "lacks", "lacking", "pending"):
        notion = approval_noun(statement, k + 1)
        if notion is None:
            return None
        lacks = lower_at(tokens, k).startswith("lack")
        return Predicate(action="not_approved" if lacks and not modal else None, first=at, next=notion.next,
                         rule="approval.lacking", regulators=notion.regulators, places=notion.places)  # fmt: skip
    k = _adverbs(statement, k)
    verb = lower_at(tokens, k)
    if verb not in _GAIN and verb not in _LOST:
        return None
    notion = approval_noun(statement, k + 1)
    if notion is None:
        return None
    infinitive = verb in _INFINITE
    after, drug = notion.next, None
    if lower_at(tokens, after) in ("for", "of", "to") and (about := read_drug(statement, after + 1)) is not None and about.name is None:
        after, drug = about.next, about
    made = Predicate(
        action="withdrawn" if verb in _LOST else "approved", first=at, next=after, rule="approval.gained", drug=drug,
        reduced=infinitive or verb.endswith("ing"), regulators=notion.regulators, places=notion.places,
    )  # fmt: skip
    if notion.none:
        negative = True
    if infinitive and not negative and (modal or _hoped(statement, at) or lower_at(tokens, k - 1) != "to"):
        return replace(made, action=None, rule="approval.possible")
    if modal:
        return replace(made, action=None, rule="approval.possible")
    return replace(made, action="not_approved", rule="approval.gained_not") if negative else made


def _by_regulator(statement: Statement, at: int) -> Predicate | None:
    """ "The FDA approved X", "Health Canada has licensed X", "Japan approved X", "the agency granted X approval"."""
    tokens = statement.tokens
    if lower_at(tokens, at - 1) in ("by", "from", "of", "to", "with", "at", "before", "for"):
        return None
    regulators: tuple[Regulator, ...] = ()
    places: tuple[Place, ...] = ()
    if (regulator := read_regulator(tokens, at)) is not None:
        regulators, k = (regulator[0],), regulator[1]
    elif (place := read_place(tokens, at)) is not None and lower_at(tokens, at - 1) not in ("in", "within", "throughout"):
        places, k = (place[0],), place[1]
    else:
        return None
    verb = _verb_of_regulator(statement, at, k)
    return None if verb is None else replace(verb, regulators=regulators, places=places)


def _verb_of_regulator(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    k = _adverbs(statement, at)
    if (refused := _NEGATIVE_VERBS.at(tokens, k)) is not None:
        return _object(statement, first, refused[1], "not_approved", "approval.agency_refused")
    if lower_at(tokens, k) in ("denied", "refused"):
        notion = approval_noun(statement, k + 1)
        if notion is not None:
            return _object(statement, first, _preposition(statement, notion.next), "not_approved", "approval.agency_refused")
        drug = read_drug(statement, k + 1)
        notion = approval_noun(statement, drug.next) if drug is not None else None
        if drug is None or notion is None:
            return None
        return Predicate(action="not_approved", first=first, next=notion.next, rule="approval.agency_refused", drug=drug)
    while lower_at(tokens, k) in ("has", "have", "had"):
        k = _adverbs(statement, k + 1)
    word = lower_at(tokens, k)
    if word in ("followed", "followed suit"):
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
    for opener in ("the application for", "an application for", "the marketing application for", "its application for", "the use of", "the new drug application for"):
        words = opener.split()
        if [token.lower for token in tokens[at : at + len(words)]] == words:
            at += len(words)
            break
    drug = read_drug(statement, at)
    if drug is None or tokens[drug.next - 1].lower.endswith(("'s", "’s")):
        return None
    return Predicate(action=action, first=first, next=drug.next, rule=rule, drug=drug)


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


def _approving(statement: Statement, first: int, at: int) -> Predicate | None:
    tokens = statement.tokens
    if (new := _NEW_INDICATION.at(tokens, at)) is not None:
        k = new[1]
        if lower_at(tokens, k) in ("for", "of") and (drug := read_drug(statement, k + 1)) is not None:
            k = drug.next
            if lower_at(tokens, k) in (":", ",", "-", "–"):
                k += 1
            lead = lower_at(tokens, k) in ("for", "in", "to", "as")
            return Predicate(action="indication_added", first=first, next=k + lead, rule="approval.new_indication", drug=drug, listed=True)
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


_TAKES_BACK = Phrases(dict.fromkeys("withdrew|pulled|removed|took|voluntarily withdrew|voluntarily removed|voluntarily pulled".split("|"), True))


def _by_maker(statement: Statement, at: int) -> Predicate | None:
    """ "Its manufacturer voluntarily withdrew X from the market"."""
    verb = _TAKES_BACK.at(statement.tokens, at)
    if verb is None:
        return None
    drug = read_drug(statement, verb[1])
    if drug is None:
        return None
    return Predicate(action="withdrawn", first=at, next=drug.next, rule="approval.maker_withdrew", certain=False, drug=drug)


_LABELS = Phrases(
    dict.fromkeys(
        f"{owner}{noun}"
        for owner in ("its ", "the ", "their ", "", "the approved ", "its approved ", "the licensed ", "its licensed ", "approved ")
        for noun in (
            "indications", "indication", "labelling", "labeling", "approval", "approvals", "marketing authorisation",
            "marketing authorization", "labelled indications", "labeled indications", "product label", "product labelling",
            "product labeling", "drug's label", "drug's indications", "drug's approval", "approved use", "approved uses", "licensed uses",
            *(("label", "licence", "license") if owner in ("its ", "their ") else ()),
        )
    )
)  # fmt: skip
_WIDENED = frozenset("broadened expanded extended widened enlarged amended updated revised".split())
_TO = Phrases(
    dict.fromkeys(
        "to include|to cover|to add|to encompass|to|and now covers|and now includes|and now cover|and now include|, and now covers|"
        ", and now includes|, and now cover|, and now include|to also include|to now include|now including|, now including|, now covering|"
        "and covers|and includes|to embrace|to treat|, including|, to include|and now also covers|and now also includes|and currently include|"
        "and currently includes|, and currently include|, and currently includes|and include|with the addition of|by adding|for|, and include|"
        "and now extend to|, and now extend to|and came to include|, and today include|and today include|to treating|to the treatment of".split("|"),
        True,
    )
)


def _widening(statement: Statement, first: int, at: int) -> Predicate | None:
    """ "expanded the approval of X to include A"."""
    tokens = statement.tokens
    label = _LABELS.at(tokens, at)
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
    to = _TO.at(tokens, k)
    if drug is None or to is None:
        return None
    return Predicate(action="indication_added", first=first, next=to[1], rule="approval.agency_widened", drug=drug, listed=True)


def _indication(statement: Statement, at: int) -> Predicate | None:
    """ "its labelling was afterwards widened, and now covers", "indications have since been expanded to include"."""
    tokens = statement.tokens
    label = _LABELS.at(tokens, at)
    drug: Drug | None = None
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
    else:
        return _joining(statement, at) or _added(statement, at)
    k = _adverbs(statement, k)
    auxiliary = _auxiliary(statement, k)
    if not auxiliary.any or auxiliary.negative or auxiliary.modal:
        return None
    k = _adverbs(statement, auxiliary.next)
    if lower_at(tokens, k) not in _WIDENED:
        return None
    return Predicate(action="indication_added", first=at, next=k + 1, rule="approval.widened", drug=drug, listed=True)


_AS_INDICATION = Phrases(
    dict.fromkeys(
        "as an indication|as indications|as a new indication|as new indications|as an additional indication|as additional indications|"
        "as a second indication|as an approved indication|as approved indications|as a further indication|as further indications|"
        "to its indications|to the indications|to the label|to its label|to the labelling|to the labeling|to its labelling|to its labeling|"
        "to the list of indications|to the list of approved indications|to its approved indications|to the approved indications|"
        "to its list of indications|to the approved uses|to its approved uses|to the indication|to the licence|to its licence|"
        "to the license|to its license|to the approved label|to the product label|to the drug's label|to the approval".split("|"),
        True,
    )
)


def _added(statement: Statement, at: int) -> Predicate | None:
    """ "A and B were later added as indications"."""
    tokens = statement.tokens
    auxiliary = _auxiliary(statement, at)
    k = _adverbs(statement, auxiliary.next)
    if not auxiliary.any or auxiliary.negative or auxiliary.modal or lower_at(tokens, k) not in ("added", "included"):
        return None
    said = _AS_INDICATION.at(tokens, _adverbs(statement, k + 1))
    if said is None:
        return None
    return Predicate(action="indication_added", first=at, next=said[1], rule="approval.added", drug=Drug(None, at), listed_before=True)


def _joining(statement: Statement, at: int) -> Predicate | None:
    """ "adding chronic weight management in 2023": a later approval, told as a participle."""
    if lower_at(statement.tokens, at) == "adding" and lower_at(statement.tokens, at - 1) == ",":
        return Predicate(action="indication_added", first=at, next=at + 1, rule="approval.adding", reduced=True, listed=True)
    return None


def widened_list(statement: Statement, at: int) -> int | None:
    """After "to include", "and now covers": where the list of new indications begins."""
    found = _TO.at(statement.tokens, at)
    return None if found is None else found[1]
