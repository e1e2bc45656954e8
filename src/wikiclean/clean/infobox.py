"""Infoboxes - classic tables, Parsoid's, boxes of divs, Fandom's portable ones - as groups of rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.document import Figure, Infobox, InfoboxGroup, Span
from .dom import Element, Text, child_elements
from .figures import holds_picture, is_picture, is_small
from .infobox_rows import BoxBuilder, kind_of_box
from .items import LiftedHeading
from .tables import IN_ROW, rows_of

if TYPE_CHECKING:
    from .lift import Lifter

__all__ = ["is_infobox", "lift_infobox"]

_NAMED = re.compile(
    r"info[ _-]?(?:box|table|boks)|taxobox|drugbox|chembox|sinottico|tietolaatikko|druid-(?:infobox|container)", re.I
)
"""How templates of many wikis name such a box, in its class or id."""
_NOT_NAMED = re.compile(r"navbox|sidebar|sister|noinfobox|infobox[ _-]?(?:row|cell|sub|caption|image|data|label)", re.I)
_FLOATS = re.compile(r"float\s*:\s*(?:right|left)|float-?(?:right|left)|(?:^|\s)t?right(?:\s|$)", re.I)
_HEADING_NAME = re.compile(
    r"(?:^|[-_]|infobox)(?:(?:sub)?header\d?|above|subheader|title|heading|entete|testata|divisione|topo)$"
    r"|^infobox-?section$"
    r"|^ROA(?:Sub)?Header$|^(?:Sub)?Header\d?$",
    re.I,
)
_VALUE_NAME = re.compile(r"(?:^|-|_)(?:data|value|detail|below|full-?data|caption)$", re.I)
_ENOUGH_PAIRS = 3
_LONGEST_TITLE = 100


def is_infobox(table: Element, lifter: Lifter) -> bool:
    """Whether a table without a known class is an infobox.

    By the name that its template gives it, else by its build: it floats beside the lead, and its rows are a
    label with a value, or one cell across (title, picture).
    """
    names = f"{table.attr('class') or ''} {table.attr('id') or ''}"
    if _NAMED.search(names):
        return not _NOT_NAMED.search(names)
    beside = f"{names} {table.attr('style') or ''} {'right' if table.attr('align') == 'right' else ''}"
    if not _FLOATS.search(beside) or any(type(item) is LiftedHeading for item in lifter.items):
        return False
    pairs = across = 0
    for row in rows_of(table):
        cells = [cell for cell in child_elements(row) if cell.tag in IN_ROW]
        if len(cells) == 1 and (cells[0].attr("colspan") or "1") != "1":
            across += 1
        elif len(cells) == 2 and cells[1].tag == "td" and (cells[0].tag == "th" or _is_bold(cells[0])):
            pairs += 1
        elif cells:
            return False
    return pairs >= _ENOUGH_PAIRS and across > 0


def _is_bold(cell: Element) -> bool:
    """Whether a cell holds one bold element and no words beside it."""
    bold = 0
    for part in cell.children:
        if type(part) is Element:
            bold += part.tag in ("b", "strong")
        elif type(part) is Text and part.data.strip(" \n\t:"):
            return False
    return bold == 1


def lift_infobox(lifter: Lifter, box: Element) -> Infobox | None:
    """An infobox with its rows; its pictures are taken out of the page's. None where nothing is in it."""
    before = len(lifter.items)
    builder = BoxBuilder()
    if box.tag == "table":
        _read_table(lifter, builder, box)
    else:
        _read_parts(lifter, builder, box)
    found = lifter.items[before:]
    images = tuple(item for item in found if isinstance(item, Figure))
    lifter.items[before:] = [item for item in found if not isinstance(item, Figure)]
    groups = tuple(InfoboxGroup(heading, tuple(rows)) for heading, rows in builder.groups if heading or rows)
    if builder.title is None and not groups and not images:
        return None
    return Infobox(builder.title, kind_of_box(box, groups), groups, images)


def _read_table(lifter: Lifter, builder: BoxBuilder, table: Element) -> None:
    for child in child_elements(table):
        if child.tag == "caption" and not lifter.dropped(child):
            builder.heading(lifter.flow(child)[0])
    covered = 0  # rows that the label of a row above still spans
    columns: list[Element] = []  # header cells of the row above that wait for the cells below them
    pictures = 0  # pictures without words in the row above, side by side
    rows = [
        [cell for cell in child_elements(row) if cell.tag in IN_ROW and not lifter.dropped(cell)]
        for row in rows_of(table)
        if not lifter.dropped(row)
    ]
    for at, cells in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else []
        if pictures and len(cells) == pictures and all(cell.tag == "td" for cell in cells):
            _read_captions(lifter, builder, cells)
        elif columns:
            for head, cell in zip(columns, cells, strict=True):
                builder.row(lifter.flow(head)[0], *lifter.flow(cell))
            columns = []
        elif len(cells) > 1 and _are_columns(cells, below):
            columns = cells
        elif covered and cells and all(cell.tag == "td" for cell in cells):
            builder.more(*_joined(lifter, cells))
        else:
            _read_row(lifter, builder, cells)
        covered = max(covered - 1, _spanned(cells))
        pictures = len(cells) if len(cells) > 1 and all(_is_bare_picture(cell) for cell in cells) else 0


