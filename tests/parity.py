"""Promise 3: what two Documents of one revision must have in common, and where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from wikiclean.model.document import Document

EQUAL = ("text", "sections", "blocks", "spans", "tables", "infoboxes", "figures", "references", "notices", "coordinates",
         "outcome")  # fmt: skip
"""Equal to the byte in every rendering."""
WHERE_HELD = ("title", "categories", "languages")
"""Equal wherever the rendering holds them: not every one does."""


def disagreements(document: Document, other: Document) -> list[str]:
    """Each field that differs, with the first of its values that do."""
    wrong = [_first(field, *map(list, (_view(document, field), _view(other, field)))) for field in EQUAL]
    for field in WHERE_HELD:
        here, there = getattr(document, field), getattr(other, field)
        if here and there and here != there:
            wrong.append(f"{field}: {here!r} != {there!r}")
    if document.quality.warnings != other.quality.warnings:
        wrong.append(f"warnings: {document.quality.warnings} != {other.quality.warnings}")
    return [line for line in wrong if line]


def _view(document: Document, field: str) -> Any:
    """A field as a sequence, without what depends on the rendering: addresses of pictures, ids of references."""
    if field == "figures":
        return [replace(figure, url=None) for figure in document.figures]
    if field == "infoboxes":
        return [replace(box, images=tuple(replace(i, url=None) for i in box.images)) for box in document.infoboxes]
    if field == "text":
        return document.text.split("\n")
    if field in ("coordinates", "outcome"):
        return [getattr(document, field)]
    return getattr(document, field)


def _first(field: str, here: list[Any], there: list[Any]) -> str:
    for at, (one, two) in enumerate(zip_longest(here, there)):
        if one != two:
            a, b = repr(one), repr(two)
            apart = next((n for n, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), 0)
            same = max(0, apart - 80)  # a value may be long: from shortly before they part
            return f"{field}[{at}]: …{a[same : same + 400]} != …{b[same : same + 400]}"
    return ""


def fields_compared() -> Iterator[str]:
    """All fields that parity speaks of."""
    yield from (*EQUAL, *WHERE_HELD, "quality")
