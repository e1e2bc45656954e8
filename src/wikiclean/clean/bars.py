"""The bar of codes below a medical article ("Classification", "External resources"): read as a box, not dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.document import Infobox, InfoboxGroup, InfoboxRow, Span
from .dom import Element, Text, child_elements
from .infobox_rows import infobox_row
from .tables import rows_of

if TYPE_CHECKING:
    from ..sites.profile import Rule
    from .lift import Lifter

__all__ = ["is_code_bar", "lift_code_bar"]

_SYSTEMS = frozenset(
    {"icd-10", "icd-11", "icd-9-cm", "icd-9", "icd-o", "omim", "mesh", "diseasesdb", "snomed ct", "medlineplus",
     "emedicine", "orphanet", "genereviews"}
)  # fmt: skip
_ENOUGH = 2
_LISTS = frozenset({"ul", "ol"})


def is_code_bar(element: Element) -> bool:
    """Whether an element holds one table of headings beside lists, with items of at least two coding systems."""
    if element.tag not in ("div", "table") or "navbox" not in (element.attr("class") or ""):
        return False
    table = _table_in(element)
    if table is None:
        return False
    labels = set()
    for row in rows_of(table):
        cells = list(child_elements(row))
        if [cell.tag for cell in cells] != ["th", "td"]:
            return False
        labels |= {_label_of(item) for item in _items_in(cells[1])}
    return len(labels & _SYSTEMS) >= _ENOUGH


def lift_code_bar(lifter: Lifter, element: Element, rule: Rule) -> Infobox:
    """The bar as a box of kind `classification`: a group a heading, a row an item. Its buttons go by `rule`."""
    table = _table_in(element)
    assert table is not None
    groups = []
    for row in rows_of(table):
        head, value = child_elements(row)
        heading = ""
        for part in head.children:
            if type(part) is Text:
                heading += part.data
            elif type(part) is Element and part.tag in ("div", "small"):
                lifter.remove(part, rule.id, rule.why)
            elif type(part) is Element:
                heading += lifter.flow(part)[0]
        rows = tuple(_row(*lifter.flow(item)) for item in _items_in(value))
        groups.append(InfoboxGroup(" ".join(heading.split()) or None, rows))
    return Infobox(None, "classification", tuple(groups))


def _table_in(element: Element) -> Element | None:
    if element.tag == "table":
        return element
    found = [child for child in child_elements(element) if child.tag not in ("style", "link")]
    return _table_in(found[0]) if len(found) == 1 else None


def _items_in(cell: Element) -> list[Element]:
    """The items of the lists of a cell."""
    found = []
    for part in child_elements(cell):
        if part.tag in _LISTS:
            found += [item for item in child_elements(part) if item.tag == "li"]
        elif part.tag == "div":
            found += _items_in(part)
    return found


def _label_of(item: Element) -> str:
    return item.text.partition(":")[0].strip().casefold()


def _row(text: str, spans: tuple[Span, ...]) -> InfoboxRow:
    label, colon, value = text.partition(":")
    if not colon:
        return infobox_row("", text, spans)
    start = len(text) - len(value.lstrip())
    moved = tuple(Span(s.kind, s.start - start, s.end - start, s.target) for s in spans if s.start >= start)
    return infobox_row(label.strip(), text[start:], moved)
