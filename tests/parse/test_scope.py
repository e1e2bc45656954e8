"""What stands over a dose decides whether, and for whom, it is one."""

from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.model.kinds.drug import DrugMonograph
from wikiclean.parse.steps import parse_document

DOSE = "<p>The recommended dose is 20 mg by mouth once daily.</p>"


def record_of(content: str) -> DrugMonograph:
    whole = f"<p>Testol is a drug.</p><h2>Side effects of Testol</h2><p>Nausea.</p><h2>Dosage and administration</h2>{content}"
    record = parse_document(document_of(whole, title="Testol"))
    assert isinstance(record, DrugMonograph)
    return record


@pytest.mark.parametrize(
    "over",
    [
        "<h3>Ibuprofen</h3>{dose}", "<h3>Lethal dose</h3>{dose}", "<h3>Do not use</h3>{dose}", "<h3>Trials</h3>{dose}",
        "<h3>Placebo</h3>{dose}", "<h3>Obsolete regimens</h3>{dose}", "<p>Never use:</p><ul><li>20 mg once daily</li></ul>",
        "<p>The following regimen is dangerous:</p><ul><li>20 mg once daily</li></ul>",
        "<dl><dt>Ibuprofen</dt><dd>20 mg once daily</dd></dl>", "<p><b>Old regimen</b></p>{dose}",
        "<ul><li>Ibuprofen<ul><li>20 mg once daily</li></ul></li></ul>",
    ],
)  # fmt: skip
def test_under_words_that_are_not_understood_there_is_no_dose(over: str) -> None:
    record = record_of(over.format(dose=DOSE))
    assert record.dosage == ()
    assert [(said.topic, said.reason) for said in record.unparsed] == [("dosage", "conditional")]


@pytest.mark.parametrize(
    ("over", "group"),
    [
        ("<h3>Children</h3>{dose}", "child"), ("<h3>Use in the elderly</h3>{dose}", "geriatric"),
        ("<p><b>Adults</b></p>{dose}", "adult"), ("<p>In children:</p><ul><li>20 mg once daily</li></ul>", "child"),
        ("<dl><dt>Adults</dt><dd>20 mg once daily</dd></dl>", "adult"),
        ("<ul><li>Children<ul><li>20 mg once daily</li></ul></li></ul>", "child"),
        ("<h3>Oral administration</h3>{dose}", None), ("<p>The recommended doses are as follows:</p><ul><li>20 mg once daily</li></ul>", None),
        ("<ul><li>20 mg once daily</li></ul>", None), ("{dose}", None),
    ],
)  # fmt: skip
def test_what_stands_over_a_dose_says_for_whom_it_is(over: str, group: str | None) -> None:
    (step,) = record_of(over.format(dose=DOSE)).dosage
    assert (step.population.age_group if step.population else None) == group
    assert step.dose is not None
    assert step.dose.value == 20
    if group is not None:
        assert step.evidence[0].rule == "dosage.scope"


def test_a_population_of_its_own_stays() -> None:
    (step,) = record_of("<h3>Children</h3><p>In adults the dose is 20 mg once daily.</p>").dosage
    assert step.population is not None
    assert step.population.age_group == "adult"


def test_a_title_holds_until_the_next() -> None:
    record = record_of(f"<p><b>Children</b></p>{DOSE}<p>More.</p>{DOSE}<p><b>Adults</b></p>{DOSE}")
    assert [step.population.age_group if step.population else None for step in record.dosage] == ["child", "adult"]


def test_a_page_with_a_scale_of_recreational_doses_has_no_dosage() -> None:
    scale = "".join(
        f"<tr><th>{name}</th><td>{dose} mg</td></tr>"
        for name, dose in (
            ("Threshold", 5),
            ("Light", "5 - 10"),
            ("Common", "10 - 20"),
            ("Strong", "20 - 40"),
            ("Heavy", "40 +"),
        )
    )
    box = f"<table class='infobox drugbox'><tr><th colspan='2'>Testol</th></tr><tr><th>Psychoactive class</th><td>Stimulant</td></tr><tr><th colspan='2'>Dosage</th></tr>{scale}</table>"
    record = parse_document(
        document_of(f"{box}<p>Testol is a drug.</p><h2>Dosage of Testol</h2>{DOSE}", title="Testol")
    )
    assert isinstance(record, DrugMonograph)
    assert record.dosage == ()
    assert {said.reason for said in record.unparsed if said.topic == "dosage"} == {"recreational"}
    assert any("once daily" in piece.exact for said in record.unparsed for piece in said.evidence)
