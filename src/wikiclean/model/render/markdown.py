"""A Document as GitHub-flavoured Markdown: https://github.github.com/gfm/"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from ..document import Block, Document, Figure, Infobox, Span, Table
from .flow import page_order, weave

__all__ = ["render_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|$])|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-+\s*$|\d{1,9}(?=[.)](?:\s|$)))")


def render_markdown(document: Document, *, body: bool = False) -> str:
    """The whole Document, or with `body` only the blocks of its text (no marks, no title, nothing beside)."""
    writer = _Writer(document, marks=not body)
    parts: list[str] = []
    if not body:
        parts.append(f"# {_escape_line(document.title)}")
        parts += [f"> {_escape(notice.text)}" for notice in document.notices if notice.kind != "hatnote"]
        parts += [writer.infobox(box) for box in document.infoboxes]
    lines: list[str] = []  # of the list that is open
    levels: list[tuple[int, str]] = []  # (source level, marker) of the items that hold the next one

    def close_list() -> None:
        if lines:
            parts.append("\n".join(lines))
            lines.clear()
            levels.clear()

    for part in page_order(document):
        if isinstance(part, Block):
            if part.kind in ("item", "definition"):
                before = ""
                while levels and levels[-1][0] >= part.level:
                    before = levels.pop()[1]
                marker = part.marker or "-"
                if lines and marker not in ("-", "1.") and not before[:1].isdigit():
                    lines.append("")  # a list that begins with another number cannot interrupt a paragraph
                lines.append(writer.item(part, depth=len(levels)))
                levels.append((part.level, marker))
                continue
            close_list()
            parts.append(writer.block(part))
        elif not body:
            close_list()
            if isinstance(part, Table):
                parts.append(writer.table(part))
            elif isinstance(part, Figure):
                parts.append(writer.figure(part))
    close_list()
    if not body:
        notes = [f"[^{r.id}]: {_escape(r.text)}" for r in document.references]
        if notes:
            parts.append("\n".join(notes))
    return "\n\n".join(filter(None, parts)) + "\n" if parts else ""


class _Writer:
    def __init__(self, document: Document, *, marks: bool) -> None:
        self._document = document
        self._marks = marks
        address = document.source.url or document.source.canonical_url or ""
        parts = urlsplit(address)
        self._base = f"{parts.scheme}://{parts.netloc}/wiki/" if parts.netloc else "./"

    def block(self, block: Block) -> str:
        if block.kind == "code":
            code = self._document.text[block.start : block.end]
            fence = "`" * max(3, max((len(run) for run in re.findall("`+", code)), default=0) + 1)
            return f"{fence}\n{code}\n{fence}"
        text = self._inline_of(block)
        match block.kind:
            case "heading":
                return "#" * min(6, max(1, block.level)) + " " + text.replace("\\\n", " ")
            case "quote":
                return "\n".join(f"> {line}" for line in text.split("\n"))
            case "term":
                return f"<strong>{text}</strong>" if text else ""
            case _:
                return text

    def item(self, block: Block, *, depth: int) -> str:
        """One line of a list; a level that the source skips is not indented for."""
        indent = "    " * depth
        marker = f"{block.marker} " if block.marker else "- "
        text = self._inline_of(block)
        return indent + marker + text.replace("\n", "\n" + indent + "    ")

    def _inline_of(self, block: Block) -> str:
        spans = [
            Span(s.kind, s.start - block.start, s.end - block.start, s.target)
            for s in self._document.spans
            if block.start <= s.start and s.end <= block.end
        ]
        return self.inline(self._document.text[block.start : block.end], spans)

    def inline(self, text: str, spans: Sequence[Span]) -> str:
        """One stretch of text with its spans; line breaks as hard breaks."""
        shown = [s for s in spans if s.kind not in ("sub", "sup", "abbreviation", "pronunciation")]
        woven = weave(
            text,
            shown,
            escape=_escape,
            open_span=lambda span: self._edge(text, span, opening=True),
            close_span=lambda span: self._edge(text, span, opening=False),
        )
        woven = re.sub("\x02[^\x03]*\x03", lambda m: f"$`{_MATHS.sub(_UNESCAPED, m[0][1:-1])[1:-1]}`$", woven)
        woven = re.sub(r"(?<!\\)!(?=\[)", r"\!", woven)  # a link after it would read as a picture
        return "\\\n".join(map(_escape_line_start, woven.split("\n")))

    def _edge(self, text: str, span: Span, *, opening: bool) -> str:
        match span.kind:
            case "strong" | "emphasis":
                return _stars(text, span, opening=opening)
            case "code":
                return "<code>" if opening else "</code>"
            case "link":
                return "[" if opening else f"]({self._address(span.target or '')})"
            case "math":
                return "\x02" if opening else "\x03"
            case "reference" if self._marks:
                return f"[^{span.target}]" if opening else ""
            case "flag" if self._marks:
                return f" *[{_escape(span.target or '')}]*" if opening else ""
            case _:
                return ""

    def _address(self, target: str) -> str:
        if target.startswith("#") or "//" in target or target.startswith(("mailto:", "tel:")):
            return quote(target, safe="%/:=&?~#+!$,;'@*-._")
        title, sign, anchor = target.partition("#")
        return self._base + quote(title.replace(" ", "_"), safe="/:,;@!-._~'") + sign + quote(anchor, safe="-._~")

    def infobox(self, box: Infobox) -> str:
        rows = [[_cell(box.title or ""), ""], ["---", "---"]]
        for group in box.groups:
            if group.heading:
                rows.append([f"**{_cell(group.heading)}**", ""])
            rows += [[_cell(row.label), self._cell(row.text, row.spans)] for row in group.rows]
        table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        return "\n\n".join([table, *map(self.figure, box.images)])

    def table(self, table: Table) -> str:
        """A GitHub table: the first row is its head; a cell that spans is written once."""
        lines = []
        for at, row in enumerate(table.grid()):
            cells = [self._cell(slot.cell.text, slot.cell.spans) if slot and slot.origin else "" for slot in row]
            lines.append("| " + " | ".join(cells) + " |")
            if at == 0:
                lines.append("|" + " --- |" * len(cells))
        caption = f"**{self.inline(table.caption, ())}**\n\n" if table.caption else ""
        return caption + "\n".join(lines)

    def _cell(self, text: str, spans: Sequence[Span]) -> str:
        return self.inline(text, spans).replace("\\\n", "<br>").replace("\n", " ")

    def figure(self, figure: Figure) -> str:
        caption = self.inline(figure.caption or "", figure.spans).replace("\\\n", " ")
        image = f"![{_escape(figure.alt or figure.file)}](<{(figure.url or figure.file).replace('>', '%3E')}>)"
        return f"{image}\n\n{caption}" if caption else image


_MATHS = re.compile(r"\\([\\`*_\[\]<>~|$&])")
_UNESCAPED = r"\1"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: "\\" + m[0], text)


def _escape_line_start(line: str) -> str:
    if match := _LINE_START.match(line):
        at = match.end(1)
        if match[2][0].isdigit():
            at = match.end(2)
        return line[:at] + "\\" + line[at:]
    return line


def _escape_line(text: str) -> str:
    return _escape(text).replace("\n", " ")


def _cell(text: str) -> str:
    return _escape(text).replace("\n", "<br>")


def _stars(text: str, span: Span, *, opening: bool) -> str:
    """Stars where GFM surely reads them as emphasis, else the tag: next to punctuation or other stars it may not."""
    strong = span.kind == "strong"
    first, last = text[span.start], text[span.end - 1]
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    plain = first.isalnum() and last.isalnum() and all(c.isspace() or c in ",.;:()" for c in around)
    if plain:
        return "**" if strong else "*"
    tag = "strong" if strong else "em"
    return f"<{tag}>" if opening else f"</{tag}>"
