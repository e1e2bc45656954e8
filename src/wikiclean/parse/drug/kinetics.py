"""Pharmacokinetic cells of an infobox: "1–3 hours, 6–10 hours (active metabolite)", ">80%", "11 ± 4 days"."""

from __future__ import annotations

import re

from ...model.kinds.drug import PKParameter
from ...model.quality import UnparsedStatement
from ...model.quantity import UCUM
from ..grammar import Statement
from ..passage import Passage
from ..quantities import quantity_of, read_amount
from ..tokens import tokenize

__all__ = ["read_kinetics"]

_KINDS: dict[str, tuple[str, str]] = {
    "bioavailability": ("bioavailability", "dimensionless"),
    "protein binding": ("protein_binding", "dimensionless"),
    "elimination half-life": ("half_life", "time"),
    "biological half-life": ("half_life", "time"),
    "half-life": ("half_life", "time"),
    "onset of action": ("onset", "time"),
    "duration of action": ("duration_of_action", "time"),
    "duration of effect": ("duration_of_action", "time"),
    "molar mass": ("molar_mass", "molar_mass"),
    "molecular weight": ("molar_mass", "molar_mass"),
}
_VALUE = re.compile(r"[^,;\n(]+(?:\([^()]*\))?")
_SUBJECT = re.compile(r"metabolite|carboxylate|parent|prodrug|active|enantiomer", re.IGNORECASE)
_ROUTES = {"by mouth": "oral", "oral": "oral", "iv": "intravenous", "intravenous": "intravenous", "im": "intramuscular"}


def read_kinetics(statement: Statement, label: str) -> tuple[list[PKParameter], list[UnparsedStatement]]:
    """Values of a cell whose row is labelled `label`; a cell without a number is kept as text."""
    passage, start, end = statement.passage, statement.start, statement.end
    known = _KINDS.get(" ".join(label.lower().split()))
    if known is None:
        return [], []
    kind, dimension = known
    text = passage.text
    facts: list[PKParameter] = []
    unread: list[UnparsedStatement] = []
    for match in _VALUE.finditer(text, start, end):
        low, high = match.span()
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        words = text[low:high]
        if words.lower().strip(". ") in ("n/a", "na", "none", "unknown", "?", "-", "–", ""):
            continue
        tokens = tokenize(text, low, high)
        amount = read_amount(tokens, 0)
        if amount is None:
            if not re.search(r"\d", words):
                facts.append(_fact(passage, kind, low, high, None, None, None))
            else:
                unread.append(
                    passage.unparsed(low, high, "pharmacokinetics", "unknown_pattern", rule="kinetics.refused")
                )
            continue
        if (
            amount.unit is None
            or UCUM[amount.unit] != dimension
            or (dimension == "dimensionless" and amount.unit != "%")
        ):
            unread.append(passage.unparsed(low, high, "pharmacokinetics", "unknown_unit", rule="kinetics.refused"))
            continue
        rest = text[tokens[amount.next - 1].end : high].strip(" ().")
        if re.search(r"\d", rest):
            unread.append(passage.unparsed(low, high, "pharmacokinetics", "orphan_number", rule="kinetics.refused"))
            continue
        route = _ROUTES.get(rest.lower())
        subject = rest if rest and _SUBJECT.search(rest) else None
        quantity = quantity_of(text, tokens, amount, qualifier=rest or None)
        facts.append(_fact(passage, kind, low, high, quantity, subject, route))
    return facts, unread


def _fact(
    passage: Passage, kind: str, low: int, high: int, quantity: object, subject: str | None, route: str | None
) -> PKParameter:
    return PKParameter.model_validate(
        {
            "evidence": (passage.evidence(low, high, f"kinetics.{kind}"),),
            "reference_ids": passage.references_in(low, high),
            "kind": kind,
            "quantity": quantity,
            "text": passage.text[low:high],
            "subject": subject,
            "route": route,
        }
    )
