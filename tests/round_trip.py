"""What two renderings of a Document must give back: itself from HTML, its text from Markdown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import html as parser
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.model.document import Document
from wikiclean.model.page import Page

FIELDS = (
    "title", "language", "outcome", "text", "sections", "blocks", "spans", "tables", "infoboxes", "figures",
    "references", "notices", "categories", "languages", "coordinates",
)  # fmt: skip
_BLOCKS = re.compile(r"(</?(?:p|li|ul|ol|h\d|br|blockquote|pre|hr|table|tr|td|th)\b[^>]*>)")


def cleaned_again(document: Document) -> Cleaned:
    return clean_page(Page.from_html(document.to_html(), title=document.title, url=document.source.url))


def fields_that_differ(document: Document) -> list[str]:
    """Names of fields that do not come back from the Document's own HTML."""
    again = cleaned_again(document).document
    wrong = [name for name in FIELDS if getattr(document, name) != getattr(again, name)]
    return wrong + (["to_html"] if document.to_html() != again.to_html() else [])


@lru_cache(maxsize=2)
def gfm(*, html: bool = True) -> MarkdownIt:
    return MarkdownIt("gfm-like", {"html": html}).use(footnote_plugin)


def html_of_markdown(markdown: str, *, html: bool = True) -> str:
    return str(gfm(html=html).render(markdown))


def visible_words(html: str) -> str:
    spaced = _BLOCKS.sub(r" \1 ", html)
    root: Any = parser.fromstring(f"<div>{spaced}</div>")
    return " ".join("".join(root.itertext()).split())


def words_of_text(document: Document) -> str:
    return " ".join(document.text.split())


def words_of_markdown(document: Document) -> str:
    """The visible words of the body as a reader of GFM shows it that takes no HTML."""
    return visible_words(html_of_markdown(document.to_markdown(body=True), html=False))
