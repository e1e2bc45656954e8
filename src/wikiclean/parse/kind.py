"""Whether a page is a drug, a condition, or another article; in doubt, an article.

Told by the infobox, by headings that only such pages have, and by categories; never by words of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..model.document import Document
from ..sites.headings import section_kinds
from .sections import Outline
from .structure import template_of

__all__ = ["Decision", "RecordKind", "decide_kind"]

RecordKind = Literal["drug", "condition", "article"]

_ENOUGH = 2
"""Points that make a page a drug or a condition."""

_DRUG_CATEGORY = re.compile(
    r"\b(?:drugs|medications|medicines|antibiotics|vaccines|arzneistoff|médicament|fármacos)\b", re.I
)
_CONDITION_CATEGORY = re.compile(
    r"\b(?:diseases|disorders|syndromes|conditions|cancers|infections|krankheit|maladie|enfermedades)\b", re.IGNORECASE
)
_NO_DRUG_CATEGORY = re.compile(r"\b(?:people|companies|organizations|lists?|templates|films|books)\b", re.IGNORECASE)
_CLASS_TITLE = re.compile(
    r"(?:\binhibitors?|\bagonists?|\bantagonists?|\bblockers?|\bdrugs|\bagents|s \(drug class\))$", re.I
)

# Kinds of section that pages about other things have as well.
_COMMON = frozenset({"chemistry", "identifiers", "ingredients", "manufacturer", "storage", "research", "pharmacology",
                     "abuse_dependence", "drug_class", "trade_names", "classification", "prevention", "causes",
                     "mechanism", "special_populations", "dose_forms", "complications", "epidemiology"})  # fmt: skip


# Headings that pages about plants, foods and materials have as well, though the taxonomy knows them.
_COMMON_HEADINGS = frozenset(
    f"{form}:{alias}"
    for form in ("en", "wikimd")
    for alias in ("uses", "use", "usage", "toxicity", "indications", "safety", "precautions", "forms", "preparations")
)

# Kinds that decide alone where the heading names the page's subject: "Dosage and administration for X".
_TELLING = frozenset({"dosage_and_administration", "regulatory_approval", "hepatotoxicity"})


_UNTELLING = _COMMON_HEADINGS | {"parent"}


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind of record, and what spoke for it."""

    kind: RecordKind
    reasons: tuple[str, ...] = ()


def decide_kind(document: Document, outline: Outline) -> Decision:
    """Decide by points: an infobox decides alone, else headings and categories together."""
    for box in document.infoboxes:
        if template := template_of(box):
            return Decision(template, (f"infobox:{box.kind}",))
    if document.source.namespace != 0 or _CLASS_TITLE.search(document.title):
        return Decision("article")
    reasons: dict[RecordKind, list[str]] = {"drug": [], "condition": []}
    points: dict[RecordKind, int] = {"drug": 0, "condition": 0}
    known = section_kinds()
    for info in outline.infos:
        for kind in info.kinds:
            entry = known.get(kind)
            if entry is None or kind in _COMMON or entry.audience == "both" or info.rule in _UNTELLING:
                continue
            audience: RecordKind = "drug" if entry.audience == "drug" else "condition"
            if f"heading:{kind}" not in reasons[audience]:
                reasons[audience].append(f"heading:{kind}")
                points[audience] += _ENOUGH if kind in _TELLING and "{title}" in (info.rule or "") else 1
    for category in document.categories:
        if _NO_DRUG_CATEGORY.search(category):
            continue
        for audience, pattern in (("drug", _DRUG_CATEGORY), ("condition", _CONDITION_CATEGORY)):
            if pattern.search(category):
                reasons[audience].append(f"category:{category}")
                points[audience] += 1
    best: RecordKind = max(points, key=lambda kind: points[kind])
    other: RecordKind = "condition" if best == "drug" else "drug"
    if points[best] >= _ENOUGH and points[best] > points[other]:
        return Decision(best, tuple(reasons[best]))
    return Decision("article")
