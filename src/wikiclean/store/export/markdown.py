"""`markdown`: a page for people, one file a record, named by its title."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ...model.monograph import Monograph
from ...model.render.records.paint import paint_markdown
from ...model.render.records.view import view_record
from ..file_names import FileNames
from ..files import replace_file
from ..records import StoredRecord
from .rights import rights_of

__all__ = ["write"]


def write(records: Iterator[StoredRecord], target: Path) -> int:
    """Write the files; how many."""
    names = FileNames()
    count = 0
    for stored in records:
        replace_file(target / f"{names.name(stored.title, stored.record_id)}.md", [render(stored.record)])
        count += 1
    return count


def render(record: Monograph) -> str:
    """Front matter with what the page may not lose, the facts with their evidence, and the text."""
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in rights_of(record).items())
    return f"---\n{front}---\n\n{paint_markdown(view_record(record))}"
