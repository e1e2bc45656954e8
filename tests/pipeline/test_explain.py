"""The file that explains a page: complete in itself, harmless, and true to the ledger and the record."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from accounting import letters, visible_pieces_html5
from wikiclean.errors import DecodeError
from wikiclean.model.page import Page
from wikiclean.pipeline.explain import explain_page
from wikiclean.pipeline.process import process_page

HEAD = '<!DOCTYPE html><html lang="en"><head><title>Velmorestat - Wiki</title></head><body>'
ARTICLE = """<h1 id="firstHeading">Velmorestat</h1><div id="mw-content-text"><div class="mw-parser-output">
<div class="hatnote">This article is about the medicine.</div>
<p><b>Velmorestat</b> is a medicine used in the treatment of hypertension.<sup class="reference"><a
href="#cite_note-1">[1]</a></sup></p>
<h2>Dosage and administration for Velmorestat</h2><p>The typical dose is 40 mg orally once daily.</p></div></div></body></html>"""


def explain(source: str, **given: str) -> LexborHTMLParser:
    return LexborHTMLParser(explain_page(Page.from_html(source, url="https://wiki.example/wiki/Velmorestat", **given)))


def shown(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join((node.text() or "").split()) for node in page.css(selector)]


def test_what_was_removed_is_struck_out_and_what_was_read_is_marked() -> None:
    page = explain(HEAD + ARTICLE)
    assert shown(page, "#article del") == ["Velmorestat", "This article is about the medicine.", "[1]"]
    assert "The typical dose is 40 mg orally once daily." in " ".join(shown(page, "#article mark"))
    rules = shown(page, "aside:first-of-type li strong")
    assert set(rules) == {"title", "hatnote", "reference-mark"}
    assert "Every one is accounted for." in shown(page, "header")[0]


def test_each_mark_leads_to_its_fact_and_back() -> None:
    page = explain(HEAD + ARTICLE)
    facts = {node.attributes["data-fact"]: node.text() for node in page.css("button.fact")}
    marked = {number for node in page.css("#article mark") for number in (node.attributes["data-facts"] or "").split()}
    assert set(facts) == marked
    dose = next(number for number, text in facts.items() if text and "40 mg" in text)
    assert any(
        dose in (node.attributes["data-facts"] or "").split() and "40 mg" in (node.text() or "")
        for node in page.css("#article mark")
    )


def test_kept_and_removed_marks_are_all_the_visible_words() -> None:
    page = explain(HEAD + ARTICLE)
    article = page.css_first("#article")
    assert article is not None
    assert letters(article.text()) == letters("".join(visible_pieces_html5(HEAD + ARTICLE)))


ATTACKS = [
    "<script>alert(1)</script>",
    '<img src="https://evil.example/x.png" onerror="alert(1)" alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">',
    '<a href="javascript:alert(1)" onclick="alert(1)">click</a>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<p style="background:url(https://evil.example/x)">styled</p>',
    '<iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object>',
    "<p>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<form action="https://evil.example/"><input name=a><button formaction="javascript:alert(1)">b</button></form>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_page_stays_words(attack: str) -> None:
    title = "</title><script>alert(1)</script>"
    page = explain(HEAD + ARTICLE.replace("</p>", f"</p>{attack}", 1), title=title)
    ours = page.css("script")
    assert len(ours) == 1
    digest = base64.b64encode(hashlib.sha256((ours[0].text() or "").encode()).digest()).decode()
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    for node in page.css("#article *"):
        assert set(node.attributes) <= {
            "class",
            "data-piece",
            "data-facts",
            "colspan",
            "rowspan",
            "start",
            "value",
            "dir",
            "lang",
        }
        assert node.tag not in (
            "script",
            "style",
            "img",
            "iframe",
            "object",
            "form",
            "input",
            "meta",
            "base",
            "link",
            "svg",
        )
    assert not page.css("[src], [href], [onerror], [onclick], [style], [formaction]")


def test_a_page_without_an_article_is_shown_with_all_of_it_removed() -> None:
    page = explain("<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>")
    assert shown(page, "#article del") == ["Checking your browser"]
    assert shown(page, "header strong") == ["blocked"]


def test_bytes_that_are_no_page_are_refused() -> None:
    with pytest.raises(DecodeError):
        explain_page(Page(body=b"\x00\x01\x02" * 200, transport="file_html"))


def test_the_same_page_gives_the_same_file() -> None:
    page = Page.from_html(HEAD + ARTICLE)
    assert explain_page(page) == explain_page(page, result=process_page(page))


@pytest.mark.shared
def test_real_pages_are_explained_in_less_than_ten_megabytes(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    files = sorted(row["file"] for row in rows if row["file"].endswith(".html"))
    for name in random.Random(12).sample(files, 12):
        page = Page(body=(shared / "pages" / name).read_bytes(), transport="file_html")
        try:
            text = explain_page(page)
        except DecodeError:
            continue
        assert len(text.encode()) < 10_000_000, name
        assert "Every one is accounted for." in text, name
        assert not re.search(r"\s(?:src|href|on\w+)=", text.partition('id="article"')[2].partition("<aside")[0]), name
