from __future__ import annotations

from page_of import document_of

from wikiclean.parse.steps import parse_document

CONDITION = (
    "<table class='infobox'><tr><th>Specialty</th><td>Urology</td></tr><tr><th>Symptoms</th><td>Pain</td></tr></table><p>x</p>"
    "<h2>Signs and symptoms</h2><ul><li>Red eyes<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'>[1]</a></sup></li><li>Cough<ul><li>at night</li></ul></li></ul>"
    "<h2>Classification</h2><ul><li>Type one</li></ul><h2>Treatment</h2><p>Rest helps.</p><h2>History</h2><ul><li>Known since 1900</li></ul>"
    "<h2>References</h2><ol class='references'><li id='cite_note-1'><span class='reference-text'>A book.</span></li></ol>"
)


def test_items_of_a_condition_page_are_facts_of_the_section_they_stand_in() -> None:
    record = parse_document(document_of(CONDITION, title="Testitis"))
    assert record.kind == "condition"
    assert [fact.text for fact in record.types] == ["Type one"]
    assert [fact.text for fact in record.symptoms if fact.evidence[0].kind == "text"] == [
        "Red eyes",
        "Cough",
        "at night",
    ]
    assert record.treatments == ()


def test_an_item_keeps_its_citations() -> None:
    record = parse_document(document_of(CONDITION, title="Testitis"))
    assert record.kind == "condition"
    cited = [fact for fact in record.symptoms if fact.text == "Red eyes"]
    assert cited[0].reference_ids == (record.references[0].id,)


def test_an_item_that_denies_is_no_fact() -> None:
    said = ("None", "None known.", "There are no known contraindications", "Not in asthma", "Nonunion")
    items = "".join(f"<li>{words}</li>" for words in said)
    content = f"<h2>Side effects of Testol</h2><p>x</p><h2>Contraindications</h2><ul>{items}</ul>"
    record = parse_document(document_of(content, title="Testol"))
    assert record.kind == "drug"
    assert [fact.text for fact in record.contraindications] == ["Nonunion"]


def test_items_of_a_drug_page() -> None:
    content = "<h2>Side effects of Testol</h2><p>x</p><h2>Contraindications</h2><ol><li>Asthma</li></ol><h2>Interactions</h2><ul><li>Alcohol</li></ul>"
    record = parse_document(document_of(content, title="Testol"))
    assert record.kind == "drug"
    assert [fact.text for fact in record.contraindications] == ["Asthma"]
    assert [fact.text for fact in record.interactions] == ["Alcohol"]


def test_each_statement_has_a_regimen_of_its_own_unless_it_goes_on() -> None:
    content = (
        "<h2>Dosage and administration for Testol</h2><p>The dose is 5 mg twice daily. For gout the dose is 10 mg once daily. "
        "The initial dose is 20 mg daily. The maintenance dose is 40 mg daily.</p><h3>Children</h3><p>The dose is 1 mg twice daily.</p>"
    )
    record = parse_document(document_of(content, title="Testol"))
    assert record.kind == "drug"
    assert [(step.regimen, step.sequence) for step in record.dosage[:4]] == [("1", 1), ("2", 1), ("3", 1), ("3", 2)]
