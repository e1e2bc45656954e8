"""`markdown`: a page for people, one file a record, named by its title."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from ...model.monograph import Monograph
from ...model.render.records.paint import paint_markdown
from ...model.render.records.view import view_record
from ..files import replace_file
from ..records import StoredRecord
from .rights import rights_of

__all__ = ["write"]

_UNSAFE = re.compile(r"[^\w().,' +-]|^\.")
_LONGEST = 120
"""Characters of a file name; longer ones, and any that were changed, get a hash so that no two are the same."""


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the files; how many."""
    count = 0
    for stored in records:
        replace_file(target / f"{file_name(stored)}.md", [render(stored.record)])
        count += 1
    return count


def file_name(stored: StoredRecord) -> str:
    """The title where that is a name on every system, else something near it with a hash of the record id."""
    name = _UNSAFE.sub("_", stored.title)[:_LONGEST].rstrip(". ")
    return name if name == stored.title else f"{name}-{hashlib.sha256(stored.record_id.encode()).hexdigest()[:8]}"


def render(record: Monograph) -> str:
    """Front matter with what the page may not lose, the facts with their evidence, and the text."""
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in rights_of(record).items())
    return f"---\n{front}---\n\n{paint_markdown(view_record(record))}"
