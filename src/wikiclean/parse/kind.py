"""Whether a page is a drug, a condition, or another article; in doubt, an article.

Told by the infobox, by headings that only such pages have, and by categories; never by words of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..model.document import Document, Infobox
from ..model.evidence import InfoboxEvidence, PageEvidence, TextEvidence
from ..sites.headings import section_kinds
from .infobox.labels import template_of
from .sections import Outline, SectionInfo

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
    """The kind of record, and what spoke for it; an article needs no evidence."""

    kind: RecordKind
    evidence: tuple[InfoboxEvidence | TextEvidence | PageEvidence, ...] = ()


def decide_kind(document: Document, outline: Outline) -> Decision:
    """Decide by points: an infobox (not a bar of codes) decides alone, else headings and categories together."""
    for index, box in enumerate(document.infoboxes):
        if box.kind != "classification" and (template := template_of(box)):
            return Decision(template, _of_box(box, index))
    if document.source.namespace != 0 or _CLASS_TITLE.search(document.title):
        return Decision("article")
    drug, condition = _Case("drug"), _Case("condition")
    for info in outline.infos:
        for case in (drug, condition):
            case.hear_heading(document, outline, info)
    for category in document.categories:
        if not _NO_DRUG_CATEGORY.search(category):
            for case in (drug, condition):
                case.hear_category(category)
    best, other = (drug, condition) if drug.points >= condition.points else (condition, drug)
    if best.points >= _ENOUGH and best.points > other.points:
        return Decision(best.kind, tuple(best.evidence))
    return Decision("article")


def _of_box(box: Infobox, index: int) -> tuple[InfoboxEvidence, ...]:
    """The first row that has a label: by its labels such a box is told."""
    for number, row in enumerate(box.rows):
        if row.text:
            rule = f"kind.infobox.{box.kind}"
            return (InfoboxEvidence(label=row.label, box=index, row=number, exact=row.text, rule=rule),)
    return ()


class _Case:
    """What speaks for one kind."""

    def __init__(self, kind: Literal["drug", "condition"]) -> None:
        self.kind: Literal["drug", "condition"] = kind
        self.points = 0
        self.evidence: list[TextEvidence | PageEvidence] = []
        self._heard: set[str] = set()

    def hear_heading(self, document: Document, outline: Outline, info: SectionInfo) -> None:
        """A heading speaks for the kind of page that alone has such a section; each kind of section once."""
        if info.rule in _UNTELLING or info.start == info.body_start:
            return
        known = section_kinds()
        for section in info.kinds:
            entry = known.get(section)
            if entry is None or entry.audience != self.kind or section in _COMMON or section in self._heard:
                continue
            self._heard.add(section)
            self.points += _ENOUGH if section in _TELLING and "{title}" in (info.rule or "") else 1
            self.evidence.append(outline.heading_evidence(document, info, f"kind.heading.{section}"))

    def hear_category(self, category: str) -> None:
        pattern = _DRUG_CATEGORY if self.kind == "drug" else _CONDITION_CATEGORY
        if pattern.search(category):
            self.points += 1
            self.evidence.append(PageEvidence(field="categories", exact=category, rule="kind.category"))
