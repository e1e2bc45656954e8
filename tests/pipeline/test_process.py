from __future__ import annotations

import pickle

import pytest

from wikiclean.errors import DecodeError, InputError, NotAnArticleError
from wikiclean.model.page import Page
from wikiclean.pipeline.process import process_page

HTML = """<html lang="en"><head><title>Velmorestat</title></head><body><h1 id="firstHeading">Velmorestat</h1>
<div id="mw-content-text"><div class="mw-parser-output"><p><b>Velmorestat</b> is a medicine.</p>
<h2><span class="mw-headline" id="D">Dosage</span> <span class="mw-editsection">[edit]</span></h2>
<p>The typical dose is 40 mg orally once daily.</p></div></div></body></html>"""
URL = "https://wiki.example/wiki/Velmorestat"


def test_an_article_becomes_a_record() -> None:
    result = process_page(Page.from_html(HTML, url=URL))
    assert result.outcome == "article"
    assert result.record is not None
    assert result.document is not None
    assert result.record.record_id == "wiki.example:Velmorestat"
    assert result.record.text == result.document.text
    assert result.require() is result.record
    assert result.ledger.letters > 0


def test_the_same_page_gives_the_same_result_which_can_be_pickled() -> None:
    results = [process_page(Page.from_html(HTML, url=URL)) for _ in range(3)]
    assert results[0] == results[1] == results[2] == pickle.loads(pickle.dumps(results[0]))


def test_what_is_no_text_is_in_the_result() -> None:
    result = process_page(Page.from_html(b"", url=URL))
    assert (result.outcome, result.record, result.document) == ("failed", None, None)
    with pytest.raises(DecodeError):
        result.require()


def test_an_article_without_a_title_is_no_record() -> None:
    html = '<div id="mw-content-text"><div class="mw-parser-output"><p>Some words.</p></div></div>'
    result = process_page(Page.from_html(html))
    assert result.outcome == "failed"
    with pytest.raises(InputError, match="says no title"):
        result.require()
    assert process_page(Page.from_html(html, title="Velmorestat")).outcome == "article"


def test_an_outcome_is_no_record() -> None:
    page = Page(body=b"<html><body><p>404</p></body></html>", transport="page_html", url=URL, status=404)
    result = process_page(page)
    assert result.outcome == "missing"
    assert result.record is None
    with pytest.raises(NotAnArticleError, match="missing"):
        result.require()
