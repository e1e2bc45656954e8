"""`sites learn` on the wiki in WikiMD's layout, against the profile that was written by hand for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from live_wiki import LiveWiki
from wikiclean.clean.steps import clean_page
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
    pages = list(sample_wiki(live_wiki.url, pages=40, rate=1000, allow_private=True))
    (path := tmp_path / "learnt.toml").write_text(learn_profile(pages, name="learnt").to_toml(), encoding="utf-8")
    base = kept(pages, load_profile("mediawiki"))
    by_hand = base - kept(pages, load_profile("wikimd"))
    learnt = base - kept(pages, load_profile(str(path)))
    assert by_hand.total() > 100
    right = (by_hand & learnt).total()
    assert right >= 0.9 * learnt.total(), list((learnt - by_hand).elements())[:10]
    assert right >= 0.9 * by_hand.total(), list((by_hand - learnt).elements())[:10]
