"""An approval as a notion: the noun with what is said of it, its verbs, and the predicate that readers make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...grammar import Phrases, Statement, lower_at, once_per_token
from ..dates import Date, read_date
from ..english import ADVERBS, AUXILIARIES, MODALS
from ..regions import Place, read_place_adjective
from ..regulators import Regulator, read_regulator
from ..uses.reader import Use
from .drugs import Drug, read_drug

__all__ = [
    "STANDING",
    "Action",
    "Auxiliary",
    "Notion",
    "Predicate",
    "after_adverbs",
    "approval_noun",
    "meaning",
    "read_auxiliary",
    "verb_of_noun",
]


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
    date: Date | None = None
    use: Use | None = None
    nobody: bool = False
    """Whether no country did it."""
    lasting: bool = False
    """Whether it tells how things stood ("had not approved", "was already approved"): a date with it is no decision's."""
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
    date: Date | None = None
    """A year before the noun: "its 2001 approval"."""
    authorisation: bool = False
    licence: bool = False
    """Whether it is a licence or authorisation of whatever kind."""


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """What an auxiliary says; `any`: whether one was there."""

    next: int
    negative: bool
    modal: bool
    any: bool


def meaning(action: Action, text: str) -> dict[str, Action]:
    """Phrases, parted by `|`, that mean one action."""
    return dict.fromkeys(text.split("|"), action)


# Of the approval as a noun: what is done with it.
_DONE: Phrases[Action] = Phrases(
    {
        **meaning("approved", "granted|given|obtained|received|gained|secured|issued|won|awarded|achieved|attained"),
        **meaning("not_approved", "denied|refused|rejected|declined|withheld|turned down"),
        **meaning("withdrawn", "withdrawn|revoked|cancelled|canceled|rescinded|annulled|removed"),
        **meaning("suspended", "suspended"),
        **meaning("reintroduced", "reinstated|restored"),
        **meaning("restricted", "restricted|limited|narrowed"),
        **meaning("indication_added", "extended|expanded|broadened|widened|enlarged"),
    }
)


_HOPED_FOR = frozenset(
    "pending expected awaited sought anticipated recommended requested applied proposed delayed planned hoped under considered opposed "
    "required needed necessary possible likely supported urged".split()
)
"""What is said of an approval that has not come."""


_HAPPENS: Phrases[Action] = Phrases(
    {
        **meaning(
            "approved",
            "came|come|followed|occurred|arrived|took place|happened|coming|following|came through|date|dates|dated|date back|dates back|dated back",
        ),
        **meaning("withdrawn", "lapsed|expired"),
    }
)


_NOUNS = Phrases.listed(
    "approval|approvals|authorisation|authorization|authorisations|authorizations|licence|license|licences|licenses|licensure|"
    "marketing authorisation|marketing authorization|marketing authorisations|marketing authorizations|marketing approval|"
    "marketing licence|marketing license|product licence|product license|market approval|market authorisation|"
    "market authorization|regulatory approval|licensing approval|emergency use authorization|emergency use authorisation"
)


_LONGEST = 16
"""Tokens up to the noun itself."""

_NOUN_WORDS = frozenset(
    "first initial full accelerated conditional regulatory marketing market regular traditional provisional final further second third "
    "supplemental additional new early rapid fast formal official emergency use temporary limited standard complete exceptional "
    "special original subsequent later national centralised centralized priority government governmental simultaneous orphan-drug "
    "expedited recent wider broader commercial unconditional historic landmark much-awaited general clinical medical product "
    "separate similar drug joint global worldwide world long awaited eventual swift promising definitive outright nationwide Union-wide second-line  pediatric paediatric unrestricted and or for-profit".split()
)


_NO_NOUN = frozenset(
    "process procedure application applications agreement rate rates holder holders pathway status letter committee trials studies "
    "fee fees number plate deal rights requirements requirement body system decision decisions plan package plans time board to".split()
)


_OWNED = Phrases.listed(
    "its|its own|their|their own|the drug's|the drug’s|the medication's|the agent's|the product's|the medicine's|the compound's"
)


def after_adverbs(statement: Statement, at: int) -> int:
    """The token after adverbs that say nothing."""
    while (found := ADVERBS.at(statement.tokens, at)) is not None:
        at = found[1]
    return at


STANDING = frozenset("remain remains remained stand stands stood stay stays stayed".split())
"""Verbs that say that a participle goes on holding."""


