"""Promises 1 and 2 as properties: over made-up pages, fixture pages and the shared real ones."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounting import blocks_out_of_order, differences, html_of, visible_pieces, visible_pieces_html5
from fixture_wiki import WIKI, replay, titles
from wikiclean.clean.steps import clean_page
from wikiclean.errors import DecodeError
from wikiclean.fetch.steps import fetch_page
from wikiclean.model.page import Page

SEEN_AS_READERS_DO = {"Aldesleukin", "Velmorestat", "Gout", "Velmo (disambiguation)", "Broken markup"}

WORDS = st.sampled_from(
    [
        "dose",
        "5 mg",
        "10",
        "½",
        "ﬁne",
        "e\u0301",
        "日本",
        "x\u00ady",
        "1\u00a0000",
        " ",
        "\n",
        "−5",
        "²",
        "ß",
        "İ",
        "&amp;",
        "’",
    ]
)
CLASSES = st.sampled_from(
    ["", "infobox", "wikitable", "navbox", "hatnote", "reference", "mw-editsection", "reflist", "thumb", "thumbcaption",
     "gallerybox", "ambox", "toc", "stub", "mwe-math-element", "poem", "portable-infobox", "pi-data", "references", "x"]
)  # fmt: skip
TAGS = st.sampled_from(
    "p div span b i a sup sub ul ol li dl dt dd table tr td th caption h2 h3 blockquote pre br img figure figcaption "
    "center small section aside svg script math".split()
)


FOREIGN = ("svg", "math")


@st.composite
def fragments(draw: st.DrawFn, depth: int = 4) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(WORDS)
    tag, name = draw(TAGS), draw(CLASSES)
    style = draw(st.sampled_from(["", "", "", ' style="display:none"', " hidden"]))
    if tag in FOREIGN:
        depth = 1  # words only: Lexbor does not let HTML elements end them, as the algorithm and browsers do
    inner = "".join(draw(st.lists(fragments(depth - 1), max_size=4)))
    # Broken markup now and then; but an open svg would take HTML elements in with Lexbor.
    close = "" if draw(st.integers(0, 9)) == 0 and tag not in FOREIGN else f"</{tag}>"
    return f'<{tag} class="{name}"{style} href="#cite_note-1">{inner}{close}'


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(fragments(), min_size=1, max_size=6))
def test_kept_and_removed_are_all_that_was_visible(parts: list[str]) -> None:
    html = f"<body><div>nav</div><div id='mw-content-text'>{''.join(parts)}</div>after</body>"
    cleaned = clean_page(Page.from_html(html, title="T", site="mediawiki"))
    lost, invented = differences(html, cleaned, visible_pieces_html5)
    assert not lost, f"visible and unaccounted for: {lost}"
    assert not invented, f"accounted for and never visible: {invented}"


def assert_closed(page: Page, html: str) -> None:
    cleaned = clean_page(page)
    for read in (visible_pieces, visible_pieces_html5):
        lost, invented = differences(html, cleaned, read)
        assert not lost
        assert not invented
        assert not blocks_out_of_order(html, cleaned.document, read)
    kept = "\n".join(cleaned.document.kept_text())
    removed = "\n".join(removal.text for removal in cleaned.ledger.removals)
    for base, power in re.findall(r"(\d+)<sup>([−-]?\d+)</sup>", html):
        assert f"{base}^{power}" in kept or re.search(rf"{base} ?{power}", removed), f"{base}^{power} lost its caret"


@pytest.mark.parametrize("title", [*titles("drugs", "conditions", "other")])
def test_fixture_pages(title: str) -> None:
    with replay() as session:
        pages = [fetch_page(title, site=WIKI, session=session)]
        if title in SEEN_AS_READERS_DO:
            address = f"{WIKI}/wiki/{quote(title.replace(' ', '_'))}"
            pages.append(fetch_page(address, session=session, rendering="page_html"))
    for page in pages:
        for profile in ("mediawiki", "wikimd", "wikipedia"):
            assert_closed(replace(page, site=profile), html_of(page))


@pytest.mark.shared
@pytest.mark.parametrize("part", range(8))
def test_real_pages(shared: Path, part: int) -> None:
    """A seeded sample of the real pages; benchmarks/quality.py runs every one of them."""
    rows = [json.loads(line) for line in (shared / "pages" / "index.jsonl").read_text("utf-8").splitlines()]
    files = sorted(row["file"] for row in rows if row["file"].endswith((".html", ".json")))
    sample = random.Random(2026).sample(files, 160)[part::8]
    checked = 0
    for name in sample:
        body = (shared / "pages" / name).read_bytes()
        page = Page(body=body, transport="api_parse" if name.endswith(".json") else "file_html")
        try:
            assert_closed(page, html_of(page))
        except (DecodeError, KeyError, TypeError):
            assert name.endswith(".json"), name  # other JSON than action=parse
            continue
        checked += 1
    assert checked > 10
