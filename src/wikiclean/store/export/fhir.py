"""`fhir`: a Bundle of FHIR R5 resources, each validated by `fhir.resources`.

A drug is a MedicationKnowledge, with a Medication for each product, a RegulatedAuthorization for each approval event
and a ClinicalUseDefinition for each indication, effect and warning, all pointing at it. What a resource cannot say
without losing something that matters is not made: an effect that does not occur, an indication that is not approved.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ...model.evidence import Fact
from ...model.identifier import Identifier
from ...model.kinds.drug import (
    AdverseEffect,
    ApprovalEvent,
    DosageInstruction,
    DrugMonograph,
    Indication,
    Product,
    Strength,
)
from ..files import replace_file
from ..records import StoredRecord
from .fhir_dosage import dosage_of, patient_characteristics, quantity_of, ratio_of
from .rights import rights_of
from .streams import stream_list

__all__ = ["render", "write"]

Resource = dict[str, Any]

_SYSTEMS = {
    "atc": "http://www.whocc.no/atc",
    "cas": "urn:oid:2.16.840.1.113883.6.61",
    "mesh": "http://id.nlm.nih.gov/mesh",
    "rxcui": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "snomedct": "http://snomed.info/sct",
    "unii": "http://fdasis.nlm.nih.gov",
}
"""Code systems that HL7 names: https://terminology.hl7.org; others are told by the record's own word."""
_ACTIONS = {"indication_added": "approved", "not_approved": "not approved"}


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the bundle; how many drugs. Raises UsageError without the extra `fhir`."""
    _resource_type("Bundle")
    count = 0

    def entries() -> Iterator[Resource]:
        nonlocal count
        for stored in records:
            if stored.kind == "drug" and isinstance(record := stored.record, DrugMonograph):
                count += 1
                for resource in render(record):
                    yield {"fullUrl": _urn(resource["id"]), "resource": resource}

    replace_file(target, stream_list({"resourceType": "Bundle", "type": "collection"}, "entry", entries()))
    return count


def render(record: DrugMonograph) -> list[Resource]:
    """The resources of a drug, the MedicationKnowledge first. Raises ValueError for one that FHIR does not allow."""
    builder = _Builder(record)
    return [_validated(resource) for resource in builder.resources()]


def _validated(resource: Resource) -> Resource:
    made = _resource_type(resource["resourceType"]).model_validate(resource)
    validated: Resource = json.loads(made.model_dump_json())
    return validated


def _resource_type(name: str) -> Any:  # noqa: ANN401 - the library's class
    try:
        from fhir.resources import get_fhir_model_class
    except ImportError as missing:
        raise UsageError("FHIR needs an extra: pip install 'wikiclean[fhir]'") from missing
    return get_fhir_model_class(name)


def _urn(identifier: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:wikiclean:{identifier}')}"


def _concept(text: str) -> Resource:
    return {"text": text}


def _reference(text: str) -> Resource:
    """A CodeableReference that is words."""
    return {"concept": _concept(text)}


class _Builder:
    """The resources of one record; ids are hashes of the record's id, so that they are the same in every export."""

    def __init__(self, record: DrugMonograph) -> None:
        self.record = record
        self.base = hashlib.sha256(record.record_id.encode()).hexdigest()[:32]
        rights = rights_of(record)
        tags = [
            {"system": f"urn:wikiclean:{name}", "code": str(value).replace(" ", "-"), "display": str(value)}
            for name in ("licence", "attribution", "schema_version", "record_id")
            if (value := rights[name])
        ]
        self.meta = {"tag": tags} | ({"source": rights["permalink"]} if rights["permalink"] else {})

    def resources(self) -> list[Resource]:
        """All of them."""
        record = self.record
        medications = [
            self._medication(f"{n}-{m}", product, strength)
            for n, product in enumerate(record.products, 1)
            for m, strength in enumerate(product.strengths or (None,), 1)
        ]
        uses = [
            *(
                self._indication(n, fact)
                for n, fact in enumerate(record.indications, 1)
                if fact.status != "not_approved"
            ),
            *(self._effect(n, fact) for n, fact in enumerate(record.adverse_effects, 1) if not fact.negated),
            *(self._warning(n, fact.text) for n, fact in enumerate(record.warnings, 1)),
            *(self._contraindication(n, fact.text) for n, fact in enumerate(record.contraindications, 1)),
        ]
        approvals = [self._authorization(n, event) for n, event in enumerate(record.approvals, 1)]
        return [self._knowledge(medications, uses), *medications, *approvals, *uses]

    def _new(self, kind: str, suffix: str, **parts: Any) -> Resource:  # noqa: ANN401 - JSON
        made = {"resourceType": kind, "id": f"{self.base}{suffix}", "meta": self.meta, **parts}
        return {key: value for key, value in made.items() if value not in (None, [], {})}

    @property
    def _subject(self) -> Resource:
        return {"reference": _urn(self.base), "display": self.record.page.title}

    def _knowledge(self, medications: list[Resource], uses: list[Resource]) -> Resource:
        record = self.record
        rights = rights_of(record)
        codings = [coding for fact in record.identifiers if (coding := _coding(fact)) is not None]
        classes = [
            {"type": _concept("drug class"), "classification": [_concept(fact.text)]} for fact in record.drug_classes
        ]
        routes = [_concept(text) for text in dict.fromkeys(fact.text for fact in record.routes)]
        return self._new(
            "MedicationKnowledge",
            "",
            status="active",
            identifier=[{"system": "urn:wikiclean:record", "value": record.record_id}],
            code={"coding": codings, "text": record.page.title} if codings else _concept(record.page.title),
            author={"display": rights["attribution"]} if rights["attribution"] else None,
            name=list(dict.fromkeys(name.value for name in record.names if name.kind != "pronunciation")),
            associatedMedication=[{"reference": _urn(medication["id"])} for medication in medications],
            indicationGuideline=list(_guidelines(record.dosage)),
            medicineClassification=classes,
            clinicalUseIssue=[{"reference": _urn(use["id"])} for use in uses],
            definitional={"intendedRoute": routes} if routes else None,
        )

    def _medication(self, number: str, product: Product, strength: Strength | None) -> Resource:
        """One presentation: strengths that a page lists are alternatives, each a medication of its own."""
        ingredient: Resource = {"item": _reference(self.record.page.title), "isActive": True}
        if strength is not None and strength.ratio is not None and (ratio := ratio_of(strength.ratio)):
            ingredient["strengthRatio"] = ratio
        elif strength is not None and strength.quantity is not None and (quantity := quantity_of(strength.quantity)):
            ingredient["strengthQuantity"] = quantity
        partners = [{"item": _reference(name), "isActive": True} for name in product.combined_with]
        names = ", ".join((self.record.page.title, *product.brand_names))
        form = " ".join(filter(None, (product.dose_form, f"({product.container})" if product.container else None)))
        return self._new(
            "Medication",
            f"-product-{number}",
            code=_concept(names),
            doseForm=_concept(form) if form else None,
            ingredient=[ingredient, *partners],
        )

    def _authorization(self, number: int, event: ApprovalEvent) -> Resource:
        subject = {"display": event.subject} if event.subject else self._subject
        return self._new(
            "RegulatedAuthorization",
            f"-approval-{number}",
            subject=[subject],
            description=_quotes(event),
            region=[_concept(event.region)] if event.region else None,
            status=_concept(_ACTIONS.get(event.action, event.action)),
            statusDate=event.date,
            indication=[_reference(text) for text in event.indications],
            regulator={"display": event.regulator} if event.regulator else None,
        )

    def _use(self, number: int, kind: str, **parts: Any) -> Resource:  # noqa: ANN401 - JSON
        return self._new("ClinicalUseDefinition", f"-{kind}-{number}", type=kind, subject=[self._subject], **parts)

    def _indication(self, number: int, fact: Indication) -> Resource:
        stated = fact.status != "unspecified"
        category = [_concept(fact.status.replace("_", "-"))] if stated else None
        return self._use(
            number, "indication", category=category, indication={"diseaseSymptomProcedure": _reference(fact.text)}
        )

    def _effect(self, number: int, fact: AdverseEffect) -> Resource:
        said = f"{fact.term} ({fact.condition})" if fact.condition else fact.term
        effect: Resource = {"symptomConditionEffect": _reference(said)}
        figures = [f"{figure.value.as_written} ({figure.arm})" for figure in fact.incidence]
        if often := "; ".join(filter(None, (fact.frequency_as_written, *figures))):
            effect["frequencyOfOccurrence"] = _concept(often)
        if fact.severity:
            effect["classification"] = _concept(fact.severity.replace("_", " "))
        return self._use(number, "undesirable-effect", undesirableEffect=effect)

    def _warning(self, number: int, text: str) -> Resource:
        return self._use(number, "warning", warning={"description": text})

    def _contraindication(self, number: int, text: str) -> Resource:
        return self._use(number, "contraindication", contraindication={"diseaseSymptomProcedure": _reference(text)})


def _coding(fact: Identifier) -> Resource | None:
    system = _SYSTEMS.get(fact.system)
    return {"system": system, "code": fact.value} if system and fact.primary else None


def _quotes(fact: Fact) -> str:
    return " … ".join(piece.exact for piece in fact.evidence)


def _guidelines(steps: tuple[DosageInstruction, ...]) -> Iterator[Resource]:
    """A guideline for each indication, in it one for each regimen, its steps in order."""
    for indication, of_indication in groupby(steps, key=lambda step: step.indication):
        dosing = []
        for _, of_regimen in groupby(of_indication, key=lambda step: (step.regimen, step.population)):
            regimen = list(of_regimen)
            guideline: Resource = {
                "dosage": [{"type": _concept(step.phase), "dosage": [dosage_of(step)]} for step in regimen]
            }
            if characteristics := patient_characteristics(regimen[0]):
                guideline["patientCharacteristic"] = characteristics
            dosing.append(guideline)
        yield {"dosingGuideline": dosing} | ({"indication": [_reference(indication)]} if indication else {})
