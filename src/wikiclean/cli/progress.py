"""A progress bar on stderr, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .logs import one_line
from .output import is_terminal

if TYPE_CHECKING:
    from ..pipeline.progress import Observer, Step

__all__ = ["show_progress"]


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Observer | None]:
    """An observer that draws the bar; none where nobody would see it."""
    if quiet or not is_terminal(sys.stderr):
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
