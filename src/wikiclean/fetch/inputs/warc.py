"""Pages in WARC files: those of our own archive, and those that other crawlers wrote.

Which of the responses are pages is told by their address and content type: HTML, and the answers of `action=parse`.
A response that is packed in chunks or as gzip is unpacked; what ends too early is no page.
Source: ISO 28500:2017, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

from ...errors import FetchError, InputError, UsageError
from ...model.page import Page, Transport
from ..body import MAX_BYTES, join_bounded
from ..target import Target, page_address, read_target

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

__all__ = [
    "WARC_SUFFIXES",
    "Response",
    "WarcPlace",
    "list_warc_pages",
    "page_of_response",
    "read_response",
    "shows_page",
]

logger = logging.getLogger(__name__)

WARC_SUFFIXES = (".warc", ".warc.gz")
_CHUNK = 64 * 1024
_PLACE = re.compile(
    r"(?P<path>.+\.warc(?:\.gz)?|.+(?=#offset=))#(?:offset=)?(?P<offset>\d+)", re.DOTALL | re.IGNORECASE
)
_HTML = ("text/html", "application/xhtml+xml")
_REST = re.compile(
    r"(?P<scripts>.*)/rest\.php/v1/(?P<kind>page|revision)/(?P<what>[^/]+)/html|/api/rest_v1/page/html/(?P<title>[^/]+)"
)
_ANSWERS = (200, 203, 404, 410)
"""Statuses of an answer that shows a page, or says that there is none."""
_NO_SUCH_PAGE = ("missingtitle", "nosuchpageid", "nosuchrevid", "invalidtitle", "pagecannotexist")
"""API errors that are about the page; the others are about the API: it is closed, busy or broken."""


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where a record begins."""

    path: Path
    offset: int

    def __str__(self) -> str:
        told = "" if self.path.name.lower().endswith(WARC_SUFFIXES) else "offset="  # a page may be called `C#1`
        return f"{self.path}#{told}{self.offset}"

    @classmethod
    def parse(cls, text: str) -> WarcPlace | None:
        """What `str` wrote; None for anything else."""
        match = _PLACE.fullmatch(text)
        return cls(Path(match["path"]), int(match["offset"])) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer as it was archived, unpacked; names of headers are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    retrieved_at: datetime | None


def list_warc_pages(paths: Iterable[Path]) -> Iterator[WarcPlace]:
    """Where the pages are, in the order in which they were fetched; of one address the latest alone.

    A revisit record stands for the earlier response that it names, where that is in these files too. A file that is
    damaged is read up to there, and the log says so. Raises InputError for what is no WARC file, UsageError for one
    whose records are not packed one by one.
    """
    latest: dict[str, tuple[str, WarcPlace]] = {}
    bodies: dict[tuple[str, str], WarcPlace] = {}
    for path in paths:
        for record, offset in _records(path):
            url, when = _header(record, "WARC-Target-URI"), _header(record, "WARC-Date")
            place: WarcPlace | None = WarcPlace(path, offset)
            same = (url, _header(record, "WARC-Payload-Digest"))
            if record.rec_type == "revisit":
                place = bodies.get(same)
            elif not _is_page(record, url):
                continue
            if place is None:
                continue
            if same[1]:
                bodies[same] = place
            if url not in latest or latest[url][0] <= when:
                latest.pop(url, None)
                latest[url] = (when, place)
    for _, place in sorted(latest.values(), key=lambda found: found[0]):
        yield place


def read_response(path: Path, offset: int) -> Response:
    """The response that begins there.

    Raises InputError where there is none, or none that is whole, LimitError for one too large.
    """
    where = f"{path}#{offset}"
    with _opened(path) as stream:
        stream.seek(offset)
        record = _next(_iterate(stream), where)
        if record is None or record.rec_type not in ("response", "resource"):
            raise InputError("there is no response", where=where)
        url = _header(record, "WARC-Target-URI")
        headers = _headers_of(record)
        status = int(record.http_headers.get_statuscode()) if record.http_headers else 200
        return Response(
            url=url,
            status=status,
            headers=headers,
            body=_body_of(record, headers, where),
            retrieved_at=_time_of(_header(record, "WARC-Date")),
        )


def page_of_response(response: Response, *, site: str | None = None) -> Page:
    """The page that a response shows; `site`: id of the site profile to use, found from the page where absent."""
    transport = _transport_of(response.url)
    target = _target_of(response.url, transport, site)
    if target is not None and target.page_id is not None and (title := _title_of(response.body)) is not None:
        target = replace(target, url=page_address(target.base, title))  # as when it was fetched
    headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
    return Page(
        body=response.body,
        transport=transport,
        url=target.url if target is not None else response.url,
        status=response.status,
        headers=headers,
        site=site or (target.site if target is not None else None),
        title=target.title if target is not None else None,
        page_id=target.page_id if target is not None else None,
        revision_id=target.revision if target is not None else None,
        retrieved_at=response.retrieved_at,
    )


