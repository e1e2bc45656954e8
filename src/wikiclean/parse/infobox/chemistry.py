"""Formula, and physical and chemical properties, of infobox rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model.evidence import TextFact
from ...model.kinds.drug import Property
from ...model.quality import UnparsedStatement
from ...model.quantity import UCUM, Quantity
from ...text import fold
from ..quantities import quantity_of, read_amount
from ..tokens import tokenize
from .rows import Row, Value, split_brackets

__all__ = ["read_formula", "read_property"]

_ELEMENTS = frozenset(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb "
    "Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au "
    "Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr D T X R".split()
)
_ASCII = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+-0123456789+---")
_CHARGE = re.compile(r"\^?(?P<size>(?<=\^)\d|[²³⁴⁵⁶])(?P<sign>[+\-−–⁺⁻])")
_RAISED_ISOTOPE = re.compile(r"(?P<mass>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?P<element>[A-Z][a-z]?)")
_PIECE = re.compile(
    r"(?P<element>[A-Z][a-z]?)|(?P<isotope>\[\d{1,3}[A-Z][a-z]?\])|(?P<count>\d+(?:\.\d+)?|[nmx])|[()\[\]·.]|"
    r"(?P<charge>\d*[+-])"
)
_MEASURED = frozenset({"density", "melting point", "boiling point"})
_TEMPERATURES = frozenset({"melting point", "boiling point"})
_TEMPERATURE = re.compile(
    r"(?P<sign>[<>≤≥~≈])?\s*(?P<low>[-−–]?\d+(?:\.\d+)?)(?:\s*(?:±)\s*(?P<error>\d+(?:\.\d+)?)"
    r"|\s*(?:°\s?C)?\s*(?:to|–|-|—)\s*(?P<high>[-−]?\d+(?:\.\d+)?))?\s*(?:°\s?C|℃|degrees? C(?:elsius)?)",
)
_AT = re.compile(r"\s*\(?at\s[^()]*\)?")
"""The conditions a figure holds under: "(at 20 °C)"."""
_FAHRENHEIT = re.compile(r"\s*[(;,]\s*[^()°]*°\s?F(?:[^()]*\))?")
_SIGNS = {"≤": "<=", "≥": ">=", "≈": "~"}


def read_formula(row: Row) -> Iterator[TextFact | UnparsedStatement]:
    """The molecular formula with ASCII digits and without spaces; charges and water of crystallisation stay."""
    for value in row.lines():
        core, bracket = split_brackets(value.text)
        written = value.text if bracket is not None and _is_formula(ascii_formula(value.text)) else core
        formula = ascii_formula(written)
        if _is_formula(formula):
            yield TextFact(
                evidence=row.evidence(value.start, value.end, "infobox.formula"),
                reference_ids=row.references(value.start, value.end),
                text=formula,
            )
        else:
            yield row.unparsed(value.start, value.end, "unknown_pattern", "formula: not made of elements and numbers")


def ascii_formula(text: str) -> str:
    """A formula with ASCII digits and signs: `C₁₀H₁₆N⁺` is `C10H16N+`, `^18F` is `[18F]`.

    >>> ascii_formula("C22H24N2O8 · HCl · ½ H2O")
    'C22H24N2O8·HCl·½H2O'
    """
    text = _CHARGE.sub(r"(\g<size>\g<sign>)", text)
    text = _RAISED_ISOTOPE.sub(lambda m: f"[{m['mass'].translate(_ASCII)}{m['element']}]", text)
    text = re.sub(r"\^(?P<mass>\d{1,3})(?P<element>[A-Z][a-z]?)", r"[\g<mass>\g<element>]", text)
    text = "".join(text.translate(_ASCII).replace("^", "").split())
    return text.replace("•", "·").replace("∙", "·").replace("⋅", "·").replace("*", "·")


def _is_formula(formula: str) -> bool:
    at, atoms = 0, 0
    while at < len(formula):
        if formula[at] == "½":
            at += 1
            continue
        match = _PIECE.match(formula, at)
        if match is None:
            return False
        symbol = match["element"] or (match["isotope"] or "").strip("[]0123456789")
        if symbol:
            if symbol not in _ELEMENTS:
                if symbol[0] not in _ELEMENTS:
                    return False
                at = match.start() + 1  # "Cx": carbon, then a count that is a letter
                atoms += 1
                if formula[at] not in "nmx":
                    return False
                continue
            atoms += 1
        at = match.end()
    return atoms > 0


def read_property(row: Row) -> Iterator[Property | UnparsedStatement]:
    """One property a line; temperatures in °C as a quantity, without their conversion to °F."""
    name = fold(row.label).rstrip(": ")
    for value in row.lines():
        if name in _TEMPERATURES and (found := _temperature(row, value)) is not None:
            yield found
            continue
        tokens = tokenize(row.text, value.start, value.end)
        amount = read_amount(tokens, 0, words=False)
        quantity = None
        if amount is not None and amount.unit is not None and UCUM[amount.unit] in ("density", "concentration"):
            after = row.text[tokens[amount.next - 1].end : value.end]
            if not any(char.isdigit() for char in after) or _AT.fullmatch(after):
                quantity = quantity_of(row.text, tokens, amount, qualifier=after.strip(" ().,;") or None)
        if quantity is None and name in _MEASURED and any(char.isdigit() for char in value.text):
            yield row.unparsed(value.start, value.end, "unknown_pattern", f"{name}: not read whole")
            continue
        yield _property(row, name, value.start, value.end, value.text, quantity)


def _temperature(row: Row, value: Value) -> Property | None:
    match = _TEMPERATURE.match(row.text, value.start, value.end)
    if match is None:
        return None
    sign = _SIGNS.get(match["sign"] or "", match["sign"])
    low = Decimal(re.sub("[−–]", "-", match["low"]))
    high = Decimal(match["high"].replace("−", "-")) if match["high"] else None
    if high is not None and high < low:
        return None
    quantity = Quantity(
        value=low if high is None else None,
        low=None if high is None else low,
        high=high,
        comparator=sign,
        plus_minus=Decimal(match["error"]) if match["error"] else None,
        unit="Cel",
        as_written=row.text[match.start() : match.end()],
    )
    conversion = _FAHRENHEIT.match(row.text, match.end(), value.end)
    if conversion is None:
        return _property(row, fold(row.label).rstrip(": "), value.start, value.end, value.text, quantity)
    rest = row.text[conversion.end() : value.end].rstrip()
    end = value.end if rest else match.end()
    text = row.text[value.start : match.end()] + rest
    return _property(row, fold(row.label).rstrip(": "), value.start, end, text, quantity)


def _property(row: Row, name: str, start: int, end: int, text: str, quantity: Quantity | None) -> Property:
    return Property(
        evidence=row.evidence(start, end, "infobox.property"),
        reference_ids=row.references(start, end),
        text=text,
        name=name,
        quantity=quantity,
    )
