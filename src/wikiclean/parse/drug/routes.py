"""Routes of administration: words on the page -> the record's term."""

from __future__ import annotations

from collections.abc import Sequence

from ..tokens import Token

__all__ = ["ROUTES", "read_route"]

ROUTES: dict[str, str] = {
    form: route
    for route, forms in {
        "oral": "orally|oral|by mouth|p.o.|p.o|po|per os",
        "intravenous": "intravenously|intravenous|i.v.|i.v|iv|by intravenous injection|by intravenous infusion|by vein|"
        "intravenous infusion|intravenous injection|as an intravenous infusion|by slow intravenous injection|"
        "as an intravenous injection|by continuous intravenous infusion|into a vein",
        "intramuscular": "intramuscularly|intramuscular|i.m.|i.m|im|by intramuscular injection|into a muscle",
        "subcutaneous": "subcutaneously|subcutaneous|s.c.|s.c|sc|subcut|subq|by subcutaneous injection|under the skin|"
        "by injection under the skin|as a subcutaneous injection",
        "topical": "topically|topical|on the skin|to the skin",
        "transdermal": "transdermally|transdermal",
        "inhalation": "by inhalation|inhaled|inhalation|by nebulizer|by nebuliser|via nebulizer",
        "nasal": "intranasally|intranasal|nasally|nasal|into each nostril|in each nostril|by nasal spray",
        "rectal": "rectally|rectal|by rectum",
        "vaginal": "vaginally|vaginal|intravaginally",
        "sublingual": "sublingually|sublingual|under the tongue",
        "buccal": "buccally|buccal",
        "ophthalmic": "in the eye|into the eye|in each eye|into each eye|in the affected eye|into the affected eye|"
        "in the affected eyes|ophthalmically|ophthalmic",
        "otic": "in the ear|into the affected ear|in the affected ear|otic",
        "intrathecal": "intrathecally|intrathecal",
        "intravitreal": "intravitreally|intravitreal|by intravitreal injection",
        "intradermal": "intradermally|intradermal",
        "intravesical": "intravesically|intravesical",
        "intraperitoneal": "intraperitoneally|intraperitoneal",
        "epidural": "epidurally|epidural",
        "parenteral": "parenterally|parenteral",
    }.items()
    for form in forms.split("|")
}
_LONGEST = max(len(form.split()) for form in ROUTES)


def read_route(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The route named at token `at`, the longest form first: (route, index after it)."""
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        if route := ROUTES.get(" ".join(token.lower for token in tokens[at : at + length])):
            return route, at + length
    return None
