from __future__ import annotations

import json
import re
from typing import Any

import pytest
from page_of import document_of

from wikiclean.model.document import Document

MarkdownIt = pytest.importorskip("markdown_it", reason="markdown-it-py comes with rich").MarkdownIt

PAGE = (
    "<p>Lead with <b>strong</b>, <i>em</i><b>(tight)</b>, <a href='/wiki/A_(b)'>link*_</a>, 10<sup>6</sup>, "
    "<code>a`b</code>, 1 | 2, [x], &lt;b&gt;, &amp;amp;, $5, #1!<a href='/wiki/C'>see</a> "
    "<span class='mwe-math-element'><math><semantics><annotation encoding='application/x-tex'>a_1*b_2"
    "</annotation></semantics></math></span></p>"
    "<p># not a heading</p><p>1. not a list</p><p>- nor this</p>"
    "<h2>Head <i>ing</i></h2><ul><li>one<br>more<ol start='4'><li>four</li></ol></li></ul><dl><dt>T</dt><dd>D</dd></dl>"
    "<blockquote><p>said</p></blockquote><pre>x  ``` y</pre>"
    "<table class='wikitable'><caption>Cap</caption>"
    "<tr><th>a|b</th><th>c</th></tr><tr><td>1<br>2</td><td></td></tr></table>"
)


def plain(html: str) -> str:
    from lxml import html as parser

    spaced = re.sub(r"(</?(?:p|li|ul|ol|h\d|br|blockquote|pre)\b[^>]*>)", r" \1 ", html)
    return " ".join("".join(parser.fromstring(f"<div>{spaced}</div>").itertext()).split())


def test_markdown_of_the_body_reads_back_as_the_text() -> None:
    document = document_of(PAGE)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(document.to_markdown(body=True))
    assert plain(html) == " ".join(document.text.split())
    assert html.count("<h2>") == 1
    assert '<ol start="4">' in html
    assert "<strong>strong</strong>" in html
    assert 'href="https://wiki.example/wiki/A_%28b%29"' in html


def test_markdown_of_the_whole_has_title_table_and_caption() -> None:
    markdown = document_of(PAGE).to_markdown()
    assert markdown.startswith("# Testol\n")
    assert "**Cap**\n\n| a\\|b | c |\n| --- | --- |\n| 1<br>2 |  |" in markdown


def test_text_shows_list_markers_and_tables() -> None:
    text = document_of(PAGE).to_text()
    assert "- one\nmore\n  4. four" in text
    assert "Cap\na|b\tc\n1 2" in text


def test_html_escapes_every_word_of_the_wiki() -> None:
    document = document_of("<p>&lt;script&gt;alert(1)&lt;/script&gt; <a href='/wiki/A\"onclick=x'>a</a></p>")
    html = document.to_html()
    assert "<script>" not in html
    assert '"onclick' not in html


def test_json_is_plain_and_complete() -> None:
    document = document_of(PAGE)
    data: dict[str, Any] = json.loads(json.dumps(document.to_json()))
    assert set(data) == set(Document.__dataclass_fields__)
    assert data["blocks"][0]["kind"] == "paragraph"
    assert data["tables"][0]["rows"][0][0] == {"text": "a|b", "header": True, "rowspan": 1, "colspan": 1, "spans": []}
