"""`openfda`: drugs in the shape of openFDA's drug labels, each section of known kind under the label's field.

Fields: https://open.fda.gov/apis/drug/label/searchable-fields/. The text is the wiki's, no label's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ... import __version__
from ...model.kinds.drug import DrugMonograph
from ...model.structure import Section
from ...sites.headings import section_kinds
from ..files import replace_file
from ..records import StoredRecord
from .rights import rights_of
from .streams import stream_list

__all__ = ["render", "write"]

_NOT_A_LABEL = (
    "Read by rules from wiki pages; no label of a medicinal product, not approved by the FDA, not medical advice."
)
_NAMES = {"inn": "generic_name", "usan": "generic_name", "brand": "brand_name"}
_IDENTIFIERS = ("unii", "rxcui")


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the file; how many drugs."""
    count = 0

    def results() -> Iterator[dict[str, Any]]:
        nonlocal count
        for stored in records:
            if stored.kind == "drug" and isinstance(record := stored.record, DrugMonograph):
                count += 1
                yield render(record)

    head = {"meta": {"disclaimer": _NOT_A_LABEL, "generator": f"wikiclean/{__version__}"}}
    replace_file(target, stream_list(head, "results", results()))
    return count


def render(record: DrugMonograph) -> dict[str, Any]:
    """One result: texts by label field, names and identifiers under `openfda`, where it is from under `wikiclean`."""
    result: dict[str, Any] = {"id": record.record_id}
    if record.source.revision_id is not None:
        result["version"] = str(record.source.revision_id)
    harmonized: dict[str, list[str]] = {"substance_name": [record.page.title]}
    for name in record.names:
        if field := _NAMES.get(name.kind):
            harmonized.setdefault(field, []).append(name.value)
    for identifier in record.identifiers:
        if identifier.system in _IDENTIFIERS:
            harmonized.setdefault(identifier.system, []).append(identifier.value)
    if routes := list(dict.fromkeys(route.text for route in record.routes)):
        harmonized["route"] = routes
    texts: dict[str, list[str]] = {}
    for section in _sections(record.sections):
        field = section_kinds()[section.kind].openfda if section.kind in section_kinds() else None
        if field and (body := record.text[section.body_start : section.end].strip()):
            texts.setdefault(field, []).append(body)
    return {**result, "openfda": harmonized, **texts, "wikiclean": rights_of(record)}


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.children)
