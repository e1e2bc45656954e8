"""Promise 3: one revision, any rendering, one Document.

Every page of the fixture wiki, by the API, as readers see it in each skin (with the site's ads, notices and the banner
for readers who are not logged in), by `action=render` and by Parsoid; on the wiki as it is (MediaWiki 1.39's markup)
and with the newer markup of pictures that it can give. `markup.py` rewrites what this MediaWiki cannot give.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote
from urllib.request import urlopen

import pytest

import markup
from accounting import blocks_out_of_order, differences, html_of
from fixture_wiki import titles
from live_wiki import LiveWiki
from parity import disagreements
from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.fetch.mediawiki import Rendering
from wikiclean.fetch.session import Session, SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page, Transport
from wikiclean.sites.registry import load_profile

pytestmark = pytest.mark.live

SKINS = ("vector", "vector-2022", "monobook", "timeless", "minerva")
RENDERINGS: tuple[Rendering, ...] = ("api_parse", "action_render", "rest_html")
OTHER_ANSWERS: dict[str, tuple[Transport, str]] = {
    "with_html": ("rest_html", "/w/rest.php/v1/page/{title}/with_html"),
    "action=parse in a skin": ("api_parse", "/w/api.php?action=parse&format=json&useskin=minerva&page={title}"),
}
"""Answers that `fetch_page` never asks for: the second has edit links, ads, and JSON of the first format."""
MARKUPS: dict[str, tuple[str, ...]] = {"1.39": (), "newer": ("--modern",)}
PAGES = [title for title in titles("drugs", "conditions", "other") if title not in ("Proleukin", "Blankazole")]
WIKIMD = load_profile("wikimd")


def fetch_all(base: str, session: Session, title: str) -> Iterator[tuple[str, Page]]:
    name = quote(title.replace(" ", "_"), safe="")
    for rendering in RENDERINGS:
        yield rendering, fetch_page(title, site=base, session=session, rendering=rendering)
    for skin in SKINS:
        address = f"{base}/w/index.php?title={name}&useskin={skin}"
        yield skin, fetch_page(address, session=session, rendering="page_html")
    for answer, (transport, path) in OTHER_ANSWERS.items():
        address = base + path.format(title=name)
        with urlopen(address, timeout=60) as response:
            yield answer, Page(body=response.read(), transport=transport, url=address, title=title)


def fetch_some(base: str, wanted: list[str]) -> list[tuple[str, str, Page]]:
    with open_session(SessionSettings(allow_private=True, rate=1000)) as session:
        return [(title, name, page) for title in wanted for name, page in fetch_all(base, session, title)]


@pytest.fixture(scope="module")
def fetched(live_wiki: LiveWiki) -> dict[str, dict[str, Page]]:
    """Title -> name of the rendering -> page; the wiki has its usual markup again afterwards.

    What is newer on this MediaWiki is the markup of pictures: pages without one are not asked for again.
    """
    found: dict[str, dict[str, Page]] = {title: {} for title in PAGES}
    try:
        for version, options in MARKUPS.items():
            live_wiki.run("start", "--stable", *options)
            wanted = [t for t in PAGES if not found[t] or "<img" in html_of(found[t]["1.39 api_parse"])]
            with ThreadPoolExecutor(2) as pool:
                for some in pool.map(partial(fetch_some, live_wiki.url), (wanted[::2], wanted[1::2])):
                    for title, name, page in some:
                        found[title][f"{version} {name}"] = page
    finally:
        live_wiki.run("start", "--stable")
    return found


def test_the_newer_markup_is_newer(fetched: dict[str, dict[str, Page]]) -> None:
    pages = fetched["Pictures of Velmo"]
    assert '<figure class="mw-default-size" typeof="mw:File/Thumb">' in html_of(pages["newer action_render"])
    assert "<figure" not in html_of(pages["1.39 action_render"])
    assert len([title for title, pages in fetched.items() if "newer vector" in pages]) >= 4


@pytest.mark.parametrize("title", PAGES)
def test_every_rendering_gives_one_document(fetched: dict[str, dict[str, Page]], title: str) -> None:
    pages = fetched[title]
    first = clean_page(pages["1.39 api_parse"], profile=WIKIMD).document
    wrong = []
    for name, page in pages.items():
        cleaned = clean_page(page, profile=WIKIMD)
        wrong += [f"{name}: {line}" for line in disagreements(cleaned.document, first)]
        wrong += [f"{name}: {line}" for line in unaccounted(page, cleaned)]
        assert "emaglutide" not in cleaned.document.text
        assert "cookies" not in cleaned.document.text
        assert "logged in" not in cleaned.document.text
    assert len(pages) % (len(RENDERINGS) + len(SKINS) + len(OTHER_ANSWERS)) == 0
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("title", PAGES)
def test_every_rewriting_gives_the_same_document(fetched: dict[str, dict[str, Page]], title: str) -> None:
    pages = fetched[title]
    first = clean_page(pages["1.39 api_parse"], profile=WIKIMD).document
    wrong = []
    for version in {name.partition(" ")[0] for name in pages}:
        for source, rewritings in (("api_parse", markup.OF_ACTION_PARSE), ("rest_html", markup.OF_PARSOID)):
            html = html_of(pages[f"{version} {source}"])
            for name, rewrite in rewritings.items():
                page = Page.from_html(rewrite(html, title), url=pages[f"{version} vector"].url, title=title)
                lines = disagreements(clean_page(page, profile=WIKIMD).document, first)
                wrong += [f"{name} of {version}: {line}" for line in lines]
    assert not wrong, "\n".join(wrong)


def unaccounted(page: Page, cleaned: Cleaned) -> Iterator[str]:
    html = html_of(page)
    lost, invented = differences(html, cleaned)
    if lost or invented:
        yield f"accounting: lost {lost}, invented {invented}"
    if wrong := blocks_out_of_order(html, cleaned.document):
        yield f"order: {wrong}"


def test_the_page_of_a_megabyte(live_wiki: LiveWiki, large_title: str) -> None:
    with open_session(SessionSettings(allow_private=True, rate=1000)) as session:
        address = f"{live_wiki.url}/w/index.php?title={quote(large_title.replace(' ', '_'))}"
        pages = {
            "api_parse": fetch_page(large_title, site=live_wiki.url, session=session, rendering="api_parse"),
            "rest_html": fetch_page(large_title, site=live_wiki.url, session=session, rendering="rest_html"),
            "vector": fetch_page(address, session=session, rendering="page_html"),
        }
    documents = {name: clean_page(page, profile=WIKIMD).document for name, page in pages.items()}
    assert len(documents["api_parse"].text) > 500_000
    wrong = {name: disagreements(document, documents["api_parse"]) for name, document in documents.items()}
    assert not any(wrong.values()), wrong
