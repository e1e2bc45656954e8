"""Parquet tables with a page a row, read a few rows at a time; of their columns only those that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...errors import InputError, LimitError, UsageError
from .columns import check_columns, column_names
from .rows import Row
from .settings import InputSettings

__all__ = ["PARQUET_MAGIC", "PARQUET_SUFFIXES", "count_parquet_rows", "open_parquet"]

PARQUET_MAGIC = b"PAR1"
PARQUET_SUFFIXES = (".parquet", ".pq")
_ROWS = 16
"""Rows that are in memory at a time."""
_BUFFER = 1024 * 1024


def count_parquet_rows(path: Path, settings: InputSettings) -> int:
    """How many rows the file says that it has; 1, which is the failure, for one that cannot be read or has no HTML."""
    try:
        with _opened(path, settings) as file:
            return int(file.metadata.num_rows)
    except InputError:
        return 1


def open_parquet(path: Path, settings: InputSettings, start: int = 1) -> Iterator[Row]:
    """The rows from number `start` on, with the columns that a page is made of.

    A part that cannot be read is a row with an error, and the last one: begin again behind it.
    """
    number, columns = (
        start,
        list(column_names(settings)),
    )  # a path leads into a struct; names that are not there are left
    try:
        with _opened(path, settings) as file:
            for group, first in _row_groups(file, start):
                at = first
                for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns, use_threads=False):
                    for index in range(max(0, start - at), batch.num_rows):
                        number = at + index
                        yield Row(number, _values(batch, index))
                        number += 1
                    at += batch.num_rows
    except InputError as damage:
        yield Row(number, damage)


def _row_groups(file: Any, start: int) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - pyarrow has no types
    """Each row group with rows from `start` on, and the number of its first row."""
    first = 1
    for group in range(file.metadata.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        if first + count > start:
            yield group, first
        first += count


def _values(batch: Any, index: int) -> dict[str, Any]:  # noqa: ANN401
    return {name: batch.column(at)[index].as_py() for at, name in enumerate(batch.schema.names)}


@contextmanager
def _opened(path: Path, settings: InputSettings) -> Iterator[Any]:
    """Raises InputError for what is no Parquet file, or a damaged one; also for what is found inside the block."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "reading Parquet needs a library: pip install 'wikiclean[parquet]'", where=str(path)
        ) from error
    try:
        with parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            if file.metadata.num_rows > path.stat().st_size:
                raise LimitError("the Parquet file says that it has more rows than bytes: no pages do", where=str(path))
            if file.metadata.num_rows:
                check_columns(file.schema_arrow.names, settings, where=str(path))
            yield file
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        raise InputError(f"the Parquet file cannot be read: {error}") from error
