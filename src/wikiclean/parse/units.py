"""The unit table: how pages write a unit, and its UCUM code.

A unit is a base (`mg`), or a base by one or two denominators (`mg/kg`, `ug/kg/min`); what comes out must stand in
the closed table of `wikiclean.model.quantity`, or there is no unit. Denominators of time that tell how a dose is
counted ("mg/kg/day") are left to the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.quantity import UCUM
from .tokens import Token

__all__ = ["TIME_UNITS", "Unit", "read_unit"]

_BASES: dict[str, str] = {
    form: code
    for code, forms in {
        "kg": "kg kilogram kilograms kilo kilos",
        "g": "g gram grams gm gms gramme grammes",
        "mg": "mg mgs milligram milligrams milligramme milligrammes",
        "ug": "mcg µg μg ug microgram micrograms microgramme microgrammes",
        "ng": "ng nanogram nanograms",
        "L": "l liter liters litre litres",
        "mL": "ml cc milliliter milliliters millilitre millilitres",
        "mol": "mol mole moles",
        "mmol": "mmol millimole millimoles",
        "umol": "µmol μmol umol",
        "meq": "meq milliequivalent milliequivalents",
        "[iU]": "iu",
        "U": "u unit units",
        "kBq": "kbq",
        "MBq": "mbq megabecquerel megabecquerels",
        "GBq": "gbq gigabecquerel gigabecquerels",
        "mCi": "mci millicurie millicuries",
        "Ci": "ci curie curies",
        "%": "% percent",
        "{tablet}": "tablet tablets tab tabs pill pills caplet caplets",
        "{capsule}": "capsule capsules cap caps",
        "{puff}": "puff puffs inhalation inhalations actuation actuations",
        "{spray}": "spray sprays",
        "{patch}": "patch patches",
        "{suppository}": "suppository suppositories",
        "{application}": "application applications",
        "[drp]": "drop drops",
        "{vial}": "vial vials",
        "{dose}": "dose doses",
        "{cycle}": "cycle cycles",
        "u": "da dalton daltons",
        "ku": "kda kilodalton kilodaltons",
        "Cel": "°c",
    }.items()
    for form in forms.split()
}

TIME_UNITS: dict[str, str] = {
    form: code
    for code, forms in {
        "s": "second seconds sec secs",
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "d": "d day days",
        "wk": "wk wks week weeks",
        "mo": "mo month months",
        "a": "yr yrs year years",
    }.items()
    for form in forms.split()
}
"""Words for spans of time -> UCUM code."""

_BODY = {"kg": "kg", "kilogram": "kg", "kilo": "kg", "m2": "m2", "m^2": "m2", "m²": "m2", "m": ""}
_RATE = {"h": "h", "hr": "h", "hour": "h", "min": "min", "minute": "min"}
_OF_VOLUME = {
    "ml": "mL",
    "l": "L",
    "dl": "dL",
    "mol": "mol",
    "mol^-1": "mol",
    "mol^−1": "mol",
    "cm3": "cm3",
    "cm^3": "cm3",
    "cm³": "cm3",
    "m^3": "m3",
    "m³": "m3",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: its UCUM code, and the index of the token after it."""

    code: str
    next: int


def read_unit(tokens: Sequence[Token], at: int) -> Unit | None:
    """The longest unit that begins at token `at`."""
    base, at = _read_base(tokens, at)
    if base is None:
        return None
    best = Unit(base, at) if base in UCUM else None
    code = base
    while (step := _read_denominator(tokens, at)) is not None:
        word, at = step
        code = f"{code}/{word}"
        if code in UCUM:
            best = Unit(code, at)
    return best


def _read_base(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    if at >= len(tokens):
        return None, at
    lower = tokens[at].lower
    if lower == "international" and at + 1 < len(tokens) and tokens[at + 1].lower in ("unit", "units"):
        return "[iU]", at + 2
    if lower == "°" and at + 1 < len(tokens) and tokens[at + 1].text == "C":
        return "Cel", at + 2
    if lower == "per" and at + 1 < len(tokens) and tokens[at + 1].lower == "cent":
        return "%", at + 2
    if lower in _BASES:
        return _BASES[lower], at + 1
    if lower in TIME_UNITS:
        return TIME_UNITS[lower], at + 1
    return None, at


def _read_denominator(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """`/kg`, `per kg of body weight`, `/m²`, `per square metre`, `/h`, `/mL`."""
    if at + 1 >= len(tokens) or tokens[at].lower not in ("/", "per", "·"):
        return None
    word = tokens[at + 1].lower
    after = at + 2
    if word in ("square", "sq") and after < len(tokens) and tokens[after].lower in ("metre", "meter", "m"):
        return "m2", _skip_of_body(tokens, after + 1)
    if (
        word in ("m", "cm")
        and after < len(tokens)
        and tokens[after].text == "3"
        and tokens[after].start == tokens[at + 1].end
    ):
        return f"{word}3", after + 1
    if word == "m" and after < len(tokens) and tokens[after].lower in ("2", "²"):
        return "m2", _skip_of_body(tokens, after + 1)
    if body := _BODY.get(word):
        return body, _skip_of_body(tokens, after)
    if word in _RATE:
        return _RATE[word], after
    return (_OF_VOLUME[word], after) if word in _OF_VOLUME else None


def _skip_of_body(tokens: Sequence[Token], at: int) -> int:
    """`of body weight`, `bodyweight`, `of body surface area`."""
    words = [token.lower for token in tokens[at : at + 4]]
    for phrase in (["of", "body", "surface", "area"], ["body", "surface", "area"], ["of", "body", "surface"],
                   ["of", "body", "weight"], ["of", "bodyweight"], ["body", "weight"], ["bodyweight"], ["body", "mass"]):  # fmt: skip
        if words[: len(phrase)] == phrase:
            return at + len(phrase)
    return at
