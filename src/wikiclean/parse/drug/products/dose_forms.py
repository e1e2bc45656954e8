"""Dose forms and containers as pages name them: closed lists, after the terms of EDQM and of FDA's dose forms.

A dose form is a head noun with its qualifiers ("delayed-release capsule"), and what it is made for ("powder for
injection"); a container likewise. What comes out is as written, lower case, singular, without size or use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...grammar import Phrases, lower_at
from ...tokens import Token

__all__ = [
    "PRODUCT_NOUNS",
    "Noun",
    "Sort",
    "read_made_for",
    "read_noun",
    "read_parted_nouns",
    "read_qualifiers",
    "read_trailing_qualifiers",
]

Sort = Literal["unit", "semisolid", "liquid", "powder", "device", "container"]
"""What a strength can be of: a unit holds a mass, a liquid and a semisolid have a concentration."""

_HEADS: dict[Sort, str] = {
    "unit": "tablet capsule caplet softgel gelcap pill lozenge troche pastille suppository pessary ovule wafer implant "
    "pellet patch film insert granule bead minitablet lyophilisate lyophilizate gum gummy gummie lollipop plaster rotacap iud",
    "semisolid": "cream ointment gel lotion foam paste jelly liniment shampoo emollient mousse lacquer soap balm wash oil pad stick varnish",
    "liquid": "solution suspension syrup elixir emulsion injection infusion concentrate liquid drop tincture linctus "
    "mouthwash gargle douche enema dispersion spray eyedrop eardrop injectable rinse drip",
    "powder": "powder",
    "device": "inhaler nebulizer nebuliser turbuhaler diskus aerosol",
    "container": "vial ampoule ampule ampul syringe pen bottle cartridge bag sachet packet tube autoinjector injector nebule respule pouch flask applicator "
    "blister canister dropper jar carton",
}  # fmt: skip
# Heads that name a form only with what says how it releases: "an extended-release formulation".
_VAGUE = frozenset("formulation formulations form forms preparation preparations version versions".split())
_QUALIFIED = {
    "systems": "system",
    "system": "system",
    "devices": "device",
    "device": "device",
    "ring": "ring",
    "rings": "ring",
    "strip": "strip",
    "strips": "strip",
}
_RELEASE = frozenset({"release", "acting"})
_SORT_OF: dict[str, Sort] = {head: sort for sort, heads in _HEADS.items() for head in heads.split()}
_PLURALS = {
    plural: head
    for head in _SORT_OF
    for plural in (
        head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeiou" else head + "s",
        head + "es" if head.endswith(("s", "x", "ch", "sh")) else head + "s",
    )
} | {"diskus": "diskus"}
PRODUCT_NOUNS = frozenset(_SORT_OF) | frozenset(_PLURALS)
"""Heads in both numbers: a statement without any of them names no dose form or container."""

# Qualifiers that belong to the form's name. Hyphens may be written or not.
_OF_FORM = (
    "oral|topical|nasal|intranasal|ophthalmic|otic|intravenous|subcutaneous|intramuscular|intravitreal|intrathecal|"
    "sublingual|buccal|transdermal|rectal|vaginal|cutaneous|dental|parenteral|injectable|inhalation|inhaled|"
    "eye|ear|eye and ear|throat|scalp|skin|mouth|nose|dermal|pulmonary|oropharyngeal|gingival|urethral|lingual|depot|"
    "sterile|lyophilized|lyophilised|freeze-dried|vacuum-dried|spray-dried|dry|dried|clear|aqueous|oily|viscous|concentrated|reconstitutable|"
    "extended-release|sustained-release|controlled-release|prolonged-release|modified-release|slow-release|"
    "timed-release|time-release|long-acting|short-acting|delayed-release|immediate-release|rapid-release|"
    "regular-release|conventional|plain|standard|once-daily extended-release|"
    "chewable|film-coated|enteric-coated|sugar-coated|coated|uncoated|gastro-resistant|gastroresistant|dispersible|"
    "effervescent|soluble|orally disintegrating|oral disintegrating|orodispersible|rapidly disintegrating|"
    "rapid-dissolving|fast-dissolving|dissolvable|quick-dissolving|orally dissolving|disintegrating|scored|"
    "soft|hard|soft gelatin|hard gelatin|soft-gelatin|gelatin|gelatine|gel-filled|liquid-filled|liquid|sprinkle|"
    "metered-dose|metered|dry-powder|breath-actuated|pressurized|pressurised|nebulizer|nebuliser|aerosol|"
    "powder|solution|preservative-free|sugar-free|alcohol-free|oil-based|water-based|liposomal|micronized|micronised|"
    "pegylated|emulsified|medicated|foaming|hydrophilic|lipid|colloidal|vanishing|single-agent|pediatric|paediatric|"
    "childrens|adult|infant|intrauterine|implantable|biodegradable|dermatologic|matrix|mucoadhesive|adhesive|layered|"
    "white|yellow|blue|pink|red|green|orange|brown|round|oval|colorless|colourless|off-white|crystalline|"
    "fixed-dose combination|fixed combination|combination|coformulated|co-formulated|spray|foam|gel|cream|drop|drops|"
    "hfa|er|xr|sr|cr|ir|dr|iv|im|sc|odt|gel-like|isotonic|buffered|saline|hypertonic|unit-dose"
)  # fmt: skip
# Qualifiers of a container that are part of what it is.
_OF_CONTAINER = (
    "prefilled|pre-filled|pre-loaded|preloaded|pre-mixed|premixed|auto-injector|insulin|dropper|blister|infusion|"
    "injection|injector|squeeze|spray|pump|autoinjector|auto|pen|syringe|dose-counter"
)
# Said of a container or form, and no part of its name: how it is used, how it looks.
_UNNAMED = (
    "low-dose|high-dose|low-strength|high-strength|extra-strength|single-dose|single-use|single dose|single|multi-dose|multidose|multiple-dose|multi-use|multiuse|multiple-use|"
    "unit-of-use|glass|plastic|amber|clear glass|disposable|ready-to-use|one-time|sealed|individual|small|large|"
    "regular|ordinary|simple|"
    "patient-ready|rubber-stoppered|stoppered|children's|children’s|fixed-dose"
)

# What a form is made for, where it belongs to its name: "powder for injection", "tablet for oral suspension".
_MADE_FOR: Phrases[bool] = Phrases(
    {
        f"for {rest}": True
        for rest in (
            "injection", "infusion", "solution for injection", "solution for infusion", "suspension for injection",
            "oral suspension", "oral solution", "suspension", "solution", "reconstitution", "inhalation", "nebulization",
            "nebulisation", "injectable suspension", "injectable solution", "oral liquid", "concentrate",
            "intravenous infusion", "intravenous injection", "subcutaneous injection", "intramuscular injection",
            "iv infusion", "iv injection", "concentrate for solution for infusion", "solution for inhalation",
        )
    }
)  # fmt: skip


def _spellings(phrases: str) -> list[str]:
    """Each phrase as given, with spaces for its hyphens."""
    return [form for phrase in phrases.split("|") for form in {phrase, phrase.replace("-", " ")}]


_QUALIFIERS: Phrases[str] = Phrases(
    dict.fromkeys(_spellings(_UNNAMED), "unnamed")
    | dict.fromkeys(_spellings(_OF_CONTAINER), "container")
    | dict.fromkeys(_spellings(_OF_FORM), "form")
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A dose form or container at `tokens[first:next]`; `name` as written, lower case, singular."""

    name: str
    sort: Sort
    first: int
    next: int
    plural: bool

    def qualified(self, text: str, tokens: Sequence[Token], first: int, after: int) -> Noun:
        """The same with the qualifiers at `tokens[first:after]`, parted from it by its strength."""
        words = text[tokens[first].start : tokens[after - 1].end].lower()
        return replace(self, name=f"{words} {self.name}", first=first)

    @property
    def is_container(self) -> bool:
        """Whether it holds a form."""
        return self.sort == "container"


