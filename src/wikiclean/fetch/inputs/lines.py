"""Lines of a stream, none of them without bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["read_lines"]


def read_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """Each line without its end; None for one of more than `limit` bytes, which is passed over.

    What `chunks` raises comes out before the line that it cut off.
    """
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            size += end - start
            parts.append(chunk[start:end])
            yield b"".join(parts) if size <= limit else None
            parts, size, start = [], 0, end + 1
        size += len(chunk) - start
        if size <= limit:
            parts.append(chunk[start:])
        else:
            parts = []
    if size:
        yield b"".join(parts) if size <= limit else None
