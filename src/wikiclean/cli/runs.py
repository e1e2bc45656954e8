"""Options that runs share, and how their end is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..pipeline.report import RunReport

__all__ = ["network_options", "run_options", "tell_end"]

logger = logging.getLogger(__name__)

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
        "--max-failures", metavar="N|P%", help="Stop when more pages failed: a number, or a share of all, as in 1%."
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
)


_NETWORK = (
    click.option(
        "--rate", type=click.FloatRange(min=0, min_open=True), metavar="R", help="Requests a second to one host."
    ),
    click.option(
        "--max-requests",
        type=click.IntRange(min=1),
        metavar="N",
        help="Stop after so many requests in all; the same command goes on from there.",
    ),
    click.option(
        "--contact",
        envvar="WIKICLEAN_CONTACT",
        show_envvar=True,
        metavar="MAIL_OR_URL",
        help="Mail or web address for the User-Agent, so that the wiki can reach you.",
    ),
    click.option(
        "--robots",
        type=click.Choice(["pages", "strict"]),
        default="pages",
        show_default=True,
        help="What robots.txt decides on: page views, or the wiki's API too.",
    ),
    click.option("--allow-private", is_flag=True, help="Let pages be fetched from private and loopback addresses."),
)


def network_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options that commands share which ask a wiki."""
    for option in reversed(_NETWORK):
        function = option(function)
    return function


def run_options(function: Callable[..., int]) -> Callable[..., int]:
    """The options that `scrape` and `process` share."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def tell_end(report: RunReport) -> int:
    """Say in one line how a run ended; its exit code."""
    fields = {"fields": {"run_id": report.run_id, "exit_code": report.exit_code, "stored": report.stored}}
    level = logging.INFO if report.exit_code == 0 else logging.ERROR if report.exit_code != 1 else logging.WARNING
    logger.log(level, "%s", report.summary(), extra=fields)
    return report.exit_code
