"""`jsonl`: the records as they are stored, one JSON object a line, sorted by record id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..files import replace_file
from ..records import StoredRecord

__all__ = ["write"]


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the file; how many records."""
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        for stored in records:
            count += 1
            yield f"{stored.json}\n"

    replace_file(target, lines())
    return count
