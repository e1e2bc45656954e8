"""Closed accounting, computed apart from the cleaner: kept + ledger = visible, in page order.

Visible letters (as `docs/accounting.md` defines them) are read here twice, and nothing of `wikiclean.clean` is used:
over lxml's tree, and over that of Lexbor, the HTML5 algorithm by other hands than the cleaner's. On markup that is not broken
beyond what wikis write they agree; on markup made to be broken HTML5's reading is the one that counts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

NEVER_SHOWN = {
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video", "textarea",
    "select", "math",
}  # fmt: skip


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def is_unseen(tag: str, attributes: Any) -> bool:
    if tag in NEVER_SHOWN or "mwe-math-" in (attributes.get("class") or "") or "hidden" in attributes:
        return True
    style = re.sub(r"\s+", "", attributes.get("style") or "").lower()
    return any(part.split("!")[0] in ("display:none", "visibility:hidden") for part in style.split(";"))


Reading = Callable[[str], Iterator[str]]


def visible_pieces(html: str) -> Iterator[str]:
    """Visible text as libxml2 reads the page."""
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True)
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    body = root.find("body")
    stack: list[tuple[Any, bool]] = [(root if body is None else body, False)]
    while stack:
        element, tail = stack.pop()
        if tail:
            yield element.tail or ""
            continue
        if element.tail and element is not body:
            stack.append((element, True))
        if not isinstance(element.tag, str) or is_unseen(element.tag, element.attrib):
            continue
        yield element.text or ""
        stack.extend((child, False) for child in reversed(element))


def visible_pieces_html5(html: str) -> Iterator[str]:
    """Visible text as an HTML5 parser reads the page. As for libxml2, what follows the last `</html>` is no page."""
    stack = [LexborHTMLParser(html[: html.rfind("</html>") + 1 or None].replace("\x00", "")).body]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if node.tag == "-text":
            yield node.text_content or ""
        elif not node.tag.startswith("-") and not is_unseen(node.tag, node.attributes):
            stack.extend(reversed(list(node.iter(include_text=True))))


def html_of(page: Any) -> str:
    text = page.body.decode("utf-8", "replace")
    if page.transport == "api_parse" or (page.transport == "rest_html" and text[:1] == "{"):
        answer = json.loads(text)
        if not isinstance(answer, dict):
            return ""
        html = answer["parse"]["text"] if "parse" in answer else answer.get("html", "")
        return str(html["*"] if isinstance(html, dict) else html)
    return text


def without_math(text: str, spans: Any) -> str:
    for span in sorted((s for s in spans if s.kind == "math"), key=lambda s: -s.start):
        text = text[: span.start] + text[span.end :]
    return text


def kept_pieces(document: Any) -> Iterator[str]:
    yield without_math(document.text, document.spans)
    for table in document.tables:
        yield without_math(table.caption or "", table.spans)
        for row in table.rows:
            for cell in row:
                yield without_math(cell.text, cell.spans)
    for box in document.infoboxes:
        yield box.title or ""
        for group in box.groups:
            yield group.heading or ""
            for row in group.rows:
                yield row.label
                yield without_math(row.text, row.spans)
        for image in box.images:
            yield without_math(image.caption or "", image.spans)
    for figure in document.figures:
        yield without_math(figure.caption or "", figure.spans)


def differences(html: str, cleaned: Any, read: Reading = visible_pieces) -> tuple[Counter[str], Counter[str]]:
    """Letters that are visible and unaccounted for, and letters that were accounted for and never visible."""
    visible = Counter(letters("".join(read(html))))
    counted: Counter[str] = Counter()
    for piece in kept_pieces(cleaned.document):
        counted.update(letters(piece))
    for removal in cleaned.ledger.removals:
        counted.update(letters(removal.text))
    return visible - counted, counted - visible


def blocks_out_of_order(html: str, document: Any, read: Reading = visible_pieces) -> list[str]:
    """Blocks whose letters do not occur, in order, in the visible letters of the page."""
    visible = letters("".join(read(html)))
    at = 0
    wrong = []
    for block in document.blocks:
        spans = [
            s.__class__(s.kind, s.start - block.start, s.end - block.start, s.target)
            for s in document.spans
            if s.kind == "math" and block.start <= s.start < block.end
        ]
        block_letters = letters(without_math(document.text[block.start : block.end], spans))
        position = at
        for letter in block_letters:
            found = visible.find(letter, position)
            if found < 0:
                wrong.append(document.text[block.start : block.end][:80])
                break
            position = found + 1
        else:
            at = position
    return wrong
