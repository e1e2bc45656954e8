"""A store with one drug that has every slot exporters must carry, a condition and an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wikiclean.model.kinds.condition import ConditionMonograph
from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.model.monograph import Article
from wikiclean.store.base import Store, open_store

TEXT = (
    "=Testol is given at 10 to 20 mg/kg by mouth every 8 to 12 hours for up to 14 doses, with rest if tolerated.\n\n"
    "Adults over 65 years start on 1800 mg daily, at most 4 g a day.\n\nApproved in Japan in March 2005.\n\n"
    "Rarely severe rash. It does not cause cough. Sold as 100 mg/5 mL syrup and 5 mg tablets (Test)."
)
RIGHTS = {"name": "Creative Commons", "spdx": "CC-BY-SA-4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/",
          "attribution": "Test contributors"}  # fmt: skip


def quote(exact: str) -> list[dict[str, Any]]:
    start = TEXT.index(exact)
    return [{"kind": "text", "start": start, "end": start + len(exact), "exact": exact, "rule": "test.rule"}]


def amount(words: str, unit: str, **values: Any) -> dict[str, Any]:
    return {**values, "unit": unit, "as_written": words}


def base(kind: str, title: str, text: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "record_id": f"testwiki:{title}",
        "source": {
            "url": f"https://wiki.example/wiki/{title}",
            "site": "mediawiki",
            "transport": "page_html",
            "revision_id": 77,
            "content_sha256": "0" * 64,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "licence": RIGHTS,
            "extractor": "wikiclean/0",
            "rules_version": "1",
        },
        "page": {"title": title, "language": "en"},
        "text": text,
        "sections": [],
        "quality": {"completeness": 1, "classified_chars": 1, "removed_chars": 0, "facts": 1, "unparsed": 0},
    }


def drug(title: str = "Testol") -> DrugMonograph:
    return DrugMonograph.model_validate({
        **base("drug", title, TEXT),
        "sections": [
            {"id": "a", "level": 2, "heading": "Side effects", "kind": "adverse_effects", "start": 0, "body_start": 0, "end": 7,
             "children": [{"id": "a/b", "level": 3, "kind": "overdose", "start": 8, "body_start": 8, "end": 16}]}
        ],
        "names": [{"value": "Test", "kind": "brand", "evidence": quote("Test")}, {"value": "testolum", "kind": "inn", "evidence": quote("Testol")}],
        "identifiers": [{"system": "cas", "value": "110942-02-4", "evidence": quote("Testol")}, {"system": "drugbank", "value": "DB00041", "evidence": quote("Testol")}],
        "routes": [{"text": "oral", "evidence": quote("by mouth")}],
        "dosage": [
            {"dose": amount("10 to 20 mg/kg", "mg/kg", low=10, high=20), "dose_basis": "per_administration", "route": "oral",
             "timing": {"frequency": 1, "period": 8, "period_max": 12, "period_unit": "h", "count_max": 14},
             "cycle": {"condition": "if tolerated"}, "evidence": quote("10 to 20 mg/kg by mouth every 8 to 12 hours for up to 14 doses")},
            {"regimen": "2", "phase": "initial", "dose": amount("1800 mg", "mg", value=1800), "dose_basis": "per_day",
             "max_dose_per_period": {"numerator": amount("4 g", "g", value=4), "denominator": amount("a day", "d", value=1)},
             "population": {"text": "Adults over 65 years", "age_group": "geriatric", "age": amount("65 years", "a", value=65, comparator=">")},
             "evidence": quote("Adults over 65 years start on 1800 mg daily, at most 4 g a day")},
        ],
        "approvals": [{"action": "approved", "region": "JP", "date": "2005-03", "evidence": quote("Approved in Japan in March 2005")}],
        "adverse_effects": [
            {"term": "rash", "severity": "severe", "frequency_wording": "rare", "frequency_as_written": "Rarely", "evidence": quote("severe rash")},
            {"term": "cough", "negated": True, "evidence": quote("does not cause cough")},
        ],
        "indications": [
            {"text": "hay fever", "status": "off_label", "evidence": quote("Testol")},
            {"text": "gout", "status": "not_approved", "evidence": quote("Testol")},
        ],
        "products": [{"dose_form": "syrup", "brand_names": ["Test"], "evidence": quote("100 mg/5 mL syrup"), "strengths": [
            {"ratio": {"numerator": amount("100 mg", "mg", value=100), "denominator": amount("5 mL", "mL", value=5)}},
            {"quantity": amount("5 mg", "mg", value=5)}]}],
        "warnings": [{"text": "=Testol", "evidence": quote("=Testol")}],
    })  # fmt: skip


def condition() -> ConditionMonograph:
    text = "Testitis hurts."
    where = [{"kind": "text", "start": 0, "end": 8, "exact": "Testitis"}]
    return ConditionMonograph.model_validate(
        {**base("condition", "Testitis", text), "symptoms": [{"text": "Testitis", "evidence": where}]}
    )


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "out", create=True) as store:
        for record in (drug(), condition(), Article.model_validate(base("article", "A/town: of *stars*", "A town."))):
            store.put_record(record)
        yield store
