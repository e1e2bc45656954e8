"""Pages that are rows of a file: one name for each, and a reader that goes through the file once.

Most of these files are streams, in which nothing can be looked up. A row is named by its number, and whoever asks for
rows in rising order has the file read once, from the first row asked for to the last, one row in memory at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import InputError

__all__ = ["OpenRows", "Row", "RowPlace", "RowReader"]

_PLACE = re.compile(r"(?P<path>.+)#row=(?P<number>[1-9]\d{0,17})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Which row of which file; the first is 1. Lines that are blank are counted too."""

    path: Path
    number: int

    def __str__(self) -> str:
        return f"{self.path}#row={self.number}"

    @classmethod
    def parse(cls, text: str) -> RowPlace | None:
        """What `str` wrote; None for anything else."""
        match = _PLACE.fullmatch(text)
        return cls(Path(match["path"]), int(match["number"])) if match else None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies there: a line of JSON, values by column, or why there is none."""

    number: int
    content: bytes | Mapping[str, Any] | InputError

    def values(self) -> Mapping[str, Any]:
        """Values by column. Raises InputError where there are none."""
        if isinstance(self.content, InputError):
            raise self.content
        if not isinstance(self.content, bytes):
            return self.content
        try:
            values = json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise InputError(f"the line is no JSON: {error}") from error
        if not isinstance(values, dict):
            raise InputError(f"the line is no JSON object, but {type(values).__name__}")
        return values


OpenRows = Callable[[Path, int], Iterator[Row]]
"""The rows of a file from a number on. What is damaged is a row with an error, and the last one if nothing can be read
behind it."""


class RowReader:
    """Finds rows, going on from the last one that was asked for; an earlier one makes it begin again."""

    def __init__(self, open_rows: OpenRows) -> None:
        self._open = open_rows
        self._path: Path | None = None
        self._rows: Iterator[Row] = iter(())
        self._next = 1
        """The lowest number that may still come."""

    def read(self, place: RowPlace) -> Mapping[str, Any]:
        """Values by column. Raises InputError for a row that is damaged, or not there."""
        try:
            return self._find(place).values()
        except InputError as error:
            raise type(error)(error.message, where=str(place)) from error

    def _find(self, place: RowPlace) -> Row:
        if place.path == self._path and place.number >= self._next and (row := self._go_on(place.number)) is not None:
            return row
        self._path, self._rows = place.path, self._open(place.path, place.number)
        if (row := self._go_on(place.number)) is None:
            self._path = None
            raise InputError("there is no such row; has the file changed?")
        return row

    def _go_on(self, number: int) -> Row | None:
        for row in self._rows:
            self._next = row.number + 1
            if row.number >= number:
                return row if row.number == number else None
        return None
