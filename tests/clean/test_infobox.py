from __future__ import annotations

from page_of import clean_content, document_of

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


def rows_of(content: str) -> list[tuple[str, str]]:
    (box,) = document_of(content).infoboxes
    return [(row.label, row.text) for row in box.rows]


def test_box_known_by_its_name_alone() -> None:
    (box,) = document_of(
        "<table id='infoboxtable'><tr><td colspan='2' id='infoboxheader'>Testol</td></tr>"
        "<tr><td colspan='2' id='infoboxsection'>Data</td></tr>"
        "<tr><td id='infoboxsection'>Dose</td><td id='infoboxdetail'>5 mg</td></tr></table><p>Text</p>"
    ).infoboxes
    assert (box.title, [g.heading for g in box.groups]) == ("Testol", ["Data"])
    assert [(r.label, r.text) for r in box.rows] == [("Dose", "5 mg")]


FLOATING = (
    "<table class='wikitable' style='float:right'><tr><th colspan='2'>Testol</th></tr>"
    "<tr><td><b>Dose</b></td><td>5 mg</td></tr><tr><td><b>Maker</b></td><td>A</td></tr>"
    "<tr><td><b>Year</b></td><td>1999</td></tr></table>"
)


def test_box_known_by_its_build_beside_the_lead() -> None:
    assert rows_of(f"{FLOATING}<p>Text</p>") == [("Dose", "5 mg"), ("Maker", "A"), ("Year", "1999")]


def test_the_same_build_further_down_is_a_table() -> None:
    document = document_of(f"<p>Text</p><h2>Data</h2>{FLOATING}")
    assert not document.infoboxes
    assert len(document.tables) == 1


def test_tables_in_a_cell_are_rows_of_the_box() -> None:
    (box,) = document_of(
        "<table id='InfoTable'><tr><th class='Header' colspan='2'>Testol</th></tr>"
        "<tr><th class='SubHeader1' colspan='2'>Routes</th></tr><tr><td colspan='2'><p><br></p>"
        "<table><tr><th colspan='2'>Oral</th></tr><tr><th>Light</th><td>50 - 100 mg</td></tr></table><p><br></p>"
        "<table><tr><th colspan='2'>Nasal</th></tr><tr><th>Light</th><td>15 - 30 mg</td></tr></table>"
        "</td></tr></table><p>Text</p>"
    ).infoboxes
    assert [(g.heading, [(r.label, r.text) for r in g.rows]) for g in box.groups] == [
        ("Routes", []),
        ("Oral", [("Light", "50 - 100 mg")]),
        ("Nasal", [("Light", "15 - 30 mg")]),
    ]


def test_label_over_several_rows_has_all_their_values() -> None:
    assert rows_of(
        "<table class='infobox'><tr><th rowspan='2'>Dose</th><td>5 mg</td></tr><tr><td>10 mg</td></tr>"
        "<tr><th>Maker</th><td>A</td></tr></table>"
    ) == [("Dose", "5 mg\n10 mg"), ("Maker", "A")]


def test_header_cells_over_plain_ones_are_their_labels() -> None:
    assert rows_of(
        "<table class='infobox'><tr><th>Before</th><th>After</th></tr><tr><td>Testin</td><td>Testan</td></tr></table>"
    ) == [("Before", "Testin"), ("After", "Testan")]


def test_bold_words_before_a_colon_are_the_label() -> None:
    assert rows_of("<table class='infobox'><tr><td colspan='2'><b>Motto</b>: Never more</td></tr></table>") == [
        ("Motto", "Never more")
    ]


def test_bold_cell_is_a_heading_but_not_right_under_one() -> None:
    (box,) = document_of(
        "<table class='infobox'><tr><td colspan='2'><b>Testol</b></td></tr>"
        "<tr><th colspan='2'>Species</th></tr><tr><td colspan='2'><b><i>Testus testus</i></b></td></tr></table>"
    ).infoboxes
    assert (box.title, box.groups[0].heading) == ("Testol", "Species")
    assert [r.text for r in box.rows] == ["Testus testus"]


def test_words_under_a_picture_are_its_caption() -> None:
    (box,) = document_of(
        "<table class='infobox'><tr><th colspan='2'>Testol</th></tr>"
        "<tr><td colspan='2'><a href='/wiki/File:T.png'><img src='/T.png' width='220'></a><br>A flask</td></tr>"
        "<tr><td><a href='/wiki/File:U.png'><img src='/U.png' width='90'></a></td>"
        "<td><a href='/wiki/File:V.png'><img src='/V.png' width='90'></a></td></tr>"
        "<tr><td>Flag</td><td>Seal</td></tr></table>"
    ).infoboxes
    assert [(i.file, i.caption) for i in box.images] == [("T.png", "A flask"), ("U.png", "Flag"), ("V.png", "Seal")]
    assert not box.rows


def test_words_beside_an_icon_are_a_value() -> None:
    assert rows_of(
        "<table class='infobox'><tr><td colspan='2'><img src='/i.png' width='20'> Good</td></tr></table>"
    ) == [("", "Good")]


def test_french_box_of_divs() -> None:
    (box,) = document_of(
        "<div class='infobox_v3'><div class='entete'><div>Testol</div></div>"
        "<div class='images'><a href='/wiki/Fichier:T.png'><img src='/T.png'></a></div><div class='legend'>Flacon</div>"
        "<table><caption>Chimie</caption><tr><th scope='row'>Masse</th><td>5&nbsp;g</td></tr></table>"
        "<p class='bloc'>Statut</p><p>Libre</p></div><p>Texte</p>"
    ).infoboxes
    assert box.title == "Testol"
    assert [(i.file, i.caption) for i in box.images] == [("T.png", "Flacon")]
    assert [(g.heading, [(r.label, r.text) for r in g.rows]) for g in box.groups] == [
        ("Chimie", [("Masse", "5 g")]),
        ("Statut", [("", "Libre")]),
    ]


