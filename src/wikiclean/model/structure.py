"""The parts of a record that mirror the page: sections, tables, references, links, images, infoboxes."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AnyUrl, Field, model_validator

from .base import LangTag, Model, NonEmpty

__all__ = ["Cell", "Image", "Infobox", "InfoboxRow", "Link", "PageInfo", "Reference", "Section", "Table"]


class PageInfo(Model):
    """The page as the wiki knows it."""

    title: NonEmpty
    """As the wiki spells it."""
    display_title: str | None = None
    """Title as shown, where it differs: iPhone."""
    language: LangTag
    """BCP 47 tag; `und` where it is not known."""
    namespace: int = 0
    """MediaWiki's number; 0 for articles."""
    aliases: tuple[str, ...] = ()
    """Titles that redirect here, and the bold names of the lead."""
    redirected_from: str | None = None
    """Title that was asked for, if a redirect led here."""
    redirect_to: str | None = None
    """Title that the page only points to."""
    is_disambiguation: bool = False
    """Whether it is a list of pages with one name."""
    is_stub: bool = False
    """Whether it says that it is short."""
    stub_notice: str | None = None
    """Its words for that."""
    categories: tuple[str, ...] = ()
    """Names without the prefix."""
    short_description: str | None = None
    """The wiki's one line about the page."""
    wikidata: str | None = None
    """Item id, e.g. `Q18216`."""
    interlanguage: dict[str, str] = Field(default_factory=dict)
    """Language code -> title of the same page there."""


class Section(Model):
    """A section of the text, with its subsections."""

    id: NonEmpty
    """Slug path of the headings, e.g. `dosage/adults`; unique in the record."""
    level: int = Field(ge=0, le=6)
    """Heading level; 0 for the lead."""
    heading: str | None = None
    """As shown, without edit links."""
    kind: NonEmpty
    """Section kind of the heading taxonomy; `other` if unknown."""
    kind_rule: str | None = None
    """The alias or pattern that matched."""
    start: int = Field(ge=0)
    """Where the heading begins; the body, in the lead."""
    body_start: int = Field(ge=0)
    """Where its own body begins."""
    end: int = Field(ge=0)
    """Of its own body, subsections excluded."""
    children: tuple[Section, ...] = ()
    """Subsections, in order."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start <= self.body_start <= self.end:
            raise ValueError(f"section {self.id}: start <= body_start <= end does not hold")
        return self


class Cell(Model):
    """A table cell as in the source."""

    text: str
    """As shown."""
    header: bool = False
    """Whether it is a heading cell."""
    rowspan: int = Field(default=1, ge=1)
    """Rows that it covers."""
    colspan: int = Field(default=1, ge=1)
    """Columns that it covers."""
    reference_ids: tuple[str, ...] = ()
    """Of the citation marks in it."""


class Table(Model):
    """A data table."""

    id: NonEmpty
    """`table-1`, `table-2`, … in page order."""
    section_id: str | None = None
    """`Section.id` of the section that holds it."""
    caption: str | None = None
    """As shown."""
    rows: tuple[tuple[Cell, ...], ...]
    """Cells as in the source, each once."""
    start: int | None = None
    """Where it stood in `text`."""


class Reference(Model):
    """An entry of a reference list."""

    id: NonEmpty
    """Of the entry in the page, as citation marks name it."""
    label: str | None = None
    """As the marks show it: "7", "note 2"."""
    text: NonEmpty
    """The whole entry."""
    title: str | None = None
    """Where the entry has one, and one only, in quotation marks."""
    authors: tuple[str, ...] = ()
    """In the entry's order."""
    year: int | None = Field(default=None, ge=1400, le=2200)
    """Of publication."""
    container: str | None = None
    """Journal or book that holds it."""
    doi: str | None = None
    """Without the resolver's address."""
    pmid: str | None = None
    """PubMed's number."""
    pmcid: str | None = None
    """PubMed Central's, with `PMC`."""
    isbn: str | None = None
    """Digits and X."""
    urls: tuple[AnyUrl, ...] = ()
    """Addresses in the entry."""


class Link(Model):
    """A link in the running text."""

    target: NonEmpty
    """Page title for internal links, else the address."""
    text: str
    """The words that are linked."""
    kind: Literal["internal", "external", "interwiki", "category", "file", "interlanguage"]
    """What the target is."""
    section_id: str | None = None
    """`Section.id` of the section that holds it."""
    start: int | None = None
    """Into the record's `text`."""
    end: int | None = None
    """Into the record's `text`."""


class Image(Model):
    """An image of the page."""

    file: NonEmpty
    """Name of the file on the wiki."""
    url: str | None = None
    """Of the picture as the page loads it."""
    alt: str | None = None
    """Words for those who cannot see it."""
    caption: str | None = None
    """As shown."""
    role: Literal["structure", "photo", "diagram", "chart", "icon", "other"] = "other"
    """What sort of picture."""
    section_id: str | None = None
    """`Section.id` of the section that holds it; absent in an infobox."""


class InfoboxRow(Model):
    """A row of an infobox."""

    group: str | None = None
    """Heading it stands under, e.g. "Clinical data"."""
    label: str = ""
    """As shown, e.g. "Elimination half-life"."""
    field: str | None = None
    """Field of the infobox taxonomy; absent if the label is unknown."""
    text: str
    """The value as shown."""
    items: tuple[str, ...] = ()
    """The value's list items, where it is a list."""
    links: tuple[str, ...] = ()
    """Link targets: identifier values often stand only there."""
    reference_ids: tuple[str, ...] = ()
    """Of the citation marks in it."""


class Infobox(Model):
    """An infobox as shown, row by row."""

    template: Literal["drug", "medical_condition", "other"]
    """What the box is about, told by its class names and labels."""
    variant: Literal["single", "combination", "antibody", "vaccine", "gene_therapy"] | None = None
    """Of a drug's box."""
    title: str | None = None
    """As shown."""
    rows: tuple[InfoboxRow, ...] = ()
    """In page order."""
