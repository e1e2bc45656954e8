"""Every rule of every shipped profile has something to do: on a fixture below, or on a shared real page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wikiclean.clean.steps import clean_page
from wikiclean.errors import DecodeError
from wikiclean.model.page import Page
from wikiclean.sites.profile import Rule
from wikiclean.sites.registry import find_profile, load_profile, profile_names

HEAD = "<!DOCTYPE html><html lang='en'><head><title>Testol</title></head><body><h1 id='firstHeading'>Testol</h1>"
SAMPLES = {
    "heading-number": "<h2><span class='mw-headline-number'>1</span> <span class='mw-headline'>Uses</span></h2>",
    "duplicate-maths": ("<p><span class='MathJax_Preview'>x</span><script type='math/tex'>x</script> is a number.</p>"),
    "disambiguation-box": "<div id='disambigbox' class='dmbox'>Testol may mean two things</div><ul><li>One</li></ul>",
    "disambiguation-note": "<div class='disambig'>There is a river by this name, too</div>",
    "no-article-text": "<div class='noarticletext'>Nobody wrote this page yet</div>",
    "redirect-message": "<div class='redirectMsg'><p>Leads to:</p><ul><li>Elsewhere</li></ul></div>",
    "diff-table": "<table class='diff'><tr><td>old words</td><td>new words</td></tr></table>",
    "protection": "<div class='protection-box'>Only some may edit this page</div>",
    "print-only": "<p class='print-only'>Printed from a wiki of ours</p>",
    "jump-line": "<p>Jump to: navigation, search</p>",
    "retrieved-line": "<p>Retrieved from https://wiki.example/wiki/Testol</p>",
    "redirected-line": "<p>(Redirected from Testolin)</p>",
    "ad-line": "<p>Advertisement</p>",
    "ad": "<div class='adsbygoogle'>Somebody sells something</div>",
    "share-bar": "<div class='share-buttons'>Tell everybody</div>",
    "cookie-banner": "<div id='cookie-notice'>May we keep a cookie?</div>",
    "reader-comments": "<div id='disqus_thread'>I agree with every word</div>",
    "wikimd-languages": "<ul><li>- East Asian</li></ul>",
    "wikimd-tagline": "<p>From WikiMD</p>",
    "wikimd-stub": "<p>The article on Testol is a stub, as the wiki says.</p>",
    "wikimd-resources": "<h2>Testol resources</h2><ul><li>A search elsewhere</li></ul>",
    "wikimd-about": "<h2>About WikiMD</h2><p>The wiki speaks of itself.</p>",
    "wikimd-about-line": "<p>Quick links: here, there</p>",
    "wikimd-disclaimer": "<p>The wiki is not a substitute for professional medical advice, it says.</p>",
    "wikimd-link-line": "<p>Link to this page: by some address</p>",
    "wikimd-ad": "<p>Ad. Somebody sells something</p>",
    "wikimd-icons": "<p>Pubmed.png</p>",
}
"""Rule -> article content, in words of our own, that it fires on."""

OWN_RULES = [
    pytest.param(name, rule, id=f"{name}:{rule.id}")
    for name in profile_names()
    for rule in load_profile(name).rules
    if load_profile(name).extends is None
    or rule.id not in {inherited.id for inherited in load_profile(load_profile(name).extends or "").rules}
]


@pytest.mark.parametrize(("profile", "rule"), [p for p in OWN_RULES if p.values[1].id in SAMPLES])
def test_a_rule_fires_on_its_sample(profile: str, rule: Rule) -> None:
    html = f"{HEAD}<div id='mw-content-text'><p>Testol is a medicine.</p>{SAMPLES[rule.id]}</div></body></html>"
    cleaned = clean_page(Page.from_html(html, url="https://wiki.example/wiki/Testol", site=profile))
    fired = {removal.rule for removal in cleaned.ledger.removals}
    assert rule.id in fired or cleaned.document.outcome == rule.outcome
    if rule.outcome:
        assert cleaned.document.outcome == rule.outcome
    else:
        assert "Testol is a medicine." in cleaned.document.text


def test_no_sample_is_without_its_rule() -> None:
    assert set(SAMPLES) <= {p.values[1].id for p in OWN_RULES}


@pytest.fixture(scope="session")
def fired_on_real_pages(shared: Path) -> set[str]:
    folder = shared / "pages"
    wanted = {p.values[1].id for p in OWN_RULES} - set(SAMPLES)
    fired: set[str] = set()
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if not row["file"].endswith((".html", ".json")):
            continue
        url = row.get("url") or ""
        page = Page(
            body=(folder / row["file"]).read_bytes(),
            transport="api_parse" if row["file"].endswith(".json") else "file_html",
            url=url if url.startswith("http") else None,
        )
        try:
            fired.update(removal.rule for removal in clean_page(page).ledger.removals)
        except DecodeError:
            continue
        if wanted <= fired:
            break
    return fired


@pytest.mark.shared
def test_every_other_rule_fires_on_a_real_page(fired_on_real_pages: set[str]) -> None:
    assert {p.values[1].id for p in OWN_RULES} - set(SAMPLES) - fired_on_real_pages == set()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<head><link rel=\'x\'><link rel="canonical" href="https://nl.wikipedia.org/wiki/X"></head><body>',
            "wikipedia",
        ),
        ('<head><link href="https://www.wikimd.org/wiki/X" rel="canonical"></head><body>', "wikimd"),
        ('<head><script>RLCONF={"wgServer":"//mdwiki.org"}</script></head><body>', "mdwiki"),
        ('<head><base href="//cs.wikipedia.org/wiki/"></head><body>', "wikipedia"),
        ("<head><title>Testol – Wikipedia</title></head><body>", "wikipedia"),
        ("<head><title>Тестол — Википедия</title></head><body>", "wikipedia"),
        ('<head><title>Testol</title><meta property="og:site_name" content="Testing Wiki | Fandom"/></head>', "fandom"),
        ("<title>Testol - PsychonautWiki</title>", "psychonautwiki"),
        ('<body><div id="siteSub">From WikiMD\'s Wellness Encyclopedia</div>', "wikimd"),
        ("From WikiMD\n\nTestol is a medicine.", "wikimd"),
        (
            "<title>Testol</title><body>The word Wikipedia, and <a href='//en.wikipedia.org/wiki/X'>a link</a>",
            "mediawiki",
        ),
        ('<head><link rel="canonical" href="https://wiki.example/wiki/X"></head><body>wgServer', "mediawiki"),
    ],
)
def test_a_page_saved_without_its_address_says_where_it_is_from(html: str, expected: str) -> None:
    assert find_profile(None, html).name == expected


def test_the_address_has_the_first_word() -> None:
    html = "<title>Testol - Wikipedia</title>"
    assert find_profile("https://www.wikimd.com/wiki/Testol", html).name == "wikimd"
