"""`csv`: a folder with one table a kind of fact, its columns from the models, and one of the records.

A quantity or a timing is spread over columns (`dose.low`, `dose.unit`); a list within a fact is JSON in one column.
Cells that a spreadsheet would run as a formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ...errors import StoreError
from ...model.evidence import TextEvidence
from ...model.facts import FactRow, fact_columns, fact_fields, iter_facts
from ..records import StoredRecord
from .rights import RIGHTS, rights_of

if TYPE_CHECKING:
    from ...model.monograph import Monograph

__all__ = ["write"]

_EVIDENCE = ("evidence.place", "evidence.start", "evidence.end", "evidence.exact", "evidence.rule", "evidence.pieces",
             "references")  # fmt: skip
_OF_RECORD = ("kind", "language", "revision_id", "retrieved_at", "text_sha256", "facts", "unparsed", "completeness")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the tables, each replaced as a whole; how many records. A kind of fact that is not there has no rows."""
    count = 0
    try:
        with TemporaryDirectory(dir=target, prefix=".export-") as folder:
            count = _write_tables(records, Path(folder))
            for made in sorted(Path(folder).iterdir()):
                made.replace(target / made.name)
    except OSError as error:
        raise StoreError(f"the tables cannot be written: {error.strerror}", where=str(target)) from error
    return count


def _write_tables(records: Iterator[StoredRecord], folder: Path) -> int:
    count = 0
    columns = {field: fact_columns(fact) for field, fact in fact_fields().items()}
    with ExitStack() as stack:

        def table(name: str, columns: tuple[str, ...]) -> csv.DictWriter[str]:
            stream = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writer = csv.DictWriter(stream, (*RIGHTS, *columns), lineterminator="\n")
            writer.writeheader()
            return writer

        pages = table("records", _OF_RECORD)
        facts = {field: table(field, ("index", *names, *_EVIDENCE)) for field, names in columns.items()}
        for stored in records:
            record = stored.record
            rights = rights_of(record)
            pages.writerow(_cells({**rights, **_of_record(record)}))
            for row in iter_facts(record):
                facts[row.field].writerow(_cells({**rights, **_of_fact(row, columns[row.field])}))
            count += 1
    return count


def _of_record(record: Monograph) -> dict[str, object]:
    source, quality = record.source, record.quality
    values = (getattr(record, "kind", None), record.page.language, source.revision_id, source.retrieved_at,
              source.text_sha256, quality.facts, quality.unparsed, quality.completeness)  # fmt: skip
    return dict(zip(_OF_RECORD, values, strict=True))


def _of_fact(row: FactRow, columns: tuple[str, ...]) -> dict[str, object]:
    """The fact's values by column, and its first piece of evidence."""
    data = row.fact.model_dump(mode="json")
    piece = row.text_evidence or row.fact.evidence[0]
    text = piece if isinstance(piece, TextEvidence) else None
    place = (text.section_id if text else None) or piece.kind
    evidence = (place, text.start if text else None, text.end if text else None, piece.exact, piece.rule,
                len(row.fact.evidence), list(row.fact.reference_ids))  # fmt: skip
    values = {name: _value_at(data, name) for name in columns}
    return {"index": row.index, **values, **dict(zip(_EVIDENCE, evidence, strict=True))}


def _value_at(data: Any, name: str) -> object:  # noqa: ANN401 - JSON
    for key in name.split("."):
        if data is None:
            return None
        data = data[key]
    return data


def _cells(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _cell(value) for name, value in values.items()}


def _cell(value: object) -> object:
    """Lists as JSON, nothing as an empty cell; text that begins like a formula is marked as text."""
    if value is None or value == []:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
