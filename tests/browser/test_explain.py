"""The explanation of a page as a reader uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiclean.model.page import Page
from wikiclean.pipeline.explain import explain_page

from .conftest import Browser, Opened

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Velmorestat - Wiki</title></head><body>
<h1 id="firstHeading">Velmorestat</h1><div id="mw-content-text"><div class="mw-parser-output">
<div class="hatnote">This article is about the medicine.</div>
<p><b>Velmorestat</b> is a medicine used in the treatment of hypertension.<sup class="reference"><a
href="#cite_note-1">[1]</a></sup> It is new.<sup class="reference"><a href="#cite_note-2">[2]</a></sup></p>
<img src="https://evil.example/a.png" onerror="alert(1)"><script>alert(2)</script>
<p>&lt;script&gt;alert(3)&lt;/script&gt; <a href="javascript:alert(4)">a link</a></p>
<h2>Dosage and administration for Velmorestat</h2><p>The typical dose is 40 mg orally once daily.</p></div></div></body></html>"""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opened:
    path = tmp_path / "explained.html"
    path.write_text(explain_page(Page.from_html(PAGE, url="https://wiki.example/wiki/V")), encoding="utf-8")
    return browser.open(path)


def test_it_opens_without_errors_requests_or_dialogs(opened: Opened) -> None:
    opened.page.get_by_text("a link").click()
    assert (opened.errors, opened.requests, opened.dialogs) == ([], [], [])


def test_a_reason_shows_where_one_points(opened: Opened) -> None:
    hatnote = opened.page.locator("del", has_text="This article is about the medicine.")
    hatnote.hover()
    assert hatnote.get_attribute("title").startswith("hatnote: ")


def test_rules_are_switched_off_and_on(opened: Opened) -> None:
    box = opened.page.get_by_label("hatnote", exact=True)
    hatnote = opened.page.locator("del", has_text="This article is about the medicine.")
    box.uncheck()
    assert "off" in hatnote.get_attribute("class").split()
    box.check()
    assert "off" not in hatnote.get_attribute("class").split()


def test_next_walks_through_the_pieces_of_a_rule(opened: Opened) -> None:
    button = opened.page.get_by_label("Next piece removed by reference-mark")
    seen = []
    for _ in range(3):
        button.click()
        seen.append(opened.page.locator(".here").inner_text())
    assert seen == ["[1]", "[2]", "[1]"]


def test_the_page_is_shown_without_what_was_removed(opened: Opened) -> None:
    opened.page.get_by_label("show the page without it").check()
    assert not opened.page.locator("del", has_text="[1]").is_visible()
    assert opened.page.locator("#article").get_by_text("It is new.").is_visible()


def test_a_fact_leads_to_its_words_by_keyboard(opened: Opened) -> None:
    fact = opened.page.locator("button.fact", has_text="40 mg").first
    fact.focus()
    opened.page.keyboard.press("Enter")
    assert "40 mg" in opened.page.locator(".here").inner_text()
    assert opened.page.evaluate("document.activeElement.tagName") == "MARK"


def test_fields_are_switched_off(opened: Opened) -> None:
    opened.page.locator("label", has_text="Dosage").locator("input").uncheck()
    mark = opened.page.locator("mark", has_text="40 mg").first
    assert "off" in mark.get_attribute("class").split()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser: Browser, tmp_path: Path, scheme: str) -> None:
    path = tmp_path / "explained.html"
    path.write_text(explain_page(Page.from_html(PAGE)), encoding="utf-8")
    page = browser.open(path, color_scheme=scheme).page
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}[scheme]
