"""A Document as GitHub-flavoured Markdown: https://github.github.com/gfm/

The body is what `Document.text` holds. The whole has, around it, the title, notices, infoboxes, tables, figures,
and references as footnotes.
"""

from __future__ import annotations

import re
from itertools import groupby
from urllib.parse import urlsplit

from ..document import Block, Cell, Document, Figure, Infobox, Notice, Reference, Span, Table
from .addresses import Addresses
from .flow import notices_around, page_order, spans_by_block
from .markdown_inline import InlineMarkdown, destination, escape_text
from .markdown_lists import MarkdownLists

__all__ = ["render_markdown"]


def render_markdown(document: Document, *, body: bool = False) -> str:
    """The whole Document, or with `body` only the blocks of its text (no marks, no title, nothing beside)."""
    writer = _Writer(document, whole=not body)
    parts = list(filter(None, writer.parts()))
    return "\n\n".join(parts) + "\n" if parts else ""


class _Writer:
    def __init__(self, document: Document, *, whole: bool) -> None:
        self._document = document
        self._whole = whole
        self._addresses = Addresses(document)
        self._notes = _Footnotes(document)
        self._inline = InlineMarkdown(self._addresses, self._notes.mark if whole else None)
        self._spans = dict(zip(document.blocks, spans_by_block(document), strict=True))

    def parts(self) -> list[str]:
        """What stands between blank lines."""
        document = self._document
        parts: list[str] = []
        over, under = notices_around(document)
        if self._whole:
            parts.append(f"# {self._inline.line(document.title)}")
            parts += [self._notice(notice) for notice in over]
            parts += [self._infobox(box) for box in document.infoboxes]
        lists = MarkdownLists()
        for kind, group in groupby(page_order(document), key=_run_of):
            members = list(group)
            if kind == "list":
                for block in members:
                    assert isinstance(block, Block)
                    lists.add(block, self._lines_of(block, strong=block.kind == "term"))
                parts.append(lists.take())
            elif kind == "quote":
                parts.append("\n>\n".join(self._quote(block) for block in members if isinstance(block, Block)))
            else:
                parts += [self._part(member) for member in members]
        if self._whole:
            parts += [self._notice(notice) for notice in under]
            parts += self._references()
        return parts

    def _part(self, part: object) -> str:
        if isinstance(part, Block):
            return self._block(part)
        if self._whole and isinstance(part, Table):
            return self._table(part)
        if self._whole and isinstance(part, Figure):
            return self._figure(part)
        return ""

    # ------------------------------------------------------------------ blocks
    def _block(self, block: Block) -> str:
        if block.kind in ("code", "preformatted"):
            code = self._document.text[block.start : block.end]
            fence = "`" * max(3, max(map(len, re.findall("`+", code)), default=0) + 1)
            return f"{fence}\n{code}\n{fence}"
        if block.kind == "heading":
            text = self._document.text[block.start : block.end]
            return "#" * min(6, max(1, block.level)) + " " + self._inline.line(text, self._spans[block])
        return "\n".join(self._lines_of(block))

    def _lines_of(self, block: Block, *, strong: bool = False) -> list[str]:
        text = self._document.text[block.start : block.end]
        spans = self._spans[block]
        return self._inline.lines(text, (Span("strong", 0, len(text)), *spans) if strong else spans)

    def _quote(self, block: Block) -> str:
        return "\n".join(f"> {line}" for line in self._lines_of(block))

    def _notice(self, notice: Notice) -> str:
        return "\n".join(f"> {line}" for line in self._inline.lines(notice.text))

    # ------------------------------------------------------------------ what stands beside the text
    def _infobox(self, box: Infobox) -> str:
        lines = [_row([self._inline.cell(box.title or ""), ""]), _row(["---", "---"])]
        for group in box.groups:
            if group.heading:
                lines.append(_row([self._strong_cell(group.heading), ""]))
            lines += [
                _row([self._inline.cell(row.label), self._inline.cell(row.text, row.spans)]) for row in group.rows
            ]
        table = "\n".join(lines) if box.title or box.groups else ""
        return "\n\n".join(filter(None, [table, *map(self._figure, box.images)]))

    def _strong_cell(self, text: str) -> str:
        return self._inline.cell(text, (Span("strong", 0, len(text)),))

    def _table(self, table: Table) -> str:
        """A GitHub table: each cell once, in the first of the slots that it covers."""
        grid = table.grid()
        if not grid or not grid[0]:
            return ""
        width = len(grid[0])
        rows = [_row([self._cell(slot.cell) if slot and slot.origin else "" for slot in row]) for row in grid]
        if not any(cell.header for cell in table.rows[0]):
            rows.insert(0, _row([""] * width))  # GFM has no table without a head
        rows.insert(1, _row(["---"] * width))
        caption = ""
        if table.caption:
            text = table.caption
            caption = "\n".join(self._inline.lines(text, (Span("strong", 0, len(text)), *table.spans))) + "\n\n"
        return caption + "\n".join(rows)

    def _cell(self, cell: Cell) -> str:
        return self._inline.cell(cell.text, cell.spans)

    def _figure(self, figure: Figure) -> str:
        """A picture with its caption below, or what is said of one that has no address."""
        lines = self._inline.lines(figure.caption, figure.spans) if figure.caption else []
        name = escape_text(" ".join((figure.alt or figure.file).split()))
        if address := self._addresses.picture(figure.url):
            lines.insert(0, f"![{name}]({destination(address)})" + ("\\" if lines else ""))
        elif not lines:
            return f"\\[{name}\\]"
        return "\n".join(lines)

    def _references(self) -> list[str]:
        """Footnotes, and as a list those references that no mark points at: Markdown shows no such footnotes."""
        marked, others = [], []
        for reference in self._document.references:
            lines = self._reference(reference)
            if label := self._notes.label_if_marked(reference):
                marked.append("\n    ".join([f"[^{label}]: {lines[0]}", *lines[1:]]))
            else:
                others.append("\n  ".join([f"- {lines[0]}", *lines[1:]]))
        return ["\n".join(others), "\n".join(marked)]

    def _reference(self, reference: Reference) -> list[str]:
        lines = self._inline.lines(reference.text)
        for link in reference.links:
            if address := self._addresses.link(link):
                try:
                    host = (urlsplit(link).hostname or link).removeprefix("www.")
                except ValueError:
                    host = link
                lines[-1] += f" [{escape_text(host)}]({destination(address)})"
        return lines


class _Footnotes:
    """Labels of footnotes, and which were pointed at."""

    def __init__(self, document: Document) -> None:
        self._labels: dict[str, str] = {}
        self._marked: set[str] = set()
        taken: set[str] = set()
        for at, reference in enumerate(document.references, 1):
            group = re.sub(r"[^\w-]+", "-", reference.group or "").strip("-")
            label = f"{group}-{reference.number}" if group else str(reference.number)
            if label.casefold() in taken:
                label = f"{label}-{at}"
            taken.add(label.casefold())
            self._labels.setdefault(reference.id, label)

    def mark(self, reference_id: str) -> str:
        """The mark of a reference; '' where the Document has none of this id."""
        label = self._labels.get(reference_id)
        if label is None:
            return ""
        self._marked.add(reference_id)
        return f"[^{label}]"

    def label_if_marked(self, reference: Reference) -> str | None:
        """The label of a reference that a mark points at."""
        return self._labels[reference.id] if reference.id in self._marked else None


def _run_of(part: object) -> str:
    if isinstance(part, Block):
        if part.kind in ("item", "term", "definition"):
            return "list"
        if part.kind == "quote":
            return "quote"
    return "other"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
