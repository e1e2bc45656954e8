"""Lists of a page as facts: each item of a list in a section whose field holds texts."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal

from ..model.document import Document
from ..model.evidence import Fact, TextFact
from .sections import Outline
from .structure import reference_ids

__all__ = ["read_lists"]

# Section kind -> field that takes the items of its lists; prose of these sections stays text.
_FIELDS: dict[Literal["drug", "condition"], dict[str, str]] = {
    "drug": {
        "contraindications": "contraindications",
        "interactions": "interactions",
        "warnings": "warnings",
        "boxed_warning": "warnings",
        "mechanism_of_action": "mechanism",
    },
    "condition": {
        "signs_and_symptoms": "symptoms",
        "complications": "complications",
        "classification": "types",
        "causes": "causes",
        "risk_factors": "risk_factors",
        "diagnosis": "diagnostic_methods",
        "differential_diagnosis": "differential_diagnosis",
        "prevention": "prevention",
        "treatment": "treatments",
    },
}


# An item that says that there is nothing to list, or that something is not so, is no fact of its field.
_DENIAL = re.compile(r"(?:none|no|not|never|nothing|nil|unknown|n/a|there (?:is|are) no)\b", re.IGNORECASE)


def read_lists(document: Document, outline: Outline, kind: Literal["drug", "condition"]) -> dict[str, list[Fact]]:
    """Facts by field of the record, the item's citation marks with each; items of nested lists are items too."""
    fields = _FIELDS[kind]
    found: dict[str, list[Fact]] = defaultdict(list)
    marks = [span for span in document.spans if span.kind == "reference"]
    for block in document.blocks:
        if block.kind != "item" or block.start == block.end or _DENIAL.match(document.text, block.start, block.end):
            continue
        for section in outline.infos[block.section].kinds:
            if field := fields.get(section):
                evidence = outline.evidence(document, block.start, block.end, f"{field}.item")
                cited = reference_ids(tuple(mark for mark in marks if block.start < mark.start <= block.end))
                found[field].append(TextFact(evidence=(evidence,), reference_ids=cited, text=evidence.exact))
    return found
