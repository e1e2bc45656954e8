"""Tables: data tables as cells with spans, layout tables told apart from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.document import Cell, Span, Table
from .dom import Element, child_elements
from .limits import MAX_COLSPAN, MAX_ROWSPAN, MAX_TABLE_SLOTS

if TYPE_CHECKING:
    from .lift import Lifter

__all__ = ["IN_ROW", "IN_ROW_GROUP", "IN_TABLE", "ROW_GROUPS", "is_layout", "lift_table", "rows_of"]

ROW_GROUPS = ("thead", "tbody", "tfoot")
IN_TABLE = frozenset({"caption", "colgroup", "col", "tr", *ROW_GROUPS})
IN_ROW_GROUP = frozenset({"tr"})
IN_ROW = frozenset({"td", "th"})

_DATA_CLASSES = frozenset({"wikitable", "sortable", "prettytable", "datatable"})
_FLOW = frozenset("h1 h2 h3 h4 h5 h6 table blockquote pre figure section article p div ul ol dl".split())


def rows_of(table: Element) -> Iterator[Element]:
    """The `tr` of a table, not those of tables inside it."""
    for child in child_elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ROW_GROUPS:
            yield from (row for row in child_elements(child) if row.tag == "tr")


def is_layout(table: Element) -> bool:
    """Whether a table only arranges its cells on the page.

    Data: a data class, a caption, a header cell. Else a single row or a single column arranges, and so does
    a table whose cells hold headings, lists, paragraphs or further tables.
    """
    if not _DATA_CLASSES.isdisjoint((table.attr("class") or "").split()):
        return False
    if table.attr("role") in ("presentation", "none"):
        return True
    if any(child.tag == "caption" for child in child_elements(table)):
        return False
    rows = columns = 0
    flow = False
    for row in rows_of(table):
        rows += 1
        width = 0
        for cell in child_elements(row):
            if cell.tag == "th":
                return False
            width += 1
            flow = flow or any(part.tag in _FLOW for part in child_elements(cell))
        columns = max(columns, width)
    return rows <= 1 or columns <= 1 or flow


def lift_table(lifter: Lifter, table: Element) -> Table | None:
    """A data table with its cells as in the source; None where nothing is written in it."""
    caption: str | None = None
    spans: tuple[Span, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    for child in child_elements(table):
        if child.tag == "caption":
            if not lifter.dropped(child):
                text, spans = lifter.flow(child)
                caption = text or None
        elif child.tag == "tr":
            rows += _lift_row(lifter, child)
        elif child.tag in ROW_GROUPS:
            for row in child_elements(child):
                if row.tag == "tr":
                    rows += _lift_row(lifter, row)
            lifter.stray(child, IN_ROW_GROUP)
    lifter.stray(table, IN_TABLE)
    if caption is None and not any(cell.text for row in rows for cell in row):
        return None
    return Table(caption, _bounded(_rows_to_end(rows)), spans=spans)


def _lift_row(lifter: Lifter, row: Element) -> list[tuple[Cell, ...]]:
    """The row, or nothing where a rule drops it."""
    if lifter.dropped(row):
        return []
    cells = []
    for cell in child_elements(row):
        if cell.tag not in IN_ROW or lifter.dropped(cell):
            continue
        text, spans = lifter.flow(cell)
        cells.append(
            Cell(
                text, cell.tag == "th", _span(cell, "rowspan", MAX_ROWSPAN), _span(cell, "colspan", MAX_COLSPAN), spans
            )
        )
    lifter.stray(row, IN_ROW)
    return [tuple(cells)]


def _span(cell: Element, name: str, limit: int) -> int:
    """A span as HTML reads it: 1 if it is no number; a rowspan of 0 goes to the end of the table."""
    value = (cell.attr(name) or "1").strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    number = int(value[:9])
    return min(number, limit) if number else (0 if name == "rowspan" else 1)


def _rows_to_end(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Rowspans end with the table at the latest."""
    return tuple(
        tuple(
            cell
            if 1 <= cell.rowspan <= left
            else Cell(
                cell.text, cell.header, left if not cell.rowspan else min(cell.rowspan, left), cell.colspan, cell.spans
            )
            for cell in row
        )
        for left, row in zip(range(len(rows), 0, -1), rows, strict=True)
    )


def _bounded(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """A table whose spans claim more slots than any real one is kept with spans of 1."""
    if sum(cell.rowspan * cell.colspan for row in rows for cell in row) <= MAX_TABLE_SLOTS:
        return rows
    return tuple(tuple(Cell(cell.text, cell.header, 1, 1, cell.spans) for cell in row) for row in rows)
