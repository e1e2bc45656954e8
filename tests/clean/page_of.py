"""Small pages for the cleaner's tests."""

from __future__ import annotations

from wikiclean.clean.steps import Cleaned, clean_page
from wikiclean.model.document import Document
from wikiclean.model.page import Page


def clean_content(content: str, *, title: str = "Testol", site: str = "mediawiki") -> Cleaned:
    """Clean a MediaWiki page whose content element holds `content`."""
    html = (
        "<!DOCTYPE html><html lang='en'><head><title>x</title></head><body>"
        f"<h1 id='firstHeading'>{title}</h1><div id='siteSub'>From a wiki</div>"
        f"<div id='mw-content-text' lang='en'><div class='mw-parser-output'>{content}</div></div>"
        "<div id='footer'>Imprint</div></body></html>"
    )
    page = Page.from_html(html, url=f"https://wiki.example/wiki/{title}", title=title, site=site)
    return clean_page(page)


def document_of(content: str, **settings: str) -> Document:
    return clean_content(content, **settings).document
