"""`schema-org`: drugs and conditions as JSON-LD, in schema.org's Drug and MedicalCondition.

Only properties whose domain is the type are used (https://schema.org/Drug, https://schema.org/MedicalCondition);
what schema.org has no property for, such as adverse effects of a drug, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...model.evidence import TextFact
from ...model.kinds.condition import ConditionMonograph
from ...model.kinds.drug import DosageInstruction, DrugMonograph, Product
from ...model.monograph import Monograph
from ...model.quantity import Quantity
from ..files import replace_file
from ..records import StoredRecord
from .rights import rights_of
from .streams import stream_list

__all__ = ["render", "write"]

Node = dict[str, Any]

_CONDITION_LISTS = {
    "symptoms": ("signOrSymptom", "MedicalSymptom"),
    "causes": ("cause", "MedicalCause"),
    "risk_factors": ("riskFactor", "MedicalRiskFactor"),
    "diagnostic_methods": ("typicalTest", "MedicalTest"),
    "prevention": ("primaryPrevention", "MedicalTherapy"),
    "treatments": ("possibleTreatment", "MedicalTherapy"),
    "medications": ("drug", "Drug"),
}
_CONDITION_TEXTS = {
    "complications": "possibleComplication",
    "prognosis": "expectedPrognosis",
    "frequency": "epidemiology",
}
_SECTION_TEXTS = {
    "pharmacology": "clinicalPharmacology",
    "mechanism_of_action": "mechanismOfAction",
    "overdose": "overdosage",
    "pregnancy_and_lactation": "pregnancyWarning",
}
_NAMED_BY = frozenset({"inn", "usan", "ban", "jan", "aan"})


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the file; how many drugs and conditions."""
    count = 0

    def graph() -> Iterator[Node]:
        nonlocal count
        for stored in records:
            if stored.kind != "article":
                count += 1
                yield render(stored.record)

    replace_file(target, stream_list({"@context": "https://schema.org"}, "@graph", graph()))
    return count


def render(record: Monograph) -> Node:
    """The node of a drug or a condition; empty properties are left out."""
    rights = rights_of(record)
    node: Node = {
        "@id": f"urn:wikiclean:{record.record_id}",
        "name": record.page.title,
        "alternateName": _values(name.value for name in record.names if name.kind in ("synonym", "abbreviation")),
        "code": [
            {"@type": "MedicalCode", "codeValue": identifier.value, "codingSystem": identifier.system}
            for identifier in record.identifiers
        ],
        "subjectOf": _present({
            "@type": "WebPage",
            "url": rights["permalink"],
            "license": str(licence.url) if (licence := record.source.licence) and licence.url else rights["licence"],
            "creditText": rights["attribution"],
            "version": rights["schema_version"],
        }),
    }  # fmt: skip
    if isinstance(record, DrugMonograph):
        node |= _drug(record)
    elif isinstance(record, ConditionMonograph):
        node |= _condition(record)
    return _present(node)


def _drug(record: DrugMonograph) -> Node:
    node: Node = {
        "@type": "Drug",
        "description": record.description.text if record.description else None,
        "nonProprietaryName": _values(name.value for name in record.names if name.kind in _NAMED_BY),
        "proprietaryName": _values(name.value for name in record.names if name.kind == "brand"),
        "administrationRoute": _texts(record.routes),
        "drugClass": [{"@type": "DrugClass", "name": text} for text in _texts(record.drug_classes)],
        "dosageForm": _values(product.dose_form for product in record.products if product.dose_form),
        "availableStrength": [strength for product in record.products for strength in _strengths(product)],
        "doseSchedule": [schedule for step in record.dosage if (schedule := _schedule(step))],
        "interactingDrug": [{"@type": "Drug", "name": text} for text in _texts(record.interactions)],
        "warning": _texts(record.warnings),
        "legalStatus": _values(status.text for status in record.legal_status),
        "rxcui": next((i.value for i in record.identifiers if i.system == "rxcui"), None),
        "isAvailableGenerically": True if any(product.generic_available for product in record.products) else None,
    }
    for section in record.sections:
        if (name := _SECTION_TEXTS.get(section.kind)) and (text := record.text[section.body_start : section.end]):
            node.setdefault(name, text.strip())
    return node


def _strengths(product: Product) -> Iterator[Node]:
    """Amounts only: schema.org has no property for a concentration written as a ratio."""
    for strength in product.strengths:
        if (quantity := strength.quantity) is not None and quantity.value is not None:
            yield {
                "@type": "DrugStrength",
                "strengthValue": _number(quantity),
                "strengthUnit": quantity.unit,
                "description": f"{quantity.as_written} {product.dose_form or ''}".strip(),
            }


def _schedule(step: DosageInstruction) -> Node | None:
    """A schedule with a single dose; a range has no place in `doseValue`, and is never made one."""
    if step.dose is None or step.dose.value is None or step.dose.comparator is not None:
        return None
    return _present({
        "@type": "DoseSchedule",
        "doseValue": _number(step.dose),
        "doseUnit": step.dose.unit,
        "frequency": _frequency(step),
        "description": " … ".join(piece.exact for piece in step.evidence),
        "targetPopulation": step.population.text if step.population else None,
    })  # fmt: skip


def _frequency(step: DosageInstruction) -> str | None:
    """How often, in words made from the timing; "per day" for what is the amount of a day."""
    if step.dose_basis == "per_day":
        return "per day"
    timing = step.timing
    if timing is None or timing.frequency is None:
        return None
    often = f"{timing.frequency}" + (f" to {timing.frequency_max}" if timing.frequency_max else "")
    period = f"{timing.period}" + (f" to {timing.period_max}" if timing.period_max else "")
    return f"{often} per {period} {timing.period_unit}"


def _condition(record: ConditionMonograph) -> Node:
    node: Node = {
        "@type": "MedicalCondition",
        "description": record.description.text if record.description else None,
        "relevantSpecialty": _texts(record.specialties),
        "differentialDiagnosis": [
            {"@type": "DDxElement", "diagnosis": {"@type": "MedicalCondition", "name": text}}
            for text in _texts(record.differential_diagnosis)
        ],
    }
    for field, (name, kind) in _CONDITION_LISTS.items():
        node[name] = [{"@type": kind, "name": text} for text in _texts(getattr(record, field))]
    for field, name in _CONDITION_TEXTS.items():
        node[name] = "; ".join(_texts(getattr(record, field)))
    return node


def _number(quantity: Quantity) -> int | float:
    value = quantity.value
    assert value is not None
    return int(value) if value == value.to_integral_value() else float(value)


def _texts(facts: Iterable[TextFact]) -> list[str]:
    return _values(fact.text for fact in facts)


def _values(values: Iterable[str]) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(values))


def _present(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