def test_box_of_definition_lists() -> None:
    (box,) = document_of(
        "<div class='infobox'><div>Testol</div><div><dl><dt>Class</dt><dd>Testins</dd>"
        "<dt>Doses</dt><dd>5 mg</dd><dd>10 mg</dd></dl></div></div><p>Text</p>"
    ).infoboxes
    assert box.title == "Testol"
    assert [(g.heading, [(r.label, r.text) for r in g.rows]) for g in box.groups] == [
        (None, [("Class", "Testins")]),
        ("Doses", [("", "5 mg"), ("", "10 mg")]),
    ]


def test_fields_side_by_side_in_a_portable_box() -> None:
    assert rows_of(
        "<aside class='portable-infobox'><section class='pi-item pi-smart-group'>"
        "<section class='pi-smart-group-head'><h3 class='pi-smart-data-label'>Dose</h3>"
        "<h3 class='pi-smart-data-label'>Half-life</h3></section><section class='pi-smart-group-body'>"
        "<div class='pi-smart-data-value'>5 mg</div><div class='pi-smart-data-value'>3 h</div></section></section></aside>"
    ) == [("Dose", "5 mg"), ("Half-life", "3 h")]


def test_caption_of_a_box_never_goes_to_a_picture_before_it() -> None:
    document = document_of(
        "<p><a href='/wiki/File:A.png'><img src='/A.png'></a> Text</p>"
        "<table class='infobox'><tr><th colspan='2'>Testol</th></tr>"
        "<tr><td colspan='2'><div class='infobox-caption'>Of the box</div></td></tr></table>"
    )
    assert [f.caption for f in document.figures] == [None]
    assert [i.caption for i in document.infoboxes[0].images] == ["Of the box"]


FOLDED = "<div style='line-height:1.6em;font-weight:bold;text-align:left'><a href='/wiki/S'>SMILES</a></div>"


def test_a_bold_block_on_top_of_a_cell_is_its_label() -> None:
    cell = f"<td colspan='2'><div class='mw-collapsible'>{FOLDED}<ul><li>CC(=O)O</li></ul></div></td>"
    assert rows_of(f"<table class='infobox'><tr><th>Dose</th><td>5 mg</td></tr><tr>{cell}</tr></table>") == [
        ("Dose", "5 mg"),
        ("SMILES", "CC(=O)O"),
    ]


def test_a_table_of_a_heading_over_a_value_is_a_row() -> None:
    inner = "<table><tr><th>InChI</th></tr><tr><td>InChI=1S/CH4/h1H4</td></tr></table>"
    assert rows_of(
        f"<table class='infobox'><tr><th>Dose</th><td>5 mg</td></tr><tr><td colspan='2'>{inner}</td></tr></table>"
    ) == [("Dose", "5 mg"), ("InChI", "InChI=1S/CH4/h1H4")]


def kind_of(*labels: str, heading: str | None = None) -> str:
    head = f"<tr><th colspan='2'>{heading}</th></tr>" if heading else ""
    rows = "".join(f"<tr><th>{label}</th><td>x</td></tr>" for label in labels)
    (box,) = document_of(f"<table class='infobox'><tr><th>Size</th><td>y</td></tr>{head}{rows}</table>").infoboxes
    return box.kind


def test_kinds_of_boxes_by_headings_and_labels() -> None:
    assert kind_of("Excretion", heading="Pharmacokinetic data") == "drug"
    assert kind_of("Legal status", heading="Legal status") == "drug"
    assert kind_of("Drug class", "UNII") == "drug"
    assert kind_of("Legal status", "Class", "Formula") == "other"
    assert kind_of("CAS Number", "ChEBI", "DrugBank", "Density") == "other"
    assert kind_of("ICD-10", "eMedicine") == "condition"
    assert kind_of("ICD-9-CM", "eMedicine", "ICD-10-PCS") == "other"
    assert kind_of("Prognosis", "Medication") == "condition"
    assert kind_of("Deaths", "Duration", "Type") == "other"


BAR = (
    "<h2>External links</h2><ul><li><a href='https://a.example'>A</a></li></ul>"
    "<div role='navigation' class='navbox'><table class='navbox-inner'><tr><th class='navbox-group'>"
    "<div style='float:left'><a href='/wiki/D'>D</a></div>Classification</th><td><div><ul>"
    "<li><b>ICD-10</b>: <a href='https://icd.example/#/G43'>G43</a>, G44</li><li><b>OMIM</b>: 157300</li></ul></div></td></tr>"
    "<tr><th class='navbox-group'>External resources</th><td><ul><li>MedlinePlus: 000709</li></ul></td></tr></table></div>"
)


def test_a_bar_of_codes_is_a_box_and_its_buttons_go() -> None:
    cleaned = clean_content(f"<p>Text</p>{BAR}")
    (box,) = cleaned.document.infoboxes
    assert box.kind == "classification"
    assert [(g.heading, [(r.label, r.text) for r in g.rows]) for g in box.groups] == [
        ("Classification", [("ICD-10", "G43, G44"), ("OMIM", "157300")]),
        ("External resources", [("MedlinePlus", "000709")]),
    ]
    assert box.rows[0].links == ("https://icd.example/#/G43",)
    assert any(removal.rule == "navbox" and removal.text == "D" for removal in cleaned.ledger.removals)


def test_any_other_navigation_box_goes() -> None:
    bar = BAR.replace("ICD-10", "Topics").replace("OMIM", "Places")
    assert document_of(f"<p>Text</p>{bar}").infoboxes == ()
