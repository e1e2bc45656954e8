"""Legal status in infobox rows: one statement a jurisdiction, with its code where it is one of the closed set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from ...model.kinds.drug import LegalStatus
from ...model.quality import UnparsedStatement
from ...text import fold
from .rows import Row, without_remarks

__all__ = ["read_legal_status"]

Place = Literal["AU", "BR", "CA", "DE", "NZ", "UK", "US", "EU", "UN", "general"]

_FORMS: dict[Place, str] = {
    "AU": "au|australia",
    "BR": "br|brazil",
    "CA": "ca|canada",
    "DE": "de|germany",
    "NZ": "nz|new zealand",
    "UK": "uk|united kingdom|gb|great britain",
    "US": "us|usa|u.s.|united states",
    "EU": "eu|european union|europe",
    "UN": "un|united nations",
    "general": "in general|general|rest of world",
}
_PLACES: dict[str, Place] = {form: place for place, forms in _FORMS.items() for form in forms.split("|")}
_PLACE = re.compile(
    r"(?<![A-Za-z.])(?P<place>AU|BR|CA|DE|NZ|UK|GB|US|USA|U\.S\.|EU|UN|Australia|Brazil|Canada|Germany|New Zealand|"
    r"United Kingdom|Great Britain|United States|European Union|Europe|United Nations|In general|General)\s*:\s*",
)
_CLASS = re.compile(r"^Class\s+(?=[A-F]\d?\b)")
_LIKE_A_CODE = re.compile(
    r"^(?:Schedule|Class|Anlage|CD|[NP]|[A-Z]{1,4}(?:-[A-Z]{1,4})?)(?:\s+[IVX\dA-H]{1,4})?(?=$|\s*\()|^S\d"
)
"""A word of capitals, or a class with its number: what looks like a code and is none of the jurisdiction's."""
_PRESCRIPTION = re.compile(r"^(?:Rx|℞|R)[\s-]?only\b|^(?:℞|Rx)(?=\s|$|\()|^Prescription[ -]only\b", re.IGNORECASE)
_COUNTER = re.compile(r"^(?:OTC\b|Over[ -]the[ -]counter\b)", re.IGNORECASE)
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@lru_cache(maxsize=64)
def _codes(values: tuple[str, ...]) -> re.Pattern[str] | None:
    """The codes of a jurisdiction, the longest first; `Schedule I..VIII` stands for eight."""
    known: list[str] = []
    for value in values:
        first, dots, _ = value.partition(" I..VIII")
        known += [f"{first} {numeral}" for numeral in _NUMERALS] if dots else [value]
    if not known:
        return None
    forms = sorted((re.escape(code).replace(r"\ ", r"[\s-]?") for code in known), key=len, reverse=True)
    return re.compile(rf"^(?P<code>{'|'.join(forms)})(?=$|[\s,;/:(\[.])")


def read_legal_status(row: Row) -> Iterator[LegalStatus | UnparsedStatement]:
    """One status a jurisdiction that the row names (several codes of one: several statuses)."""
    own = _PLACES.get(fold(row.own_label).rstrip(": ")) if row.box is not None else None
    for line in row.lines():
        marks = list(_PLACE.finditer(row.text, line.start, line.end))
        if marks and row.text[line.start : marks[0].start()].strip(" ,;/|"):
            marks = []
        if not marks:
            if own is None and not (_PRESCRIPTION.match(line.text) or _COUNTER.match(line.text)):
                yield row.unparsed(line.start, line.end, "unknown_pattern", "legal status without jurisdiction")
            else:
                yield _status(row, own or "general", line.start, line.end, line.text)
            continue
        ends = [*(mark.start() for mark in marks[1:]), line.end]
        for mark, end in zip(marks, ends, strict=True):
            status = without_remarks(row.text[mark.end() : end]).strip(" ,;/|")
            if not status or status in ("?", "-", "–"):
                continue
            stop = end
            while stop > mark.end() and row.text[stop - 1] in " ,;/|":
                stop -= 1
            yield _status(row, _PLACES[mark["place"].casefold()], mark.start(), stop, status)


def _status(row: Row, place: Place, start: int, end: int, status: str) -> LegalStatus | UnparsedStatement:
    code = _code(row, place, status)
    if code is None and _LIKE_A_CODE.match(status):
        return row.unparsed(start, end, "unknown_pattern", f"legal status: no code of {place}")
    return LegalStatus(
        evidence=row.evidence(start, end, "infobox.legal_status"),
        reference_ids=row.references(start, end),
        jurisdiction=place,
        code=code,
        text=status,
    )


def _code(row: Row, place: Place, status: str) -> str | None:
    values = row.entry.values.get(place, ())
    status = _CLASS.sub("", status) if place == "BR" else status
    if (pattern := _codes(values)) and (match := pattern.match(status)):
        said = " ".join(match["code"].split())
        return next((value for value in values if value.casefold() == said.casefold()), said)
    if "Rx-only" in values or place == "general":
        if _PRESCRIPTION.match(status):
            return "Rx-only"
        if _COUNTER.match(status):
            return "OTC"
    return "OTC" if "OTC" in values and _COUNTER.match(status) else None
