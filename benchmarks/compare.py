"""wikiclean beside its peers, on the same pages by the same scoring: the gold of wiki pages, and WCXB's web pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import mean
from typing import Any

from corpus import PAGES, read_pages, read_web_pages, require
from gold import GoldPage, read_gold
from peers import TOOLS, Peer

from accounting import letters
from wikiclean.clean.decode import decode_body
from wikiclean.clean.steps import clean_page
from wikiclean.errors import WikicleanError
from wikiclean.model.page import Page

WEB_TOOLS = ("trafilatura", "resiliparse", "readability-lxml")
_WORD = re.compile(r"\w+")
Figures = dict[str, Any]


def compare_on_gold() -> dict[str, Figures]:
    """Tool -> what it kept and leaked of the gold's pieces; a piece is there where its letters are."""
    require(PAGES)
    pages = {shared.file: shared.page for shared in read_pages()}
    gold = list(read_gold())
    asked = [pages[entry.file] for entry in gold]
    return {name: _score(gold, texts) for name, texts in _texts(asked, TOOLS, _all_kept)}


def _score(gold: list[GoldPage], texts: list[str | None]) -> Figures:
    hits: Counter[tuple[str, str, str]] = Counter()
    asked: Counter[tuple[str, str, str]] = Counter()
    for entry, text in zip(gold, texts, strict=True):
        have = letters(text or "")
        for side, pieces in (("keep", entry.keep), ("drop", entry.drop)):
            for kind, piece in pieces:
                for pool in ("all", "seen" if entry.seen else "unseen"):
                    for group in (kind, "*"):
                        asked[pool, side, group] += 1
                        hits[pool, side, group] += piece in have

    def share(pool: str, side: str, group: str = "*") -> float:
        return hits[pool, side, group] / asked[pool, side, group]

    figures: Figures = {"no_text": sum(not text for text in texts)}
    for pool in ("all", "seen", "unseen"):
        kept, leaked = share(pool, "keep"), share(pool, "drop")
        figures[pool] = {
            "score": round(score(kept, leaked), 4),
            "kept": round(kept, 4),
            "leaked": round(leaked, 4),
            **{
                side: {
                    g: [hits[p, s, g], n]
                    for (p, s, g), n in sorted(asked.items())
                    if (p, s) == (pool, side) and g != "*"
                }
                for side in ("keep", "drop")
            },
        }
    return figures


def score(kept: float, leaked: float) -> float:
    """One figure a tool: the harmonic mean of what it kept and what it did not leak."""
    clean = 1 - leaked
    return 2 * kept * clean / (kept + clean) if kept + clean else 0.0


def compare_on_web() -> dict[str, Figures]:
    """Tool -> mean word F1 on the WCXB pages: all, wiki pages, and each type of page."""
    web = read_web_pages()
    found: dict[str, Figures] = {}
    for name, texts in _texts([page.page for page in web], WEB_TOOLS, _text_and_tables):
        groups: dict[str, list[float]] = {}
        for page, text in zip(web, texts, strict=True):
            f1 = word_f1(page.gold, text or "")
            for group in ("all", page.kind, *(["wiki"] if page.wiki else [])):
                groups.setdefault(group, []).append(f1)
        found[name] = {group: round(mean(values), 4) for group, values in sorted(groups.items())}
    return found


def word_f1(gold: str, text: str) -> float:
    """F1 of the multisets of words, case folded."""
    wanted, have = (Counter(_WORD.findall(words.casefold())) for words in (gold, text))
    common = (wanted & have).total()
    return 2 * common / (wanted.total() + have.total()) if common else 0.0


def _texts(
    pages: list[Page], tools: tuple[str, ...], of_ours: Callable[[Page], str | None]
) -> Iterator[tuple[str, list[str | None]]]:
    """Each tool with its text of each page; wikiclean first. All are given the same decoded page."""
    yield "wikiclean", [of_ours(page) for page in pages]
    sources = [decode_body(page) for page in pages]
    for tool in tools:
        with Peer(tool) as peer:
            yield tool, [peer.extract(source, page.url).text for source, page in zip(sources, pages, strict=True)]


def _all_kept(page: Page) -> str | None:
    """All that wikiclean keeps: text, tables, infoboxes, captions."""
    try:
        return "\n".join(clean_page(page).document.kept_text())
    except WikicleanError:
        return None


def _text_and_tables(page: Page) -> str | None:
    try:
        document = clean_page(page).document
    except WikicleanError:
        return None
    cells = [cell.text for table in document.tables for row in table.rows for cell in row]
    return "\n".join([document.text, *(table.caption or "" for table in document.tables), *cells])
