from __future__ import annotations

import pytest
from page_of import clean_content, document_of


def spans_of(document, kind):
    return [(document.text[s.start : s.end], s.target) for s in document.spans if s.kind == kind]


def test_blocks_sections_and_separators() -> None:
    document = document_of(
        "<p>Lead <b>bold</b>.</p><h2><span class='mw-headline' id='Uses'>Uses</span>"
        "<span class='mw-editsection'>[edit]</span></h2><p>Body.</p>"
        "<ul><li>one<ul><li>one a</li></ul></li><li>two</li></ul>"
        "<div class='mw-heading mw-heading3'><h3 id='Deep'>Deep</h3></div><p>End.</p>"
    )
    assert document.text == "Lead bold.\n\nUses\n\nBody.\n\none\none a\ntwo\n\nDeep\n\nEnd."
    assert [(b.kind, b.level, b.marker) for b in document.blocks] == [
        ("paragraph", 0, None),
        ("heading", 2, None),
        ("paragraph", 0, None),
        ("item", 1, "-"),
        ("item", 2, "-"),
        ("item", 1, "-"),
        ("heading", 3, None),
        ("paragraph", 0, None),
    ]
    assert [(s.level, s.heading, s.anchor) for s in document.sections] == [
        (0, None, None),
        (2, "Uses", "Uses"),
        (3, "Deep", "Deep"),
    ]
    uses = document.sections[1]
    assert document.text[uses.start : uses.body_start] == "Uses\n\n"
    assert document.text[uses.body_start : uses.end] == "Body.\n\none\none a\ntwo"
    assert document.section_path(2) == (1, 2)


def test_no_lead_section_where_nothing_stands_before_the_first_heading() -> None:
    document = document_of("<h2>Information</h2><p>Text.</p>")
    assert [(s.level, s.heading) for s in document.sections] == [(2, "Information")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("22 × 10<sup>6</sup> IU", "22 × 10^6 IU"),
        ("CO<sub>2</sub>", "CO2"),
        ("<sup>131</sup>I", "^131I"),
        ("mg/m<sup>2</sup>", "mg/m^2"),
        ("the 1<sup>st</sup> dose", "the 1st dose"),
        ("10<sup>−5</sup>", "10^−5"),
        ("log<sub>10</sub>2", "log10 2"),
        ("7<sub>16</sub>", "7_16"),
        ("10<sup>6</sup>5", "10^6 5"),
        ("3<sup>1</sup>&frasl;<sub>2</sub> tablets", "3 1⁄2 tablets"),
        ("1&nbsp;000&nbsp;mg", "1\u00a0000 mg"),
        ("Ca<sup>2+</sup>", "Ca^2+"),
    ],
)
def test_number_safety(html: str, text: str) -> None:
    assert document_of(f"<p>{html}</p>").text == text


def test_links_name_titles_and_addresses() -> None:
    document = document_of(
        '<p><a href="/wiki/T_cell" title="T cell">T cells</a>, <a href="./Interleukin-2#Use">IL-2</a>, '
        '<a href="/w/index.php?title=No_page&amp;action=edit&amp;redlink=1">red</a>, '
        '<a href="//other.example/x">out</a>, <a href="#Uses">here</a>, <a href="javascript:alert(1)">no</a>, '
        '<a href="https://wiki.example/wiki/Fever">own host</a></p>'
    )
    assert spans_of(document, "link") == [
        ("T cells", "T cell"),
        ("IL-2", "Interleukin-2#Use"),
        ("red", "No page"),
        ("out", "https://other.example/x"),
        ("here", "#Uses"),
        ("own host", "Fever"),
    ]


def test_reference_marks_join_their_references() -> None:
    cleaned = clean_content(
        '<p>Fact.<sup class="reference" id="cite_ref-a_1-0"><a href="#cite_note-a-1">[1]</a></sup> Again'
        '<sup class="reference"><a href="#cite_note-a-1">[1]</a></sup> and a note'
        '<sup class="reference"><a href="#cite_note-2">[note 1]</a></sup>.</p>'
        '<h2>References</h2><ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink">^ a b</span> '
        '<span class="reference-text"><cite>Doe J (2019). "Title". <i>Journal</i>. '
        '<a href="https://doi.org/10.1000/xyz123">10.1000/xyz123</a>. PMID 12345678.</cite></span></li></ol>'
        '<ol class="references"><li id="cite_note-2"><span class="reference-text">A remark.</span></li></ol>'
    )
    document = cleaned.document
    assert document.text == "Fact. Again and a note."
    assert [(s.start, s.target) for s in document.spans if s.kind == "reference"] == [
        (5, "ref-1"),
        (11, "ref-1"),
        (22, "ref-note-1"),
    ]
    first, note = document.references
    assert (first.doi, first.pmid, first.year, first.backlinks) == ("10.1000/xyz123", "12345678", 2019, 2)
    assert (note.group, note.number, note.text) == ("note", 1, "A remark.")
    assert document.sections[-1].apparatus
    assert document.sections[-1].start == document.sections[-1].end == len(document.text)
    assert {"reference-mark", "references", "apparatus"} <= set(cleaned.ledger.by_rule())


