"""Names of the page's subject."""

from __future__ import annotations

from typing import Literal

from .base import NonEmpty, Region
from .evidence import Fact

__all__ = ["Name"]


class Name(Fact):
    """A name of the page's subject."""

    value: NonEmpty
    """As written."""
    kind: Literal[
        "inn", "usan", "ban", "jan", "aan", "brand", "synonym", "abbreviation", "research_code", "iupac",
        "pronunciation", "title", "eponym",
    ]  # fmt: skip
    """`eponym`: whom or what it is named after."""
    region: Region | None = None
    """Where a brand or an approved name is used, if stated."""
