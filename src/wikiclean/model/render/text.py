"""Plain text for people: the canonical text with list markers, and tables as lines of cells."""

from __future__ import annotations

from ..document import Block, Document, Table
from .flow import page_order

__all__ = ["render_text"]


def render_text(document: Document) -> str:
    """Blocks with a blank line between; items with their markers, indented by depth; tables tab-separated."""
    out: list[str] = []
    line_before = False
    for part in page_order(document):
        if isinstance(part, Block):
            line = part.kind in ("item", "term", "definition")
            if out:
                out.append("\n" if line and line_before else "\n\n")
            out.append(_block(document.text[part.start : part.end], part))
            line_before = line
        elif isinstance(part, Table):
            if out:
                out.append("\n\n")
            out.append(_table(part))
            line_before = False
    return "".join(out) + "\n" if out else ""


def _block(text: str, block: Block) -> str:
    if block.kind == "item":
        marker = f"{block.marker} " if block.marker else "  "
        return "  " * (block.level - 1) + marker + text
    if block.kind == "definition":
        return "  " * block.level + text
    return text


def _table(table: Table) -> str:
    rows = [
        "\t".join(slot.cell.text.replace("\n", " ") if slot and slot.origin else "" for slot in row).rstrip()
        for row in table.grid()
    ]
    return "\n".join([table.caption, *rows] if table.caption else rows)
