"""The body of an answer, whole or not at all: bounded, and checked to be complete.

A gzip stream that ends too early is no page: half an article would look like a good one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ..errors import LimitError, RefusedError, UnreachableError

__all__ = ["GZIP_MAGIC", "MAX_BYTES", "decode_gzip", "join_bounded"]

MAX_BYTES = 48 * 1024 * 1024
"""Bytes of one answer or file after decompression; room for the largest page with its JSON envelope."""

GZIP_MAGIC = b"\x1f\x8b"
"""How each gzip stream begins."""
_STEP = 1024 * 1024


def join_bounded(chunks: Iterable[bytes], *, encoding: str | None, limit: int, where: str) -> bytes:
    """All of `chunks`, decoded by `Content-Encoding`. `where` names the answer in errors.

    Raises LimitError above `limit` bytes (packed or not), UnreachableError for a broken or truncated gzip
    stream, RefusedError for an encoding that was not asked for.
    """
    kind = (encoding or "identity").strip().lower()
    if kind not in ("identity", "none", "", "gzip", "x-gzip"):
        raise RefusedError(f"the answer is packed as {kind!r}, which was not asked for", where=where)
    packed = _bounded(chunks, limit, where)
    if kind in ("gzip", "x-gzip"):
        packed = _bounded(decode_gzip(packed, where), limit, where)
    return b"".join(packed)


def _bounded(chunks: Iterable[bytes], limit: int, where: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise LimitError(f"the answer is larger than {limit:,} bytes", where=where)
        yield chunk


def decode_gzip(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Unpack a gzip stream of one or more members, at most 1 MiB at a time; an empty body stays empty.

    Raises UnreachableError for a stream that is broken or ends too early.
    """
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    seen = False
    try:
        for chunk in chunks:
            rest = chunk
            seen = seen or bool(chunk)
            while rest:
                if unpacker.eof:
                    if not rest.startswith(GZIP_MAGIC[:1]):
                        return  # padding after the last member
                    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
                yield unpacker.decompress(rest, _STEP)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise UnreachableError(f"the answer's gzip stream is broken: {error}", where=where) from error
    if seen and not unpacker.eof:
        raise UnreachableError("the answer's gzip stream ends too early", where=where)
