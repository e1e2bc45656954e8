"""Drugs as they are named: the page's own by name, pronoun, class or form ("the capsules"), another one, or a copy."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ...grammar import Phrases, Statement, lower_at, once_per_token
from ...tokens import tokenize
from ..drug_names import NO_NAMES, is_drug_name
from ..english import CLAUSE_WORDS, DRUG_NOUNS, FINITE

__all__ = ["FORMS", "PREPOSITIONS", "Drug", "is_named", "read_drug"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SALTS = frozenset(
    "hydrochloride sodium acetate mesylate mesilate maleate tartrate citrate sulfate sulphate phosphate succinate besylate besilate "
    "calcium potassium fumarate bromide hydrobromide chloride dipropionate propionate malate tosylate magnesium lactate gluconate "
    "injection tablets tablet capsules capsule cream ointment gel solution suspension spray patch implant therapy treatment "
    "patches creams gels ointments solutions suspensions injections implants inhaler inhalers sprays lozenges suppositories drops "
    "monotherapy alone nitrate valerate furoate pamoate xinafoate medoxomil axetil itself disoproxil alafenamide".split()
)


_BEFORE = frozenset(
    "the this that these a an oral intravenous topical injectable inhaled monoclonal antibody drug medication agent antiviral antibiotic "
    "medicine compound brand name branded synthetic new novel latter new both only"
    " kinase inhibitor statin vaccine systemic its original prescription subcutaneous intranasal single".split()
)


NOT_IT = frozenset(
    "generic generics biosimilar biosimilars analogue analog analogues analogs derivative derivatives metabolite metabolites prodrug "
    "prodrugs enantiomer isomer isomers similar related successor successors predecessor version versions formulation formulations "
    "equivalent equivalents competitor competitors combination combinations relative relatives alternative other".split()
)
_USE_OF = Phrases.listed(
    "use of|the use of|medical use of|the medical use of|clinical use of|the clinical use of|therapeutic use of|the combination of|a fixed-dose combination of|the fixed-dose combination of|a fixed combination of|the fixed combination of|"
    "indications for|indications of|the indications for|the indications of|its indications|marketing of|the marketing of|sale of|the sale of|sales of|its use|their use|its medical use|its clinical use|its marketing|"
    "its sale|its sales|use|medical use|sales|marketing|clinical use|the use|distribution of|its distribution|a combination of"
)


_ROLE = Phrases.listed("as a medicine|as a drug|as a medication|as a treatment|in humans|in medicine|in adults")


_THE_COMBINATION = Phrases.listed(
    "the combination|this combination|the fixed-dose combination|the fixed combination|the combination product|the combination drug|"
    "the combination therapy|the combination tablet|this fixed-dose combination|this fixed combination|the combined product|"
    "the drug combination|the fixed-dose combination product"
)
"""The page's drug, where its title names two ("tegafur/uracil")."""


_PRONOUNS = frozenset("it they".split())


PREPOSITIONS = frozenset("of for in with by from to on at than".split())


@dataclass(frozen=True, slots=True)
class Drug:
    """`name` is None for the page's own drug; `first`, `next`: its tokens, where it was named.

    `copy`: a generic or biosimilar, whose approval is not the drug's.
    """

    name: str | None
    next: int
    first: int | None = None
    copy: bool = False


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The page's names as words, without what stands in brackets after them."""
    bare = (re.sub(r"\s*\([^)]*\)\s*$", "", name) for name in names)
    return tuple(words for name in bare if (words := tuple(token.lower for token in tokenize(name))))


def _name_at(statement: Statement, at: int) -> int | None:
    """After the page's name, or the first words of it ("interferon alfa" of "interferon alfa-2b")."""
    tokens = statement.tokens
    best: int | None = None
    for words in _names((statement.passage.title, *statement.passage.aliases)):
        k = 0
        while k < len(words) and lower_at(tokens, at + k).removesuffix("'s").removesuffix("’s") == words[k]:
            k += 1
        if (k == len(words) and (best is None or at + k > best)) or (
            0 < k < len(words)
            and len(words[0]) > 4
            and best is None
            and (words[k] in ("-", "(", "/") or all(word in _SALTS for word in words[k:]))
        ):
            best = at + k
    return best


def is_named(statement: Statement, at: int) -> bool:
    """Whether the page's own drug is named at token `at`."""
    return statement.tokens[at].lower in statement.subject_words and _name_at(statement, at) is not None


@once_per_token
def read_drug(statement: Statement, at: int) -> Drug | None:
    """ "it", "the drug", "use of flutamide", "Eulexin (flutamide)", "oral flutamide (Eulexin)": the page's, or another."""
    found = _drug(statement, at)
    return None if found is None else replace(found, first=at)