def test_notices_flags_and_formulas() -> None:
    document = document_of(
        '<div class="hatnote">For others, see <a href="/wiki/Other">Other</a>.</div>'
        '<table class="ambox box-Unreferenced"><tr><td>This article cites nothing.</td></tr></table>'
        '<p>Said so<sup class="noprint Inline-Template">[<i>citation needed</i>]</sup>: '
        '<span class="mwe-math-element"><span style="display:none" class="mwe-math-mathml-inline">'
        '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">{\\displaystyle x^{2}}</annotation>'
        '</semantics></math></span><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle x^{2}}"></span> '
        "holds.</p>"
    )
    assert document.text == "Said so: $x^{2}$ holds."
    assert [(n.kind, n.targets) for n in document.notices] == [("hatnote", ("Other",)), ("unreferenced", ())]
    assert spans_of(document, "math") == [("$x^{2}$", "x^{2}")]
    assert spans_of(document, "flag") == [("", "citation needed")]


def test_figures_of_old_and_new_markup_are_the_same() -> None:
    old = document_of(
        '<div class="thumb tright"><div class="thumbinner"><a href="/wiki/File:Liver.png" class="image">'
        '<img alt="A liver" src="/thumb/a/ab/Liver.png/220px-Liver.png"></a><div class="thumbcaption">'
        '<div class="magnify"><a href="/wiki/File:Liver.png">x</a></div>The <b>liver</b></div></div></div><p>Text</p>'
    )
    new = document_of(
        '<figure typeof="mw:File/Thumb"><a href="./File:Liver.png"><img alt="A liver" resource="./File:Liver.png" '
        'src="/thumb/a/ab/Liver.png/220px-Liver.png"></a><figcaption>The <b>liver</b></figcaption></figure><p>Text</p>'
    )
    assert old.figures == new.figures
    assert (old.figures[0].file, old.figures[0].alt, old.figures[0].caption) == ("Liver.png", "A liver", "The liver")


def test_code_keeps_its_lines_and_poems_theirs() -> None:
    document = document_of("<pre>a = 1\n  b = 2\n</pre><div class='poem'><p>Rose<br>red</p></div>")
    assert document.text == "a = 1\n  b = 2\n\nRose\nred"
    assert [b.kind for b in document.blocks] == ["code", "poem"]


def test_ordered_lists_count_on() -> None:
    document = document_of('<ol start="3"><li>c</li><li>d<ol><li>i</li></ol></li><li>e</li></ol>')
    assert [(b.level, b.marker) for b in document.blocks] == [(1, "3."), (1, "4."), (2, "1."), (1, "5.")]


def test_what_is_hidden_inline_is_off_and_outside_the_accounting() -> None:
    cleaned = clean_content('<p>seen<span style="color:red; display : none">gone</span> tail<i hidden>gone</i> end</p>')
    assert cleaned.document.text == "seen tail end"
    assert "gone" not in " ".join(r.text for r in cleaned.ledger.removals)


def test_deep_nesting_loses_structure_but_no_word() -> None:
    document = document_of("<p>" + "<span>" * 600 + "deep" + "</span>" * 600 + "</p>")
    assert document.text == "deep"
    assert document_of("<div>" * 5000 + "x" + "</div>" * 5000).outcome == "too_deep"


def test_a_picture_or_a_box_inside_a_heading_does_not_end_it() -> None:
    document = document_of(
        "<p>Lead.</p><h3><span class='mw-headline' id='Effects'><b>Effects</b> <div class='floatright'>"
        "<a href='/wiki/File:Eye.svg'><img src='/Eye.svg'></a></div></span></h3><p>Body.</p>"
    )
    assert [(s.heading, s.anchor) for s in document.sections] == [(None, None), ("Effects", "Effects")]
    assert [(f.file, f.section) for f in document.figures] == [("Eye.svg", 1)]


def test_raised_and_lowered_numbers_stay_so_in_preformatted_text() -> None:
    document = document_of("<pre>max = 2<sup>128</sup> of x<sub>1</sub>, y1<sub>2</sub>\n  1<sup>st</sup></pre>")
    assert document.text == "max = 2^128 of x1, y1_2\n  1st"
