"""A progress bar on stderr, on a terminal only."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..text import one_line
from .output import is_terminal

if TYPE_CHECKING:
    from ..pipeline.progress import Observer, Step

__all__ = ["show_progress"]

logger = logging.getLogger(__name__)


@contextmanager
def show_progress() -> Iterator[Observer | None]:
    """An observer that draws the bar; none with --quiet or where nobody would see it."""
    if not logger.isEnabledFor(logging.INFO) or not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)

        def observe(step: Step) -> None:
            failed = f"{step.failed} failed, " if step.failed else ""
            text = escape(f"{failed}{one_line(step.target)}: {step.outcome}")
            progress.update(task, completed=step.done, total=step.total, description=text)

        yield observe
