"""Single statements: what is read whole, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wikiclean.parse.facts import read_facts


def read(text: str, **settings: str) -> tuple[list[dict[str, Any]], list[str]]:
    facts = read_facts(text, section=settings.get("section", "dosage_and_administration"), title="Testol")
    found = [
        json.loads(fact.model_dump_json(exclude_defaults=True, exclude={"evidence"}))
        for fact in facts.facts.get("dosage", ())
    ]
    return found, [statement.reason for statement in facts.unparsed]


@pytest.mark.parametrize(
    ("text", "dose", "basis", "timing"),
    [
        ("The dose is 2400 mg daily.", (2400, "mg"), "per_day", None),
        ("The dose is 20 mg once daily.", (20, "mg"), "per_administration", (1, 1, "d")),
        ("It is given at 5 mcg/kg every 12 hours.", (5, "ug/kg"), "per_administration", (1, 12, "h")),
        ("Testol is taken as 10 mg every other day.", (10, "mg"), "per_administration", (1, 2, "d")),
        ("Patients receive 2 million IU twice weekly.", (2000000, "[iU]"), "per_administration", (2, 1, "wk")),
        ("Adults take 500 mg q.i.d.", (500, "mg"), "per_administration", (4, 1, "d")),
        ("The usual dose is 1.5 g per day in divided doses.", (1.5, "g"), "per_day", None),
    ],
)
def test_doses(text: str, dose: tuple[float, str], basis: str, timing: tuple[int, int, str] | None) -> None:
    (found,), refused = read(text)
    assert (found["dose"]["value"], found["dose"]["unit"]) == dose
    assert found["dose_basis"] == basis
    said = found.get("timing")
    assert (said and (said["frequency"], said["period"], said["period_unit"])) == timing
    assert not refused


@pytest.mark.parametrize(
    "text",
    [
        "The dose may be raised by 5 mg every week.",
        "The dose is 5 mg, or 10 mg in the others, three capsules.",
        "Take 5 widgets of 20 mg daily.",
        "The dose of 20 mg daily was doubled in 12 of 40.",
    ],
)
def test_what_is_not_read_whole_is_kept_unread(text: str) -> None:
    found, refused = read(text)
    assert not found
    assert refused


@pytest.mark.parametrize(
    "text",
    [
        "In a trial patients took 20 mg daily.",
        "Rats were given 20 mg/kg daily.",
        "It costs 5.55 USD per month.",
        "There were 3 million prescriptions.",
        "An overdose of 500 mg is lethal.",
        "Dosing depends on body surface and platelet counts.",
    ],
)
def test_what_is_no_dosage_gives_nothing(text: str) -> None:
    assert read(text) == ([], [])


@pytest.mark.parametrize("section", ["case_report", "overdose", "research", "veterinary", "abuse_dependence"])
def test_no_dosage_from_narratives_and_misuse(section: str) -> None:
    assert read("The dose is 20 mg once daily.", section=section) == ([], [])


@pytest.mark.parametrize("text", ["Common: 50 - 100 mg", "Threshold: 4 mg", "Heavy dose: 200 mg"])
def test_scales_of_misuse_are_refused(text: str) -> None:
    assert read(text) == ([], ["recreational"])


def test_a_long_text_without_an_end_is_read_in_time() -> None:
    text = "the dose is 5 mg and " * 4000
    assert read(text)[0] == []
