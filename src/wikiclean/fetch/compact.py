"""Single exchanges of our archive as they lie in their files, to be copied."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError

__all__ = ["read_exchange"]

_CHUNK = 64 * 1024
_ID = re.compile(rb"^WARC-Record-ID:\s*(<[^>]+>)", re.MULTILINE)


def read_exchange(path: Path, offset: int) -> bytes:
    """The bytes of the response that begins there, and of the request behind it, packed as they are.

    Raises InputError where no whole response begins.
    """
    try:
        with path.open("rb") as stream:
            response, head = _read_member(stream, offset)
            if not response or (found := _ID.search(head)) is None:
                raise InputError("there is no whole record", where=f"{path}#{offset}")
            request, head = _read_member(stream, offset + len(response))
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", where=str(path)) from error
    is_its_own = re.search(rb"^WARC-Concurrent-To:\s*" + re.escape(found[1]), head, re.MULTILINE)
    return response + request if is_its_own else response


def _read_member(stream: BinaryIO, offset: int) -> tuple[bytes, bytes]:
    """A gzip member, and the WARC headers in it; nothing where none begins, or where it ends too early."""
    stream.seek(offset)
    unpacker, head, pieces = zlib.decompressobj(zlib.MAX_WBITS | 16), b"", []
    try:
        while not unpacker.eof:
            chunk = stream.read(_CHUNK)
            if not chunk:
                return b"", b""
            pieces.append(chunk)
            unpacked = unpacker.decompress(chunk)
            if b"\r\n\r\n" not in head:
                head += unpacked
    except zlib.error:
        return b"", b""
    packed = b"".join(pieces)
    return packed[: len(packed) - len(unpacker.unused_data)], head.partition(b"\r\n\r\n")[0]