def read_auxiliary(statement: Statement, at: int) -> Auxiliary:
    """ "has not yet been", "was first", "may be", "has yet to be"."""
    tokens = statement.tokens
    start, negative, modal = at, False, lower_at(tokens, at) == "be"
    while at < min(start + _LONGEST, len(tokens)):
        word = tokens[at].lower
        if word in AUXILIARIES:
            at += 1
        elif word == "not" and lower_at(tokens, at + 1) == "only":
            at += 2
        elif word in ("not", "never", "n't", "neither", "nor") or (word == "yet" and lower_at(tokens, at + 1) == "to"):
            negative, at = True, at + 1
        elif word in MODALS:
            modal, at = True, at + 1
        elif word in ("wasn't", "isn't", "hasn't", "wasn’t", "isn’t", "hasn’t"):
            negative, at = True, at + 1
        elif word in STANDING:
            at += 1
        elif word == "no" and lower_at(tokens, at + 1) == "longer":
            modal, at = True, at + 2
        elif word in ("yet", "since") and at > start:
            at += 1
        elif at > start and (adverb := ADVERBS.at(tokens, at)) is not None:
            at = adverb[1]
        else:
            break
    return Auxiliary(at, negative, modal, at > start)


@once_per_token
def approval_noun(statement: Statement, at: int) -> Notion | None:
    """ "its first US approval", "FDA approval", "a conditional marketing authorisation", "X's licence"."""
    tokens = statement.tokens
    if not any(token.lower in _NOUNS.first_words for token in tokens[at : at + _LONGEST]):
        return None
    start = at
    owner: Drug | None = None
    none = False
    if (owned := _OWNED.at(tokens, at)) is not None:
        owner, at = Drug(None, owned[1]), owned[1]
    elif lower_at(tokens, at) in ("a", "an", "the", "this", "both"):
        at += 1
    elif lower_at(tokens, at) == "no":
        none, at = True, at + 1
    elif (drug := read_drug(statement, at)) is not None and lower_at(tokens, drug.next - 1).endswith(("'s", "’s")):
        owner, at = drug, drug.next
    regulators: list[Regulator] = []
    places: list[Place] = []
    date: Date | None = None
    while at < min(start + _LONGEST, len(tokens)):
        if (noun := _NOUNS.at(tokens, at)) is not None:
            if lower_at(tokens, noun[1]) in _NO_NOUN and not (
                lower_at(tokens, noun[1]) == "to" and lower_at(tokens, noun[1] - 1).startswith("approv")
            ):
                return None
            return Notion(
                noun[1],
                tuple(places),
                tuple(regulators),
                owner,
                none,
                date,
                authorisation=lower_at(tokens, noun[1] - 1).startswith(("authori", "licensure")),
                licence=at + 1 == noun[1] and not lower_at(tokens, at).startswith("approv"),
            )
        if (regulator := read_regulator(tokens, at)) is not None and lower_at(tokens, at) not in (
            "agency",
            "government",
        ):
            regulators.append(regulator[0])
            at = regulator[1] + (lower_at(tokens, regulator[1]) in ("'s", "'"))
        elif (place := read_place_adjective(tokens, at)) is not None:
            places.append(place[0])
            at = place[1]
        elif (
            date is None and at > start and tokens[at].kind == "number" and (year := read_date(tokens, at)) is not None
        ):
            date, at = year, year.next
        elif tokens[at].lower in _NOUN_WORDS or tokens[at].lower == "-":
            at += 1
        else:
            return None
    return None


def verb_of_noun(statement: Statement, at: int) -> tuple[Action | None, int] | None:
    """What happened to an approval told as a noun: "came", "was granted", "was later extended"; None inside: a hope."""
    k = after_adverbs(statement, at + (lower_at(statement.tokens, at) == "itself"))
    k += lower_at(statement.tokens, k) == "having"
    if (happens := _HAPPENS.at(statement.tokens, k)) is not None:
        return happens
    auxiliary = read_auxiliary(statement, k)
    k = after_adverbs(statement, auxiliary.next)
    if (
        auxiliary.any
        and not auxiliary.negative
        and not auxiliary.modal
        and lower_at(statement.tokens, k) in ("based", "followed")
    ):
        return "approved", k
    if auxiliary.any and lower_at(statement.tokens, k) in _HOPED_FOR:
        return None, k + 1
    done = _DONE.at(statement.tokens, k)
    if done is None or not auxiliary.any:
        return None
    action, after = done
    if auxiliary.modal:
        return None, after
    if auxiliary.negative:
        return ("not_approved" if action == "approved" else None), after
    return action, after