def _are_columns(cells: list[Element], below: list[Element]) -> bool:
    """Whether header cells stand above as many plain ones."""
    return (
        len(cells) == len(below) and all(cell.tag == "th" for cell in cells) and all(cell.tag == "td" for cell in below)
    )


def _spanned(cells: list[Element]) -> int:
    """How many rows below belong to this row's label too."""
    if len(cells) < 2:
        return 0
    span = (cells[0].attr("rowspan") or "").strip()
    return int(span) - 1 if span.isascii() and span.isdigit() and 1 < int(span[:4]) < 100 else 0


def _read_row(lifter: Lifter, builder: BoxBuilder, cells: list[Element]) -> None:
    if not cells:
        return
    if all(cell.tag == "td" and _leads_with_picture(cell) for cell in cells):
        for cell in cells:
            _read_picture(lifter, builder, cell)
        return
    if len(cells) == 1:
        _read_wide(lifter, builder, cells[0])
    elif cells[0].tag == "th" or len(cells) == 2:
        label = lifter.flow(cells[0])[0]
        builder.row(label, *_joined(lifter, cells[1:]))
    else:
        builder.row("", *_joined(lifter, cells))


def _read_wide(lifter: Lifter, builder: BoxBuilder, cell: Element) -> None:
    """The only cell of a row: a heading, further tables, or a value without a label."""
    if (inner := _only_tables(cell)) is not None:
        for table in inner:
            if lifter.dropped(table):
                continue
            if (folded := _folded(table)) is not None:
                builder.row(lifter.flow(folded[0])[0], *lifter.flow(folded[1]))
            else:
                _read_table(lifter, builder, table)
        return
    text, spans = lifter.flow(cell)
    if cell.tag == "td" and "\n" in text and _has_bold_head(cell):
        start = text.index("\n") + 1
        moved = tuple(Span(s.kind, s.start - start, s.end - start, s.target) for s in spans if s.start >= start)
        builder.row(text[: start - 1], text[start:], moved)
        return
    named = _is_heading(cell)
    if named or cell.tag == "th" or (_is_all_bold(text, spans) and not builder.awaits_value and named is None):
        builder.heading(text)
    else:
        builder.row("", text, spans)


def _folded(table: Element) -> tuple[Element, Element] | None:
    """A table of one header cell over one plain cell: a label with the value that folds away under it."""
    cells = [[cell for cell in child_elements(row) if cell.tag in IN_ROW] for row in rows_of(table)]
    if [[cell.tag for cell in row] for row in cells] != [["th"], ["td"]] or _only_tables(cells[1][0]) is not None:
        return None
    return cells[0][0], cells[1][0]


_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HEAD_DEPTH = 4


def _has_bold_head(element: Element, depth: int = 0) -> bool:
    """Whether a cell begins with a block of its own that is set bold: the title of a folded value."""
    for part in element.children:
        if type(part) is Text:
            if part.data.strip():
                return False
        elif type(part) is Element:
            if part.tag not in ("div", "p"):
                return False
            return bool(_BOLD.search(part.attr("style") or "")) or (
                depth < _HEAD_DEPTH and _has_bold_head(part, depth + 1)
            )
    return False


def _is_all_bold(text: str, spans: tuple[Span, ...]) -> bool:
    return (
        0 < len(text) < _LONGEST_TITLE
        and "\n" not in text
        and any(s.kind == "strong" and s.start == 0 and s.end == len(text) for s in spans)
    )


def _leads_with_picture(element: Element) -> bool:
    """Whether a picture, not an icon, stands before all words of an element."""
    for part in element.children:
        if type(part) is Text:
            if part.data.strip():
                return False
        elif type(part) is Element:
            if is_picture(part):
                return not is_small(part)
            if part.tag in ("table", "ul", "ol", "dl"):
                return False
            if _leads_with_picture(part):
                return True
            if part.text.strip():
                return False
    return False


def _read_picture(lifter: Lifter, builder: BoxBuilder, cell: Element) -> None:
    """A cell with a picture on top: the words below it are its caption, unless the markup says whose they are."""
    before = len(lifter.items)
    text, spans = lifter.flow(cell)
    found = [at for at in range(before, len(lifter.items)) if isinstance(lifter.items[at], Figure)]
    if len(found) == 1 and text:
        figure = lifter.items[found[0]]
        assert isinstance(figure, Figure)
        if figure.caption is None:
            lifter.items[found[0]] = Figure(figure.file, figure.url, figure.alt, text, spans)
            return
    builder.row("", text, spans)


def _is_bare_picture(cell: Element) -> bool:
    return not cell.text.strip() and holds_picture(cell)


