"""Which format a file has: by its content, and by its name where the content does not tell."""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import InputError
from .ndjson import NDJSON_SUFFIXES
from .parquet import PARQUET_MAGIC, PARQUET_SUFFIXES
from .settings import InputFormat
from .tar import TAR_SUFFIXES, is_tar_header
from .unpack import ZSTD_MAGIC, read_unpacked
from .warc import WARC_SUFFIXES

__all__ = ["ROW_SUFFIXES", "detect_format", "format_of_name"]

ROW_SUFFIXES = (*NDJSON_SUFFIXES, *TAR_SUFFIXES, *PARQUET_SUFFIXES)
"""Of files whose rows are pages."""
_HEAD = 64 * 1024
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


def detect_format(path: Path) -> InputFormat:
    """What a file holds, by its first bytes, unpacked; HTML and plain text are told apart by the name alone.

    Only a regular file is opened: what a pipe gives can be read once. Raises UsageError where the library that
    unpacks the file is not installed.
    """
    named = format_of_name(path)
    head, is_zstd = _read_head(path) if path.is_file() else (b"", False)
    if head.startswith(PARQUET_MAGIC):
        return "parquet"
    if head.startswith(b"WARC/") and not is_zstd:  # which our reader of WARC files does not unpack
        return "warc"
    if is_tar_header(head):
        return "tar"
    if _OBJECT.match(head):
        return "ndjson"
    return "html" if named != "text" and _TAG.match(head) else named


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


def _read_head(path: Path) -> tuple[bytes, bool]:
    """The first bytes, unpacked, and whether they were packed with Zstandard; none where they cannot be read."""
    head = b""
    try:
        with path.open("rb") as file:
            is_zstd = file.read(len(ZSTD_MAGIC)) == ZSTD_MAGIC
        for piece in read_unpacked(path):
            head += piece
            if len(head) >= _HEAD:
                break
    except (InputError, OSError):
        return head, False
    return head, is_zstd
