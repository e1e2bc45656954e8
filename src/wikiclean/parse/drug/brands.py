"""Brand names: a frame that says they are ("under the brand names …"), and the names, told by their capitals or "®"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..grammar import Phrases, lower_at
from ..tokens import Token

__all__ = ["FRAME_WORDS", "Brands", "read_brand_name", "read_brand_names", "read_framed_brands", "read_in_place"]

FRAME_WORDS = frozenset(
    "brand brands brandname brandnames tradename tradenames trade branded proprietary commercial name names ® ™".split()
)
"""A statement without any of them has no frame."""

_BEFORE = frozenset("under by with as using bearing bears bear carries carrying carry having has via through".split())
_DETERMINERS = frozenset(
    "the a an its their several various many different other numerous multiple both some common popular such us original "
    "major two three four five current former commercial international number of wide variety".split()
)  # fmt: skip
_CORE: Phrases[str] = Phrases(
    dict.fromkeys(
        (
            *(f"{kind} {name}" for kind in ("brand", "trade", "proprietary", "commercial", "market", "product")
              for name in ("name", "names")),
            "brand-name", "brand-names", "trade-name", "trade-names", "brandname", "brandnames", "tradename",
            "tradenames", "brand", "brands",
        ),
        "strong",
    )
    | dict.fromkeys(
        ("branded product", "branded products", "branded drug", "branded medication", "branded medicine",
         "branded version", "branded form", "branded formulation", "branded preparation", "brand product",
         "brand-name product", "brand-name drug", "brand name product", "brand name drug", "brand name medication",
         "brand-name medication", "brand name preparation", "trademark", "trademarked product", "branded"),
        "strong",
    )
    | dict.fromkeys(("name", "names", "label", "designation"), "weak")
)  # fmt: skip
_PRODUCTS = frozenset(
    "product products preparation preparations drug form forms formulation formulations version".split()
)
_AFTER = frozenset({"of", "is", "are", "was", "include", "includes", "including", "like", ":", "“", '"', "being"})
_AND_OTHERS: Phrases[bool] = Phrases.of(
    {
        True: "among others|amongst others|and others|and many others|and several others|among other names|among others names|"
        "among other brands|among other brand names|and other brands|and other brand names|and other names|etc|etc.|"
        "and many other names|and various others|and various other names|among many others|among several others|"
        "and other trade names|among other trade names|or others|and so on|and more|and some others|and multiple others|"
        "to name a few|and many other brand names|and numerous others|and many more"
    }
)
# Words that begin with a capital and are no brand.
_NOT_BRANDS = frozenset(
    "january february march april may june july august september october november december the a an it its this these "
    "in as and or for by each all both tablets capsules available oral generic generics otc iv im sc po er xr sr "
    "fda ema us usa uk eu who schedule class step group table figure us united european part type vitamin doses dose "
    "in is not no see also etc inc ltd".split()
)  # fmt: skip
_MARKS = frozenset({"®", "™", "©"})
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "«", "»"})
_JOINS = frozenset({",", "and", "or", "/", "&", ";"})
_JOIN_PHRASES: Phrases[bool] = Phrases.of({True: "as well as|along with|and also|or as|and as|plus"})
_PLACE_BEFORE = frozenset({"in", "within", "throughout", "across", "outside"})
_PLACES = Phrases.of(
    {
        True: "many countries|several countries|some countries|other countries|certain countries|most countries|"
        "various countries|many other countries|some other countries|some places|other places|some markets|other markets|"
        "many markets|other regions|many parts of the world|most of the world|the rest of the world|"
        "us|usa|u.s.|u.s.a.|united states|uk|u.k.|united kingdom|europe|european union|eu|canada|japan|china|india|australia|"
        "new zealand|germany|france|italy|spain|mexico|brazil|asia|africa|russia|"
        "other parts of the world|much of the world|certain markets|selected countries|the world|pharmacies|the market|"
        "the marketplace|north america|latin america|south america|the developing world|the developed world"
    }
)


@dataclass(frozen=True, slots=True)
class Brands:
    """Brand names at `tokens[first:next]`, the frame that introduces them inside."""

    names: tuple[str, ...]
    first: int
    next: int


def read_framed_brands(text: str, tokens: Sequence[Token], at: int) -> Brands | None:
    """ "under the brand name A", "trade names: A, B and others", "as the branded product A"."""
    here = at + 1 if lower_at(tokens, at) in _BEFORE else at
    under = lower_at(tokens, at) in ("under", "by", "carries", "bears") and here > at
    while lower_at(tokens, here) in _DETERMINERS and _CORE.at(tokens, here) is None:
        here += 1
    core = _CORE.at(tokens, here)
    if core is None or (core[0] == "weak" and not under):
        return None
    bare = lower_at(tokens, core[1] - 1) in ("brand", "brands")
    here = core[1]
    if bare and lower_at(tokens, here) == "of":  # "a brand of soap"
        return None
    while lower_at(tokens, here) in _PRODUCTS:
        here += 1
    while (word := lower_at(tokens, here)) in _AFTER or word == "," or word in ("such", "e.g.", "which", "that"):
        if word in (",", "which", "that") and lower_at(tokens, here + 1) not in _AFTER | {"such", "e.g."}:
            return None
        here += 2 if word == "such" and lower_at(tokens, here + 1) == "as" else 1
    if bare and here == core[1] and lower_at(tokens, at) not in _BEFORE:  # "brand X" alone
        return None
    opened = lower_at(tokens, here) == "("
    found = read_brand_names(text, tokens, here + opened)
    if found is None or (opened and lower_at(tokens, found.next) != ")"):
        return None
    return Brands(found.names, at, found.next + opened)


def read_brand_names(text: str, tokens: Sequence[Token], at: int) -> Brands | None:
    """A list of names: "A, B (in Canada) and C among others"."""
    names: list[str] = []
    here = at
    while (name := read_brand_name(text, tokens, here)) is not None:
        names.append(name[0])
        here = _after_place(tokens, name[1])
        if others := _others(tokens, here):
            here = others
            break
        after = _after_join(tokens, here)
        if after == here:
            break
        following = read_brand_name(text, tokens, after)
        if following is None:
            break
        here = after
    return Brands(tuple(names), at, here) if names else None


def read_brand_name(text: str, tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """One name: capitals, hyphens and marks as in "Epivir-HBV", "Intron A", "Tarnex®"; marks and quotes left out."""
    quoted = lower_at(tokens, at) in _QUOTES
    begin = at + 1 if quoted else at
    if not _is_capital(tokens, begin):
        return None
    here = begin + 1
    end = tokens[begin].end
    while here < len(tokens):
        token, before = tokens[here], tokens[here - 1]
        touches = token.start == before.end
        if token.text in _MARKS:
            here += 1
        elif token.text in ("-", "–", "/") and touches and _continues(tokens, here + 1):
            end = tokens[here + 1].end
            here += 2
        elif _goes_on(text, token, before):
            end = token.end
            here += 1
        else:
            break
    if quoted and lower_at(tokens, here) in _QUOTES:
        here += 1
    value = "".join(char for char in text[tokens[begin].start : end] if char not in _MARKS)
    return value, here


def _goes_on(text: str, token: Token, before: Token) -> bool:
    """A number that touches the name, or a further word with a capital."""
    if token.start == before.end:
        return token.kind == "number" and before.kind == "word"
    return token.kind == "word" and token.text[0].isupper() and text[before.end : token.start] in (" ", "\u00a0")


def _is_capital(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    token = tokens[at]
    if lower_at(tokens, at + 1) in _MARKS:
        return True
    return any(char.isupper() for char in token.text[:2]) and token.lower not in _NOT_BRANDS


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` touches the hyphen before it, as in "K-Dur" or "Theo-24"."""
    return at < len(tokens) and tokens[at].start == tokens[at - 1].end and tokens[at].kind != "sign"