def _read_captions(lifter: Lifter, builder: BoxBuilder, cells: list[Element]) -> None:
    """A row of words under a row of as many pictures."""
    at = len(lifter.items) - len(cells)
    for place, cell in enumerate(cells, max(at, 0)):
        text, spans = lifter.flow(cell)
        figure = lifter.items[place] if at >= 0 else None
        if text and isinstance(figure, Figure) and figure.caption is None:
            lifter.items[place] = Figure(figure.file, figure.url, figure.alt, text, spans)
        else:
            builder.row("", text, spans)


def _joined(lifter: Lifter, cells: list[Element]) -> tuple[str, tuple[Span, ...]]:
    """Several value cells of one row as lines of one text."""
    if len(cells) == 1:
        return lifter.flow(cells[0])
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


def _only_tables(cell: Element) -> list[Element] | None:
    """The tables that are all a cell holds: their rows are rows of the box."""
    found: list[Element] = []
    for part in cell.children:
        if type(part) is Element:
            if part.tag == "table":
                found.append(part)
            elif part.tag in ("div", "center") and (inner := _only_tables(part)) is not None:
                found += inner
            elif part.text.strip() or holds_picture(part):
                return None
        elif type(part) is Text and part.data.strip():
            return None
    return found or None


def _names(element: Element) -> list[str]:
    return f"{element.attr('class') or ''} {element.attr('id') or ''}".split()


def _is_heading(cell: Element) -> bool | None:
    """What the names of a cell say: a heading, a value, or (None) nothing."""
    names = _names(cell)
    if any(_HEADING_NAME.search(name) for name in names):
        return True
    return False if any(_VALUE_NAME.search(name) for name in names) else None


def _read_parts(lifter: Lifter, builder: BoxBuilder, box: Element) -> None:
    """A box of other elements than a table: Fandom's `aside.portable-infobox`, French `div.infobox_v3`, …"""
    for part in box.children:
        if type(part) is not Element or lifter.dropped(part):
            continue
        names = _names(part)
        if "pi-title" in names or "pi-header" in names or "entete" in names or "bloc" in names:
            builder.heading(lifter.flow(part)[0])
        elif part.tag == "table":
            _read_table(lifter, builder, part)
        elif "pi-smart-group" in names and next(child_elements(part), None) is not None:
            _read_columns(lifter, builder, part)
        elif labels := [piece for piece in child_elements(part) if _is_label(piece)]:
            label = " ".join(lifter.flow(piece)[0] for piece in labels)
            builder.row(label, *_joined(lifter, [piece for piece in child_elements(part) if piece not in labels]))
            lifter.stray(part, None)
        elif "legend" in names:
            lifter.caption(part)
        elif part.tag == "dl":
            _read_definitions(lifter, builder, part)
        elif part.tag in ("section", "div") and _has_parts(part):
            _read_parts(lifter, builder, part)
        elif part.tag in ("h2", "h3", "h4") or _is_heading(part):
            builder.heading(lifter.flow(part)[0])
        elif _leads_with_picture(part):
            _read_picture(lifter, builder, part)
        else:
            text, spans = lifter.flow(part)
            if builder.is_empty and "\n" not in text and len(text) < _LONGEST_TITLE:
                builder.heading(text)
            else:
                builder.row("", text, spans)
    lifter.stray(box, None)


def _read_definitions(lifter: Lifter, builder: BoxBuilder, definitions: Element) -> None:
    """A list of terms: with one definition each they are labels, with several headings."""
    parts = [part for part in child_elements(definitions) if part.tag in ("dt", "dd")]
    for at, part in enumerate(parts):
        following = [other.tag for other in parts[at + 1 : at + 3]]
        if part.tag == "dt" and following[:1] == ["dd"] and following != ["dd", "dd"]:
            builder.row(lifter.flow(part)[0], *lifter.flow(parts[at + 1]))
        elif part.tag == "dt":
            builder.heading(lifter.flow(part)[0])
        elif not (at and parts[at - 1].tag == "dt" and following[:1] != ["dd"]):
            builder.row("", *lifter.flow(part))
    lifter.stray(definitions, frozenset({"dt", "dd"}))


_PART = re.compile(r"^(?:pi-|druid-|infobox)", re.I)


def _is_label(element: Element) -> bool:
    return any(name.casefold().endswith("label") for name in (element.attr("class") or "").split())


def _has_parts(element: Element) -> bool:
    """Whether an element only holds further parts of the box."""
    return any(
        child.tag in ("table", "dl") or any(_PART.match(name) for name in (child.attr("class") or "").split())
        for child in child_elements(element)
    )


def _read_columns(lifter: Lifter, builder: BoxBuilder, group: Element) -> None:
    """Fandom's row of several fields: the labels stand in one element, the values in the next."""
    head, *bodies = child_elements(group)
    labels = list(child_elements(head))
    values = [value for body in bodies for value in child_elements(body)]
    for at in range(max(len(labels), len(values))):
        label = lifter.flow(labels[at])[0] if at < len(labels) else ""
        builder.row(label, *(lifter.flow(values[at]) if at < len(values) else ("", ())))
    for part in (group, head, *bodies):
        lifter.stray(part, None)
