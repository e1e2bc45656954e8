from __future__ import annotations

import json
from typing import Any

import pytest

from wikiclean.store.compare import compare_facts, compare_parts

Row = tuple[str, int, str]


def rows(field: str, *facts: dict[str, Any]) -> list[Row]:
    return [(field, index, json.dumps(fact)) for index, fact in enumerate(facts)]


def dose(value: int, route: str = "oral", start: int = 0, **more: Any) -> dict[str, Any]:
    exact = f"{value} mg {route}"
    evidence = [{"kind": "text", "start": start, "end": start + len(exact), "exact": exact}]
    amount = {"value": value, "unit": "mg", "as_written": f"{value} mg"}
    return {"dose": amount, "dose_basis": "per_administration", "route": route, "evidence": evidence, **more}


def cell(text: str, label: str) -> dict[str, Any]:
    return {"text": text, "evidence": [{"kind": "infobox", "label": label, "row": 1, "exact": text}]}


def essence(before: list[Row], after: list[Row]) -> list[tuple[str, str]]:
    return [(change.field, change.change) for change in compare_facts(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (rows("dosage", dose(5)), rows("dosage", dose(5, start=900)), []),
        (rows("dosage", dose(5, regimen="1")), rows("dosage", dose(5, regimen="2")), []),
        (rows("dosage", dose(5), dose(9)), rows("dosage", dose(9), dose(5)), []),
        (rows("dosage", dose(5)), rows("dosage", dose(50)), [("dosage", "changed")]),
        (rows("dosage", dose(5)), [], [("dosage", "removed")]),
        ([], rows("dosage", dose(5)), [("dosage", "added")]),
        (rows("dosage", dose(5), dose(5)), rows("dosage", dose(5)), [("dosage", "removed")]),
        (
            rows("adverse_effects", {"term": "Nausea", "frequency_class": "common", "negated": False}),
            rows("adverse_effects", {"term": "Rash", "frequency_class": "common", "negated": False}),
            [("adverse_effects", "removed"), ("adverse_effects", "added")],
        ),
        (
            rows("adverse_effects", {"term": "severe headache", "frequency_class": "common"}),
            rows("adverse_effects", {"term": "headache", "frequency_class": "common"}),
            [("adverse_effects", "changed")],
        ),
        (
            rows("chemistry.formula", cell("C2H6", "Formula")),
            rows("chemistry.formula", cell("C9H8O4", "Chemical formula")),
            [("chemistry.formula", "changed")],
        ),
        (
            rows("routes", cell("Oral", "Routes"), cell("IV", "Routes")),
            rows("routes", cell("Oral", "Routes"), cell("SC", "Routes")),
            [("routes", "changed")],
        ),
        (rows("a_field_of_old", {"text": "x"}), [], [("a_field_of_old", "removed")]),
    ],
)
def test_facts_are_compared_by_what_they_say(before: list[Row], after: list[Row], expected: list[Any]) -> None:
    assert essence(before, after) == expected


def test_both_sides_bring_their_evidence() -> None:
    (change,) = compare_facts(rows("dosage", dose(5)), rows("dosage", dose(50, start=7)))
    assert change.before is not None
    assert change.after is not None
    assert change.before["evidence"][0]["exact"] == "5 mg oral"
    assert change.after["evidence"][0]["start"] == 7
    assert change.to_dict()["change"] == "changed"


def test_each_fact_is_paired_with_the_one_most_like_it() -> None:
    before = rows("dosage", dose(5, "oral"), dose(10, "intravenous"))
    after = rows("dosage", dose(12, "intravenous"), dose(6, "oral"))
    pairs = [(c.before["route"], c.after["route"]) for c in compare_facts(before, after) if c.before and c.after]
    assert pairs == [("oral", "oral"), ("intravenous", "intravenous")]


def test_unread_statements_are_told_apart_by_their_words() -> None:
    def unread(words: str) -> dict[str, Any]:
        return {"topic": "dosage", "reason": "unknown_pattern", "evidence": [{"kind": "text", "exact": words}]}

    before, after = rows("unparsed", unread("One thing."), unread("Two.")), rows("unparsed", unread("Two."))
    assert essence(before, after) == [("unparsed", "removed")]


def test_a_list_without_end_is_not_paired() -> None:
    before = rows("adverse_effects", *({"term": f"effect {number}", "x": "y"} for number in range(200)))
    after = rows("adverse_effects", *({"term": f"effect {number}", "x": "z"} for number in range(200)))
    assert {change for _, change in essence(before, after)} == {"removed", "added"}


def test_other_parts_are_named_and_places_do_not_count() -> None:
    before = {
        "record_id": "w:1", "kind": "drug", "text": "a", "page": {"title": "A"}, "quality": {"facts": 1},
        "sections": [{"id": "lead", "start": 0, "end": 1}], "links": [{"target": "B", "start": 0}],
    }  # fmt: skip
    after = {**before, "text": "ab", "sections": [{"id": "lead", "start": 0, "end": 2}], "quality": {"facts": 2}}
    assert compare_parts(before, after) == ("text",)
    assert compare_parts(before, {**before, "page": {"title": "B"}}) == ("page",)
    assert compare_parts(before, {name: value for name, value in before.items() if name != "links"}) == ("links",)
