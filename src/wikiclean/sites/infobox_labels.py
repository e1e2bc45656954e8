"""What a row of a drug or condition infobox is about: its label, as shown, to the record's field."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib import resources
from typing import Literal

from ..text import fold

__all__ = ["LabelField", "Template", "Variant", "find_cell_label", "find_label", "variants_of"]

Template = Literal["drug", "condition"]
Variant = Literal["single", "combination", "antibody", "vaccine", "gene_therapy"]

_TELLING: dict[Variant, frozenset[str]] = {
    "combination": frozenset({"combination of"}),
    "antibody": frozenset({"monoclonal antibody"}),
    "vaccine": frozenset({"vaccine description", "vaccine type", "target disease"}),
    "gene_therapy": frozenset({"gene therapy", "target gene", "nucleic acid type", "editing method"}),
}
"""Names of a drug box's groups and rows, folded, that only one variant has."""


_SLASH = re.compile(r"\s*/\s*")


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
                rows.setdefault(_key(label), row)
    return found


def _key(label: str) -> str:
    """A label for comparing: folded, without a closing colon, without spaces round a slash."""
    key = fold(label).rstrip(": ")
    return _SLASH.sub("/", key) if "/" in key else key


def find_label(label: str, *, template: Template, variants: Collection[Variant] = ()) -> LabelField | None:
    """The taxonomy's row for a label as shown; case, white space and a closing colon do not matter.

    "Type", "Source", "Target" and the like have a meaning only in boxes of one of their `variants`.

    >>> find_label("Pregnancy\\ncategory:", template="drug").field
    'pregnancy'
    """
    found = _rows()[template].get(_key(label))
    if found is not None and found.variant is not None and not {*found.variant.split(" | ")} & {*variants}:
        return None
    return found


def find_cell_label(label: str) -> LabelField | None:
    """The row of a label that comes without its box: a drug's before a condition's, of whatever variant."""
    key = _key(label)
    return _rows()["drug"].get(key) or _rows()["condition"].get(key)


def variants_of(headings: Iterable[str | None], labels: Iterable[str]) -> tuple[Variant, ...]:
    """What a drug box is about beside a single drug: by a heading of its own, or labels only such boxes have."""
    names = {fold(name).rstrip(": ") for name in (*headings, *labels) if name}
    found = [variant for variant, telling in _TELLING.items() if telling & names]
    if "antibody" not in found and {"type", "source", "target"} <= names:
        found.append("antibody")
    return tuple(found)
