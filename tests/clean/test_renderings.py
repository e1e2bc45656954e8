"""Promise 3 without a wiki: recorded answers, rewritten as other versions, extensions and services render them."""

from __future__ import annotations

import pytest

import markup
from accounting import blocks_out_of_order, differences, html_of
from fixture_wiki import WIKI, replay, titles
from parity import EQUAL, disagreements
from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.fetch.mediawiki import Rendering
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page
from wikiclean.sites.registry import load_profile

WIKIMD = load_profile("wikimd")
BY_PARSOID = ("Velmorestat", "Citations of Velmo", "Pictures of Velmo", "Tables of Velmo", "Boxes of Velmo")
TITLES = [t for t in titles("drugs", "conditions", "other") if t not in ("Proleukin", "Blankazole")]


def fetched(title: str, rendering: Rendering) -> Page:
    with replay() as session:
        return fetch_page(title, site=WIKI, session=session, rendering=rendering)


def rewritten(page: Page, rewrite: markup.Rewrite, title: str) -> tuple[str, Cleaned]:
    html = rewrite(html_of(page), title)
    return html, clean_page(Page.from_html(html, url=f"{WIKI}/w/index.php", title=title), profile=WIKIMD)


@pytest.mark.parametrize("title", TITLES)
def test_other_renderings_of_the_article(title: str) -> None:
    page = fetched(title, "api_parse")
    expected = clean_page(page, profile=WIKIMD).document
    wrong = {}
    for name, rewrite in markup.OF_ACTION_PARSE.items():
        html, cleaned = rewritten(page, rewrite, title)
        wrong[name] = disagreements(cleaned.document, expected) + blocks_out_of_order(html, cleaned.document)
        assert differences(html, cleaned) == ({}, {}), name
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("title", BY_PARSOID)
def test_parsoid_and_the_app_that_shows_it(title: str) -> None:
    expected = clean_page(fetched(title, "api_parse"), profile=WIKIMD).document
    page = fetched(title, "rest_html")
    wrong = {"parsoid": disagreements(clean_page(page, profile=WIKIMD).document, expected)}
    for name, rewrite in markup.OF_PARSOID.items():
        html, cleaned = rewritten(page, rewrite, title)
        wrong[name] = disagreements(cleaned.document, expected)
        assert differences(html, cleaned) == ({}, {}), name
    assert not any(wrong.values()), wrong


def test_the_pages_hold_what_parity_is_about() -> None:
    """A field that is empty on every page would be equal for nothing."""
    documents = [clean_page(fetched(title, "api_parse"), profile=WIKIMD).document for title in BY_PARSOID]
    assert [field for field in EQUAL if not any(getattr(document, field) for document in documents)] == []


def test_a_difference_is_found() -> None:
    page = fetched("Velmorestat", "api_parse")
    one = clean_page(page, profile=WIKIMD).document
    html = html_of(page).replace("22 × 10", "23 × 10")
    two = clean_page(Page.from_html(html, url=f"{WIKI}/wiki/Velmorestat", title="Velmorestat"), profile=WIKIMD).document
    assert [line.partition("[")[0] for line in disagreements(one, two)] == ["text"]
