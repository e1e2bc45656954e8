"""What every record holds, and the plain Article. Not medical advice.

A record validates only if every piece of its evidence is where it says: characters of `text`, a row of an
infobox, a cell of a table, a field of `page`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, model_validator

from .base import Model, NonEmpty
from .evidence import Evidence, InfoboxEvidence, PageEvidence, TableEvidence, TextEvidence
from .identifier import Identifier
from .name import Name
from .provenance import Source
from .quality import Quality, UnparsedStatement
from .structure import Image, Infobox, Link, PageInfo, Reference, Section, Table

__all__ = ["SCHEMA_VERSION", "Article", "Monograph"]

SCHEMA_VERSION: Literal["1.0.0"] = "1.0.0"


class Monograph(Model):
    """What every record has, whatever its kind."""

    schema_version: Literal["1.0.0"] = SCHEMA_VERSION
    """Of this model; a record of another version is migrated or refused."""
    record_id: NonEmpty
    """`<wiki>:<page_id>`, else `<wiki>:<title>`."""
    source: Source
    """Where it was read from, and by what."""
    page: PageInfo
    """The page as the wiki knows it."""
    text: str
    """The canonical cleaned text; all offsets point here."""
    sections: tuple[Section, ...]
    """The text's sections, nested."""
    tables: tuple[Table, ...] = ()
    """Data tables, as in the source."""
    references: tuple[Reference, ...] = ()
    """Entries of the reference lists."""
    links: tuple[Link, ...] = ()
    """Links of the running text."""
    images: tuple[Image, ...] = ()
    """Pictures of the text and of the infoboxes."""
    infoboxes: tuple[Infobox, ...] = ()
    """Infoboxes, row by row."""
    names: tuple[Name, ...] = ()
    """The title, and every other name that the page gives its subject."""
    identifiers: tuple[Identifier, ...] = ()
    """Numbers in registries and vocabularies, check digits verified."""
    unparsed: tuple[UnparsedStatement, ...] = ()
    """Statements about a topic of the record that could not be read whole."""
    quality: Quality
    """What is missing, unread or contradictory."""

    @model_validator(mode="after")
    def _evidence_holds(self) -> Self:
        pieces = (*self.evidence(), *_find_evidence(self.quality, "/quality"))
        wrong = [where for where, evidence in pieces if not self._holds(evidence)]
        if wrong:
            raise ValueError(f"evidence does not match the page at {', '.join(wrong[:5])}")
        return self

    def evidence(self) -> Iterator[tuple[str, Evidence]]:
        """Every piece of evidence of a fact, with its JSON pointer."""
        for name in type(self).model_fields:
            if name not in _WITHOUT_EVIDENCE:
                yield from _find_evidence(getattr(self, name), f"/{name}")

    def _holds(self, evidence: Evidence) -> bool:
        exact = evidence.exact
        if isinstance(evidence, TextEvidence):
            return self.text[evidence.start : evidence.end] == exact
        if isinstance(evidence, InfoboxEvidence):
            if evidence.box >= len(self.infoboxes) or evidence.row >= len(self.infoboxes[evidence.box].rows):
                return False
            row = self.infoboxes[evidence.box].rows[evidence.row]
            return row.label == evidence.label and any(
                exact in part for part in (row.text, row.label, *row.items, *row.links)
            )
        if isinstance(evidence, TableEvidence):
            for table in self.tables:
                if table.id == evidence.table_id:
                    rows = table.rows
                    return (
                        evidence.row < len(rows)
                        and evidence.col < len(rows[evidence.row])
                        and exact in rows[evidence.row][evidence.col].text
                    )
            return False
        if evidence.field not in PageInfo.model_fields:
            return False
        value = getattr(self.page, evidence.field)
        return exact in value if isinstance(value, str | tuple) else False


_WITHOUT_EVIDENCE = frozenset(
    {"schema_version", "record_id", "source", "page", "text", "sections", "tables", "references", "links", "images",
     "infoboxes", "quality", "kind"}
)  # fmt: skip


def _find_evidence(value: object, where: str) -> Iterator[tuple[str, Evidence]]:
    if isinstance(value, TextEvidence | InfoboxEvidence | TableEvidence | PageEvidence):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _find_evidence(getattr(value, name), f"{where}/{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, BaseModel):
                yield from _find_evidence(item, f"{where}/{index}")


class Article(Monograph):
    """Any other encyclopedia page: the same structure, no typed facts."""

    kind: Literal["article"] = "article"
    """Tells the kinds of record apart."""
