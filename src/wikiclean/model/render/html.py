"""A Document as one clean HTML page that the cleaner reads back as the same Document.

Plain HTML5 with classes for what HTML has no element for; `docs/html.md` describes the format. Every word is
escaped, links and pictures have only safe addresses (`addresses.py`), and no attribute holds script or style.
`clean/reread.py` reads it: what changes here changes there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ..document import Block, Cell, Document, DocumentSection, Figure, Infobox, InfoboxGroup, Notice, Span, Table
from .addresses import Addresses
from .flow import GALLERY, notices_around, page_order, spans_by_block
from .html_inline import InlineHtml, attribute, words
from .html_lists import HtmlLists
from .html_notes import HtmlNotes

__all__ = ["render_html"]

_RIGHT_TO_LEFT = frozenset("ar arc arz azb ckb dv fa glk he khw ks lrc mzn nqo pnb ps sd ug ur yi".split())
_STYLE = """\
body { margin: 1rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere }
h1, h2 { border-bottom: 1px solid #aaa; font-weight: normal }
section { clear: none }
table { border-collapse: collapse; margin: 1em 0 }
th, td { border: 1px solid #aaa; padding: .2em .5em; text-align: start; vertical-align: top }
thead th, .infobox th { background: #eee }
caption { font-weight: bold; padding: .2em }
.infobox { float: inline-end; clear: inline-end; max-width: 22rem; margin: 0 0 1em 1em; font-size: .9rem }
figure { float: inline-end; clear: inline-end; max-width: 15rem; margin: 0 0 1em 1em; font-size: .85rem }
.gallery { display: flow-root }
.gallery figure, .infobox figure { float: none; display: inline-block; vertical-align: top; margin: .3em }
img { max-width: 100%; height: auto; max-height: 22rem }
figure:not(:has(figcaption)) img { max-height: 6rem }
blockquote { border-inline-start: 3px solid #ccc; margin-inline: 1em; padding-inline-start: 1em }
pre { background: #f6f6f6; padding: .5em; overflow: auto }
.notice { border-inline-start: 3px solid #ccc; padding-inline-start: .7em; font-size: .9rem; font-style: italic }
.continued { list-style: none }
.references, footer { border-top: 1px solid #aaa; clear: both; font-size: .85rem; padding-top: .5em }
sup, sub { line-height: 1 }
"""


def render_html(document: Document) -> str:
    """One HTML page: title, notices, infoboxes, text with tables and figures in place, references, source."""
    html = _Writer(document).page()
    try:
        html.encode()
    except UnicodeEncodeError:  # a lone surrogate is no character
        html = html.encode("utf-8", "replace").decode()
    return html


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._addresses = Addresses(document)
        self._notes = HtmlNotes(document.references, self._addresses)
        self._inline = InlineHtml(self._addresses, self._notes.mark)
        self._out: list[str] = []
        self._lists = HtmlLists(self._out)
        self._open_sections: list[int] = []
        self._ids: set[str] = set()
        self._blocks = dict(zip(document.blocks, spans_by_block(document), strict=True))

    # ------------------------------------------------------------------ the page
    def page(self) -> str:
        document = self._document
        tag = document.language.partition("-")[0]
        direction = ' dir="rtl"' if tag in _RIGHT_TO_LEFT else ""
        return (
            f"<!DOCTYPE html>\n<html{attribute('lang', document.language)}{direction}>\n<head>\n"
            '<meta charset="utf-8">\n<meta name="generator" content="wikiclean">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f"<title>{words(document.title)}</title>\n{self._head_links()}<style>\n{_STYLE}</style>\n</head>\n<body>\n"
            f"{self._article()}{self._footer()}</body>\n</html>\n"
        )

    def _head_links(self) -> str:
        source = self._document.source
        links = []
        for relation, address in (("canonical", source.canonical_url), ("license", source.licence_url)):
            if href := self._addresses.picture(address):
                links.append(f"<link{attribute('rel', relation)}{attribute('href', href)}>\n")
        for language in self._document.languages:
            href = self._addresses.picture(language.url)
            if href and href == language.url:
                hreflang = attribute("hreflang", language.code) + attribute("title", language.title)
                links.append(f'<link rel="alternate"{attribute("href", href)}{hreflang}>\n')
        return "".join(links)

    def _article(self) -> str:
        document, out = self._document, self._out
        out.append(f'<article class="wikiclean"{attribute("data-outcome", document.outcome)}>\n<header>\n')
        out.append(f"<h1>{words(document.title)}</h1>\n")
        if document.coordinates is not None:
            place = f"{document.coordinates.latitude!r}; {document.coordinates.longitude!r}"
            out.append(f'<p class="coordinates">{place}</p>\n')
        over, under = notices_around(document)
        out += map(self._notice, over)
        out.append("</header>\n")
        out += map(self._infobox, document.infoboxes)
        for kind, parts in groupby(page_order(document), key=type):
            if kind is Figure:
                self._figures([part for part in parts if isinstance(part, Figure)])
            else:
                for part in parts:
                    self._part(part)
        self._lists.close()
        self._close_sections(0)
        out.append(self._notes.lists())
        out += map(self._notice, under)
        out.append("</article>\n")
        return "".join(out)

    def _footer(self) -> str:
        document, source = self._document, self._document.source
        lines = []
        address = source.canonical_url or source.url
        if address and address.startswith(("http://", "https://")):
            revision = f', revision <span class="revision">{source.revision_id}</span>' if source.revision_id else ""
            lines.append(f"<p>Source: <a{attribute('href', address)}>{words(address)}</a>{revision}</p>\n")
        if source.licence_name or source.licence_url:
            href = self._addresses.picture(source.licence_url)
            name = words(source.licence_name or href or source.licence_url or "")
            said = f'<a rel="license"{attribute("href", href)}>{name}</a>' if href else name
            lines.append(f'<p class="licence">Licence: {said}</p>\n')
        if document.categories:
            items = "".join(f"<li>{words(name)}</li>\n" for name in document.categories)
            lines.append(f'<p>Categories:</p>\n<ul class="categories">\n{items}</ul>\n')
        return f"<footer>\n{''.join(lines)}</footer>\n" if lines else ""

    # ------------------------------------------------------------------ sections and blocks
    def _part(self, part: Block | Table | Figure | DocumentSection) -> None:
        if isinstance(part, Block):
            self._block(part)
            return
        self._lists.close()
        if isinstance(part, Table):
            self._out.append(self._table(part))
        elif isinstance(part, DocumentSection):
            self._close_sections(part.level)
            heading = attribute("data-heading", part.heading or "")
            level = attribute("data-level", str(part.level))
            self._out.append(f'<section class="apparatus"{level}{heading}{self._anchor(part.anchor)}></section>\n')

    def _anchor(self, anchor: str | None) -> str:
        """An id where it is one: not empty, without white space, and the first of its name."""
        if anchor is None:
            return ""
        if not anchor or anchor in self._ids or re.search(r"\s", anchor) or self._notes.names(anchor):
            return attribute("data-anchor", anchor)
        self._ids.add(anchor)
        return attribute("id", anchor)

    def _close_sections(self, level: int) -> None:
        while self._open_sections and self._open_sections[-1] >= level:
            self._open_sections.pop()
            self._out.append("</section>\n")

    def _block(self, block: Block) -> None:
        spans = self._blocks[block]
        text = self._document.text[block.start : block.end]
        if block.kind in ("item", "term", "definition"):
            self._lists.add(block, self._inline.render(text, spans))
            return
        self._lists.close()
        match block.kind:
            case "heading":
                self._close_sections(block.level)
                self._open_sections.append(block.level)
                anchor = self._anchor(self._document.sections[block.section].anchor)
                inner = self._inline.render(text, spans)
                html = f"<section>\n<h{block.level}{anchor}>{inner}</h{block.level}>\n"
            case "code" | "preformatted":
                kind = "" if block.kind == "code" else ' class="preformatted"'
                html = f"<pre{kind}>{words(text)}</pre>\n"
            case "quote":
                html = f"<blockquote><p>{self._inline.render(text, spans)}</p></blockquote>\n"
            case "poem":
                html = f'<div class="poem"><p>{self._inline.render(text, spans)}</p></div>\n'
            case "math":
                html = f'<p class="math">{self._inline.render(text, spans)}</p>\n'
            case _:
                html = f"<p>{self._inline.render(text, spans)}</p>\n"
        self._out.append(html)

    # ------------------------------------------------------------------ what stands beside the text
    def _notice(self, notice: Notice) -> str:
        spans = _targets_in(notice)
        rest = ""
        if spans is None:
            spans = []
            links = [self._inline.render(target, [Span("link", 0, len(target), target)]) for target in notice.targets]
            rest = f"<ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"
        kind = attribute("data-kind", notice.kind)
        return f'<div class="notice" role="note"{kind}><p>{self._inline.render(notice.text, spans)}</p>{rest}</div>\n'

    def _infobox(self, box: Infobox) -> str:
        title = f"<caption>{self._inline.render(box.title)}</caption>\n" if box.title else ""
        groups = "".join(map(self._infobox_group, box.groups))
        table = f"<table>\n{title}{groups}</table>\n" if title or groups else ""
        images = "".join(map(self._figure, box.images))
        return f'<aside class="infobox"{attribute("data-kind", box.kind)}>\n{images}{table}</aside>\n'

    def _infobox_group(self, group: InfoboxGroup) -> str:
        rows = []
        if group.heading is not None:
            rows.append(f'<tr><th scope="rowgroup" colspan="2">{self._inline.render(group.heading)}</th></tr>\n')
        for row in group.rows:
            inner = self._inline.render(row.text, row.spans)
            if row.label:
                rows.append(f'<tr><th scope="row">{self._inline.render(row.label)}</th><td>{inner}</td></tr>\n')
            else:
                rows.append(f'<tr><td colspan="2">{inner}</td></tr>\n')
        return f"<tbody>\n{''.join(rows)}</tbody>\n"

    def _table(self, table: Table) -> str:
        caption = ""
        if table.caption is not None or table.spans:
            caption = f"<caption>{self._inline.render(table.caption or '', table.spans)}</caption>\n"
        heads = _head_rows(table.rows)
        head = f"<thead>\n{''.join(self._row(row, 'col') for row in table.rows[:heads])}</thead>\n" if heads else ""
        body = "".join(self._row(row, "row") for row in table.rows[heads:])
        return f"<table>\n{caption}{head}{f'<tbody>{chr(10)}{body}</tbody>{chr(10)}' if body else ''}</table>\n"

    def _row(self, row: Sequence[Cell], scope: str) -> str:
        return f"<tr>{''.join(self._cell(cell, scope) for cell in row)}</tr>\n"

    def _cell(self, cell: Cell, scope: str) -> str:
        tag = f'th scope="{scope}"' if cell.header else "td"
        rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        return f"<{tag}{rows}{columns}>{self._inline.render(cell.text, cell.spans)}</{tag[:2]}>"

    def _figures(self, figures: list[Figure]) -> None:
        """Figures of one section; a few stand beside its text, many as a gallery."""
        self._lists.close()
        html = "".join(map(self._figure, figures))
        self._out.append(html if len(figures) < GALLERY else f'<div class="gallery">\n{html}</div>\n')

    def _figure(self, figure: Figure) -> str:
        parts = []
        if figure.file:
            file = attribute("data-file", figure.file)
            src = self._addresses.picture(figure.url)
            url = attribute("data-url", figure.url) if figure.url is not None and figure.url != src else ""
            if src:
                alt = attribute("alt", figure.alt or "")
                parts.append(f'<img{attribute("src", src)}{alt} loading="lazy"{file}{url}>')
            else:  # nothing to show; the file's name is said to screen readers
                label = attribute("aria-label", figure.alt or figure.file)
                alt = attribute("data-alt", figure.alt) if figure.alt else ""
                parts.append(f'<span class="picture" role="img"{label}{file}{url}{alt}></span>')
        if figure.caption is not None:
            parts.append(f"<figcaption>{self._inline.render(figure.caption, figure.spans)}</figcaption>")
        return f"<figure>{''.join(parts)}</figure>\n"


def _head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top hold only header cells, none of which reaches below them; never all rows."""
    reach = heads = 0
    for at, row in enumerate(rows[:-1]):
        if not row or not all(cell.header for cell in row):
            break
        reach = max(reach, at + max(cell.rowspan for cell in row))
        if reach <= at + 1:
            heads = at + 1
    return heads


def _targets_in(notice: Notice) -> list[Span] | None:
    """Links at the places where a notice names its targets; None where it does not name all, in order."""
    spans = []
    at = 0
    text = notice.text.lower()
    if len(text) != len(notice.text):
        return None
    for target in notice.targets:
        name = target.partition("#")[0].rstrip("/").lower()
        found = text.find(name, at) if name else -1
        if found < 0:
            return None
        at = found + len(name)
        spans.append(Span("link", found, at, target))
    return spans