def _after_join(tokens: Sequence[Token], at: int) -> int:
    here = at
    while lower_at(tokens, here) in _JOINS:
        here += 1
    if here == at and (found := _JOIN_PHRASES.at(tokens, at)):
        return found[1]
    return here


def _others(tokens: Sequence[Token], at: int) -> int | None:
    """After "among others", in brackets or after a comma too."""
    here = at
    while lower_at(tokens, here) in (",", "("):
        here += 1
    if (found := _AND_OTHERS.at(tokens, here)) is None:
        return None
    opened = any(tokens[index].text == "(" for index in range(at, here))
    if not opened:
        return found[1]
    return found[1] + 1 if lower_at(tokens, found[1]) == ")" else None


def _after_place(tokens: Sequence[Token], at: int) -> int:
    """After "in Canada", "(in the UK)", "(US)"."""
    if lower_at(tokens, at) == "(":
        inside = at + 1
        named = _PLACES.at(tokens, inside)
        place = named[1] if named else read_in_place(tokens, inside)
        return place + 1 if place is not None and lower_at(tokens, place) == ")" else at
    return read_in_place(tokens, at) or at


def read_in_place(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "in the United States and Canada", "in many countries"; None where no place is named."""
    if lower_at(tokens, at) not in _PLACE_BEFORE:
        return None
    end = None
    here = at + 1
    while True:
        if lower_at(tokens, here) == "the" and _PLACES.at(tokens, here) is None:
            here += 1
        found = _PLACES.at(tokens, here)
        if found is None:
            return end
        end = here = found[1]
        while lower_at(tokens, here) in (",", "and", "or"):
            here += 1
        if here == end:
            return end
