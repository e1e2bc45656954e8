"""Tables: data tables as cells with spans, layout tables told apart from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.document import Cell, Span, Table
from .dom import Element, child_elements
from .limits import MAX_COLSPAN, MAX_ROWSPAN, MAX_TABLE_SLOTS

if TYPE_CHECKING:
    from .lift import Lifter

__all__ = ["IN_ROW", "is_layout", "lift_table", "rows_of"]

_ROW_GROUPS = ("thead", "tbody", "tfoot")
IN_ROW = frozenset({"td", "th"})
"""The cells of a row. The HTML5 tree has no other words between rows and cells: it moves them before the table."""

_DATA_CLASSES = frozenset({"wikitable", "sortable", "prettytable", "datatable"})
_FLOW = frozenset("blockquote pre figure section article p div ul ol dl".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def rows_of(table: Element) -> Iterator[Element]:
    """The `tr` of a table, not those of tables inside it."""
    for child in child_elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from (row for row in child_elements(child) if row.tag == "tr")


def is_layout(table: Element) -> bool:
    """Whether a table only arranges its cells on the page.

    Data: a data class, a caption, a header cell over or beside further columns. Else a single row or a single
    column arranges, and so does a table whose cells hold further tables or - if no border is drawn round them -
    lists and paragraphs. A table with the article's headings in its cells arranges, whatever else it has.
    """
    if not _DATA_CLASSES.isdisjoint((table.attr("class") or "").split()):
        return False
    if table.attr("role") in ("presentation", "none"):
        return True
    if any(child.tag == "caption" for child in child_elements(table)):
        return False
    rows = columns = 0
    header = flow = table_inside = False
    for row in rows_of(table):
        rows += 1
        width = 0
        for cell in child_elements(row):
            width += 1
            header = header or cell.tag == "th"
            for part in child_elements(cell):
                tag = part.tag
                if tag in _HEADINGS:
                    return True
                table_inside = table_inside or tag == "table"
                flow = flow or tag in _FLOW
        columns = max(columns, width)
    if columns <= 1:
        return not header or flow or table_inside
    if header:
        return False
    return rows <= 1 or table_inside or (flow and not _is_ruled(table))


def _is_ruled(table: Element) -> bool:
    """Whether lines are drawn between the cells, by the attribute that old pages do it with."""
    return (table.attr("border") or "0").strip() not in ("", "0") or table.attr("rules") in ("all", "rows", "cols")


def lift_table(lifter: Lifter, table: Element) -> Table | None:
    """A data table with its cells as in the source; None where nothing is written in it."""
    caption: str | None = None
    spans: tuple[Span, ...] = ()
    groups: list[list[tuple[Cell, ...]]] = []
    foot: list[list[tuple[Cell, ...]]] = []
    loose: list[tuple[Cell, ...]] | None = None  # rows that stand in no group
    for child in child_elements(table):
        if child.tag == "caption":
            if not lifter.dropped(child):
                text, spans = lifter.flow(child)
                caption = text or None
        elif child.tag == "tr":
            if loose is None:
                groups.append(loose := [])
            loose += _lift_row(lifter, child)
        elif child.tag in _ROW_GROUPS:
            loose = None
            rows = [
                made
                for row in child_elements(child)
                if row.tag == "tr"
                for made in _lift_row(lifter, row, header=child.tag == "thead")
            ]
            (foot if child.tag == "tfoot" else groups).append(rows)
    found = [row for group in groups + foot for row in _rows_to_end(group)]
    if caption is None and not any(cell.text for row in found for cell in row):
        return None
    return Table(caption, _bounded(_with_header(found)), spans=spans)


def _lift_row(lifter: Lifter, row: Element, *, header: bool = False) -> list[tuple[Cell, ...]]:
    """The row, or nothing where a rule drops it."""
    if lifter.dropped(row):
        return []
    cells = []
    for cell in child_elements(row):
        if cell.tag not in IN_ROW or lifter.dropped(cell):
            continue
        text, spans = lifter.flow(cell)
        is_header = header or cell.tag == "th" or cell.attr("scope") is not None
        cells.append(
            Cell(text, is_header, _span(cell, "rowspan", MAX_ROWSPAN), _span(cell, "colspan", MAX_COLSPAN), spans)
        )
    return [tuple(cells)]


_NUMBER = re.compile(r"\s*\+?([0-9]+)")


def _span(cell: Element, name: str, limit: int) -> int:
    """A span as HTML reads it: 1 if it is no number; a rowspan of 0 goes to the end of its row group."""
    value = cell.attr(name)
    if value is None or not (match := _NUMBER.match(value)):
        return 1
    number = int(match[1][:9])
    return min(number, limit) if number else (0 if name == "rowspan" else 1)


def _with_header(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Where no cell is marked as a header, a first row that is all bold over rows that are not is the header."""
    if len(rows) > 1 and not any(cell.header for row in rows for cell in row):
        first, second = rows[0], rows[1]
        if len(first) > 1 and _are_bold(first) and not _are_bold(second):
            rows = [tuple(cell._replace(header=True) for cell in first), *rows[1:]]
    return tuple(rows)


def _are_bold(row: tuple[Cell, ...]) -> bool:
    """Whether every word of a row is bold."""
    written = [cell for cell in row if cell.text]
    return bool(written) and all(
        any(s.kind == "strong" and s.start == 0 and s.end == len(cell.text) for s in cell.spans) for cell in written
    )


def _rows_to_end(rows: list[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Rowspans end with their row group at the latest."""
    for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
        if all(1 <= cell.rowspan <= left for cell in row):
            yield row
        else:
            yield tuple(cell._replace(rowspan=min(cell.rowspan or left, left)) for cell in row)


def _bounded(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """A table whose spans claim more slots than any real one is kept with spans of 1."""
    if sum(cell.rowspan * cell.colspan for row in rows for cell in row) <= MAX_TABLE_SLOTS:
        return rows
    return tuple(tuple(Cell(cell.text, cell.header, 1, 1, cell.spans) for cell in row) for row in rows)
