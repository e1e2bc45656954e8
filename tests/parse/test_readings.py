"""Readings made by hand against what is read from the recorded pages: nothing missing, nothing more, nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fixture_wiki import WIKI, readings, replay
from wikiclean.clean.steps import clean_page
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.parse.steps import parse_document
from wikiclean.sites.registry import load_profile

ALL = readings()
NOT_COMPARED = {
    "evidence",
    "regimen",
    "reference_ids",
    "exact",
    "frequency_as_written",
    "route_as_written",
    "date_as_written",
}
JUDGED = ("dosage", "approvals", "products", "adverse_effects", "hepatotoxicity")
DEFAULTS: dict[str, Any] = {"sequence": 1, "regimen": "1", "phase": "usual", "frequency_wording": "not stated", "arm": "drug",
                            "amount_stated": True, "kind": "text"}  # fmt: skip


def essence(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: essence(item) for name, item in value.items() if name not in NOT_COMPARED}
        return {
            name: item
            for name, item in kept.items()
            if item not in (None, [], {}, "", False) and DEFAULTS.get(name) != item and name != "amount_stated"
        }
    if isinstance(value, list):
        return [essence(item) for item in value]
    return value


def as_lines(facts: list[Any]) -> list[str]:
    return sorted(json.dumps(essence(fact), sort_keys=True) for fact in facts)


@pytest.fixture(scope="module")
def records() -> dict[str, DrugMonograph]:
    made = {}
    with replay() as session:
        for reading in ALL:
            page = fetch_page(reading["title"], site=WIKI, session=session)
            record = parse_document(clean_page(page, profile=load_profile("wikimd")).document)
            assert isinstance(record, DrugMonograph)
            made[reading["title"]] = record
    return made


def test_there_are_readings_of_eleven_pages() -> None:
    assert len(ALL) >= 11


@pytest.mark.parametrize("reading", ALL, ids=lambda reading: reading["title"])
@pytest.mark.parametrize("field", JUDGED)
def test_facts_are_those_of_the_reading(records: dict[str, DrugMonograph], reading: dict[str, Any], field: str) -> None:
    gold = reading["facts"].get(field, [])
    facts = json.loads(records[reading["title"]].model_dump_json())[field]
    assert as_lines(facts) == as_lines(gold)
    for entry in gold:
        wanted = essence(entry)
        assert any(
            entry["exact"] in piece["exact"] for fact in facts if essence(fact) == wanted for piece in fact["evidence"]
        ), f"no evidence holds {entry['exact']!r}"


@pytest.mark.parametrize("reading", [r for r in ALL if r["refuse"]], ids=lambda reading: reading["title"])
def test_what_should_be_refused_is_no_fact(records: dict[str, DrugMonograph], reading: dict[str, Any]) -> None:
    record = records[reading["title"]]
    for sentence in reading["refuse"]:
        held = [where for where, piece in record.evidence() if sentence in piece.exact and "unparsed" not in where]
        assert not held


def test_no_record_holds_a_dose_of_the_advertisement(records: dict[str, DrugMonograph]) -> None:
    for record in records.values():
        assert "emaglutide" not in record.text
        assert all("2.4 mg" not in piece.exact for _, piece in record.evidence())
