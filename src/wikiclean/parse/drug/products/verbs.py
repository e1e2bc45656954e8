"""What says that a drug is on the market: verbs ("is sold", "comes"), headers of lists ("available forms:")."""

from __future__ import annotations

from collections.abc import Sequence

from ...grammar import Phrases, lower_at
from ...tokens import Token
from .dose_forms import PRODUCT_NOUNS
from .words import ADVERBS, FINITE, HOLDS, NEGATIONS, PARTICIPLES, SELLS, USES, read_generic

__all__ = ["TRIGGERS", "Verb", "read_header_noun", "read_verb"]

_ABLE = frozenset("purchased bought found prescribed had".split())

_ACTIVE = frozenset(
    "comes come exists exist appeared arrived followed joined replaced succeeded entered reached".split()
)

_MEANT = frozenset("meant intended designed reserved".split())
"""Said with "for" of a form on the market."""

_HELPED = frozenset("made introduced launched released issued offered presented prepared produced traded".split())
"""Participles that say so only behind "is", "was"."""

_ON_SALE = Phrases.of(
    {
        True: "on the market|on sale|on the us market|in use as|in clinical use as|on offer|on hand|at hand|in stock|"
        "put up|put out|put on the market|prescription products|prescription medicines|prescription drugs|prescription only|prescription-only|"
        "prescription-only medicines|prescription only medicines|over-the-counter products|over-the-counter medicines|found as|to be found as|in commerce|in the shops|on the shelves|in pharmacies"
    }
)

_AUXILIARIES = frozenset(
    "is are was were be been being has have had can may could became become becomes remains remain remained continues "
    "continue continued to used".split()
)

_NAMED = frozenset("goes go trades trade".split())

_HEADER_WORDS = frozenset(
    "available commercial current marketed approved usual common typical standard main existing licensed pharmaceutical "
    "dosage dose oral topical injectable parenteral ophthalmic commonly commercially currently used tablet capsule "
    "prescription supplied sold individual other generic and the its only sole".split()
)

_HEADER_NOUNS = frozenset("forms form formulations formulation preparations preparation presentations presentation products product strengths "
                          "strength dosages versions supplied availability".split())  # fmt: skip

_LISTS = frozenset("include includes included comprise comprises are is : were encompass cover span".split())

_SUPPLY: Phrases[bool] = Phrases.of(
    {True: "how supplied :|supplied :|available :|availability :|available as :|available in :"}
)

_CHOICE = Phrases.listed(
    "the choice is between|there is a choice of|there is a choice between|the choices are|the options are"
)
"""What a number leads on from, of strengths on the market."""

TRIGGERS = (
    PARTICIPLES | _ACTIVE | _MEANT | HOLDS | _ABLE | SELLS | USES | _LISTS
    | {"market", "sale", "offer", "hand", "prescription", "choice", "options", "there", "has", "have", "goes", "go", "called", "tablets", "capsules"}
)  # fmt: skip
"""A statement without any of these says nothing of a product."""

Verb = bool
"""Whether the verb affirms."""


def _having(tokens: Sequence[Token], at: int) -> int | None:
    """The index of the generic behind "has" or "there are": "has no generic form", "there are generics"."""
    here = at
    if lower_at(tokens, at) in ("has", "have"):
        here = at + 1
    elif lower_at(tokens, at) == "there" and lower_at(tokens, at + 1) in ("is", "are", "was", "were"):
        here = at + 2
    return here if here > at and read_generic(tokens, here) is not None else None


