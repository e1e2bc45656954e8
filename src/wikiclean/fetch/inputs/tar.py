"""Tar archives of NDJSON, as the snapshots of Wikimedia Enterprise are: read as a stream, never unpacked to disk.

Nothing is written, so no name can point outside. The standard library's `tarfile` takes extended headers of any length
into memory, and reads sparse files as the zeros they stand for: here it decodes headers, and the walk from one to the
next is ours. Source: POSIX.1-2017, pax, https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
"""

from __future__ import annotations

import logging
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ...errors import InputError, LimitError
from .ndjson import rows_of_lines
from .rows import Row
from .unpack import read_unpacked

__all__ = ["TAR_SUFFIXES", "is_tar_header", "list_tar", "open_tar"]

logger = logging.getLogger(__name__)

TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.zst")
_BLOCK = tarfile.BLOCKSIZE
_MAX_HEADER = 1024 * 1024
"""Bytes of an extended header; real ones hold a name."""
_WITHOUT_DATA = (
    tarfile.LNKTYPE,
    tarfile.SYMTYPE,
    tarfile.CHRTYPE,
    tarfile.BLKTYPE,
    tarfile.DIRTYPE,
    tarfile.FIFOTYPE,
)
_ABOUT_OTHERS = (tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_REGULAR = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    """As its header has it: cut at 100 bytes."""
    kind: bytes
    data: Iterator[bytes]
    """What of it is not read is passed over."""

    def holds_lines(self, head: bytes) -> bool:
        """Whether it is a file of NDJSON: called so, or looking so."""
        base = self.name.rpartition("/")[2]
        is_called_so = base.lower().endswith((".ndjson", ".jsonl", ".json")) and not base.startswith("._")
        return self.kind in _REGULAR and (is_called_so or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"))


def list_tar(path: Path) -> Iterator[Row]:
    """All rows; the log says what else is in the archive."""
    return _read_rows(path, 1, logger.warning)


def open_tar(path: Path, start: int = 1) -> Iterator[Row]:
    """The lines of all members, counted through, from number `start` on; where the file is damaged, the last row."""
    return _read_rows(path, start, logger.debug)


def is_tar_header(block: bytes) -> bool:
    """Whether an archive may begin so."""
    try:
        tarfile.TarInfo.frombuf(block[:_BLOCK], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _read_rows(path: Path, start: int, tell: Callable[..., None]) -> Iterator[Row]:
    number, left_out = 0, 0
    try:
        for member in _read_members(read_unpacked(path)):
            head = next(member.data, b"")
            if not member.holds_lines(head):
                left_out += member.kind != tarfile.DIRTYPE
                continue
            for row in rows_of_lines(chain([head], member.data), number):
                number = row.number
                if number >= start:
                    yield row
    except InputError as damage:
        yield Row(max(number + 1, start), damage)
    if left_out:
        tell("%s: %d of its members are no files of JSON lines; they are left out", path, left_out)


def _read_members(chunks: Iterable[bytes]) -> Iterator[_Member]:
    stream = _Stream(chunks)
    told: int | None = None
    while not stream.is_at_end():
        block = stream.read(_BLOCK)
        if not block.strip(b"\0"):
            return
        info = _decode_header(block)
        if info.type == tarfile.XHDTYPE:
            told = _size_told(stream, info.size)
            continue
        if info.type == tarfile.GNUTYPE_SPARSE and block[482]:  # its map goes on, in blocks that say so at their end
            while stream.read(_BLOCK)[504]:
                pass
        size = info.size
        if info.type not in _ABOUT_OTHERS:
            size, told = (size if told is None else told), None
        if info.type in _WITHOUT_DATA:
            size = 0
        data = stream.pieces(size)
        if info.type not in _ABOUT_OTHERS:
            yield _Member(info.name, info.type, data)
        for _ in data:
            pass
        stream.read(-size % _BLOCK)


def _decode_header(block: bytes) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise InputError(f"the tar archive is damaged: {error}") from error
    if info.size < 0:
        raise InputError(f"the tar archive is damaged: a member of {info.size} bytes")
    return info


def _size_told(stream: _Stream, length: int) -> int | None:
    """The size that an extended header gives the next member, if it does: records of `LENGTH KEY=VALUE\\n`."""
    if length > _MAX_HEADER:
        raise LimitError(f"the tar archive has a header of {length:,} bytes; {_MAX_HEADER:,} are read")
    rest, size = stream.read(length), None
    stream.read(-length % _BLOCK)
    while rest.strip(b"\0"):
        digits = rest[:8].partition(b" ")[0]
        if not digits.isdigit() or int(digits) <= len(digits):
            raise InputError("the tar archive is damaged: an extended header that is none")
        key, _, value = rest[len(digits) + 1 : int(digits) - 1].partition(b"=")
        if key == b"size" and value.isdigit() and len(value) < 20:
            size = int(value)
        rest = rest[int(digits) :]
    return size


class _Stream:
    """Bytes in the order in which they come."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._chunk, self._at = b"", 0

    def is_at_end(self) -> bool:
        """Whether nothing comes any more."""
        while self._at >= len(self._chunk):
            chunk = next(self._chunks, None)
            if chunk is None:
                return True
            self._chunk, self._at = chunk, 0
        return False

    def pieces(self, size: int) -> Iterator[bytes]:
        """The next `size` bytes. Raises InputError where there are fewer."""
        while size:
            if self.is_at_end():
                raise InputError("the tar archive ends too early")
            piece = self._chunk[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            yield piece

    def read(self, size: int) -> bytes:
        """The next `size` bytes, at once."""
        return b"".join(self.pieces(size))
