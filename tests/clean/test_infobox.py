from __future__ import annotations

from page_of import document_of

CLASSIC = (
    "<table class='infobox drugbox'><caption class='infobox-title'>Testol</caption>"
    "<tr><td colspan='2'><a href='/wiki/File:T.svg'><img src='/T.svg' alt='ring'></a>"
    "<div class='infobox-caption'>Structure</div></td></tr>"
    "<tr><th colspan='2' class='infobox-header'>Clinical data</th></tr>"
    "<tr><th scope='row'>Trade names</th><td>Testa, <i>Testab</i></td></tr>"
    "<tr><th scope='row'>Routes of<br>administration</th><td><ul><li>by mouth</li><li>IV</li></ul></td></tr>"
    "<tr><th scope='row'>DrugBank</th><td><a href='https://drugbank.example/DB00041'>link</a></td></tr>"
    "<tr><td colspan='2'>below</td></tr></table><p>Text</p>"
)


def test_classic_box() -> None:
    (box,) = document_of(CLASSIC).infoboxes
    assert (box.title, box.kind) == ("Testol", "drug")
    assert [g.heading for g in box.groups] == ["Clinical data"]
    assert [(r.label, r.text, r.items) for r in box.rows] == [
        ("Trade names", "Testa, Testab", ()),
        ("Routes of administration", "by mouth\nIV", ("by mouth", "IV")),
        ("DrugBank", "link", ()),
        ("", "below", ()),
    ]
    assert box.rows[2].links == ("https://drugbank.example/DB00041",)
    assert [(i.file, i.alt, i.caption) for i in box.images] == [("T.svg", "ring", "Structure")]


def test_pictures_of_a_box_stand_in_no_other_list() -> None:
    document = document_of(CLASSIC)
    assert not document.figures
    assert document.text == "Text"


def test_portable_box() -> None:
    document = document_of(
        "<aside class='portable-infobox'><h2 class='pi-item pi-title'>Testol</h2>"
        "<figure class='pi-item pi-image'><a href='/wiki/File:T.png'><img src='/T.png'></a></figure>"
        "<section class='pi-item pi-group'><h2 class='pi-item pi-header'>Data</h2>"
        "<div class='pi-item pi-data'><h3 class='pi-data-label'>Dose</h3><div class='pi-data-value'>5 mg</div></div>"
        "</section></aside><p>Text</p>"
    )
    (box,) = document.infoboxes
    assert box.title == "Testol"
    assert [(g.heading, [(r.label, r.text) for r in g.rows]) for g in box.groups] == [("Data", [("Dose", "5 mg")])]
    assert [i.file for i in box.images] == ["T.png"]
    assert document.text == "Text"
