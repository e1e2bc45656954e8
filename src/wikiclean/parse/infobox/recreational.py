"""Scales of recreational doses ("Threshold 2 mg, Light 5 mg, …") in boxes and tables: said, and never a dosage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.document import Infobox, InfoboxRow
from ...model.evidence import Evidence, InfoboxEvidence, TableEvidence
from ...model.quality import UnparsedStatement
from ...model.structure import Table
from ...text import fold

__all__ = ["read_dose_scales", "read_dose_tables"]

_STEPS = frozenset({"threshold", "light", "common", "strong", "heavy", "very strong", "moderate"})
_AMOUNT = re.compile(r"\d\s*(?:[mµμu]g|mcg|g|ml|drops?|seeds?)\b", re.IGNORECASE)
_ENOUGH = 2
"""Steps that make a table a scale of doses; in a box one is enough."""
_RULE = "dosage.recreational"


def read_dose_scales(box: Infobox, number: int) -> Iterator[UnparsedStatement]:
    """One statement for each scale of a box, with its rows as evidence. `number`: the box's index on the page."""
    index = 0
    for group in box.groups:
        scale: list[tuple[int, InfoboxRow]] = []
        for row in group.rows:
            if _is_step(row.label) and _has_amount(row.text):
                scale.append((index, row))
            index += 1
        if scale:
            yield _unparsed(
                [
                    InfoboxEvidence(
                        group=group.heading, label=row.label, box=number, row=at, exact=row.text, rule=_RULE
                    )
                    for at, row in scale
                ]
            )


def read_dose_tables(tables: Sequence[Table]) -> Iterator[UnparsedStatement]:
    """One statement for each table that gives doses by such steps, down its first column or along its first row."""
    for table in tables:
        cells = [(r, c, cell.text) for r, row in enumerate(table.rows) for c, cell in enumerate(row)]
        steps = [(r, c, text) for r, c, text in cells if _is_step(text)]
        if len({fold(text) for _, _, text in steps}) < _ENOUGH or not any(_has_amount(text) for _, _, text in cells):
            continue
        if len({r for r, _, _ in steps}) == 1 or len({c for _, c, _ in steps}) == 1:
            yield _unparsed(
                [TableEvidence(table_id=table.id, row=r, col=c, exact=text, rule=_RULE) for r, c, text in steps]
            )


def _is_step(label: str) -> bool:
    return fold(label).rstrip(": ").removesuffix(" dose") in _STEPS


def _has_amount(text: str) -> bool:
    return _AMOUNT.search(text) is not None


def _unparsed(evidence: Sequence[Evidence]) -> UnparsedStatement:
    return UnparsedStatement(evidence=tuple(evidence), topic="dosage", reason="recreational")
