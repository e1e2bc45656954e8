"""Promise 4: the cleaner reads its own HTML back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from page_of import clean_content, document_of

from accounting import blocks_out_of_order, differences, visible_pieces_html5
from fixture_wiki import WIKI, replay, titles
from hostile import PAGES
from real_pages import sample_documents
from round_trip import cleaned_again, fields_that_differ
from wikiclean.clean.steps import clean_page
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.document import Document
from wikiclean.model.page import Page


def assert_reads_back(document: Document) -> None:
    assert not fields_that_differ(document)
    html = document.to_html()
    again = cleaned_again(document)
    lost, invented = differences(html, again, visible_pieces_html5)
    assert not lost
    assert not invented
    assert not blocks_out_of_order(html, again.document, visible_pieces_html5)


@pytest.mark.parametrize(
    "content",
    [
        "<p>10<sup>6</sup>, 2<sup>nd</sup>, x^<sup>th</sup>, H<sub>2</sub>O, 10<sub>2</sub>, 3<sup>1</sup>/<sub>2</sub></p>",
        "<p><a href='/wiki/B'><b>both</b></a> <b><a href='/wiki/B'>ways</a></b> <a href='ftp://x/y'>f</a></p>",
        "<ul><li>one<p>more</p><ul><li>two<p>of two</p></li></ul>after</li><li><ol start='7'><li>x</li><li value='3'>y</li></ol></li></ul>",
        "<ul><li>one<table class='wikitable'><tr><th>h</th></tr></table>goes on</li></ul>",
        "<dl><dt>T</dt><dd>D<ul><li>deep</li></ul></dd><dd>E</dd></dl><ol><li>a</li></ol><ul><li>b</li></ul>",
        "<table class='wikitable'><caption>C<br>d</caption><tr><th rowspan='2'>a</th><th>b</th></tr><tr><td><pre>x  y\n\n  z</pre>t</td></tr></table>",
        "<h2 id='a b'>One</h2><p>x</p><h2 id='One'>Same</h2><h2 id='One'>Same</h2><h4>Deep</h4><p>y</p>",
        "<p>x</p><h2 id='References'>References</h2><ol class='references'><li id='cite_note-1'>A</li></ol><h2>After</h2><p>z</p>",
        "<div class='hatnote'>For the other, see <a href='/wiki/Other'>Other</a>.</div><p>x</p>",
        "<p>x</p><figure typeof='mw:File/Thumb'><img src='data:image/png;base64,AA' alt='an A' resource='./File:A.png'></figure>",
        "<p><sup><sup>a</sup>1</sup> 1<sub><sub>2</sub>3</sub> 1^<sup><sup>th</sup></sup></p>",
        "<p>^<sup><sup class='reference'><a href='#cite_note-1'>[1]</a></sup>1</sup></p>",
        "<p>x<sup>[e\u0301<sup class='reference'><a href='#cite_note-1'>[1]</a></sup></sup></p>",
        "<table class='infobox'><tr><td colspan='2'><sup><b>[e\u0301</b> (sic)]</sup></td></tr></table>",
    ],
)
def test_what_html_does_not_tell_by_itself_comes_back(content: str) -> None:
    assert_reads_back(document_of(content))


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_hostile_pages_come_back(content: str) -> None:
    assert_reads_back(document_of(content))


def test_pages_that_are_no_articles_stay_what_they_are() -> None:
    document = replace(document_of("<p>x</p>"), outcome="missing", text="", blocks=(), spans=(), sections=())
    assert cleaned_again(document).document.outcome == "missing"
    assert not fields_that_differ(document_of("<ol class='references'><li id='cite_note-1'>only this</li></ol>"))


def test_a_page_that_only_looks_like_ours_is_cleaned_as_any_other() -> None:
    html = '<body><div id="mw-content-text"><article class="wikiclean"><p>x<sup>[1]</sup></p><div class="navbox">n</div></article></div></body>'
    assert "n" not in clean_page(Page.from_html(html, title="T", site="mediawiki")).document.text.split()


def test_the_same_page_gives_the_same_bytes() -> None:
    content = "<p>a<b>b</b></p><ul><li>c</li></ul>"
    first, second = clean_content(content), clean_content(content)
    assert json.dumps(first.document.to_json()) == json.dumps(second.document.to_json())
    assert first.document.to_html() == second.document.to_html()
    assert first.ledger == second.ledger


@pytest.mark.parametrize("title", titles("drugs", "conditions", "other"))
def test_fixture_pages_come_back(title: str) -> None:
    with replay() as session:
        page = fetch_page(title, site=WIKI, session=session)
    for profile in ("mediawiki", "wikimd"):
        assert_reads_back(clean_page(replace(page, site=profile)).document)


@pytest.mark.shared
@pytest.mark.parametrize("part", range(4))
def test_real_pages_come_back(shared: Path, part: int) -> None:
    checked = 0
    for name, document in sample_documents(shared, seed=2026, part=part):
        assert not fields_that_differ(document), name
        checked += 1
    assert checked > 10
