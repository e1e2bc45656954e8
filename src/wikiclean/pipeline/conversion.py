"""Exchanges from wikis, cassettes and archives, for cassettes and archives."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FetchError, UsageError
from ..fetch.archive import Archive, Received
from ..fetch.cassette import read_cassette
from ..fetch.cassette_format import Exchange
from ..fetch.inputs.files import list_page_files
from ..fetch.inputs.warc import WARC_SUFFIXES, list_warc_pages, read_response

if TYPE_CHECKING:
    from ..fetch.session import SessionSettings

__all__ = ["read_exchanges", "record_pages", "write_warc"]

logger = logging.getLogger(__name__)


def record_pages(targets: Iterable[str], *, site: str | None, settings: SessionSettings) -> tuple[int, int]:
    """Fetch pages in a session that records; how many came, and how many did not.

    Raises UsageError for a target that names no page, CassetteError where the cassette cannot be written.
    """
    from ..fetch.session import open_session
    from ..fetch.steps import fetch_page

    came = failed = 0
    with open_session(settings) as session:
        for target in targets:
            try:
                fetch_page(target, site=site, session=session)
            except UsageError:
                raise
            except FetchError as error:
                failed += 1
                logger.warning("%s", error)
            else:
                came += 1
    return came, failed


def read_exchanges(source: Path) -> Iterator[Exchange]:
    """What a cassette, a WARC file, or the archive of a run holds of pages; of one address the latest answer.

    Raises CassetteError, InputError for a file that is neither.
    """
    if source.is_file() and not source.name.lower().endswith(WARC_SUFFIXES):
        yield from read_cassette(source)
        return
    files = [path for path in list_page_files(source) if path.name.lower().endswith(WARC_SUFFIXES)]
    for place in list_warc_pages(files):
        response = read_response(place.path, place.offset)
        yield Exchange("GET", response.url, response.status, "OK", dict(response.headers), response.body)


def write_warc(path: Path, exchanges: Iterable[Exchange]) -> None:
    """One WARC file of these exchanges, in the place of one that is there. Raises StoreError."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        archive = Archive(Path(folder), max_file_bytes=2**62)
        for exchange in exchanges:
            headers = [(name, value) for name, value in exchange.headers.items() if name.lower() != "content-encoding"]
            archive.add(
                Received(
                    url=exchange.url,
                    status=exchange.status,
                    reason=exchange.reason,
                    headers=headers,
                    payload=exchange.body,
                    body=exchange.body,
                )
            )
        for written in Path(folder).glob("*.warc.gz"):
            written.replace(path)
