"""Evidence: the characters a fact was read from (W3C Web Annotation selectors).

Offsets are Unicode code points into the record's `text`, half-open. That `text[start:end] == exact` is
checked by the record itself (`wikiclean.model.monograph`).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import Model, NonEmpty

__all__ = ["Evidence", "Fact", "InfoboxEvidence", "PageEvidence", "TableEvidence", "TextEvidence", "TextFact"]


class TextEvidence(Model):
    """Characters of the record's text (TextPositionSelector and TextQuoteSelector)."""

    kind: Literal["text"] = "text"
    """Tells the kinds of evidence apart."""
    section_id: str | None = None
    """`Section.id` of the section that holds them."""
    path: tuple[str, ...] = ()
    """Headings from the outermost section to that one."""
    start: int = Field(ge=0)
    """First character, counted in code points from the start of `text`."""
    end: int = Field(gt=0)
    """Behind the last character."""
    exact: NonEmpty
    """The characters themselves."""
    prefix: str = Field(default="", max_length=32)
    """Up to 32 characters before, to find the place again after a refresh."""
    suffix: str = Field(default="", max_length=32)
    """Up to 32 characters behind."""
    rule: str | None = None
    """Id of the reading rule that fired."""

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.exact):
            raise ValueError(f"end - start is {self.end - self.start}, but exact has {len(self.exact)} characters")
        return self


class InfoboxEvidence(Model):
    """A row of an infobox; `exact` stands in the row's text or label, or in the target of one of its links."""

    kind: Literal["infobox"] = "infobox"
    """Tells the kinds of evidence apart."""
    group: str | None = None
    """Heading that the row stands under."""
    label: str
    """As shown; '' for a row without a label."""
    box: int = Field(default=0, ge=0)
    """Index into the record's `infoboxes`."""
    row: int = Field(ge=0)
    """Index into that infobox's `rows`."""
    exact: NonEmpty
    """Words of the row, or the target of a link in it."""
    rule: str | None = None
    """Id of the reading rule that fired."""


class TableEvidence(Model):
    """A cell of a table, by its place in `Table.rows`."""

    kind: Literal["table"] = "table"
    """Tells the kinds of evidence apart."""
    table_id: str
    """`Table.id`."""
    row: int = Field(ge=0)
    """Index into `Table.rows`."""
    col: int = Field(ge=0)
    """Index into that row."""
    exact: NonEmpty
    """Words of the cell."""
    rule: str | None = None
    """Id of the reading rule that fired."""


class PageEvidence(Model):
    """A field of `page` (title, categories, …), not running text."""

    kind: Literal["page"] = "page"
    """Tells the kinds of evidence apart."""
    field: NonEmpty
    """Name of the field of `page`."""
    exact: NonEmpty
    """What it holds."""
    rule: str | None = None
    """Id of the reading rule that fired."""


Evidence = Annotated[
    TextEvidence | InfoboxEvidence | TableEvidence | PageEvidence,
    Field(discriminator="kind"),
]


class Fact(Model):
    """Anything read from the page: with at least one piece of evidence."""

    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where it was read."""
    reference_ids: tuple[str, ...] = ()
    """`Reference.id`s of the citation marks on the statement."""


class TextFact(Fact):
    """A fact that is a stretch of text."""

    text: NonEmpty
    """As written."""
