"""Lines of JSON, one page each, plain or packed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...errors import InputError, LimitError
from ..body import MAX_BYTES
from .lines import read_lines
from .rows import Row
from .unpack import read_unpacked

__all__ = ["NDJSON_SUFFIXES", "open_ndjson", "rows_of_lines"]

NDJSON_SUFFIXES = tuple(f".{name}{packed}" for name in ("ndjson", "jsonl") for packed in ("", ".gz", ".zst"))


def open_ndjson(path: Path, start: int = 1) -> Iterator[Row]:
    """The rows of a file from number `start` on; where the file is damaged, that is the last row."""
    number = 0
    try:
        for row in rows_of_lines(read_unpacked(path)):
            number = row.number
            if number >= start:
                yield row
    except InputError as damage:
        yield Row(max(number + 1, start), damage)


def rows_of_lines(chunks: Iterable[bytes], before: int = 0) -> Iterator[Row]:
    """A row for each line that is not blank; `before`: how many lines were counted already."""
    for number, line in enumerate(read_lines(chunks, MAX_BYTES), before + 1):
        if line is None:
            yield Row(number, LimitError(f"the line has more than the {MAX_BYTES:,} bytes that one page may have"))
        elif not line.isspace() and line:
            yield Row(number, line)
