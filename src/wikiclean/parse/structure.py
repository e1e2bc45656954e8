"""Tables, references, links, images and infoboxes of a Document as the record holds them."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import AnyUrl, TypeAdapter, ValidationError

from ..model import structure
from ..model.document import Document, Figure, Span
from .infobox.labels import known_rows, template_of, variants_of_box
from .sections import Outline

__all__ = ["images_of", "infoboxes_of", "links_of", "references_of", "tables_of", "template_of", "web_address"]

_TITLE_IN_QUOTES = re.compile(r"[\"“«]([^\"”»]{5,300})[\"”»]")
_HTTP = re.compile(r"https?://\S+")
_NAMESPACE = re.compile(r"^:?(?P<name>[^\W\d_][\w ]{1,20}):\S")
_FILE_WORDS = frozenset({"file", "image", "media", "datei", "bild", "fichier", "archivo", "immagine", "ficheiro"})
_CATEGORY_WORDS = frozenset({"category", "kategorie", "catégorie", "categoría", "categoria"})

LinkKind = Literal["internal", "external", "interwiki", "category", "file", "interlanguage"]


def reference_ids(spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Ids of the citation marks among `spans`, each once, in order."""
    return tuple(dict.fromkeys(s.target for s in spans if s.kind == "reference" and s.target))


def tables_of(document: Document, outline: Outline) -> tuple[structure.Table, ...]:
    """Data tables, named `table-1`, `table-2`, … in page order."""
    return tuple(
        structure.Table(
            id=f"table-{number}",
            section_id=outline.id_of(table.section),
            caption=table.caption,
            rows=tuple(
                tuple(
                    structure.Cell(
                        text=cell.text,
                        header=cell.header,
                        rowspan=cell.rowspan,
                        colspan=cell.colspan,
                        reference_ids=reference_ids(cell.spans),
                    )
                    for cell in row
                )
                for row in table.rows
            ),
            start=table.start,
        )
        for number, table in enumerate(document.tables, 1)
    )


def references_of(document: Document) -> tuple[structure.Reference, ...]:
    """Reference lists; a title only where the citation puts exactly one in quotation marks."""
    made = []
    for reference in document.references:
        titles = _TITLE_IN_QUOTES.findall(reference.text)
        label = f"{reference.group} {reference.number}" if reference.group else str(reference.number)
        made.append(
            structure.Reference(
                id=reference.id,
                label=label,
                text=reference.text,
                title=titles[0].rstrip(".,") if len(titles) == 1 else None,
                authors=reference.authors,
                year=reference.year,
                doi=reference.doi,
                pmid=reference.pmid,
                pmcid=reference.pmcid,
                isbn=reference.isbn,
                urls=tuple(url for link in reference.links if (url := web_address(link))),
            )
        )
    return tuple(made)


_ADDRESS = TypeAdapter(AnyUrl)


def web_address(link: str) -> AnyUrl | None:
    """A link as an absolute address of the web; None where it is none."""
    if not _HTTP.fullmatch(link):
        return None
    try:
        return _ADDRESS.validate_python(link)
    except ValidationError:
        return None


def links_of(document: Document, outline: Outline) -> tuple[structure.Link, ...]:
    """Links of the running text, and those of infobox rows that the taxonomy holds to be links."""
    made = []
    for span in document.spans:
        if span.kind != "link" or not span.target or span.target.startswith("#"):
            continue
        section = outline.at(span.start)
        made.append(
            structure.Link(
                target=span.target,
                text=document.text[span.start : span.end],
                kind=_link_kind(span.target),
                section_id=section.id if section else None,
                start=span.start,
                end=span.end,
            )
        )
    for box in document.infoboxes:
        for known in known_rows(box):
            if known.entry is not None and (known.entry.field or "").startswith("links."):
                made += [
                    structure.Link(target=target, text=known.row.text, kind="external")
                    for target in known.row.links
                    if "//" in target
                ]
    return tuple(made)


def _link_kind(target: str) -> LinkKind:
    if "//" in target or target.startswith(("mailto:", "tel:")):
        return "external"
    if match := _NAMESPACE.match(target):
        word = match["name"].casefold()
        if word in _FILE_WORDS:
            return "file"
        if word in _CATEGORY_WORDS:
            return "category"
    return "internal"


def images_of(document: Document, outline: Outline) -> tuple[structure.Image, ...]:
    """Pictures of the text and of the infoboxes; a caption without a picture is left to the Document."""
    boxed = [(image, None) for box in document.infoboxes for image in box.images]
    placed = [(figure, outline.id_of(figure.section)) for figure in document.figures]
    return tuple(_image(figure, section) for figure, section in [*boxed, *placed] if figure.file)


def _image(figure: Figure, section_id: str | None) -> structure.Image:
    return structure.Image(
        file=figure.file, url=figure.url, alt=figure.alt, caption=figure.caption, section_id=section_id
    )


def infoboxes_of(document: Document) -> tuple[structure.Infobox, ...]:
    """Infoboxes row by row, each with its field of the taxonomy."""
    made = []
    for box in document.infoboxes:
        template = template_of(box)
        rows = tuple(
            structure.InfoboxRow(
                group=known.group,
                label=known.row.label,
                field=known.entry.field if known.entry else None,
                text=known.row.text,
                items=known.row.items,
                links=known.row.links,
                reference_ids=known.row.references,
            )
            for known in known_rows(box)
        )
        made.append(
            structure.Infobox(
                template="medical_condition" if template == "condition" else template or "other",
                variant=next(iter(variants_of_box(box)), "single") if template == "drug" else None,
                title=box.title,
                rows=rows,
            )
        )
    return tuple(made)
