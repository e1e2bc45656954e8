"""All infoboxes of a page as facts, by the record's field."""

from __future__ import annotations

from collections import defaultdict

from ...model.document import Document
from ...model.evidence import Fact
from ...model.quality import UnparsedStatement
from ..passage import Facts
from .cells import read_row
from .labels import known_rows
from .recreational import read_dose_scales
from .rows import Row

__all__ = ["read_infoboxes"]


def read_infoboxes(document: Document, aliases: tuple[str, ...]) -> Facts:
    """Facts of every row that the taxonomy knows; rows it does not know stay rows."""
    found: dict[str, list[Fact]] = defaultdict(list)
    unparsed: list[UnparsedStatement] = []
    for at, box in enumerate(document.infoboxes):
        for known in known_rows(box):
            if known.entry is None or known.entry.field is None:
                continue
            row = Row.of_box(known, at, title=document.title, aliases=aliases)
            for field, fact in read_row(row):
                if isinstance(fact, UnparsedStatement):
                    unparsed.append(fact)
                else:
                    found[field].append(fact)
        unparsed += read_dose_scales(box, at)
    return Facts({field: tuple(facts) for field, facts in found.items()}, tuple(unparsed))
