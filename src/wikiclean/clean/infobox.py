"""Infoboxes - classic tables, Parsoid's, Fandom's portable ones - as groups of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.document import Figure, Infobox, InfoboxGroup, InfoboxRow, Span
from .dom import Element, Text, child_elements
from .tables import IN_ROW, IN_ROW_GROUP, IN_TABLE, ROW_GROUPS, rows_of

if TYPE_CHECKING:
    from .lift import Lifter

__all__ = ["lift_infobox"]

_KINDS = (
    ("drug", ("drugbox", "infobox drug", "infobox-drug", "clinical data")),
    ("condition", ("infobox medical", "infobox disease", "infobox-medical", "medical condition")),
)
_DRUG_LABELS = frozenset(
    {"atc code", "cas number", "drugbank", "routes of administration", "trade names", "drug class"}
)
_CONDITION_LABELS = frozenset({"specialty", "symptoms", "usual onset", "diagnostic method", "differential diagnosis"})


class _Builder:
    """Collects one infobox in page order."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.groups: list[tuple[str | None, list[InfoboxRow]]] = [(None, [])]

    def heading(self, text: str) -> None:
        if not text:
            return
        if self.title is None and len(self.groups) == 1 and not self.groups[0][1]:
            self.title = text
        else:
            self.groups.append((text, []))

    def row(self, label: str, text: str, spans: tuple[Span, ...]) -> None:
        if not (label or text or spans):
            return
        lines = tuple(line for line in text.split("\n") if line)
        self.groups[-1][1].append(
            InfoboxRow(
                label.replace("\n", " "),
                text,
                spans,
                lines if len(lines) > 1 else (),
                tuple(dict.fromkeys(s.target for s in spans if s.kind == "link" and s.target)),
                tuple(dict.fromkeys(s.target for s in spans if s.kind == "reference" and s.target)),
            )
        )


def lift_infobox(lifter: Lifter, box: Element) -> Infobox | None:
    """An infobox with its rows; its pictures are taken out of the page's. None where nothing is in it."""
    before = len(lifter.items)
    builder = _Builder()
    if box.tag == "table":
        _read_table(lifter, builder, box)
    else:
        _read_portable(lifter, builder, box)
    found = lifter.items[before:]
    images = tuple(item for item in found if isinstance(item, Figure))
    lifter.items[before:] = [item for item in found if not isinstance(item, Figure)]
    groups = tuple(InfoboxGroup(heading, tuple(rows)) for heading, rows in builder.groups if heading or rows)
    if builder.title is None and not groups and not images:
        return None
    return Infobox(builder.title, _kind_of(box, groups), groups, images)


def _read_table(lifter: Lifter, builder: _Builder, table: Element) -> None:
    for child in child_elements(table):
        if child.tag == "caption" and not lifter.dropped(child):
            builder.heading(lifter.flow(child)[0])
    for row in rows_of(table):
        if not lifter.dropped(row):
            _read_row(lifter, builder, row)
            lifter.stray(row, IN_ROW)
    for part in child_elements(table):
        if part.tag in ROW_GROUPS:
            lifter.stray(part, IN_ROW_GROUP)
    lifter.stray(table, IN_TABLE)


def _read_row(lifter: Lifter, builder: _Builder, row: Element) -> None:
    cells = [cell for cell in child_elements(row) if cell.tag in IN_ROW and not lifter.dropped(cell)]
    if not cells:
        return
    if len(cells) == 1:
        cell = cells[0]
        inner = _only_table(cell)
        if inner is not None:
            _read_table(lifter, builder, inner)
            return
        text, spans = lifter.flow(cell)
        if cell.tag == "th" or _is_heading(cell):
            builder.heading(text)
        else:
            builder.row(*_label_on_top(text, spans))
        return
    if cells[0].tag == "th" or len(cells) == 2:
        label = lifter.flow(cells[0])[0]
        values = cells[1:]
        if len(values) == 1:
            builder.row(label, *lifter.flow(values[0]))
            return
        builder.row(label, *_joined(lifter, values))
        return
    builder.row("", *_joined(lifter, cells))


def _label_on_top(text: str, spans: tuple[Span, ...]) -> tuple[str, str, tuple[Span, ...]]:
    """A full-width cell whose first line is bold and not its last: that line is the row's label."""
    line = text.find("\n")
    if line > 0 and any(s.kind == "strong" and s.start == 0 and s.end == line for s in spans):
        after = line + 1
        moved = tuple(Span(s.kind, s.start - after, s.end - after, s.target) for s in spans if s.start >= after)
        return text[:line], text[after:], moved
    return "", text, spans


def _joined(lifter: Lifter, cells: list[Element]) -> tuple[str, tuple[Span, ...]]:
    """Several value cells of one row as lines of one text."""
    text = ""
    spans: list[Span] = []
    for cell in cells:
        more, its = lifter.flow(cell)
        if not more:
            continue
        start = len(text) + 1 if text else 0
        text = f"{text}\n{more}" if text else more
        spans += [Span(s.kind, s.start + start, s.end + start, s.target) for s in its]
    return text, tuple(spans)


def _only_table(cell: Element) -> Element | None:
    """The table that is all a cell holds: its rows are rows of the box."""
    found: Element | None = None
    for part in cell.children:
        if type(part) is Element:
            if found is not None or part.tag != "table":
                return None
            found = part
        elif type(part) is Text and part.data.strip():
            return None
    return found


def _classes(element: Element) -> list[str]:
    return (element.attr("class") or "").split()


def _is_heading(cell: Element) -> bool:
    return any(
        name.endswith(("-header", "-above", "-subheader")) or name in ("entete", "infobox-title")
        for name in _classes(cell)
    )


def _read_portable(lifter: Lifter, builder: _Builder, box: Element) -> None:
    """Fandom's `aside.portable-infobox`, and boxes of divs of the same build."""
    for part in child_elements(box):
        if lifter.dropped(part):
            continue
        names = _classes(part)
        if "pi-title" in names or "pi-header" in names:
            builder.heading(lifter.flow(part)[0])
        elif "pi-data" in names:
            labels = [piece for piece in child_elements(part) if "pi-data-label" in _classes(piece)]
            label = " ".join(lifter.flow(piece)[0] for piece in labels)
            builder.row(label, *_joined(lifter, [piece for piece in child_elements(part) if piece not in labels]))
            lifter.stray(part, None)
        elif part.tag in ("section", "div") and any(
            name.startswith("pi-") for child in child_elements(part) for name in _classes(child)
        ):
            _read_portable(lifter, builder, part)
        elif part.tag == "table":
            _read_table(lifter, builder, part)
        else:
            builder.row("", *lifter.flow(part))
    lifter.stray(box, None)


def _kind_of(box: Element, groups: tuple[InfoboxGroup, ...]) -> str:
    """Kind from class names, else from labels: two of a kind's own decide."""
    classes = (box.attr("class") or "").casefold()
    for kind, marks in _KINDS:
        if any(mark in classes for mark in marks):
            return kind
    labels = {row.label.casefold() for group in groups for row in group.rows}
    headings = {(group.heading or "").casefold() for group in groups}
    if "clinical data" in headings or len(labels & _DRUG_LABELS) >= 2:
        return "drug"
    if len(labels & _CONDITION_LABELS) >= 2:
        return "condition"
    return "other"
