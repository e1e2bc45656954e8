from __future__ import annotations

from page_of import document_of

from wikiclean.parse.sections import read_outline


def test_the_tree_has_ids_kinds_and_own_bodies() -> None:
    document = document_of(
        "<p>Lead</p><h2>Side effects</h2><p>A</p><h3>Rare ones</h3><p>B</p><h2>Side effects</h2><p>C</p>"
        "<h2>Trivia</h2><p>D</p><h2>See also</h2><ul><li>E</li></ul>"
    )
    outline = read_outline(document)
    lead, first, second, trivia, see = outline.tree
    assert [s.id for s in outline.tree] == ["lead", "side-effects", "side-effects-2", "trivia", "see-also"]
    assert [s.kind for s in outline.tree] == ["overview", "adverse_effects", "adverse_effects", "other", "see_also"]
    (child,) = first.children
    assert (child.id, child.kind, child.kind_rule) == ("side-effects/rare-ones", "adverse_effects", "parent")
    assert document.text[first.body_start : first.end] == "A"
    assert document.text[child.body_start : child.end] == "B"
    assert (second.level, trivia.level, lead.level) == (2, 2, 0)
    assert see.start == see.body_start == see.end


def test_passages_are_the_bodies_in_order() -> None:
    document = document_of("<p>Lead</p><h2>Dosage</h2><p>A</p><ul><li>B</li></ul><h2>Empty</h2><h2>Last</h2><p>C</p>")
    passages = list(read_outline(document).passages(document, ()))
    assert [p.text for p in passages] == ["Lead", "A\n\nB", "C"]
    dosage = passages[1]
    assert dosage.heading_start is not None
    assert document.text[dosage.heading_start :].startswith("Dosage")
    assert dosage.kinds == ("dosage_and_administration",)
