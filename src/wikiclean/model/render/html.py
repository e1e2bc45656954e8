"""A Document as clean HTML in MediaWiki's own shapes, so that cleaning it again gives the same Document."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..document import Block, Cell, Document, DocumentSection, Figure, Infobox, Reference, Span, Table
from .flow import page_order, weave

__all__ = ["render_html"]

_TAGS = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "code": ("<code>", "</code>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "pronunciation": ('<span class="IPA">', "</span>"),
    "link": ("", "</a>"),
    "abbreviation": ("", "</abbr>"),
}
_BLOCK_TAGS = {"paragraph": "p", "code": "pre", "math": "p"}


def render_html(document: Document) -> str:
    """One HTML page: title, infoboxes, text with tables and figures in place, references, categories."""
    writer = _Writer(document)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(document.title)}</title>\n</head>\n<body>\n"
        f'<h1 id="firstHeading">{escape(document.title)}</h1>\n'
        f'<div id="mw-content-text" lang="{escape(document.language)}">\n{writer.body()}</div>\n'
        f"{_categories(document)}</body>\n</html>\n"
    )


def _categories(document: Document) -> str:
    if not document.categories:
        return ""
    items = "".join(f"<li><a>{escape(name)}</a></li>" for name in document.categories)
    return f'<div id="catlinks"><div id="mw-normal-catlinks"><ul>{items}</ul></div></div>\n'


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = {reference.id: reference for reference in document.references}
        self._out: list[str] = []
        self._lists: list[str] = []

    def body(self) -> str:
        document = self._document
        for notice in document.notices:
            self._out.append(f'<div class="{_notice_class(notice.kind)}">{escape(notice.text)}</div>\n')
        for box in document.infoboxes:
            self._out.append(self._infobox(box))
        for part in page_order(document):
            self._part(part)
        self._close_lists(0)
        self._out.append(self._references())
        return "".join(self._out)

    def _part(self, part: Block | Table | Figure | DocumentSection) -> None:
        if isinstance(part, Block):
            self._block(part)
            return
        self._close_lists(0)
        if isinstance(part, Table):
            self._out.append(self._table(part))
        elif isinstance(part, Figure):
            self._out.append(self._figure(part))
        elif part.heading is not None:
            self._out.append(f"<h{part.level}>{escape(part.heading)}</h{part.level}>\n")

    def _block(self, block: Block) -> None:
        document = self._document
        spans = [s for s in document.spans if block.start <= s.start and s.end <= block.end and _inside(s, block)]
        inner = self._inline(document.text, spans, block.start, block.end)
        if block.kind in ("item", "term", "definition"):
            self._entry(block, inner)
            return
        self._close_lists(0)
        if block.kind == "heading":
            anchor = document.sections[block.section].anchor
            name = f' id="{escape(anchor)}"' if anchor else ""
            self._out.append(f"<h{block.level}{name}>{inner}</h{block.level}>\n")
        elif block.kind == "quote":
            self._out.append(f"<blockquote><p>{inner}</p></blockquote>\n")
        elif block.kind == "poem":
            self._out.append(f'<div class="poem"><p>{inner}</p></div>\n')
        elif block.kind == "code":
            self._out.append(f"<pre>{escape(document.text[block.start : block.end])}</pre>\n")
        else:
            tag = _BLOCK_TAGS.get(block.kind, "p")
            self._out.append(f"<{tag}>{inner}</{tag}>\n")

    def _entry(self, block: Block, inner: str) -> None:
        wanted = "dl" if block.kind != "item" else ("ol" if (block.marker or "-")[0].isdigit() else "ul")
        self._close_lists(block.level)
        while len(self._lists) < block.level:
            tag = wanted if len(self._lists) == block.level - 1 else "ul"
            start = f' start="{block.marker[:-1]}"' if tag == "ol" and block.marker and block.marker != "1." else ""
            self._out.append(f"<{tag}{start}>")
            self._lists.append(tag)
        if self._lists[-1] != wanted:
            self._out.append(f"</{self._lists.pop()}>\n<{wanted}>")
            self._lists.append(wanted)
        tag = {"item": "li", "term": "dt", "definition": "dd"}[block.kind]
        self._out.append(f"<{tag}>{inner}</{tag}>")

    def _close_lists(self, level: int) -> None:
        while len(self._lists) > level:
            self._out.append(f"</{self._lists.pop()}>\n")

    def _inline(self, text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> str:
        end = len(text) if end is None else end
        moved = [Span(s.kind, s.start - start, s.end - start, s.target) for s in spans]
        return _drop_carets(
            weave(
                _hide_carets(text[start:end], moved),
                moved,
                escape=lambda piece: escape(piece, quote=False).replace("\n", "<br>"),
                open_span=self._open,
                close_span=self._close,
            )
        )

    def _open(self, span: Span) -> str:
        if span.kind == "link":
            wordless = "" if span.end > span.start else ' class="autonumber"'
            return f'<a{wordless} href="{escape(_href(span.target or ""))}">'
        if span.kind == "abbreviation":
            return f'<abbr title="{escape(span.target or "")}">'
        if span.kind == "math":
            tex = escape(span.target or "")
            return (
                f'<math><semantics><annotation encoding="application/x-tex">{tex}</annotation></semantics></math>{_CUT}'
            )
        if span.kind == "reference":
            return self._mark(span.target or "")
        if span.kind == "flag":
            return f'<sup class="Inline-Template">[{escape(span.target or "")}]</sup>'
        return _TAGS[span.kind][0]

    def _close(self, span: Span) -> str:
        if span.kind == "math":
            return _CUT
        return _TAGS[span.kind][1] if span.kind in _TAGS else ""

    def _mark(self, ref_id: str) -> str:
        reference = self._numbers.get(ref_id)
        if reference is None:
            return ""
        label = f"{reference.group} {reference.number}" if reference.group else str(reference.number)
        return f'<sup class="reference"><a href="#cite_note-{escape(ref_id)}">[{escape(label)}]</a></sup>'

    def _infobox(self, box: Infobox) -> str:
        rows = [f"<caption>{escape(box.title)}</caption>"] if box.title else []
        rows += [f'<tr><td colspan="2">{self._image(image)}</td></tr>' for image in box.images]
        for group in box.groups:
            if group.heading:
                rows.append(f'<tr><th colspan="2">{escape(group.heading)}</th></tr>')
            for row in group.rows:
                inner = self._inline(row.text, row.spans)
                if row.label:
                    rows.append(f"<tr><th>{escape(row.label)}</th><td>{inner}</td></tr>")
                else:
                    rows.append(f'<tr><td colspan="2">{inner}</td></tr>')
        kind = {"drug": " drugbox", "condition": " infobox-medical"}.get(box.kind, "")
        return f'<table class="infobox{kind}">{"".join(rows)}</table>\n'

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self._inline(table.caption, table.spans)}</caption>" if table.caption else ""
        rows = "".join(f"<tr>{''.join(map(self._cell, row))}</tr>" for row in table.rows)
        return f'<table class="wikitable">{caption}{rows}</table>\n'

    def _cell(self, cell: Cell) -> str:
        tag = "th" if cell.header else "td"
        spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
            f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        )
        return f"<{tag}{spans}>{self._inline(cell.text, cell.spans)}</{tag}>"

    def _figure(self, figure: Figure) -> str:
        return f'<figure typeof="mw:File/Thumb">{self._image(figure)}</figure>\n'

    def _image(self, figure: Figure) -> str:
        caption = f"<figcaption>{self._inline(figure.caption, figure.spans)}</figcaption>" if figure.caption else ""
        if not figure.file:
            return caption
        alt = f' alt="{escape(figure.alt)}"' if figure.alt else ""
        src = escape(figure.url or "")
        return f'<a href="./File:{escape(figure.file)}"><img src="{src}"{alt}></a>{caption}'

    def _references(self) -> str:
        groups: dict[str | None, list[Reference]] = {}
        for reference in self._document.references:
            groups.setdefault(reference.group, []).append(reference)
        return "".join(f'<ol class="references">{"".join(map(_entry, group))}</ol>\n' for group in groups.values())


_CUT = "\x00"


def _inside(span: Span, block: Block) -> bool:
    """A mark without width at the seam of two blocks belongs to the one before it."""
    return span.end > block.start or span.start == block.start


def _hide_carets(text: str, spans: Sequence[Span]) -> str:
    """The `^` before a superscript is not on the page: blank it out for now."""
    carets = {s.start - 1 for s in spans if s.kind == "sup" and s.start and text[s.start - 1] == "^"}
    lows = {s.start - 1 for s in spans if s.kind == "sub" and s.start and text[s.start - 1] == "_"}
    return "".join("\x01" if i in carets or i in lows else c for i, c in enumerate(text)) if carets or lows else text


def _drop_carets(html: str) -> str:
    """Take out what stands between cut marks (maths' own text) and the blanked carets."""
    kept = html.split(_CUT)[::2] if _CUT in html else [html]
    return "".join(kept).replace("\x01", "")


def _href(target: str) -> str:
    if target.startswith("#") or "//" in target or target.startswith(("mailto:", "tel:")):
        return target
    return "./" + target.replace(" ", "_").replace("?", "%3F")


def _notice_class(kind: str) -> str:
    known = {"hatnote": "hatnote", "stub": "stub", "disambiguation": "dmbox", "protection": "protection-box"}
    return known.get(kind, f"ambox box-{escape(kind)}")


def _entry(reference: Reference) -> str:
    body = f'<span class="reference-text">{escape(reference.text)}</span>'
    return f'<li id="cite_note-{escape(reference.id)}">{body}</li>'
