"""Rules proposed from a site's pages, and rules tried on them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from wikiclean.clean.steps import clean_page
from wikiclean.errors import UsageError
from wikiclean.model.page import Page
from wikiclean.pipeline.sites import check_profile, learn_profile
from wikiclean.sites.registry import load_profile, own_rules

TITLES = ("Alphastat", "Betamine", "Gammanol", "Deltaxel", "Epsilor", "Zetavir", "Etazole", "Thetafen")
COLOURS = ("amber", "beige", "crimson", "dun", "ebony", "fawn", "green", "hazel")


def page_of(number: int) -> Page:
    """A drug page with a site's furniture; what is the page's own differs from page to page."""
    title, colour = TITLES[number], COLOURS[number]
    return Page.from_html(
        f"""<html><head><title>{title}</title></head><body><h1 id="firstHeading">{title}</h1>
<div id="mw-content-text"><div class="mw-parser-output">
<p class="byline">Edited by the friends of the encyclopedia and its sponsors</p>
<p><b>{title}</b> is a {colour} powder that is used for {number + 2} kinds of pain.</p>
<div class="promo"><p>Buy the book of the encyclopedia at your pharmacy today!</p></div>
<h2>Side effects of {title}</h2><p>It may turn the skin {colour} in {number + 3} of a hundred people.</p>
<ul><li>Nausea</li><li>Headache</li><li>A {colour} tongue</li></ul>
<h2>Mechanism of action of {title}</h2><p>Likelihood score: {"E" if number < 3 else number} (unlikely cause of apparent liver injury).</p>
<p>The {colour} receptor is blocked for {number + 4} hours.</p>
<p>Please tell others about {title} and this encyclopedia.</p>
<h2>About the encyclopedia</h2><p>We are kept by volunteers in many countries of the world.</p>
</div></div></body></html>""",
        url=f"https://wiki.example/wiki/{title}",
    )


PAGES = [page_of(number) for number in range(len(TITLES))]


def test_furniture_is_proposed_and_articles_are_not_touched(tmp_path: Path) -> None:
    learned = learn_profile(PAGES, name="example", hosts=["wiki.example"])
    found = {(each.matcher, each.value) for each in learned.proposals}
    assert found == {
        ("css", "p.byline"),
        ("css", "div.promo"),
        ("heading", "About the encyclopedia"),
        ("pattern", r"Please tell others about {title} and this encyclopedia\.\Z"),
    }
    assert {each.pages for each in learned.proposals} == {len(PAGES)}
    (path := tmp_path / "example.toml").write_text(learned.to_toml(), encoding="utf-8")
    profile = load_profile(str(path))
    for page, colour in zip(PAGES, COLOURS, strict=True):
        text = clean_page(page, profile=profile).document.text
        assert text.endswith(f"The {colour} receptor is blocked for {COLOURS.index(colour) + 4} hours.")
        assert "Nausea" in text
        assert "Likelihood score: " in text
        for gone in ("Edited by", "Buy the book", "Please tell", "About the", "volunteers"):
            assert gone not in text


def test_what_is_on_few_pages_does_not_recur() -> None:
    odd = [
        *PAGES[:6],
        *(
            Page.from_html(page.body.decode().replace("volunteers", f"{n} people"), url=page.url)
            for n, page in enumerate(PAGES[6:])
        ),
    ]
    examples = [each.example for each in learn_profile(odd, name="example").proposals]
    assert not any("people in many" in example for example in examples)


def test_a_proposal_is_toml_whatever_the_wiki_writes() -> None:
    evil = [
        Page.from_html(page.body.decode().replace("Buy the book", 'Buy "the\\ book" ]]] \x7f # x'), url=page.url)
        for page in PAGES
    ]
    learned = learn_profile(evil, name="example")
    data = tomllib.loads(learned.to_toml())
    assert [rule["id"] for rule in data["rule"]] == [each.id for each in learned.proposals]
    assert len({rule["id"] for rule in data["rule"]}) == len(data["rule"])


def test_too_few_pages_say_too_little() -> None:
    with pytest.raises(UsageError, match="give 5 or more"):
        learn_profile(PAGES[:4], name="example")


def profile(tmp_path: Path, *rules: str) -> str:
    path = tmp_path / "p.toml"
    path.write_text('name = "p"\nextends = "mediawiki"\n' + "".join(f"[[rule]]\n{rule}\n" for rule in rules), "utf-8")
    return str(path)


def test_check_tells_dead_rules_overlaps_and_shares(tmp_path: Path) -> None:
    name = profile(
        tmp_path,
        'id = "byline"\nwhy = "who edits the site"\ncss = "p.byline"',
        'id = "edited"\nwhy = "who edits the site, by words"\nprefix = "Edited by"',
        'id = "promo"\nwhy = "an advertisement"\ncss = "div.promo"',
        'id = "gone"\nwhy = "an old advertisement"\ncss = "div.old-promo"',
    )
    named = [(f"{number}.html", page) for number, page in enumerate(PAGES)]
    checked = check_profile(named, load_profile(name), own=own_rules(name))
    assert (checked.pages, checked.articles, checked.unreadable) == (8, 8, 0)
    assert set(checked.dead) == {"edited", "gone"}
    assert checked.overlaps == {"byline": {"edited": 8 * len("Editedbythefriendsoftheencyclopediaanditssponsors")}}
    assert checked.rules["promo"].pages == 8
    assert not checked.is_clean


def test_check_finds_nothing_wrong_with_a_profile_that_fits(tmp_path: Path) -> None:
    name = profile(tmp_path, 'id = "promo"\nwhy = "an advertisement"\ncss = "div.promo"')
    assert check_profile([("a", PAGES[0])], load_profile(name), own=own_rules(name)).is_clean


def test_check_names_pages_whose_article_was_guessed(tmp_path: Path) -> None:
    name = profile(tmp_path)
    words = "".join(
        f"<p>A sentence number {n}, with words enough to be a paragraph of an article.</p>" for n in range(9)
    )
    page = Page.from_html(f"<html><body><h1>Alphastat</h1><main>{words}</main></body></html>")
    checked = check_profile([("guessed.html", page)], load_profile(name), own=own_rules(name))
    assert checked.without_root == ("guessed.html",)


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    name = profile(tmp_path)
    binary = Page(body=b"\x00\x01" * 500, transport="file_html")
    assert check_profile([("b", binary)], load_profile(name), own=own_rules(name)).unreadable == 1
