from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.bundle import Bundle

from wikiclean.errors import UsageError
from wikiclean.store.base import Store
from wikiclean.store.export.steps import export_records

Resources = dict[str, list[dict[str, Any]]]


@pytest.fixture
def resources(filled: Store, tmp_path: Path) -> Resources:
    assert export_records(filled, "fhir", tmp_path / "bundle.json") == 1
    bundle = json.loads((tmp_path / "bundle.json").read_text("utf-8"))
    Bundle.model_validate(bundle)
    found: Resources = {}
    known = {entry["fullUrl"] for entry in bundle["entry"]}
    for entry in bundle["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    for kind in ("RegulatedAuthorization", "ClinicalUseDefinition"):
        assert all(subject["reference"] in known for resource in found[kind] for subject in resource["subject"])
    return found


def steps(resources: Resources) -> list[dict[str, Any]]:
    (knowledge,) = resources["MedicationKnowledge"]
    return [
        dosage
        for guideline in knowledge["indicationGuideline"]
        for dosing in guideline["dosingGuideline"]
        for step in dosing["dosage"]
        for dosage in step["dosage"]
    ]


def test_a_range_stays_a_range_and_a_total_a_day_is_a_rate(resources: Resources) -> None:
    usual, initial = steps(resources)
    assert [usual["doseAndRate"][0]["doseRange"][end]["value"] for end in ("low", "high")] == [10, 20]
    assert usual["timing"]["repeat"]["periodMax"] == 12
    ratio = initial["doseAndRate"][0]["rateRatio"]
    assert (ratio["numerator"]["value"], ratio["denominator"]["code"]) == (1800, "d")
    assert "timing" not in initial
    assert initial["maxDosePerPeriod"][0]["numerator"]["value"] == 4


def test_what_fhir_has_no_slot_for_is_said_in_words(resources: Resources) -> None:
    usual = steps(resources)[0]
    assert [said["text"] for said in usual["additionalInstruction"]] == [
        "at most 14 doses",
        "cycle: condition if tolerated",
    ]
    assert usual["text"].startswith("10 to 20 mg/kg by mouth")


def test_what_does_not_occur_or_is_not_approved_is_not_made_into_its_opposite(resources: Resources) -> None:
    uses = resources["ClinicalUseDefinition"]
    effects = [use["undesirableEffect"] for use in uses if use["type"] == "undesirable-effect"]
    assert [effect["symptomConditionEffect"]["concept"]["text"] for effect in effects] == ["rash"]
    indications = [use for use in uses if use["type"] == "indication"]
    assert [use["indication"]["diseaseSymptomProcedure"]["concept"]["text"] for use in indications] == ["hay fever"]
    assert indications[0]["category"] == [{"text": "off-label"}]


def test_an_approval_keeps_the_precision_of_its_date(resources: Resources) -> None:
    (approval,) = resources["RegulatedAuthorization"]
    assert (approval["statusDate"], approval["region"], approval["status"]) == (
        "2005-03",
        [{"text": "JP"}],
        {"text": "approved"},
    )


def test_each_strength_of_a_product_is_a_medication(resources: Resources) -> None:
    (ratio,), (amount,) = (medication["ingredient"] for medication in resources["Medication"])
    assert ratio["strengthRatio"]["denominator"] == {
        "value": 5,
        "unit": "mL",
        "system": "http://unitsofmeasure.org",
        "code": "mL",
    }
    assert amount["strengthQuantity"]["value"] == 5


def test_without_the_library_the_message_says_what_to_install(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fhir.resources", None)
    with pytest.raises(UsageError, match=r"wikiclean\[fhir\]"):
        export_records(filled, "fhir", tmp_path / "bundle.json")
