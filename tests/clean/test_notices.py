from __future__ import annotations

import pytest
from page_of import clean_content, document_of


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ("<div class='hatnote'>See <a href='/wiki/Other'>Other</a></div>", "hatnote"),
        ("<div class='dablink'>See <a href='/wiki/Other'>Other</a></div>", "hatnote"),
        ("<dl><dd><i>Main article: <a href='/wiki/Other'>Other</a></i></dd></dl>", "hatnote"),
        ("<table class='ambox box-More_citations_needed'><tr><td>Cite <a href='/wiki/Other'>Other</a></td></tr></table>",
         "more_citations_needed"),
        ("<div class='stub'>Help <a href='/wiki/Other'>Other</a></div>", "stub"),
    ],
)  # fmt: skip
def test_notices_have_a_kind_and_targets_and_leave_the_text(box: str, kind: str) -> None:
    cleaned = clean_content(f"{box}<p>Words</p>")
    assert cleaned.document.text == "Words"
    assert [(n.kind, n.targets) for n in cleaned.document.notices] == [(kind, ("Other",))]
    assert any(removal.text.endswith("Other") for removal in cleaned.ledger.removals)


def test_a_note_that_is_all_its_section_says_stays() -> None:
    note = "<dl><dd><i>See <a href='/wiki/Doses_of_testol'>Doses of testol</a></i></dd></dl>"
    assert document_of(f"<p>Lead</p><h2>How much?</h2>{note}<h2>Why?</h2><p>So</p>").text.count("Doses") == 1


def test_a_note_in_italics_leads_its_section() -> None:
    document = document_of(
        "<p>Lead</p><h2>Use</h2><dl><dd><i>See also <a href='/wiki/Doses_of_testol'>Doses of testol</a></i></dd></dl>"
        "<p>Text</p>"
    )
    assert document.text == "Lead\n\nUse\n\nText"
    assert [(n.text, n.targets) for n in document.notices] == [("See also Doses of testol", ("Doses of testol",))]


@pytest.mark.parametrize(
    "content",
    [
        "<p>Text</p><dl><dd><i>By <a href='/wiki/Someone_known'>Someone known</a></i></dd></dl>",
        "<dl><dd><i>First <a href='/wiki/Line'>line of it</a></i></dd><dd><i>Second line</i></dd></dl>",
        "<dl><dd>A plain <a href='/wiki/Line'>line of it</a></dd></dl>",
        "<dl><dd><i>A long sentence that only mentions a <a href='/wiki/Line'>line</a></i></dd></dl>",
        "<dl><dd><i>Out: <a href='https://x.example/page'>https://x.example/page</a></i></dd></dl>",
    ],
)
def test_other_indented_lines_stay(content: str) -> None:
    document = document_of(f"<p>Lead</p><h2>Use</h2>{content}<p>After</p>")
    assert not document.notices
    assert any(block.kind == "definition" for block in document.blocks)
