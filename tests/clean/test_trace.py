"""Each visible letter of a page gets back what became of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
from accounting import differences, letters, visible_pieces_html5
from fixture_wiki import WIKI, replay, titles
from wikiclean.clean.items import without_math
from wikiclean.clean.letter_places import KEPT
from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.clean.trace import Open, Trace, Words, trace_page
from wikiclean.errors import DecodeError
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page


def traced(page: Page) -> tuple[Cleaned, Trace]:
    cleaned = clean_page(page)
    return cleaned, trace_page(page, cleaned)


def check(cleaned: Cleaned, trace: Trace) -> None:
    """The account closes, each entry has just its own letters, and each block that was placed reads as it does."""
    assert trace.closed
    for index, removal in enumerate(cleaned.ledger.removals):
        mine = "".join(letter for letter, fate in zip(trace.letters, trace.removals, strict=True) if fate == index)
        assert mine == letters(removal.text)
    words = [piece for piece in trace.pieces() if isinstance(piece, Words)]
    assert letters("".join(piece.text for piece in words)) == trace.letters
    assert all(set(trace.removals[piece.first : piece.end]) <= {piece.removal} for piece in words)


def html(body: str) -> Page:
    return Page.from_html(
        f'<html><body><div id="mw-content-text"><div class="mw-parser-output">{body}</div></div></body></html>',
        url="https://wiki.example/wiki/Velmorestat",
        title="Velmorestat",
    )


def test_every_fixture_page_closes() -> None:
    with replay() as session:
        for title in titles("drugs", "conditions", "other"):
            check(*traced(fetch_page(title, site=WIKI, session=session)))


@settings(max_examples=60, deadline=None)
@given(st.lists(hostile.block(), min_size=1, max_size=4))
def test_the_account_closes_where_the_accounting_closes(blocks: list[str]) -> None:
    page = html("".join(blocks))
    cleaned, trace = traced(page)
    assert trace.closed is not any(differences(page.body.decode(), cleaned, visible_pieces_html5))
    if trace.closed:
        check(cleaned, trace)


def test_a_mark_inside_a_sentence_is_told_from_the_sentence() -> None:
    page = html('<p>Give 5 mg<sup class="reference"><a href="#cite_note-1">[1]</a></sup> daily.</p>')
    cleaned, trace = traced(page)
    pieces = [(piece.text, piece.removal) for piece in trace.pieces() if isinstance(piece, Words)]
    assert pieces == [("Give 5 mg", KEPT), ("[1]", 0), (" daily.", KEPT)]
    start = cleaned.document.text.index("5 mg")
    place = trace.place_of_text(start, start + 4)
    assert place is not None
    assert trace.letters[slice(*place)] == "5mg"


def test_words_are_found_behind_a_mark() -> None:
    page = html('<p>Give 5 mg<sup class="reference"><a href="#cite_note-1">[1]</a></sup> twice daily.</p>')
    cleaned, trace = traced(page)
    start = cleaned.document.text.index("twice")
    place = trace.place_of_text(start, start + len("twice daily"))
    assert place is not None
    assert trace.letters[slice(*place)] == "twicedaily"


def test_signs_without_letters_go_with_the_element_round_them() -> None:
    page = html('<div class="hatnote">See also <a href="/wiki/A">A</a>.</div><p>Words. <b>!</b></p>')
    _, trace = traced(page)
    fates = {piece.text: piece.removal for piece in trace.pieces() if isinstance(piece, Words)}
    assert fates["."] == fates["See also "] != KEPT
    assert fates["!"] == KEPT


def test_text_is_cut_where_it_is_asked_for() -> None:
    _, trace = traced(html("<p>One two three.</p>"))
    cut = [piece.text for piece in trace.pieces((3, 6)) if isinstance(piece, Words)]
    assert cut == ["One ", "two ", "three."]


def test_a_row_of_an_infobox_is_found() -> None:
    page = html(
        '<table class="infobox"><tr><th colspan="2">Velmorestat</th></tr><tr><th>CAS</th><td>50-78-2</td></tr></table>'
        "<p>Velmorestat is a drug.</p>"
    )
    _, trace = traced(page)
    place = trace.place_of_row(0, 0, "50-78-2")
    assert place is not None
    assert trace.letters[slice(*place)] == "50782"
    whole = trace.place_of_row(0, 0, "https://elsewhere.example/")
    assert whole is not None
    assert trace.letters[slice(*whole)] == "CAS50782"
    assert trace.place_of_row(0, 9, "x") is None


def test_plain_text_is_traced_by_its_lines() -> None:
    page = Page.from_text("Velmorestat\n\nVelmorestat is a drug.\n", title="Velmorestat")
    cleaned, trace = traced(page)
    assert trace.closed
    assert [piece.text for piece in trace.pieces() if isinstance(piece, Words) and piece.removal != KEPT] == [
        "Velmorestat"
    ]
    assert cleaned.ledger.removals[0].rule == "title"


def test_formulas_and_pictures_stand_as_elements() -> None:
    page = html('<p>Let <img class="tex" alt="x^2"> be.</p><p><img src="a.png" alt="a ring"></p>')
    _, trace = traced(page)
    opened = [piece for piece in trace.pieces() if isinstance(piece, Open)]
    assert any(piece.attributes.get("tex") == "x^2" for piece in opened)
    assert any(piece.attributes.get("alt") == "a ring" for piece in opened)


@pytest.mark.shared
def test_real_pages_close(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    files = sorted(row["file"] for row in rows if row["file"].endswith(".html"))
    for name in random.Random(11).sample(files, 40):
        page = Page(body=(shared / "pages" / name).read_bytes(), transport="file_html")
        try:
            cleaned, trace = traced(page)
        except DecodeError:
            continue
        assert trace.closed, name
        text, spans, blocks = cleaned.document.text, cleaned.document.spans, cleaned.document.blocks
        readable = [block for block in blocks if letters(without_math(text, spans, block.start, block.end))]
        assert len(trace.text) >= 0.98 * len(readable), name
