"""The frames that uses stand in: "for the treatment of", "as adjunctive therapy for", "to treat"."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import Token
from .people import after_age, people_at, with_illness

__all__ = ["OFF_LABEL", "UNAPPROVED", "USED", "WITH_OTHERS", "after_antecedent", "after_lead", "without_frames"]

USED = frozenset(
    "used indicated prescribed employed tried studied investigated evaluated tested explored researched utilized utilised given "
    "trialled recommended administered".split()
)
"""Verbs that a use follows."""

OFF_LABEL = Phrases.listed(
    "off-label|off label|on an off-label basis|outside its licence|outside of its licence|outside its label|unlicensed|"
    "as an off-label treatment|without a licence|outside the licence"
)

UNAPPROVED = Phrases.listed(
    "unapproved|without approval|without formal approval|without official approval|without regulatory approval|without being approved|"
    "though not approved|though unapproved|though not licensed|though it is not approved|"
    "though it is not licensed|though not formally approved|though not officially approved|"
    "although not approved|although unapproved|although not licensed|although it is not approved|"
    "although it is not licensed|although not formally approved|although not officially approved|"
    "while not approved|while unapproved|while not licensed|while it is not approved|while it is not licensed|"
    "while not formally approved|while not officially approved|albeit not approved|albeit unapproved|"
    "albeit not licensed|albeit it is not approved|albeit it is not licensed|albeit not formally approved|"
    "albeit not officially approved"
)


_THERAPIES = frozenset(
    "treatment treatments therapy therapies management control use monotherapy agent drug medication medicine option adjunct "
    "remedy polytherapy pharmacotherapy immunotherapy chemotherapy aid on vaccine antidote "
    "injection spray tablet capsule patch cream gel ointment solution suspension implant infusion inhaler drops powder".split()
)


_OF = frozenset("of for in against to".split())


_KINDS_OF_THERAPY = frozenset(
    "adjunctive adjunct adjuvant neoadjuvant first second third last line initial acute chronic long short term symptomatic maintenance topical "
    "oral intravenous systemic combination medical local additional alternative add on single agent supportive palliative "
    "empiric empirical definitive standard drug induction consolidation salvage primary secondary emergency temporary "
    "intermittent early routine outpatient inpatient inhaled nasal injectable subcutaneous intramuscular weekly daily once "
    "monthly continuous concomitant general specific possible effective possible targeted replacement hormonal new only a an the and or "
    "preferred clinical sole orphan prescription immune".split()
)


_TREATING = Phrases.listed(
    "treating|managing|controlling|the treating of|combating|combatting|treat|manage|control|combat"
)


# What leads to a use: the phrase, and whether it says that it is one ("for" alone may lead to anything).
_LEADS = Phrases.listed(
    "for the following indications :|for the following uses :|for the following conditions :|for the following diseases :|for the following :|for|against|covering|in the treatment of|in treatment of|in treating|in the management of|in the therapy of|in managing|"
    "in therapy of|in the control of|in the prevention of|in preventing|in reducing"
)


_INFINITIVES = frozenset(
    "treat prevent manage control relieve reduce lower slow delay induce help improve alleviate suppress increase decrease combat "
    "ease reverse stop maintain promote stimulate minimize minimise prolong correct restore diagnose".split()
)

_BRING = Phrases.listed("bring on|bring about|bring down|bring under control")


WITH_OTHERS = Phrases.listed(
    "in combination with|together with|along with|in conjunction with|in association with|as part of|alone or with|with other"
)


def after_lead(tokens: Sequence[Token], at: int) -> int | None:
    """After "for", "to treat" (its verb kept unless it is a frame), "as adjunctive therapy for"."""
    word = lower_at(tokens, at)
    if word == "for" and lower_at(tokens, at + 1) == "use" and WITH_OTHERS.at(tokens, at + 2) is not None:
        return after_lead(tokens, at + 2)
    if (found := _LEADS.at(tokens, at)) is not None:
        return found[1]
    if word == "to" and (lower_at(tokens, at + 1) in _INFINITIVES or _BRING.at(tokens, at + 1) is not None):
        return at + 1
    if word in ("to", "both") and lower_at(tokens, at + 1) == "help" and lower_at(tokens, at + 2) in _INFINITIVES:
        return at + 2
    if word in ("as", "in") and (therapy := _therapy(tokens, at + 1)) is not None:
        return therapy
    people = people_at(tokens, at + 1) if word == "in" or lower_at(tokens, at - 1) == "prescribed" else None
    if people is not None and with_illness(tokens, people[1]) is not None:
        return at + 1
    if (partner := WITH_OTHERS.at(tokens, at)) is not None:
        for k in range(partner[1], min(partner[1] + 9, len(tokens))):
            if tokens[k].lower in ("for", "to") or _LEADS.at(tokens, k) is not None:
                return after_lead(tokens, k)
            if tokens[k].lower in (";", ".") or (
                tokens[k].lower == "," and lower_at(tokens, k + 1) not in ("for", "to")
            ):
                return None
    return None


def _therapy(tokens: Sequence[Token], at: int) -> int | None:
    """After "adjunctive therapy for", "a second-line treatment of"."""
    k = at
    while k < min(at + 9, len(tokens)) and (tokens[k].lower in _KINDS_OF_THERAPY or tokens[k].lower in ("-", ",")):
        if tokens[k].lower in _THERAPIES and lower_at(tokens, k + 1) in _OF:
            break
        k += 1
    if lower_at(tokens, k) not in _THERAPIES:
        return None
    k += 1
    if lower_at(tokens, k) == "option":
        k += 1
    if lower_at(tokens, k) == "to" and lower_at(tokens, k - 1) in ("adjunct", "on"):
        for j in range(k + 1, min(k + 8, len(tokens))):
            if tokens[j].lower in ("for", "in") or (
                tokens[j].lower == "to" and lower_at(tokens, j + 1) in _INFINITIVES
            ):
                return j + 1
            if tokens[j].kind != "word":
                return None
    if lower_at(tokens, k) == "to" and lower_at(tokens, k + 1) in _INFINITIVES:
        return k + 1
    if lower_at(tokens, k) == "to" and lower_at(tokens, k - 1) not in ("aid", "antidote"):
        return None
    return k + 1 if lower_at(tokens, k) in _OF else None


def without_frames(tokens: Sequence[Token], at: int) -> tuple[int, int | None]:
    """Where the terms begin, after articles and frame words; and where people stand that they are said of."""
    group: int | None = None
    while True:
        before = at
        people = people_at(tokens, at)
        ill = None if people is None else with_illness(tokens, after_age(tokens, people[1]))
        if (treating := _TREATING.at(tokens, at)) is not None:
            at = treating[1]
        elif lower_at(tokens, at) in ("its", "their") and lower_at(tokens, at + 1) == "use":
            at += 1
        elif lower_at(tokens, at) == "use" and lower_at(tokens, at + 1) in ("in", "as", "for", "against"):
            at += 2
        elif ill is not None:
            group, at = at, ill
        elif (therapy := _therapy(tokens, at)) is not None:
            at = therapy
        elif lower_at(tokens, at) in ("the", "a", "an") or (
            lower_at(tokens, at) in ("both", "either") and lower_at(tokens, at + 1) != "of"
        ):
            at += 1
        if at == before:
            return at, group


_ANTECEDENTS = frozenset(
    "use indication purpose condition disorder disease illness setting role application uses indications purposes conditions".split()
)


def after_antecedent(tokens: Sequence[Token], at: int) -> int | None:
    """After ", a use for which", "uses for which", "for which": what leads to a clause about the use just named."""
    k = at + (lower_at(tokens, at) in (",", "(", "–", "—"))
    if lower_at(tokens, k) in ("a", "an"):
        k += 1
    if lower_at(tokens, k) in _ANTECEDENTS:
        k += 1
    elif k > at and lower_at(tokens, k - 1) in ("a", "an"):
        return None
    return k + 2 if lower_at(tokens, k) in ("for", "in") and lower_at(tokens, k + 1) == "which" else None