def read_made_for(tokens: Sequence[Token], at: int) -> int | None:
    """The index after "for injection", "for oral suspension"."""
    found = _MADE_FOR.at(tokens, at)
    return found[1] if found else None


def read_noun(text: str, tokens: Sequence[Token], at: int) -> Noun | None:
    """The dose form or container that begins at token `at` with its first qualifier; the longest."""
    qualifiers: list[tuple[int, int, str]] = []
    best: Noun | None = None
    here = at
    while here < len(tokens):
        found = _QUALIFIERS.at(tokens, here)
        longer = found is not None and found[1] > here + 1  # "film coated" is no film
        if not longer and (head := _head_at(tokens, here)) is not None:
            best = _noun(text, tokens, at, here, head, qualifiers)
        elif lower_at(tokens, here) in _VAGUE and any(tokens[high - 1].lower in _RELEASE for _, high, _ in qualifiers):
            best = _noun(text, tokens, at, here, lower_at(tokens, here).removesuffix("s"), qualifiers)
        elif qualifiers and (single := _QUALIFIED.get(lower_at(tokens, here))):
            best = _noun(text, tokens, at, here, single, qualifiers)
        if found is None:
            break
        qualifiers.append((here, found[1], found[0]))
        here = found[1]
        hyphen = lower_at(tokens, here) in ("-", "–") and here + 1 < len(tokens)
        listed = lower_at(tokens, here) == "," and _head_at(tokens, here - 1) is None
        if hyphen or (listed and _QUALIFIERS.at(tokens, here + 1)):
            here += 1
    return best


