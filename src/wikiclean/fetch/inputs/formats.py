"""Which format a file has, by its name."""

from __future__ import annotations

from pathlib import Path

from .ndjson import NDJSON_SUFFIXES
from .parquet import PARQUET_SUFFIXES
from .settings import InputFormat
from .tar import TAR_SUFFIXES
from .warc import WARC_SUFFIXES

__all__ = ["ROW_SUFFIXES", "format_of_name"]

ROW_SUFFIXES = (*NDJSON_SUFFIXES, *TAR_SUFFIXES, *PARQUET_SUFFIXES)
"""Of files whose rows are pages."""


def format_of_name(path: Path) -> InputFormat:
    """What the end of a file's name says."""
    name = path.name.lower()
    if name.endswith(WARC_SUFFIXES):
        return "warc"
    if name.endswith(NDJSON_SUFFIXES):
        return "ndjson"
    if name.endswith(TAR_SUFFIXES):
        return "tar"
    if name.endswith(PARQUET_SUFFIXES):
        return "parquet"
    return "text" if name.endswith(".txt") else "html"
