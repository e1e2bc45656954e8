"""What a row of a drug or condition infobox is about: its label, as shown, to the record's field."""

from __future__ import annotations

import dataclasses
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal

from ..text import fold

__all__ = ["LabelField", "Template", "find_label"]

Template = Literal["drug", "condition"]


@dataclasses.dataclass(frozen=True, slots=True)
class LabelField:
    """A row of the taxonomy. `field`: e.g. `identifiers.cas`, None where the row is kept as it is."""

    labels: tuple[str, ...]
    reader: str
    field: str | None = None
    site: str | None = None
    variant: str | None = None
    note: str | None = None
    params: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, LabelField]]:
    source = resources.files("wikiclean.sites").joinpath("taxonomy", "infobox.toml").read_text("utf-8")
    data = tomllib.loads(source)
    found: dict[str, dict[str, LabelField]] = {}
    for template in ("drug", "condition"):
        rows = found[template] = {}
        for entry in data[template]:
            entry = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
            entry["values"] = {name: tuple(value) for name, value in entry.get("values", {}).items()}
            row = LabelField(**entry)
            for label in row.labels:
                rows.setdefault(fold(label), row)
    return found


def find_label(label: str, *, template: Template) -> LabelField | None:
    """The taxonomy's row for a label as shown; case, white space and a closing colon do not matter.

    >>> find_label("Pregnancy\\ncategory:", template="drug").field
    'pregnancy'
    """
    return _rows()[template].get(fold(label).rstrip(": "))
