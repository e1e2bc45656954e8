"""Pages of no known layout: the article is found by structure, and what is around and in it is named."""

from __future__ import annotations

from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.model.page import Page

PROSE = (
    "Testol is a medicine of our own making, which nobody takes and everybody knows from these tests. "
    "It dissolves in water, in tea, and in the patience of those who read on until the end of the line. "
)


def clean(body: str) -> Cleaned:
    html = f"<html lang='en'><head><title>Testol - A site</title></head><body>{body}</body></html>"
    return clean_page(Page.from_html(html, url="https://site.example/testol"))


def rules_of(cleaned: Cleaned) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for removal in cleaned.ledger.removals:
        found.setdefault(removal.rule, []).append(removal.text)
    return {rule: " | ".join(texts) for rule, texts in found.items()}


def article(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def test_the_article_is_where_the_prose_is() -> None:
    cleaned = clean(
        "<header><a href='/'>A site</a></header><nav><a href='/a'>First</a> <a href='/b'>Second</a></nav>"
        f"<div class='page'><div class='wrap'><h1>Testol</h1>{article(*[PROSE] * 8)}</div>"
        "<div class='left-sidebar'>Our other medicines are described elsewhere on this site, at some length.</div></div>"
        "<footer>All rights reserved, by somebody or other, in some year.</footer>"
    )
    assert cleaned.document.text == "Testol\n\n" + "\n\n".join([PROSE.strip()] * 8)
    assert cleaned.document.quality.root == "structure"
    assert cleaned.document.quality.confidence > 0.6
    assert set(rules_of(cleaned)) == {"landmark", "navigation", "named-furniture", "footer"}
    assert "Our other medicines" in rules_of(cleaned)["named-furniture"]


def test_banners_share_bars_and_comments_inside_the_article_go() -> None:
    cleaned = clean(
        f"<main><article><h1>Testol</h1>{article(*[PROSE] * 4)}"
        "<div class='share-links'>Tell the world about this page</div>"
        f"<aside class='note'><p>{PROSE}{PROSE}</p></aside>{article(*[PROSE] * 4)}"
        "<div class='consent-layer' role='dialog'>This site keeps cookies for later.</div>"
        f"<section id='comments'><h2>2 comments</h2>{article('I like it very much, and so does my whole family.' * 3)}"
        "</section></article></main>"
    )
    removed = rules_of(cleaned)
    assert removed["landmark"] == "This site keeps cookies for later."
    assert "Tell the world" in removed["named-furniture"]
    assert "2 comments" in removed["named-furniture"]
    assert cleaned.document.text.count(PROSE.strip()) == 10  # the note, twice the sentence, is part of the article


def test_a_forum_of_nothing_but_comments_keeps_them() -> None:
    posts = "".join(f"<div class='comment-body'><p>{PROSE}</p></div>" for _ in range(5))
    assert clean(f"<div id='thread'>{posts}</div>").document.text.count(PROSE.strip()) == 5


def test_a_name_that_much_of_the_page_goes_by_is_no_furniture() -> None:
    cards = "".join(f"<section><h2>Part {n}</h2><div class='text-widget'><p>{PROSE}</p></div></section>" for n in "123")
    assert clean(f"<main>{cards}</main>").document.text.count(PROSE.strip()) == 3


def test_blocks_of_links_go_at_the_ends_only() -> None:
    links = "".join(f"<li><a href='/{n}'>A page by the name of {n}</a></li>" for n in range(6))
    cleaned = clean(
        f"<article><ul>{links}</ul>{article(*[PROSE] * 5)}<ul>{links}</ul>{article(*[PROSE] * 5)}<div>{links}</div>"
        "</article>"
    )
    assert len(rules_of(cleaned)["link-block"].split(" | ")) == 2
    assert cleaned.document.text.count("A page by the name of 3") == 1


def test_confidence_is_low_where_there_is_little_prose() -> None:
    labels = "".join(f"<div>Item {n}</div>" for n in range(50))
    assert clean(f"<div>{labels}</div>").document.quality.confidence < 0.2
    assert clean(f"<div>{labels}{article(PROSE)}</div>").document.quality.confidence < 0.3
    assert clean(f"<article>{article(*[PROSE] * 40)}</article>").document.quality.confidence > 0.9


def test_a_fragment_of_mediawiki_is_kept_whole() -> None:
    fragment = (
        f"<p>{PROSE}</p><h2><span class='mw-headline' id='Tags'>Tags</span></h2><div class='tags'>one, two</div>"
        "<aside>A remark</aside>"
    )
    cleaned = clean_page(Page.from_html(fragment, url="https://wiki.example/wiki/Testol"))
    assert cleaned.document.text == f"{PROSE.strip()}\n\nTags\n\none, two\n\nA remark"
    assert (cleaned.document.quality.root, cleaned.document.quality.confidence) == ("body", 0.9)


def test_comments_longer_than_the_article_are_not_taken_for_it() -> None:
    comments = f"<section class='comments'><article>{article(*[PROSE] * 9)}</article></section>"
    cleaned = clean(f"<div class='story'><h1>Testol</h1>{article(*[PROSE] * 3)}</div>{comments}")
    assert cleaned.document.text.count(PROSE.strip()) == 3


def test_a_long_text_is_no_furniture_whatever_its_name() -> None:
    locking = f"<div class='refsect' id='FOR-UPDATE-SHARE'><h2>Sharing</h2>{article(*[PROSE] * 6)}</div>"
    cleaned = clean(f"<main>{article(*[PROSE] * 30)}{locking}</main>")
    assert cleaned.document.text.count(PROSE.strip()) == 36
