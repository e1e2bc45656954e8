"""`runs/<run-id>/failures.jsonl`: each page that could not be done, with what to know about it."""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass
from pathlib import Path

from ..errors import StoreError, WikicleanError
from ..store.files import make_directory

__all__ = ["FILE_NAME", "Failure", "append_failure", "clear_failures"]

FILE_NAME = "failures.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a target failed. `traceback` is there for bugs of ours only."""

    target: str
    error: str
    """Name of the error's class, or the outcome of the page."""
    message: str
    where: str | None = None
    traceback: str | None = None

    @classmethod
    def of_error(cls, target: str, error: Exception, trace: str | None = None) -> Failure:
        """Describe what was raised for `target`; `trace` where the exception comes from another process."""
        if isinstance(error, WikicleanError):
            return cls(target=target, error=type(error).__name__, message=error.message, where=error.where)
        said = trace or "".join(traceback.format_exception(error))
        return cls(target=target, error=type(error).__name__, message=str(error), traceback=said)

    @property
    def is_bug(self) -> bool:
        """Whether it is our fault, not the page's."""
        return self.traceback is not None


def append_failure(directory: Path, failure: Failure) -> None:
    """Add a line to the failures of a run."""
    line = {name: value for name in Failure.__slots__ if (value := getattr(failure, name)) is not None}
    path = make_directory(directory) / FILE_NAME
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=str(path)) from error


def clear_failures(directory: Path) -> None:
    """Forget the failures of the earlier part of a run."""
    path = directory / FILE_NAME
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"cannot be removed: {error.strerror}", where=str(path)) from error
