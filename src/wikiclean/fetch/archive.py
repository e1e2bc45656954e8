"""The archive of a run: every answer as it was received, in WARC 1.1 files that other tools read.

An answer is on the disk (`fsync`) before anybody uses it. Each record is a gzip member of its own, so that it can be
read alone, and a member that a killed run left unfinished harms no other. A file is written by one session only: after
a kill the next one begins a file of its own.

Left out of what was received: chunked transfer (the bytes are joined), cookies and authorisation (they are nobody
else's business). An answer that breaks off is none.
Source: ISO 28500:2017, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..errors import FetchError, InputError, StoreError
from ..model.archived import ArchivedResponse

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

__all__ = ["Archive", "Received", "archive_files", "sync_directory"]

MAX_FILE_BYTES = 1_000_000_000
"""After which the next record goes into a new file; the size that the WARC standard recommends."""

_NOT_KEPT = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization"})
_LINE_BREAKS = re.compile(r"[\r\n]+\s*")
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request and the answer to it, as they went over the wire."""

    url: str
    status: int
    reason: str
    headers: _Headers
    """Of the answer, in its order; a name may come twice."""
    payload: bytes
    """As received: packed, where `Content-Encoding` says so."""
    body: bytes
    """Unpacked."""
    request_headers: _Headers = ()


def archive_files(directory: Path) -> list[Path]:
    """The files of an archive, oldest first; none where there is no archive."""
    return sorted(directory.glob("*.warc.gz"))