def _drug(statement: Statement, at: int) -> Drug | None:
    tokens = statement.tokens
    if (partnered := _partnered(statement, at)) is not None:
        return partnered
    if (use := _USE_OF.at(tokens, at)) is not None:
        if lower_at(tokens, use[1] - 1) not in ("of", "for"):
            if lower_at(tokens, at) == "its" or lower_at(tokens, at) == "their":
                return Drug(None, _after_use(statement, use[1]))
            return Drug(None, use[1]) if lower_at(tokens, use[1]) in ("was", "were", "has", "is") else None
        inner = read_drug(statement, use[1])
        if inner is not None and (role := _ROLE.at(tokens, inner.next)) is not None:
            inner = replace(inner, next=role[1])
        if inner is not None and "combination" in (lower_at(tokens, at), lower_at(tokens, at + 1)):
            return _combined(statement, inner)
        return inner
    if lower_at(tokens, at) in _PRONOUNS:
        return Drug(None, at + 1)
    if lower_at(tokens, at) in ("this", "these", "both") and lower_at(tokens, at + 1) in ("was", "were"):
        return None
    k = at
    while lower_at(tokens, k) in _BEFORE and k < at + 6:
        if _name_at(statement, k) is not None:
            break
        k += 1
    if (after := _name_at(statement, k)) is not None:
        return Drug(None, _closed(statement, after))
    if (whole := _THE_COMBINATION.at(tokens, at)) is not None and "/" in statement.passage.title:
        return Drug(None, _closed(statement, whole[1])) if _plain(statement, whole[1]) else None
    if (form := _form(statement, at)) is not None:
        return form
    if k > at and lower_at(tokens, at) in ("the", "this", "that"):
        for n in range(at + 1, min(at + 4, len(tokens))):
            word = tokens[n].lower.removesuffix("'s").removesuffix("’s")
            if word in NOT_IT or tokens[n].kind != "word":
                return None
            if word in DRUG_NOUNS and lower_at(tokens, n + 1) not in DRUG_NOUNS and _plain(statement, n + 1):
                return Drug(None, _closed(statement, n + 1))
    return _branded(statement, k) or _other(statement, k)


FORMS = _words(
    "capsule capsules tablet tablets implant implants injection injections form forms formulation formulations version versions "
    "preparation preparations patch patches cream creams gel gels ointment ointments spray sprays solution solutions suspension "
    "suspensions syrup syrups lozenge lozenges suppository suppositories powder powders dose doses strength strengths infusion "
    "inhaler inhalers pill pills drops pen pens film films ring rings foam foams lotion lotions granules concentrate"
)


_COPIES = _words("generic generics biosimilar biosimilars copies copy follow-on")


_OTHERS = _words(
    "other another similar related no any some most all many several various these those which competing rival"
)


_COPY = Phrases.listed("generic|generics|biosimilar|biosimilars|a generic|a biosimilar|the generic|the biosimilar|the first generic|"
    "the first biosimilar|several generics|several biosimilars|several generic|generic versions|a first generic|two generic|two biosimilars|"
    "three biosimilars|a number of generic|a number of biosimilars|many generic|various generic")  # fmt: skip


def _form(statement: Statement, at: int) -> Drug | None:
    """ "the capsules", "an oral version of X", "the implant (Foolax)", "a lower dose of 10 mg once daily": the page's drug."""
    tokens = statement.tokens
    copy = _COPY.at(tokens, at) is not None
    articled = lower_at(tokens, at) in ("the", "a", "an", "its", "this", "one", "both", "their")
    for k in range(at, min(at + 7, len(tokens))):
        token = tokens[k]
        bare = token.lower in _COPIES and lower_at(tokens, k + 1) not in FORMS | DRUG_NOUNS
        strength = token.kind == "number" and lower_at(tokens, k + 1) in ("mg", "mcg", "%", "g")
        if token.lower in _OTHERS or not (token.kind == "word" or token.text in ("-", "%") or strength):
            return None
        if k > at and (token.lower in FINITE or token.lower in CLAUSE_WORDS or token.lower in PREPOSITIONS):
            return None
        if not (copy and bare) and (token.lower not in FORMS or lower_at(tokens, k + 1) in FORMS):
            continue
        if not copy and not articled and k > at and lower_at(tokens, at) not in _BEFORE:
            return None
        after = _form_of(statement, _closed(statement, k + 1))
        return None if after is None else Drug(None, after, copy=copy)
    return None


