from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.model.evidence import TextFact
from wikiclean.model.identifier import Identifier
from wikiclean.model.kinds.condition import ConditionMonograph
from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.model.name import Name
from wikiclean.parse.facts import read_facts
from wikiclean.parse.passage import Facts
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


def read(label: str, text: str) -> Facts:
    return read_facts(text, section="infobox", title="Testol", label=label)


@pytest.mark.parametrize(
    ("label", "text", "field", "values"),
    [
        ("Trade names", "Testa®, Testab (US), others", "names", ["Testa", "Testab"]),
        ("Trade names", "Many brand names worldwide", "names", []),
        ("Other names", "TS-12; 1,1'-bitestol, and tesol", "names", ["TS-12", "1,1'-bitestol", "tesol"]),
        ("IUPAC name", "(2S)-2-amino-\n3-oxopropanoic acid", "names", ["(2S)-2-amino-3-oxopropanoic acid"]),
        ("CAS Number", "CAS 50-78-2 N", "identifiers", ["50-78-2"]),
        ("CAS Number", "50-78-2\n(hydrochloride)", "identifiers", ["50-78-2"]),
        ("SMILES", "CC(=O)OC1\n=CC=CC=C1 C(=O)O", "identifiers", ["CC(=O)OC1=CC=CC=C1C(=O)O"]),
        ("InChI", "InChI=1S/C6H6/c1-2- 4\nKey:UHOVQNZJYSORNB-UHFFFAOYSA-N", "identifiers",
         ["InChI=1S/C6H6/c1-2-4", "UHOVQNZJYSORNB-UHFFFAOYSA-N"]),
        ("ATC code", "A01 AD05 (WHO) N02BA01 (WHO)", "identifiers", ["A01AD05", "N02BA01"]),
        ("E number", "E951 (glazing agents, sweeteners)", "identifiers", ["E951"]),
        ("OMIM", "#114500 601626", "identifiers", ["114500", "601626"]),
        ("EC Number", "200-064-1", "identifiers", ["200-064-1"]),
    ],
)  # fmt: skip
def test_values_of_a_cell(label: str, text: str, field: str, values: list[str]) -> None:
    found = read(label, text)
    assert [fact.value for fact in found.facts.get(field, ()) if isinstance(fact, Name | Identifier)] == values
    assert not found.unparsed


@pytest.mark.parametrize(
    ("label", "text", "reason"),
    [
        ("SNOMED CT", "22298007", "check_digit"),
        ("EC Number", "200-064-2", "check_digit"),
        ("DrugBank", "DB1", "unknown_pattern"),
        ("ATC code", "Y99", "unknown_pattern"),
        ("Formula", "see text", "unknown_pattern"),
        ("Density", "1,05 g/cm³", "unknown_pattern"),
        ("Defined daily dose", "5 to 10 mg", "unknown_pattern"),
        ("Legal status", "US: Schedule IX", "unknown_pattern"),
        ("Typical dose", "5 to 10 mg, depending on weight", "conditional"),
    ],
)
def test_a_value_that_is_none_of_its_row_is_unread(label: str, text: str, reason: str) -> None:
    found = read(label, text)
    assert not found.facts
    assert [statement.reason for statement in found.unparsed] == [reason]


@pytest.mark.parametrize(
    "label", ["CAS Number", "Trade names", "Bioavailability", "Formula", "Legal status", "Symptoms"]
)
@pytest.mark.parametrize("text", ["none", "N/A", "—", "?", "Unknown", "[data missing]"])
def test_no_value_is_no_fact(label: str, text: str) -> None:
    found = read(label, text)
    assert not found.facts
    assert not found.unparsed


@pytest.mark.parametrize(
    ("written", "formula"),
    [
        ("C₁₆H₂₈N₂O₄", "C16H28N2O4"),
        ("C22H24N2O8 · HCl · 2 H2O", "C22H24N2O8·HCl·2H2O"),
        ("C6H11^18FO5", "C6H11[18F]O5"),
        ("C22H44N2^2+", "C22H44N2(2+)"),
        ("Na^+", "Na+"),
        ("C9H8O4 (free acid)", "C9H8O4"),
    ],
)
def test_formula_is_ascii(written: str, formula: str) -> None:
    (fact,) = read("Formula", written).facts["chemistry.formula"]
    assert isinstance(fact, TextFact)
    assert fact.text == formula


def test_chemistry_of_a_record() -> None:
    record = drug(
        ("Drug class", "x"),
        ("ATC code", "A01"),
        ("Melting point", "−12.5 to −3 °C (9.5 to 27 °F)"),
        ("Solubility in water", "Sparingly soluble; 0.5 g/100 mL"),
        ("Molar mass", "180.16 g·mol<sup>−1</sup>"),
    )
    assert record.chemistry is not None
    melting, solubility = record.chemistry.properties
    assert (melting.name, melting.text) == ("melting point", "−12.5 to −3 °C")
    assert melting.quantity is not None
    assert (float(melting.quantity.low or 0), float(melting.quantity.high or 0)) == (-12.5, -3)
    assert (solubility.name, solubility.quantity) == ("solubility in water", None)
    assert [mass.quantity.unit for mass in record.chemistry.molar_mass if mass.quantity] == ["g/mol"]


