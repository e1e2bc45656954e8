"""Brand names that a sentence gives in passing: "X (trade name N) is a diuretic", "licensed in 1997 under the name N"."""

from __future__ import annotations

from itertools import pairwise

from ....model.kinds.drug import Product
from ...grammar import Phrases, Statement, lower_at
from .brands import FRAME_WORDS, SOLD, Brands, read_brand_name, read_brands_sold, read_framed_brands
from .dose_forms import PRODUCT_NOUNS
from .subjects import is_about, subject_before
from .words import ADVERBS, ARTICLES, FINITE

__all__ = ["read_brand_of", "read_mentions"]


def read_mentions(statement: Statement, names: Phrases[bool]) -> list[Product]:
    """The product of the brand names that are said of the drug, where no form is: at most one."""
    words = statement.words
    if (words.isdisjoint(FRAME_WORDS) and words.isdisjoint(SOLD)) or not words.isdisjoint(PRODUCT_NOUNS):
        return []
    found = [brands for brands in _read_all(statement, names) if is_about(statement, names, brands.first)]
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
