"""Brand names: a frame that says they are ("under the brand names …"), and the names, told by their capitals or "®"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...grammar import Phrases, lower_at
from ...tokens import Token
from ..regions import read_place, read_place_adjective

__all__ = [
    "CARRIES",
    "FRAME_WORDS",
    "SOLD",
    "Brands",
    "read_brand_name",
    "read_brand_names",
    "read_brands_sold",
    "read_framed_brands",
    "read_in_place",
    "skip_unnamed_brands",
]

FRAME_WORDS = frozenset(
    "brand brands brandname brandnames tradename tradenames trade branded proprietary commercial name names ® ™".split()
)
"""A statement without any of them has no frame."""

SOLD = frozenset(
    "sold marketed branded distributed commercialized commercialised available launched introduced released".split()
)
"""Words before "as" and a brand name."""

_BEFORE = frozenset(
    "under by with as using bearing bears bear carries carrying carry having has via through among".split()
)
CARRIES = frozenset("bears bear carries carry".split())
"""Verbs of a form and its brand name."""
_NAMING = _BEFORE - {"as", "using", "having", "has", "through", "via", "among"}
_DETERMINERS = frozenset(
    "the a an its their several various many different other numerous multiple both some common popular such us uk original "
    "major two three four five six current former commercial international number of wide variety registered proprietary "
    "additional more at least among well known american european canadian british japanese usual main".split()
)
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
         "brand-name medication", "brand name preparation", "proprietary product", "proprietary products",
         "proprietary preparation", "proprietary preparations", "trademark", "trademarked product", "branded"),
        "strong",
    )
    | dict.fromkeys(("name", "names", "label", "designation"), "weak")
)  # fmt: skip
_FIRST_WORDS = _BEFORE | _DETERMINERS | _CORE.first_words
_PRODUCTS = frozenset(
    "product products preparation preparations drug form forms formulation formulations version".split()
)
# What may stand between a word for brand names and the names.
_AFTER = frozenset(
    "of is are was were include includes included including being like such as e.g for example notably which that the best "
    'known most common commonly these them among used registered marketed mainly one two three first : “ " , -'.split()
)
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
# Places that no code stands for, beside the countries of `regions`.
_UNNAMED_PLACES: Phrases[bool] = Phrases.of(
    {
        True: "countries|places|markets|regions|jurisdictions|nations|parts of the world|parts of europe|world|pharmacies|"
        "market|marketplace|developing world|developed world|developing countries|european countries|member states"
    }
)
_HOW_MANY = frozenset("the many several some other certain most various few all different selected only much rest of both a number "
                      "least at more than elsewhere non".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brands:
    """Brand names at `tokens[first:next]`, the frame that introduces them inside."""

    names: tuple[str, ...]
    first: int
    next: int


def read_framed_brands(text: str, tokens: Sequence[Token], at: int) -> Brands | None:
    """ "under the brand name A", "trade names: A, B and others", "as the branded product A"."""
    if lower_at(tokens, at) not in _FIRST_WORDS:
        return None
    here = at + 1 if lower_at(tokens, at) in _BEFORE else at
    under = lower_at(tokens, at) in _NAMING and here > at
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
    if bare and _is_capital(tokens, here) and lower_at(tokens, at) not in _BEFORE | {"the"}:  # "brand X" alone
        return None
    if lower_at(tokens, here) in ("for", "of") and lower_at(tokens, here + 2) in ("are", "include", "includes", ":"):
        here += 2  # "brand names for X include"
    here = _after_place(tokens, here)
    while lower_at(tokens, here) in _AFTER:
        here += 1
    opened = lower_at(tokens, here) == "("
    found = read_brand_names(text, tokens, here + opened)
    if found is None or (opened and lower_at(tokens, found.next) != ")"):
        return None
    return Brands(found.names, at, found.next + opened)


def skip_unnamed_brands(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "under several brand names" that gives none of them."""
    here = at + 1
    while lower_at(tokens, here) in _DETERMINERS and _CORE.at(tokens, here) is None:
        here += 1
    core = _CORE.at(tokens, here) if lower_at(tokens, at) in _NAMING and here > at + 1 else None
    if (
        core is None
        or lower_at(tokens, core[1]) in _AFTER - {",", "as", "is", "are", "in"}
        or _is_capital(tokens, core[1])
    ):
        return None
    return core[1]


def read_brands_sold(text: str, tokens: Sequence[Token], at: int, drug: Phrases[bool]) -> Brands | None:
    """ "marketed (by Novelis) as Velmax", "launched in Japan as Velmax"; the drug's own name is none."""
    if lower_at(tokens, at) not in SOLD:
        return None
    here = at + 1
    if lower_at(tokens, here) == "by":
        here += 1
        while here < len(tokens) and (tokens[here].text[0].isupper() or tokens[here].text in ("&", "-", ".")):
            here += 1
    here = _after_place(tokens, here)
    here += lower_at(tokens, here) == ","
    here = _after_place(tokens, here)
    if lower_at(tokens, here) != "as" or drug.at(tokens, here + 1):
        return None
    found = read_brand_names(text, tokens, here + 1)
    return None if found is None or found.names[0].isupper() else Brands(found.names, at, found.next)


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
        place = _places(tokens, at + 1) or read_in_place(tokens, at + 1)
        return place + 1 if place is not None and lower_at(tokens, place) == ")" else at
    return read_in_place(tokens, at) or at


def read_in_place(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "in the United States and Canada", "in many other countries"; None where no place is named."""
    if lower_at(tokens, at) not in _PLACE_BEFORE:
        return None
    here = at + 1
    return _places(tokens, here)


def _places(tokens: Sequence[Token], at: int) -> int | None:
    end = None
    here = at
    while (after := _place(tokens, here)) is not None:
        end = here = after
        while lower_at(tokens, here) in (",", "and", "or", "but"):
            here += 1
        if lower_at(tokens, here) in _PLACE_BEFORE:
            here += 1
        if here == end:
            break
    return end


def _place(tokens: Sequence[Token], at: int) -> int | None:
    here = at
    while lower_at(tokens, here) in _HOW_MANY:
        here += 1
    if (named := read_place(tokens, here)) is not None:
        return named[1]
    adjective = read_place_adjective(tokens, here)
    found = _UNNAMED_PLACES.at(tokens, adjective[1] if adjective else here)
    if found is None:
        return here if here > at and lower_at(tokens, here - 1) == "elsewhere" else None
    return found[1]