def _form_of(statement: Statement, at: int) -> int | None:
    """After "of X", "of 10 mg once daily", "such as A, B and C"; None where it is another drug's."""
    tokens = statement.tokens
    if lower_at(tokens, at) == "such" and lower_at(tokens, at + 1) == "as":
        while at < len(tokens) and tokens[at].lower not in FINITE:
            at += 1
        return at
    if lower_at(tokens, at) not in ("of", "containing", "with", "for"):
        return at
    if tokens[at + 1 : at + 2] and tokens[at + 1].kind == "number":
        k = at + 2
        while k < min(at + 9, len(tokens)) and tokens[k].lower not in FINITE and tokens[k].lower not in CLAUSE_WORDS:
            k += 1
        return k
    found = read_drug(statement, at + 1)
    if found is None:
        return None if lower_at(tokens, at) == "of" else at
    return found.next if found.name is None else None


def _after_use(statement: Statement, at: int) -> int:
    """After "in children under 12", which says whose use it is."""
    tokens = statement.tokens
    if lower_at(tokens, at) not in ("in", "for", "as", "by"):
        return at
    for k in range(at, min(at + 12, len(tokens))):
        if tokens[k].lower in (",", ";", "and", "but"):
            return at
        if tokens[k].lower in ("was", "is", "were", "are", "has", "have"):
            return k
    return at


def _plain(statement: Statement, at: int) -> bool:
    return lower_at(statement.tokens, at) not in ("of", "with")


_WITH_PARTNER = Phrases.listed(
    "fixed-dose combination with|fixed combination with|fixed-dose combination tablet with|fixed-dose combination product with"
)


def _partnered(statement: Statement, at: int) -> Drug | None:
    """ "its fixed-dose combination with Y (Brand)": a product of its own, by those words."""
    tokens = statement.tokens
    first = at + (lower_at(tokens, at) in ("its", "the", "a"))
    found = _WITH_PARTNER.at(tokens, first)
    if found is None or found[1] >= len(tokens) or tokens[found[1]].kind != "word":
        return None
    return Drug(statement.quote(first, found[1] + 1), _closed(statement, found[1] + 1))


def _combined(statement: Statement, drug: Drug) -> Drug | None:
    """ "the combination of X and Y": the page's drug, with its partner."""
    tokens = statement.tokens
    if lower_at(tokens, drug.next) in ("and", "with", "plus") and drug.name is None:
        at = drug.next + 1
        while at < len(tokens) and at < drug.next + 4 and tokens[at].lower not in ("was", "is", "has", "were"):
            at += 1
        return Drug(None, at)
    return None


def _closed(statement: Statement, at: int) -> int:
    """After a salt or form, "(Eulexin)", "in combination with Y"."""
    tokens = statement.tokens
    while lower_at(tokens, at) in _SALTS:
        at += 1
    if lower_at(tokens, at) in ("®", "™"):
        at += 1
    while lower_at(tokens, at) in ("(", "["):
        close = next((n for n in range(at, min(at + 30, len(tokens))) if tokens[n].lower in (")", "]")), None)
        if close is None:
            return at
        at = close + 1
    if lower_at(tokens, at) in ("from", "by") and tokens[at + 1 : at + 2] and tokens[at + 1].text[0].isupper():
        after = at + 2
        while after < len(tokens) and (tokens[after].text[0].isupper() or tokens[after].text == "&"):
            after += 1
        return after if lower_at(tokens, after) in ("was", "is", "has", "were") else at
    return at


def _branded(statement: Statement, at: int) -> Drug | None:
    """ "Eulexin (flutamide)"."""
    tokens = statement.tokens
    k = at
    while k < min(at + 3, len(tokens)) and tokens[k].kind == "word" and tokens[k].text[0].isupper():
        k += 1
    if lower_at(tokens, k) in ("®", "™"):
        k += 1
    if k > at and lower_at(tokens, k) == "(" and (after := _name_at(statement, k + 1)) is not None:
        while lower_at(tokens, after) in _SALTS:
            after += 1
        if lower_at(tokens, after) in (")", ","):
            return Drug(None, _closed(statement, k))
    return None


def _other(statement: Statement, at: int) -> Drug | None:
    """A lone word that is formed as the name of a drug."""
    token = statement.tokens[at] if at < len(statement.tokens) else None
    if token is None or token.kind != "word" or token.lower in NO_NAMES | DRUG_NOUNS or len(token.lower) < 6:
        return None
    if _is_brand(statement, at):
        return Drug(token.text, _closed(statement, at + 1))
    if not is_drug_name(token.text):
        return None
    return Drug(token.text, _closed(statement, at + 1))


def _is_brand(statement: Statement, at: int) -> bool:
    """ "RotaShield", "Foolax®"."""
    text = statement.tokens[at].text
    inner = (
        text[0].isupper() and any(letter.isupper() for letter in text[1:]) and any(letter.islower() for letter in text)
    )
    return inner or (text[0].isupper() and lower_at(statement.tokens, at + 1) in ("®", "™"))
