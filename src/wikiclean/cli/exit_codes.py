"""What is raised, as an exit code (`docs/commands.md` says what they mean)."""

from __future__ import annotations

import errno

import click

from ..errors import StoreError, WikicleanError
from ..pipeline.signals import Interrupted

__all__ = ["BUG", "exit_code_of"]

BUG = 70
_INTERRUPTED = 130
_SYSTEM_SAYS_NO = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)
"""A full disk, a missing permission."""


def exit_code_of(error: BaseException) -> int:
    """The code that the program ends with; that of a bug of ours for whatever nobody has thought of."""
    if isinstance(error, WikicleanError | Interrupted | click.ClickException):
        return error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return 0
    if isinstance(error, OSError) and error.errno in _SYSTEM_SAYS_NO:
        return StoreError.exit_code
    return BUG
