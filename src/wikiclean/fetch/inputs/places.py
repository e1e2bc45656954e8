"""Sources as pages: each place names one page, so that it can be opened again by whoever knows the name."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...model.page import Page
from .columns import page_of_row
from .files import list_page_files, read_page_file
from .formats import ROW_SUFFIXES, detect_format, format_of_name
from .ndjson import open_ndjson
from .parquet import count_parquet_rows, open_parquet
from .rows import Row, RowPlace, RowReader
from .settings import InputFormat, InputSettings
from .tar import list_tar, open_tar
from .warc import WarcPlace, list_warc_pages, page_of_response, read_response

__all__ = ["PlaceReader", "list_places"]

logger = logging.getLogger(__name__)


def list_places(sources: Iterable[Path], settings: InputSettings) -> Iterator[str]:
    """The names of all pages: page files and rows as they come, folders sorted, then what is in WARC files.

    Files of rows are read through to count them. Raises UsageError where there is nothing of a source's name, or a
    library is not installed that its format needs, InputError for a WARC file that is none.
    """
    archives = []
    for source in sources:
        for path in _list_files(source):
            kind = settings.input_format or _told_format(path, is_picked=path != source)
            if kind == "warc":
                archives.append(path)
            elif kind in ("html", "text"):
                yield str(path)
            else:
                yield from (str(RowPlace(path, number)) for number in _list_numbers(path, kind, settings))
    yield from map(str, list_warc_pages(archives))


def _told_format(path: Path, *, is_picked: bool) -> InputFormat:
    """By the content; pages that were picked from a folder by their names are not opened for it."""
    named = format_of_name(path)
    if is_picked and named in ("html", "text"):
        return named
    kind = detect_format(path)
    if kind != named:
        logger.info("%s: read as %s, by its content; --input-format says otherwise", path, kind)
    elif kind not in ("html", "text"):
        logger.debug("%s: read as %s, by its content and name", path, kind)
    return kind


def _list_files(source: Path) -> Iterator[Path]:
    """As `list_page_files`; of a folder without pages, its files of rows.

    Beside pages, and in a run's directory, such files are about pages.
    """
    is_empty = True
    for path in list_page_files(source):
        is_empty = False
        yield path
    if is_empty and not (source / "runs").is_dir():
        yield from sorted(
            path for path in source.rglob("*") if path.name.lower().endswith(ROW_SUFFIXES) and path.is_file()
        )


def _list_numbers(path: Path, kind: InputFormat, settings: InputSettings) -> Iterable[int]:
    if kind == "parquet":
        return range(1, count_parquet_rows(path, settings) + 1)
    return (row.number for row in (list_tar(path) if kind == "tar" else open_ndjson(path)))


class PlaceReader:
    """Opens places. Rows are read on from the last one, so ask for them in the order in which they were listed."""

    def __init__(self, settings: InputSettings) -> None:
        self._settings = settings
        self._rows = RowReader(self._open_rows)

    def read(self, name: str, *, site: str | None = None) -> Page:
        """The page of that name; `site`: id of the site profile to use, found from the page where absent.

        Raises InputError for what cannot be read or is not there, LimitError for what is too large.
        """
        if (row := RowPlace.parse(name)) is not None:
            return page_of_row(self._rows.read(row), self._settings, where=name, site=site)
        if (record := WarcPlace.parse(name)) is not None:
            return page_of_response(read_response(record.path, record.offset), site=site)
        return read_page_file(Path(name), site=site, as_text=self._as_text())

    def _open_rows(self, path: Path, start: int) -> Iterator[Row]:
        kind = self._settings.input_format or detect_format(path)
        if kind == "parquet":
            return open_parquet(path, self._settings, start)
        return open_tar(path, start) if kind == "tar" else open_ndjson(path, start)

    def _as_text(self) -> bool | None:
        kind: InputFormat | None = self._settings.input_format
        return None if kind is None else kind == "text"
