"""Products that a sentence gives in passing: "X (trade name N) is a diuretic", "X patches (5%, N) are used for pain"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ....model.kinds.drug import Product
from ...grammar import Phrases, Statement, lower_at
from ...tokens import Token
from ..regions import read_place
from .brands import FRAME_WORDS, SOLD, Brands, read_brand_name, read_brand_names, read_brands_sold, read_framed_brands
from .dose_forms import PRODUCT_NOUNS, Noun, read_noun
from .strengths import StrengthError, Strengths, is_unclear, read_groups
from .subjects import is_about, read_subject, subject_before
from .words import ADVERBS, ARTICLES, FINITE

__all__ = ["read_bracketed", "read_brand_of", "read_mentions"]


def read_mentions(statement: Statement, names: Phrases[bool]) -> list[Product]:
    """The product of the brand names that are said of the drug, where no form is: at most one."""
    words = statement.words
    if (words.isdisjoint(FRAME_WORDS) and words.isdisjoint(SOLD)) or not words.isdisjoint(PRODUCT_NOUNS):
        return []
    all_names = _read_all(statement, names)
    its = _are_its(statement, names)
    found = [brands for brands in all_names if brands == its or is_about(statement, names, brands.first)]
    if not found:
        return []
    evidence = tuple(statement.evidence(brands.first, brands.next, "product.mention") for brands in found)
    return [
        Product(
            evidence=evidence,
            reference_ids=statement.references(evidence),
            brand_names=tuple(dict.fromkeys(name for brands in found for name in brands.names)),
        )
    ]


def read_bracketed(statement: Statement, names: Phrases[bool]) -> list[Product]:
    """ "X patches (5%, N) are used", "a 4 mg nasal spray (N) was approved", "the oral form (650 mg tablets, N)".

    The noun begins its clause, and is the drug's by its name or by none; a strength and a brand name must be told.
    """
    tokens = statement.tokens
    return [
        product
        for at, token in enumerate(tokens)
        if token.text == "(" and (product := _bracketed(statement, names, at)) is not None
    ]


def _bracketed(statement: Statement, names: Phrases[bool], opened: int) -> Product | None:
    tokens = statement.tokens
    inner = _Inside(statement, names, opened + 1)
    if inner.brand is None or lower_at(tokens, inner.next) != ")" or lower_at(tokens, inner.next + 1) in _HOLDING:
        return None
    for begin in range(max(0, opened - _LONGEST_LEAD), opened):
        outer = _lead(statement, names, begin, opened)
        if outer is None or (outer[0] is None) == (inner.noun is None):
            continue
        noun = outer[0] or inner.noun
        groups = [*outer[1], *inner.groups]
        if noun is None or len(groups) != 1 or groups[0].is_size:
            return None
        evidence = (statement.evidence(begin, inner.next + 1, "product.mention"),)
        return Product(
            evidence=evidence,
            reference_ids=statement.references(evidence),
            dose_form=None if noun.is_container else noun.name,
            container=noun.name if noun.is_container else None,
            strengths=groups[0].items,
            brand_names=(inner.brand,),
        )
    return None


class _Inside:
    """What a bracket holds: strengths, a form, a brand name, in any order with commas; `next` is the token after them."""

    def __init__(self, statement: Statement, names: Phrases[bool], at: int) -> None:
        text, tokens = statement.passage.text, statement.tokens
        self.groups: list[Strengths] = []
        self.noun: Noun | None = None
        self.brand: str | None = None
        while True:
            if not self.groups and (groups := _strengths(statement, names, at)):
                self.groups, at = groups, groups[-1].next
            elif self.noun is None and (noun := read_noun(text, tokens, at)) is not None:
                self.noun, at = noun, noun.next
            elif (
                self.brand is None
                and (name := read_brand_name(text, tokens, at))
                and not _is_no_brand(tokens, names, at)
            ):
                self.brand, at = name
            else:
                break
            at += lower_at(tokens, at) in (",", ";")
        self.next = at
        if self.brand is not None and self.brand.isupper() and len(self.brand) <= _LONGEST_ABBREVIATION:
            self.brand = None


def _lead(
    statement: Statement, names: Phrases[bool], begin: int, end: int
) -> tuple[Noun | None, list[Strengths]] | None:
    """What stands before the bracket: "X patches", "a 4 mg spray"; no noun where it is "the oral form"."""
    text, tokens = statement.passage.text, statement.tokens
    if begin and lower_at(tokens, begin - 1) not in _CLAUSE_LEADS:
        return None
    at = begin + (lower_at(tokens, begin) in ARTICLES or lower_at(tokens, begin) == "its")
    if names.at(tokens, at) is not None and (named := read_subject(statement, names, at)) is not None:
        at = named
    elif lower_at(tokens, at) in _ROUTED and lower_at(tokens, at + 1) in _FORM and at > begin:
        return (None, []) if at + 2 == end else None
    elif at == begin and tokens[at].kind != "number":
        return None
    groups = _strengths(statement, names, at)
    at = groups[-1].next if groups else at
    noun = read_noun(text, tokens, at)
    return (noun, groups) if noun is not None and noun.next == end else None


def _strengths(statement: Statement, names: Phrases[bool], at: int) -> list[Strengths]:
    tokens = statement.tokens
    if at >= len(tokens) or tokens[at].kind != "number" or is_unclear(tokens, at):
        return []
    try:
        return read_groups(statement.passage.text, tokens, at, names)
    except StrengthError:
        return []


def _is_no_brand(tokens: Sequence[Token], names: Phrases[bool], at: int) -> bool:
    return names.at(tokens, at) is not None or read_place(tokens, at) is not None


_HOLDING = frozenset("of containing with combining for".split())
"""What another drug is named behind."""
_LONGEST_LEAD = 16
_LONGEST_ABBREVIATION = 4
_CLAUSE_LEADS = frozenset({",", ";", ".", "and", "but", "while", "whereas", "which"})
_ROUTED = frozenset("oral topical injectable intravenous inhaled nasal subcutaneous transdermal".split())
_FORM = frozenset("form version formulation preparation".split())


def _read_all(statement: Statement, names: Phrases[bool]) -> list[Brands]:
    tokens, text = statement.tokens, statement.passage.text
    made: list[Brands] = []
    at = 0
    while at < len(tokens):
        brands = read_framed_brands(text, tokens, at)
        if brands is not None and not _is_said(statement, names, brands):
            brands = None
        if (
            brands is None
            and (sold := read_brands_sold(text, tokens, at, names))
            and _is_sold(statement, names, at + 1)
        ):
            brands = sold
        brands = brands or (read_brand_of(statement, names) if at == 0 else None)
        if brands is None:
            at += 1
        else:
            made.append(brands)
            at = brands.next
    return made


def _is_said(statement: Statement, names: Phrases[bool], brands: Brands) -> bool:
    """Whether a frame says that the names are trade names: "brand name" or "trade name" does, "name" with "sold" before it."""
    tokens = statement.tokens
    frame = [token.lower for token in tokens[brands.first : brands.next]]
    opened = lower_at(tokens, brands.first - 1) in ("(", "") or frame[0] == "its"
    if any(one in _TRADE and other.startswith("name") for one, other in pairwise(frame)) or not _ONE_WORD.isdisjoint(
        frame
    ):
        return opened or frame[0] in (
            "under",
            "by",
            "with",
            "as",
            "bears",
            "carries",
            "bearing",
            "carrying",
            "has",
            "have",
            "having",
        )
    if frame[0] == "its" or (frame[0] == "brands" and "trade_names" in statement.passage.kinds):
        return True
    return frame[0] in ("under", "by") and _is_sold(statement, names, brands.first)


def _is_sold(statement: Statement, names: Phrases[bool], frame: int) -> bool:
    """Whether the drug "is sold", "was marketed in Japan" right before the frame."""
    tokens = statement.tokens
    for at in range(frame - 1, max(-1, frame - _NEAR), -1):
        if tokens[at].lower in SOLD:
            verb = at
            while verb > 0 and tokens[verb - 1].lower in FINITE | ADVERBS | SOLD | {"and"}:
                verb -= 1
            if lower_at(tokens, verb - 1) in ("(", ",") and any(
                (found := names.at(tokens, begin)) and found[1] == verb - 1
                for begin in range(max(0, verb - 8), verb - 1)
            ):
                return True  # "X, marketed as", "X (sold as"
            begin = subject_before(statement, names, verb)
            return begin is not None and (begin != verb or verb == 0)
        if tokens[at].lower.endswith("ing") or (tokens[at].lower in ARTICLES and tokens[at - 1].lower in SOLD):
            return False
    return False


_TRADE = frozenset({"brand", "trade", "proprietary", "commercial"})
_ONE_WORD = frozenset({"tradename", "tradenames", "brandname", "brandnames"})
_NEAR = 9
"""Words between "sold" and "under the name"."""


def read_brand_of(statement: Statement, names: Phrases[bool]) -> Brands | None:
    """ "N is a brand name of X" at the start of the sentence."""
    tokens = statement.tokens
    if (many := _are_its(statement, names)) is not None:
        return many
    name = read_brand_name(statement.passage.text, tokens, 0)
    if name is None or names.at(tokens, 0) or lower_at(tokens, name[1]) not in ("is", "was"):
        return None
    here = name[1] + 1
    while here < len(tokens) and lower_at(tokens, here) not in ("of", "for"):
        here += 1
    said = {token.lower for token in tokens[name[1] : here]}
    if not said & {"brand", "trade", "trademark"} or names.at(tokens, here + 1) is None:
        return None
    return Brands((name[0],), 0, here + 2)


def _are_its(statement: Statement, names: Phrases[bool]) -> Brands | None:
    """ "N and M are its brand names", "N is one of its trade names" at the start of the sentence."""
    tokens = statement.tokens
    found = read_brand_names(statement.passage.text, tokens, 0) if names.at(tokens, 0) is None else None
    if found is None or lower_at(tokens, found.next) not in ("is", "are", "was", "were"):
        return None
    its = next((k for k in range(found.next + 1, found.next + 5) if lower_at(tokens, k) == "its"), None)
    if its is None or any(token.lower not in _ONE_OF for token in tokens[found.next + 1 : its]):
        return None
    k = its + 1
    while lower_at(tokens, k) in _KINDS_OF_NAME:
        k += 1
    if lower_at(tokens, k) not in _TRADE or not lower_at(tokens, k + 1).startswith("name"):
        return None
    return Brands(found.names, 0, k + 2)


_ONE_OF = frozenset("one two three some both among amongst of the".split())
_KINDS_OF_NAME = frozenset(
    "main best known - most common usual original only many several two three us european current former".split()
)
