from __future__ import annotations

from typing import Any

import pytest

from wikiclean.model.evidence import InfoboxEvidence, PageEvidence, TableEvidence, TextEvidence
from wikiclean.model.kinds.drug import AdverseEffect, DosageInstruction, PKParameter, Product
from wikiclean.model.render.records.describe import describe, describe_evidence, spell

HERE: list[dict[str, Any]] = [{"kind": "page", "field": "title", "exact": "x"}]


def quantity(as_written: str, unit: str, **given: Any) -> dict[str, Any]:
    return {"unit": unit, "as_written": as_written, **given}


def test_a_dose_is_told_with_everything_that_was_read() -> None:
    fact = DosageInstruction.model_validate(
        {
            "evidence": HERE,
            "dose": quantity("600,000 IU/kg", "[iU]/kg", value=600000),
            "dose_basis": "per_administration",
            "route": "intravenous",
            "timing": {"frequency": 1, "period": 8, "period_unit": "h", "count_max": 14},
            "cycle": {"rest": quantity("9 day", "d", value=9), "condition": "if tolerated"},
        }
    )
    assert describe(fact) == (
        "600000 [iU]/kg (“600,000 IU/kg”); dose basis per administration; route intravenous; "
        "timing 1 per 8 h, at most 14 doses; cycle (rest 9 d (“9 day”); condition if tolerated)"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (quantity("11 ± 4 days", "d", value=11, plus_minus=4), "11 ± 4 d (“11 ± 4 days”)"),
        (quantity("1–3 hours", "h", low=1, high=3), "1 to 3 h (“1–3 hours”)"),
        (quantity("up to 3 hours", "h", high=3), "up to 3 h (“up to 3 hours”)"),
        (quantity("about 2 h", "h", value=2, comparator="~"), "~2 h (“about 2 h”)"),
    ],
)
def test_a_quantity_is_told_as_read_and_as_written(given: dict[str, Any], said: str) -> None:
    fact = PKParameter.model_validate({"evidence": HERE, "kind": "half_life", "quantity": given, "text": "t"})
    assert describe(fact) == f"t; kind half life; quantity {said}"


def test_what_says_nothing_new_is_left_out() -> None:
    fact = AdverseEffect.model_validate(
        {"evidence": HERE, "term": "fever", "frequency_wording": "common", "frequency_as_written": "Common"}
    )
    assert describe(fact) == "fever; frequency wording common"
    fact = AdverseEffect.model_validate(
        {"evidence": HERE, "term": "fever", "frequency_wording": "frequent", "frequency_as_written": "regularly"}
    )
    assert "frequency as written regularly" in describe(fact)


def test_lists_and_flags_are_told() -> None:
    strength = {
        "ratio": {"numerator": quantity("100 mg", "mg", value=100), "denominator": quantity("5 mL", "mL", value=5)}
    }
    fact = Product.model_validate(
        {"evidence": HERE, "strengths": [strength], "brand_names": ["A", "B"], "generic_available": False}
    )
    assert describe(fact) == ("strengths 100 mg (“100 mg”) in 5 mL (“5 mL”); brand names A, B; generic available no")


def test_evidence_says_its_words_its_place_and_its_rule() -> None:
    assert describe_evidence(TextEvidence(section_id="s", start=3, end=6, exact="abc", rule="r")) == (
        "“abc” [3-6 in s, by r]"
    )
    assert describe_evidence(InfoboxEvidence(label="CAS", row=2, exact="x")) == "“x” [infobox row 2 'CAS']"
    assert describe_evidence(TableEvidence(table_id="t1", row=0, col=1, exact="x")) == "“x” [table t1 row 0 column 1]"
    assert describe_evidence(PageEvidence(field="title", exact="x")) == "“x” [page title]"


def test_names_of_fields_are_spelled_for_people() -> None:
    assert (spell("adverse_effects"), spell("chemistry.formula")) == ("Adverse effects", "Chemistry: formula")
