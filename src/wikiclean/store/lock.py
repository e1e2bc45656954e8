"""One run at a time in a directory. The system drops the lock when the process ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import LockedError, StoreError
from .files import make_directory

__all__ = ["hold_lock"]


@contextmanager
def hold_lock(directory: Path, name: str = ".lock") -> Iterator[None]:
    """Hold the lock of `directory`, which is made if need be. Raises LockedError at once if another run has it.

    The file stays when the lock is given back; that it is there says nothing.
    """
    lock = FileLock(make_directory(directory) / name)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError("another run is writing here; wait until it has ended", where=str(directory)) from error
    except OSError as error:
        raise StoreError(f"the directory cannot be written: {error.strerror}", where=str(directory)) from error
    try:
        yield
    finally:
        lock.release()
