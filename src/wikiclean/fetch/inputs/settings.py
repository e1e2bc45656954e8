"""What a run is told of its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["InputFormat", "InputSettings"]

InputFormat = Literal["html", "text", "warc", "ndjson", "tar", "parquet"]
"""What a file holds, unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSettings:
    """What files hold, and in which columns of a row a page is.

    A column is a key, or a path of keys with dots between; where none is named, the usual ones are tried in turn.
    """

    input_format: InputFormat | None = None
    """Of every file, instead of what it seems to be."""
    html_column: str | None = None
    url_column: str | None = None
    title_column: str | None = None
