"""Which rows of a box the taxonomy knows: by their label, or by a label that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.document import Infobox, InfoboxRow
from ...sites.infobox_labels import LabelField, Template, Variant, find_label, variants_of
from ...text import fold

__all__ = ["KnownRow", "known_rows", "template_of", "variants_of_box"]

_COMBINATION = "combination of"
_BY_COUNTRY = frozenset({"legal_status", "pregnancy"})
"""Fields whose rows may have a country as label under a heading that names the field."""
_COUNTRIES = frozenset({"au", "br", "ca", "de", "nz", "uk", "us", "eu", "un", "in general", "general"})


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row with its place in the box, and what the taxonomy says of it (None: it stays a row).

    `label`: the words that say what the row holds. `start`: where the value begins in the row's text, which
    begins with the label where a full-width row shows it on top.
    """

    index: int
    group: str | None
    row: InfoboxRow
    label: str
    entry: LabelField | None
    start: int = 0


def template_of(box: Infobox) -> Template | None:
    """Which labels of the taxonomy the box speaks; None for boxes about anything else."""
    return "drug" if box.kind == "drug" else "condition" if box.kind in ("condition", "classification") else None


def variants_of_box(box: Infobox) -> tuple[Variant, ...]:
    """Of a drug box, by its headings and labels."""
    headings = (group.heading for group in box.groups)
    return variants_of(headings, (row.label for row in box.rows))


def known_rows(box: Infobox) -> Iterator[KnownRow]:
    """All rows of a box in order."""
    template = template_of(box)
    variants = variants_of_box(box) if template == "drug" else ()
    index = 0
    for group in box.groups:
        for row in group.rows:
            yield _known(index, group.heading, row, template, variants)
            index += 1


def _known(
    index: int, group: str | None, row: InfoboxRow, template: Template | None, variants: tuple[Variant, ...]
) -> KnownRow:
    def find(label: str) -> LabelField | None:
        return find_label(label, template=template, variants=variants) if template and label else None

    heading = find(group) if group else None
    if group and fold(group).rstrip(": ") == _COMBINATION:
        return KnownRow(index, group, row, row.label, heading)  # each row is a drug with its class
    if row.label:
        if heading is not None and heading.field in _BY_COUNTRY and fold(row.label).rstrip(": ") in _COUNTRIES:
            return KnownRow(index, group, row, row.label, heading)
        return KnownRow(index, group, row, row.label, find(row.label))
    first, _, rest = row.text.partition("\n")
    if rest and (entry := find(first)) is not None:
        return KnownRow(index, group, row, first, entry, len(first) + 1)
    return KnownRow(index, group, row, group or "", heading)
