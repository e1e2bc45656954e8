"""`sites learn` on the wiki in WikiMD's layout, against the profile that was written by hand for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fixture_wiki import titles
from live_wiki import LiveWiki
from wikiclean.clean.steps import clean_page
from wikiclean.fetch.session import SessionSettings, open_session
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page
from wikiclean.pipeline.sites import learn_profile
from wikiclean.pipeline.sites.sample import sample_wiki
from wikiclean.sites.profile import SiteProfile
from wikiclean.sites.registry import load_profile

pytestmark = pytest.mark.live


def kept(pages: list[Page], profile: SiteProfile) -> Counter[tuple[int, str]]:
    blocks: Counter[tuple[int, str]] = Counter()
    for number, page in enumerate(pages):
        document = clean_page(page, profile=profile).document
        blocks.update((number, document.text[block.start : block.end]) for block in document.blocks)
    return blocks


def test_the_furniture_of_the_site_is_found(live_wiki: LiveWiki, tmp_path: Path) -> None:
    with open_session(SessionSettings(rate=1000, allow_private=True)) as session:
        named = titles("drugs", "conditions", "other")  # other tests may have left pages of their own in the wiki
        pages = [fetch_page(title, site=live_wiki.url, session=session, rendering="page_html") for title in named]
    (path := tmp_path / "learnt.toml").write_text(learn_profile(pages, name="learnt").to_toml(), encoding="utf-8")
    base = kept(pages, load_profile("mediawiki"))
    by_hand = base - kept(pages, load_profile("wikimd"))
    learnt = base - kept(pages, load_profile(str(path)))
    assert by_hand.total() > 100
    right = (by_hand & learnt).total()
    assert right >= 0.9 * learnt.total(), list((learnt - by_hand).elements())[:10]
    assert right >= 0.9 * by_hand.total(), list((by_hand - learnt).elements())[:10]


def test_a_wiki_is_sampled_evenly(live_wiki: LiveWiki) -> None:
    pages = list(sample_wiki(live_wiki.url, pages=5, rate=1000, allow_private=True))
    assert len(pages) == len({page.title for page in pages}) == 5
    assert {page.transport for page in pages} == {"page_html"}
