"""The bytes of a file, unpacked as they are read: gzip and Zstandard, told by their first bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...errors import InputError, LimitError, UnreachableError, UsageError
from ..body import GZIP_MAGIC, decode_gzip

__all__ = ["ZSTD_MAGIC", "detect_packing", "read_unpacked"]

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_CHUNK = 64 * 1024
_ZSTD_STEP = 1024
"""Packed bytes handed over at a time: four of them may become 128 KiB, and these 32 MiB."""
_RATIO, _FREE = 200, 256 * 1024 * 1024
"""Past the first 256 MiB, a stream that became so many times larger is a bomb; pages become 5 to 20 times larger."""


def detect_packing(head: bytes) -> str | None:
    """`gzip` or `zstd`, by how a file begins."""
    if head.startswith(GZIP_MAGIC):
        return "gzip"
    return "zstd" if head.startswith(ZSTD_MAGIC) else None


def read_unpacked(path: Path) -> Iterator[bytes]:
    """The content of a file, in pieces of bounded size.

    Raises InputError for a file that cannot be read, or a stream that is broken or ends too early, LimitError for one
    that unpacks without end, UsageError where the library that unpacks it is not installed.
    """
    where = str(path)
    try:
        with path.open("rb") as file:
            packing = detect_packing(file.read(len(ZSTD_MAGIC)))
            file.seek(0)
            packed = _Counted(iter(lambda: file.read(_CHUNK), b""))
            if packing is None:
                yield from packed
                return
            unpacked = 0
            for piece in decode_gzip(packed, where) if packing == "gzip" else _decode_zstd(packed, where):
                unpacked += len(piece)
                if unpacked > _FREE and unpacked > _RATIO * packed.size:
                    raise LimitError(f"unpacks to more than {_RATIO} times its size: no pages do", where=where)
                yield piece
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", where=where) from error
    except UnreachableError as error:
        raise InputError("the gzip stream is broken, or ends too early", where=where) from error


class _Counted:
    """Chunks, and how many bytes they had so far."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            yield chunk


def _decode_zstd(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Unpack one frame after the other. A window above 128 MiB (`zstd --long=28` and up) is refused."""
    try:
        import zstandard
    except ImportError as error:
        raise UsageError("unpacking Zstandard needs a library: pip install 'wikiclean[zstd]'", where=where) from error

    unpacker = zstandard.ZstdDecompressor().decompressobj()
    is_whole = True
    try:
        for chunk in chunks:
            for start in range(0, len(chunk), _ZSTD_STEP):
                rest = chunk[start : start + _ZSTD_STEP]
                while rest:
                    if unpacker.eof:
                        unpacker = zstandard.ZstdDecompressor().decompressobj()
                    if piece := unpacker.decompress(rest):
                        yield piece
                    is_whole = unpacker.eof
                    rest = unpacker.unused_data if is_whole else b""
    except zstandard.ZstdError as error:
        raise InputError(f"the Zstandard stream is broken: {error}", where=where) from error
    if not is_whole:
        raise InputError("the Zstandard stream ends too early", where=where)