def read_qualifiers(tokens: Sequence[Token], at: int) -> int | None:
    """The index after qualifiers that belong to a form's name, as "chewable"."""
    here = at
    while (found := _QUALIFIERS.at(tokens, here)) is not None and found[0] == "form":
        here = found[1]
    return here if here > at else None


def read_trailing_qualifiers(tokens: Sequence[Token], at: int) -> int | None:
    """The index after qualifiers behind their form: "tablets, plain and chewable, of 5 mg"."""
    end = read_qualifiers(tokens, at)
    while end is not None and lower_at(tokens, end) in ("and", "or"):
        end = read_qualifiers(tokens, end + 1)
    return end if end is not None and lower_at(tokens, end) in (",", "of", "in", ")") else None


def read_parted_nouns(text: str, tokens: Sequence[Token], at: int) -> list[Noun]:
    """Two forms with one head: "immediate- and extended-release tablets", "oral or intravenous solution"."""
    qualifier = _QUALIFIERS.at(tokens, at)
    hanging = None
    if qualifier is not None and qualifier[0] == "form":
        end = qualifier[1]
    elif lower_at(tokens, at + 1) in ("-", "–") and lower_at(tokens, at) in _HANGING:
        hanging, end = lower_at(tokens, at), at + 2
    else:
        return []
    if lower_at(tokens, end) not in ("and", "or", "and/or"):
        return []
    second = read_noun(text, tokens, end + 1)
    if second is None or second.is_container or second.first + 1 == second.next:
        return []
    head = second.name.split()[-1]
    if hanging is None:
        first = f"{text[tokens[at].start : tokens[end - 1].end].lower()} {head}"
    else:
        first = f"{hanging}-{second.name.split('-', 1)[-1]}" if "-" in second.name else f"{hanging}-release {head}"
    return [Noun(first, second.sort, at, end, second.plural), second]


_HANGING = frozenset(
    "immediate extended sustained delayed controlled modified prolonged slow rapid regular short long film enteric "
    "sugar oral single multi".split()
)


def _head_at(tokens: Sequence[Token], at: int) -> str | None:
    lower = lower_at(tokens, at)
    return lower if lower in _SORT_OF else _PLURALS.get(lower)


def _noun(
    text: str, tokens: Sequence[Token], first: int, at: int, head: str, qualifiers: list[tuple[int, int, str]]
) -> Noun:
    """The noun with its head at `at`: a container keeps what says its kind, a form all but how it looks and is used."""
    sort = _SORT_OF.get(head, "unit")
    lower = tokens[at].lower
    after = at + 1
    wanted = ("container",) if sort == "container" else ("form", "container")
    kept = [(low, high) for low, high, what in qualifiers if what in wanted]
    name = ""
    following = [low for low, _ in kept[1:]] + [at]
    for (low, high), follows in zip(kept, following, strict=False):
        name += text[tokens[low].start : tokens[high - 1].end]
        name += text[tokens[high - 1].end : tokens[follows].start] if follows - high <= 1 else " "
    name = " ".join(name.lower().split(" ")) + head
    if sort == "container":
        return Noun(name, sort, first, after, lower != head)
    if lower == head and lower_at(tokens, after) in ("form", "forms"):  # "in tablet form"
        return Noun(name, sort, first, after + 1, plural=False)
    if found := _MADE_FOR.at(tokens, after):
        name += " " + " ".join(text[tokens[after].start : tokens[found[1] - 1].end].lower().split())
        after = found[1]
    return Noun(name, sort, first, after, lower != head)
