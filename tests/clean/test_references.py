from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.model.document import Reference


def note(name: str, text: str, *, back: str = "^") -> str:
    return (
        f"<li id='cite_note-{name}'><span class='mw-cite-backlink'><a href='#cite_ref-{name}'>{back}</a></span> "
        f"<span class='reference-text'>{text}</span></li>"
    )


def mark(name: str, shown: str, times: str = "0") -> str:
    return f"<sup id='cite_ref-{name}_{times}' class='reference'><a href='#cite_note-{name}'>[{shown}]</a></sup>"


def reference(text: str) -> Reference:
    (found,) = document_of(f"<p>A{mark('1', '1')}</p><ol class='references'>{note('1', text)}</ol>").references
    return found


def test_repeats_and_groups_are_joined_at_their_places() -> None:
    document = document_of(
        f"<p>One{mark('a-1', '1')} two{mark('n-2', 'note 1')} three{mark('a-1', '1', '1')}.</p>"
        f"<ol class='references'>{note('n-2', 'A remark')}</ol><ol class='references'>{note('a-1', 'A book')}</ol>"
    )
    assert document.text == "One two three."
    assert [(s.start, s.target) for s in document.spans] == [(3, "ref-1"), (7, "ref-note-1"), (13, "ref-1")]
    assert [(r.id, r.group, r.number, r.text, r.backlinks) for r in document.references] == [
        ("ref-note-1", "note", 1, "A remark", 1),
        ("ref-1", None, 1, "A book", 2),
    ]


@pytest.mark.parametrize(
    "sup",
    [
        "<sup id='cite_ref-1'><a href='#cite_note-1'><span>[1]</span></a></sup>",
        "<sup typeof='mw:Extension/ref' class='mw-ref reference'><a href='./Testol#cite_note-1'>[1]</a></sup>",
        "<sup class='reference'><a href='#cite_note-1'><span class='cite-bracket'>[</span>1<span>]</span></a></sup>",
    ],
)
def test_marks_of_every_renderer(sup: str) -> None:
    document = document_of(f"<p>A dose{sup} of it</p><ol class='mw-references references'>{note('1', 'A book')}</ol>")
    assert document.text == "A dose of it"
    assert [(s.kind, s.start, s.target) for s in document.spans] == [("reference", 6, "ref-1")]


def test_mark_inside_a_link_is_one_where_html5_puts_it() -> None:
    document = document_of(
        "<p><a href='/wiki/Other'>Other<sup class='reference'><a href='#cite_note-1'>[N 1]</a></sup></a> it is, see "
        f"<a href='#cite_note-1'>the note</a></p><ol class='references'>{note('1', 'A book')}</ol>"
    )
    assert document.text == "Other it is, see the note"
    assert [(r.group, r.backlinks) for r in document.references] == [("N", 1)]


def test_a_superscript_link_to_elsewhere_is_no_mark() -> None:
    assert document_of("<p>So<sup><a href='https://x.example/'>[1]</a></sup> it is</p>").text == "So[1] it is"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<li id='_note-0'><a href='#_ref-0'>↑</a> <a href='http://x.example/'>A page</a></li>", "A page"),
        ("<li id='_note-0'>↑ <sup><a href='#_ref-x_0'>3.0</a></sup> <sup><a href='#_ref-x_1'>3.1</a></sup> Talk</li>",
         "Talk"),
        ("<li id='_note-0'>^ <a href='#_ref-0'><b>a</b></a> <a href='#_ref-1'><b>b</b></a> Talk, 1999</li>", "Talk, 1999"),
    ],
)  # fmt: skip
def test_old_lists_lose_their_back_links(item: str, text: str) -> None:
    document = document_of(
        f"<p>A<sup class='reference' id='_ref-0'><a href='#_note-0'>[1]</a></sup></p><ol class='references'>{item}</ol>"
    )
    assert [(r.text, r.backlinks) for r in document.references] == [(text, 1)]


def test_letters_name_the_group() -> None:
    def group(*shown: str) -> list[str | None]:
        marks = "".join(mark(str(at), letter) for at, letter in enumerate(shown))
        notes = "".join(note(str(at), "x") for at, _ in enumerate(shown))
        return [r.group for r in document_of(f"<p>A{marks}</p><ol class='references'>{notes}</ol>").references]

    assert group("a", "b") == ["lower-alpha", "lower-alpha"]
    assert group("i", "ii", "iii", "iv") == ["lower-roman"] * 4
    assert group("A") == ["upper-alpha"]
    assert group("α", "β") == ["lower-greek", "lower-greek"]


def test_entry_of_remarks_alone_keeps_the_numbers_right() -> None:
    document = document_of(
        f"<p>A{mark('1', '1')}{mark('2', '2')}</p><ol class='references'>"
        + note("1", "<sup class='noprint Inline-Template'>[dead link]</sup>")
        + note("2", "A book")
        + "</ol>"
    )
    assert [(r.number, r.text) for r in document.references] == [(1, "[dead link]"), (2, "A book")]


def test_lists_inside_an_entry_are_part_of_it() -> None:
    found = document_of(
        f"<p>A{mark('1', '1')}</p><ol class='references'>"
        + note("1", "Several:<ul><li id='mwAb'>one</li><li id='mwAc'>two</li></ul>")
        + "</ol>"
    ).references
    assert [r.text for r in found] == ["Several:\none\ntwo"]


def test_entries_by_hand_are_references_too() -> None:
    found = document_of("<div class='reflist'><ol><li id='mwAb'>A book</li><li>A paper</li></ol></div>").references
    assert [(r.id, r.text, r.backlinks) for r in found] == [("ref-1", "A book", 0), ("ref-2", "A paper", 0)]


def test_short_notes_say_what_their_citation_says() -> None:
    document = document_of(
        f"<p>A{mark('FOOTNOTERoe2001', '1')}</p><ol class='references'>"
        + note("FOOTNOTERoe2001", "<a href='#CITEREFRoe2001'>Roe 2001</a>, p. 5.")
        + "</ol>"
        "<h2>Sources</h2><ul><li><cite id='CITEREFRoe2001' class='citation book'>Roe, Jane (2001). Tests. "
        "ISBN 978-0-00-000000-2.</cite><span class='Z3988' title='rft.au=Roe%2C+Jane&amp;rft.date=2001'></span></li></ul>"
    )
    (found,) = document.references
    assert (found.text, found.year, found.authors, found.isbn) == (
        "Roe 2001, p. 5.", 2001, ("Roe, Jane",), "9780000000002",
    )  # fmt: skip


def test_identifiers_from_data_words_and_addresses() -> None:
    said = reference(
        "Roe J (May 2001). <a href='https://doi.org/10.1000/abc.1/full'>x</a> PMID 1234567. PMC 7654321. ISBN 0-00-000000-X"
    )
    assert (said.doi, said.pmid, said.pmcid, said.isbn) == ("10.1000/abc.1", "1234567", "PMC7654321", "000000000X")
    assert reference("A paper, doi:10.1000/xyz(9)7.").doi == "10.1000/xyz(9)7"


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Roe, Jane; Doe, John (2001). Tests.", ("Roe, Jane", "Doe, John")),
        ("Roe J, Doe JB, et al. (May 2001). Tests.", ("Roe J", "Doe JB")),
        ("Roe, J. (3 May 2001) Tests.", ("Roe, J.",)),
        ('"Tests of the year" (2001). Paper.', ()),
        ("Ministry of Tests, annual report (2001)", ()),
    ],
)
def test_authors_from_words(text: str, authors: tuple[str, ...]) -> None:
    assert reference(text).authors == authors
