"""The Document: the article and nothing else, as one canonical text plus stand-off structure.

`text` is the canonical text that every offset points into: Unicode NFC, runs of white space as one space,
blocks separated by one blank line, list items by one line break, no markup and no list markers. All offsets
are Unicode code points, half-open. Tables, infoboxes, figures and references stand beside the text; offsets
of their spans point into their own cell, row or caption.

Spans, blocks and cells, of which a page has hundreds, are named tuples: they cost a third of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from .page import Transport

__all__ = [
    "Block",
    "BlockKind",
    "Cell",
    "Coordinates",
    "Document",
    "DocumentQuality",
    "DocumentSection",
    "DocumentSource",
    "Figure",
    "GridCell",
    "Infobox",
    "InfoboxGroup",
    "InfoboxRow",
    "Language",
    "Notice",
    "Outcome",
    "Reference",
    "Span",
    "SpanKind",
    "Table",
]

Outcome = Literal[
    "article",
    "disambiguation",
    "redirect",
    "missing",
    "deleted",
    "protected",
    "blank",
    "special",
    "category",
    "file",
    "diff",
    "blocked",
    "error",
    "not_html",
    "too_deep",
    "too_large",
]
"""What a page turned out to be: `deleted` is missing by the wiki's own log, `protected` is shown to some readers only.
Only `article` becomes a record; `disambiguation` and `category` keep their
text (a list of links); every other outcome has an empty text."""

BlockKind = Literal[
    "heading", "paragraph", "item", "term", "definition", "quote", "code", "poem", "math", "preformatted"
]
SpanKind = Literal[
    "link",
    "emphasis",
    "strong",
    "code",
    "sub",
    "sup",
    "math",
    "reference",
    "flag",
    "abbreviation",
    "pronunciation",
]


class Span(NamedTuple):
    """A stretch of a text with a meaning. `reference` and `flag` have no width: they mark a place. So does a
    link that has no words but a number of its own.

    `target`: a link's page title (internal) or address (external); a reference's `Reference.id`; a flag's
    words ("citation needed"); an abbreviation's long form; maths' TeX.
    """

    kind: SpanKind
    start: int
    end: int
    target: str | None = None


class Block(NamedTuple):
    """A paragraph, list item, heading, …: `text[start:end]`.

    `level`: heading level 1-6, list depth from 1, else 0. `marker`: `-` or `1.` for list items.
    `section`: index into `Document.sections`.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str | None = None
    section: int = 0


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A section of its own body, subsections excluded; sections are flat and in page order.

    `level` 0 is the lead. An `apparatus` section (see also, references, external links, …) is listed, but
    its heading and body are off the text: `start == body_start == end`.
    """

    level: int
    heading: str | None
    anchor: str | None
    start: int
    body_start: int
    end: int
    apparatus: bool = False


class Cell(NamedTuple):
    """A table cell as in the source, once; `spans` point into `text`."""

    text: str
    header: bool = False
    rowspan: int = 1
    colspan: int = 1
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One slot of a table's grid: the cell that covers it, and whether it begins here."""

    cell: Cell
    origin: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. `start` is the place in `Document.text` where it stood; `spans` point into `caption`."""

    caption: str | None
    rows: tuple[tuple[Cell, ...], ...]
    section: int = 0
    start: int = 0
    spans: tuple[Span, ...] = ()

    def grid(self) -> tuple[tuple[GridCell | None, ...], ...]:
        """Rows of equal width with spans resolved (HTML table algorithm); `None` where no cell reaches."""
        from .grid import resolve_grid

        return resolve_grid(self.rows)


@dataclass(frozen=True, slots=True)
class InfoboxRow:
    """A row of an infobox. `label` is '' where the row has none; `items` is another view of `text`.

    `links` are the targets of the row's links (a value may stand only there); `references` are
    `Reference.id`s of markers in the row.
    """

    label: str
    text: str
    spans: tuple[Span, ...] = ()
    items: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoboxGroup:
    """Rows under one group heading of an infobox; `heading` is `None` before the first heading."""

    heading: str | None
    rows: tuple[InfoboxRow, ...]


@dataclass(frozen=True, slots=True)
class Infobox:
    """An infobox. `kind`: `drug`, `condition` or `other`, from class names and labels, never from values;
    `classification`: the bar of codes below a medical article."""

    title: str | None
    kind: str
    groups: tuple[InfoboxGroup, ...]
    images: tuple[Figure, ...] = ()

    @property
    def rows(self) -> tuple[InfoboxRow, ...]:
        """All rows, flat, in order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """An image with what is said of it; `spans` point into `caption`."""

    file: str
    url: str | None = None
    alt: str | None = None
    caption: str | None = None
    spans: tuple[Span, ...] = ()
    section: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list. `backlinks`: how many markers in the page point at it."""

    id: str
    number: int
    group: str | None
    text: str
    links: tuple[str, ...] = ()
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    backlinks: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A hatnote, stub line, maintenance box or disclaimer: `kind`, its words, the pages it points to."""

    kind: str
    text: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """The same page in another language."""

    code: str
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Decimal degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class DocumentQuality:
    """How the article was found. `root`: the element taken as content; `confidence`: 0 to 1."""

    root: str = "none"
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """Where a page came from, and what the wiki says about it beside the article."""

    site: str
    wiki: str
    """Part of the record id: the profile's id where it stands for one wiki, else the host."""
    transport: Transport
    content_sha256: str
    """Of the bytes as received."""
    url: str | None = None
    canonical_url: str | None = None
    page_id: int | None = None
    revision_id: int | None = None
    revision_timestamp: datetime | None = None
    retrieved_at: datetime | None = None
    http_status: int | None = None
    etag: str | None = None
    last_modified: datetime | None = None
    content_type: str | None = None
    namespace: int = 0
    display_title: str | None = None
    redirected_from: str | None = None
    redirects_to: str | None = None
    """Title that the page only points to; its outcome is `redirect` then."""
    short_description: str | None = None
    wikidata: str | None = None
    removed_letters: int = 0
    """Letters and digits in the ledger of this page."""
    licence_name: str | None = None
    licence_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with its structure; see the module's first lines for what the offsets mean."""

    source: DocumentSource
    title: str
    language: str
    outcome: Outcome
    text: str = ""
    sections: tuple[DocumentSection, ...] = ()
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()
    tables: tuple[Table, ...] = ()
    infoboxes: tuple[Infobox, ...] = ()
    figures: tuple[Figure, ...] = ()
    references: tuple[Reference, ...] = ()
    notices: tuple[Notice, ...] = ()
    categories: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    coordinates: Coordinates | None = None
    quality: DocumentQuality = field(default=DocumentQuality())

    def kept_text(self) -> Iterator[str]:
        """Every visible piece the Document keeps, each once: text, tables, infoboxes, figure captions.

        Together with the ledger this is all that was visible on the page (closed accounting).
        """
        yield self.text
        for table in self.tables:
            yield table.caption or ""
            for row in table.rows:
                for cell in row:
                    yield cell.text
        for box in self.infoboxes:
            yield box.title or ""
            for group in box.groups:
                yield group.heading or ""
                for line in group.rows:
                    yield line.label
                    yield line.text
            for image in box.images:
                yield image.caption or ""
        for figure in self.figures:
            yield figure.caption or ""

    def section_path(self, index: int) -> tuple[int, ...]:
        """Indices of the sections that hold section `index`, outermost first, itself last."""
        path = [index]
        level = self.sections[index].level
        for i in range(index - 1, -1, -1):
            if 0 < self.sections[i].level < level:
                path.append(i)
                level = self.sections[i].level
        return tuple(reversed(path))

    def to_text(self) -> str:
        """For people: the canonical text with list markers, tables and infoboxes as plain lines, captions."""
        from .render.text import render_text

        return render_text(self)

    def to_markdown(self, *, body: bool = False) -> str:
        """GitHub-flavoured Markdown; `body=True` leaves title, infobox, tables, figures and references out."""
        from .render.markdown import render_markdown

        return render_markdown(self, body=body)

    def to_html(self) -> str:
        """Clean, semantic HTML of the whole Document, which `clean_page` reads back as the same Document."""
        from .render.html import render_html

        return render_html(self)

    def to_json(self) -> dict[str, Any]:
        """Plain data: every field by its name, tuples as lists, dates as ISO 8601."""
        from .render.json import render_json

        return render_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        """The Document that `to_json` gave. Raises TypeError or ValueError for data of another shape."""
        from .render.json import read_json

        return read_json(data)
