from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from lxml import html as parser
from page_of import document_of

from hostile import PAGES
from wikiclean.model.document import Document, Figure, Span

_ATTRIBUTES = {
    "lang", "dir", "charset", "name", "content", "rel", "href", "hreflang", "title", "class", "id", "role", "scope",
    "rowspan", "colspan", "start", "value", "encoding", "src", "alt", "loading", "aria-label",
}  # fmt: skip
_SAFE = re.compile(r"(?:https?://|mailto:|#|\./|[^:]*\Z)", re.IGNORECASE)


def assert_sanitised(html: str) -> None:
    root = parser.fromstring(html)
    for element in root.iter():
        assert element.tag not in ("script", "iframe", "object", "embed", "form", "base", "svg")
        for name, value in element.attrib.items():
            assert name in _ATTRIBUTES or name.startswith("data-"), name
            if name in ("href", "src"):
                assert _SAFE.match(value), value


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_no_page_brings_script_or_unsafe_addresses(content: str) -> None:
    assert_sanitised(document_of(content, title="A<img src=x onerror=alert(1)>\"'").to_html())


def test_unsafe_addresses_are_kept_as_data() -> None:
    document = document_of("<p>x y</p>")
    document = replace(
        document,
        title="<script>alert(1)</script>",
        spans=(Span("link", 0, 1, "javascript:alert(1)"), Span("link", 2, 3, "Javascript:alert(1)")),
        figures=(Figure("A.png", "javascript:alert(1)", caption="c"), Figure("B.png", "data:image/png;base64,AA")),
        language='en" onload="x',
    )
    html = document.to_html()
    assert_sanitised(html)
    assert 'data-target="javascript:alert(1)"' in html
    assert 'href="https://wiki.example/wiki/Javascript:alert%281%29"' in html


def test_the_page_is_semantic_html() -> None:
    document = document_of(
        "<table class='infobox drugbox'><caption>Box</caption><tr><th colspan='2'>Data</th></tr><tr><th>L</th><td>V</td></tr></table>"
        "<p>Lead<sup class='reference'><a href='#cite_note-1'>[1]</a></sup></p><h2 id='Use'>Use</h2><h3>Adults</h3><p>x</p>"
        "<table class='wikitable'><caption>Doses</caption><tr><th>a</th><th>b</th></tr><tr><th>1</th><td>2</td></tr></table>"
        "<h2>References</h2><ol class='references'><li id='cite_note-1'>Doe. doi:10.1000/x</li></ol>"
    )
    html = document.to_html()
    assert '<h2 id="Use">Use</h2>\n<section>\n<h3>Adults</h3>' in html
    assert '<caption>Doses</caption>\n<thead>\n<tr><th scope="col">a</th><th scope="col">b</th></tr>' in html
    assert '<tr><th scope="row">1</th><td>2</td></tr>' in html
    assert '<aside class="infobox" data-kind="drug">' in html
    assert '<sup class="reference" id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>' in html
    assert "rft_id=info%3Adoi%2F10.1000%2Fx" in html
    assert '<section class="apparatus" data-level="2" data-heading="References"' in html
    for tag in ("section", "table", "ul", "ol", "li", "article", "aside"):
        assert html.count(f"<{tag}") == html.count(f"</{tag}>"), tag


def test_a_language_written_from_the_right_says_so() -> None:
    assert '<html lang="he" dir="rtl">' in replace(document_of("<p>x</p>"), language="he").to_html()


def test_an_empty_document_is_a_page() -> None:
    document = document_of("<p>x</p>")
    empty = Document(source=document.source, title="T", language="en", outcome="blank")
    assert "<h1>T</h1>" in empty.to_html()
    assert empty.to_text() == ""
    assert empty.to_markdown(body=True) == ""
