"""What the walk leaves behind, in page order, before it becomes a Document and a ledger."""

from __future__ import annotations

from typing import NamedTuple

from ..model.document import BlockKind, Figure, Infobox, Span, Table
from ..model.ledger import Removal
from .dom import Element

__all__ = ["Item", "LiftedBlock", "LiftedHeading", "Place", "visible_text", "without_math"]

Place = Element | str
"""Where a piece stands: its element, or words such as `line 7`."""


class LiftedBlock(NamedTuple):
    """A block of the text; spans count from its own start. `where` is its place on the page."""

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    marker: str | None = None
    where: Place = ""


class LiftedHeading(NamedTuple):
    """A heading: it begins a section."""

    level: int
    text: str
    spans: tuple[Span, ...] = ()
    anchor: str | None = None
    where: Place = ""


Item = LiftedBlock | LiftedHeading | Table | Figure | Infobox | Removal


def visible_text(item: Item) -> str:
    """The words of an item as the ledger holds them when it is removed; maths is not counted."""
    if isinstance(item, LiftedBlock | LiftedHeading):
        return without_math(item.text, item.spans)
    if isinstance(item, Figure):
        return without_math(item.caption or "", item.spans)
    if isinstance(item, Table):
        cells = [without_math(cell.text, cell.spans) for row in item.rows for cell in row]
        return "\n".join(filter(None, [without_math(item.caption or "", item.spans), *cells]))
    if isinstance(item, Infobox):
        parts = [item.title or ""]
        for group in item.groups:
            parts.append(group.heading or "")
            for row in group.rows:
                parts += [row.label, without_math(row.text, row.spans)]
        parts += [without_math(image.caption or "", image.spans) for image in item.images]
        return "\n".join(filter(None, parts))
    return item.text


def without_math(text: str, spans: tuple[Span, ...], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` without its formulas, which are no visible letters."""
    end = len(text) if end is None else end
    parts, at = [], start
    for span in spans:
        if span.kind == "math" and at <= span.start < end:
            parts.append(text[at : span.start])
            at = min(span.end, end)
    parts.append(text[at:end])
    return "".join(parts)
