"""Rows that are no identifiers: names, routes, classes, legal status, pregnancy, chemistry, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from ...model.evidence import TextFact
from ...model.kinds.drug import LegalStatus, PregnancyCategory
from ...model.name import Name
from .rows import NO_VALUE, Row, split_values, without_remarks

__all__ = ["read_formula", "read_legal_status", "read_names", "read_pregnancy", "read_texts"]

_TAIL = re.compile(r"^(?:(?:and|among)\s+)?(?:many\s+|several\s+)?others$|^many(?: others)?$|^etc\.?$", re.IGNORECASE)
_JURISDICTION = re.compile(r"^(?P<place>AU|BR|CA|DE|NZ|UK|US|EU|UN|In general)\s*:\s*(?P<status>.+)$", re.DOTALL)
_CODE = re.compile(
    r"^(?:(?P<rx>(?:Rx|℞)[- ]?only|(?:Rx|℞))|(?P<code>S[2-9]|OTC|POM|GSL|P|CD[A-Za-z ()]*|Schedule (?:I{1,3}|IV|V|VI{1,3})|"
    r"Class [ABC]|[ABC][1-5]|D[12]|Unscheduled|Anlage I{1,3}|N I{1,3}V?|P I{1,3}V?|WARNING))(?=$|\s|\()"
)
_PREGNANCY = re.compile(r"^(?P<place>AU|US)\s*:\s*(?P<category>[ABCDNX][123]?)(?=$|\s|\()(?P<rest>.*)$", re.DOTALL)
Place = Literal["AU", "BR", "CA", "DE", "NZ", "UK", "US", "EU", "UN", "general"]


def read_names(row: Row, kind: str) -> Iterator[Name]:
    """Names of a row, each by itself; "others" at the end is no name."""
    if kind in ("iupac", "pronunciation"):
        if row.text.casefold() not in NO_VALUE:
            yield _name(row, row.text.replace("\n", " "), row.row.text, kind)
        return
    for line in row.lines():
        for value in split_values(line):
            if not _TAIL.match(value.text):
                text = value.text if value.qualifier is None else without_remarks(value.exact)
                yield _name(row, text, value.exact, kind)


def _name(row: Row, value: str, exact: str, kind: str) -> Name:
    return Name.model_validate(
        {
            "evidence": row.evidence(exact, f"infobox.name.{kind}"),
            "reference_ids": row.row.references,
            "value": value,
            "kind": kind,
        }
    )


def read_texts(row: Row, rule: str, *, split: bool) -> Iterator[TextFact]:
    """The row's values as text: whole lines, or parted at commas outside brackets."""
    for line in row.lines():
        values = [value.exact for value in split_values(line)] if split else [line]
        for exact in values:
            text = without_remarks(exact)
            if text:
                yield TextFact(evidence=row.evidence(exact, rule), reference_ids=row.row.references, text=text)


def read_formula(row: Row) -> TextFact | None:
    """The molecular formula with ASCII digits, without spaces."""
    text = without_remarks(row.row.text)
    if text.casefold() in NO_VALUE or "\n" in text:
        return None
    subscripts = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
    return TextFact(
        evidence=row.evidence(row.row.text, "infobox.formula"),
        reference_ids=row.row.references,
        text="".join(text.translate(subscripts).split()),
    )


def read_legal_status(row: Row) -> Iterator[LegalStatus]:
    """One status a jurisdiction; the code only where it is one of the jurisdiction's own."""
    for line in row.lines():
        match = _JURISDICTION.match(line)
        if match is None:
            continue
        status = without_remarks(match["status"])
        place = cast("Place", "general" if match["place"] == "In general" else match["place"])
        code = _CODE.match(status)
        yield LegalStatus(
            evidence=row.evidence(line, "infobox.legal_status"),
            reference_ids=row.row.references,
            jurisdiction=place,
            code=("Rx-only" if code["rx"] else code["code"].strip()) if code else None,
            text=status,
        )


def read_pregnancy(row: Row) -> Iterator[PregnancyCategory]:
    """Categories of the Australian and the former US system, where the row names the system."""
    for line in row.lines():
        match = _PREGNANCY.match(line)
        if match is None:
            continue
        known = {"AU": ("AU_TGA", "A B1 B2 B3 C D X"), "US": ("US_FDA_legacy", "A B C D X N")}[match["place"]]
        if match["category"] not in known[1].split():
            continue
        comment = without_remarks(match["rest"]).strip("() ")
        yield PregnancyCategory.model_validate(
            {
                "evidence": row.evidence(line, "infobox.pregnancy"),
                "reference_ids": row.row.references,
                "system": known[0],
                "category": match["category"],
                "comment": comment or None,
            }
        )
