"""Promise 3: one revision, any rendering, one Document."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from accounting import blocks_out_of_order, differences, html_of
from fixture_wiki import titles
from live_wiki import LiveWiki
from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.fetch.mediawiki import Rendering
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.document import Document
from wikiclean.model.page import Page
from wikiclean.sites.registry import load_profile

pytestmark = pytest.mark.live

SKINS = ("vector", "vector-2022", "monobook", "timeless", "minerva")
RENDERINGS: tuple[Rendering, ...] = ("action_render", "rest_html")
PAGES = [title for title in titles("drugs", "conditions", "other") if title not in ("Proleukin", "Blankazole")]
WIKIMD = load_profile("wikimd")
EQUAL = ("title", "text", "sections", "blocks", "spans", "tables", "infoboxes", "references", "notices", "coordinates",
         "outcome")  # fmt: skip
WHERE_HELD = ("categories", "languages")


def view_of(document: Document, field: str) -> Any:
    if field == "infoboxes":
        return [(b.title, b.kind, b.groups, [(i.file, i.alt, i.caption) for i in b.images]) for b in document.infoboxes]
    return getattr(document, field)


def renderings(live_wiki: LiveWiki, title: str) -> dict[str, tuple[Page, Cleaned]]:
    settings = SessionSettings(allow_private=True, rate=1000)
    found: dict[str, Page] = {}
    with open_session(settings) as session:
        found["action=parse"] = fetch_page(title, site=live_wiki.url, session=session)
        for rendering in RENDERINGS:
            found[rendering] = fetch_page(title, site=live_wiki.url, session=session, rendering=rendering)
        for skin in SKINS:
            address = f"{live_wiki.url}/w/index.php?title={quote(title.replace(' ', '_'))}&useskin={skin}"
            found[skin] = fetch_page(address, session=session, rendering="page_html")
    return {name: (page, clean_page(page, profile=WIKIMD)) for name, page in found.items()}


@pytest.mark.parametrize("title", PAGES)
def test_every_rendering_gives_one_document(live_wiki: LiveWiki, title: str) -> None:
    made = renderings(live_wiki, title)
    first = made["action=parse"][1].document
    wrong = []
    for name, (page, cleaned) in made.items():
        document = cleaned.document
        wrong += [
            f"{name}: {field}: {view_of(document, field)!r:.600} != {view_of(first, field)!r:.600}"
            for field in EQUAL
            if view_of(document, field) != view_of(first, field)
        ]
        figures = [[(f.file, f.alt, f.caption, f.spans, f.section) for f in d.figures] for d in (document, first)]
        if figures[0] != figures[1]:
            wrong.append(f"{name}: figures: {figures[0]} != {figures[1]}")
        wrong += [
            f"{name}: {field}"
            for field in WHERE_HELD
            if getattr(document, field) and getattr(document, field) != getattr(first, field)
        ]
        html = html_of(page)
        lost, invented = differences(html, cleaned)
        if lost or invented or blocks_out_of_order(html, document):
            wrong.append(f"{name}: accounting: lost {lost}, invented {invented}")
        assert "emaglutide" not in document.text
        assert "cookies" not in document.text
    assert not wrong, "\n".join(wrong)


def test_the_page_of_a_megabyte(live_wiki: LiveWiki, large_title: str) -> None:
    made = renderings(live_wiki, large_title)
    texts = {name: cleaned.document.text for name, (_, cleaned) in made.items()}
    assert len(texts["action=parse"]) > 500_000
    assert [name for name, text in texts.items() if text != texts["action=parse"]] == []
