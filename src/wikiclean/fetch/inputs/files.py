"""Pages in files: HTML, or plain text as pasted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...errors import InputError, LimitError, UsageError
from ...model.page import Page
from ...text import normal_title
from ..body import MAX_BYTES
from .sidecar import read_sidecar
from .warc import WARC_SUFFIXES

__all__ = ["PAGE_SUFFIXES", "list_page_files", "read_page_file"]

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".txt")


def list_page_files(source: Path) -> Iterator[Path]:
    """The pages and WARC files of a folder, sorted by path, its folders included; a file by itself.

    Of a folder that a run has written, that is its archive.

    Raises UsageError where there is nothing of that name.
    """
    if source.is_dir():
        folder = archive if (archive := source / "archive").is_dir() and (source / "runs").is_dir() else source
        suffixes = (*PAGE_SUFFIXES, *WARC_SUFFIXES)
        yield from sorted(path for path in folder.rglob("*") if path.name.lower().endswith(suffixes) and path.is_file())
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

    What the arguments leave open, a sidecar may say (`read_sidecar`); a plain text has its title from the file's
    name at last. Raises InputError for a file or sidecar that cannot be read, LimitError for one too large.
    """
    body = _read_bounded(path)
    beside = read_sidecar(_sidecar_of(path))
    is_text = path.suffix.lower() == ".txt" if as_text is None else as_text
    title = title or beside.title
    if is_text and title is None:
        title = normal_title(path.stem)
    return Page(
        body=body,
        transport="plain_text" if is_text else "file_html",
        url=url or beside.url,
        final_url=beside.final_url,
        status=beside.status,
        title=title,
        site=site or beside.site,
        page_id=beside.page_id,
        revision_id=beside.revision_id,
        revision_timestamp=beside.revision_timestamp,
        retrieved_at=beside.retrieved_at,
        redirected_from=beside.redirected_from,
        language=beside.language,
    )


def _read_bounded(path: Path) -> bytes:
    """The bytes of a file; of a pipe too, whose size nobody knows before."""
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", where=str(path)) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"no file name: {error}", where=repr(path)) from error
    if len(body) > MAX_BYTES:
        raise LimitError(f"the file has more than the {MAX_BYTES:,} bytes that one page may have", where=str(path))
    return body


def _sidecar_of(path: Path) -> Path | None:
    """`NAME.json` beside the page; `source.json` only where it can be about no other page."""
    own, shared = path.with_suffix(".json"), path.with_name("source.json")
    if own != path and own.is_file():
        return own
    if shared.is_file():
        pages = (each for each in path.parent.iterdir() if each.suffix.lower() in PAGE_SUFFIXES and each != path)
        if next(pages, None) is None:
            return shared
    return None
