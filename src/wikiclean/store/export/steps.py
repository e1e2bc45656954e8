"""`export_records`: the records of a store in another format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args

from ...errors import StoreError, UsageError
from ..base import Store
from ..files import make_directory
from ..records import StoredRecord

__all__ = ["FOLDERS", "FORMATS", "ExportFormat", "export_records"]

ExportFormat = Literal["jsonl", "csv", "markdown", "fhir", "schema-org", "openfda"]
FORMATS: tuple[str, ...] = get_args(ExportFormat)
FOLDERS = frozenset({"csv", "markdown"})
"""Formats that are a folder of files; the others are one file."""

_MODULES = {"csv": "csv_tables", "schema-org": "schema_org"}

Writer = Callable[[Iterator[StoredRecord], Path], int]


def export_records(store: Store, form: str, target: Path) -> int:
    """Write all records to `target`, a file or (see `FOLDERS`) a folder; how many records went in.

    A file is replaced as a whole when all is written. Pages that the wiki no longer has are left out. Raises
    StoreError where `target` cannot be written, UsageError for an unknown format or a missing extra.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}; there are: {', '.join(FORMATS)}")
    target = target.resolve()  # a link stays one: what it points at is written
    if form not in FOLDERS and target.exists() and not target.is_file():
        raise StoreError("not a regular file, and it would be replaced; give the name of a file", where=str(target))
    make_directory(target if form in FOLDERS else target.parent)
    module = import_module(f"{__package__}.{_MODULES.get(form, form)}")
    write: Writer = module.write
    return write(store.iter_stored(), target)
