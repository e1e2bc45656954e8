from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from page_of import document_of

from fixture_wiki import WIKI, replay, titles
from hostile import PAGES
from real_pages import sample_documents
from round_trip import html_of_markdown, visible_words, words_of_markdown, words_of_text
from wikiclean.clean.steps import clean_page
from wikiclean.fetch.steps import fetch_page


def body_of(content: str) -> str:
    document = document_of(content)
    assert words_of_markdown(document) == words_of_text(document)
    return document.to_markdown(body=True).rstrip("\n")


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("1 * 2_3 | 4 [5] `6` ~7~ $8 &lt;b&gt;", r"1 \* 2\_3 \| 4 \[5\] \`6\` \~7\~ \$8 \<b\>"),
        ("AT&amp;T &amp;amp; &amp;#42;", r"AT&T \&amp; \&#42;"),
        ("# a<br>1. b<br>- c<br>+ d<br>===<br>---<br>&gt; e", "\\# a\\\n1\\. b\\\n\\- c\\\n\\+ d\\\n\\===\\\n\\---\\\n\\> e"),
        ("C:\\", "C:\\\\"),
        ("a <b>b</b> <i>c</i>, in<b>si</b>de<i>x</i>", "a **b** _c_, in**si**de*x*"),
        ("a<b>(b)</b>c <b>d:</b>e <b>「中」</b>文", "a(**b**)c **d**:e **「中**」文"),
        ("a<b>!</b>c", "a!c"),
        ("<b>a</b><b>b</b> <b>c <b>d</b></b>", "**ab** **c d**"),
        ("<code>a`b</code> <code>`</code>", "``a`b`` `` ` ``"),
        ("<b><a href='/wiki/A_(b)'>x]*</a></b>!<a href='/wiki/B'>y</a>", "[**x\\]\\***](https://wiki.example/wiki/A_%28b%29)\\![y](https://wiki.example/wiki/B)"),
        ("<a href='ftp://x/y'>file</a> see http://x.example/a_b.", "file see [http://x.example/a\\_b](http://x.example/a_b)."),
    ],
)  # fmt: skip
def test_signs_of_the_text_are_no_markup(content: str, markdown: str) -> None:
    assert body_of(f"<p>{content}</p>") == markdown.replace("http://x.example/a\\_b]", "http\\://x.example/a\\_b]")


@pytest.mark.parametrize(
    ("tex", "markdown"), [("x+1", "$x+1$"), ("\\frac ab", "$\\frac ab$"), ("a_1*b", "$`a_1*b`$"), ("a`b", "$``a`b``$")]
)
def test_maths_stands_between_dollars(tex: str, markdown: str) -> None:
    formula = f"<math><semantics><annotation encoding='application/x-tex'>{tex}</annotation></semantics></math>"
    assert body_of(f"<p>so {formula} is</p>") == f"so {markdown} is"


def test_lists_keep_numbers_depth_and_paragraphs() -> None:
    content = "<ol start='9'><li>nine<p>more</p></li><li>ten<ul><li>deep</li></ul></li></ol><dl><dt>T</dt><dd>D</dd></dl><dl><dd>set in</dd></dl>"
    assert body_of(content) == "9. nine\n\n   more\n10. ten\n    - deep\n\n**T**\n- D\n- set in"


def test_a_very_deep_list_loses_no_word() -> None:
    body_of("<ul><li>x" * 30)


def test_headings_that_end_in_number_signs_keep_them() -> None:
    assert body_of("<h2>C #</h2><h3>##</h3>") == "## C \\#\n\n### \\##"


def test_tables_have_a_head_and_cells_in_one_line() -> None:
    markdown = document_of(
        "<p>x</p><table class='wikitable'><caption>a|b</caption><tr><td rowspan='2'>1|2</td><td>x<br>y</td></tr><tr><td><code>c|d</code></td></tr></table>"
    ).to_markdown()
    assert "**a\\|b**\n\n|  |  |\n| --- | --- |\n| 1\\|2 | x<br>y |\n|  | `c\\|d` |" in markdown
    html = html_of_markdown(markdown)
    assert html.count("<td>") == 4
    assert "<code>c|d</code>" in html


def test_references_are_footnotes_or_listed() -> None:
    markdown = document_of(
        "<p>x<sup class='reference'><a href='#cite_note-a'>[note 1]</a></sup></p>"
        "<ol class='references'><li id='cite_note-a'><span class='reference-text'>Doe. <a href='https://x.example/1'>T</a></span></li></ol>"
        "<ol class='references'><li id='cite_note-b'><span class='reference-text'>1. unmarked</span></li></ol>"
    ).to_markdown()
    assert "x[^note-1]" in markdown
    assert "[^note-1]: Doe. T [x.example](https://x.example/1)" in markdown
    assert "- 1\\. unmarked" in markdown
    shown = visible_words(html_of_markdown(markdown))
    assert "unmarked" in shown
    assert "Doe. T" in shown


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_hostile_text_reads_back(content: str) -> None:
    document = document_of(content)
    assert words_of_markdown(document) == words_of_text(document)
    html = html_of_markdown(document.to_markdown())
    assert "<script" not in html
    assert 'href="javascript:' not in html.lower()


@pytest.mark.parametrize("title", titles("drugs", "conditions", "other"))
def test_fixture_pages_read_back(title: str) -> None:
    with replay() as session:
        document = clean_page(fetch_page(title, site=WIKI, session=session)).document
    assert words_of_markdown(document) == words_of_text(document)


@pytest.mark.shared
@pytest.mark.parametrize("part", range(4))
def test_real_pages_read_back(shared: Path, part: int) -> None:
    checked = 0
    for name, document in sample_documents(shared, seed=2027, part=part):
        assert words_of_markdown(document) == words_of_text(document), name
        checked += 1
    assert checked > 10