def _transport_of(url: str) -> Transport:
    parts = urlsplit(url)
    if parts.path.endswith("/api.php"):
        return "api_parse"
    if _REST.fullmatch(parts.path):
        return "rest_html"
    return "action_render" if parse_qs(parts.query).get("action") == ["render"] else "page_html"


def _target_of(url: str, transport: Transport, site: str | None) -> Target | None:
    """What the address says of the page; None where it says nothing."""
    parts = urlsplit(url)
    try:
        if transport == "api_parse":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            scripts = parts.path.removesuffix("/api.php")
        elif transport == "rest_html" and (match := _REST.fullmatch(parts.path)):
            asked = {"oldid" if match["kind"] == "revision" else "page": unquote(match["what"] or match["title"])}
            scripts = "/w" if match["scripts"] is None else match["scripts"]
        else:
            return read_target(url, site)
        wiki = f"{parts.scheme}://{parts.netloc}{scripts}/index.php"
        if title := asked.get("page"):
            return read_target(title, wiki)
        name = "oldid" if "oldid" in asked else "pageid"
        return read_target(f"{wiki}?{name.replace('pageid', 'curid')}={asked[name]}", site)
    except (UsageError, KeyError):
        return None


def _title_of(body: bytes) -> str | None:
    """The title that an answer of `action=parse` tells."""
    try:
        title = json.loads(body)["parse"]["title"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return title if isinstance(title, str) else None


def _is_page(record: ArcWarcRecord, url: str) -> bool:
    """Whether a response shows a page."""
    if record.rec_type not in ("response", "resource"):
        return False
    status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
    return status.isdigit() and shows_page(url, int(status), _headers_of(record))


def shows_page(url: str, status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer shows a page, by its address and headers (names in lower case)."""
    if status not in _ANSWERS or not url.startswith(("http://", "https://")):
        return False
    parts = urlsplit(url)
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if parts.path.endswith("/api.php"):
        is_parse = content_type == "application/json" and parse_qs(parts.query).get("action") == ["parse"]
        return is_parse and headers.get("mediawiki-api-error") in (None, *_NO_SUCH_PAGE)
    return content_type in _HTML


def _records(path: Path) -> Iterator[tuple[ArcWarcRecord, int]]:
    """The records of a file that are there whole, and where each begins."""
    with _opened(path) as stream:
        iterator = _iterate(stream)
        while True:
            at = iterator.offset
            try:
                record = _next(iterator, str(path))
            except InputError as error:
                if at == 0:
                    raise
                _warn_of_rest(path, at, error.message)
                return
            if record is None:
                return
            with _quiet():
                offset = iterator.get_record_offset()  # reads the record to its end
            if _is_cut_off(record):
                _warn_of_rest(path, offset, "the record ends too early")
                return
            yield record, offset


def _warn_of_rest(path: Path, offset: int, why: str) -> None:
    """What a killed run left unfinished, or a damaged disk."""
    logger.warning("%s: cannot be read from byte %d on: %s", path, offset, why)


def _iterate(stream: BinaryIO) -> ArchiveIterator:
    from warcio.archiveiterator import WARCIterator

    return WARCIterator(stream)


def _next(iterator: ArchiveIterator, where: str) -> ArcWarcRecord | None:
    """The next record; None at the end of the file."""
    import zlib

    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        with _quiet():
            return next(iterator, None)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, zlib.error) as error:
        if "non-chunked gzip" in str(error):
            raise UsageError(
                "many records in one gzip stream, none of which can be read alone; pack each by itself first "
                "(`warcio recompress`)",
                where=where,
            ) from error
        raise InputError("no WARC record", where=where) from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", where=str(path)) from error


def _quiet() -> Any:  # noqa: ANN401
    """Inside, warcio's own words about damage go nowhere: what is damaged is found and said here."""
    return redirect_stderr(StringIO())


def _is_cut_off(record: ArcWarcRecord) -> bool:
    """Whether bytes are missing, once the record was read to its end."""
    return record.length is None or bool(record.raw_stream.limit > 0)


def _body_of(record: ArcWarcRecord, headers: Mapping[str, str], where: str) -> bytes:
    try:
        with _quiet():
            body = join_bounded(
                _chunks_of(record, headers), encoding=headers.get("content-encoding"), limit=MAX_BYTES, where=where
            )
    except FetchError as error:
        raise InputError(error.message, where=where) from error
    if _is_cut_off(record):
        raise InputError("the record ends too early", where=where)
    return body


def _chunks_of(record: ArcWarcRecord, headers: Mapping[str, str]) -> Iterator[bytes]:
    from warcio.bufferedreaders import ChunkedDataReader

    is_chunked = headers.get("transfer-encoding", "").lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
    while chunk := stream.read(_CHUNK):
        yield chunk


def _headers_of(record: ArcWarcRecord) -> dict[str, str]:
    if record.http_headers is None:
        return {"content-type": record.content_type} if record.content_type else {}
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        known = headers.get(name.lower())
        headers[name.lower()] = f"{known}, {value}" if known else value
    return headers


def _header(record: ArcWarcRecord, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "")


def _time_of(date: str) -> datetime | None:
    """`WARC-Date`, to the second."""
    try:
        return datetime.fromisoformat(date).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return None
