"""Plain text for people: the canonical text with list markers, and around it what stands beside it, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Block, Document, Figure, Infobox, Table
from .flow import page_order

__all__ = ["render_text"]


def render_text(document: Document) -> str:
    """Blocks with a blank line between; items with their markers, indented by depth.

    Infoboxes come first, a row a line; tables are tab-separated; the caption of a figure stands in brackets.
    """
    out: list[str] = []
    line_before = False
    for box in document.infoboxes:
        out += ["\n\n" if out else "", "\n".join(_infobox_lines(box))]
    for part in page_order(document):
        if isinstance(part, Block):
            line = part.kind in ("item", "term", "definition")
            text = _block(document.text[part.start : part.end], part)
        elif isinstance(part, Table):
            line, text = False, _table(part)
        elif isinstance(part, Figure) and part.caption:
            line, text = False, f"[{_one_line(part.caption)}]"
        else:
            continue
        if out:
            out.append("\n" if line and line_before else "\n\n")
        out.append(text)
        line_before = line
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
        "\t".join(_one_line(slot.cell.text) if slot and slot.origin else "" for slot in row).rstrip()
        for row in table.grid()
    ]
    return "\n".join([table.caption, *rows] if table.caption else rows)


def _infobox_lines(box: Infobox) -> Iterator[str]:
    if box.title:
        yield _one_line(box.title)
    yield from (f"[{_one_line(image.caption)}]" for image in box.images if image.caption)
    for group in box.groups:
        if group.heading:
            yield _one_line(group.heading)
        for row in group.rows:
            value = "; ".join(filter(None, row.text.split("\n")))
            yield f"{row.label}: {value}" if row.label else value


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