def test_values_in_addresses() -> None:
    record = drug(
        ("Drug class", "x"),
        ("AHFS/<br>Drugs.com", "<a href='https://www.drugs.com/monograph/testol.html'>Monograph</a>"),
        ("License data", "<ul><li>EU EMA: <a href='https://ema.example/testol'>by INN</a></li>"
         "<li>US DailyMed: <a href='https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=2b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0'>Testol</a></li></ul>"),
        ("ChemSpider", "<a href='http://www.chemspider.com/Chemical-Structure.2157.html'>structure</a>"),
        ("CompTox Dashboard", "<a href='https://comptox.epa.gov/dashboard/DTXSID5020108'>page</a>"),
        ("US NLM", "<a href='https://www.nlm.nih.gov/testol'>Testol</a>"),
    )  # fmt: skip
    assert {i.system: i.value for i in record.identifiers} == {
        "drugs_com": "monograph/testol",
        "dailymed": "2b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0",
        "chemspider": "2157",
        "comptox": "DTXSID5020108",
    }
    assert [link.target for link in record.links] == ["https://www.nlm.nih.gov/testol"]
    assert not record.unparsed


def test_legal_status_under_a_heading_of_the_same_name() -> None:
    record = parse_document(
        document_of(
            "<table class='infobox'><tr><th colspan='2'>Legal status</th></tr><tr><th>Legal status</th><td><ul>"
            "<li>AU: S8 (Controlled drug)</li><li>BR: Class B1</li><li>UK: CD (Benz) POM</li><li>US: Not approved</li>"
            "</ul></td></tr></table><p>x</p>"
        )
    )
    assert isinstance(record, DrugMonograph)
    assert [(s.jurisdiction, s.code, s.text) for s in record.legal_status] == [
        ("AU", "S8", "S8 (Controlled drug)"),
        ("BR", "B1", "Class B1"),
        ("UK", "CD (Benz) POM", "CD (Benz) POM"),
        ("US", None, "Not approved"),
    ]


def test_countries_as_labels() -> None:
    record = parse_document(
        document_of(
            "<aside class='portable-infobox'><section class='pi-item pi-group'><h2 class='pi-item pi-header'>Clinical data</h2>"
            "</section><section class='pi-item pi-group'><h2 class='pi-item pi-header'>Pregnancy category</h2>"
            "<div class='pi-item pi-data'><h3 class='pi-data-label'>AU</h3><div class='pi-data-value'>B3</div></div>"
            "</section></aside><p>x</p>"
        )
    )
    assert isinstance(record, DrugMonograph)
    assert [(p.system, p.category) for p in record.pregnancy] == [("AU_TGA", "B3")]


def test_a_combination_names_its_drugs() -> None:
    record = parse_document(
        document_of(
            "<table class='infobox'><tr><th colspan='2'>Combination of</th></tr><tr><th>Testol</th><td>Sedative</td></tr>"
            "<tr><th>Type</th><td></td></tr><tr><th colspan='2'>Clinical data</th></tr><tr><th>Trade names</th><td>Duo</td></tr>"
            "</table><p>x</p>"
        )
    )
    assert isinstance(record, DrugMonograph)
    assert [(c.text, c.drug_class) for c in record.components] == [("Testol", "Sedative"), ("Type", None)]
    assert record.infoboxes[0].variant == "combination"


def test_labels_of_antibodies_mean_nothing_in_other_boxes() -> None:
    rows = "<tr><th>Type</th><td>Whole antibody</td></tr><tr><th>Target</th><td>CD20</td></tr>"
    head = "<tr><th colspan='2'>Monoclonal antibody</th></tr>"
    antibody = parse_document(document_of(f"<table class='infobox drugbox'>{head}{rows}</table><p>x</p>"))
    other = parse_document(document_of(f"<table class='infobox drugbox'>{rows}</table><p>x</p>"))
    assert isinstance(antibody, DrugMonograph)
    assert isinstance(other, DrugMonograph)
    assert [(c.aspect, c.text) for c in antibody.drug_classes] == [
        ("antibody_type", "Whole antibody"),
        ("target", "CD20"),
    ]
    assert other.drug_classes == ()


def test_rows_of_safety_and_liability() -> None:
    record = drug(
        ("Pregnancy safety", "Likely safe"),
        ("Breastfeeding", "Safe<br>(drops)"),
        ("Dependence liability", "Physical: High<br>Psychological: Moderate"),
        ("Defined daily dose", "30 mg (by mouth)"),
        ("WHO AWaRe", "Access"),
    )
    assert [fact.text for fact in record.pregnancy_safety] == ["Likely safe"]
    assert [fact.text for fact in record.lactation] == ["Safe (drops)"]
    assert [(fact.kind, fact.text) for fact in record.liability] == [
        ("dependence", "Physical: High"),
        ("dependence", "Psychological: Moderate"),
    ]
    assert [(d.quantity.value, d.route) for d in record.defined_daily_dose] == [(30, "oral")]
    assert record.dosage == ()
    assert [(c.aspect, c.text) for c in record.drug_classes] == [("aware", "Access")]


def test_a_scale_of_recreational_doses_is_no_dosage() -> None:
    record = drug(("Chemical class", "Testane"), ("Light", "5 - 10 mg"), ("Strong", "20 mg +"), ("Onset", "10 minutes"))
    assert record.dosage == ()
    assert record.pharmacokinetics == ()
    (statement,) = record.unparsed
    assert (statement.topic, statement.reason) == ("dosage", "recreational")
    assert [piece.exact for piece in statement.evidence] == ["5 - 10 mg", "20 mg +"]


def test_a_table_of_recreational_doses_is_one_statement() -> None:
    rows = "".join(
        f"<tr><th>{step}</th><td>{dose}</td></tr>" for step, dose in [("Threshold", "1 mg"), ("Heavy", "9 mg")]
    )
    record = parse_document(
        document_of(
            "<table class='infobox drugbox'><tr><th>ATC code</th><td>N02BA01</td></tr></table><p>x</p>"
            f"<table class='wikitable'><tr><th>Dose</th><th>Oral</th></tr>{rows}</table>"
        )
    )
    assert isinstance(record, DrugMonograph)
    assert [(s.topic, s.reason) for s in record.unparsed] == [("dosage", "recreational")]


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
