"""What is read off an infobox: title, groups, rows, kind - whatever elements the box is made of."""

from __future__ import annotations

from ..model.document import InfoboxGroup, InfoboxRow, Span
from ..text import fold
from .dom import Element

__all__ = ["BoxBuilder", "infobox_row", "kind_of_box"]

_KINDS = (
    ("drug", ("drugbox", "infobox drug", "infobox-drug", "clinical data")),
    ("condition", ("infobox medical", "infobox disease", "infobox-medical", "medical condition")),
)
_DRUG_HEADINGS = frozenset(
    {"clinical data", "pharmacokinetic data", "pharmacokinetics", "chemical and physical data", "physiological data",
     "monoclonal antibody", "vaccine description", "gene therapy", "combination of", "therapeutic considerations",
     "chemical nomenclature", "class membership"}
)  # fmt: skip
"""Headings of groups that only boxes about drugs have."""
_GROUP_HEADINGS = _DRUG_HEADINGS | {"legal status", "legal", "identifiers", "names", "classification", "external links",
                                    "external resources", "pregnancy category"}  # fmt: skip
"""Headings that are no title, also where they come first."""
_DRUG_LABELS = frozenset(
    {"atc code", "atcvet code", "routes of administration", "routes of use", "trade names", "trade name", "drug class",
     "psychoactive class", "chemical class", "substitutive name", "systematic name", "main uses", "typical dose",
     "defined daily dose", "who aware", "pregnancy category", "pregnancy safety", "breastfeeding safety",
     "bioavailability", "protein binding", "elimination half-life", "biological half-life", "license data",
     "licence data", "ahfs/drugs.com", "drugs.com", "dependence liability", "addiction liability", "target disease",
     "vaccine type", "duration of action", "onset of action"}
)  # fmt: skip
_SUBSTANCE_LABELS = frozenset(
    {"cas number", "drugbank", "pubchem cid", "unii", "chembl", "kegg", "chebi", "chemspider", "iuphar/bps", "inn",
     "legal status", "excretion", "metabolism"}
)  # fmt: skip
"""Labels of drugs, and of chemical substances as well: with one of a drug's own they tell."""
_CONDITION_LABELS = frozenset(
    {"specialty", "symptoms", "usual onset", "diagnostic method", "differential diagnosis", "complications",
     "risk factors", "medication", "prognosis"}
)  # fmt: skip
_DISEASE_CODES = frozenset(
    {"icd-10", "icd10", "icd-9", "icd-9-cm", "icd-11", "icd-o", "diseasesdb", "emedicine", "snomed ct", "orphanet",
     "genereviews"}
)  # fmt: skip
_PROCEDURE_CODES = frozenset({"icd-10-pcs", "ops-301 code", "ops-301", "loinc"})
"""Codes of interventions, whose boxes have those of diseases too."""


class BoxBuilder:
    """Collects one infobox in page order."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.groups: list[tuple[str | None, list[InfoboxRow]]] = [(None, [])]

    def heading(self, text: str) -> None:
        """A heading: the box's title if it stands before all else and is none that a group has."""
        text = text.replace("\n", " ")
        if not text:
            return
        if self.is_empty and fold(text).rstrip(": ") not in _GROUP_HEADINGS:
            self.title = text
        else:
            self.groups.append((text, []))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read so far."""
        return self.title is None and len(self.groups) == 1 and not self.groups[0][1]

    @property
    def awaits_value(self) -> bool:
        """Whether a heading stands directly before."""
        heading, rows = self.groups[-1]
        return heading is not None and not rows

    def row(self, label: str, text: str, spans: tuple[Span, ...]) -> None:
        """A row, unless nothing is in it. Bold words before all else are the label, if there is no other."""
        if not label:
            label, text, spans = _label_on_top(text, spans)
        if label or text or spans:
            self.groups[-1][1].append(infobox_row(label.replace("\n", " "), text, spans))

    def more(self, text: str, spans: tuple[Span, ...]) -> None:
        """Further lines of the row before: its label spans several rows of the table."""
        rows = self.groups[-1][1]
        if not rows:
            self.row("", text, spans)
        elif text:
            last = rows[-1]
            start = len(last.text) + 1 if last.text else 0
            moved = (Span(s.kind, s.start + start, s.end + start, s.target) for s in spans)
            rows[-1] = infobox_row(last.label, f"{last.text}\n{text}" if last.text else text, (*last.spans, *moved))


def infobox_row(label: str, text: str, spans: tuple[Span, ...]) -> InfoboxRow:
    """A row with what follows from its text and spans: items, links, references."""
    lines = tuple(line for line in text.split("\n") if line)
    return InfoboxRow(
        label,
        text,
        spans,
        lines if len(lines) > 1 else (),
        tuple(dict.fromkeys(s.target for s in spans if s.kind == "link" and s.target)),
        tuple(dict.fromkeys(s.target for s in spans if s.kind == "reference" and s.target)),
    )


def _label_on_top(text: str, spans: tuple[Span, ...]) -> tuple[str, str, tuple[Span, ...]]:
    """A full-width cell that begins with bold words, on a line of their own or before a colon: they are its label."""
    bold = max((s.end for s in spans if s.kind == "strong" and s.start == 0), default=0)
    after = bold + 1
    if bold and text[bold:after] == ":":
        after += text[after : after + 1].isspace()
    elif bold and text[bold:after] != "\n" and not (text[bold - 1] == ":" and text[bold:after] == " "):
        bold = 0
    if not bold or after >= len(text):
        return "", text, spans
    moved = tuple(Span(s.kind, s.start - after, s.end - after, s.target) for s in spans if s.start >= after)
    return text[:bold], text[after:], moved


def kind_of_box(box: Element, groups: tuple[InfoboxGroup, ...]) -> str:
    """Kind from class names, else from labels: two of a kind's own decide, or a heading that only it has."""
    classes = (box.attr("class") or "").casefold()
    for kind, marks in _KINDS:
        if any(mark in classes for mark in marks):
            return kind
    labels = {fold(row.label).rstrip(": ") for group in groups for row in group.rows}
    headings = {fold(group.heading).rstrip(": ") for group in groups if group.heading}
    drug = len(labels & _DRUG_LABELS)
    if headings & _DRUG_HEADINGS or drug >= 2 or (drug and labels & _SUBSTANCE_LABELS):
        return "drug"
    if "legal status" in headings & labels:  # the drug box says it twice
        return "drug"
    condition, codes = len(labels & _CONDITION_LABELS), len(labels & _DISEASE_CODES)
    if condition >= 2 or (condition and codes) or (codes >= 2 and not labels & _PROCEDURE_CODES):
        return "condition"
    return "other"