def sync_directory(path: Path) -> None:
    """Make a new name last through a power cut, where the platform can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Archive:
    """Writes answers into `directory`, which is made when the first one comes.

    `now` gives the time of each record, and the first one names the files. `find_earlier` gets the hash of a body and
    an address, and knows what earlier runs archived of it.
    """

    def __init__(
        self,
        directory: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        max_file_bytes: int = MAX_FILE_BYTES,
    ) -> None:
        self._directory, self._now, self._max_file_bytes = directory, now, max_file_bytes
        self._prefix: str | None = None
        self._number = 0
        self._path: Path | None = None
        self._size = 0
        self._pending: list[ArchivedResponse] = []
        self.find_earlier: Callable[[str, str], ArchivedResponse | None] = lambda _content, _url: None

    @property
    def pending(self) -> tuple[ArchivedResponse, ...]:
        """What was written and is not in an index yet."""
        return tuple(self._pending)

    def indexed(self, rows: Sequence[ArchivedResponse]) -> None:
        """These, the first of `pending`, are in an index now."""
        del self._pending[: len(rows)]

    def add(self, received: Received) -> datetime:
        """Write an answer, and the request before it; the time that is noted. Raises StoreError (disk full, …).

        An answer whose bytes are the same as those of an earlier one of this address becomes a revisit record.
        """
        when = self._now()
        row = ArchivedResponse(
            url=received.url,
            status=received.status,
            file="",
            offset=0,
            content_sha256=hashlib.sha256(received.body).hexdigest(),
            payload_digest=_digest(received.payload),
            retrieved_at=_seconds(when),
        )
        earlier = self._earlier(row) if received.status == 200 and received.body else None
        block = _write_records(lambda writer: _write_exchange(writer, received, row, earlier))
        file, offset = self._append(block, when)
        if received.status != 304:  # which has no body; what it stands for is in the index already
            self._pending.append(replace(row, file=file, offset=offset, revisit=earlier is not None))
        return when

    def copy(self, records: Sequence[bytes]) -> list[tuple[str, int]]:
        """Write records of other files, packed as they are; the file and the offset of each."""
        file, offset = self._append(b"".join(records), self._now())
        return [(file, offset + before) for before in accumulate(map(len, records[:-1]), initial=0)]

    def _earlier(self, row: ArchivedResponse) -> ArchivedResponse | None:
        """The response that holds the very same bytes of this address, if it is still there."""
        same = (row.url, row.content_sha256, row.payload_digest)
        for each in reversed(self._pending):
            if (each.url, each.content_sha256, each.payload_digest) == same and each.status == 200 and not each.revisit:
                return each
        found = self.find_earlier(row.content_sha256, row.url)
        if found is None or found.payload_digest != row.payload_digest:
            return None
        return found if self._still_holds(found) else None

    def _still_holds(self, earlier: ArchivedResponse) -> bool:
        """Whether an earlier response can be read and is what it was; what is lost must not be stood for."""
        from .inputs.warc import read_response

        try:
            body = read_response(self._directory / earlier.file, earlier.offset).body
        except (InputError, FetchError, OSError):
            return False
        return hashlib.sha256(body).hexdigest() == earlier.content_sha256

    def _append(self, block: bytes, when: datetime) -> tuple[str, int]:
        """Add to the file; where it lies there."""
        try:
            if self._path is None or self._size >= self._max_file_bytes:
                self._begin_file(when)
            assert self._path is not None
            file, offset = self._path.name, self._size
            self._write(self._path, block)
        except OSError as error:
            raise StoreError(
                f"the archive cannot be written: {error.strerror or error}; "
                "make room or check permissions, then run again",
                where=str(self._directory),
            ) from error
        return file, offset

    def _begin_file(self, when: datetime) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        self._prefix = self._prefix or f"wikiclean-{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        while True:
            path = self._directory / f"{self._prefix}-{self._number:05}.warc.gz"
            self._number += 1
            try:
                path.open("xb").close()
            except FileExistsError:
                continue
            break
        sync_directory(self._directory)
        self._path, self._size = path, 0
        self._write(path, _write_records(lambda writer: _write_info(writer, path.name, when)))

    def _write(self, path: Path, block: bytes) -> None:
        """Whole or not at all, as far as it can be helped; after a failure the next record begins a new file."""
        self._path = None
        try:
            with path.open("ab", buffering=0) as stream:
                rest = memoryview(block)
                while rest:
                    rest = rest[stream.write(rest) :]
                os.fsync(stream.fileno())
        except BaseException:
            with suppress(OSError):
                os.truncate(path, self._size)
            raise
        self._path, self._size = path, self._size + len(block)


def _write_records(write: Callable[[Any], None]) -> bytes:
    from warcio.warcwriter import WARCWriter

    stream = BytesIO()
    write(WARCWriter(stream, gzip=True, warc_version="WARC/1.1"))
    return stream.getvalue()


def _write_info(writer: Any, name: str, when: datetime) -> None:  # noqa: ANN401 - warcio has no types
    from .. import __version__

    record = writer.create_warcinfo_record(
        name,
        {
            "software": f"wikiclean/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        },
    )
    record.rec_headers.replace_header("WARC-Date", _seconds(when))
    writer.write_record(record)


def _write_exchange(
    writer: Any,  # noqa: ANN401
    received: Received,
    row: ArchivedResponse,
    earlier: ArchivedResponse | None,
) -> None:
    """The response first: what the index points to is the beginning of the pair."""
    dated = {"WARC-Date": row.retrieved_at}
    response = _response_record(writer, received, {**dated, "WARC-Payload-Digest": row.payload_digest}, earlier)
    parts = urlsplit(received.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = [("Host", parts.netloc.rpartition("@")[2]), *_kept(received.request_headers)]
    request = writer.create_warc_record(
        received.url, "request", http_headers=_http(f"GET {path} HTTP/1.1", asked), warc_headers_dict=dated
    )
    writer.write_request_response_pair(request, response)


def _response_record(
    writer: Any,  # noqa: ANN401
    received: Received,
    said: dict[str, str],
    earlier: ArchivedResponse | None,
) -> ArcWarcRecord:
    """The answer with its body; without it where it was not modified, or is the same as `earlier`."""
    headers = _http(f"HTTP/1.1 {received.status} {received.reason}".rstrip(), _kept(received.headers))
    if received.status == 304:
        del said["WARC-Payload-Digest"]  # nothing was sent
        said |= {"WARC-Profile": _NOT_MODIFIED, "WARC-Refers-To-Target-URI": received.url}
    elif earlier is not None:
        said |= {
            "WARC-Profile": _SAME_PAYLOAD,
            "WARC-Refers-To-Target-URI": earlier.url,
            "WARC-Refers-To-Date": earlier.retrieved_at,
        }
    else:
        payload = BytesIO(received.payload)
        return writer.create_warc_record(
            received.url, "response", payload, len(received.payload), http_headers=headers, warc_headers_dict=said
        )
    return writer.create_warc_record(received.url, "revisit", http_headers=headers, warc_headers_dict=said)


def _digest(payload: bytes) -> str:
    """As other tools write it, so that they find what is the same."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def _kept(headers: _Headers) -> list[tuple[str, str]]:
    """Headers on one line each, without what is secret; chunks are joined, so that the header no longer tells."""
    kept = []
    for name, value in headers:
        if name.lower() in _NOT_KEPT:
            continue
        if name.lower() == "transfer-encoding":
            name = f"X-Crawler-{name}"
        kept.append((name, _LINE_BREAKS.sub(" ", value)))
    return kept


def _http(line: str, headers: _Headers) -> StatusAndHeaders:
    """An HTTP head with the bytes as they were: warcio alone would percent-encode what is not ASCII."""
    from warcio.statusandheaders import StatusAndHeaders

    class AsReceived(StatusAndHeaders):  # type: ignore[misc]
        def to_ascii_bytes(self, filter_func: Any = None) -> bytes:  # noqa: ANN401
            return bytes(self.to_str(filter_func).encode("latin-1", "backslashreplace") + b"\r\n")

    first, _, rest = line.partition(" ")
    return AsReceived(rest, list(headers), protocol=first)


def _seconds(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
