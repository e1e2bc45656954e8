from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.model.kinds.condition import ConditionMonograph
from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.parse.steps import parse_document


def drug(*rows: tuple[str, str]) -> DrugMonograph:
    cells = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    record = parse_document(document_of(f"<table class='infobox drugbox'>{cells}</table><p>Testol is a drug.</p>"))
    assert isinstance(record, DrugMonograph)
    return record


@pytest.mark.parametrize(
    ("label", "value", "system", "read"),
    [
        ("CAS Number", "110942-02-4", "cas", ["110942-02-4"]),
        ("CAS Number", "<a href='https://c.example/?q=50-78-2'>50-78-2</a> <sup>☒N</sup>", "cas", ["50-78-2"]),
        ("CAS Number", "<ul><li>50-78-2</li><li>26787-78-0 (trihydrate)</li></ul>", "cas", ["50-78-2", "26787-78-0"]),
        ("DrugBank", "<a href='https://d.example/drugs/DB00041'>link</a>", "drugbank", ["DB00041"]),
        ("ChEBI", "<a href='https://c.example/?id=CHEBI:15365'>15365</a>", "chebi", ["CHEBI:15365"]),
        ("ChEMBL", "ChEMBL25", "chembl", ["CHEMBL25"]),
        (
            "ATC code",
            "<ul><li><a href='#'>A01</a>AD05 (<a href='https://who.example'>WHO</a>)</li></ul>",
            "atc",
            ["A01AD05"],
        ),
        ("ATC code", "N02BA01", "atc", ["N02BA01"]),
        ("PubChem CID", "2244", "pubchem_cid", ["2244"]),
        ("UNII", "R16CO5Y76E", "unii", ["R16CO5Y76E"]),
        ("ChemSpider", "none", "chemspider", []),
    ],
)
def test_identifiers(label: str, value: str, system: str, read: list[str]) -> None:
    record = drug((label, value), ("Drug class", "x"))
    assert [i.value for i in record.identifiers if i.system == system] == read


def test_a_wrong_check_digit_is_said_and_not_taken() -> None:
    record = drug(("CAS Number", "110942-02-5"))
    assert not record.identifiers
    (statement,) = record.unparsed
    assert (statement.topic, statement.reason, statement.evidence[0].exact) == ("infobox", "check_digit", "110942-02-5")
    assert "identifier_fails_check_digit" in record.quality.warnings


def test_a_qualified_identifier_is_not_the_primary_one() -> None:
    first, second = drug(("CAS Number", "50-78-2<br>26787-78-0 (trihydrate)")).identifiers
    assert (first.primary, first.qualifier) == (True, None)
    assert (second.primary, second.qualifier) == (False, "trihydrate")


def test_names_routes_and_status() -> None:
    record = drug(
        ("Trade names", "Testa, Testab, others"),
        ("Routes of<br>administration", "<ul><li>By mouth</li><li>IV</li></ul>"),
        ("Legal status", "<ul><li>UK: POM (Prescription only)</li><li>US: ℞-only</li></ul>"),
        ("Pregnancy category", "<ul><li>AU: B2</li><li>US: N (Not classified yet)</li></ul>"),
    )
    assert [n.value for n in record.names if n.kind == "brand"] == ["Testa", "Testab"]
    assert [r.text for r in record.routes] == ["oral", "intravenous"]
    assert [(s.jurisdiction, s.code) for s in record.legal_status] == [("UK", "POM"), ("US", "Rx-only")]
    assert [(p.system, p.category) for p in record.pregnancy] == [("AU_TGA", "B2"), ("US_FDA_legacy", "N")]


def test_kinetics_keep_ranges_and_subjects() -> None:
    record = drug(("Elimination half-life", "1–3 hours, 6–10 hours (active metabolite)"), ("Bioavailability", "n/a"))
    first, second = record.pharmacokinetics
    assert first.quantity is not None
    assert (first.quantity.low, first.quantity.high, first.quantity.unit) == (1, 3, "h")
    assert second.subject == "active metabolite"


def test_a_defined_daily_dose_is_no_dosage() -> None:
    record = drug(("Typical dose", "300 mg q 4 weeks"), ("Defined daily dose", "10 mg"))
    (dosage,) = record.dosage
    assert dosage.dose is not None
    assert dosage.dose.value == 300
    assert dosage.evidence[0].kind == "infobox"


def test_condition_lists() -> None:
    cells = "".join(
        f"<tr><th>{label}</th><td>{value}</td></tr>"
        for label, value in [
            ("Specialty", "Surgery"),
            ("Symptoms", "Pain, fever"),
            ("Risk factors", "Diet (meat, beer), age"),
        ]
    )
    record = parse_document(document_of(f"<table class='infobox'>{cells}</table><p>A disease.</p>", title="Testitis"))
    assert isinstance(record, ConditionMonograph)
    assert [s.text for s in record.symptoms] == ["Pain", "fever"]
    assert [s.text for s in record.risk_factors] == ["Diet (meat, beer)", "age"]
