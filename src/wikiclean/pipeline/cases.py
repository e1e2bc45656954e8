"""Pages saved as test cases: a folder with the page, and what should become of it.

    source.html     the page as received
    source.json     where it is from: url, title, site, … (a sidecar, as `process` reads it)
    document.md     the article
    monograph.json  the record; `null` where the page is no article
    ledger.json     what was removed

Each is a test; the record is one test a field, so that a change of the rules shows field by field what it does.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model.page import Page

__all__ = ["Expected", "as_json", "is_case", "read_case_page", "write_case"]

_PAGE, _SIDECAR, _DOCUMENT, _RECORD, _LEDGER = (
    "source.html", "source.json", "document.md", "monograph.json", "ledger.json",
)  # fmt: skip
_OF_THE_VERSION = frozenset({"extractor", "rules_version"})
"""Of a record's source: different with each release, and no news."""


def is_case(folder: Path) -> bool:
    """Whether a folder holds a page and what should become of it."""
    return all((folder / name).is_file() for name in (_PAGE, _SIDECAR, _RECORD))


class Expected:
    """What a page gives: the article, the record by field, the ledger; or what a case says that it should give."""

    def __init__(self, document: str, record: dict[str, Any], ledger: list[dict[str, str]]) -> None:
        self.document, self.record, self.ledger = document, record, ledger

    @classmethod
    def of_page(cls, page: Page) -> Expected:
        """What the page gives now."""
        from .process import process_page

        result = process_page(page)
        record = json.loads(result.record.model_dump_json(exclude_none=True)) if result.record is not None else {}
        if record:
            record["source"] = {name: value for name, value in record["source"].items() if name not in _OF_THE_VERSION}
        ledger = [removal._asdict() for removal in result.ledger.removals]
        return cls(result.document.to_markdown() if result.document is not None else "", record, ledger)

    @classmethod
    def of_case(cls, folder: Path) -> Expected:
        """What the files of a case say; a file that is not there says nothing."""

        def read(name: str) -> str:
            path = folder / name
            return path.read_text(encoding="utf-8") if path.is_file() else ""

        ledger = json.loads(read(_LEDGER) or "[]")
        return cls(read(_DOCUMENT), json.loads(read(_RECORD) or "null") or {}, ledger)

    def write(self, folder: Path) -> None:
        """Make this what the case says."""
        (folder / _DOCUMENT).write_text(self.document, encoding="utf-8", newline="\n")
        (folder / _RECORD).write_text(as_json(self.record or None), encoding="utf-8", newline="\n")
        (folder / _LEDGER).write_text(as_json(self.ledger), encoding="utf-8", newline="\n")


def write_case(page: Page, folder: Path) -> None:
    """Save a page as a case; what it gives now is what it should give. Saved again it gives the same files."""
    from ..fetch.inputs.sidecar import Sidecar

    folder.mkdir(parents=True, exist_ok=True)
    (folder / _PAGE).write_bytes(page.body)
    known = (each.name for each in fields(Sidecar) if each.name != "retrieved_at")
    said = {name: value for name in known if (value := getattr(page, name)) is not None}
    (folder / _SIDECAR).write_text(as_json(said), encoding="utf-8", newline="\n")
    Expected.of_page(read_case_page(folder)).write(folder)


def read_case_page(folder: Path) -> Page:
    """The page of a case. Raises InputError."""
    from ..fetch.inputs.files import read_page_file

    return read_page_file(folder / _PAGE)


def as_json(value: object) -> str:
    """JSON for people: indented, in the order of its keys."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"
