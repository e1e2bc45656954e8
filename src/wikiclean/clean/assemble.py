"""Items become the canonical text with its offsets, and the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..model.document import (
    Block,
    Cell,
    DocumentSection,
    Figure,
    Infobox,
    InfoboxGroup,
    InfoboxRow,
    Span,
    Table,
)
from ..model.ledger import Removal
from .furniture import Apparatus, TrimmedItem
from .items import LiftedBlock, LiftedHeading

__all__ = ["Assembled", "assemble"]

_new = tuple.__new__
"""A named tuple without the checks of `_make`."""

_LINE_KINDS = frozenset({"item", "term", "definition"})


@dataclass(slots=True)
class _Section:
    level: int
    heading: str | None
    anchor: str | None
    start: int
    body_start: int
    end: int
    apparatus: bool = False

    def freeze(self) -> DocumentSection:
        return DocumentSection(
            self.level, self.heading, self.anchor, self.start, self.body_start, self.end, self.apparatus
        )


@dataclass(frozen=True, slots=True)
class Assembled:
    """The Document's parts that come from the walk."""

    text: str
    sections: tuple[DocumentSection, ...]
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    tables: tuple[Table, ...]
    infoboxes: tuple[Infobox, ...]
    figures: tuple[Figure, ...]
    removals: tuple[Removal, ...]


class _Assembler:
    def __init__(self, ids: dict[str, str]) -> None:
        self._ids = ids
        self.parts: list[str] = []
        self.length = 0
        self.previous: str | None = None
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.sections: list[_Section] = []
        self.tables: list[Table] = []
        self.infoboxes: list[Infobox] = []
        self.figures: list[Figure] = []
        self.removals: list[Removal] = []

    def spans_of(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Spans with note keys as reference ids; marks without a note are dropped."""
        for span in spans:
            if span.kind == "reference":
                return tuple(self._moved(spans, 0))
        return spans

    def _moved(self, spans: tuple[Span, ...], by: int) -> Iterator[Span]:
        for kind, start, end, target in spans:
            if kind == "reference":
                target = self._ids.get(target or "")
                if target is None:
                    continue
            yield _new(Span, (kind, start + by, end + by, target))

    def section(self) -> int:
        """Index of the section that is open; the lead is made when something stands before all headings."""
        if not self.sections:
            self.sections.append(_Section(0, None, None, 0, 0, 0))
        return len(self.sections) - 1

    def append(self, kind: str, text: str) -> int:
        """Add a block's text with its separator; returns where it starts."""
        if self.parts:
            line = kind in _LINE_KINDS and self.previous in _LINE_KINDS
            separator = "\n" if line else "\n\n"
            self.parts.append(separator)
            self.length += len(separator)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        self.previous = kind
        return start

    def take(self, item: TrimmedItem) -> None:
        """Add one item; the most frequent kinds come first."""
        if isinstance(item, LiftedBlock):
            section = self.section()
            kind, text, spans, level, marker, _ = item
            start = self.append(kind, text)
            opened = self.sections[section]
            if opened.end == opened.body_start:
                opened.body_start = start
            opened.end = self.length
            self.blocks.append(_new(Block, (kind, start, self.length, level, marker, section)))
            if spans:
                self.spans += self._moved(spans, start)
        elif isinstance(item, Removal):
            self.removals.append(item)
        elif isinstance(item, LiftedHeading):
            start = self.append("heading", item.text)
            end = self.length
            self.sections.append(_Section(item.level, item.text, item.anchor, start, end, end))
            self.blocks.append(Block("heading", start, end, item.level, None, len(self.sections) - 1))
            self.spans += self._moved(item.spans, start)
        elif isinstance(item, Figure):
            self.figures.append(self._figure(item, self.section()))
        elif isinstance(item, Table):
            rows = tuple(tuple(self._cell(cell) for cell in row) for row in item.rows)
            section = self.section()
            self.tables.append(Table(item.caption, rows, section, self.length, self.spans_of(item.spans)))
        elif isinstance(item, Apparatus):
            heading = item.heading
            at = self.length
            self.sections.append(_Section(heading.level, heading.text, heading.anchor, at, at, at, apparatus=True))
        else:
            self.infoboxes.append(self._infobox(item))

    def _cell(self, cell: Cell) -> Cell:
        spans = self.spans_of(cell.spans)
        return cell if spans is cell.spans else cell._replace(spans=spans)

    def _figure(self, figure: Figure, section: int) -> Figure:
        return replace(figure, spans=self.spans_of(figure.spans), section=section)

    def _infobox(self, box: Infobox) -> Infobox:
        groups = tuple(InfoboxGroup(group.heading, tuple(self._row(row) for row in group.rows)) for group in box.groups)
        return replace(box, groups=groups, images=tuple(self._figure(image, 0) for image in box.images))

    def _row(self, row: InfoboxRow) -> InfoboxRow:
        references = tuple(self._ids[key] for key in row.references if key in self._ids)
        return replace(row, spans=self.spans_of(row.spans), references=references)


def assemble(items: list[TrimmedItem], ids: dict[str, str]) -> Assembled:
    """Join items to one text. `ids`: note key -> `Reference.id`."""
    maker = _Assembler(ids)
    for item in items:
        maker.take(item)
    return Assembled(
        "".join(maker.parts),
        tuple(section.freeze() for section in maker.sections),
        tuple(maker.blocks),
        tuple(maker.spans),
        tuple(maker.tables),
        tuple(maker.infoboxes),
        tuple(maker.figures),
        tuple(maker.removals),
    )
