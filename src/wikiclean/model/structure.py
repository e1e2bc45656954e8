"""The parts of a record that mirror the page: sections, tables, references, links, images, infoboxes."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AnyUrl, Field, model_validator

from .base import LangTag, Model, NonEmpty

__all__ = ["Cell", "Image", "Infobox", "InfoboxRow", "Link", "PageInfo", "Reference", "Section", "Table"]


class PageInfo(Model):
    """The page as the wiki knows it."""

    title: NonEmpty
    display_title: str | None = None
    language: LangTag
    namespace: int = 0
    aliases: tuple[str, ...] = ()
    """Titles that redirect here, and the bold names of the lead."""
    redirected_from: str | None = None
    redirect_to: str | None = None
    is_disambiguation: bool = False
    is_stub: bool = False
    stub_notice: str | None = None
    categories: tuple[str, ...] = ()
    short_description: str | None = None
    wikidata: str | None = None
    interlanguage: dict[str, str] = Field(default_factory=dict)


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
    body_start: int = Field(ge=0)
    end: int = Field(ge=0)
    """Of its own body, subsections excluded."""
    children: tuple[Section, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start <= self.body_start <= self.end:
            raise ValueError(f"section {self.id}: start <= body_start <= end does not hold")
        return self


class Cell(Model):
    """A table cell as in the source."""

    text: str
    header: bool = False
    rowspan: int = Field(default=1, ge=1)
    colspan: int = Field(default=1, ge=1)
    reference_ids: tuple[str, ...] = ()


class Table(Model):
    """A data table."""

    id: NonEmpty
    section_id: str | None = None
    caption: str | None = None
    rows: tuple[tuple[Cell, ...], ...]
    start: int | None = None
    """Where it stood in `text`."""


class Reference(Model):
    """An entry of a reference list."""

    id: NonEmpty
    label: str | None = None
    """As the marks show it: "7", "note 2"."""
    text: NonEmpty
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = Field(default=None, ge=1400, le=2200)
    container: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: str | None = None
    urls: tuple[AnyUrl, ...] = ()


class Link(Model):
    """A link in the running text."""

    target: NonEmpty
    """Page title for internal links, else the address."""
    text: str
    kind: Literal["internal", "external", "interwiki", "category", "file", "interlanguage"]
    section_id: str | None = None
    start: int | None = None
    end: int | None = None


class Image(Model):
    """An image of the page."""

    file: NonEmpty
    url: str | None = None
    alt: str | None = None
    caption: str | None = None
    role: Literal["structure", "photo", "diagram", "chart", "icon", "other"] = "other"
    section_id: str | None = None


class InfoboxRow(Model):
    """A row of an infobox."""

    group: str | None = None
    """Heading it stands under, e.g. "Clinical data"."""
    label: str = ""
    """As shown, e.g. "Elimination half-life"."""
    field: str | None = None
    """Field of the infobox taxonomy; absent if the label is unknown."""
    text: str
    items: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Link targets: identifier values often stand only there."""
    reference_ids: tuple[str, ...] = ()


class Infobox(Model):
    """An infobox as shown, row by row."""

    template: Literal["drug", "medical_condition", "other"]
    variant: Literal["single", "combination", "antibody", "vaccine", "gene_therapy"] | None = None
    title: str | None = None
    rows: tuple[InfoboxRow, ...] = ()
