"""Data on stdout: UTF-8 whatever the locale says, and quiet when the reader has gone."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

__all__ = ["drop_stdout", "flush_stdout", "is_terminal", "prepare_streams", "write_out"]


def prepare_streams() -> None:
    """UTF-8 and plain line ends on stdout; stderr shows what it cannot write as escapes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def write_out(text: str) -> None:
    """Write data, with a line break at its end if it has none."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def flush_stdout() -> None:
    """Write out what is held back, so that a full disk or a gone reader is noticed here and not at exit."""
    sys.stdout.flush()


def drop_stdout() -> None:
    """The reader has gone: let nothing more be written, not even by the interpreter's own flush at exit."""
    try:
        handle = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, handle)
    os.close(nowhere)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sees this stream."""
    try:
        return stream.isatty()
    except ValueError:
        return False
