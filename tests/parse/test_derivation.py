from __future__ import annotations

import pytest
from page_of import document_of

from wikiclean.parse.derivation import read_derivation

LINK = "<a class='external text' href='https://book.example/page'>the book</a>"


@pytest.mark.parametrize(
    "line",
    [
        f"<p>This article incorporates public domain text from {LINK}.</p>",
        f"<p>This page was adapted from {LINK}, with changes.</p>",
        f"<p>Material was copied from {LINK} under a free licence.</p>",
        f"<p>The text of this article is based on {LINK}.</p>",
    ],
)
def test_a_page_names_its_source(line: str) -> None:
    (source,) = read_derivation(document_of(f"<p>Testol is a drug.</p>{line}"))
    assert (str(source.url), source.title, source.basis) == ("https://book.example/page", "the book", "declared")


def test_a_reference_names_its_source() -> None:
    content = (
        "<p>x<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'>[1]</a></sup></p><h2>References</h2><ol class='references'>"
        f"<li id='cite_note-1'><span class='reference-text'>{LINK}. This article incorporates text from this source.</span></li></ol>"
    )
    assert [str(source.url) for source in read_derivation(document_of(content))] == ["https://book.example/page"]


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Testol is derived from willow bark, see {LINK}.</p>",
        f"<p>The film is adapted from {LINK}.</p>",
        "<p>This article incorporates text from an old book.</p>",
        f"<p>This theory is based on {LINK}.</p>",
    ],
)
def test_what_is_no_attribution_names_none(line: str) -> None:
    assert read_derivation(document_of(line)) == ()
