"""Options that runs share, and how their end is told."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import LockedError, StoreError, UsageError
from .exit_codes import exit_code_of

if TYPE_CHECKING:
    from ..pipeline.quota import Quota
    from ..pipeline.report import RunReport

__all__ = ["carry_out", "cron_options", "run_options", "tell_end"]

logger = logging.getLogger(__name__)


def _read_duration(_context: click.Context, _option: click.Parameter, value: str | None) -> float | None:
    """Seconds of `90`, `30m`, `1h30m`."""
    from ..pipeline.duration import parse_duration

    try:
        return parse_duration(value) if value is not None else None
    except UsageError as error:
        raise click.BadParameter(error.message) from error


def _read_quota(_context: click.Context, _option: click.Parameter, value: str | None) -> Quota | None:
    """`20`, or `1%`."""
    from ..pipeline.quota import Quota

    return Quota.parse(value) if value else None


def _check_metrics(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix != ".prom":
        raise click.BadParameter("node_exporter reads only files whose names end in .prom")
    return path


_CRON_OPTIONS = (
    click.option(
        "--max-time",
        callback=_read_duration,
        metavar="TIME",
        help="End in good order after this time (90, 30m, 2h, 1h30m), exit code 1; the same command goes on.",
    ),
    click.option(
        "--metrics",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_check_metrics,
        metavar="FILE",
        help="Write how the run went to this file, for Prometheus (NAME.prom in node_exporter's textfile directory).",
    ),
)
_OPTIONS = (
    click.option("--profile", metavar="FILE", help="A site profile of your own, instead of the one that fits."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many pages."),
    click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="Processes that clean and parse; requests to a wiki stay one after the other.",
    ),
    click.option(
        "--max-failures",
        callback=_read_quota,
        metavar="N|P%",
        help="Stop when more pages failed: a number, or a share of all, as in 1%.",
    ),
    click.option("--store", metavar="URL", help="Database to use instead of DIR/wikiclean.db."),
    click.option(
        "--accept-drift",
        is_flag=True,
        help="Publish though the pages no longer hold what earlier runs found; after a stop, without asking again.",
    ),
    click.option("--jsonl/--no-jsonl", default=True, show_default=True, help="Write DIR/records.jsonl at the end."),
    click.option(
        "--resume/--no-resume",
        default=True,
        show_default=True,
        help="Go on with a run for the same pages that was interrupted.",
    ),
    *_CRON_OPTIONS,
)


def run_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options that `scrape` and `process` share."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def cron_options(function: Callable[..., int]) -> Callable[..., int]:
    """`--max-time` and `--metrics` alone, for commands that bring their own of the others."""
    for option in reversed(_CRON_OPTIONS):
        function = option(function)
    return function


def carry_out(command: str, output: Path, metrics: Path | None, work: Callable[[], RunReport | None]) -> int:
    """Do `work`, say how it ended, write the metrics; its exit code. No report: there was nothing to do.

    A run that another one keeps out (LockedError) leaves the metrics to that one.
    """
    if metrics is not None and not metrics.absolute().parent.is_dir():
        raise UsageError("there is no such directory for --metrics", where=str(metrics.parent))
    began, report = time.monotonic(), None

    def note(code: int) -> int:
        if metrics is None:
            return code
        from ..pipeline.metrics import LastRun, write_metrics

        try:
            write_metrics(
                metrics,
                LastRun(
                    command=command,
                    directory=str(output.absolute()),
                    exit_code=code,
                    ended_at=time.time(),
                    seconds=time.monotonic() - began,
                    report=report,
                ),
            )
        except StoreError as error:
            logger.error("%s", error)  # noqa: TRY400 - no traceback: a line for people
            return code or 1
        return code

    try:
        report = work()
    except LockedError:
        raise
    except BaseException as error:
        note(exit_code_of(error))
        raise
    return note(tell_end(report) if report is not None else 0)


def tell_end(report: RunReport) -> int:
    """Say in one line how a run ended; its exit code."""
    fields = {"fields": {"run_id": report.run_id, "exit_code": report.exit_code, "stored": report.stored}}
    level = logging.INFO if report.exit_code == 0 else logging.ERROR if report.exit_code != 1 else logging.WARNING
    logger.log(level, "%s", report.summary(), extra=fields)
    return report.exit_code
