"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..errors import StoreError

__all__ = ["make_directory", "replace_file"]


def make_directory(path: Path) -> Path:
    """Make a directory and its parents. Raises StoreError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StoreError(
            "a file stands where the directory should be; give another directory", where=str(path)
        ) from error
    except OSError as error:
        raise StoreError(f"the directory cannot be made: {error.strerror}", where=str(path)) from error
    return path


def replace_file(path: Path, lines: Iterable[str]) -> None:
    """Write `lines` beside `path`, then put the new file in its place: readers see the old one or the new one.

    Raises StoreError (disk full, no permission, no regular file); the old file is untouched then.
    """
    if path.exists() and not path.is_file():  # a device such as /dev/null would be gone afterwards
        raise StoreError("no file that can be replaced; give the name of a regular file", where=str(path))
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(lines)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
        _sync_directory(path.parent)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror}; the file before is untouched", where=str(path)
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_directory(path: Path) -> None:
    """Make the new name last through a power cut, where the platform can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