def read_verb(tokens: Sequence[Token], at: int) -> tuple[Verb, int] | None:
    """ "is also available", "come", "can be obtained", "sold", "dosage forms include"; False where it is denied."""
    if (after := _header(tokens, at)) is not None:
        return True, after
    if (having := _having(tokens, at)) is not None:
        return True, having
    if lower_at(tokens, at) == "there" and lower_at(tokens, at + 1) in ("is", "are", "was", "were", "exist", "exists"):
        return True, at + 2
    if lower_at(tokens, at) in _NAMED and lower_at(tokens, at + 1) in ("by", "under", "as"):
        return True, at + 1
    if lower_at(tokens, at) == "to":
        return None
    here, affirms, helped = at, True, False
    while (word := lower_at(tokens, here)) in _AUXILIARIES or word in ADVERBS or word in NEGATIONS:
        if word in NEGATIONS:
            affirms = False
        following = lower_at(tokens, here + 1)
        if (word == "had" and lower_at(tokens, here - 1) == "be") or (word == "used" and following != "to"):
            break  # "can be had as", "is used as"
        helped = helped or word in _AUXILIARIES
        here += 1
    word = lower_at(tokens, here)
    if (word in PARTICIPLES and (helped or word not in _HELPED)) or (
        word in _ABLE and lower_at(tokens, here - 2) in ("can", "may", "could", "to")
    ):
        return affirms, here + 1
    if helped and affirms and word in _PART and _is_in_combination(tokens, here + 1):
        return affirms, here + (word != "combined")  # "combined with B" leads to the partner
    if helped and affirms and word in _MEANT and lower_at(tokens, here + 1) == "for":
        return affirms, here + 1
    if helped and affirms and word == "found" and _is_stocked(tokens, here):
        return affirms, here + 1
    if helped and word in USES and "as" in [lower_at(tokens, near) for near in range(here + 1, here + 5)]:
        return affirms, here + 1
    if (word in _ACTIVE or word in SELLS) and not helped and lower_at(tokens, here + 1) != "by":
        return affirms, here + 1
    if helped and (found := _ON_SALE.at(tokens, here)):
        return affirms, found[1]
    return None


_PART = frozenset("contained included incorporated combined found present".split())


def _is_in_combination(tokens: Sequence[Token], at: int) -> bool:
    """ "(is contained) in the fixed combination", "(is combined) with": what it is then sold as follows."""
    if lower_at(tokens, at) == "with":
        leads = [near for near in range(at + 2, at + 6) if lower_at(tokens, near) in ("in", "as")]
        return lower_at(tokens, at - 1) == "combined" and any(
            lower_at(tokens, near) in PRODUCT_NOUNS for lead in leads for near in range(lead + 1, lead + 3)
        )
    return lower_at(tokens, at) == "in" and any(
        lower_at(tokens, near).startswith("combination") for near in range(at + 1, at + 5)
    )


def _is_stocked(tokens: Sequence[Token], found: int) -> bool:
    """ "is found in tablets of 5 mg", "as tablets"; "was found in the capsules" is no product."""
    if lower_at(tokens, found - 1) not in {"is", "are", "be"} | ADVERBS or lower_at(tokens, found + 2) == "the":
        return False
    near = tokens[found + 2 : found + 7]
    if (PRODUCT_NOUNS | _QUALIFIED_NOUNS).isdisjoint(token.lower for token in near):
        return False
    return lower_at(tokens, found + 1) == "as" or (
        lower_at(tokens, found + 1) == "in" and any(token.kind == "number" for token in near)
    )


_QUALIFIED_NOUNS = frozenset("device devices system systems ring rings".split())


def read_header_noun(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "available dosage forms", "prescription forms"."""
    here, noun = at, False
    while (word := lower_at(tokens, here)) in _HEADER_NOUNS or word in _HEADER_WORDS:
        noun = noun or word in _HEADER_NOUNS
        here += 1
    return here if noun and lower_at(tokens, here - 1) != "and" else None


def _header(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "available dosage forms include", "commercial preparations are:", "how supplied:"."""
    if found := _SUPPLY.at(tokens, at):
        return found[1]
    if (found := _CHOICE.at(tokens, at)) and lower_at(tokens, found[1])[:1].isdigit():
        return found[1]
    here = read_header_noun(tokens, at)
    if here is None:
        return None
    if (sale := _ON_SALE.at(tokens, here)) is not None:
        here = sale[1]
    if lower_at(tokens, here) == "consist" and lower_at(tokens, here + 1) == "of":
        return here + 2
    if lower_at(tokens, here) not in _LISTS or (lower_at(tokens, here) in FINITE and read_verb(tokens, here)):
        return None
    return here + 1 + (lower_at(tokens, here + 1) == ":")
