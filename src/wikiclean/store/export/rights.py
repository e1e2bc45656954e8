"""What may not be lost when a record leaves: where it is from, and under what terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.monograph import Monograph

__all__ = ["RIGHTS", "rights_of"]

RIGHTS = ("record_id", "title", "permalink", "licence", "attribution", "schema_version")
"""Columns, or keys, that every exported row or resource carries."""


def rights_of(record: Monograph) -> dict[str, str | None]:
    """The values of `RIGHTS`. `licence` is the SPDX id where it is known, else its name."""
    licence = record.source.licence
    return {
        "record_id": record.record_id,
        "title": record.page.title,
        "permalink": record.source.permalink,
        "licence": (licence.spdx or licence.name) if licence else None,
        "attribution": licence.attribution if licence else None,
        "schema_version": record.schema_version,
    }
