"""Pages in files: HTML, or plain text as pasted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import InputError, LimitError, UsageError
from ...model.page import Page
from ...text import normal_title

__all__ = ["PAGE_SUFFIXES", "list_page_files", "read_page_file"]

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".txt")
_MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Sidecar:
    """`source.json` or `NAME.json` beside a page: where it came from."""

    url: str | None = None
    title: str | None = None
    site: str | None = None
    revision_id: int | None = None
    page_id: int | None = None


def list_page_files(source: Path) -> Iterator[Path]:
    """The page files of a folder, sorted by path, its folders included; a file by itself.

    Raises UsageError where there is nothing of that name.
    """
    if source.is_dir():
        yield from sorted(path for path in source.rglob("*") if path.suffix.lower() in PAGE_SUFFIXES)
    elif source.exists():
        yield source
    else:
        raise UsageError("no such file or folder", where=str(source))


def read_page_file(
    path: Path,
    *,
    url: str | None = None,
    title: str | None = None,
    site: str | None = None,
    as_text: bool | None = None,
) -> Page:
    """A page from a file: `.txt` is plain text, all else HTML, unless `as_text` says which.

    What the arguments leave open, a sidecar (`NAME.json` or `source.json`) may say; a plain text has its title
    from the file's name at last. Raises InputError for a file that cannot be read, LimitError for one too large.
    """
    try:
        size = path.stat().st_size
        if size > _MAX_BYTES:
            raise LimitError(
                f"the file has {size:,} bytes, more than the {_MAX_BYTES:,} that one page may have", where=str(path)
            )
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", where=str(path)) from error
    beside = _read_sidecar(path)
    is_text = path.suffix.lower() == ".txt" if as_text is None else as_text
    title = title or beside.title
    if is_text and title is None:
        title = normal_title(path.stem)
    return Page(
        body=body,
        transport="plain_text" if is_text else "file_html",
        url=url or beside.url,
        title=title,
        site=site or beside.site,
        page_id=beside.page_id,
        revision_id=beside.revision_id,
    )


def _read_sidecar(path: Path) -> _Sidecar:
    for name in (f"{path.stem}.json", "source.json"):
        beside = path.with_name(name)
        if not beside.is_file():
            continue
        try:
            data = json.loads(beside.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(data, dict):
            known = _Sidecar.__dataclass_fields__
            return _Sidecar(**{key: value for key, value in data.items() if key in known})
    return _Sidecar()
