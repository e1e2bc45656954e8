"""Routes of administration: words on the page -> the record's term."""

from __future__ import annotations

from collections.abc import Sequence

from ..grammar import Phrases, lower_at
from ..tokens import Token

__all__ = ["ROUTES", "ROUTE_WORDS", "read_route"]

_PARENTERAL = {
    "intravenous": "intravenous|iv|i.v.|i.v",
    "intramuscular": "intramuscular|im|i.m.|i.m",
    "subcutaneous": "subcutaneous|sc|s.c.|s.c|subcut|subq",
    "intrathecal": "intrathecal",
    "intradermal": "intradermal",
    "intravitreal": "intravitreal",
    "intravesical": "intravesical",
    "intraperitoneal": "intraperitoneal",
    "epidural": "epidural",
    "intra-articular": "intra-articular|intraarticular",
    "intralesional": "intralesional",
    "intraosseous": "intraosseous|io",
}
_WORDS = {
    "oral": "into the mouth|swallowed|orally|oral|by mouth|p.o.|p.o|po|per os|via the oral route|by the oral route",
    "intravenous": "intravenously|by vein|into a vein|in a vein|through a vein",
    "intramuscular": "intramuscularly|into a muscle|into the muscle|into the deltoid muscle|into the deltoid|"
    "into the thigh muscle",
    "subcutaneous": "subcutaneously|under the skin|by injection under the skin|beneath the skin",
    "topical": "topically|topical|on the skin|to the skin|to the affected area|to the affected areas|"
    "to the affected skin|"
    "to affected areas|to affected skin|to the face|to the scalp|cutaneously",
    "transdermal": "transdermally|transdermal",
    "inhalation": "by inhalation|inhaled|inhale|inhales|inhalation|by nebulizer|by nebuliser|via nebulizer|via nebuliser|nebulized|"
    "nebulised|by nebulization|by nebulisation|by inhaler|via inhaler|by oral inhalation|into the lungs",
    "nasal": "by the nose|through the nose|by nose|intranasally|intranasal|nasally|nasal|into each nostril|in each nostril|per nostril|by nasal spray|"
    "into the nose|in the nose|each nostril|in one nostril|into one nostril|up each nostril",
    "rectal": "rectally|rectal|by rectum|per rectum|p.r.|pr|into the rectum|in the rectum",
    "vaginal": "vaginally|vaginal|intravaginally|intravaginal|into the vagina|in the vagina|per vaginam",
    "sublingual": "sublingually|sublingual|under the tongue|beneath the tongue|sl|s.l.",
    "buccal": "buccally|buccal|between the cheek and gum|inside the cheek",
    "ophthalmic": "in the eye|into the eye|in each eye|into each eye|in the affected eye|into the affected eye|"
    "in the affected eyes|into the affected eyes|in the eyes|into the eyes|in both eyes|to the affected eye|"
    "in the affected eye(s)|into the affected eye(s)|ophthalmically|ophthalmic|to each eye|per eye",
    "otic": "in the ear|into the ear|into the affected ear|in the affected ear|in each ear|otic|otically|"
    "into the affected ears|in the affected ears",
    "intrathecal": "intrathecally|into the spinal canal|into the spinal fluid|into the cerebrospinal fluid|"
    "into the intrathecal space",
    "intra-articular": "into the joint|into a joint|into the affected joint|into the joint space",
    "intraperitoneal": "intraperitoneally|into the peritoneal cavity",
    "intravitreal": "intravitreally|into the vitreous|into the vitreous body|into the vitreous cavity",
    "intradermal": "intradermally",
    "intravesical": "intravesically|into the bladder",
    "epidural": "epidurally|into the epidural space",
    "parenteral": "parenterally|parenteral",
}
_BY = Phrases(
    {
        f"{by}{how}": None
        for by in ("by ", "via ", "as ", "by a ", "by an ", "via an ", "as an ", "as a ", "through an ")
        for how in ("", "slow ", "continuous ", "rapid ", "single ", "deep ")
    }
)
_GIVING = Phrases.of({None: "injection|infusion|injections|infusions|route|administration|drip|push|line|use"})
_INTO = Phrases.of(
    {
        "intravenous": "into a vein|into the vein|in a vein",
        "intramuscular": "into a muscle|into the muscle|in the muscle",
        "subcutaneous": "under the skin|beneath the skin",
        "intravitreal": "into the eye",
    }
)
_PARENTERAL_WORDS: Phrases[str] = Phrases.of(_PARENTERAL)
_OTHER: Phrases[str] = Phrases.of(_WORDS)


ROUTES: dict[str, str] = {form: route for route, forms in _WORDS.items() for form in forms.split("|")} | {
    f"{by}{word}{giving}": route
    for route, words in _PARENTERAL.items()
    for word in words.split("|")
    for by in ("", "by ")
    for giving in ("", " injection", " infusion")
}
"""Phrases of a route, in lower case -> the record's term: for a name of a route that stands on its own."""

ROUTE_WORDS = (
    _OTHER.first_words | _BY.first_words | _PARENTERAL_WORDS.first_words | _GIVING.first_words | {"for", "either"}
)
"""Words that a route may begin with."""


def read_route(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The route named at token `at`, the longest form first: "by slow intravenous infusion". (route, next)."""
    if found := _OTHER.at(tokens, at):
        return found
    if lower_at(tokens, at) == "for":  # "for intravenous use", never "for oral candidiasis"
        inside = read_route(tokens, at + 1)
        if inside is None:
            return None
        route, after = inside
        if lower_at(tokens, after - 1) in ("use", "administration", "injection", "infusion"):
            return inside
        return (route, after + 1) if lower_at(tokens, after) in ("use", "administration", "dosing") else None
    by = _BY.at(tokens, at)
    begin = by[1] if by else at
    if found := _PARENTERAL_WORDS.at(tokens, begin):
        route, after = found
        giving = _GIVING.at(tokens, after)
        return route, giving[1] if giving else after
    giving = _GIVING.at(tokens, begin)
    if giving and (found := _INTO.at(tokens, giving[1])):
        return found
    return None
